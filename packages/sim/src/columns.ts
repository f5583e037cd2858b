/** Arithmetic on columns of figures; NaN is missing. */

/** numerator × factor ÷ denominator, entity by entity; missing where the denominator is 0. */
export function divide(
  numerator: Float64Array,
  denominator: Float64Array,
  factor = 1,
): Float64Array {
  const ratios = new Float64Array(numerator.length)
  for (let i = 0; i < ratios.length; i++) {
    ratios[i] = denominator[i] === 0 ? NaN : (numerator[i]! * factor) / denominator[i]!
  }
  return ratios
}

/**
 * Sum of a column of whole numbers below 2^53, which add up to the same in any order: eight at a time, so that few
 * additions wait for the one before.
 */
export function sumOfWhole(values: Float64Array): number {
  const { length } = values
  let sum = 0
  let i = 0
  for (; i + 7 < length; i += 8) {
    const four = values[i]! + values[i + 1]! + (values[i + 2]! + values[i + 3]!)
    const nextFour = values[i + 4]! + values[i + 5]! + (values[i + 6]! + values[i + 7]!)
    sum += four + nextFour
  }
  for (; i < length; i++) sum += values[i]!
  return sum
}

/** a − b, entity by entity. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  const differences = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) differences[i] = a[i]! - b[i]!
  return differences
}

/** a × b, entity by entity. */
export function times(a: Float64Array, b: Float64Array): Float64Array {
  const products = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) products[i] = a[i]! * b[i]!
  return products
}

/** Mean a day of sums over some days. */
export function perDay(sums: Float64Array, days: number): Float64Array {
  const means = new Float64Array(sums.length)
  for (let i = 0; i < sums.length; i++) means[i] = sums[i]! / days
  return means
}

/**
 * The number that stands at `place` when the column is sorted. Puts the column into another order, so that smaller
 * numbers stand before it and larger ones behind (Hoare 1961, Algorithm 65: FIND).
 */
export function findSorted(values: Float64Array, place: number): number {
  let from = 0
  let to = values.length - 1
  while (from < to) {
    const middle = values[(from + to) >> 1]!
    let low = from
    let high = to
    while (low <= high) {
      while (values[low]! < middle) low += 1
      while (values[high]! > middle) high -= 1
      if (low > high) break
      const larger = values[low]!
      values[low] = values[high]!
      values[high] = larger
      low += 1
      high -= 1
    }
    // what lies between them equals the middle
    if (place <= high) to = high
    else if (place >= low) from = low
    else break
  }
  return values[place]!
}

/** A column of ones: factors when nothing happens. */
export function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1)
}
