import { describe, expect, it } from 'vitest'
import { scopes, type ScopeId, type Snapshot } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { begin, idle, model, product, scripted, twoWarehouses } from './shop.ts'

const shop = model({ warehouses: twoWarehouses, historyDays: 100 })
/** Units of the third product by closed day: on hand at the close, received and restocked during the day. */
const closes: { readonly onHand: number; readonly came: number }[] = []
const history = runHistory(shop, { seed: 42, replication: 0 }, [], { onClose: noteClose })
const run = fork(history, idle, { onClose: noteClose })
advance(run, 10)
const { view, state } = run
function noteClose({ state: { shelves }, flows }: View): void {
  const stocks = Array.from(shop.stocksOfProduct.slice(shop.firstStock[2], shop.firstStock[3]))
  const sum = (values: Float64Array) => stocks.reduce((units, stock) => units + values[stock]!, 0)
  const { receivedUnits, restockedUnits } = flows.shelves
  closes.push({ onHand: sum(shelves.onHandUnits), came: sum(receivedUnits) + sum(restockedUnits) })
}
const column = (scope: ScopeId, id: string) => Array.from(view.need(scope, id))

describe('catalogue', () => {
  it('announces every figure in both languages, under scopes that exist', () => {
    for (const metric of catalogue.metrics) {
      for (const text of [metric.label, metric.help]) {
        expect([text.en, text.zh].every((words) => words.length > 0)).toBe(true)
      }
      expect(metric.scopes.every((scope) => scope in scopes)).toBe(true)
    }
  })

  it('is plain data and keeps its measures to itself', () => {
    expect(structuredClone(catalogue)).toEqual(catalogue)
    const measures = mechanisms.flatMap(({ measures: own = [] }) => own.map(({ id }) => id))
    expect(catalogue.metrics.filter(({ id }) => measures.includes(id))).toEqual([])
  })

  it('gives a column of the right length for every figure and scope', () => {
    for (const { id, scopes: announced } of catalogue.metrics) {
      for (const scope of announced)
        expect([id, column(scope, id).length]).toEqual([id, view.count(scope)])
    }
  })

  it('marks as possibly missing every figure that is ever missing', () => {
    const bare = begin(model({ historyDays: 0 }, { 'demand.visitsFactor': 0 }))
    advance(bare, 1)
    for (const { id, scopes: announced, mayBeMissing } of catalogue.metrics) {
      const values = announced.flatMap((scope) => Array.from(bare.view.need(scope, id)))
      if (!mayBeMissing) expect([id, values.some(Number.isNaN)]).toEqual([id, false])
    }
  })
})

