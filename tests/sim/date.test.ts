import { describe, expect, it } from 'vitest'
import { parseIsoDate, weekdayOf, yearFraction } from '../../packages/sim/src/date.ts'

describe('calendar days', () => {
  it('agrees with the platform’s calendar for every day of forty years', () => {
    for (let day = -7000; day < 14_000; day++) {
      const date = new Date(day * 86_400_000)
      expect(parseIsoDate(date.toISOString().slice(0, 10))).toBe(day)
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7)
    }
  })

  it('knows no 30 February, no month 13 and no other notation', () => {
    for (const text of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-3-2',
      'soon',
    ]) {
      expect(parseIsoDate(text)).toBeUndefined()
    }
    expect(parseIsoDate('2024-02-29')).toBeDefined()
  })

  it('places days within their year', () => {
    expect(yearFraction(parseIsoDate('2026-01-01')!)).toBeCloseTo(0, 1)
    expect(yearFraction(parseIsoDate('2026-07-02')!)).toBeCloseTo(0.5, 2)
  })
})
