import { describe, expect, it } from 'vitest'
import { calendarFactor } from '../../packages/sim/src/mechanisms/calendar.ts'
import { priceEffect } from '../../packages/sim/src/mechanisms/pricing.ts'
import { advance, runHistory } from '../../packages/sim/src/run.ts'
import { begin, idle, model, product, twoWarehouses } from './shop.ts'

describe('calendar', () => {
  const shop = model()
  const factors = Array.from({ length: 1461 }, (_, day) => calendarFactor(shop, 0, day + 1))

  it('has weekday factors of mean 1', () => {
    expect(shop.weekdayFactors.reduce((sum, factor) => sum + factor, 0) / 7).toBeCloseTo(1, 12)
  })

  it('has mean 1 over four years', () => {
    expect(factors.reduce((sum, factor) => sum + factor, 0) / factors.length).toBeCloseTo(1, 3)
  })

  it('lifts weekends and the middle of the year, where category c_a peaks', () => {
    // day 1 is Monday 2 March; day 122 is Wednesday 1 July, day 304 Wednesday 30 December
    expect(factors[5]!).toBeGreaterThan(factors[1]!)
    expect(factors[121]! / factors[303]!).toBeCloseTo(1.2 / 0.8, 1)
  })
})

describe('price effect', () => {
  it('has constant elasticity: at −2, half the price sells four times as much', () => {
    expect(priceEffect(-2, 5_000, 10_000)).toBeCloseTo(4, 12)
    expect(priceEffect(-2, 10_000, 10_000)).toBe(1)
    expect(priceEffect(-2, 20_000, 10_000)).toBeCloseTo(0.25, 12)
  })

  it('knows nothing beyond 0.4 and 2.5 times the list price', () => {
    expect(priceEffect(-2, 1_000, 10_000)).toBe(priceEffect(-2, 4_000, 10_000))
    expect(priceEffect(-2, 90_000, 10_000)).toBe(priceEffect(-2, 25_000, 10_000))
  })
})

describe('demand', () => {
  it('has the means of the shop file over many products, days and replications', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      product(`p_${i}`, { visitsPerDay: 50, categoryId: 'c_b' }),
    )
    const shop = model({ historyDays: 0, products: many }, { 'stock.openingCoverDays': 365 })
    const totals = { visits: 0, orders: 0, units: 0 }
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
    for (let replication = 0; replication < 4; replication++) {
      const run = begin(shop, idle, {}, { seed: 42, replication })
      for (let day = 0; day < 28; day++) {
        advance(run, 1)
        totals.visits += sum(run.state.closed.visits)
        totals.orders += sum(run.state.closed.orders)
        totals.units += sum(run.state.closed.soldUnits) + sum(run.state.closed.lostUnits)
      }
    }
    // popularity drifts slowly and the shop's days are shared: the mean still varies by about 1.5 %
    expect(Math.abs(totals.visits / (400 * 28 * 4 * 50) - 1)).toBeLessThan(0.045)
    expect(Math.abs(totals.orders / totals.visits / 0.1 - 1)).toBeLessThan(0.01)
    expect(Math.abs(totals.units / totals.orders / 1.15 - 1)).toBeLessThan(0.01)
  })

  it('loses the sale when stock runs out mid-order, and pays only for what was there', () => {
    const shop = model(
      { historyDays: 0, products: [product('p_1', { visitsPerDay: 400 })] },
      { 'demand.extraUnitRatio': 1, 'routine.reviewCycleDays': 56 },
    )
    const run = begin(shop)
    run.state.onHandUnits[0] = 3
    advance(run, 1)
    const { soldUnits, lostUnits, orders, gmvCents } = run.state.closed
    // every order takes two units: three units serve two orders, the second of them in part
    expect([soldUnits[0], orders[0], gmvCents[0]]).toEqual([3, 3, 30_000])
    expect(lostUnits[0]).toBeGreaterThan(10)
    expect(run.view.need('shop', 'stockoutRatio')[0]).toBe(1)
  })

  it('falls to the regions of the warehouses by their shares', () => {
    const shop = model(
      { warehouses: twoWarehouses, historyDays: 0 },
      { 'stock.openingCoverDays': 365 },
    )
    const run = begin(shop)
    const sold = [0, 0]
    for (let day = 0; day < 200; day++) {
      advance(run, 1)
      const { soldUnits, lostUnits } = run.state.closed
      soldUnits.forEach((units, stock) => {
        sold[stock % 2]! += units + lostUnits[stock]!
      })
    }
    expect(sold[0]! / (sold[0]! + sold[1]!)).toBeCloseTo(0.75, 1)
  })

  it('is fed by the history: windows are full on the morning of day 1', () => {
    const { view, state } = runHistory(model({ historyDays: 90 }), { seed: 42, replication: 0 }, [])
    expect([state.day, state.totals.closedDays]).toEqual([0, 90])
    expect(view.windowDays(90)).toBe(90)
  })
})