describe('figures', () => {
  it('add up from stocks to every parent', () => {
    const sold = column('stock', 'soldUnits')
    const total = sold.reduce((sum, units) => sum + units, 0)
    for (const scope of ['product', 'category', 'supplier', 'warehouse', 'shop'] as const) {
      expect(column(scope, 'soldUnits').reduce((sum, units) => sum + units, 0)).toBe(total)
    }
    // stocks by id: p_1@w_a, p_1@w_b, p_2@w_a, …
    expect(column('warehouse', 'soldUnits')).toEqual([
      sold[0]! + sold[2]! + sold[4]!,
      sold[1]! + sold[3]! + sold[5]!,
    ])
    expect(column('product', 'soldUnits')[1]).toBe(sold[2]! + sold[3]!)
  })

  it('are ratios of sums in a group, not means of ratios', () => {
    const [orders, visits] = [column('product', 'orders'), column('product', 'visits')]
    // category c_a holds p_1 and p_3
    expect(column('category', 'conversionRatio')[0]).toBe(
      (orders[0]! + orders[2]!) / (visits[0]! + visits[2]!),
    )
  })

  it('are missing, not 0, where the denominator is 0', () => {
    const closed = begin(model({}, { 'demand.visitsFactor': 0 }))
    advance(closed, 1)
    expect(closed.view.need('product', 'conversionRatio')[0]).toBeNaN()
    expect(closed.view.need('product', 'coverDays')[0]).toBeNaN()
  })

  it('give days of cover, turns and sell-through by their formulas', () => {
    const onHand = column('product', 'onHandUnits')
    const sold28 = view.rollUp('stock', 'product', view.windowSum('soldUnits', 28))!
    expect(column('product', 'coverDays')[2]).toBeCloseTo(onHand[2]! / (sold28[2]! / 28), 12)
    const sold30 = view.rollUp('stock', 'product', view.windowSum('soldUnits', 30))!
    const came30 = closes.slice(-30).reduce((units, { came }) => units + came, 0)
    expect(came30).toBeGreaterThan(0)
    expect(column('product', 'sellThroughRatio')[2]).toBeCloseTo(
      sold30[2]! / (closes.at(-31)!.onHand + came30),
      12,
    )
    const cogs = view.windowSum('cogsCents', 90).reduce((sum, cents) => sum + cents, 0)
    const value = view.windowSum('stockValueCents', 90).reduce((sum, cents) => sum + cents, 0)
    expect(column('shop', 'turnsPerYear')[0]).toBeCloseTo(((365 / 90) * cogs) / (value / 90), 10)
  })

  it('give the margin after fee and shipping', () => {
    // price 10,000, cost 5,000, fee 6 %, shipping 900 ÷ 1.15 a unit: (10,000 − 5,000 − 600 − 782.61) ÷ 10,000
    expect(column('product', 'marginRatio')[0]).toBeCloseTo(0.361739, 6)
  })

  it('count a product as out of stock when all its stocks are empty', () => {
    const other = begin(shop)
    other.state.shelves.onHandUnits.fill(7)
    other.state.shelves.onHandUnits.fill(0, 0, 3)
    other.view.refresh()
    expect(Array.from(other.view.need('stock', 'isOutOfStock'))).toEqual([1, 1, 1, 0, 0, 0])
    expect(Array.from(other.view.need('product', 'isOutOfStock'))).toEqual([1, 0, 0])
  })

  it('give the next receipt as promised, 0 when overdue, missing when nothing is on order', () => {
    const other = begin(model({ historyDays: 0 }))
    const { purchaseOrders } = other.state.supply
    purchaseOrders.count = 3
    purchaseOrders.stock.set([0, 0, 1])
    purchaseOrders.promisedDay.set([9, 4, -2])
    other.view.refresh()
    expect(Array.from(other.view.need('stock', 'nextInboundDays'))).toEqual([4, 0, NaN])
  })

  it('measure lead times over the last 10 receipts, the quoted one before 3', () => {
    const fresh = begin(model({ historyDays: 0 }))
    expect(Array.from(fresh.view.need('supplier', 'leadTimeDays'))).toEqual([6, 10])
    fresh.state.supply.supplierReceiptDays.set([11, 12, 13])
    for (const [receipts, days] of [
      [2, 6],
      [3, 12],
    ] as const) {
      fresh.state.supply.supplierReceipts[0] = receipts
      fresh.view.refresh()
      expect(fresh.view.need('supplier', 'leadTimeDays')[0]).toBe(days)
    }
    const { productReceiptDays, productReceipts } = state.supply
    const kept = Math.min(10, productReceipts[2]!)
    expect(kept).toBeGreaterThan(3)
    const days = productReceiptDays.slice(20, 20 + kept)
    expect(column('product', 'leadTimeDays')[2]).toBe(days.reduce((sum, d) => sum + d, 0) / kept)
  })

  it('count slow movers among products older than 60 days, by the shop’s bar', () => {
    const slow = begin(
      model(
        {
          historyDays: 70,
          products: [
            product('p_old', { visitsPerDay: 0 }),
            product('p_new', { visitsPerDay: 0, ageDays: 20 }),
            product('p_fast', { visitsPerDay: 90 }),
            product('p_other', { visitsPerDay: 0, categoryId: 'c_b' }),
          ],
        },
        { 'stock.slowMoverUnits': 12 },
      ),
    )
    expect(Array.from(slow.view.need('category', 'slowMoverRatio'))).toEqual([1 / 3, 1])
    expect(slow.view.need('shop', 'slowMoverRatio')[0]).toBe(0.5)
  })
})

