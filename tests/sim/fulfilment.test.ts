/** Packing, couriers and what can be done about them: exact small cases, laws, limits. */
import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { handleOrders } from '../../packages/sim/src/mechanisms/fulfilment/day.ts'
import { holdOrders } from '../../packages/sim/src/mechanisms/fulfilment/stuck.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { deriveKey, drawUniform } from '../../packages/sim/src/random.ts'
import { advance, runHistory, type Run } from '../../packages/sim/src/run.ts'
import { poissonQuantile } from '../../packages/sim/src/samplers.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import { clearFlows } from '../../packages/sim/src/state.ts'
import { begin, idle, model, once, product, scripted, template, twoWarehouses } from './shop.ts'

/** Nothing goes wrong and nothing slows down. */
const calm = {
  'fulfilment.stuckRatio': 0,
  'fulfilment.wrongParcelRatio': 0,
  'fulfilment.reservePickFactor': 1,
  'fulfilment.misslotErrorFactor': 0,
  'fulfilment.crowdedSlowdown': 0,
  'fulfilment.salesLossPerDeliveryDay': 0,
  'couriers.lateRatio': 0,
  'couriers.damageRatio': 0,
  'couriers.localDayWeights': [0, 1],
  'couriers.remoteDayWeights': [0, 0, 0, 1],
} as const satisfies ShopTemplate['settings']

/** A calm shop that packs so many orders a day and has seen no day yet. */
function desk(
  packingOrdersPerDay: number,
  settings: ShopTemplate['settings'] = {},
  parts: Partial<ShopTemplate> = {},
): Run {
  const warehouses = (parts.warehouses ?? template().warehouses).map((warehouse) => ({
    ...warehouse,
    packingOrdersPerDay,
  }))
  const shop = model({
    historyDays: 0,
    hasRoutine: false,
    ...parts,
    warehouses,
    settings: { ...calm, ...settings },
  })
  return runHistory(shop, { seed: 42, replication: 0 }, [])
}

/** A day of nothing but orders to ship, all for the own region unless said. */
function handle(run: Run, arrivals: readonly number[], localOrders = arrivals): void {
  const { model: shop, state, luck, view } = run
  state.day += 1
  state.today.shelves.ordersToShip.set(arrivals)
  state.today.shelves.localOrders.set(localOrders)
  handleOrders(shop, state, luck)
  const { today, closed } = state
  state.closed = today
  state.today = closed
  clearFlows(state.today)
  view.refresh()
}

/** One command of the evening. */
function evening(run: Run, command: Command): Receipt {
  const { model: shop, state, view, luck } = run
  return applyCommands({ model: shop, state, view, luck, isAfterClose: true }, [command])[0]!
}

const toWarehouse = (
  command: Command['command'],
  values: Command['values'],
  warehouse = 0,
): Command => ({ command, scope: 'warehouse', entities: [warehouse], values })
const addCapacity = (ordersPerDay: number, kind: string, days: number) =>
  toWarehouse('addCapacity', { ordersPerDay, kind, days })

const deskMinutes = (run: Run, name: 'customerService' | 'supplyChain') =>
  run.state.today.people.workedMinutes[run.model.people.desks[name]]

const figure = (run: Run, id: string) => run.view.need('warehouse', id)[0]!

