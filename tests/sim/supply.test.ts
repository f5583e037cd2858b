import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { listingStates } from '../../packages/sim/src/listingStates.ts'
import { receiveDueOrders } from '../../packages/sim/src/mechanisms/supply/day.ts'
import { advance, fork, type Run } from '../../packages/sim/src/run.ts'
import type { Product, ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import {
  begin,
  model,
  once,
  product,
  reorder,
  scripted,
  template,
  twoWarehouses,
  type Script,
} from './shop.ts'

/** Nobody visits, so that only commands move anything. */
const still = (id: string, numbers: Partial<Product> = {}) =>
  product(id, { visitsPerDay: 0, moqUnits: 20, ...numbers })
/** Suppliers that never fail by chance. */
const reliable = template().suppliers.map((s) => ({ ...s, failureRatioPerDay: 0 }))
const punctual = (leadTimeDays: number, termsDays = 15) =>
  reliable.map((s) => ({ ...s, leadTimeDays, leadTimeVariationRatio: 0, termsDays }))
const weights = (leadTimeWeights: readonly number[]) =>
  reliable.map((s) => ({ ...s, leadTimeWeights }))
/** No routine, no volume breaks, money enough: what a test does not name is not there. */
const shopOf = (parts: Partial<ShopTemplate> = {}, settings: ShopTemplate['settings'] = {}) =>
  model({
    historyDays: 0,
    hasRoutine: false,
    suppliers: punctual(4),
    products: [
      still('p_1', { backupSupplierIds: ['s_b'] }),
      still('p_2', { supplierId: 's_b' }),
      still('p_3'),
    ],
    ...parts,
    settings: {
      'money.openingCashCents': 100_000_000,
      'purchasing.breakMoqMultiples': [],
      'purchasing.breakDiscountRatios': [],
      ...settings,
    },
  })

type Values = Command['values']
const command = (
  id: Command['command'],
  scope: Command['scope'],
  entity: number,
  values: Values = {},
): Command => ({ command: id, scope, entities: [entity], values })

/** Gives a command now and returns the answer as text: fate and reason. */
function give(run: Run, asked: Command, isAfterClose = true): string {
  const { model: shop, state, view, luck } = run
  const [receipt] = applyCommands({ model: shop, state, view, luck, isAfterClose }, [asked])
  const { fate, reason } = receipt as Receipt
  return reason === undefined ? fate : `${fate} ${reason}`
}
/** A morning of supply only: the day begins and due orders come in. */
function nextMorning(run: Run): void {
  run.state.day += 1
  receiveDueOrders(run.model, run.state)
  run.view.refresh()
}
const linesOf = (run: Run) => {
  const { count, stock, units, costCents, supplier, placedDay, dueDay } =
    run.state.supply.purchaseOrders
  return Array.from({ length: count }, (_, i) => ({
    stock: stock[i]!,
    units: units[i]!,
    costCents: costCents[i]!,
    supplier: supplier[i]!,
    placedDay: placedDay[i]!,
    days: dueDay[i]! - placedDay[i]!,
  }))
}
const figure = (run: Run, scope: Command['scope'], id: string) => {
  run.view.refresh()
  return Array.from(run.view.need(scope, id))
}

describe('timing', () => {
  /** On hand as the morning review of days 1 … 6 sees it, and at the close of the day. */
  function path(timing: 'startOfDay' | 'endOfDay', leadTimeDays: number): number[][] {
    const seen: number[][] = []
    const order = once(2, timing, reorder('product', 0, 30))
    const script: Script = (now, snapshot) => {
      if (now === 'startOfDay') seen.push([snapshot.now('stock', 'onHandUnits')![0]!])
      return order(now, snapshot)
    }
    const run = begin(shopOf({ suppliers: punctual(leadTimeDays) }), scripted(script), {
      onClose: ({ state }) => seen.at(-1)!.push(state.shelves.onHandUnits[0]!),
    })
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    advance(run, 6)
    return seen
  }

  it('of a morning order: the start of day t + L, before the review', () => {
    expect(path('startOfDay', 2)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [30, 30],
      [30, 30],
      [30, 30],
    ])
    expect(path('startOfDay', 1)[2]).toEqual([30, 30])
  })

  it('of a morning order with lead time 0: at once, before the demand of the day', () => {
    expect(path('startOfDay', 0).slice(0, 3)).toEqual([
      [0, 0],
      [0, 30],
      [30, 30],
    ])
  })

  it('of an evening order: the start of day t + L, at least the next day', () => {
    expect(path('endOfDay', 2)).toEqual(path('startOfDay', 2))
    expect(path('endOfDay', 1)).toEqual(path('startOfDay', 1))
    expect(path('endOfDay', 0)).toEqual(path('startOfDay', 1))
  })
})

describe('on order', () => {
  it('is what was ordered in the evening even with lead time 0, and nothing that came at once', () => {
    const evening = begin(shopOf({ suppliers: punctual(0) }))
    give(evening, reorder('product', 0, 20))
    expect([evening.state.supply.onOrderUnits[0], evening.state.supply.onOrderCents]).toEqual([
      20, 100_000,
    ])
    const morning = begin(shopOf({ suppliers: punctual(0) }))
    give(morning, reorder('product', 0, 20), false)
    expect([morning.state.supply.onOrderUnits[0], morning.state.supply.onOrderCents]).toEqual([
      0, 0,
    ])
    expect(morning.state.money.payablesCents[0]).toBe(100_000)
  })
})

