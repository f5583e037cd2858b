/** Stock on the shelves: age, shelf life, quality, transfers, the ways out, and what all of it costs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, CommandValue, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts, postReceipt, postRestock } from '../../packages/sim/src/ledger.ts'
import { ageStock, receiveTransfers } from '../../packages/sim/src/mechanisms/shelves/day.ts'
import { stocks } from '../../packages/sim/src/mechanisms/shelves/figures.ts'
import { fillDemand } from '../../packages/sim/src/mechanisms/shelves/filling.ts'
import {
  chargeHolding,
  closeTotals,
  openStocks,
} from '../../packages/sim/src/mechanisms/shelves/stock.ts'
import { noteStockouts } from '../../packages/sim/src/mechanisms/shelves/stockouts.ts'
import { serveSubstitutes } from '../../packages/sim/src/mechanisms/shelves/substitution.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { deriveKey, drawUniform } from '../../packages/sim/src/random.ts'
import { binomialQuantile } from '../../packages/sim/src/samplers.ts'
import { clearFlows, cloneState, createState, type State } from '../../packages/sim/src/state.ts'
import { View } from '../../packages/sim/src/view.ts'
import { advance } from '../../packages/sim/src/run.ts'
import { begin, model, product, scripted, twoWarehouses, type Script } from './shop.ts'

const luck = { seed: 42, replication: 0 }
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const lost = { 'stockouts.substituteRatio': 0, 'stockouts.waitRatio': 0 }
const sound = (ids: readonly string[], ratio = 0) =>
  Object.fromEntries(ids.map((id) => [`products.${id}.defectRatio`, ratio]))

/** The shelves alone: a day has a morning, some hours, and a close. */
class Shelves {
  readonly model: Model
  readonly state: State
  readonly view: View

  constructor(shop: Model, onHand?: readonly number[]) {
    this.model = shop
    this.state = createState(shop)
    this.state.day = 0
    if (onHand === undefined) openStocks(shop, this.state, luck)
    else {
      onHand.forEach((units, stock) => {
        this.state.shelves.onHandUnits[stock] = units
        this.state.shelves.unsoldTotals[stock] = -units
        this.state.shelves.stockValueCents[stock] =
          units * shop.unitCostCents[shop.productOfStock[stock]!]!
      })
    }
    this.view = new View(shop, this.state)
  }

  morning(): void {
    this.state.day += 1
    receiveTransfers(this.model, this.state, luck)
  }

  receive(stock: number, units: number, defective = 0): void {
    const cents = units * this.model.unitCostCents[this.model.productOfStock[stock]!]!
    postReceipt(this.model, this.state, stock, 0, { units, cents })
    this.state.today.supply.receivedDefectUnits[stock]! += defective
  }

  sell(item: number, units: number): void {
    fillDemand(this.model, this.state, luck, item, units, units)
  }

  close(): void {
    const { model: shop, state } = this
    serveSubstitutes(shop, state, luck)
    ageStock(shop, state, luck)
    chargeHolding(shop, state)
    noteStockouts(shop, state)
    const { today, closed } = state
    state.closed = today
    state.today = closed
    clearFlows(state.today)
    closeTotals(state)
    this.view.refresh()
  }

  /** Whole days; on each, some units of the first product are sold. */
  days(count: number, soldADay = 0): void {
    for (let i = 0; i < count; i++) {
      this.morning()
      if (soldADay > 0) this.sell(0, soldADay)
      this.close()
    }
  }

  command(
    id: Command['command'],
    entity: number,
    values: Record<string, CommandValue> = {},
    isAfterClose = false,
  ): Receipt {
    const scope = id === 'transfer' ? 'stock' : 'product'
    const { model: shop, state, view } = this
    const command = { command: id, scope, entities: [entity], values } as Command
    return applyCommands({ model: shop, state, view, luck, isAfterClose }, [command])[0]!
  }

  figure(scope: Parameters<View['need']>[0], id: string): number[] {
    return Array.from(this.view.need(scope, id))
  }
}

const fromStock = (entity: number): CommandValue => ({ scope: 'stock', entity })

describe('opening stock', () => {
  it('is what the shop file gives, shared out by demand', () => {
    const shop = model(
      { warehouses: twoWarehouses },
      { 'products.p_1.initialOnHandUnits': 41, 'products.p_2.initialOnHandUnits': 0 },
    )
    const { state } = new Shelves(shop)
    expect(Array.from(state.shelves.onHandUnits.subarray(0, 4))).toEqual([31, 10, 0, 0])
    expect(state.shelves.stockValueCents[0]).toBe(31 * 5_000)
    expect(state.shelves.onHandUnits[4]).toBeGreaterThan(0)
  })
})

