import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binomialQuantile,
  leadTimeQuantile,
  leadTimeTable,
  negativeBinomialQuantile,
  poissonQuantile,
} from '../../packages/sim/src/samplers.ts'

const uniform = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

/** Cumulative probabilities 0 … count − 1 from P(0) and the ratio of neighbours: an independent oracle. */
function cumulative(atZero: number, ratio: (k: number) => number, count: number): number[] {
  const sums: number[] = []
  let term = atZero
  let sum = 0
  for (let k = 0; k < count; k++) {
    sum += term
    sums.push(sum)
    term *= ratio(k)
  }
  return sums
}

/** The sampler must step from k to k + 1 at F(k), to within 10^−12. */
function expectStepsAt(sums: readonly number[], sample: (u: number) => number): void {
  sums.forEach((at, k) => {
    if (at > 1e-9) expect(sample(at - 1e-12)).toBeLessThanOrEqual(k)
    if (at < 1 - 1e-9) expect(sample(at + 1e-12)).toBeGreaterThan(k)
  })
}

describe('counts by inversion', () => {
  it.each([0.05, 1, 7.5, 40, 300])('is exactly Poisson at mean %f', (mean) => {
    const sums = cumulative(Math.exp(-mean), (k) => mean / (k + 1), Math.ceil(2 * mean + 20))
    expectStepsAt(sums, (u) => poissonQuantile(u, mean))
  })

  it.each([
    [3, 0.5],
    [40, 0.2],
    [150, 1.5],
  ])('is exactly negative binomial at mean %f and dispersion %f', (mean, dispersion) => {
    const r = 1 / dispersion
    const q = mean / (r + mean)
    const sums = cumulative((1 - q) ** r, (k) => ((k + r) / (k + 1)) * q, Math.ceil(4 * mean + 20))
    expectStepsAt(sums, (u) => negativeBinomialQuantile(u, mean, dispersion))
  })

  it.each([
    [1, 0.3],
    [30, 0.04],
    [200, 0.5],
    [50, 0.97],
  ])('is exactly binomial for %i trials of %f', (n, p) => {
    const sums = cumulative((1 - p) ** n, (k) => ((n - k) / (k + 1)) * (p / (1 - p)), n)
    expectStepsAt(sums, (u) => binomialQuantile(u, n, p))
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
