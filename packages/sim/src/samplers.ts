/**
 * Counts by exact inversion: the smallest k with F(k) ≥ u. One uniform each, monotone in u and in the
 * mean, so that an action that lowers a mean moves every draw down and none up (simulation.md 1.3).
 *
 *   walk      k = 0, 1, 2 … while F(k) < u: best while the mean is small
 *   estimate  k + 1 as a smooth function of u, with a bound on its error. Where no whole number lies
 *             within that bound, ⌊estimate⌋ is k; elsewhere the walk decides (the plan of Giles 2016,
 *             algorithm 955). The bounds are at least twice the largest errors found.
 *
 * u is a probability, 0 < u < 1.
 */
import { exp, log } from './math.ts'
import {
  gammaFromTable,
  gammaTable,
  gammaTableError,
  normalQuantileFast,
} from './quantileTables.ts'

/** Below this logarithm of P(0) the walk starts at the mode, where no term underflows. */
const smallestLogAtZero = -600
/** Above this u too: walking down from u, rounding might never reach the last term. */
const largestWalkedU = 1 - 1e-7
/** Estimates hold from here to `largestWalkedU`. */
const smallestEstimatedU = 1e-7
/** Means, and variances of binomials, from which the estimate is the faster way. */
const smallestEstimatedMean = 3
const smallestEstimatedVariance = 3

/** Poisson count of a given mean ≥ 0. */
export function poissonQuantile(u: number, mean: number): number {
  // the series of exp(−mean), broken off below its sum
  if (u <= 1 - mean * (1 - (mean / 2) * (1 - mean / 3))) return 0
  if (mean < smallestEstimatedMean && u <= largestWalkedU) return walkPoisson(u, mean)
  return mean > 0 ? largePoissonQuantile(u, mean) : 0
}

function largePoissonQuantile(u: number, mean: number): number {
  if (mean >= smallestEstimatedMean && u >= smallestEstimatedU && u <= largestWalkedU) {
    const k = estimateNearNormal(u, mean, Math.sqrt(mean), 1, 0)
    if (k >= 0) return k
  }
  return mean > -smallestLogAtZero || u > largestWalkedU
    ? walkPoissonFromMode(u, mean)
    : walkPoisson(u, mean)
}

// apart from the walks: a variable that a closure captures is slow in the loop beside it
function walkPoissonFromMode(u: number, mean: number): number {
  return walkFromMode(u, Math.floor(mean), (k) => mean / (k + 1))
}

function walkPoisson(u: number, mean: number): number {
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
  const perSize = mean * dispersion
  // a spread that no run could show
  if (!(perSize >= 1e-9)) return poissonQuantile(u, mean)
  if (mean >= smallestEstimatedMean && u >= smallestEstimatedU && u <= largestWalkedU) {
    const k =
      perSize < 1 || dispersion < 1 / 64
        ? estimateNearNormal(
            u,
            mean,
            Math.sqrt(mean * (1 + perSize)),
            1 + 2 * perSize,
            -perSize * (1 + perSize),
          )
        : estimateNearGamma(u, mean, 1 / dispersion)
    if (k >= 0) return k
  }
  return walkNegativeBinomial(u, mean, dispersion)
}