describe('age of stock', () => {
  it('grows by a day with nothing moving, and stays that of the batch while it sells', () => {
    const shelves = new Shelves(model(), [30])
    shelves.days(4)
    expect(shelves.state.shelves.ageDays[0]).toBe(4)
    shelves.days(3, 5)
    expect(shelves.state.shelves.ageDays[0]).toBe(7)
    expect(shelves.figure('stock', 'stockAgeDays')[0]).toBe(7)
  })

  it('is averaged with what arrives, and falls as the oldest are sold', () => {
    const shelves = new Shelves(model(), [20])
    shelves.days(9)
    shelves.morning()
    shelves.receive(0, 20)
    shelves.close()
    // 20 units of 10 days, 20 of 0
    expect(shelves.state.shelves.ageDays[0]).toBe(5)
    shelves.morning()
    shelves.sell(0, 20)
    shelves.close()
    // ages lie between 1 and 11; the older half leaves: (1 + 6) ÷ 2
    expect(shelves.state.shelves.ageDays[0]).toBe(3.5)
    shelves.morning()
    shelves.sell(0, 20)
    shelves.close()
    expect(shelves.state.shelves.ageDays[0]).toBe(0)
    expect(shelves.figure('stock', 'stockAgeDays')[0]).toBeNaN()
  })

  it('comes to units ÷ (2 × daily sales) when as much arrives as is sold', () => {
    const shelves = new Shelves(model(), [400])
    for (let day = 0; day < 400; day++) {
      shelves.morning()
      shelves.receive(0, 10)
      shelves.sell(0, 10)
      shelves.close()
    }
    expect(shelves.state.shelves.ageDays[0]).toBeGreaterThan(19)
    expect(shelves.state.shelves.ageDays[0]).toBeLessThan(21)
  })

  it('travels with a transfer', () => {
    const shelves = new Shelves(model({ warehouses: twoWarehouses }), [50, 0])
    shelves.days(10)
    shelves.command('transfer', 1, { units: 10, from: fromStock(0), keepUnits: 0 }, true)
    shelves.days(5)
    expect(shelves.state.shelves.onHandUnits[1]).toBe(10)
    expect(Array.from(shelves.state.shelves.ageDays.subarray(0, 2))).toEqual([15, 15])
  })
})

describe('age in quarantine', () => {
  it('goes on, so that blocked goods do not come back young', () => {
    const shelves = new Shelves(model({}, sound(['p_1'])), [30])
    shelves.days(5)
    shelves.command('quarantine', 0, { days: 4 }, true)
    shelves.days(4)
    expect(shelves.figure('stock', 'stockAgeDays')[0]).toBeNaN()
    shelves.days(1)
    expect(shelves.figure('stock', 'stockAgeDays')[0]).toBe(10)
  })
})

describe('shelf life', () => {
  const fresh = (lifeDays: number, numbers = {}) =>
    model(
      { products: [product('p_1', { shelfLifeDays: lifeDays, defectRatio: 0, ...numbers })] },
      lost,
    )

  it('of a day writes off every evening what is left, for its salvage', () => {
    const shelves = new Shelves(fresh(1, { salvageCents: 1_500 }), [0])
    shelves.morning()
    shelves.receive(0, 20)
    shelves.sell(0, 13)
    shelves.close()
    const { closed, shelves: state } = shelves.state
    expect(state.onHandUnits[0]).toBe(0)
    expect(closed.shelves.writtenOffUnits[0]).toBe(7)
    expect(closed.shelves.leftUnsoldCents[0]).toBe(35_000)
    expect(closed.money.costCents[accounts.disposal]).toBe(-7 * 1_500)
  })

  it('ends for each receipt by itself, the oldest being sold first', () => {
    const shelves = new Shelves(fresh(3), [0])
    const left: number[] = []
    const expired: number[] = []
    const receipts = [10, 0, 6, 0, 0, 0]
    const sales = [2, 3, 1, 4, 0, 0]
    receipts.forEach((units, i) => {
      shelves.morning()
      if (units > 0) shelves.receive(0, units)
      if (sales[i]! > 0) shelves.sell(0, sales[i]!)
      shelves.close()
      left.push(shelves.state.shelves.onHandUnits[0]!)
      expired.push(shelves.state.closed.shelves.writtenOffUnits[0]!)
    })
    // the ten of day 1 can be sold until day 3: 4 of them go then; of the six of day 3, two are left on day 5
    expect(left).toEqual([8, 5, 6, 2, 0, 0])
    expect(expired).toEqual([0, 0, 4, 0, 2, 0])
  })

  it('agrees with a shelf that keeps every unit by its day', () => {
    const day = fc.record({ received: fc.nat(12), sold: fc.nat(12) })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(day, { minLength: 1, maxLength: 20 }),
        (lifeDays, plan) => {
          const shelves = new Shelves(fresh(lifeDays), [0])
          let units: number[] = []
          plan.forEach(({ received, sold }, i) => {
            shelves.morning()
            if (received > 0) shelves.receive(0, received)
            if (sold > 0) shelves.sell(0, sold)
            shelves.close()
            units.push(...Array.from({ length: received }, () => i))
            units = units.slice(sold).filter((born) => i - born < lifeDays - 1)
            expect(shelves.state.shelves.onHandUnits[0]).toBe(units.length)
          })
        },
      ),
      { numRuns: 100 },
    )
  })

  it('goes on in quarantine and for what customers send back', () => {
    const shelves = new Shelves(fresh(3), [0])
    shelves.morning()
    shelves.receive(0, 10)
    shelves.close()
    shelves.command('quarantine', 0, { days: 1 }, true)
    shelves.days(1)
    expect(shelves.state.shelves.onHandUnits[0]).toBe(0)
    shelves.morning()
    postRestock(shelves.state, 0, 2, 10_000)
    expect(shelves.state.shelves.onHandUnits[0]).toBe(12)
    shelves.close()
    expect(shelves.state.shelves.onHandUnits[0]).toBe(0)
  })

  it('is spread over the opening stock, and does not concern what keeps', () => {
    const shop = model(
      { products: [product('p_1', { shelfLifeDays: 4 }), product('p_2')] },
      { 'products.p_1.initialOnHandUnits': 40, 'products.p_2.initialOnHandUnits': 40 },
    )
    const shelves = new Shelves(shop)
    const left = [1, 2, 3, 4].map(() => {
      shelves.days(1)
      return shelves.state.shelves.onHandUnits[0]
    })
    expect(left).toEqual([20, 10, 0, 0])
    expect(shelves.state.shelves.onHandUnits[1]).toBe(40)
  })
})

