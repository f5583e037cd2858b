/** Paired t-intervals and percentiles, from + − × ÷ and our own exp and log. */
import { exp, log, logGamma } from '../math.ts'

/** P(T ≤ t) for t ≥ 0: half, plus the density integrated by Simpson's rule. */
function studentCdf(t: number, freedom: number): number {
  const half = (freedom + 1) / 2
  const logFactor =
    logGamma(half) - logGamma(freedom / 2) - 0.5 * (log(freedom) + 1.1447298858494002)
  const density = (x: number) => exp(logFactor - half * log(1 + (x * x) / freedom))
  const panels = 2000
  const width = t / panels
  let sum = density(0) + density(t)
  for (let i = 1; i < panels; i++) sum += (i % 2 === 1 ? 4 : 2) * density(i * width)
  return 0.5 + (sum * width) / 3
}

const knownQuantiles = new Map<number, number>()

/** The t for which P(|T| ≤ t) = 95 % at so many degrees of freedom, at least 1; by bisection. */
export function studentT95(freedom: number): number {
  const known = knownQuantiles.get(freedom)
  if (known !== undefined) return known
  let low = 1.9
  let high = 13
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (studentCdf(middle, freedom) < 0.975) low = middle
    else high = middle
  }
  const quantile = (low + high) / 2
  knownQuantiles.set(freedom, quantile)
  return quantile
}

export interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Mean of at least two differences and its 95 % t-interval. Law, Simulation Modeling and Analysis, ch. 10. */
export function pairedInterval(differences: readonly number[]): Interval {
  const count = differences.length
  const mean = differences.reduce((sum, d) => sum + d, 0) / count
  const squares = differences.reduce((sum, d) => sum + (d - mean) * (d - mean), 0)
  const half = studentT95(count - 1) * Math.sqrt(squares / (count - 1) / count)
  return { mean, low: mean - half, high: mean + half }
}

/** The p-th part of sorted values, linear between the two nearest (Hyndman & Fan 1996, type 7). */
export function percentile(sorted: readonly number[], p: number): number {
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (position - below) * (high - low)
}
