/** Returns: their law, what they cost, how they are inspected. */
import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { receiveReturns, scheduleReturns } from '../../packages/sim/src/mechanisms/returns/day.ts'
import { deriveKey, drawUniform } from '../../packages/sim/src/random.ts'
import { advance, runHistory, type Run } from '../../packages/sim/src/run.ts'
import { poissonQuantile } from '../../packages/sim/src/samplers.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import { clearFlows } from '../../packages/sim/src/state.ts'
import { begin, idle, model, product, template, twoWarehouses } from './shop.ts'

const plain = {
  'fulfilment.stuckRatio': 0,
  'returns.defectReasonRatio': 0,
  'returns.defectiveReturnRatio': 0,
  'returns.restockRatio': 1,
} as const satisfies ShopTemplate['settings']

/** A shop of one product, a given share of which comes back. */
function counter(
  returnRatio: number,
  settings: ShopTemplate['settings'] = {},
  inspectionUnitsPerDay = 10_000,
): Run {
  const shop = model({
    historyDays: 0,
    hasRoutine: false,
    products: [product('p_1')],
    categories: template().categories.map((category) => ({ ...category, returnRatio })),
    warehouses: template().warehouses.map((warehouse) => ({ ...warehouse, inspectionUnitsPerDay })),
    settings: { ...plain, ...settings },
  })
  return runHistory(shop, { seed: 42, replication: 0 }, [])
}

/** A day of nothing but returns and the sale of so many units, at 100 yuan that cost 50; `morning` comes before the sale. */
function sellUnits(run: Run, units: number, morning: () => void = () => {}): void {
  const { model: shop, state, luck, view } = run
  state.day += 1
  receiveReturns(shop, state, luck)
  morning()
  const { shelves, offers, demand } = state.today
  demand.orders[0] = units
  shelves.soldUnits[0] = units
  shelves.shippedUnits[0] = units
  shelves.cogsCents[0] = 5_000 * units
  offers.gmvCents[0] = 10_000 * units
  scheduleReturns(shop, state, luck)
  const { today, closed } = state
  state.closed = today
  state.today = closed
  clearFlows(state.today)
  view.refresh()
}

function command(run: Run, values: Command['values'], isAfterClose = true): Receipt {
  const { model: shop, state, view, luck } = run
  const inspect: Command = { command: 'inspectReturns', scope: 'warehouse', entities: [0], values }
  return applyCommands({ model: shop, state, view, luck, isAfterClose }, [inspect])[0]!
}
const figure = (run: Run, id: string) => run.view.need('warehouse', id)[0]!

describe('the law of returns', () => {
  it('is that of Poisson(40) sales of which 12 % come back after 5 to 12 days', () => {
    const run = counter(0.12, { 'returns.delayWeights': [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1] })
    const key = deriveKey(3, 0, 'test.sales', 0)
    const days = 20_000
    const figures: { sales: number; returned: number; pending: number }[] = []
    for (let day = -13; day < days; day++) {
      const sales = poissonQuantile(drawUniform(key, day), 40)
      sellUnits(run, sales)
      if (day < 0) continue
      const returned = run.state.closed.returns.returnedUnits[0]!
      figures.push({ sales, returned, pending: run.state.returns.onTheWayUnits[0]! })
    }
    const mean = (read: (day: (typeof figures)[number]) => number) =>
      figures.reduce((sum, day) => sum + read(day), 0) / days
    const returned = mean((day) => day.returned)
    const spread = mean((day) => (day.returned - returned) ** 2)
    // mean 4.8 with σ 2.19 a day; a Poisson variance v has standard error √((v + 2·v²) ÷ days)
    expect(Math.abs(returned - 4.8)).toBeLessThan((4 * 2.1908902) / Math.sqrt(days))
    expect(Math.abs(spread - 4.8)).toBeLessThan(4 * Math.sqrt((4.8 + 2 * 4.8 ** 2) / days))
    // pending on neighbouring days is correlated over some 12 days
    const pending = mean((day) => day.pending)
    expect(Math.abs(pending - 40.8)).toBeLessThan(4 * Math.sqrt((40.8 * 2 * 6) / days))
    const covariance = mean((day) => (day.sales - 40) * (day.returned - 4.8))
    expect(Math.abs(covariance)).toBeLessThan(4 * Math.sqrt((40 * 4.8) / days))
    expect(Math.abs(mean((day) => day.sales - day.returned) - 35.2)).toBeLessThan(
      4 * Math.sqrt(44.8 / days),
    )
  })

  it('returns nothing at rate 0 and everything at rate 1, on its day', () => {
    const none = counter(0)
    const all = counter(1, { 'returns.delayWeights': [0, 0, 1] })
    for (const run of [none, all]) sellUnits(run, 7)
    const back = (run: Run) =>
      Array.from({ length: 4 }, () => {
        sellUnits(run, 0)
        return run.state.closed.returns.returnedUnits[0]
      })
    expect(back(none)).toEqual([0, 0, 0, 0])
    expect(back(all)).toEqual([0, 0, 7, 0])
    expect(all.state.returns.onTheWayUnits[0]).toBe(0)
  })

  it('brings no fewer back at a higher rate under the same luck, and moves no other draw', () => {
    const total = (rate: number, world = 1) => {
      const run = counter(rate)
      run.state.world.returnFactor[0] = world
      let units = 0
      for (let day = 0; day < 60; day++) {
        sellUnits(run, 10)
        units += run.state.closed.returns.returnedUnits[0]!
      }
      return units
    }
    expect(total(0.2)).toBeGreaterThan(total(0.1))
    expect(total(0.1, 2)).toBe(total(0.2))
    expect(total(0.1, 0)).toBe(0)
  })

  it('sends defective units back at their own rate, for a defect', () => {
    const run = counter(0.1, {
      'returns.delayWeights': [1],
      'returns.defectiveReturnRatio': 0.5,
    })
    let back = 0
    let defects = 0
    for (let day = 0; day < 400; day++) {
      run.state.shelves.stockDefectRatio[0] = 0.2
      sellUnits(run, 50)
      back += run.state.closed.returns.returnedUnits[0]!
      defects += run.state.closed.returns.defectReturnUnits[0]!
    }
    // q = 0.1 + 0.9 × 0.2 × 0.5 = 0.19, of which 0.09 for a defect
    const units = 399 * 50
    expect(Math.abs(back / units - 0.19)).toBeLessThan(4 * Math.sqrt(0.19 / units))
    expect(Math.abs(defects / units - 0.09)).toBeLessThan(4 * Math.sqrt(0.09 / units))
  })
})

