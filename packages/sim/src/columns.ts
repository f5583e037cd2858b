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

/** A column of ones: factors when nothing happens. */
export function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1)
}
