import { describe, expect, it } from 'vitest'
import { routineDayFrom } from '../../packages/sim/src/mechanisms/supply/state.ts'
import { advance, runHistory } from '../../packages/sim/src/run.ts'
import { begin, idle, model, once, product, reorder, scripted, template } from './shop.ts'

/** Suppliers that always take 5 days and never fail. */
const punctual = template().suppliers.map((s) => ({
  ...s,
  leadTimeDays: 5,
  leadTimeVariationRatio: 0,
  failureRatioPerDay: 0,
}))
const plain = (
  numbers: Parameters<typeof product>[1] = {},
  overrides: Record<string, number> = {},
) =>
  model({ suppliers: punctual, products: [product('p_1', { moqUnits: 1, ...numbers })] }, overrides)

/** Lets days pass until the evening before the routine order of product 0 is due. */
function beforeRoutine(run: ReturnType<typeof begin>) {
  do advance(run, 1)
  while (run.state.supply.routineDueDay[0] !== run.state.day + 1)
}

/** On hand + on order after the routine, and what it should have come up to. */
function levels(run: ReturnType<typeof begin>) {
  const { view } = run
  const sold = view.windowSum('soldUnits', 28)[0]!
  return {
    position: view.need('stock', 'inventoryPositionUnits')[0]!,
    // lead time 5, cycle 14, safety stock 10 of category c_a
    upTo: Math.ceil(((5 + 14) * sold) / 28 + 10),
  }
}