describe('lead times', () => {
  const law = [0, 0, 0, 1, 0, 2, 0, 0, 1]
  /** Every evening an order of p_1 of 20 units, after the others; its lead times, by day. */
  function drawn(
    days: number,
    parts: Partial<ShopTemplate> = {},
    others: readonly Command[] = [],
  ): number[] {
    const run = begin(
      shopOf({ suppliers: weights(law), ...parts }, { 'purchasing.isCashLimited': 0 }),
    )
    return Array.from({ length: days }, () => {
      nextMorning(run)
      for (const other of others) give(run, other)
      give(run, reorder('product', 0, 20))
      return linesOf(run).findLast(({ stock }) => stock === 0)!.days
    })
  }

  it('follow any law given by weights, every order for itself', () => {
    const leadTimes = drawn(600)
    const share = (days: number) => leadTimes.filter((one) => one === days).length / 600
    // three standard errors of 600 draws: 0.053 at a quarter, 0.061 at a half
    expect(Math.abs(share(3) - 0.25)).toBeLessThan(0.053)
    expect(Math.abs(share(5) - 0.5)).toBeLessThan(0.061)
    expect(Math.abs(share(8) - 0.25)).toBeLessThan(0.053)
    expect(share(3) + share(5) + share(8)).toBe(1)
    // successive ones are not tied: half of the pairs of a law with squares 1/16 + 1/4 + 1/16 = 3/8 would agree by chance
    const pairs = leadTimes.slice(1).filter((one, i) => one === leadTimes[i]).length / 599
    expect(Math.abs(pairs - 0.375)).toBeLessThan(0.06)
  })

  it('quote the mean of such a law and promise what it keeps', () => {
    const run = begin(shopOf({ suppliers: weights(law) }, { 'suppliers.promiseRatio': 0.7 }))
    expect(figure(run, 'product', 'leadTimeDays')).toEqual([5.25, 5.25, 5.25])
    give(run, reorder('product', 0, 20))
    // 5 days are kept three times of four
    expect(figure(run, 'product', 'nextInboundDays')[0]).toBe(5)
  })

  it('let orders overtake each other, and each arrives on its own day', () => {
    const received: number[] = []
    const placed: number[] = []
    const run = begin(
      shopOf({ suppliers: weights(law) }),
      scripted((timing, { day }) =>
        timing === 'startOfDay' && day <= 60 ? [reorder('product', 0, 20 + day)] : [],
      ),
      { onClose: ({ flows }) => received.push(flows.shelves.receivedUnits[0]!) },
    )
    const due = new Float64Array(80)
    for (let day = 1; day <= 70; day++) {
      advance(run, 1)
      for (const line of linesOf(run)) {
        if (line.placedDay !== day) continue
        placed.push(day + line.days)
        due[day + line.days]! += line.units
      }
    }
    expect(received).toEqual(Array.from(due.slice(1, 71)))
    expect(placed.some((dueDay, i) => i > 0 && dueDay < placed[i - 1]!)).toBe(true)
  })

  it('are drawn anew for every order of one product on one day', () => {
    const run = begin(shopOf({ suppliers: weights(law) }))
    const pairs = Array.from({ length: 30 }, () => {
      advance(run, 1)
      give(run, reorder('product', 0, 20))
      give(run, reorder('product', 0, 21))
      const today = linesOf(run).filter(({ placedDay }) => placedDay === run.state.day)
      return today.toSorted((a, b) => a.units - b.units).map(({ days }) => days)
    })
    expect(pairs.every(({ length }) => length === 2)).toBe(true)
    const alike = pairs.filter(([a, b]) => a === b).length
    expect(alike).toBeGreaterThan(2)
    expect(alike).toBeLessThan(22)
  })

  it('are not moved by orders of other products, other stocks or by air', () => {
    const parts = { warehouses: twoWarehouses }
    const others = [
      reorder('product', 1, 20),
      reorder('stock', 1, 20),
      command('expedite', 'product', 0, { units: 99 }),
    ]
    expect(drawn(40, parts, others)).toEqual(drawn(40, parts))
  })

  it('stretch by what happens to the supplier, in the mean exactly, and goods that take a day still do', () => {
    const run = begin(shopOf({ suppliers: punctual(5) }))
    let sum = 0
    for (let day = 1; day <= 200; day++) {
      run.state.day = day
      run.state.world.supplierLeadTimeFactor[0] = 1.3
      give(run, reorder('product', 0, 20))
      const { days } = linesOf(run).at(-1)!
      expect([6, 7]).toContain(days)
      sum += days
    }
    // 5 × 1.3 = 6.5 in the mean; three standard errors of 200 coins: 0.11
    expect(Math.abs(sum / 200 - 6.5)).toBeLessThan(0.11)
    run.state.world.supplierLeadTimeFactor[0] = 0.01
    give(run, reorder('product', 0, 20))
    expect(linesOf(run).at(-1)!.days).toBe(1)
  })
})

describe('what an order costs', () => {
  it('falls for all its units from some sizes on, in whole cents, at the main supplier only', () => {
    const run = begin(
      shopOf(
        { products: [still('p_1', { unitCostCents: 3_333, backupSupplierIds: ['s_b'] })] },
        { 'purchasing.breakMoqMultiples': [2, 5], 'purchasing.breakDiscountRatios': [0.03, 0.1] },
      ),
    )
    const costs = [39, 40, 99, 100].map((units) => {
      give(run, reorder('product', 0, units))
      return linesOf(run).at(-1)!.costCents
    })
    expect(costs).toEqual([129_987, 129_320, 320_068, 299_970])
    give(run, command('reorder', 'product', 0, { units: 100, supplier: 'backup' }))
    // 3,333 × 1.08 = 3,599.64 → 3,600 a unit
    expect(linesOf(run).at(-1)).toMatchObject({ costCents: 360_000, supplier: 1 })
  })

  it('is booked with the order for its fixed part, and by the terms for the goods at the cost of that day', () => {
    const run = begin(shopOf({ suppliers: punctual(3, 2) }))
    const { state } = run
    const opening = state.money.cashCents
    advance(run, 1)
    const fixed = state.money.cashCents
    give(run, reorder('product', 0, 30))
    expect(state.money.cashCents).toBe(fixed - 3_000)
    state.world.supplierCostFactor[0] = 1.5
    for (let i = 0; i < 3; i++) nextMorning(run)
    expect(state.supply.unitCostCents[0]).toBe(7_500)
    expect(state.money.payablesCents[0]).toBe(150_000)
    expect(state.supply.onOrderCents).toBe(0)
    expect(opening).toBeGreaterThan(0)
    give(run, reorder('product', 0, 30))
    expect(linesOf(run)[0]!.costCents).toBe(225_000)
  })

  it('is raised to the minimum order, and says so', () => {
    const run = begin(shopOf())
    expect(give(run, reorder('stock', 0, 3))).toBe('adjusted raisedToMoq')
    expect(figure(run, 'stock', 'onOrderUnits')[0]).toBe(20)
    expect(give(run, reorder('product', 0, 20))).toBe('applied')
  })

  it('must be covered by money unless the shop says otherwise', () => {
    const poor = { 'money.openingCashCents': 100_000 }
    expect(give(begin(shopOf({}, poor)), reorder('product', 0, 30))).toBe('rejected noCash')
    const lent = { ...poor, 'purchasing.isCashLimited': 0 }
    expect(give(begin(shopOf({}, lent)), reorder('product', 0, 30))).toBe('applied')
  })

  it('can come from the reserve as far as it reaches', () => {
    const run = begin(shopOf({}, { 'money.openingCashCents': 0 }))
    const { state } = run
    state.money.reserveCents = 160_000
    const fromReserve = (units: number) =>
      give(run, command('reorder', 'product', 0, { units, fundedBy: 'reserve' }))
    expect(fromReserve(40)).toBe('rejected noReserve')
    expect(fromReserve(30)).toBe('applied')
    // goods 150,000 and 3,000 for the order leave the reserve; the goods are paid when they are due
    expect([state.money.reserveCents, state.money.cashCents]).toEqual([7_000, 150_000])
    expect(give(run, reorder('product', 0, 20))).toBe('rejected noCash')
  })
})

