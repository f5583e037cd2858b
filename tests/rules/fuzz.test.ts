/** A thinned run of `npm run fuzz`. */
import { describe, expect, it } from 'vitest'
import { fuzzRows, fuzzTexts, fuzzValues } from '../support/fuzz.ts'
import { Random } from '../support/random.ts'

describe('random expressions', () => {
  it('[L1] checks any text without failing, and evaluates what checks', () => {
    const { findings, counts } = fuzzTexts(new Random(1), 1500)
    expect(findings.slice(0, 5)).toEqual([])
    expect(counts['clean']).toBeGreaterThan(15)
  })
  it('gives the same bits by interpreter, columns and oracle', () => {
    const { findings, counts } = fuzzValues(new Random(2), 800)
    expect(findings.slice(0, 5)).toEqual([])
    expect(counts['values']).toBeGreaterThan(4000)
    expect(counts['missing']).toBeGreaterThan(500)
  })
  it('shows conditions as rows that stand for the same tree', () => {
    const { findings, counts } = fuzzRows(new Random(3), 1200)
    expect(findings.slice(0, 5)).toEqual([])
    expect(counts['fitting']).toBeGreaterThan(150)
  })
})