describe('a return', () => {
  it('is paid back at the price paid, with freight, and goes back on the shelf at cost', () => {
    const run = counter(1, { 'returns.delayWeights': [1], 'returns.freightCentsPerUnit': 600 })
    sellUnits(run, 3)
    const { onHandUnits, stockValueCents } = run.state.shelves
    const units = onHandUnits[0]!
    const value = stockValueCents[0]!
    sellUnits(run, 0)
    const { closed } = run.state
    expect(closed.money.refundCents[0]).toBe(30_000)
    expect(closed.money.costCents[accounts.refunds]).toBe(30_000)
    expect(closed.money.costCents[accounts.shipping]).toBe(1_800)
    expect(closed.shelves.restockedUnits[0]).toBe(3)
    expect(onHandUnits[0]).toBe(units + 3)
    expect(stockValueCents[0]).toBe(value + 15_000)
  })

  it('is scrapped at once when defective, and after inspection when worn', () => {
    const defective = counter(1, { 'returns.delayWeights': [1], 'returns.defectReasonRatio': 1 }, 1)
    const worn = counter(1, { 'returns.delayWeights': [1], 'returns.restockRatio': 0 }, 1)
    for (const run of [defective, worn]) {
      sellUnits(run, 4)
      sellUnits(run, 0)
      expect(run.state.closed.shelves.restockedUnits[0]).toBe(0)
      expect(run.state.closed.returns.returnedUnits[0]).toBe(4)
    }
    expect(defective.state.returns.pendingUnits[0]).toBe(0)
    expect(worn.state.returns.pendingUnits[0]).toBe(3)
  })

  it('waits a day while its warehouse is closed', () => {
    const run = counter(1, { 'returns.delayWeights': [1] })
    sellUnits(run, 4)
    run.state.world.warehouseIsClosed[0] = 1
    sellUnits(run, 0)
    expect(run.state.closed.returns.returnedUnits[0]).toBe(0)
    run.state.world.warehouseIsClosed[0] = 0
    sellUnits(run, 0)
    expect(run.state.closed.returns.returnedUnits[0]).toBe(4)
  })
})