describe('house routine', () => {
  it('looks at each product once in every review cycle, also before day 1', () => {
    const shop = plain()
    const days: number[] = []
    const run = runHistory(shop, { seed: 42, replication: 0 }, [], {
      onClose: ({ state }) => {
        if (state.supply.routineDueDay[0] === state.day) days.push(state.day)
      },
    })
    advance(run, 20)
    expect(days.length).toBe(4)
    expect(days.map((day) => day - days[0]!)).toEqual([0, 14, 28, 42])
    expect(days[0]).toBeLessThan(1)
  })

  it('keeps the evening of a product whatever day the history begins', () => {
    for (const hash of [0, 5, 13, 4_294_967_295]) {
      for (let day = -40; day < 40; day++) {
        const due = routineDayFrom(hash, 14, day)
        expect([due - day >= 0, due - day < 14]).toEqual([true, true])
        expect(Math.abs((due + (hash % 14)) % 14)).toBe(0)
      }
    }
  })

  it('spreads products over the cycle', () => {
    const many = Array.from({ length: 28 }, (_, i) => product(`p_${i}`))
    const { state } = begin(model({ products: many, historyDays: 0 }))
    expect(new Set(state.supply.routineDueDay).size).toBeGreaterThan(6)
  })

  it('orders up to (lead time + cycle) × mean sales of 28 days + safety stock', () => {
    const run = begin(plain())
    beforeRoutine(run)
    advance(run, 1)
    const { position, upTo } = levels(run)
    expect(position).toBe(upTo)
    const { count, placedDay } = run.state.supply.purchaseOrders
    expect(placedDay[count - 1]).toBe(run.state.day)
  })

  it('buys for those who wait, and counts what is on its way between warehouses', () => {
    const ordered = (touch: (state: ReturnType<typeof begin>['state']) => void) => {
      const run = begin(plain({ visitsPerDay: 0 }))
      beforeRoutine(run)
      const { state } = run
      state.shelves.onHandUnits.fill(0)
      state.shelves.stockValueCents.fill(0)
      state.day += 1
      touch(state)
      state.day -= 1
      const before = state.supply.onOrderUnits[0]!
      advance(run, 1)
      return state.supply.onOrderUnits[0]! - before
    }
    const alone = ordered(() => {})
    expect(alone).toBe(10)
    expect(ordered(({ shelves }) => (shelves.inTransferUnits[0] = 4))).toBe(6)
  })

  it('raises its orders to the minimum of the supplier', () => {
    const run = begin(plain({ moqUnits: 5_000 }, { 'money.openingCashCents': 1_000_000_000 }))
    const { purchaseOrders } = run.state.supply
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    for (let day = 0; day < 30 && purchaseOrders.count === 0; day++) advance(run, 1)
    const units = Array.from(purchaseOrders.units.subarray(0, purchaseOrders.count))
    expect(units.length).toBeGreaterThan(0)
    expect(units.every((n) => n === 5_000)).toBe(true)
  })

  it('buys less where a playbook has ordered the same evening', () => {
    const shop = plain()
    const run = begin(shop)
    beforeRoutine(run)
    const evening = run.state.day + 1
    const ordered = (program = idle) => {
      const other = begin(shop, program)
      advance(other, evening)
      return other.state.supply
    }
    const alone = ordered()
    const joined = ordered(scripted(once(evening, 'endOfDay', reorder('product', 0, 15))))
    expect(joined.onOrderUnits[0]).toBe(alone.onOrderUnits[0])
    expect(joined.openPurchaseOrders[0]).toBe(alone.openPurchaseOrders[0]! + 1)
  })

  it('draws its own lead times: a playbook’s order of the same product and evening moves none', () => {
    const shop = model({ products: [product('p_1', { moqUnits: 1 })] })
    const run = begin(shop)
    beforeRoutine(run)
    const evening = run.state.day + 1
    const leadTimes = (program = idle) => {
      const other = begin(shop, program)
      advance(other, evening)
      const { count, units, placedDay, dueDay } = other.state.supply.purchaseOrders
      return Array.from({ length: count }, (_, i) => i)
        .filter((i) => placedDay[i] === evening && units[i] !== 15)
        .map((i) => dueDay[i]! - evening)
    }
    expect(leadTimes()).toHaveLength(1)
    expect(leadTimes(scripted(once(evening, 'endOfDay', reorder('product', 0, 15))))).toEqual(
      leadTimes(),
    )
  })

  it('follows safety stock and cycle as they are set', () => {
    const run = begin(plain())
    run.state.supply.safetyStockUnits[0] = 200
    run.state.supply.reviewCycleDays[0] = 1
    run.state.supply.routineDueDay[0] = run.state.day + 1
    advance(run, 1)
    const sold = run.view.windowSum('soldUnits', 28)[0]!
    expect(run.view.need('stock', 'inventoryPositionUnits')[0]).toBe(
      Math.ceil(((5 + 1) * sold) / 28 + 200),
    )
  })

  it('orders nothing from a supplier that is down, and tries again a cycle later', () => {
    const empty = () => {
      const run = begin(
        plain({ visitsPerDay: 0 }),
        scripted((timing, { day }) => {
          if (timing === 'endOfDay' && day <= evening) run.state.world.supplierIsDown[0] = 1
          return []
        }),
      )
      run.state.shelves.onHandUnits.fill(0)
      run.state.shelves.stockValueCents.fill(0)
      return run
    }
    let evening = 0
    evening = empty().state.supply.routineDueDay[0]!
    const run = empty()
    advance(run, evening + 13)
    expect(run.state.supply.onOrderUnits[0]).toBe(0)
    advance(run, 1)
    expect(run.state.supply.onOrderUnits[0]).toBe(10)
  })

  it('does not order what the shop cannot afford', () => {
    const run = begin(plain({ visitsPerDay: 0 }, { 'money.openingCashCents': 0 }))
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    advance(run, 30)
    expect(run.state.supply.purchaseOrders.count).toBe(0)
  })

  it('waits under a cap on purchases until there is room, day by day', () => {
    const cap = (weeklyCents: number) => ({
      command: 'capPurchases' as const,
      scope: 'shop' as const,
      entities: [0],
      values: { weeklyCents, days: 5 },
    })
    const shop = plain({ visitsPerDay: 0 })
    const before = begin(shop)
    beforeRoutine(before)
    const evening = before.state.day + 1
    const run = begin(shop, scripted(once(evening, 'endOfDay', cap(0))))
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    advance(run, evening)
    expect(run.state.supply.onOrderUnits[0]).toBe(0)
    // the cap holds for the five days after the evening; the evening of the last one belongs to the day after
    advance(run, 4)
    expect(run.state.supply.onOrderUnits[0]).toBe(0)
    advance(run, 1)
    expect(run.state.supply.onOrderUnits[0]).toBe(10)
    expect(run.state.supply.routineDueDay[0]! - evening).toBe(14)
  })
})
