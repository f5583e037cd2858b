import { describe, expect, it } from 'vitest'
import {
  pairedInterval,
  percentile,
  studentT95,
} from '../../packages/sim/src/experiment/interval.ts'

describe('intervals', () => {
  it.each([
    // Law, Simulation Modeling and Analysis, table T.1, and standard tables
    [1, 12.7062],
    [2, 4.302653],
    [4, 2.776445],
    [9, 2.262157],
    [29, 2.04523],
    [99, 1.984217],
    [999, 1.962341],
  ])('uses Student’s t: at %i degrees of freedom it is %f', (freedom, exact) => {
    expect(studentT95(freedom)).toBeCloseTo(exact, 4)
  })

  it('works out mean ± t·s ÷ √n', () => {
    // 1, 2, 3, 4: mean 2.5, s² = 5/3, t(3) = 3.182446, half-width = 3.182446 × √(5/12) = 2.054260
    const { mean, low, high } = pairedInterval([1, 2, 3, 4])
    expect(mean).toBe(2.5)
    expect(low).toBeCloseTo(2.5 - 2.05426, 4)
    expect(high).toBeCloseTo(2.5 + 2.05426, 4)
  })

  it('is exactly 0 when nothing differs', () => {
    expect(pairedInterval([0, 0, 0])).toEqual({ mean: 0, low: 0, high: 0 })
  })

  it('interpolates percentiles between neighbours', () => {
    expect(percentile([10, 20, 30], 0.05)).toBeCloseTo(11, 12)
    expect(percentile([10, 20, 30], 0.95)).toBeCloseTo(29, 12)
    expect(percentile([7], 0.95)).toBe(7)
  })
})
