import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { listingStates } from '../../packages/sim/src/listingStates.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import {
  begin,
  model as shopModel,
  notify,
  once,
  reliableSuppliers,
  reorder,
  scripted,
  setPrice,
  twoWarehouses,
  undisturbed,
} from './shop.ts'

/** Suppliers do not fail, nothing disturbs the shop. */
const model = (
  parts: Partial<ShopTemplate> = {},
  overrides: Parameters<typeof shopModel>[1] = {},
) => shopModel({ suppliers: reliableSuppliers, settings: undisturbed, ...parts }, overrides)
/** What the shop paid its people on the newest closed day. */
const wagesOf = ({ state }: Run) => state.closed.money.costCents[accounts.wages]

/** The run after `days` days in which commands were given once, and the answers. */
function after(
  days: number,
  [day, timing]: readonly [number, 'startOfDay' | 'endOfDay'],
  commands: readonly Command[],
  shop = model(),
) {
  const receipts: Receipt[] = []
  const run = begin(shop, scripted(once(day, timing, ...commands), receipts))
  advance(run, days)
  return { run, receipts, state: run.state }
}
/** No customers and no routine orders: only commands move anything. */
const quiet = { 'demand.visitsFactor': 0, 'routine.reviewCycleDays': 56 }
const fixedLead = (leadTimeDays: number, termsDays = 15) =>
  reliableSuppliers.map((s) => ({ ...s, leadTimeDays, leadTimeVariationRatio: 0, termsDays }))

