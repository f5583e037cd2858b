/** The invariants of the shop, by their names in the reference cases. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '@sandtable/rules'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { hashId } from '../../packages/sim/src/random.ts'
import { advance } from '../../packages/sim/src/run.ts'
import type { View } from '../../packages/sim/src/view.ts'
import {
  begin,
  diary,
  idle,
  model,
  notify,
  once,
  product,
  reorder,
  resolve,
  scripted,
  setPrice,
  template,
  twoWarehouses,
} from './shop.ts'

/** Any command on a shop of three products in two warehouses. */
const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.nat(5), fc.integer({ min: 1, max: 200 }))
    .map(([i, units]) => reorder('stock', i, units)),
  fc
    .tuple(fc.nat(2), fc.integer({ min: 1, max: 200 }))
    .map(([i, units]) => reorder('product', i, units)),
  fc
    .tuple(
      fc.nat(2),
      fc.integer({ min: 1, max: 40_000 }),
      fc.option(fc.integer({ min: 1, max: 9 })),
    )
    .map(([i, cents, days]) => setPrice(i, cents, days ?? undefined)),
  fc.constantFrom('info', 'warn', 'urgent').map((severity) => notify([0, 1], severity)),
)
/** What a playbook may do over ten days: commands by day, in the morning or the evening. */
const plan = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 10 }),
    timing: fc.constantFrom('startOfDay' as const, 'endOfDay' as const),
    commands: fc.array(command, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 8 },
)
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

const programOf = (steps: Plan) =>
  scripted((timing, { day }) =>
    steps.flatMap((step) => (step.day === day && step.timing === timing ? step.commands : [])),
  )
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const two = model({ warehouses: twoWarehouses, historyDays: 30 })