describe('transfers', () => {
  const two = model({ warehouses: twoWarehouses }, lost)
  const transfer = { units: 10, from: fromStock(0), keepUnits: 0 }
  const key = (day: number) => deriveKey(luck.seed, luck.replication, 'shelves.transferDays', day)
  const days = (day: number, stock: number) =>
    2 + Math.floor(drawUniform(key(day), two.stockHash[stock]!) * 3)

  it('leave at once, cost freight, and arrive after 2 to 4 days at their cost', () => {
    const shelves = new Shelves(two, [30, 0])
    shelves.morning()
    expect(shelves.command('transfer', 1, transfer)).toEqual({ fate: 'applied' })
    const { state } = shelves
    expect([state.shelves.onHandUnits[0], state.shelves.inTransferUnits[1]]).toEqual([20, 10])
    expect(state.shelves.inTransferCents[1]).toBe(50_000)
    expect(state.today.money.costCents[accounts.freight]).toBe(1_500)
    expect(state.today.money.directCostCents[0]).toBe(1_500)
    expect(shelves.figure('warehouse', 'inTransferUnits')).toEqual([0, 10])
    shelves.close()
    expect(shelves.figure('shop', 'stockValueCents')).toEqual([150_000])
    shelves.days(days(1, 1) - 1)
    expect(state.shelves.onHandUnits[1]).toBe(0)
    shelves.days(1)
    expect([state.shelves.onHandUnits[1], state.shelves.inTransferUnits[1]]).toEqual([10, 0])
    expect([state.shelves.stockValueCents[1], state.shelves.inTransferCents[1]]).toEqual([
      50_000, 0,
    ])
    expect(state.closed.shelves.transferInUnits[1]).toBe(10)
  })

  it('of the evening cost the next day', () => {
    const shelves = new Shelves(two, [30, 0])
    shelves.days(1)
    shelves.command('transfer', 1, transfer, true)
    expect(shelves.state.closed.money.costCents[accounts.freight]).toBe(0)
    shelves.days(1)
    expect(shelves.state.closed.money.costCents[accounts.freight]).toBe(1_500)
  })

  it('can take no time: at once on a morning, by the next morning after the close', () => {
    const quick = model(
      { warehouses: twoWarehouses },
      { ...lost, 'transfers.minDays': 0, 'transfers.maxDays': 0 },
    )
    const shelves = new Shelves(quick, [30, 0])
    shelves.morning()
    shelves.command('transfer', 1, transfer)
    expect(shelves.state.shelves.onHandUnits[1]).toBe(10)
    shelves.close()
    shelves.command('transfer', 1, transfer, true)
    expect(shelves.state.shelves.onHandUnits[1]).toBe(10)
    expect(shelves.state.shelves.transfers.dueDay[0]).toBe(2)
    shelves.morning()
    expect(shelves.state.shelves.onHandUnits[1]).toBe(20)
  })

  it('draw 2, 3 and 4 days, one by the receiver and the day', () => {
    const drawn = Array.from({ length: 60 }, (_, day) => days(day, 1))
    expect(new Set(drawn)).toEqual(new Set([2, 3, 4]))
  })

  it('take what the giver can spare, and are refused when that is nothing', () => {
    const shelves = new Shelves(two, [30, 0])
    shelves.morning()
    const clipped = shelves.command('transfer', 1, { ...transfer, units: 25.9, keepUnits: 10 })
    expect(clipped).toEqual({ fate: 'adjusted', reason: 'donorStock' })
    expect(shelves.state.shelves.inTransferUnits[1]).toBe(20)
    expect(shelves.command('transfer', 1, { ...transfer, keepUnits: 10 })).toEqual({
      fate: 'rejected',
      reason: 'donorStock',
    })
  })

  it('need another open warehouse of the same product', () => {
    const shelves = new Shelves(two, [30, 30, 30, 30])
    shelves.morning()
    const refused = (values: Record<string, CommandValue>) =>
      shelves.command('transfer', 1, { ...transfer, ...values }).reason
    expect(refused({ from: fromStock(1) })).toBe('sameWarehouse')
    expect(refused({ from: fromStock(2) })).toBe('noTarget')
    expect(refused({ from: { scope: 'product', entity: 0 } })).toBe('noTarget')
    const { warehouseIsClosed } = shelves.state.world
    warehouseIsClosed.set([1, 0])
    expect(refused({})).toBe('warehouseDown')
    warehouseIsClosed.set([0, 1])
    expect(refused({})).toBe('warehouseDown')
    expect(sum(shelves.state.shelves.inTransferUnits)).toBe(0)
  })

  it('wait before a closed warehouse', () => {
    const shelves = new Shelves(two, [30, 0])
    shelves.morning()
    shelves.command('transfer', 1, transfer)
    shelves.close()
    shelves.state.world.warehouseIsClosed[1] = 1
    shelves.days(6)
    expect(shelves.state.shelves.inTransferUnits[1]).toBe(10)
    shelves.state.world.warehouseIsClosed[1] = 0
    shelves.days(1)
    expect(shelves.state.shelves.onHandUnits[1]).toBe(10)
  })

  it('grow their table beyond its first size', () => {
    const shelves = new Shelves(two, [200, 0])
    shelves.morning()
    for (let i = 0; i < 40; i++) shelves.command('transfer', 1, { ...transfer, units: 2 })
    expect(shelves.state.shelves.transfers.count).toBe(40)
    shelves.close()
    shelves.days(4)
    expect(shelves.state.shelves.transfers.count).toBe(0)
    expect(Array.from(shelves.state.shelves.onHandUnits.subarray(0, 2))).toEqual([120, 80])
  })
})

