import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  betaBinomialQuantile,
  binomialQuantile,
  leadTimeQuantile,
  leadTimeTable,
  negativeBinomialQuantile,
  poissonQuantile,
} from '../../packages/sim/src/samplers.ts'

const uniform = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

interface Law {
  /** The k of the first entry of the lists. */
  readonly first: number
  /** P(X ≤ k) and P(X > k), each summed from its own end, so that both keep their digits. */
  readonly below: readonly number[]
  readonly above: readonly number[]
}

/** The law whose neighbours stand in `ratio(k)` = P(k+1) ÷ P(k), from weights that grow out of the mode. */
function lawOf(mode: number, ratio: (k: number) => number, last = Infinity): Law {
  const lower: number[] = []
  for (let k = mode, weight = 1; k > 0 && weight > 1e-40; k--) {
    weight /= ratio(k - 1)
    lower.push(weight)
  }
  const upper: number[] = []
  for (let k = mode, weight = 1; k < last && weight > 1e-40; k++) {
    weight *= ratio(k)
    upper.push(weight)
  }
  const weights = [...lower.toReversed(), 1, ...upper]
  const sums = (list: readonly number[]) => {
    let sum = 0
    return list.map((weight) => (sum += weight))
  }
  const below = sums(weights)
  const above = [...sums(weights.slice(1).toReversed()).toReversed(), 0]
  const total = below.at(-1)!
  return {
    first: mode - lower.length,
    below: below.map((sum) => sum / total),
    above: above.map((sum) => sum / total),
  }
}

const poissonLaw = (mean: number) => lawOf(Math.floor(mean), (k) => mean / (k + 1))

function negativeBinomialLaw(mean: number, dispersion: number): Law {
  const r = 1 / dispersion
  const mode = r > 1 ? Math.floor((r - 1) * mean * dispersion) : 0
  return lawOf(mode, (k) => ((k + r) / (k + 1)) * (mean / (r + mean)))
}

const binomialLaw = (n: number, p: number) =>
  lawOf(Math.min(n, Math.floor((n + 1) * p)), (k) => ((n - k) / (k + 1)) * (p / (1 - p)), n)

/**
 * The sampler must step from k to k + 1 at F(k): to within 10^−12 where both tails are above 10^−7, farther
 * out to within a part in 10^11 of the tail, down to tails of 10^−15. Long laws are probed at 300 places.
 */
function expectStepsOf({ first, below, above }: Law, sample: (u: number) => number): void {
  const stride = Math.ceil(below.length / 300)
  for (let i = 0; i < below.length; i += stride) {
    const [low, high, k] = [below[i]!, above[i]!, first + i]
    if (low < 1e-15 || high < 1e-15) continue
    const slackLow = low > 9e-8 ? 1e-12 : low * 1e-11
    const slackHigh = high > 9e-8 ? 1e-12 : high * 1e-11 + 2 ** -53
    const [before, after] =
      low < 0.5
        ? [low - slackLow, low + slackLow]
        : [1 - high - slackHigh, 1 - Math.max(2 ** -53, high - slackHigh)]
    expect(sample(before)).toBeLessThanOrEqual(k)
    if (high > slackHigh) expect(sample(after)).toBeGreaterThan(k)
  }
}

/** Reals spread evenly over orders of magnitude. */
const magnitude = (from: number, to: number) =>
  fc.double({ min: Math.log(from), max: Math.log(to), noNaN: true }).map((x) => Math.exp(x))

