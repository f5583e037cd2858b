/** The fastest loop: up to four columns of few bounds, whose grid says one port per cell, in a single pass. */
import { fewBounds, type CountingCoder } from './coder.ts'

/** Columns that the loop takes; a table with fewer repeats one with codes of 0. */
export const smallColumns = 4

/**
 * Writes what is selected into `selections` at the place that the grid says; `grid` holds the place of entity 0.
 * Returns how many places lie before `elseFrom`.
 */
export function lookUpSmall(
  values: readonly Float64Array[],
  coders: readonly CountingCoder[],
  selected: Uint8Array,
  grid: Int32Array,
  elseFrom: number,
  selections: Uint8Array,
): number {
  const [v, w, x, y] = values as [Float64Array, Float64Array, Float64Array, Float64Array]
  const [c, d, e, f] = coders as [CountingCoder, CountingCoder, CountingCoder, CountingCoder]
  return loop(
    v,
    w,
    x,
    y,
    c.bounds,
    d.bounds,
    e.bounds,
    f.bounds,
    c.codes,
    d.codes,
    e.codes,
    f.codes,
    selected,
    grid,
    elseFrom,
    selections,
  )
}

function loop(
  valuesA: Float64Array,
  valuesB: Float64Array,
  valuesC: Float64Array,
  valuesD: Float64Array,
  boundsA: Float64Array,
  boundsB: Float64Array,
  boundsC: Float64Array,
  boundsD: Float64Array,
  codesA: Int32Array,
  codesB: Int32Array,
  codesC: Int32Array,
  codesD: Int32Array,
  selected: Uint8Array,
  grid: Int32Array,
  elseFrom: number,
  selections: Uint8Array,
): number {
  const a0 = boundsA[0]!
  const a1 = boundsA[1]!
  const a2 = boundsA[2]!
  const a3 = boundsA[3]!
  const b0 = boundsB[0]!
  const b1 = boundsB[1]!
  const b2 = boundsB[2]!
  const b3 = boundsB[3]!
  const c0 = boundsC[0]!
  const c1 = boundsC[1]!
  const c2 = boundsC[2]!
  const c3 = boundsC[3]!
  const d0 = boundsD[0]!
  const d1 = boundsD[1]!
  const d2 = boundsD[2]!
  const d3 = boundsD[3]!
  // in locals: reading a constant of a module costs a third of this loop
  const missing = fewBounds + 1
  const size = selected.length
  let matched = 0
  for (let i = 0; i < size; i++) {
    const a = valuesA[i]!
    const b = valuesB[i]!
    const c = valuesC[i]!
    const d = valuesD[i]!
    const inA = Number(a >= a0) + Number(a >= a1) + Number(a >= a2) + Number(a >= a3)
    const inB = Number(b >= b0) + Number(b >= b1) + Number(b >= b2) + Number(b >= b3)
    const inC = Number(c >= c0) + Number(c >= c1) + Number(c >= c2) + Number(c >= c3)
    const inD = Number(d >= d0) + Number(d >= d1) + Number(d >= d2) + Number(d >= d3)
    const cell =
      codesA[inA + (a === a ? 0 : missing)]! +
      codesB[inB + (b === b ? 0 : missing)]! +
      codesC[inC + (c === c ? 0 : missing)]! +
      codesD[inD + (d === d ? 0 : missing)]!
    const target = grid[cell]!
    const isSelected = selected[i]!
    selections[target + i] = isSelected
    matched += isSelected & ((target - elseFrom) >>> 31)
  }
  return matched
}