describe('quality', () => {
  const ids = ['p_1', 'p_2', 'p_3']
  const draw = (purpose: `shelves.${string}`, shop: Model, stock: number, day: number) =>
    drawUniform(deriveKey(luck.seed, luck.replication, purpose, day), shop.stockHash[stock]!)

  it('of a stock is the mean of what was received, of a product that of its stocks', () => {
    const shelves = new Shelves(model({ warehouses: twoWarehouses }, sound(ids)), [30, 20])
    shelves.morning()
    shelves.receive(0, 10, 4)
    shelves.close()
    const { stockDefectRatio, defectShareRatio } = shelves.state.shelves
    expect(stockDefectRatio[0]).toBeCloseTo(0.1, 12)
    expect(defectShareRatio[0]).toBeCloseTo(4 / 60, 12)
    shelves.morning()
    shelves.receive(0, 40, 0)
    shelves.close()
    expect(stockDefectRatio[0]).toBeCloseTo(0.05, 12)
  })

  it('counts every receipt of a day once', () => {
    const shelves = new Shelves(model({}, sound(ids)), [0])
    shelves.state.day += 1
    shelves.receive(0, 10, 10)
    receiveTransfers(shelves.model, shelves.state, luck)
    expect(shelves.state.shelves.stockDefectRatio[0]).toBe(1)
    shelves.receive(0, 10, 0)
    shelves.close()
    expect(shelves.state.shelves.stockDefectRatio[0]).toBe(0.5)
    expect(new Shelves(model({}, sound(ids, 0.02))).state.shelves.defectShareRatio[1]).toBeCloseTo(
      0.02,
    )
  })

  it('is found by a spot check on the next day; what was opened is gone, and the work is paid', () => {
    const shop = model({}, sound(ids))
    const shelves = new Shelves(shop, [80])
    shelves.morning()
    shelves.receive(0, 20, 20)
    shelves.close()
    const { state, view } = shelves
    expect(shelves.command('spotCheck', 0, { sampleUnits: 50.7 }, true)).toEqual({
      fate: 'applied',
    })
    const found = binomialQuantile(draw('shelves.check', shop, 0, 1), 50, 0.2)
    expect(state.shelves.onHandUnits[0]).toBe(50)
    expect(state.today.shelves.writtenOffUnits[0]).toBe(50)
    const desk = shop.people.desks.supplyChain
    expect(state.today.people.workedMinutes[desk]).toBe(300)
    expect(state.today.money.costCents[accounts.wages]).toBe(
      5 * shop.people.wageCentsPerHour[desk]!,
    )
    const event = stocks.events!.find(({ id }) => id === 'inspectionDone')!
    expect(event.list(view, 'product')).toEqual([])
    shelves.days(1)
    expect(found).toBeGreaterThan(3)
    expect(event.list(view, 'product')).toEqual([
      { entity: 0, payload: { defectRatio: found / 50, sampleUnits: 50 } },
    ])
    expect(state.closed.shelves.checkDefectUnits[0]).toBe(found)
    shelves.days(1)
    expect(event.list(view, 'product')).toEqual([])
  })

  it('checked on a morning is known on the evening of the next day, and of what is there', () => {
    const shelves = new Shelves(model({}, sound(ids)), [20])
    shelves.morning()
    expect(shelves.command('spotCheck', 1, { sampleUnits: 50 }).reason).toBe('noStock')
    expect(shelves.command('spotCheck', 0, { sampleUnits: 50 }).reason).toBe('onHand')
    shelves.close()
    expect(shelves.state.closed.shelves.checkedUnits[0]).toBe(0)
    shelves.days(1)
    expect(shelves.state.closed.shelves.checkedUnits[0]).toBe(20)
  })

  it('is mended by a quarantine: defective units go back at full refund, the sound ones wait', () => {
    const shop = model({}, { ...sound(ids), ...lost })
    const shelves = new Shelves(shop, [80])
    shelves.morning()
    shelves.receive(0, 20, 20)
    shelves.close()
    const bad = binomialQuantile(draw('shelves.quarantine', shop, 0, 1), 100, 0.2)
    expect(shelves.command('quarantine', 0, { days: 3 }, true)).toEqual({ fate: 'applied' })
    const { state } = shelves
    expect(bad).toBeGreaterThan(8)
    expect([state.shelves.onHandUnits[0], state.shelves.quarantinedUnits[0]]).toEqual([
      0,
      100 - bad,
    ])
    expect(state.today.money.costCents[accounts.disposal]).toBe(-bad * 5_000)
    expect(state.today.shelves.sentBackUnits[0]).toBe(bad)
    expect(state.today.shelves.writtenOffUnits[0]).toBe(0)
    shelves.days(3, 4)
    expect(sum(state.closed.shelves.soldUnits)).toBe(0)
    expect(state.closed.shelves.lostUnits[0]).toBe(4)
    expect(shelves.figure('shop', 'stockValueCents')).toEqual([(100 - bad) * 5_000])
    shelves.days(1, 4)
    expect(state.closed.shelves.soldUnits[0]).toBe(4)
    expect(state.shelves.onHandUnits[0]).toBe(96 - bad)
    expect([state.shelves.stockDefectRatio[0], state.shelves.quarantinedProducts]).toEqual([0, 0])
  })

  it('keeps a quarantine that is renewed, also for what has arrived since', () => {
    const shelves = new Shelves(model({}, sound(ids)), [10])
    shelves.morning()
    expect(shelves.command('quarantine', 1, { days: 2 }).reason).toBe('noStock')
    shelves.command('quarantine', 0, { days: 2 })
    shelves.close()
    shelves.morning()
    shelves.receive(0, 5)
    expect(shelves.command('quarantine', 0, { days: 2 }).fate).toBe('applied')
    shelves.close()
    shelves.days(1)
    expect(shelves.state.shelves.quarantinedUnits[0]).toBe(15)
    expect(shelves.state.shelves.quarantinedProducts).toBe(1)
    shelves.days(1)
    expect(shelves.state.shelves.onHandUnits[0]).toBe(15)
  })
})