describe('the backlog', () => {
  it('is max(backlog + orders − capacity, 0), oldest first', () => {
    const run = desk(10)
    const seen: number[][] = []
    for (const arrivals of [4, 25, 0, 12, 3, 0]) {
      handle(run, [arrivals])
      const { closed, fulfilment } = run.state
      seen.push([
        closed.fulfilment.shippedOrders[0]!,
        fulfilment.backlogOrders[0]!,
        fulfilment.stuckOrders[0]!,
        closed.fulfilment.waitedDays[0]!,
      ])
    }
    expect(seen).toEqual([
      [4, 0, 0, 0],
      [10, 15, 0, 0],
      [10, 5, 5, 10],
      // 5 of day 2 after two days, 5 of day 4 at once
      [10, 7, 0, 10],
      [10, 0, 0, 7],
      [0, 0, 0, 0],
    ])
  })

  it('says how old its oldest order is, and nothing when it is empty', () => {
    const run = desk(10)
    handle(run, [8])
    expect(figure(run, 'oldestBacklogHours')).toBeNaN()
    handle(run, [35])
    expect(figure(run, 'oldestBacklogHours')).toBe(12)
    handle(run, [0])
    handle(run, [0])
    expect(figure(run, 'oldestBacklogHours')).toBe(60)
    handle(run, [0])
    expect(figure(run, 'oldestBacklogHours')).toBeNaN()
  })

  it('forgets no order, however long its warehouse is closed', () => {
    const run = desk(10)
    run.state.world.warehouseIsClosed[0] = 1
    handle(run, [3])
    handle(run, [2])
    for (let day = 0; day < 300; day++) handle(run, [0])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(5)
    run.state.world.warehouseIsClosed[0] = 0
    handle(run, [1])
    expect(run.state.closed.fulfilment.shippedOrders[0]).toBe(6)
    expect(run.state.fulfilment.backlogOrders[0]).toBe(0)
  })

  it('counts as on time what is shipped by the close of the day after the order', () => {
    const run = desk(10)
    handle(run, [25])
    expect(figure(run, 'onTimeShipRatio')).toBeNaN()
    handle(run, [0])
    expect(figure(run, 'onTimeShipRatio')).toBe(20 / 25)
    handle(run, [0])
    expect(figure(run, 'onTimeShipRatio')).toBeNaN()
  })

  it('sums at the closes to the days that orders wait (Little), also under every policy', () => {
    for (const policy of ['fifo', 'coreFirst', 'valueFirst']) {
      const run = desk(20, {}, { warehouses: twoWarehouses })
      evening(run, toWarehouse('setShipPolicy', { policy, coreShareRatio: 0.5, days: 365 }))
      const key = deriveKey(7, 0, 'test.arrivals', 0)
      let closes = 0
      let waited = 0
      let came = 0
      let shipped = 0
      for (let day = 0; day < 100; day++) {
        const arrivals = [0, 1].map((w) => poissonQuantile(drawUniform(key, 2 * day + w), 21))
        if (day >= 80) arrivals.fill(0)
        handle(run, arrivals)
        const { closed, fulfilment } = run.state
        for (const w of [0, 1]) {
          closes += fulfilment.backlogOrders[w]!
          waited += closed.fulfilment.waitedDays[w]!
          came += arrivals[w]!
          shipped += closed.fulfilment.shippedOrders[w]!
        }
      }
      expect([policy, shipped]).toEqual([policy, came])
      expect(waited).toBe(closes)
      expect(closes).toBeGreaterThan(0)
    }
  })

  it('follows the law of Poisson(18) orders and 20 a day', () => {
    const run = desk(20)
    const key = deriveKey(11, 0, 'test.arrivals', 0)
    const days = 30_000
    const sums = { backlog: 0, zero: 0, served: 0, fresh: 0, stuck: 0, someStuck: 0 }
    for (let day = -1_000; day < days; day++) {
      handle(run, [poissonQuantile(drawUniform(key, day), 18)])
      if (day < 0) continue
      const backlog = run.state.fulfilment.backlogOrders[0]!
      const stuck = run.state.fulfilment.stuckOrders[0]!
      sums.backlog += backlog
      sums.zero += backlog === 0 ? 1 : 0
      sums.served += run.state.closed.fulfilment.shippedOrders[0]!
      sums.fresh += backlog - stuck
      sums.stuck += stuck
      sums.someStuck += stuck > 0 ? 1 : 0
    }
    // exact means of the Markov chain and the standard deviation of a day in the long run
    const exact = {
      backlog: [2.5971493502478, 13.9548],
      zero: [0.549988482948315, 0.945697],
      served: [18, 4.24264],
      fresh: [2.55412438649375, 12.5647],
      stuck: [0.0430249637540511, 2.39268],
      someStuck: [0.00804993383534186, 0.269993],
    } as const
    for (const [name, [mean, sd]] of Object.entries(exact)) {
      const gap = sums[name as keyof typeof exact] / days - mean
      expect([name, Math.abs(gap) < (4 * sd) / Math.sqrt(days)]).toEqual([name, true])
    }
  })

  it('does not move while the warehouse is closed', () => {
    const run = desk(10)
    run.state.world.warehouseIsClosed[0] = 1
    handle(run, [6])
    handle(run, [6])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(12)
    expect(figure(run, 'capacityOrders')).toBe(0)
    run.state.world.warehouseIsClosed[0] = 0
    handle(run, [0])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(2)
  })

  it('holds for more days than the ring has rows', () => {
    const run = desk(1)
    for (let day = 0; day < 200; day++) handle(run, [2])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(200)
    for (let day = 0; day < 200; day++) handle(run, [0])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(0)
  })
})