describe('reorder', () => {
  it('of a product over warehouses is one open order for it, a line for each stock', () => {
    const run = begin(shopOf({ warehouses: twoWarehouses }))
    expect(give(run, reorder('product', 0, 41))).toBe('adjusted split')
    expect(linesOf(run).map(({ units }) => units)).toEqual([21, 20])
    expect(figure(run, 'stock', 'openPurchaseOrders').slice(0, 2)).toEqual([1, 1])
    for (const scope of ['product', 'category', 'supplier', 'shop'] as const) {
      expect(figure(run, scope, 'openPurchaseOrders')[0]).toBe(1)
    }
    expect(figure(run, 'warehouse', 'openPurchaseOrders')).toEqual([1, 1])
    for (let i = 0; i < 4; i++) nextMorning(run)
    expect(figure(run, 'product', 'openPurchaseOrders')[0]).toBe(0)
    expect(figure(run, 'stock', 'openPurchaseOrders').slice(0, 2)).toEqual([0, 0])
    // one receipt for the lead time, however many lines
    expect([run.state.supply.productReceipts[0], run.state.supply.supplierReceipts[0]]).toEqual([
      1, 1,
    ])
  })

  it('goes to the supplier asked for, this once', () => {
    const run = begin(shopOf())
    give(run, command('reorder', 'product', 0, { units: 20, supplier: 'backup' }))
    give(run, reorder('product', 0, 20))
    give(run, command('reorder', 'product', 0, { units: 20, supplier: 'main' }))
    expect(linesOf(run).map(({ supplier, costCents }) => [supplier, costCents])).toEqual([
      [1, 108_000],
      [0, 100_000],
      [0, 100_000],
    ])
    expect(figure(run, 'product', 'isOnBackup')[0]).toBe(0)
    expect(give(run, command('reorder', 'product', 2, { units: 20, supplier: 'backup' }))).toBe(
      'rejected notListed',
    )
  })

  it('is refused while the supplier is down, and when the product is taken off', () => {
    const run = begin(shopOf())
    run.state.world.supplierIsDown[0] = 1
    expect(give(run, reorder('product', 0, 20))).toBe('rejected supplierDown')
    expect(give(run, command('reorder', 'product', 0, { units: 20, supplier: 'backup' }))).toBe(
      'applied',
    )
    run.state.world.supplierIsDown[1] = 1
    expect(give(run, command('reorder', 'product', 0, { units: 20, supplier: 'backup' }))).toBe(
      'rejected supplierDown',
    )
    run.state.world.supplierIsDown.fill(0)
    run.state.offers.listing[0] = listingStates.indexOf('presale')
    expect(give(run, reorder('product', 0, 20))).toBe('applied')
    run.state.offers.listing[0] = listingStates.indexOf('delisted')
    expect(give(run, reorder('product', 0, 20))).toBe('rejected delisted')
    expect(figure(run, 'supplier', 'isUp')).toEqual([1, 1])
  })
})

describe('an outage', () => {
  it('holds back what is not sent, and lets through what is on its way', () => {
    const run = begin(shopOf({ suppliers: punctual(4) }))
    const { state } = run
    give(run, reorder('product', 0, 20))
    nextMorning(run)
    nextMorning(run)
    // sent on the morning of day 2; the one of today would be sent on day 4
    give(run, reorder('product', 2, 20), false)
    state.world.supplierIsDown[0] = 1
    for (let i = 0; i < 3; i++) nextMorning(run)
    expect(state.today.shelves.receivedUnits[0]).toBe(20)
    state.world.supplierIsDown[0] = 0
    expect(linesOf(run)).toMatchObject([{ stock: 2, placedDay: 2, days: 7 }])
    for (let i = 0; i < 4; i++) nextMorning(run)
    expect(state.day).toBe(9)
    expect(state.today.shelves.receivedUnits[2]).toBe(20)
  })
})

describe('an outage of one day', () => {
  it.each([
    [3, 7],
    [4, 7],
    [5, 6],
  ])('on day %i lets an order of day 2 that is sent on day 4 arrive on day %i', (down, arrives) => {
    const run = begin(shopOf({ suppliers: punctual(4) }))
    const { state } = run
    state.day = 2
    give(run, reorder('product', 0, 20), false)
    while (state.supply.purchaseOrders.count > 0) {
      state.world.supplierIsDown[0] = state.day + 1 === down ? 1 : 0
      nextMorning(run)
    }
    expect(state.day).toBe(arrives)
  })
})

