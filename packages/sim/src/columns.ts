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
 * Sum of a column of whole numbers below 2^53, which add up to the same in any order: four sums side by side, so
 * that no addition waits for the one before.
 */
export function sumOfWhole(values: Float64Array): number {
  const { length } = values
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let i = 0
  for (; i + 3 < length; i += 4) {
    first += values[i]!
    second += values[i + 1]!
    third += values[i + 2]!
    fourth += values[i + 3]!
  }
  for (; i < length; i++) first += values[i]!
  return first + second + (third + fourth)
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