describe('the usual staff', () => {
  const planned = (settings: ShopTemplate['settings']) => {
    const shop = model({ historyDays: 0, settings: { ...calm, ...settings } })
    const run = runHistory(shop, { seed: 42, replication: 0 }, [])
    const before = run.state.fulfilment.packingOrders[0]!
    for (let day = 0; day < 210; day++) handle(run, [100])
    return [before, run.state.fulfilment.packingOrders[0]!]
  }

  it('are as many as the expected orders need, and follow those of recent weeks', () => {
    // 140 visits a day of which one in ten buys
    expect(planned({ 'fulfilment.utilisationRatio': 0.8 })).toEqual([18, 125])
    expect(planned({ 'fulfilment.utilisationRatio': 0.5 })).toEqual([28, 200])
  })

  it('stay as they are when told to', () => {
    const [before, after] = planned({ 'fulfilment.staffingDays': 0 })
    expect(after).toBe(before)
  })
})

describe('setShipPolicy', () => {
  /** Orders of 40 days over capacity; on-time orders ÷ due. */
  function onTime(values?: Command['values']): number {
    const run = desk(20)
    if (values !== undefined) evening(run, toWarehouse('setShipPolicy', values))
    let due = 0
    let inTime = 0
    for (let day = 0; day < 40; day++) {
      handle(run, [25])
      due += run.state.closed.fulfilment.dueOrders[0]!
      inTime += run.state.closed.fulfilment.onTimeOrders[0]!
    }
    return inTime / due
  }

  it('ships those orders on time, and the rest later, when there is too much', () => {
    const first = onTime()
    const core = onTime({ policy: 'coreFirst', coreShareRatio: 0.7, days: 365 })
    const large = onTime({ policy: 'valueFirst', coreShareRatio: 0, days: 365 })
    expect(core).toBeGreaterThan(first)
    expect(large).toBeGreaterThan(first)
    const ages = (policy: string) => {
      const run = desk(20)
      evening(run, toWarehouse('setShipPolicy', { policy, coreShareRatio: 0.7, days: 365 }))
      for (let day = 0; day < 40; day++) handle(run, [25])
      return figure(run, 'oldestBacklogHours')
    }
    expect(ages('coreFirst')).toBeGreaterThan(ages('fifo'))
  })

  it('ends after its days', () => {
    expect(onTime({ policy: 'coreFirst', coreShareRatio: 0.7, days: 1 })).toBeLessThan(
      onTime({ policy: 'coreFirst', coreShareRatio: 0.7, days: 40 }),
    )
    // core first without any capacity kept for them is first come, first served
    expect(onTime({ policy: 'coreFirst', coreShareRatio: 0, days: 365 })).toBe(onTime())
  })
})