describe('expedite', () => {
  it('takes 30 % of the lead time and a quarter of the goods in freight, which is no value of the stock', () => {
    const run = begin(shopOf({ suppliers: punctual(10) }))
    const { state } = run
    const before = state.money.cashCents
    expect(give(run, command('expedite', 'product', 0, { units: 30 }))).toBe('applied')
    expect(linesOf(run)[0]).toMatchObject({ days: 3, costCents: 150_000 })
    expect(state.today.money.costCents[accounts.freight]).toBe(37_500)
    expect(state.today.money.costCents[accounts.orderCost]).toBe(3_000)
    expect(state.money.cashCents).toBe(before - 40_500)
    expect(figure(run, 'product', 'nextInboundDays')[0]).toBe(3)
    const value = state.shelves.stockValueCents[0]!
    for (let i = 0; i < 3; i++) nextMorning(run)
    expect(state.shelves.stockValueCents[0]! - value).toBe(150_000)
    // says nothing of the usual lead time
    expect([state.supply.productReceipts[0], state.supply.supplierReceipts[0]]).toEqual([0, 0])
  })

  it('is refused where an order is', () => {
    const run = begin(shopOf({}, { 'money.openingCashCents': 188_000 }))
    // 150,000 + 37,500 + 3,000 = 190,500
    expect(give(run, command('expedite', 'product', 0, { units: 30 }))).toBe('rejected noCash')
    expect(give(run, reorder('product', 0, 30))).toBe('applied')
    run.state.world.supplierIsDown[0] = 1
    expect(give(run, command('expedite', 'product', 0, { units: 30 }))).toBe(
      'rejected supplierDown',
    )
  })
})

describe('cancelOrders', () => {
  it('takes back what is not sent for a tenth of its value; the supplier is slower for 30 days', () => {
    const run = begin(shopOf({ suppliers: punctual(20), warehouses: twoWarehouses }))
    const { state } = run
    const cancel = command('cancelOrders', 'product', 0)
    expect(give(run, cancel)).toBe('rejected nothingOpen')
    give(run, reorder('product', 0, 30))
    for (let i = 0; i < 9; i++) nextMorning(run)
    give(run, reorder('product', 0, 40))
    give(run, reorder('product', 2, 40))
    nextMorning(run)
    // 10 of 20 days are over for the first one: it is sent
    const spent = state.today.supply.purchaseSpendCents[0]!
    const cash = state.money.cashCents
    expect(give(run, cancel)).toBe('adjusted partSent')
    expect(state.money.cashCents).toBe(cash - 20_000)
    expect(state.today.supply.purchaseSpendCents[0]! - spent).toBe(-200_000)
    expect(figure(run, 'product', 'openPurchaseOrders')).toEqual([1, 0, 1])
    expect(figure(run, 'product', 'onOrderUnits')).toEqual([30, 0, 40])
    expect(state.supply.onOrderCents).toBe(350_000)
    expect(give(run, cancel)).toBe('rejected partSent')
    give(run, reorder('product', 0, 20))
    expect(linesOf(run).at(-1)!.days).toBe(21)
    // days 11 … 40
    state.day += 29
    give(run, reorder('product', 0, 20))
    expect(linesOf(run).at(-1)!.days).toBe(21)
    state.day += 1
    give(run, reorder('product', 0, 20))
    expect(linesOf(run).at(-1)!.days).toBe(20)
  })
})

describe('levers of the routine', () => {
  it('setSafetyStock sets a stock, or splits over those of a product', () => {
    const run = begin(shopOf({ warehouses: twoWarehouses }))
    const set = (scope: 'stock' | 'product', units: number) =>
      give(run, command('setSafetyStock', scope, 0, { units }))
    expect(set('product', 15)).toBe('applied')
    expect(figure(run, 'stock', 'safetyStockUnits').slice(0, 2)).toEqual([8, 7])
    expect(set('product', 15)).toBe('rejected unchanged')
    expect(set('stock', 8)).toBe('rejected unchanged')
    expect(set('stock', 0)).toBe('applied')
    expect(figure(run, 'product', 'safetyStockUnits')[0]).toBe(7)
  })

  it('setReviewCycle sets the days between routine orders', () => {
    const run = begin(shopOf())
    const set = (days: number) => give(run, command('setReviewCycle', 'product', 1, { days }))
    expect([set(14), set(7), set(70)]).toEqual([
      'rejected unchanged',
      'applied',
      'adjusted clippedToBounds',
    ])
    expect(figure(run, 'product', 'reviewCycleDays')).toEqual([14, 56, 14])
  })

  it('capPurchases refuses what goes beyond the cap within any 7 days, for its days only', () => {
    const run = begin(shopOf())
    const { state } = run
    advance(run, 1)
    give(run, command('capPurchases', 'shop', 0, { weeklyCents: 250_000, days: 9 }))
    // the evening of day 1 belongs to day 2
    expect(give(run, reorder('product', 0, 30))).toBe('applied')
    expect(give(run, reorder('product', 2, 20))).toBe('applied')
    expect(give(run, reorder('product', 0, 20))).toBe('rejected capReached')
    for (let i = 0; i < 6; i++) nextMorning(run)
    expect(give(run, reorder('product', 0, 20), false)).toBe('rejected capReached')
    // day 9: day 2 has left the 7 days
    expect(give(run, reorder('product', 0, 50))).toBe('rejected capReached')
    nextMorning(run)
    expect(give(run, reorder('product', 0, 50))).toBe('applied')
    expect(give(run, reorder('product', 0, 20))).toBe('rejected capReached')
    // days 2 … 10 are capped
    nextMorning(run)
    nextMorning(run)
    expect(state.day).toBe(10)
    expect(give(run, reorder('product', 0, 20))).toBe('applied')
  })
})

