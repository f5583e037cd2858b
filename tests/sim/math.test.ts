import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp, log, logGamma, normalQuantile } from '../../packages/sim/src/math.ts'

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