describe('addCapacity', () => {
  const capacities = (run: Run, days: number) =>
    Array.from({ length: days }, () => {
      handle(run, [0])
      return figure(run, 'capacityOrders')
    })
  const wages = (run: Run, days: number) =>
    Array.from({ length: days }, () => {
      handle(run, [0])
      return run.state.closed.money.costCents[accounts.wages]!
    })

  it('is there after 0, 2 or 5 days for the days asked for', () => {
    for (const [kind, expected] of [
      ['overtime', [13, 13, 10, 10, 10, 10, 10, 10]],
      ['temps', [10, 10, 13, 13, 10, 10, 10, 10]],
      ['partner', [10, 10, 10, 10, 10, 13, 13, 10]],
    ] as const) {
      const run = desk(10)
      expect(evening(run, addCapacity(3, kind, 2))).toEqual({ fate: 'applied' })
      expect([kind, capacities(run, 8)]).toEqual([kind, expected])
    }
  })

  it('is clipped to 30, 100 or 200 % of the usual capacity', () => {
    for (const [kind, most] of [
      ['overtime', 3],
      ['temps', 10],
      ['partner', 20],
    ] as const) {
      const run = desk(10)
      const receipt = evening(run, addCapacity(most + 1, kind, 9))
      expect(receipt).toEqual({ fate: 'adjusted', reason: 'capacityLimit' })
      capacities(run, 6)
      expect(figure(run, 'capacityOrders')).toBe(10 + most)
    }
  })

  it('is paid while it is there, 1, 3 or 7 days at least, used or not', () => {
    const overtime = desk(10)
    evening(overtime, addCapacity(2, 'overtime', 2))
    expect(wages(overtime, 3)).toEqual([750, 750, 0])
    const temps = desk(10)
    evening(temps, addCapacity(4, 'temps', 1))
    expect(wages(temps, 6)).toEqual([0, 0, 1300, 1300, 1300, 0])
    const partner = desk(10)
    evening(partner, addCapacity(4, 'partner', 1))
    expect(wages(partner, 13).map((cents) => cents / 2000)).toEqual([
      0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0,
    ])
  })

  it('is renewed, not stacked, and has no gap when renewed every day', () => {
    const run = desk(10)
    const seen: number[] = []
    for (let day = 0; day < 6; day++) {
      evening(run, addCapacity(5, 'temps', 1))
      handle(run, [0])
      seen.push(figure(run, 'capacityOrders'))
    }
    expect(seen).toEqual([10, 10, 15, 15, 15, 15])
  })

  it('without an end lasts until it is taken back', () => {
    const run = desk(10)
    evening(run, toWarehouse('addCapacity', { ordersPerDay: 3, kind: 'overtime' }))
    for (let day = 0; day < 40; day++) handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(13)
    evening(run, toWarehouse('addCapacity', { ordersPerDay: 2, kind: 'overtime' }))
    for (let day = 0; day < 40; day++) handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(12)
    evening(run, addCapacity(0, 'overtime', 1))
    handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(10)
  })

  it('is taken back by 0, and what was agreed is paid', () => {
    const run = desk(10)
    evening(run, addCapacity(4, 'temps', 20))
    handle(run, [0])
    handle(run, [0])
    handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(14)
    expect(evening(run, addCapacity(0, 'temps', 20))).toEqual({ fate: 'applied' })
    expect(figure(run, 'capacityOrders')).toBe(10)
    expect(wages(run, 3)).toEqual([1300, 1300, 0])
  })

  it('cannot be paid less by asking for a little more', () => {
    const run = desk(10)
    evening(run, addCapacity(4, 'temps', 1))
    evening(run, addCapacity(0, 'temps', 1))
    for (let day = 0; day < 2; day++) handle(run, [0])
    evening(run, addCapacity(1, 'temps', 1))
    // 4 agreed for days 3 to 5, then 1 for days 5 to 7
    expect(wages(run, 6)).toEqual([1300, 1300, 1300, 325, 325, 0])
  })

  it('brings more wrong parcels with temporary staff only', () => {
    const wrong = (kind?: string) => {
      const run = desk(100, { 'fulfilment.wrongParcelRatio': 0.1 })
      if (kind !== undefined) evening(run, addCapacity(30, kind, 300))
      let parcels = 0
      for (let day = 0; day < 200; day++) {
        handle(run, [90])
        parcels += run.state.closed.fulfilment.wrongParcels[0]!
      }
      return parcels / (200 * 90)
    }
    expect(wrong('overtime')).toBe(wrong())
    // 30 of 130 packers make twice as many: 0.1 × 1.23
    const error = Math.sqrt((0.123 * 0.877) / (200 * 90))
    expect(Math.abs(wrong('temps') - 0.1 * (1 + 30 / 130))).toBeLessThan(4 * error)
  })

  it('counts added staff all day among the person-days', () => {
    const run = desk(120)
    handle(run, [60])
    expect(figure(run, 'picksPerPersonDay')).toBe(120)
    evening(run, addCapacity(36, 'overtime', 1))
    handle(run, [60])
    // 36 orders by those added, 24 by the usual ones
    expect(figure(run, 'picksPerPersonDay')).toBe(120)
    evening(run, addCapacity(36, 'overtime', 1))
    handle(run, [18])
    expect(figure(run, 'picksPerPersonDay')).toBe(60)
  })
})