describe('switchSupplier', () => {
  const to = (run: Run, target: 'main' | 'backup', entity = 0) =>
    give(run, command('switchSupplier', 'product', entity, { to: target }))

  it('sends later orders there at its cost and lead time; open ones stay', () => {
    const suppliers = punctual(4).map((s, i) => ({ ...s, leadTimeDays: i === 0 ? 4 : 9 }))
    const run = begin(shopOf({ suppliers }))
    give(run, reorder('product', 0, 20))
    expect(to(run, 'main')).toBe('rejected unchanged')
    expect(to(run, 'backup')).toBe('applied')
    expect(to(run, 'backup')).toBe('rejected unchanged')
    expect(figure(run, 'product', 'isOnBackup')).toEqual([1, 0, 0])
    expect(figure(run, 'product', 'unitCostCents')[0]).toBe(5_400)
    expect(figure(run, 'product', 'leadTimeDays')[0]).toBe(9)
    give(run, reorder('product', 0, 20))
    expect(linesOf(run).map(({ supplier, days }) => [supplier, days])).toEqual([
      [0, 4],
      [1, 9],
    ])
    expect(to(run, 'main')).toBe('applied')
    expect(figure(run, 'product', 'unitCostCents')[0]).toBe(5_000)
  })

  it('forgets the lead times of the other supplier, and does not learn from it any more', () => {
    const run = begin(shopOf({ suppliers: punctual(4) }))
    const { supply } = run.state
    supply.productReceiptDays.fill(2)
    supply.productReceipts[0] = 5
    expect(figure(run, 'product', 'leadTimeDays')[0]).toBe(2)
    give(run, reorder('product', 0, 20))
    to(run, 'backup')
    expect(figure(run, 'product', 'leadTimeDays')[0]).toBe(4)
    for (let i = 0; i < 4; i++) nextMorning(run)
    expect([supply.productReceipts[0], supply.supplierReceipts[0]]).toEqual([0, 1])
  })

  it('is refused without a backup, and while none works', () => {
    const run = begin(shopOf())
    expect(to(run, 'backup', 2)).toBe('rejected notListed')
    expect(figure(run, 'product', 'backupSuppliers')).toEqual([1, 0, 0])
    run.state.world.supplierIsDown[1] = 1
    expect(to(run, 'backup')).toBe('rejected supplierDown')
    expect(figure(run, 'product', 'backupSuppliers')).toEqual([0, 0, 0])
    run.state.world.supplierIsDown.set([1, 0])
    expect(to(run, 'backup')).toBe('applied')
    expect(to(run, 'main')).toBe('rejected supplierDown')
  })

  it('takes the backup with the better score that works', () => {
    const third = { ...punctual(4)[0]!, id: 's_c' }
    const run = begin(
      shopOf({
        suppliers: [...punctual(4), third],
        products: [still('p_1', { backupSupplierIds: ['s_b', 's_c'] })],
      }),
    )
    const { supply } = run.state
    supply.supplierOrders90d.set([0, 10, 10])
    supply.supplierOnTime90d.set([0, 5, 9])
    supply.supplierReceived90d.set([0, 100, 100])
    run.view.refresh()
    expect(to(run, 'backup')).toBe('applied')
    expect(supply.supplierOfProduct[0]).toBe(2)
    to(run, 'main')
    run.state.world.supplierIsDown[2] = 1
    expect(to(run, 'backup')).toBe('applied')
    expect(supply.supplierOfProduct[0]).toBe(1)
  })
})

describe('shiftSupply', () => {
  const fourProducts = () =>
    begin(
      shopOf({
        products: [
          still('p_1', { backupSupplierIds: ['s_b'], listPriceCents: 9_000 }),
          still('p_2', { backupSupplierIds: ['s_b'], listPriceCents: 8_000 }),
          still('p_3', { backupSupplierIds: ['s_b'], listPriceCents: 7_000 }),
          still('p_4', { listPriceCents: 6_000 }),
        ],
      }),
    )
  const shift = (run: Run, shareRatio: number, entity: number | undefined = 1) =>
    give(
      run,
      command('shiftSupply', 'supplier', 0, {
        shareRatio,
        ...(entity === undefined ? {} : { to: { scope: 'supplier', entity } }),
      }),
    )
  const mains = (run: Run) => Array.from(run.state.supply.mainSupplierOfProduct)

  it('moves the least profitable products that the other one can make, and takes them back', () => {
    const run = fourProducts()
    // one unit a day each, so that the margin decides
    for (let stock = 0; stock < 4; stock++) run.state.totals.soldUnits[4 + stock] = 1
    run.state.totals.closedDays = 1
    expect(shift(run, 0.5)).toBe('applied')
    // p_4 earns least and cannot be made there
    expect(mains(run)).toEqual([0, 1, 1, 0])
    expect(figure(run, 'product', 'isOnBackup')).toEqual([0, 0, 0, 0])
    expect(figure(run, 'product', 'unitCostCents')).toEqual([5_000, 5_400, 5_400, 5_000])
    expect(shift(run, 0.5)).toBe('rejected unchanged')
    expect(shift(run, 1)).toBe('adjusted canMake')
    expect(mains(run)).toEqual([1, 1, 1, 0])
    expect(shift(run, 0.25)).toBe('applied')
    expect(mains(run)).toEqual([0, 0, 1, 0])
    expect(shift(run, 0)).toBe('applied')
    expect(mains(run)).toEqual([0, 0, 0, 0])
    expect(shift(run, 0)).toBe('rejected unchanged')
  })

  it('sends what the other one does not make to its own best backup', () => {
    const run = begin(
      shopOf({
        suppliers: [...punctual(4), { ...punctual(4)[0]!, id: 's_c' }],
        products: [
          still('p_1', { backupSupplierIds: ['s_b'] }),
          still('p_2', { backupSupplierIds: ['s_c'] }),
          still('p_3'),
        ],
      }),
    )
    expect(shift(run, 1)).toBe('adjusted canMake')
    expect(mains(run)).toEqual([1, 2, 0])
  })

  it('needs another supplier that makes some of them', () => {
    const run = fourProducts()
    expect(shift(run, 0.5, 0)).toBe('rejected noTarget')
    expect(give(run, command('shiftSupply', 'supplier', 0, { shareRatio: 0.5 }))).toBe(
      'rejected noTarget',
    )
    expect(
      give(
        begin(shopOf({ products: [still('p_1')] })),
        command('shiftSupply', 'supplier', 0, {
          shareRatio: 1,
          to: { scope: 'supplier', entity: 1 },
        }),
      ),
    ).toBe('rejected notListed')
  })

  it('leaves a product at the backup where it stands', () => {
    const run = begin(
      shopOf({
        suppliers: [...punctual(4), { ...punctual(4)[0]!, id: 's_c' }],
        products: [still('p_1', { backupSupplierIds: ['s_b', 's_c'] })],
      }),
    )
    run.state.world.supplierIsDown[1] = 1
    give(run, command('switchSupplier', 'product', 0, { to: 'backup' }))
    expect(shift(run, 1)).toBe('applied')
    expect([mains(run), run.state.supply.supplierOfProduct[0]]).toEqual([[1], 2])
    expect(figure(run, 'product', 'isOnBackup')).toEqual([1])
  })
})