describe('invariants', () => {
  it('[NO-OP] a program that never acts leaves every figure of every day as it is without it', () => {
    const without = diary(two, idle, 20)
    let reviews = 0
    const watching = scripted((_timing, snapshot) => {
      reviews += 1
      snapshot.now('product', 'coverDays')
      return []
    })
    expect(diary(two, watching, 20)).toEqual(without)
    expect(reviews).toBe(40)
  })

  it('[NO-OP] messages at a wage of 0 leave every figure but the number of messages as it is', () => {
    const free = model({}, { 'desks.wageCentsPerHour': 0 })
    const talkative = scripted(() => [notify([0, 1, 2], 'urgent')])
    const silence = (pages: string[]) => pages.map((page) => page.replace(/"alerts":\[\d+\]/, ''))
    expect(silence(diary(free, talkative, 20))).toEqual(silence(diary(free, idle, 20)))
    expect(diary(free, talkative, 20)).not.toEqual(diary(free, idle, 20))
  })

  it('[PREFIX] what first happens on the evening of day k leaves days 1 … k bit-identical', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(command, { minLength: 1 }),
        (day, commands) => {
          const changed = diary(two, scripted(once(day, 'endOfDay', ...commands)), 10)
          expect(changed.slice(0, day)).toEqual(diary(two, idle, 10).slice(0, day))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('[PREFIX] the same on a morning leaves days 1 … k − 1, and shows on day k', () => {
    const act = scripted(once(4, 'startOfDay', setPrice(0, 5_000)))
    const [changed, before] = [diary(two, act, 6), diary(two, idle, 6)]
    expect(changed.slice(0, 3)).toEqual(before.slice(0, 3))
    expect(changed[3]).not.toEqual(before[3])
  })

  it('[UNITS] opening + received − sold = closing for every stock, every day, whatever is ordered', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const run = begin(two, programOf(steps))
        for (let day = 1; day <= 12; day++) {
          const opening = run.state.onHandUnits.slice()
          advance(run, 1)
          const { receivedUnits, soldUnits } = run.state.closed
          const expected = opening.map((units, i) => units + receivedUnits[i]! - soldUnits[i]!)
          expect(Array.from(run.state.onHandUnits)).toEqual(Array.from(expected))
          expect(Math.min(...run.state.onHandUnits)).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('[UNITS] what is on order is what the open purchase orders say', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const run = begin(two, programOf(steps))
        advance(run, 10)
        const { count, stock, units } = run.state.purchaseOrders
        const onOrder = new Float64Array(6)
        const open = new Float64Array(6)
        for (let line = 0; line < count; line++) {
          onOrder[stock[line]!]! += units[line]!
          open[stock[line]!]! += 1
        }
        expect(run.state.onOrderUnits).toEqual(onOrder)
        expect(run.state.openPurchaseOrders).toEqual(open)
        const cents = sum(onOrder.map((n, i) => n * two.unitCostCents[two.productOfStock[i]!]!))
        expect(run.state.onOrderCents).toBe(cents)
      }),
      { numRuns: 25 },
    )
  })

  it('[CASH] cash, receivables and payables roll forward, and profit explains the change of wealth, every day', () => {
    const wealth = ({ state, model: shop }: View) =>
      state.cashCents +
      state.receivablesCents +
      sum(state.onHandUnits.map((n, i) => n * shop.unitCostCents[shop.productOfStock[i]!]!)) -
      sum(state.payablesCents)
    fc.assert(
      fc.property(plan, (steps) => {
        const closes: { wealth: number; cash: number; profit: number; in: number; out: number }[] =
          []
        const run = begin(two, programOf(steps), {
          onClose: (view) =>
            closes.push({
              wealth: wealth(view),
              cash: view.state.cashCents,
              profit: view.need('shop', 'contributionWithStockCents')[0]!,
              in: view.flows.cashInCents[0]!,
              out: view.flows.cashOutCents[0]!,
            }),
        })
        advance(run, 12)
        for (const [before, after] of closes
          .slice(1)
          .map((close, i) => [closes[i]!, close] as const)) {
          expect(before.cash + after.in - after.out).toBe(after.cash)
          expect(after.wealth - before.wealth).toBe(after.profit)
          expect(Number.isInteger(after.cash) && Number.isInteger(after.profit)).toBe(true)
        }
        const { payoutsDueCents, receivablesCents, paymentsDueCents, payablesCents } = run.state
        expect(sum(payoutsDueCents)).toBe(receivablesCents)
        expect(sum(paymentsDueCents)).toBe(sum(payablesCents))
      }),
      { numRuns: 25 },
    )
  })

  it('[SEEDS] the same luck gives the same bytes, another replication others', () => {
    expect(diary(two, idle, 15)).toEqual(diary(two, idle, 15))
    expect(diary(two, idle, 15, 1)).not.toEqual(diary(two, idle, 15, 0))
  })

  it('[STREAM-INDEPENDENCE] adding a product does not change what happens to the others', () => {
    const sales = (shop: Model) => {
      const ids = shop.entities.product.ids
      const pages: Record<string, number[]> = { p_1: [], p_2: [], p_3: [] }
      const run = begin(shop, idle, {
        onClose: ({ flows }) => {
          for (const [id, page] of Object.entries(pages)) {
            const i = ids.indexOf(id)
            page.push(flows.visits[i]!, flows.orders[i]!, flows.gmvCents[i]!)
          }
        },
      })
      advance(run, 20)
      return pages
    }
    const more = [...template().products, product('p_0'), product('p_25', { visitsPerDay: 500 })]
    expect(sales(model({ products: more }))).toEqual(sales(model()))
  })

  it('[STREAM-INDEPENDENCE] an order of one product leaves the lead times and sales of the others', () => {
    const act = scripted(once(1, 'endOfDay', reorder('product', 0, 60)))
    const others = (pages: string[]) =>
      pages.map((page) => (JSON.parse(page) as [{ visits: number[]; receivedUnits: number[] }])[0])
    const changed = others(diary(model(), act, 25))
    const before = others(diary(model(), idle, 25))
    expect(changed.map(({ visits }) => visits)).toEqual(before.map(({ visits }) => visits))
    expect(changed.map(({ receivedUnits }) => receivedUnits.slice(1))).toEqual(
      before.map(({ receivedUnits }) => receivedUnits.slice(1)),
    )
    expect(changed).not.toEqual(before)
  })

  it('[EXOGENOUS] a price changes orders, never visits', () => {
    const visitsUnder = (cents: number) => {
      const pages = diary(model(), scripted(once(1, 'startOfDay', setPrice(0, cents))), 15)
      return pages.map((page) => (JSON.parse(page) as [{ visits: number[] }])[0].visits)
    }
    expect(visitsUnder(6_000)).toEqual(visitsUnder(20_000))
  })

  it('[ORDER] the order of products, categories, suppliers and warehouses in the file means nothing', () => {
    const shop = template({ warehouses: twoWarehouses })
    const reversed = {
      products: shop.products.toReversed(),
      categories: shop.categories.toReversed(),
      suppliers: shop.suppliers.toReversed(),
      warehouses: shop.warehouses.toReversed(),
    }
    expect(diary(buildModel(resolve(reversed)), idle, 20)).toEqual(
      diary(model({ warehouses: twoWarehouses }), idle, 20),
    )
  })

  it('[SCALING] money × 10 and units unchanged: every sum of sales and goods × 10, every count unchanged', () => {
    const scaled = template().products.map((p) => ({
      ...p,
      listPriceCents: p.listPriceCents * 10,
      unitCostCents: p.unitCostCents * 10,
    }))
    const cash = { 'money.openingCashCents': 600_000_000, 'suppliers.orderCostCents': 30_000 }
    type Flows = Record<
      'gmvCents' | 'cogsCents' | 'receivedCents' | 'soldUnits' | 'orders',
      number[]
    >
    const flows = (shop: Model) =>
      diary(shop, idle, 15).map((page) => (JSON.parse(page) as [Flows])[0])
    const [large, small] = [flows(model({ products: scaled }, cash)), flows(model())]
    large.forEach((day, i) => {
      for (const id of ['gmvCents', 'cogsCents', 'receivedCents'] as const) {
        expect(day[id]).toEqual(small[i]![id].map((cents) => cents * 10))
      }
      expect([day.soldUnits, day.orders]).toEqual([small[i]!.soldUnits, small[i]!.orders])
    })
  })

  it('timing A with lead time L and timing B with lead time L + 1 have the same stock day by day', () => {
    // decision 7 and simulation.md section 2; the routine must not be due within the 30 days
    const id = Array.from({ length: 50 }, (_, i) => `p_${i}`).find((name) => {
      const phase = (hashId(name) >>> 0) % 56
      return Array.from({ length: 31 }, (_, day) => (day + phase) % 56).every((rest) => rest !== 0)
    })!
    const stockPath = (timing: 'startOfDay' | 'endOfDay', leadTimeDays: number) => {
      const shop = model(
        {
          historyDays: 0,
          products: [product(id, { moqUnits: 1 })],
          suppliers: template().suppliers.map((s) => ({
            ...s,
            leadTimeDays,
            leadTimeVariationRatio: 0,
          })),
        },
        { 'routine.reviewCycleDays': 56, 'stock.openingCoverDays': 10 },
      )
      const path: number[] = []
      const program = scripted((now, snapshot) => {
        // the evening before day 1 does not exist, so both begin where day 1 has closed
        const isTurn = timing === 'startOfDay' ? snapshot.day > 1 : true
        const position = snapshot.now('stock', 'inventoryPositionUnits')![0]!
        return now === timing && isTurn && position <= 25 ? [reorder('stock', 0, 30)] : []
      })
      const run = begin(shop, program, { onClose: ({ state }) => path.push(state.onHandUnits[0]!) })
      advance(run, 30)
      return path
    }
    for (const leadTimeDays of [0, 1, 2, 5]) {
      const path = stockPath('startOfDay', leadTimeDays)
      expect(stockPath('endOfDay', leadTimeDays + 1)).toEqual(path)
      // the path goes up again, so orders really arrived
      expect(path.some((units, day) => day > 0 && units > path[day - 1]!)).toBe(true)
    }
  })
})