describe('counts by inversion', () => {
  it.each([0.05, 1, 3, 7.5, 8, 40, 300, 599, 601, 5000, 50_000])(
    'is exactly Poisson at mean %f',
    (mean) => expectStepsOf(poissonLaw(mean), (u) => poissonQuantile(u, mean)),
  )

  it('is exactly Poisson at any mean', () => {
    fc.assert(
      fc.property(magnitude(0.01, 2000), (mean) =>
        expectStepsOf(poissonLaw(mean), (u) => poissonQuantile(u, mean)),
      ),
      { numRuns: 150 },
    )
  })

  it.each([
    [3, 0.5],
    [40, 0.2],
    [150, 1.5],
    [300, 0.05],
    [30, 0.001],
    [80, 1],
    [12, 5],
    [2000, 0.3],
    [900, 0.004],
  ])('is exactly negative binomial at mean %f and dispersion %f', (mean, dispersion) => {
    expectStepsOf(negativeBinomialLaw(mean, dispersion), (u) =>
      negativeBinomialQuantile(u, mean, dispersion),
    )
  })

  it('is exactly negative binomial at any mean and dispersion, also when there are too many for the cache', () => {
    fc.assert(
      fc.property(magnitude(0.5, 400), magnitude(0.003, 3), (mean, dispersion) =>
        expectStepsOf(negativeBinomialLaw(mean, dispersion), (u) =>
          negativeBinomialQuantile(u, mean, dispersion),
        ),
      ),
      { numRuns: 250 },
    )
  })

  it.each([
    [1, 0.3],
    [2, 0.6],
    [5, 0.99],
    [30, 0.04],
    [200, 0.5],
    [50, 0.97],
    [2000, 0.999],
    [50_000, 0.0001],
    [50_000, 0.002],
    [50_000, 0.4],
  ])('is exactly binomial for %i trials of %f', (n, p) => {
    expectStepsOf(binomialLaw(n, p), (u) => binomialQuantile(u, n, p))
  })

  it('is exactly binomial for any n and p', () => {
    fc.assert(
      fc.property(
        magnitude(1, 400).map(Math.floor),
        fc.oneof(magnitude(0.001, 1), fc.double({ min: 0.001, max: 0.999, noNaN: true })),
        (n, p) => {
          if (p < 1) expectStepsOf(binomialLaw(n, p), (u) => binomialQuantile(u, n, p))
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each([
    [1, 0.4, 3],
    [12, 3, 97],
    [40, 0.5, 0.5],
    [60, 30, 2],
    [300, 2.5, 40],
    [3000, 50, 60],
  ])('is exactly beta-binomial for %i trials and Beta(%f, %f)', (n, a, b) => {
    // from 0, so that laws without a mode inside are covered: P(0) ÷ weight is divided out
    const law = lawOf(0, (k) => ((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1)), n)
    expectStepsOf(law, (u) => betaBinomialQuantile(u, n, a, b))
  })

  it('gives no beta-binomial count without trials and rejects a law that is none', () => {
    expect(betaBinomialQuantile(0.9, 0, 1, 1)).toBe(0)
    expect(() => betaBinomialQuantile(0.5, 3, 0, 1)).toThrow(RangeError)
  })

  it('keeps mean and variance where it walks from the mode', () => {
    // midpoints of equal strips of u: the moments are nearly those of the law
    const moments = (sample: (u: number) => number) => {
      const draws = Array.from({ length: 4_000 }, (_, i) => sample((i + 0.5) / 4_000))
      const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length
      return [mean, draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length] as const
    }
    const poisson = moments((u) => poissonQuantile(u, 2500))
    expect(poisson[0]).toBeCloseTo(2500, 0)
    expect(poisson[1] / 2500).toBeCloseTo(1, 2)
    const binomial = moments((u) => binomialQuantile(u, 9000, 0.2))
    expect(binomial[0]).toBeCloseTo(1800, 0)
    expect(binomial[1] / 1440).toBeCloseTo(1, 2)
    const negative = moments((u) => negativeBinomialQuantile(u, 5000, 0.005))
    expect(negative[0] / 5000).toBeCloseTo(1, 3)
    expect(negative[1] / (5000 + 0.005 * 5000 ** 2)).toBeCloseTo(1, 2)
  })

  it('rises with u and with the mean, also where one method takes over from another', () => {
    const mean = fc.oneof(
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.double({ min: 550, max: 650, noNaN: true }),
    )
    fc.assert(
      fc.property(
        uniform,
        uniform,
        mean,
        fc.double({ min: 0, max: 5, noNaN: true }),
        (u, v, m, d) => {
          const [low, high] = [Math.min(u, v), Math.max(u, v)]
          expect(poissonQuantile(low, m)).toBeLessThanOrEqual(poissonQuantile(high, m))
          expect(poissonQuantile(u, m)).toBeLessThanOrEqual(poissonQuantile(u, m + d))
          expect(negativeBinomialQuantile(u, m, 0.3)).toBeLessThanOrEqual(
            negativeBinomialQuantile(u, m + d, 0.3),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('rises with u and with the mean over all sizes of mean', () => {
    const close = fc.double({ min: 1e-14, max: 1e-3, noNaN: true })
    fc.assert(
      fc.property(
        uniform,
        close,
        magnitude(0.1, 20_000),
        close,
        magnitude(0.02, 1),
        (u, du, m, dm, a) => {
          const v = Math.min(1 - 1e-12, u + du)
          const larger = m * (1 + dm)
          expect(poissonQuantile(v, m)).toBeGreaterThanOrEqual(poissonQuantile(u, m))
          expect(poissonQuantile(u, larger)).toBeGreaterThanOrEqual(poissonQuantile(u, m))
          const n = Math.ceil(m)
          const p = Math.min(1, a)
          expect(binomialQuantile(v, n, p)).toBeGreaterThanOrEqual(binomialQuantile(u, n, p))
          expect(binomialQuantile(u, n, p * (1 + dm))).toBeGreaterThanOrEqual(
            binomialQuantile(u, n, p),
          )
          if (m > 2000) return
          const count = negativeBinomialQuantile(u, m, a)
          expect(negativeBinomialQuantile(v, m, a)).toBeGreaterThanOrEqual(count)
          expect(negativeBinomialQuantile(u, larger, a)).toBeGreaterThanOrEqual(count)
          const conversions = betaBinomialQuantile(u, n, 3, 40)
          expect(betaBinomialQuantile(v, n, 3, 40)).toBeGreaterThanOrEqual(conversions)
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('sells no fewer when there are more visits or a better conversion', () => {
    fc.assert(
      fc.property(
        uniform,
        fc.nat(2000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (u, n, p, d) => {
          const count = binomialQuantile(u, n, p)
          expect(count).toBeLessThanOrEqual(n)
          expect(binomialQuantile(u, n + 1, p)).toBeGreaterThanOrEqual(count)
          expect(binomialQuantile(u, n, p + d)).toBeGreaterThanOrEqual(count)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('handles the ends: no mean, no trials, certain success, the last uniform below 1', () => {
    expect(poissonQuantile(0.9, 0)).toBe(0)
    expect(binomialQuantile(0.9, 0, 0.5)).toBe(0)
    expect(binomialQuantile(0.1, 7, 1)).toBe(7)
    expect([binomialQuantile(0.1, 2, 3), binomialQuantile(0.9, 7, -1)]).toEqual([2, 0])
    expect([poissonQuantile(0.9, NaN), poissonQuantile(0.9, -2)]).toEqual([0, 0])
    expect(negativeBinomialQuantile(0.9, 0, 0.3)).toBe(0)
    expect(negativeBinomialQuantile(0.9, 20, 0)).toBe(poissonQuantile(0.9, 20))
    const last = 1 - 2 ** -53
    // P(X ≥ 80) is below 2^−53 for Poisson 20, P(X ≥ 50) is not
    expect(poissonQuantile(last, 20)).toBeGreaterThan(50)
    expect(poissonQuantile(last, 20)).toBeLessThan(80)
    expect(negativeBinomialQuantile(last, 20, 0.2)).toBeLessThan(1000)
    expect(binomialQuantile(last, 40, 0.03)).toBeLessThanOrEqual(40)
  })

  it('follows the exact law when fed with uniforms: pairs of means 20 and 17 differ by 0.28 in variance', () => {
    // reference case R-CRN-price: inversion reaches 0.2807, thinning 3, independent draws 37
    const differences = Array.from({ length: 50_000 }, (_, i) => {
      const u = (i + 0.5) / 50_000
      return poissonQuantile(u, 20) - poissonQuantile(u, 17)
    })
    const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length
    const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / differences.length
    expect(mean).toBeCloseTo(3, 3)
    expect(variance).toBeCloseTo(0.2807, 3)
  })
})

describe('lead times', () => {
  it.each([
    [6, 0.2],
    [12, 0.35],
    [20, 0.5],
  ])('have mean %f and variation %f', (mean, variation) => {
    const table = leadTimeTable(mean, variation)
    const days = Array.from({ length: 20_000 }, (_, i) =>
      leadTimeQuantile((i + 0.5) / 20_000, table),
    )
    const average = days.reduce((sum, d) => sum + d, 0) / days.length
    const sd = Math.sqrt(days.reduce((sum, d) => sum + (d - average) ** 2, 0) / days.length)
    expect(average / mean).toBeCloseTo(1, 1)
    expect(sd / average).toBeCloseTo(variation, 1)
    expect(Math.min(...days)).toBeGreaterThanOrEqual(1)
  })

  it('are always 0 for a mean of 0 and always the mean without variation', () => {
    expect(leadTimeQuantile(0.99, leadTimeTable(0, 0.5))).toBe(0)
    expect([0.01, 0.99].map((u) => leadTimeQuantile(u, leadTimeTable(5, 0)))).toEqual([5, 5])
  })
})