describe('rentSpace', () => {
  const rent = (ratio: number, days: number) =>
    toWarehouse('rentSpace', { spaceRatio: ratio, days })

  it('is there after 5 days and paid for 14 at least', () => {
    const run = desk(10, { 'fulfilment.rentCentsPerUnitDay': 2 })
    expect(evening(run, rent(0.5, 3))).toEqual({ fate: 'applied' })
    const cents = Math.floor(2 * run.model.shelves.storageSpace[0]! * 0.5 + 0.5)
    const days = Array.from({ length: 21 }, () => {
      handle(run, [0])
      const { closed, shelves } = run.state
      return [shelves.rentedSpaceRatio[0]!, closed.money.costCents[accounts.other]!]
    })
    expect(days.map(([ratio]) => ratio)).toEqual([
      ...Array<number>(5).fill(0),
      ...Array<number>(3).fill(0.5),
      ...Array<number>(13).fill(0),
    ])
    expect(days.map((day) => day[1])).toEqual([
      ...Array<number>(5).fill(0),
      ...Array<number>(14).fill(cents),
      0,
      0,
    ])
    expect(cents).toBeGreaterThan(0)
  })

  it('takes the slowness of full shelves away', () => {
    const run = desk(100, { 'fulfilment.crowdedSlowdown': 0.2 })
    run.state.shelves.storageUseRatio[0] = 0.9
    handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(100)
    run.state.shelves.storageUseRatio[0] = 1.05
    handle(run, [0])
    // 15 points over: 0.2 × 1.5
    expect(figure(run, 'capacityOrders')).toBe(70)
    evening(run, rent(0.5, 30))
    for (let day = 0; day < 6; day++) handle(run, [0])
    expect(figure(run, 'capacityOrders')).toBe(100)
  })
})

describe('stuck orders', () => {
  /** A desk on which 6 of 20 orders of day 1 are held by a cause, and those of later days by none. */
  function withHeld(): Run {
    const run = desk(100)
    run.state.day = 1
    holdOrders(run.state, 0, 6, 9_000, 5_000)
    run.state.day = 0
    handle(run, [20])
    return run
  }

  it('do not ship, and count as backlog', () => {
    const run = withHeld()
    expect(run.state.closed.fulfilment.shippedOrders[0]).toBe(14)
    expect(run.state.fulfilment.backlogOrders[0]).toBe(6)
    handle(run, [0])
    expect(run.state.fulfilment.stuckOrders[0]).toBe(6)
    expect(figure(run, 'onTimeShipRatio')).toBe(14 / 20)
  })

  it('are cancelled after 7 days: paid back and back on the shelf', () => {
    const run = withHeld()
    const before = run.state.shelves.onHandUnits[0]!
    for (let day = 0; day < 6; day++) handle(run, [0])
    expect(run.state.fulfilment.backlogOrders[0]).toBe(6)
    handle(run, [0])
    const { closed, fulfilment, shelves } = run.state
    expect(fulfilment.backlogOrders[0]).toBe(0)
    expect(closed.fulfilment.cancelledOrders[0]).toBe(6)
    expect(closed.money.refundCents[run.model.productOfStock[0]!]).toBe(54_000)
    expect(shelves.onHandUnits[0]! - before).toBe(6)
    expect(closed.shelves.restockedCents[0]).toBe(30_000)
  })

  it('are mended by followUpOrders at 0.2 hours each, and ship the next day', () => {
    const run = withHeld()
    expect(evening(run, toWarehouse('followUpOrders', { maxOrders: 4 }))).toEqual({
      fate: 'rejected',
      reason: 'unchanged',
    })
    handle(run, [0])
    expect(evening(run, toWarehouse('followUpOrders', { maxOrders: 4 }))).toEqual({
      fate: 'applied',
    })
    expect(figure(run, 'stuckOrders')).toBe(2)
    expect(deskMinutes(run, 'customerService')).toBe(48)
    expect(run.state.today.money.costCents[accounts.wages]).toBeGreaterThan(0)
    expect(run.state.today.fulfilment.followUpMinutes[0]).toBe(48)
    handle(run, [0])
    expect(run.state.closed.fulfilment.shippedOrders[0]).toBe(4)
    expect(run.state.fulfilment.backlogOrders[0]).toBe(2)
  })

  it('take no more than agents have time for', () => {
    const run = withHeld()
    handle(run, [0])
    const shop: Model = run.model
    ;(shop.settings as Record<string, unknown>)['fulfilment.followUpsPerDay'] = 5
    expect(evening(run, toWarehouse('followUpOrders', { maxOrders: 9 }))).toEqual({
      fate: 'adjusted',
      reason: 'agentsFree',
    })
    expect(run.state.fulfilment.held.count).toBe(1)
    // the day has no time left
    evening(run, toWarehouse('followUpOrders', { maxOrders: 9 }))
    expect(run.state.fulfilment.held.count).toBe(1)
  })

  it('are followed up in vain when they only wait for capacity', () => {
    const run = desk(5)
    handle(run, [20])
    handle(run, [0])
    const backlog = run.state.fulfilment.backlogOrders[0]!
    evening(run, toWarehouse('followUpOrders', { maxOrders: 10 }))
    expect(run.state.fulfilment.backlogOrders[0]).toBe(backlog)
    expect(run.state.today.money.costCents[accounts.wages]).toBeGreaterThan(0)
  })

  it('come up at their rate in a running shop, and refunds keep the books', () => {
    const shop = model({ settings: { 'fulfilment.stuckRatio': 0.2 } })
    let cancelled = 0
    let shipped = 0
    let cash = 0
    const run = begin(shop, idle, {
      onClose: ({ state, flows }) => {
        cancelled += flows.fulfilment.cancelledOrders[0]!
        shipped += flows.fulfilment.shippedOrders[0]!
        const change = flows.money.cashInCents[0]! - flows.money.cashOutCents[0]!
        if (cash !== 0) expect(state.money.cashCents).toBe(cash + change)
        cash = state.money.cashCents
      },
    })
    advance(run, 60)
    const share = cancelled / (cancelled + shipped)
    expect(share).toBeGreaterThan(0.12)
    expect(share).toBeLessThan(0.28)
  })
})

