/** The untouched fashion shop lives as systems.md section 1 says: its figures lie in the stated ranges. */
import { describe, expect, it } from 'vitest'
import { prepareExperiment, runReplication, kpis } from '@sandtable/sim'
import { fashion } from '../../packages/sim/src/shops/fashion.ts'

const replications = 6
const days = 360
const prepared = prepareExperiment({ playbooks: [], shop: 'fashion', days, replications, seed: 42 })
if (!prepared.ok) throw new Error(JSON.stringify(prepared))
const results = Array.from({ length: replications }, (_, r) =>
  runReplication(prepared.experiment, r),
)
const mean = (id: string) => {
  const index = kpis.findIndex((kpi) => kpi.id === id)
  return results.reduce((sum, { baseline }) => sum + baseline.kpis[index]!, 0) / replications
}

describe('the untouched fashion shop', () => {
  it('has 60 products in 6 categories, 8 suppliers and one warehouse, under stable ids', () => {
    const { products, categories, suppliers, warehouses } = fashion
    expect([products.length, categories.length, suppliers.length, warehouses.length]).toEqual([
      60, 6, 8, 1,
    ])
    expect(new Set(products.map(({ id }) => id)).size).toBe(60)
    expect(products.some(({ id }) => id === 'p_dress_03')).toBe(true)
    expect(new Set(products.map(({ supplierId }) => supplierId)).size).toBe(8)
  })

  it('takes 150–300 yuan an order and converts 1.5–4 % of visits', () => {
    expect(mean('aovCents')).toBeGreaterThan(15_000)
    expect(mean('aovCents')).toBeLessThan(30_000)
    expect(mean('conversionRatio')).toBeGreaterThan(0.015)
    expect(mean('conversionRatio')).toBeLessThan(0.04)
  })

  it('has a gross margin of 45–55 %', () => {
    // turns × mean stock value × days ÷ 365 is the cost of what was sold
    const cogs = (mean('turnsPerYear') * mean('stockValueCents') * days) / 365
    expect(1 - cogs / mean('gmvCents')).toBeGreaterThan(0.45)
    expect(1 - cogs / mean('gmvCents')).toBeLessThan(0.55)
  })

  it('turns its stock about four times a year and is out of stock on 5–10 % of product-days', () => {
    expect(mean('turnsPerYear')).toBeGreaterThan(3.3)
    expect(mean('turnsPerYear')).toBeLessThan(4.7)
    expect(mean('stockoutRatio')).toBeGreaterThan(0.05)
    expect(mean('stockoutRatio')).toBeLessThan(0.1)
  })

  it('neither dies nor prints money in a year', () => {
    const share = mean('contributionWithStockCents') / mean('gmvCents')
    expect(share).toBeGreaterThan(0.02)
    expect(share).toBeLessThan(0.15)
    expect(mean('cashCents')).toBeGreaterThan(0)
  })

  it('gives no discount, because nobody changes a price', () => {
    expect(mean('discountCents')).toBe(0)
  })
})
