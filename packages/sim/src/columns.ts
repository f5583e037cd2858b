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

/** A column of ones: factors when nothing happens. */
export function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1)
}