describe('quality', () => {
  const defective = (
    defectRatio: number,
    touch: (run: Run) => void = () => {},
    supplier = 'current',
  ) => {
    const run = begin(
      shopOf(
        {
          suppliers: punctual(0),
          products: [still('p_1', { defectRatio, backupSupplierIds: ['s_b'] })],
        },
        { 'purchasing.isCashLimited': 0 },
      ),
    )
    const shares: number[] = []
    for (let day = 1; day <= 300; day++) {
      run.state.day = day
      run.state.today.supply.receivedDefectUnits.fill(0)
      touch(run)
      const order = command('reorder', 'product', 0, { units: 100, supplier })
      expect(give(run, order, false)).toBe('applied')
      shares.push(run.state.today.supply.receivedDefectUnits[0]! / 100)
    }
    return shares
  }
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length

  it('is perfect where nothing is defective', () => {
    expect(defective(0).every((share) => share === 0)).toBe(true)
  })

  it('varies between deliveries about the usual share, and is never better for a worse supplier', () => {
    const usual = defective(0.04)
    // Var of a beta-binomial share of 100: p(1 − p)(1 + 99 ÷ 61) ÷ 100 = 0.001; three standard errors of 300
    expect(Math.abs(mean(usual) - 0.04)).toBeLessThan(0.0055)
    const worse = defective(0.04, ({ state }) => (state.world.supplierDefectFactor[0] = 3))
    expect(worse.every((share, i) => share >= usual[i]!)).toBe(true)
    expect(mean(worse)).toBeGreaterThan(0.1)
    const batch = defective(0.04, ({ state }) => (state.world.batchDefectRatio[0] = 0.25))
    expect(Math.abs(mean(batch) - (1 - 0.96 * 0.75))).toBeLessThan(0.015)
  })

  it('suffers for 30 days at a supplier that took the product over', () => {
    const usual = defective(0.04)
    const shift = (run: Run) => {
      if (run.state.day > 1) return
      const to = { scope: 'supplier', entity: 1 } as const
      give(run, command('shiftSupply', 'supplier', 0, { shareRatio: 1, to }), false)
    }
    const shifted = defective(0.04, shift)
    // the old one knows how
    expect(defective(0.04, shift, 'backup')).toEqual(usual)
    const first = (shares: readonly number[]) => mean(shares.slice(0, 30))
    expect(first(shifted)).toBeGreaterThan(first(usual) * 1.05)
    expect(shifted.slice(30)).toEqual(usual.slice(30))
  })
})

describe('shareForecast', () => {
  const sharing = (run: Run, commitRatio: number, horizonDays = 20, days = 40) =>
    give(run, command('shareForecast', 'supplier', 0, { horizonDays, commitRatio, days }))
  /** A shop that has sold 5 units a day of p_1 for 4 days. */
  const selling = () => {
    const run = begin(shopOf({ suppliers: punctual(10) }))
    run.state.totals.closedDays = 4
    run.state.totals.soldUnits[4 * 3] = 20
    return run
  }

  it('shortens lead times by a quarter after 14 days, while it holds', () => {
    const run = begin(shopOf({ suppliers: punctual(8) }))
    expect(sharing(run, 0)).toBe('applied')
    const daysOn = (day: number) => {
      run.state.day = day
      give(run, reorder('product', 2, 20), false)
      return linesOf(run).at(-1)!.days
    }
    // it holds from day 1 to day 40
    expect([1, 14, 15, 40, 41].map(daysOn)).toEqual([8, 8, 6, 6, 8])
    // renewed while it holds, the effect goes on; begun anew, it has to wait
    run.state.day = 30
    sharing(run, 0)
    expect([31, 70, 71].map(daysOn)).toEqual([6, 6, 8])
    run.state.day = 99
    sharing(run, 0)
    expect([100, 113, 114].map(daysOn)).toEqual([8, 8, 6])
  })

  it('makes drawn lead times spread 30 % less about the shorter mean', () => {
    const spread = (isShared: boolean) => {
      const suppliers = reliable.map((s) => ({
        ...s,
        leadTimeDays: 40,
        leadTimeVariationRatio: 0.4,
      }))
      const run = begin(shopOf({ suppliers }))
      if (isShared) {
        run.state.supply.sharedFromDay[0] = -100
        run.state.supply.sharedUntilDay[0] = 10_000
      }
      const days = Array.from({ length: 400 }, (_, day) => {
        run.state.day = day
        give(run, reorder('product', 0, 20))
        return linesOf(run).at(-1)!.days
      })
      const mean = days.reduce((sum, d) => sum + d, 0) / 400
      return [mean, Math.sqrt(days.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 399)] as const
    }
    const [usualMean, usualSd] = spread(false)
    const [sharedMean, sharedSd] = spread(true)
    expect(sharedMean / usualMean).toBeCloseTo(0.75, 1)
    expect(sharedSd / usualSd).toBeCloseTo(0.7, 1)
  })

  it('buys what was committed and not ordered, at the end of the horizon', () => {
    const run = selling()
    // 0.6 of 20 days × 5 units = 60
    sharing(run, 0.6, 20, 10)
    give(run, reorder('product', 0, 25))
    for (let day = 1; day <= 20; day++) nextMorning(run)
    expect(linesOf(run)).toEqual([])
    nextMorning(run)
    expect(run.state.day).toBe(21)
    expect(linesOf(run)).toMatchObject([{ stock: 0, units: 35, costCents: 175_000, days: 10 }])
    expect(run.state.today.supply.purchaseSpendCents[0]).toBe(60 * 5_000)
  })

  it('settles pro rata when it is renewed, and asks for nothing more when enough was ordered', () => {
    const run = selling()
    sharing(run, 0.6, 20, 20)
    for (let day = 1; day <= 10; day++) nextMorning(run)
    // days 1 … 10 of 20 are over by day 11: 30 of 60 are due
    sharing(run, 0, 20, 20)
    expect(linesOf(run)).toMatchObject([{ units: 30, placedDay: 10 }])
    const enough = selling()
    sharing(enough, 0.6, 20, 20)
    give(enough, reorder('product', 0, 60))
    for (let day = 1; day <= 21; day++) nextMorning(enough)
    expect(linesOf(enough)).toEqual([])
  })

  it('is refused while the supplier is down', () => {
    const run = begin(shopOf())
    run.state.world.supplierIsDown[0] = 1
    expect(sharing(run, 0.5)).toBe('rejected supplierDown')
  })
})

