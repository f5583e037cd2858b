import { describe, expect, it } from 'vitest'
import { isRoutineDay } from '../../packages/sim/src/mechanisms/houseRoutine.ts'
import { advance } from '../../packages/sim/src/run.ts'
import { begin, idle, model, once, product, reorder, scripted, template } from './shop.ts'

/** A supplier that always takes 5 days. */
const punctual = template().suppliers.map((s) => ({
  ...s,
  leadTimeDays: 5,
  leadTimeVariationRatio: 0,
}))

/** Lets days pass until the evening before the routine order of product 0 is due. */
function beforeRoutine(run: ReturnType<typeof begin>) {
  do advance(run, 1)
  while (!isRoutineDay(run.model, { ...run.state, day: run.state.day + 1 }, 0))
}

describe('house routine', () => {
  it('orders each product once in every review cycle, also before day 1', () => {
    const shop = model()
    const { state } = begin(shop)
    const due = Array.from({ length: 56 }, (_, i) =>
      isRoutineDay(shop, { ...state, day: i - 30 }, 0),
    )
    expect(due.filter(Boolean).length).toBe(4)
    const first = due.indexOf(true)
    expect(due.flatMap((isDue, i) => (isDue ? [i - first] : []))).toEqual([0, 14, 28, 42])
  })

  it('spreads products over the cycle', () => {
    const many = Array.from({ length: 28 }, (_, i) => product(`p_${i}`))
    const shop = model({ products: many })
    const { state } = begin(shop)
    const daysOf = many.map((_, i) =>
      Array.from({ length: 14 }, (_unused, day) => day).find((day) =>
        isRoutineDay(shop, { ...state, day }, i),
      ),
    )
    expect(new Set(daysOf).size).toBeGreaterThan(6)
  })

  it('orders up to (lead time + cycle) × mean sales of 28 days + safety stock', () => {
    const shop = model({ suppliers: punctual, products: [product('p_1', { moqUnits: 1 })] })
    const run = begin(shop)
    beforeRoutine(run)
    advance(run, 1)
    const { state, view } = run
    const sold = view.windowSum('soldUnits', 28)[0]!
    // lead time 5, cycle 14, safety stock 10 of category c_a
    const upTo = Math.ceil(((5 + 14) * sold) / 28 + 10)
    expect(state.onHandUnits[0]! + state.onOrderUnits[0]!).toBe(upTo)
    expect(state.purchaseOrders.placedDay[state.purchaseOrders.count - 1]).toBe(state.day)
  })

  it('raises its orders to the minimum of the supplier', () => {
    const shop = model({ suppliers: punctual, products: [product('p_1', { moqUnits: 5_000 })] })
    const run = begin(shop)
    const { purchaseOrders } = run.state
    for (let day = 0; day < 30 && purchaseOrders.count === 0; day++) advance(run, 1)
    expect(
      Array.from(purchaseOrders.units.subarray(0, purchaseOrders.count)).every((n) => n === 5_000),
    ).toBe(true)
  })

  it('buys less where a playbook has ordered the same evening', () => {
    const shop = model({ suppliers: punctual, products: [product('p_1', { moqUnits: 1 })] })
    const run = begin(shop)
    beforeRoutine(run)
    const evening = run.state.day + 1
    const ordered = (program = idle) => {
      const other = begin(shop, program)
      advance(other, evening)
      return other.state
    }
    const alone = ordered()
    const joined = ordered(scripted(once(evening, 'endOfDay', reorder('product', 0, 15))))
    expect(joined.onOrderUnits[0]).toBe(alone.onOrderUnits[0])
    expect(joined.openPurchaseOrders[0]).toBe(alone.openPurchaseOrders[0]! + 1)
  })

  it('does not order what the shop cannot afford', () => {
    const poor = model({}, { 'money.openingCashCents': 0, 'demand.visitsFactor': 0 })
    const run = begin(poor)
    run.state.onHandUnits.fill(0)
    advance(run, 30)
    expect(run.state.purchaseOrders.count).toBe(0)
  })
})