describe('snapshot', () => {
  /** Reads figures at each review of a run of three days. */
  function watch(timing: 'startOfDay' | 'endOfDay', read: (snapshot: Snapshot) => unknown) {
    const seen: unknown[] = []
    const program = scripted(
      (now, snapshot) => {
        if (now === timing) seen.push(read(snapshot))
        return []
      },
      [],
      [
        { scope: 'product', metricId: 'soldUnits', days: 3 },
        { scope: 'product', metricId: 'onHandUnits', days: 2 },
      ],
    )
    const sold: number[] = []
    const past = runHistory(model(), { seed: 42, replication: 0 }, program.historyNeeds, {
      onClose: ({ flows }) => sold.push(flows.shelves.soldUnits[2]!),
    })
    const watched = fork(past, program, {
      onClose: ({ flows }) => sold.push(flows.shelves.soldUnits[2]!),
    })
    advance(watched, 3)
    return { seen, sold: sold.slice(-7) }
  }
  const lastFourDays = (snapshot: Snapshot) =>
    [0, 1, 2, 3].map((daysAgo) => snapshot.atClose('product', 'soldUnits', daysAgo)?.[2])

  it('in the evening looks back from today, which is closed, into the history', () => {
    const { seen, sold } = watch('endOfDay', lastFourDays)
    const [a, b, c, d, e, f, g] = sold
    expect(seen).toEqual([
      [e, d, c, b],
      [f, e, d, c],
      [g, f, e, d],
    ])
    expect(a).toBeDefined()
  })

  it('in the morning looks back from yesterday', () => {
    const { seen, sold } = watch('startOfDay', lastFourDays)
    const [a, b, c, d, e, f] = sold
    expect(seen).toEqual([
      [d, c, b, a],
      [e, d, c, b],
      [f, e, d, c],
    ])
  })

  it('in the morning shows states as they are now, deliveries included', () => {
    const shopWithDelivery = model({}, { 'demand.visitsFactor': 0 })
    const seen: (number | undefined)[] = []
    const watched = begin(
      shopWithDelivery,
      scripted((timing, snapshot) => {
        if (timing === 'startOfDay') seen.push(snapshot.now('stock', 'onHandUnits')?.[0])
        return []
      }),
    )
    const opening = watched.state.shelves.onHandUnits[0]!
    const { purchaseOrders } = watched.state.supply
    purchaseOrders.count = 1
    purchaseOrders.stock[0] = 0
    purchaseOrders.units[0] = 25
    purchaseOrders.dueDay[0] = 2
    advance(watched, 2)
    expect(seen).toEqual([opening, opening + 25])
  })

  it('in the morning a window of a state covers closes, not this morning', () => {
    const shopWithDelivery = model({}, { 'demand.visitsFactor': 0 })
    const seen: (number | undefined)[] = []
    const watched = begin(
      shopWithDelivery,
      scripted(
        (timing, snapshot) => {
          if (timing === 'startOfDay') seen.push(snapshot.atClose('stock', 'onHandUnits', 0)?.[0])
          return []
        },
        [],
        [{ scope: 'stock', metricId: 'onHandUnits', days: 0 }],
      ),
    )
    const opening = watched.state.shelves.onHandUnits[0]!
    const { purchaseOrders } = watched.state.supply
    purchaseOrders.count = 1
    purchaseOrders.stock[0] = 0
    purchaseOrders.units[0] = 25
    purchaseOrders.dueDay[0] = 2
    advance(watched, 3)
    // delivered on the morning of day 2, so in the close of day 2, which the morning of day 3 sees
    expect(seen).toEqual([opening, opening, opening + 25])
  })

  it('has no figures of days before the books opened', () => {
    const seen: (Float64Array | undefined)[] = []
    const fresh = begin(
      model({ historyDays: 0 }),
      scripted(
        (timing, snapshot) => {
          if (timing === 'startOfDay') {
            seen.push(
              snapshot.atClose('product', 'soldUnits', 0),
              snapshot.atClose('product', 'soldUnits', 1),
            )
          }
          return []
        },
        [],
        [{ scope: 'product', metricId: 'soldUnits', days: 1 }],
      ),
    )
    advance(fresh, 2)
    expect(seen.map((figures) => figures === undefined)).toEqual([true, true, false, true])
  })

  it('knows the weekday: 2 March 2026 is a Monday', () => {
    const days: number[] = []
    advance(
      begin(
        model(),
        scripted((timing, { weekday }) => {
          if (timing === 'endOfDay') days.push(weekday)
          return []
        }),
      ),
      8,
    )
    expect(days).toEqual([0, 1, 2, 3, 4, 5, 6, 0])
  })

  it('of a fork shares nothing with its brothers', () => {
    const past = runHistory(model(), { seed: 42, replication: 0 }, [])
    const before = JSON.stringify(Array.from(past.state.shelves.onHandUnits))
    const [a, b] = [fork(past, idle), fork(past, idle)]
    advance(a, 20)
    expect(JSON.stringify(Array.from(past.state.shelves.onHandUnits))).toBe(before)
    advance(b, 20)
    expect(b.state).toEqual(a.state)
  })

  it('of a fork looks back on its own past, whatever its brothers have lived through', () => {
    const needs = [{ scope: 'product', metricId: 'soldUnits', days: 5 }] as const
    const watching = (seen: (number | undefined)[]) =>
      scripted(
        (timing, snapshot) => {
          if (timing === 'endOfDay') seen.push(snapshot.atClose('product', 'soldUnits', 4)?.[2])
          return []
        },
        [],
        needs,
      )
    const alone: (number | undefined)[] = []
    advance(begin(model(), watching(alone)), 6)
    const past = runHistory(model(), { seed: 42, replication: 0 }, needs)
    advance(fork(past, watching([])), 9)
    const after: (number | undefined)[] = []
    advance(fork(past, watching(after)), 6)
    expect(after).toEqual(alone)
  })
})

describe('windows', () => {
  it('sum exactly their last days, also when the ring has gone round', () => {
    const sold: number[] = []
    const long = begin(model({ historyDays: 0 }), idle, {
      onClose: ({ flows }) => sold.push(flows.shelves.soldUnits[2]!),
    })
    for (const [pass, days] of [
      [20, 28],
      [180, 28],
      [1, 90],
      [1, 1],
    ] as const) {
      advance(long, pass)
      const expected = sold.slice(-days).reduce((sum, units) => sum + units, 0)
      expect(long.view.windowSum('soldUnits', days)[2]).toBe(expected)
      expect(long.view.windowDays(days)).toBe(Math.min(days, sold.length))
    }
  })
})