describe('figures of suppliers', () => {
  it('count deliveries on time, late orders and what is left of them after 90 days', () => {
    const run = begin(shopOf({ suppliers: punctual(4) }))
    const { state } = run
    advance(run, 1)
    give(run, reorder('product', 0, 20))
    state.world.supplierLeadTimeFactor[0] = 2
    give(run, reorder('product', 2, 30))
    state.world.supplierLeadTimeFactor[0] = 1
    expect(figure(run, 'supplier', 'onTimeRatio')).toEqual([NaN, NaN])
    // promised on day 5; the second comes on day 9
    advance(run, 4)
    expect(figure(run, 'product', 'latePurchaseOrders')).toEqual([0, 0, 0])
    expect(figure(run, 'supplier', 'onTimeRatio')[0]).toBe(1)
    advance(run, 1)
    expect(figure(run, 'product', 'latePurchaseOrders')).toEqual([0, 0, 1])
    expect(figure(run, 'supplier', 'latePurchaseOrders')).toEqual([1, 0])
    expect(figure(run, 'shop', 'latePurchaseOrders')).toEqual([1])
    expect(figure(run, 'product', 'nextInboundDays')).toEqual([NaN, NaN, 0])
    advance(run, 3)
    expect(figure(run, 'product', 'latePurchaseOrders')).toEqual([0, 0, 0])
    expect(figure(run, 'supplier', 'onTimeRatio')[0]).toBe(0.5)
    expect(figure(run, 'product', 'defectRatio')).toEqual([0, NaN, 0])
    // the first delivery leaves the window: received on day 5, seen up to day 94
    advance(run, 85)
    expect(state.day).toBe(94)
    expect(figure(run, 'supplier', 'onTimeRatio')[0]).toBe(0.5)
    advance(run, 1)
    expect(figure(run, 'supplier', 'onTimeRatio')[0]).toBe(0)
    advance(run, 4)
    expect(figure(run, 'supplier', 'onTimeRatio')[0]).toBe(NaN)
  })

  it('compare costs with those of other sources, and score', () => {
    const run = begin(
      shopOf({
        products: [
          still('p_1', { backupSupplierIds: ['s_b'], unitCostCents: 10_000 }),
          still('p_2', { supplierId: 's_b' }),
        ],
      }),
    )
    expect(figure(run, 'supplier', 'supplierScore')).toEqual([NaN, NaN])
    const [main, backup] = figure(run, 'supplier', 'priceIndex') as [number, number]
    expect(main).toBeCloseTo(1 / 1.08, 12)
    expect(backup).toBeCloseTo(1.08, 12)
    const { supply } = run.state
    supply.supplierOrders90d.set([10, 4])
    supply.supplierOnTime90d.set([9, 4])
    supply.supplierReceived90d.set([1_000, 100])
    supply.supplierFound90d.set([20, 6])
    const [first, second] = figure(run, 'supplier', 'supplierScore') as [number, number]
    // 40 × 0.9 + 40 × (1 − 0.02 ÷ 0.05) + 20; 40 + 0 + 20 ÷ 1.08
    expect(first).toBeCloseTo(36 + 24 + 20, 10)
    expect(second).toBeCloseTo(40 + 20 / 1.08, 10)
    expect(figure(run, 'supplier', 'defectRatio')).toEqual([0.02, 0.06])
  })

  it('count what checks and returns find against the supplier of the newest delivery', () => {
    const shop = shopOf({ suppliers: punctual(2) })
    const run = begin(
      shop,
      scripted((timing, { day }) => {
        if (timing === 'endOfDay' || day !== 5) return []
        const { shelves, returns } = run.state.today
        shelves.checkDefectUnits[0]! += 2
        returns.defectReturnUnits[0]! += 1
        returns.defectReturnUnits[1]! += 4
        return []
      }),
    )
    advance(run, 1)
    give(run, reorder('product', 0, 60))
    give(run, reorder('product', 2, 40))
    advance(run, 1)
    give(run, command('reorder', 'product', 0, { units: 40, supplier: 'backup' }))
    advance(run, 3)
    expect(figure(run, 'product', 'defectRatio')).toEqual([0.03, NaN, 0])
    // s_b delivered 40 of p_1 last, and makes p_2, of which nothing has come in
    expect(figure(run, 'supplier', 'defectRatio')).toEqual([0, 7 / 40])
  })

  it('share out the purchases of 90 closed days', () => {
    const run = begin(shopOf())
    expect(figure(run, 'supplier', 'supplyShareRatio')).toEqual([NaN, NaN])
    advance(run, 1)
    give(run, reorder('product', 0, 60))
    give(run, reorder('product', 1, 20))
    expect(figure(run, 'supplier', 'supplyShareRatio')).toEqual([NaN, NaN])
    advance(run, 1)
    expect(figure(run, 'supplier', 'supplyShareRatio')).toEqual([0.75, 0.25])
    advance(run, 89)
    expect(figure(run, 'supplier', 'supplyShareRatio')).toEqual([0.75, 0.25])
    advance(run, 1)
    expect(figure(run, 'supplier', 'supplyShareRatio')).toEqual([NaN, NaN])
  })
})