describe('couriers', () => {
  it('are paid when they collect, not when the order is paid', () => {
    const run = desk(10, { 'money.shippingCentsPerOrder': 700 })
    const paid = [25, 0, 0].map((arrivals) => {
      handle(run, [arrivals])
      return run.state.closed.money.costCents[accounts.shipping]
    })
    expect(paid).toEqual([7_000, 7_000, 3_500])
  })

  it('deliver in the region and beyond by their laws, and count from the day of payment', () => {
    const run = desk(30)
    handle(run, [40], [32])
    const days = Array.from({ length: 6 }, () => {
      handle(run, [0])
      return Array.from(run.state.closed.fulfilment.deliveredOrders)[0]
    })
    // 24 of 30 are local: 2 days; 6 remote: 4 days; the other 10 a day later
    expect(days).toEqual([0, 24, 8, 6, 2, 0])
    expect(run.state.fulfilment.deliveryDays[0]).toBeGreaterThan(2)
  })

  it('are late and damage parcels at their rates, more by the factors of the day', () => {
    const rates = (late: number, damage: number) => {
      const run = desk(1_000, {
        'couriers.lateRatio': 0.1,
        'couriers.damageRatio': 0.05,
        'couriers.lateDayWeights': [1],
      })
      run.state.world.courierLateFactor[0] = late
      run.state.world.courierDamageFactor[0] = damage
      let delivered = 0
      let tardy = 0
      let damaged = 0
      for (let day = 0; day < 60; day++) {
        handle(run, [500])
        const { closed } = run.state
        delivered += closed.fulfilment.deliveredOrders[0]!
        tardy += closed.fulfilment.lateDeliveries[0]!
        damaged += closed.fulfilment.damagedParcels[0]!
      }
      return { late: tardy / delivered, damaged: damaged / delivered, run }
    }
    const usual = rates(1, 1)
    const bad = rates(3, 3)
    const error = 4 * Math.sqrt(0.25 / 28_000)
    expect(Math.abs(usual.late - 0.1)).toBeLessThan(error)
    expect(Math.abs(usual.damaged - 0.05)).toBeLessThan(error)
    expect(Math.abs(bad.late - 0.3)).toBeLessThan(error)
    expect(Math.abs(bad.damaged - 0.15)).toBeLessThan(error)
    const { fulfilment } = bad.run.state
    const recent = fulfilment.recentDelivered[0]!
    expect(Math.abs(fulfilment.recentLate[0]! / recent - 0.3)).toBeLessThan(0.05)
    expect(Math.abs(fulfilment.recentDamaged[0]! / recent - 0.15)).toBeLessThan(0.05)
    expect(fulfilment.recentWrong[0]).toBe(0)
  })

  it('call a parcel late for its buyer when it was shipped late', () => {
    const run = desk(10)
    handle(run, [25])
    for (let day = 0; day < 5; day++) handle(run, [0])
    expect(run.state.fulfilment.recentLate[0]).toBeGreaterThan(0)
  })

  it('cost sales when slower than usual, exactly none at the usual pace', () => {
    const run = desk(10, {
      'fulfilment.salesLossPerDeliveryDay': 0.02,
      'fulfilment.memoryDays': 1,
    })
    for (let day = 0; day < 5; day++) handle(run, [5])
    expect(run.state.fulfilment.conversionFactor).toBe(1)
    handle(run, [5], [0])
    for (let day = 0; day < 4; day++) handle(run, [0])
    // delivered after 4 days instead of 2
    expect(run.state.fulfilment.conversionFactor).toBeCloseTo(Math.exp(-0.04), 12)
  })
})