describe('in a run', () => {
  it('a check ordered in the evening is announced on the next evening', () => {
    const heard: unknown[] = []
    const check: Command = {
      command: 'spotCheck',
      scope: 'product',
      entities: [0],
      values: { sampleUnits: 10 },
    }
    const script: Script = (timing, snapshot) => {
      if (timing === 'startOfDay') return []
      heard.push(snapshot.events('product', 'inspectionDone').map(({ entity }) => entity))
      return snapshot.day === 2 ? [check] : []
    }
    const receipts: Receipt[] = []
    const run = begin(model({}, { 'stock.openingCoverDays': 300 }), scripted(script, receipts))
    advance(run, 4)
    expect(receipts).toEqual([{ fate: 'applied' }])
    expect(heard).toEqual([[], [], [0], []])
  })

  it('a copy of the shop goes on with its own transfers', () => {
    const shelves = new Shelves(model({ warehouses: twoWarehouses }), [90, 0])
    shelves.morning()
    for (let i = 0; i < 20; i++) {
      shelves.command('transfer', 1, { units: 2, from: fromStock(0), keepUnits: 0 })
    }
    const copy = cloneState(shelves.model, shelves.state)
    expect(copy.shelves).toEqual(shelves.state.shelves)
    shelves.close()
    shelves.days(5)
    expect(copy.shelves.inTransferUnits[1]).toBe(40)
    expect(shelves.state.shelves.inTransferUnits[1]).toBe(0)
  })
})

