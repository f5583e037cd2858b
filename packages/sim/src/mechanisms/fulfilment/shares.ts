/** Laws given as lists of weights. */
import { drawUniform, type Key } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'

/** Mixes an index into the counter of a draw. */
export function counterOf(hash: number, index: number): number {
  return hash ^ Math.imul(index + 1, 0x9e3779b1)
}

/** Share of each outcome among those not yet taken: the last is 1. `weights` ≥ 0, the last above 0. */
export function conditionalShares(weights: readonly number[]): Float64Array {
  const shares = new Float64Array(weights.length)
  let left = 0
  for (let i = weights.length - 1; i >= 0; i--) {
    left += weights[i]!
    shares[i] = left > 0 ? weights[i]! / left : 0
  }
  return shares
}

/** Mean of a law on 1, 2 … by weights. */
export function meanDays(weights: readonly number[]): number {
  let total = 0
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!
    sum += weights[i]! * (i + 1)
  }
  return sum / total
}

/** The first `length` weights scaled to sum 1; equal ones when all are 0. */
export function scaledToOne(weights: readonly number[], length: number): Float64Array {
  const scaled = Float64Array.from({ length }, (_, i) => weights[i] ?? 0)
  const total = scaled.reduce((sum, weight) => sum + weight, 0)
  return scaled.map((weight) => (total > 0 ? weight / total : 1 / length))
}

/** How many of `left` fall on an outcome that takes `share` of them; all when it takes the rest. */
export function drawPart(key: Key, counter: number, left: number, share: number): number {
  if (left === 0 || share <= 0) return 0
  if (share >= 1) return left
  return binomialQuantile(drawUniform(key, counter), left, share)
}