describe('setCourierTier', () => {
  const tier = (values: Command['values']): Command => ({
    command: 'setCourierTier',
    scope: 'segment',
    entities: [1],
    values,
  })

  /** 100 orders a day at 100 yuan, half of them from segment 1. */
  function premium(minOrderCents: number, capacityRatio = 1) {
    const run = desk(200, { 'couriers.premiumCapacityRatio': capacityRatio })
    const day = () => {
      const { today } = run.state
      today.demand.orders[0] = 100
      today.demand.orderTotal[0] = 100
      today.offers.gmvCents[0] = 1_000_000
      today.offers.gmvTotalCents[0] = 1_000_000
      today.customers.segmentOrders[1] = 50
      handle(run, [100])
    }
    day()
    const receipt = evening(run, tier({ tier: 'premium', minOrderCents, days: 2 }))
    return { run, day, receipt }
  }

  it('sends the segment’s larger orders a day faster at 2.5 times the cost, for its days', () => {
    const { run, day, receipt } = premium(10_000)
    expect(receipt).toEqual({ fate: 'applied' })
    day()
    const sent = run.state.closed.fulfilment.premiumOrders[1]!
    expect(sent).toBeGreaterThan(30)
    expect(sent).toBeLessThan(70)
    const cents = run.model.settings['money.shippingCentsPerOrder']
    expect(run.state.closed.money.costCents[accounts.shipping]).toBe(
      Math.floor((100 + 1.5 * sent) * cents + 0.5),
    )
    expect(run.view.need('shop', 'premiumShipRatio')[0]).toBe(sent / 100)
    expect(run.view.need('segment', 'premiumShipRatio')[1]).toBe(Math.min(1, sent / 50))
    day()
    // those of the second day, and the 100 of the first
    expect(run.state.closed.fulfilment.deliveredOrders[0]).toBe(100 + sent)
    day()
    expect(run.state.closed.fulfilment.premiumOrders[1]).toBe(0)
  })

  it('takes no order below the minimum, and standard takes it back', () => {
    const { run, day } = premium(10_001)
    day()
    expect(run.state.closed.fulfilment.premiumOrders[1]).toBe(0)
    const other = premium(0)
    expect(evening(other.run, tier({ tier: 'standard', minOrderCents: 0, days: 2 }))).toEqual({
      fate: 'applied',
    })
    other.day()
    expect(other.run.state.closed.fulfilment.premiumOrders[1]).toBe(0)
  })

  it('is limited by what the premium courier carries', () => {
    const { run, day, receipt } = premium(0, 0.05)
    expect(receipt).toEqual({ fate: 'adjusted', reason: 'premiumCapacity' })
    day()
    expect(run.state.closed.fulfilment.premiumOrders[1]).toBe(10)
  })
})

