import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  betaQuantile,
  exp,
  exponentialQuantile,
  gammaQuantile,
  log,
  logGamma,
  normalProbability,
  normalQuantile,
} from '../../packages/sim/src/math.ts'
import {
  cumulativeTable,
  gammaFromTable,
  gammaTable,
  gammaTableError,
  normalQuantileFast,
  tableQuantile,
} from '../../packages/sim/src/quantileTables.ts'

const relativeError = (value: number, exact: number) =>
  Math.abs(value - exact) / Math.max(Number.MIN_VALUE, Math.abs(exact))

describe('own mathematics', () => {
  it('agrees with Math.exp to a part in 10^15 wherever the result is normal', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => {
        expect(relativeError(exp(x), Math.exp(x))).toBeLessThan(1e-15)
      }),
      { numRuns: 5000 },
    )
  })

  it('carries exp to its ends', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(710), exp(-746)]).toEqual([
      1,
      0,
      Infinity,
      Infinity,
      0,
    ])
    expect(exp(NaN)).toBeNaN()
    expect(relativeError(exp(709.7), Math.exp(709.7))).toBeLessThan(1e-15)
    expect(exp(-740)).toBeGreaterThan(0)
  })

  it('agrees with Math.log to a part in 10^15 over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        const exact = Math.log(x)
        expect(Math.abs(log(x) - exact)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(exact)))
      }),
      { numRuns: 5000 },
    )
    expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity])
    expect(log(-1)).toBeNaN()
  })

  it('agrees with Math.log around 1, √2 and the powers of two, where its cases meet', () => {
    for (const centre of [1, Math.SQRT2, Math.SQRT1_2, 2, 0.5, 2 ** 31, 2 ** -32, 2 ** 32, 1000]) {
      for (let step = -5; step <= 5; step++) {
        const x = centre * (1 + step * 2 ** -52)
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(
          2e-16 * Math.max(2 ** -52, Math.abs(Math.log(x))),
        )
      }
    }
  })

  it('gives log Γ of whole and half numbers', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12)
      factorial *= n
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
    // Abramowitz & Stegun, table 6.4: ln 1000! = 5912.128178
    expect(logGamma(1001)).toBeCloseTo(5912.128178488163, 9)
  })

  it('gives the normal quantiles of the tables', () => {
    // Wichura 1988, test values of AS 241, and the usual 97.5 %
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 14)
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 12)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(0.5)).toBe(0)
  })

  it('is antisymmetric and monotone as a quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 3)
        expect(normalQuantile(p * 0.999)).toBeLessThan(normalQuantile(p))
      }),
    )
  })
})

const uniform = fc.double({ min: 1e-13, max: 1 - 1e-13, noNaN: true })
const shape = fc.double({ min: Math.log(0.2), max: Math.log(3000), noNaN: true }).map(Math.exp)

describe('quantiles of continuous laws', () => {
  // mpmath 1.3 with 40 digits: root of gammainc(a, 0, x, regularized) − u
  it.each([
    [1e-15, 2, 4.47213602166625e-8],
    [0.3, 0.5, 0.0742359309162727],
    [0.5, 3.3, 2.97332178202075],
    [0.9, 20, 25.9025286066588],
    [0.01, 1000, 927.908159796643],
    [1 - 2 ** -40, 5, 39.3411238088887],
  ])('gives the gamma quantile at u = %f and shape %f', (u, a, exact) => {
    expect(relativeError(gammaQuantile(u, a), exact)).toBeLessThan(1e-12)
  })

  // mpmath 1.3 with 40 digits: root of betainc(a, b, 0, x, regularized) − u
  it.each([
    [1e-15, 3, 97, 1.85427729832839e-7],
    [0.3, 0.5, 0.5, 0.206107373853763],
    [0.5, 3, 97, 0.026918958614468],
    [0.9, 30, 70, 0.359434740999984],
    [0.01, 500, 2, 0.986824110155165],
    [1 - 2 ** -40, 2, 20, 0.782799162806935],
  ])('gives the Beta quantile at u = %f of Beta(%f, %f)', (u, a, b, exact) => {
    expect(relativeError(betaQuantile(u, a, b), exact)).toBeLessThan(1e-12)
  })

  it('agrees with the laws that have a closed form', () => {
    fc.assert(
      fc.property(uniform, fc.double({ min: 0.1, max: 50, noNaN: true }), (u, a) => {
        // gamma of shape 1 is exponential, Beta(a, 1) has F(x) = x^a and Beta(1, b) its mirror image
        expect(relativeError(gammaQuantile(u, 1), -Math.log1p(-u))).toBeLessThan(1e-12)
        expect(relativeError(exponentialQuantile(u), -Math.log1p(-u))).toBeLessThan(1e-12)
        expect(relativeError(betaQuantile(u, a, 1), u ** (1 / a))).toBeLessThan(1e-11)
        expect(relativeError(betaQuantile(u, 1, a), -Math.expm1(Math.log1p(-u) / a))).toBeLessThan(
          1e-11,
        )
      }),
    )
  })

  it('rises with u, and the two tails of the Beta law mirror each other', () => {
    fc.assert(
      fc.property(uniform, uniform, shape, shape, (u, v, a, b) => {
        const [low, high] = [Math.min(u, v), Math.max(u, v)]
        fc.pre(high - low > 1e-10 * high && high - low > 1e-10 * (1 - low))
        expect(gammaQuantile(low, a)).toBeLessThan(gammaQuantile(high, a))
        expect(betaQuantile(low, a, b)).toBeLessThanOrEqual(betaQuantile(high, a, b))
        // a whole multiple of 2^−40, so that 1 − w is exact
        const w = Math.max(1, Math.floor(u * 2 ** 40)) / 2 ** 40
        expect(betaQuantile(1 - w, b, a)).toBeCloseTo(1 - betaQuantile(w, a, b), 11)
      }),
    )
  })

  it('rejects laws that are none', () => {
    expect(() => gammaQuantile(0.5, 0)).toThrow(RangeError)
    expect(() => betaQuantile(0.5, 1, -1)).toThrow(RangeError)
  })

  it('gives the normal probabilities of the tables, the inverse of the quantile', () => {
    expect(normalProbability(0)).toBe(0.5)
    // Abramowitz & Stegun, tables 26.1 and 26.2
    expect(normalProbability(1)).toBeCloseTo(0.841344746068543, 14)
    expect(relativeError(normalProbability(-5), 2.86651571879194e-7)).toBeLessThan(1e-12)
    expect(normalProbability(normalQuantile(0.123))).toBeCloseTo(0.123, 14)
  })
})