describe('figures of demand over the lead time', () => {
  const busy = (days: number) => {
    const shop = model({ warehouses: twoWarehouses, historyDays: 0 })
    const sold: number[][] = []
    const run = begin(shop, undefined, {
      onClose: ({ flows }) => sold.push(Array.from(flows.shelves.soldUnits)),
    })
    advance(run, days)
    return { run, sold }
  }

  it.each([5, 28, 29, 60])('agree with sums over the days, after %i of them', (days) => {
    const { run, sold } = busy(days)
    const window = sold.slice(-28)
    const moments = (values: readonly number[]) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)
      return { mean, variance }
    }
    const expected = (values: readonly number[], p: number) => {
      const { mean, variance } = moments(values)
      const lead = run.view.need('product', 'leadTimeDays')[p]!
      const { productReceipts, productReceiptDays } = run.state.supply
      const receipts = productReceipts[p]!
      const kept = Array.from(productReceiptDays.slice(p * 10, p * 10 + Math.min(10, receipts)))
      const sd = run.model.supply.leadTimeSdDays[run.model.supplierOfProduct[p]!]!
      const leadVariance = receipts < 3 ? sd * sd : moments(kept).variance
      return Math.sqrt(lead * variance + mean * mean * leadVariance)
    }
    const stocks = figure(run, 'stock', 'leadTimeDemandSdUnits')
    const products = figure(run, 'product', 'leadTimeDemandSdUnits')
    for (const p of [0, 1, 2]) {
      const ofProduct = window.map((day) => day[2 * p]! + day[2 * p + 1]!)
      expect(products[p]).toBeCloseTo(expected(ofProduct, p), 8)
      expect(stocks[2 * p]).toBeCloseTo(
        expected(
          window.map((day) => day[2 * p]!),
          p,
        ),
        8,
      )
    }
    expect(products.some((value) => value > 0)).toBe(true)
  })

  it.each([1, 20, 45])('sum the errors of the house forecast, after %i days', (days) => {
    const { run, sold } = busy(days)
    const daily = sold.map((day) => [0, 1, 2].map((p) => day[2 * p]! + day[2 * p + 1]!))
    const expected = [0, 1, 2].map((p) => {
      let error = 0
      let units = 0
      for (let day = Math.max(0, days - 28); day < days; day++) {
        const before = daily.slice(Math.max(0, day - 28), day).map((one) => one[p]!)
        units += daily[day]![p]!
        if (before.length === 0) continue
        const mean = before.reduce((sum, v) => sum + v, 0) / before.length
        // 2026-03-02, day 1, is a Monday
        error += Math.abs(daily[day]![p]! - mean * run.model.weekdayFactors[day % 7]!)
      }
      return units === 0 ? NaN : error / units
    })
    const ratios = figure(run, 'product', 'forecastErrorRatio')
    // errors are kept in steps of 1 ÷ 4096 unit
    expect(ratios.map((ratio, p) => Math.abs(ratio - expected[p]!) > 0.001)).toEqual([
      false,
      false,
      false,
    ])
    expect(ratios.map(Number.isNaN)).toEqual(expected.map(Number.isNaN))
  })
})

describe('the books of supply', () => {
  /** Some command of every kind now and then, the same in every run. */
  const restless: Script = (timing, { day }) => {
    const pick = (day * 7 + (timing === 'endOfDay' ? 3 : 0)) % 11
    const entity = day % 3
    const commands: Record<number, Command> = {
      0: reorder('product', entity, 30 + day),
      1: command('expedite', 'stock', day % 6, { units: 25 }),
      2: command('cancelOrders', 'product', entity),
      3: command('switchSupplier', 'product', entity, { to: day % 2 === 0 ? 'backup' : 'main' }),
      4: command('shiftSupply', 'supplier', 0, {
        shareRatio: (day % 4) / 3,
        to: { scope: 'supplier', entity: 1 },
      }),
      5: command('shareForecast', 'supplier', day % 2, {
        horizonDays: 14,
        commitRatio: 0.9,
        days: 20,
      }),
      6: command('setSafetyStock', 'product', entity, { units: day }),
      7: command('setReviewCycle', 'product', entity, { days: 1 + (day % 9) }),
      8: command('capPurchases', 'shop', 0, { weeklyCents: 900_000, days: 3 }),
      9: command('reorder', 'stock', day % 6, { units: 40, supplier: 'backup' }),
    }
    const chosen = commands[pick]
    return chosen === undefined ? [] : [chosen]
  }
  const busyShop = () =>
    model({
      warehouses: twoWarehouses,
      products: ['p_1', 'p_2', 'p_3'].map((id) => product(id, { backupSupplierIds: ['s_b'] })),
      settings: { 'money.openingCashCents': 100_000_000 },
    })

  it('agree with the open lines every day, whatever is ordered, cancelled and moved', () => {
    const receipts: Receipt[] = []
    const run = begin(busyShop(), scripted(restless, receipts))
    const { model: shop, state } = run
    for (let day = 1; day <= 150; day++) {
      const stockCents = state.shelves.stockValueCents.reduce((sum, cents) => sum + cents, 0)
      advance(run, 1)
      const { purchaseOrders: open } = state.supply
      const onOrder = new Float64Array(6)
      const lines = new Float64Array(6)
      const orders = new Float64Array(3)
      let cents = 0
      for (let i = 0; i < open.count; i++) {
        onOrder[open.stock[i]!]! += open.units[i]!
        lines[open.stock[i]!]! += 1
        orders[shop.productOfStock[open.stock[i]!]!]! += open.isFirstLine[i]!
        cents += open.costCents[i]!
        expect(open.sentDay[i]!).toBeLessThanOrEqual(open.dueDay[i]!)
        expect(open.dueDay[i]!).toBeGreaterThan(state.day)
      }
      expect(state.supply.onOrderUnits).toEqual(onOrder)
      expect(state.supply.openPurchaseOrders).toEqual(lines)
      expect(state.supply.openOrdersOfProduct).toEqual(orders)
      expect(state.supply.onOrderCents).toBe(cents)
      expect(Number.isInteger(state.money.cashCents)).toBe(true)
      let owed = 0
      for (const due of state.money.paymentsDueCents) owed += due
      expect(state.money.payablesCents.reduce((sum, one) => sum + one, 0)).toBe(owed)
      expect(stockCents).toBeGreaterThanOrEqual(0)
    }
    const fates = new Set(receipts.map(({ fate }) => fate))
    expect([...fates].toSorted()).toEqual(['adjusted', 'applied', 'rejected'])
    expect(receipts.filter(({ fate }) => fate !== 'rejected').length).toBeGreaterThan(60)
  })

  it('go on alike in a copy of the shop, also when the log of deliveries has grown', () => {
    const diaryOf = (run: Run) => {
      advance(run, 12)
      const { deliveries, purchaseOrders } = run.state.supply
      const text = JSON.stringify([
        run.state.supply,
        run.state.money.cashCents,
        Array.from(run.state.shelves.onHandUnits),
      ])
      return { text, size: deliveries.day.length, open: purchaseOrders.count }
    }
    const daily = scripted((timing) =>
      Array.from({ length: timing === 'endOfDay' ? 12 : 0 }, (_, i) => reorder('stock', i % 6, 20)),
    )
    const shop = model({
      warehouses: twoWarehouses,
      settings: { 'purchasing.isCashLimited': 0 },
    })
    const run = begin(shop, daily)
    advance(run, 120)
    const copy = fork(run, daily)
    const [first, second] = [diaryOf(copy), diaryOf(run)]
    expect(first.size).toBeGreaterThan(1024)
    expect(first.open).toBeGreaterThan(12)
    expect(first.text).toBe(second.text)
  })
})