describe('ways out', () => {
  const three = { products: [product('p_1'), product('p_2', { shelfLifeDays: 9 })] }

  it('to the supplier bring half of the cost back, less freight', () => {
    const shelves = new Shelves(model(three), [40, 40])
    shelves.days(2)
    expect(shelves.command('returnToSupplier', 0, { units: 30 }, true)).toEqual({ fate: 'applied' })
    const { today, shelves: state } = shelves.state
    expect(state.onHandUnits[0]).toBe(10)
    expect([today.shelves.sentBackUnits[0], today.shelves.writtenOffUnits[0]]).toEqual([30, 0])
    expect(today.money.costCents[accounts.disposal]).toBe(-30 * 2_500)
    expect(today.money.costCents[accounts.freight]).toBe(30 * 150)
    expect(today.shelves.leftUnsoldCents[0]).toBe(150_000)
    expect(shelves.command('returnToSupplier', 0, { units: 30 }, true).reason).toBe('onHand')
    expect(shelves.command('returnToSupplier', 0, { units: 30 }, true).reason).toBe('noStock')
  })

  it('to the supplier are closed to perishable and to old goods', () => {
    const shelves = new Shelves(model(three), [40, 40])
    shelves.morning()
    expect(shelves.command('returnToSupplier', 1, { units: 5 }).reason).toBe('perishable')
    shelves.state.shelves.ageDays[0] = 180
    expect(shelves.command('returnToSupplier', 0, { units: 5 }).fate).toBe('applied')
    shelves.state.shelves.ageDays[0] = 180.5
    expect(shelves.command('returnToSupplier', 0, { units: 5 }).reason).toBe('tooOld')
  })

  it('by disposal bring back a fifth when liquidated, nothing otherwise; a donation is noticed', () => {
    const shelves = new Shelves(model(), [40])
    shelves.morning()
    const { state } = shelves
    expect(shelves.command('dispose', 0, { units: 10, how: 'liquidate' })).toEqual({
      fate: 'applied',
    })
    expect(state.today.money.costCents[accounts.disposal]).toBe(-10_000)
    shelves.command('dispose', 0, { units: 10, how: 'writeOff' })
    expect(state.today.shelves.donations[0]).toBe(0)
    shelves.command('dispose', 0, { units: 10, how: 'donate' })
    expect(state.today.money.costCents[accounts.disposal]).toBe(-10_000)
    expect(state.today.shelves.donations[0]).toBe(1)
    expect(state.today.shelves.writtenOffUnits[0]).toBe(30)
    expect(shelves.command('dispose', 0, { units: 11, how: 'donate' }).reason).toBe('onHand')
    expect(shelves.command('dispose', 0, { units: 11, how: 'donate' }).reason).toBe('noStock')
    shelves.close()
    expect(shelves.figure('shop', 'writtenOffUnits')).toEqual([40])
  })

  it('take from the warehouses in proportion to what they have, never from a closed one', () => {
    const shelves = new Shelves(model({ warehouses: twoWarehouses }), [30, 10])
    shelves.morning()
    shelves.command('dispose', 0, { units: 8, how: 'writeOff' })
    const { onHandUnits } = shelves.state.shelves
    expect(Array.from(onHandUnits.subarray(0, 2))).toEqual([24, 8])
    shelves.state.world.warehouseIsClosed[0] = 1
    expect(shelves.command('dispose', 0, { units: 20, how: 'writeOff' }).reason).toBe('onHand')
    expect(Array.from(onHandUnits.subarray(0, 2))).toEqual([24, 0])
    expect(shelves.command('quarantine', 0, { days: 5 }).reason).toBe('noStock')
  })
})