describe('reorder', () => {
  it('is applied as asked from the minimum order on, and is on order the same evening', () => {
    const { receipts, state } = after(
      1,
      [1, 'endOfDay'],
      [reorder('product', 0, 30)],
      model({}, quiet),
    )
    expect(receipts).toEqual([{ fate: 'applied' }])
    expect([state.supply.onOrderUnits[0], state.supply.openPurchaseOrders[0]]).toEqual([30, 1])
  })

  it('is raised to the minimum order quantity and says so', () => {
    const { receipts, state } = after(
      1,
      [1, 'endOfDay'],
      [reorder('stock', 0, 3)],
      model({}, quiet),
    )
    expect(receipts).toEqual([{ fate: 'adjusted', reason: 'raisedToMoq' }])
    expect(state.supply.onOrderUnits[0]).toBe(20)
  })

  it('arrives after the lead time, is owed for until the terms are over, then paid', () => {
    const shop = model({ suppliers: fixedLead(4, 5), historyDays: 0 }, quiet)
    const receipts: Receipt[] = []
    const run = begin(shop, scripted(once(1, 'endOfDay', reorder('product', 0, 30)), receipts))
    const path = Array.from({ length: 11 }, () => {
      advance(run, 1)
      return [run.state.closed.shelves.receivedUnits[0], run.state.money.payablesCents[0]]
    })
    // ordered on the evening of day 1, received on the morning of day 5, paid on day 10
    expect(path.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => [0, 0]))
    expect(path[4]).toEqual([30, 150_000])
    expect(path.slice(5, 9)).toEqual(Array.from({ length: 4 }, () => [0, 150_000]))
    expect(path[9]).toEqual([0, 0])
  })

  it('with a lead time of 0 is there at once in the morning, the next morning in the evening', () => {
    const shop = model({ suppliers: fixedLead(0) }, quiet)
    const receivedBy = (timing: 'startOfDay' | 'endOfDay') =>
      [1, 2].map((days) => {
        const { state } = after(days, [1, timing], [reorder('product', 0, 30)], shop)
        return [state.closed.shelves.receivedUnits[0], state.supply.onOrderUnits[0]]
      })
    expect(receivedBy('startOfDay')).toEqual([
      [30, 0],
      [0, 0],
    ])
    expect(receivedBy('endOfDay')).toEqual([
      [0, 30],
      [30, 0],
    ])
  })

  it('draws a lead time of its own for every product and day', () => {
    const shop = model({ historyDays: 0 }, quiet)
    const daily = scripted((timing) =>
      timing === 'endOfDay' ? [reorder('product', 0, 20), reorder('product', 2, 20)] : [],
    )
    const run = begin(shop, daily)
    const leadTimes = new Map<number, number[]>([
      [0, []],
      [2, []],
    ])
    for (let day = 0; day < 15; day++) {
      advance(run, 1)
      const { count, stock, placedDay, dueDay } = run.state.supply.purchaseOrders
      for (let line = 0; line < count; line++) {
        if (placedDay[line] === run.state.day) {
          leadTimes.get(stock[line]!)!.push(dueDay[line]! - placedDay[line]!)
        }
      }
    }
    const [first, second] = [leadTimes.get(0)!, leadTimes.get(2)!]
    expect([first.length, second.length]).toEqual([15, 15])
    expect(new Set(first).size).toBeGreaterThan(3)
    expect(first).not.toEqual(second)
  })

  it('with lead time 0 is received when placed in the morning, on the next day when placed in the evening', () => {
    const shop = model({ suppliers: fixedLead(0), historyDays: 0 }, quiet)
    const received = (timing: 'startOfDay' | 'endOfDay') => {
      const { run } = after(1, [1, timing], [reorder('product', 0, 30)], shop)
      const day1 = run.state.closed.shelves.receivedUnits[0]
      advance(run, 1)
      return [day1, run.state.closed.shelves.receivedUnits[0]]
    }
    expect(received('startOfDay')).toEqual([30, 0])
    expect(received('endOfDay')).toEqual([0, 30])
  })

  it('of a product is split over its warehouses in proportion to their sales, whole units only', () => {
    const shop = model(
      { warehouses: twoWarehouses, historyDays: 60 },
      { 'routine.reviewCycleDays': 56, 'stock.openingCoverDays': 365 },
    )
    const receipts: Receipt[] = []
    const run = begin(shop, scripted(once(1, 'startOfDay', reorder('product', 2, 101)), receipts))
    const stocks = shop.stocksOfProduct.slice(shop.firstStock[2], shop.firstStock[3])
    const sold = run.view.windowSum('soldUnits', 28)
    const [first = 0, second = 0] = Array.from(stocks, (stock) => sold[stock]!)
    advance(run, 1)
    const { count, stock, units, placedDay } = run.state.supply.purchaseOrders
    const placed = Array.from(stocks, (wanted) => {
      let total = 0
      for (let i = 0; i < count; i++) {
        if (stock[i] === wanted && placedDay[i] === 1) total += units[i]!
      }
      return total
    })
    expect(receipts).toEqual([{ fate: 'adjusted', reason: 'split' }])
    expect(placed[0]! + placed[1]!).toBe(101)
    expect(Math.abs(placed[0]! - (101 * first) / (first + second))).toBeLessThan(1)
    expect(first).toBeGreaterThan(second)
  })

  it('is refused when the money does not reach, and costs nothing then', () => {
    const poor = model({ historyDays: 0 }, { ...quiet, 'money.openingCashCents': 100_000 })
    const { receipts, state } = after(2, [1, 'endOfDay'], [reorder('product', 0, 30)], poor)
    expect(receipts).toEqual([{ fate: 'rejected', reason: 'noCash' }])
    expect([state.supply.onOrderUnits[0], state.closed.money.orderCostCents[0]]).toEqual([0, 0])
  })

  it('counts what is already on order against the money', () => {
    // an order of 30 × 5,000 cents and its cost of 3,000: 320,000 cents reach for two
    const shop = model({ historyDays: 0 }, { ...quiet, 'money.openingCashCents': 320_000 })
    const orders = [0, 0, 0].map(() => reorder('product', 0, 30))
    const { receipts } = after(1, [1, 'endOfDay'], orders, shop)
    expect(receipts.map(({ fate }) => fate)).toEqual(['applied', 'applied', 'rejected'])
  })

  it('is refused for a product that is not on sale', () => {
    const receipts: Receipt[] = []
    const run = begin(model(), scripted(once(1, 'endOfDay', reorder('product', 0, 30)), receipts))
    run.state.offers.listing[0] = listingStates.indexOf('delisted')
    advance(run, 1)
    expect(receipts).toEqual([{ fate: 'rejected', reason: 'delisted' }])
  })

  it('is clipped to the bounds of the command', () => {
    const shop = model({}, { ...quiet, 'money.openingCashCents': 100_000_000_000 })
    const { receipts, state } = after(1, [1, 'endOfDay'], [reorder('product', 0, 250_000)], shop)
    expect(receipts).toEqual([{ fate: 'adjusted', reason: 'clippedToBounds' }])
    expect(state.supply.onOrderUnits[0]).toBe(100_000)
  })

  it('costs the fixed amount of an order on the day it takes effect', () => {
    const shop = model({ historyDays: 0 }, quiet)
    const run = begin(shop, scripted(once(1, 'endOfDay', reorder('product', 0, 30))))
    const costs = [1, 2, 3].map(() => {
      advance(run, 1)
      return [
        run.state.closed.money.orderCostCents[0],
        run.state.closed.supply.purchaseSpendCents[0],
      ]
    })
    expect(costs).toEqual([
      [0, 0],
      [3_000, 150_000],
      [0, 0],
    ])
  })
})