describe('quantiles from tables', () => {
  it('keeps the fast normal quantile within 10^−8 of the exact one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          uniform,
          fc.integer({ min: 1, max: 1023 }).map((i) => i / 1024),
        ),
        (u) => {
          expect(Math.abs(normalQuantileFast(u) - normalQuantile(u))).toBeLessThan(1e-8)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('keeps the fast normal quantile rising, also from node to node and from table to table', () => {
    for (let node = 1; node < 1024; node++) {
      for (const at of [node / 1024, node / 32768, 1 - node / 32768]) {
        let latest = -Infinity
        for (let step = -8; step <= 8; step++) {
          const z = normalQuantileFast(at + step * 2 ** -53)
          expect(z >= latest).toBe(true)
          latest = z
        }
      }
    }
    fc.assert(
      fc.property(uniform, uniform, (u, v) => {
        expect(normalQuantileFast(Math.min(u, v))).toBeLessThanOrEqual(
          normalQuantileFast(Math.max(u, v)),
        )
      }),
    )
  })

  it.each([0.25, 0.7, 1, 2, 3.3, 10, 64])('keeps its error bound in the gamma table of %f', (a) => {
    const table = gammaTable(a)!
    for (let i = 0; i < 300; i++) {
      const z = -5.24 + (10.48 * i) / 300
      const exact = gammaQuantile(normalProbability(z), a)
      expect(Math.abs(gammaFromTable(z, table) - exact)).toBeLessThan(
        (gammaTableError / 3) * (1 + exact),
      )
    }
  })

  it('builds no tables without end: of many shapes in turn some are refused, a frequent one is not', () => {
    const shapes = Array.from({ length: 400 }, (_, i) => 5 + i / 7)
    const tables = shapes.map((a) => gammaTable(a))
    expect(tables.some((table) => table === undefined)).toBe(true)
    const refused = shapes[tables.indexOf(undefined)]!
    for (let i = 0; i < 1000; i++) gammaTable(refused)
    expect(gammaTable(refused)).toBeDefined()
    expect(gammaFromTable(0, gammaTable(refused)!)).toBeCloseTo(gammaQuantile(0.5, refused), 6)
  })

  it('draws from a tabulated law in proportion to its weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }).filter((w) => w.some((x) => x > 0)),
        (weights) => {
          const table = cumulativeTable(weights)
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const counts = weights.map(() => 0)
          for (let i = 0; i < total; i++) counts[tableQuantile((i + 0.5) / total, table)]! += 1
          expect(counts).toEqual(weights)
        },
      ),
    )
    expect(tableQuantile(1, cumulativeTable([0, 0.1, 0.2, 0]))).toBe(2)
  })

  it('rejects weights that are no weights', () => {
    expect(() => cumulativeTable([])).toThrow('all weights are 0')
    expect(() => cumulativeTable([0, 0])).toThrow('all weights are 0')
    expect(() => cumulativeTable([1, -1])).toThrow('weight 1 is -1')
    expect(() => cumulativeTable([Infinity])).toThrow(RangeError)
  })
})