describe('costs of a day', () => {
  const free = { 'stock.holdingRatioPerYear': 0, ...lost }

  it('are nothing when all of them are 0', () => {
    const shelves = new Shelves(model({}, free), [40])
    shelves.days(3)
    expect(sum(shelves.state.closed.money.costCents)).toBe(0)
  })

  it('of holding are a share of cost a year, or cents a unit, of all goods owned', () => {
    const byRatio = new Shelves(model({}, { 'stock.holdingRatioPerYear': 0.365 }), [40, 0, 10])
    byRatio.days(1)
    expect(byRatio.figure('stock', 'holdingCostCents')).toEqual([200, 0, 50])
    const byUnit = new Shelves(model({}, { ...free, 'stock.holdingCentsPerUnitDay': 2.5 }), [41])
    byUnit.morning()
    byUnit.command('quarantine', 0, { days: 5 })
    byUnit.close()
    expect(byUnit.figure('shop', 'holdingCostCents')).toEqual([Math.floor(41 * 2.5 + 0.5)])
  })

  it('of holding go on for what is on its way between warehouses', () => {
    const rates = { 'stock.holdingRatioPerYear': 0.365 }
    const shelves = new Shelves(model({ warehouses: twoWarehouses }, rates), [40, 0])
    shelves.morning()
    shelves.command('transfer', 1, { units: 10, from: fromStock(0), keepUnits: 0 })
    shelves.close()
    expect(shelves.figure('stock', 'holdingCostCents').slice(0, 2)).toEqual([150, 50])
    expect(shelves.figure('warehouse', 'stockValueCents')).toEqual([150_000, 50_000])
  })

  it('of waiting and of lost units are exact', () => {
    const waiting = new Shelves(
      model({}, { ...free, 'stockouts.waitRatio': 1, 'stock.backorderCentsPerUnitDay': 900 }),
      [3],
    )
    waiting.days(1, 7)
    expect(waiting.state.closed.money.costCents[accounts.other]).toBe(4 * 900)
    const gone = new Shelves(model({}, { ...free, 'stock.lostSaleCents': 600 }), [3])
    gone.days(1, 7)
    expect(gone.state.closed.money.costCents[accounts.other]).toBe(4 * 600)
    gone.days(1)
    expect(gone.state.closed.money.costCents[accounts.other]).toBe(0)
  })
})

describe('figures', () => {
  it('of cover look at the region for a stock, at sales above it', () => {
    const shelves = new Shelves(model({ warehouses: twoWarehouses }, lost), [0, 400])
    shelves.days(2, 20)
    const { state } = shelves
    const regional = state.shelves.regionTotals
    expect(shelves.figure('stock', 'coverDays').slice(0, 2)).toEqual([
      0,
      360 / ((regional[2 * 6 + 1]! - regional[1]!) / 2),
    ])
    expect(shelves.figure('product', 'coverDays')[0]).toBe(18)
    expect(shelves.figure('stock', 'regionUnits')[0]).toBeGreaterThan(5)
    expect(shelves.figure('stock', 'soldUnits').slice(0, 2)).toEqual([0, 20])
    expect(shelves.figure('product', 'coverDays')[1]).toBeNaN()
  })

  it('of cover forget what is more than 28 days ago', () => {
    const shelves = new Shelves(model({}, lost), [1_000])
    shelves.days(10, 30)
    shelves.days(28, 5)
    expect(shelves.figure('stock', 'coverDays')[0]).toBe(560 / 5)
  })

  it('of demand tell what was filled at once from what was only sold', () => {
    const shelves = new Shelves(
      model({}, { 'stockouts.substituteRatio': 0, 'stockouts.waitRatio': 1 }),
      [3],
    )
    shelves.days(1, 8)
    expect(shelves.figure('shop', 'fillRatio')).toEqual([3 / 8])
    expect(shelves.figure('shop', 'soldUnits')).toEqual([8])
    expect(shelves.figure('shop', 'backorderUnits')).toEqual([5])
    expect(shelves.figure('stock', 'isOutOfStock')[0]).toBe(1)
    shelves.days(1)
    expect(shelves.figure('shop', 'fillRatio')).toEqual([NaN])
  })

  it('of sell-through count what was there 30 days ago and what has come in since', () => {
    const shelves = new Shelves(model({}, lost), [100])
    shelves.days(5, 10)
    expect(shelves.figure('product', 'sellThroughRatio')[0]).toBe(0.5)
    shelves.command('dispose', 0, { units: 20, how: 'donate' }, true)
    shelves.morning()
    shelves.receive(0, 20)
    postRestock(shelves.state, 0, 5, 25_000)
    shelves.close()
    // 100 there, 25 in; what was given away was there too
    expect(shelves.figure('product', 'sellThroughRatio')[0]).toBe(50 / 125)
    shelves.days(30)
    expect(shelves.figure('product', 'sellThroughRatio')[0]).toBe(0)
  })

  it('of storage are the space in use ÷ own and rented space', () => {
    const shop = model({}, { 'warehouses.w_a.storageSpace': 200, 'products.p_2.spaceOfUnit': 3 })
    const shelves = new Shelves(shop, [40, 20, 0])
    shelves.days(1)
    expect(shelves.figure('warehouse', 'storageUseRatio')).toEqual([0.5])
    shelves.state.shelves.rentedSpaceRatio[0] = 0.25
    shelves.morning()
    shelves.command('quarantine', 0, { days: 9 })
    shelves.close()
    expect(shelves.figure('warehouse', 'storageUseRatio')).toEqual([0.4])
    const opening = new Shelves(model())
    opening.days(1)
    expect(opening.figure('warehouse', 'storageUseRatio')[0]).toBeGreaterThan(0.6)
    expect(opening.figure('warehouse', 'storageUseRatio')[0]).toBeLessThan(0.7)
  })
})

