/**
 * Counts by exact inversion: the smallest k with F(k) ≥ u. One uniform each, monotone in u and in the
 * mean, so that an action that lowers a mean moves every draw down and none up (simulation.md 1.3).
 */
import { exp, log } from './math.ts'

/** Below this logarithm of P(0) the walk starts at the mode, where no term underflows. */
const smallestLogAtZero = -600
/** Above this u it starts there too: walking down from u, rounding might never reach the last term. */
const largestWalkedU = 1 - 1e-7

/** Poisson count of a given mean ≥ 0. */
export function poissonQuantile(u: number, mean: number): number {
  if (!(mean > 0)) return 0
  if (mean > -smallestLogAtZero || u > largestWalkedU) {
    return invertFromMode(u, Math.floor(mean), (k) => mean / (k + 1))
  }
  let term = exp(-mean)
  let rest = u
  let k = 0
  while (rest > term) {
    rest -= term
    k += 1
    term *= mean / k
  }
  return k
}

/**
 * Negative binomial count with variance m + a·m², a ≥ 0 the dispersion; a = 0 is Poisson.
 * The form of repeat-buying counts (Ehrenberg 1959), with r = 1/a.
 */
export function negativeBinomialQuantile(u: number, mean: number, dispersion: number): number {
  if (!(mean > 0)) return 0
  // a spread that no run could show
  if (dispersion * mean < 1e-9) return poissonQuantile(u, mean)
  const r = 1 / dispersion
  const q = mean / (r + mean)
  const logAtZero = -r * log(1 + mean * dispersion)
  if (logAtZero < smallestLogAtZero || u > largestWalkedU) {
    return invertFromMode(
      u,
      r > 1 ? Math.floor((r - 1) * mean * dispersion) : 0,
      (k) => ((k + r) / (k + 1)) * q,
    )
  }
  let term = exp(logAtZero)
  let rest = u
  let k = 0
  while (rest > term) {
    rest -= term
    term *= ((k + r) / (k + 1)) * q
    k += 1
  }
  return k
}

/** Successes in n trials of probability p; n whole and ≥ 0, p is clamped to 0 … 1. */
export function binomialQuantile(u: number, n: number, p: number): number {
  if (n <= 0 || !(p > 0)) return 0
  if (p >= 1) return n
  const logAtZero = n * log(1 - p)
  const odds = p / (1 - p)
  if (logAtZero < smallestLogAtZero || u > largestWalkedU) {
    return invertFromMode(
      u,
      Math.min(n, Math.floor((n + 1) * p)),
      (k) => ((n - k) / (k + 1)) * odds,
    )
  }
  let term = exp(logAtZero)
  let rest = u
  let k = 0
  while (rest > term) {
    rest -= term
    term *= ((n - k) / (k + 1)) * odds
    k += 1
  }
  return k
}

/** Weights below this part of the mode's are left out: u has 52 bits, about 10^−16. */
const negligible = 1e-25

/**
 * Inverts a unimodal law on 0, 1, 2 …, also far out in its tails. `ratio(k)` is P(k+1) / P(k). Weights
 * grow out of 1 at the mode and are summed from the far end of the tail in which u lies, so that small
 * probabilities keep their digits.
 */
function invertFromMode(u: number, mode: number, ratio: (k: number) => number): number {
  let total = 1
  let lowest = mode
  let lowestWeight = 1
  while (lowest > 0 && lowestWeight > negligible) {
    lowest -= 1
    lowestWeight /= ratio(lowest)
    total += lowestWeight
  }
  let highest = mode
  let highestWeight = 1
  while (highestWeight > negligible) {
    highestWeight *= ratio(highest)
    highest += 1
    total += highestWeight
  }
  if (u <= 0.5) {
    let weight = lowestWeight
    let k = lowest
    for (let below = weight; below < u * total; below += weight) {
      weight *= ratio(k)
      k += 1
    }
    return k
  }
  let weight = highestWeight
  let k = highest
  // a binomial ends at n with weight 0: nothing can be divided out of it
  if (weight === 0) {
    k -= 1
    weight = weightAt(k, mode, ratio)
  }
  for (let above = weight; above <= (1 - u) * total; above += weight) {
    k -= 1
    weight /= ratio(k)
  }
  return k
}

function weightAt(k: number, mode: number, ratio: (k: number) => number): number {
  let weight = 1
  for (let i = mode; i < k; i++) weight *= ratio(i)
  return weight
}

/**
 * Lead-time law: the gamma density of the given mean and coefficient of variation (Burgin 1975) at whole
 * days ≥ 1, as cumulative probabilities by day; index 0 is day 0. A mean of 0 is always 0 days, a
 * variation of 0 always the rounded mean.
 */
export function leadTimeTable(meanDays: number, variationRatio: number): Float64Array {
  if (meanDays < 0.5) return Float64Array.of(1)
  const fixedDays = Math.floor(meanDays + 0.5)
  if (variationRatio < 0.01) {
    const fixed = new Float64Array(fixedDays + 1)
    fixed[fixedDays] = 1
    return fixed
  }
  const shape = 1 / (variationRatio * variationRatio)
  const scaleDays = meanDays / shape
  const days = Math.ceil(meanDays * (1 + 10 * variationRatio)) + 1
  const table = new Float64Array(days + 1)
  // relative to the density at the mean, so that nothing underflows
  const logAtMean = (shape - 1) * log(meanDays) - meanDays / scaleDays
  let total = 0
  for (let day = 1; day <= days; day++) {
    total += exp((shape - 1) * log(day) - day / scaleDays - logAtMean)
    table[day] = total
  }
  for (let day = 0; day <= days; day++) table[day]! /= total
  return table
}

/** Days drawn from a table of `leadTimeTable`: the first day whose cumulative probability reaches u. */
export function leadTimeQuantile(u: number, table: Float64Array): number {
  let day = 0
  while (day < table.length - 1 && table[day]! < u) day += 1
  return day
}