describe('reslot', () => {
  const slotting = {
    'fulfilment.reservePickFactor': 2,
    'fulfilment.misslotErrorFactor': 2,
    'fulfilment.pickZoneRatio': 0.5,
  }
  const products = [
    product('p_1', { visitsPerDay: 200 }),
    product('p_2'),
    product('p_3'),
    product('p_4'),
  ]
  const reslot = (stock: number, zone: string): Command => ({
    command: 'reslot',
    scope: 'stock',
    entities: [stock],
    values: { zone },
  })

  it('is refused when nothing moves or the pick zone is full, and paid for a move', () => {
    const run = desk(100, slotting, { products })
    const zones = () => Array.from(run.view.need('stock', 'pickZone'))
    // two places, the fastest two lie there
    expect(zones()).toEqual([0, 0, 1, 1])
    expect(evening(run, reslot(0, 'pick'))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(evening(run, reslot(3, 'pick'))).toEqual({ fate: 'rejected', reason: 'pickZoneFull' })
    expect(evening(run, reslot(0, 'reserve'))).toEqual({ fate: 'applied' })
    expect(evening(run, reslot(3, 'pick'))).toEqual({ fate: 'applied' })
    expect(zones()).toEqual([1, 0, 1, 0])
    expect(deskMinutes(run, 'supplyChain')).toBe(60)
    expect(run.state.today.money.costCents[accounts.wages]).toBeGreaterThan(0)
  })

  it('slows picking and brings errors when fast movers lie in the reserve', () => {
    const shop = model({ products, settings: { ...calm, ...slotting } })
    const swap = [reslot(0, 'reserve'), reslot(3, 'pick')]
    const after = (program = scripted(() => [])) => {
      const run = begin(shop, program)
      advance(run, 14)
      return run.state.fulfilment
    }
    const usual = after()
    const wrong = after(scripted(once(1, 'endOfDay', ...swap)))
    expect(wrong.pickSpeedFactor[0]!).toBeLessThan(0.85 * usual.pickSpeedFactor[0]!)
    expect(wrong.pickErrorFactor[0]!).toBeGreaterThan(usual.pickErrorFactor[0]! + 0.5)
  })
})

describe('acceptance within two hours', () => {
  it('falls with the backlog and rises with capacity', () => {
    const ratio = (capacity: number, backlog: number) => {
      const run = desk(capacity)
      if (backlog > 0) handle(run, [backlog + capacity])
      handle(run, [100])
      return figure(run, 'handledIn2hRatio')
    }
    expect(ratio(110, 0)).toBeGreaterThan(0.85)
    expect(ratio(1_000, 0)).toBeLessThan(1)
    expect(ratio(1_000, 0)).toBeGreaterThan(ratio(110, 0))
    expect(ratio(40, 0)).toBeLessThan(ratio(110, 0))
    expect(ratio(110, 200)).toBeLessThan(ratio(110, 0))
    expect(ratio(110, 2_000)).toBe(0)
  })
})

describe('with rates 0 and capacity enough', () => {
  it('ships everything on its day and leaves demand alone', () => {
    const run = begin(model({ settings: { ...calm, 'fulfilment.utilisationRatio': 0.001 } }))
    let shippedOrders = 0
    for (let day = 0; day < 30; day++) {
      advance(run, 1)
      const { closed, fulfilment } = run.state
      expect(closed.fulfilment.shippedOrders[0]).toBe(closed.fulfilment.arrivedOrders[0])
      shippedOrders += closed.fulfilment.shippedOrders[0]!
      expect(fulfilment.backlogOrders[0]).toBe(0)
      expect(fulfilment.conversionFactor).toBe(1)
      expect(closed.fulfilment.wrongParcels[0]).toBe(0)
      expect(closed.fulfilment.damagedParcels[0]).toBe(0)
      expect(closed.fulfilment.lateForBuyers[0]).toBe(0)
      expect(closed.fulfilment.deliveryHours[0]).toBe(48 * closed.fulfilment.deliveredOrders[0]!)
      expect(fulfilment.deliveryDays[0]).toBeCloseTo(2, 12)
    }
    expect(shippedOrders).toBeGreaterThan(100)
  })
})