describe('setPrice', () => {
  const priceOn = (days: number, ...commands: Command[]) => {
    const receipts: Receipt[] = []
    const prices: number[] = []
    const run = begin(model(), scripted(once(1, 'endOfDay', ...commands), receipts), {
      onClose: ({ state }) => prices.push(state.offers.priceCents[0]!),
    })
    advance(run, days)
    return { prices, receipts, run }
  }

  it('given in the evening is charged from the next day on, and stays', () => {
    const { prices, receipts } = priceOn(4, setPrice(0, 8_000))
    expect(receipts).toEqual([{ fate: 'applied' }])
    expect(prices).toEqual([10_000, 8_000, 8_000, 8_000])
  })

  it('given in the morning is charged the same day', () => {
    const run = begin(model(), scripted(once(1, 'startOfDay', setPrice(0, 8_000))))
    advance(run, 1)
    const { offers, shelves } = run.state.closed
    expect(shelves.soldUnits[0]).toBeGreaterThan(0)
    expect(offers.gmvCents[0]).toBe(shelves.soldUnits[0]! * 8_000)
  })

  it('for some days returns to the lasting price afterwards', () => {
    expect(priceOn(6, setPrice(0, 8_000, 2)).prices).toEqual([
      10_000, 8_000, 8_000, 10_000, 10_000, 10_000,
    ])
  })

  it('given again is renewed, not stacked: the end moves, the price that returns does not', () => {
    const receipts: Receipt[] = []
    const prices: number[] = []
    const renew = scripted(
      (timing, { day }) => (timing === 'endOfDay' && day <= 2 ? [setPrice(0, 8_000, 3)] : []),
      receipts,
    )
    const run = begin(model(), renew, {
      onClose: ({ state }) => prices.push(state.offers.priceCents[0]!),
    })
    advance(run, 7)
    expect(receipts.map(({ fate }) => fate)).toEqual(['applied', 'applied'])
    expect(prices).toEqual([10_000, 8_000, 8_000, 8_000, 8_000, 10_000, 10_000])
  })

  it('below 0.4 or above 2.5 × list is clipped and says so', () => {
    const low = priceOn(2, setPrice(0, 100))
    expect(low.receipts).toEqual([{ fate: 'adjusted', reason: 'clippedToPriceRange' }])
    expect(low.prices[1]).toBe(4_000)
    expect(priceOn(2, setPrice(0, 90_000)).prices[1]).toBe(25_000)
  })

  it('at the price already charged is refused as unchanged and costs no relabelling', () => {
    const { receipts, run } = priceOn(2, setPrice(0, 10_000))
    expect(receipts).toEqual([{ fate: 'rejected', reason: 'unchanged' }])
    expect(wagesOf(run)).toBe(0)
  })

  it('costs 0.2 hours of a desk on the next day', () => {
    const { run } = priceOn(2, setPrice(0, 8_000))
    // 4,500 cents an hour × 0.2
    expect(wagesOf(run)).toBe(900)
  })

  it('lower sells more, higher sells less, on the same visits', () => {
    const soldAt = (cents: number) => {
      const run = begin(
        model(
          {},
          // no memory of prices: only the elasticity is left
          { 'stock.openingCoverDays': 365, 'offers.gainEffect': 0, 'offers.lossEffect': 0 },
        ),
        scripted(once(1, 'startOfDay', setPrice(0, cents))),
      )
      let units = 0
      for (let day = 0; day < 20; day++) {
        advance(run, 1)
        units += run.state.closed.shelves.soldUnits[0]! + run.state.closed.shelves.lostUnits[0]!
      }
      return units
    }
    const [cheap, list, dear] = [soldAt(7_000), soldAt(10_000), soldAt(14_000)]
    expect(cheap).toBeGreaterThan(list)
    expect(list).toBeGreaterThan(dear)
    // elasticity −2: 0.7 × the price sells about 1 ÷ 0.49 as much
    expect(cheap / list).toBeGreaterThan(1.6)
    expect(cheap / list).toBeLessThan(2.5)
  })
})

describe('notify', () => {
  const alertsOf = ({ state }: Run) => Array.from(state.closed.people.alerts)

  it.each([
    ['info', 225],
    ['warn', 450],
    ['urgent', 1_125],
  ])(
    'of severity %s takes %i cents of a desk, once, however many entities it lists',
    (severity, cents) => {
      const { receipts, run } = after(1, [1, 'endOfDay'], [notify([0, 1, 2], severity)])
      expect(receipts).toEqual([{ fate: 'applied' }])
      expect(alertsOf(run)).toEqual([0, 0, 0, 0])
      advance(run, 1)
      // desks by id: customerService, finance, operations, supplyChain
      expect([alertsOf(run), wagesOf(run)]).toEqual([[0, 0, 1, 0], cents])
    },
  )
})

describe('receipts', () => {
  it('come one per command in the order of the commands', () => {
    const { receipts } = after(
      1,
      [1, 'endOfDay'],
      [notify([0]), setPrice(1, 10_000), reorder('product', 0, 1), setPrice(1, 9_000)],
    )
    expect(receipts.map(({ fate }) => fate)).toEqual(['applied', 'rejected', 'adjusted', 'applied'])
  })
})