describe('inspection', () => {
  /** 10 units come back on day 2, of which 2 a day are inspected. */
  function waiting(): Run {
    const run = counter(1, { 'returns.delayWeights': [1] }, 2)
    sellUnits(run, 10)
    sellUnits(run, 0)
    return run
  }

  it('takes the oldest first, up to its units a day', () => {
    const run = waiting()
    const seen = [figure(run, 'returnsPendingUnits')]
    const ages = [figure(run, 'oldestReturnHours')]
    for (let day = 0; day < 4; day++) {
      sellUnits(run, 0)
      seen.push(figure(run, 'returnsPendingUnits'))
      ages.push(figure(run, 'oldestReturnHours'))
    }
    expect(seen).toEqual([8, 6, 4, 2, 0])
    expect(ages).toEqual([12, 36, 60, 84, NaN])
  })

  it('is on time within 72 hours', () => {
    const run = waiting()
    const ratios = Array.from({ length: 5 }, () => {
      sellUnits(run, 0)
      return figure(run, 'restockOnTimeRatio')
    })
    // due three days after they came; two a day on days 2 to 5
    expect(ratios).toEqual([NaN, NaN, 8 / 10, NaN, NaN])
  })

  it('is added to by inspectReturns for its days, at a wage for each unit', () => {
    const run = waiting()
    expect(command(run, { unitsPerDay: 3, days: 1 })).toEqual({ fate: 'applied' })
    sellUnits(run, 0)
    expect(figure(run, 'returnsPendingUnits')).toBe(3)
    expect(run.state.closed.money.costCents[accounts.wages]).toBe(
      3 * run.model.settings['returns.inspectionWageCentsPerUnit'],
    )
    sellUnits(run, 0)
    expect(figure(run, 'returnsPendingUnits')).toBe(1)
    expect(run.state.closed.money.costCents[accounts.wages]).toBe(0)
  })

  it('is done the same day when asked for in the morning', () => {
    const run = waiting()
    sellUnits(run, 0, () => {
      expect(command(run, { unitsPerDay: 4, days: 1 }, false)).toEqual({ fate: 'applied' })
    })
    expect(figure(run, 'returnsPendingUnits')).toBe(2)
    sellUnits(run, 0)
    expect(figure(run, 'returnsPendingUnits')).toBe(0)
  })

  it('is clipped to what waits, and refused when nothing does', () => {
    const run = waiting()
    expect(command(run, { unitsPerDay: 9, days: 1 })).toEqual({
      fate: 'adjusted',
      reason: 'returnsPending',
    })
    expect(command(run, { unitsPerDay: 0, days: 1 })).toEqual({ fate: 'applied' })
    expect(command(run, { unitsPerDay: 0, days: 1 })).toEqual({
      fate: 'rejected',
      reason: 'unchanged',
    })
    for (let day = 0; day < 5; day++) sellUnits(run, 0)
    expect(command(run, { unitsPerDay: 5, days: 1 })).toEqual({
      fate: 'rejected',
      reason: 'unchanged',
    })
  })
})

describe('the return rate', () => {
  it('is returned ÷ sold over 30 days', () => {
    const shop = model({
      warehouses: twoWarehouses,
      categories: template().categories.map((category) => ({ ...category, returnRatio: 0.3 })),
    })
    const returned: number[][] = []
    const sold: number[][] = []
    const run = begin(shop)
    for (let day = 0; day < 40; day++) {
      advance(run, 1)
      returned.push(Array.from(run.view.need('product', 'returnedUnits')))
      sold.push(Array.from(run.view.need('product', 'soldUnits')))
    }
    const last = (days: number[][], i: number) =>
      days.slice(-30).reduce((sum, day) => sum + day[i]!, 0)
    for (let i = 0; i < 3; i++) {
      expect(run.view.need('product', 'returnRatio')[i]).toBeCloseTo(
        last(returned, i) / last(sold, i),
        12,
      )
    }
    expect(last(returned, 2)).toBeGreaterThan(0)
    const byWarehouse = run.view.need('warehouse', 'returnedUnits')
    const [ofShop] = run.view.need('shop', 'returnedUnits')
    expect(byWarehouse[0]! + byWarehouse[1]!).toBe(ofShop)
  })
})

describe('with returns in a running shop', () => {
  it('money and units add up', () => {
    const shop = model({
      warehouses: twoWarehouses,
      categories: template().categories.map((category) => ({ ...category, returnRatio: 0.4 })),
      settings: { 'fulfilment.stuckRatio': 0.1 },
    })
    let cash = 0
    let onHand = new Float64Array(0)
    let restocked = 0
    const run = begin(shop, idle, {
      onClose: ({ state, flows }) => {
        const { shelves, money } = flows
        const change = money.cashInCents[0]! - money.cashOutCents[0]!
        if (cash !== 0) {
          expect(state.money.cashCents).toBe(cash + change)
          onHand.forEach((before, stock) => {
            expect(state.shelves.onHandUnits[stock]).toBe(
              before +
                shelves.receivedUnits[stock]! +
                shelves.restockedUnits[stock]! +
                shelves.transferInUnits[stock]! +
                shelves.quarantineOutUnits[stock]! -
                shelves.shippedUnits[stock]! -
                shelves.transferOutUnits[stock]! -
                shelves.writtenOffUnits[stock]! -
                shelves.sentBackUnits[stock]! -
                shelves.quarantineInUnits[stock]!,
            )
          })
        }
        for (const units of shelves.restockedUnits) restocked += units
        cash = state.money.cashCents
        onHand = state.shelves.onHandUnits.slice()
      },
    })
    advance(run, 60)
    expect(restocked).toBeGreaterThan(50)
  })

  it('nothing comes back, and nothing waits, at rate 0', () => {
    const run = begin(model({ settings: { 'returns.defectiveReturnRatio': 0 } }))
    for (let day = 0; day < 30; day++) {
      advance(run, 1)
      expect(run.state.closed.returns.returnedUnits.every((units) => units === 0)).toBe(true)
    }
    expect(run.state.returns.pendingUnits[0]).toBe(0)
    expect(run.view.need('shop', 'returnRatio')[0]).toBe(0)
  })
})