describe('whatever happens', () => {
  const shop = model({
    warehouses: twoWarehouses,
    products: [product('p_1'), product('p_2', { shelfLifeDays: 5, salvageCents: 700 })],
  })
  const happening = fc.oneof(
    fc.record({
      kind: fc.constant('sell' as const),
      of: fc.nat(1),
      units: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      kind: fc.constant('receive' as const),
      of: fc.nat(3),
      units: fc.integer({ min: 1, max: 40 }),
    }),
    fc.record({
      kind: fc.constant('transfer' as const),
      of: fc.nat(3),
      units: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      kind: fc.constant('dispose' as const),
      of: fc.nat(1),
      units: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      kind: fc.constant('returnToSupplier' as const),
      of: fc.nat(1),
      units: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      kind: fc.constant('spotCheck' as const),
      of: fc.nat(1),
      units: fc.integer({ min: 5, max: 20 }),
    }),
    fc.record({
      kind: fc.constant('quarantine' as const),
      of: fc.nat(1),
      units: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({ kind: fc.constant('close' as const), of: fc.nat(1), units: fc.nat(1) }),
  )

  const act = (
    shelves: Shelves,
    { kind, of, units }: { kind: string; of: number; units: number },
  ) => {
    if (kind === 'sell') shelves.sell(of, units)
    if (kind === 'receive') shelves.receive(of, units, Math.floor(units / 4))
    if (kind === 'transfer') {
      shelves.command('transfer', of, { units, from: fromStock(of ^ 1), keepUnits: 2 })
    }
    if (kind === 'dispose') shelves.command('dispose', of, { units, how: 'liquidate' })
    if (kind === 'returnToSupplier') shelves.command('returnToSupplier', of, { units })
    if (kind === 'spotCheck') shelves.command('spotCheck', of, { sampleUnits: units })
    if (kind === 'quarantine') shelves.command('quarantine', of, { days: units })
    if (kind === 'close') shelves.state.world.warehouseIsClosed[of] = units
  }

  it('units, their cost and money add up on every day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(happening, { maxLength: 5 }), { minLength: 1, maxLength: 12 }),
        (plan) => {
          const shelves = new Shelves(shop)
          const { state } = shelves
          for (const day of plan) {
            const before = structuredClone(state.shelves)
            const wealthBefore = wealth(state)
            shelves.morning()
            for (const one of day) act(shelves, one)
            shelves.close()
            const flows = state.closed.shelves
            const after = state.shelves
            for (let stock = 0; stock < 4; stock++) {
              expect(after.onHandUnits[stock]).toBe(
                before.onHandUnits[stock]! +
                  flows.receivedUnits[stock]! +
                  flows.transferInUnits[stock]! +
                  flows.quarantineOutUnits[stock]! -
                  flows.shippedUnits[stock]! -
                  flows.transferOutUnits[stock]! -
                  flows.quarantineInUnits[stock]! -
                  flows.writtenOffUnits[stock]! -
                  flows.sentBackUnits[stock]!,
              )
              expect(after.onHandUnits[stock]).toBeGreaterThanOrEqual(0)
              expect(after.ageDays[stock]).toBeGreaterThanOrEqual(after.youngestDays[stock]! - 1e-9)
              if (after.onHandUnits[stock] === 0) expect(after.stockValueCents[stock]).toBe(0)
            }
            expect(sum(after.backorderUnits)).toBe(
              sum(before.backorderUnits) +
                sum(flows.soldUnits) -
                sum(flows.shippedUnits) -
                sum(flows.cancelledUnits),
            )
            expect(sum(after.waitingUnits)).toBe(sum(after.backorderUnits))
            // nobody waits while an open warehouse has the goods, unless they came after the day's last look
            for (const first of [0, 2]) {
              const openUnits = [first, first + 1].map((stock) =>
                state.world.warehouseIsClosed[stock & 1] === 1 ? 0 : after.onHandUnits[stock]!,
              )
              const waiting = after.backorderUnits[first]! + after.backorderUnits[first + 1]!
              expect(Math.min(sum(openUnits), waiting)).toBe(0)
            }
            expect(sum(after.inTransferUnits)).toBe(
              sum(before.inTransferUnits) +
                sum(flows.transferOutUnits) -
                sum(flows.transferInUnits),
            )
            const { closed } = state
            const contribution =
              sum(closed.offers.gmvCents) - sum(flows.receivedCents) - sum(closed.money.costCents)
            const goods =
              sum(flows.receivedCents) - sum(flows.cogsCents) - sum(flows.leftUnsoldCents)
            expect(wealth(state) - wealthBefore).toBe(contribution + goods)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  function wealth(state: State): number {
    const { money, shelves } = state
    return (
      money.cashCents +
      money.receivablesCents -
      sum(money.payablesCents) +
      sum(shelves.stockValueCents) +
      sum(shelves.inTransferCents) +
      sum(shelves.quarantinedCents)
    )
  }
})