function walkNegativeBinomial(u: number, mean: number, dispersion: number): number {
  const perSize = mean * dispersion
  const r = 1 / dispersion
  const q = mean / (r + mean)
  const logAtZero = -r * log(1 + perSize)
  if (logAtZero < smallestLogAtZero || u > largestWalkedU) {
    return walkNegativeBinomialFromMode(u, mean, r)
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

function walkNegativeBinomialFromMode(u: number, mean: number, r: number): number {
  const q = mean / (r + mean)
  const mode = r > 1 ? Math.floor(((r - 1) * mean) / r) : 0
  return walkFromMode(u, mode, (k) => ((k + r) / (k + 1)) * q)
}

/** Successes in n trials of probability p; n whole and ≥ 0, p is clamped to 0 … 1. */
export function binomialQuantile(u: number, n: number, p: number): number {
  if (p >= 1) return n > 0 ? n : 0
  // the expansion of (1 − p)^n, broken off below its sum
  if (u <= 1 - n * p * (1 - (((n - 1) * p) / 2) * (1 - ((n - 2) * p) / 3))) return 0
  if (n <= 1) return n === 1 && p > 0 ? 1 : 0
  return p > 0 ? someOfBinomial(u, n, p) : 0
}

// apart: so small, the function above is compiled into the loops that call it
function someOfBinomial(u: number, n: number, p: number): number {
  const q = 1 - p
  const variance = n * p * q
  if (u < smallestEstimatedU || u > largestWalkedU) return walkBinomialFromMode(u, n, p, q)
  if (variance >= smallestEstimatedVariance) {
    const k = estimateNearNormal(u, n * p, Math.sqrt(variance), q - p, p * q)
    if (k >= 0) return k
    if (variance > 100) return walkBinomialFromMode(u, n, p, q)
  }
  return p <= 0.5 ? walkSuccesses(u, n, p, q) : walkFailures(u, n, p, q)
}

function walkBinomialFromMode(u: number, n: number, p: number, q: number): number {
  const odds = p / q
  const mode = Math.min(n, Math.floor((n + 1) * p))
  return walkFromMode(u, mode, (k) => ((n - k) / (k + 1)) * odds)
}

function walkSuccesses(u: number, n: number, p: number, q: number): number {
  let term = n <= 80 ? power(q, n) : exp(n * logOfRest(p, q))
  if (u <= term) return 0
  const odds = p / q
  let rest = u
  let k = 0
  while (rest > term) {
    rest -= term
    term *= ((n - k) / (k + 1)) * odds
    k += 1
  }
  return k
}

/** The same k from the other end: n less the most failures j for which P(failures ≥ j) ≥ u. */
function walkFailures(u: number, n: number, p: number, q: number): number {
  let term = n <= 80 ? power(p, n) : exp(n * log(p))
  let rest = 1 - u
  if (rest < term) return n
  const odds = q / p
  let failures = 0
  while (rest >= term) {
    rest -= term
    term *= ((n - failures) / (failures + 1)) * odds
    failures += 1
  }
  return n - failures
}

/** log(1 − p) with the digits of p that q = 1 − p has lost (Kahan). */
function logOfRest(p: number, q: number): number {
  return q === 1 ? -p : log(q) * (p / (1 - q))
}

/** base^n for whole n ≥ 0, by fewer than 10 + n/8 products. */
function power(base: number, n: number): number {
  let result = 1
  let left = n
  if (left >= 8) {
    const square = base * base
    const fourth = square * square
    const eighth = fourth * fourth
    for (; left >= 8; left -= 8) result *= eighth
  }
  for (; left > 0; left--) result *= base
  return result
}

/**
 * k by the Cornish-Fisher expansion to the fourth order (Abramowitz & Stegun 26.7.4), with Sheppard's
 * correction for whole numbers, or −1 if it is too close to a whole number to tell. For laws whose cumulants
 * are those of a binomial with q − p = `asymmetry` and p·q = `product`: binomial, Poisson (1 and 0),
 * negative binomial (p = −m/r).
 */
function estimateNearNormal(
  u: number,
  mean: number,
  sd: number,
  asymmetry: number,
  product: number,
): number {
  const z = normalQuantileFast(u)
  const z2 = z * z
  const skew2 = asymmetry * asymmetry
  const perSd = 1 / sd
  const first = (asymmetry * (z2 - 1)) / 6
  const second = z * (((1 - 6 * product) * (z2 - 3)) / 24 - (skew2 * (2 * z2 - 5)) / 36 - 1 / 24)
  const third =
    asymmetry *
    (((1 - 12 * product) * (z2 * (z2 - 6) + 3)) / 120 -
      ((1 - 6 * product) * (z2 * (z2 - 5) + 2)) / 24 +
      (skew2 * (z2 * (12 * z2 - 53) + 17)) / 324 +
      (z2 - 1) / 72)
  const estimate = mean + 0.5 + sd * z + first + perSd * (second + perSd * third)
  const bound =
    0.025 * (1 + z2 * z2 * Math.abs(z)) * (1 + (skew2 * skew2) / 15) * perSd * perSd * perSd +
    sd * 2e-8
  const k = Math.floor(estimate - bound)
  return estimate + bound < k + 1 ? k : -1
}

/**
 * k of a negative binomial from the gamma law it is a mixture over: F(k) = I_{r/(r+m)}(r, k + 1), and with
 * y = log(1 + r/m), T = k + 1 + (r − 1)/2 the expansion of DiDonato & Morris 1992 (BGRAT), turned over:
 * T = g/y + (r − 1)(r + 1 + g)·y ÷ (24·g) for the gamma quantile g. −1 if too close to a whole number.
 */
function estimateNearGamma(u: number, mean: number, r: number): number {
  const table = gammaTable(r)
  if (table === undefined || r < 0.25) return -1
  const g = gammaFromTable(normalQuantileFast(u), table)
  if (g < 0.001) return -1
  // y = 2 artanh s
  const s = r / (2 * mean + r)
  const s2 = s * s
  const y =
    s2 < 0.03
      ? 2 * s * (1 + s2 * (1 / 3 + s2 * (1 / 5 + s2 * (1 / 7 + s2 * (1 / 9 + s2 / 11)))))
      : log(1 + r / mean)
  const main = g / y
  const part = (r + 1 + g) / (24 * main)
  const estimate = main + (r - 1) * (part - 0.5)
  const spread = Math.abs(r - 1)
  const bound = ((part * part) / main) * spread * (spread + 8) + ((1 + g) / y) * gammaTableError
  const k = Math.floor(estimate - bound)
  return k >= 0 && estimate + bound < k + 1 ? k : -1
}

/** Weights below this part of the mode's are left out: u has 52 bits, about 10^−16. */
const negligible = 1e-32

/**
 * Inverts a unimodal law on 0, 1, 2 …, also far out in its tails. `ratio(k)` is P(k+1) / P(k). Weights
 * grow out of 1 at the mode and are summed from the far end of the tail in which u lies, so that small
 * probabilities keep their digits.
 */
function walkFromMode(u: number, mode: number, ratio: (k: number) => number): number {
  let total = 1
  let lowest = mode
  let lowestWeight = 1
  while (lowest > 0 && lowestWeight > negligible) {
    lowest -= 1
    lowestWeight /= ratio(lowest)
    total += lowestWeight
  }
  // up to the last k with any weight: a binomial ends at n
  let highest = mode
  let highestWeight = 1
  while (highestWeight > negligible) {
    const next = highestWeight * ratio(highest)
    if (!(next > 0)) break
    highest += 1
    highestWeight = next
    total += next
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
  for (let above = weight; above <= (1 - u) * total; above += weight) {
    k -= 1
    weight /= ratio(k)
  }
  return k
}

/**
 * Successes in n trials whose probability is itself a draw from Beta(a, b): mean n·a ÷ (a + b); n whole and
 * ≥ 0, a and b > 0. Monotone in u. P(0) is a product of n factors, so it costs some 2 ns a trial.
 */
export function betaBinomialQuantile(u: number, n: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`Beta(${a}, ${b}): both must be above 0`)
  if (n <= 0) return 0
  const isOneSided = a <= 1 || b <= 1
  if (!isOneSided && (n > 500 || u < smallestEstimatedU || u > largestWalkedU)) {
    const mode = Math.floor((n * (a - 1) - (b - 1)) / (a + b - 2)) + 1
    return walkFromMode(
      u,
      Math.max(0, Math.min(n, mode)),
      (k) => ((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1)),
    )
  }
  // from the end with the fewer counts, unless u lies so far in the other tail that rounding would tell
  const isFromZero = u < smallestEstimatedU || (a <= b && u <= largestWalkedU)
  if (isFromZero) {
    let term = 1
    for (let i = 0; i < n; i++) term *= (b + i) / (a + b + i)
    let rest = u
    let k = 0
    while (k < n && rest > term) {
      rest -= term
      term *= ((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1))
      k += 1
    }
    return k
  }
  let term = 1
  for (let i = 0; i < n; i++) term *= (a + i) / (a + b + i)
  let rest = 1 - u
  let k = n
  while (k > 0 && rest >= term) {
    rest -= term
    term *= (k * (b + n - k)) / ((n - k + 1) * (a + k - 1))
    k -= 1
  }
  return k
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
