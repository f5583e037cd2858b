/**
 * How an untouched shop is run: by hand, with ordinary diligence (decision 1). It is part of every arm and
 * looks at the inventory position, so it buys less where a playbook has already ordered.
 */
import { defineMetric, type Mechanism } from '../metric.ts'
import type { Model } from '../model.ts'
import { canAfford, meanLeadTimeDays, placeOrder, raiseToMoq, splitUnits } from '../purchasing.ts'
import { deriveKey } from '../random.ts'
import type { State } from '../state.ts'
import type { View } from '../view.ts'
import type { Luck } from './demand.ts'
import { isOnSale } from './listing.ts'

/** True on the evenings on which the product's routine order is due; products are spread over the cycle. */
export function isRoutineDay(model: Model, state: State, product: number): boolean {
  const cycleDays = state.reviewCycleDays[product]!
  const phase = model.productHash[product]! % cycleDays
  return (((state.day + phase) % cycleDays) + cycleDays) % cycleDays === 0
}

/**
 * Orders every due product up to (lead time + review cycle) × mean sales of 28 days + safety stock. What the
 * shop cannot afford waits for the next cycle.
 */
export function runHouseRoutine(view: View, luck: Luck): void {
  const { model, state } = view
  const { firstStock, stocksOfProduct } = model
  const leadTimeKey = deriveKey(luck.seed, luck.replication, 'suppliers.leadTime', state.day)
  const soldUnits = view.windowSum('soldUnits', 28)
  const windowDays = Math.max(1, view.windowDays(28))
  for (let product = 0; product < model.productHash.length; product++) {
    if (!isRoutineDay(model, state, product) || !isOnSale(state, product)) continue
    const horizonDays = meanLeadTimeDays(model, state, product) + state.reviewCycleDays[product]!
    const stocks = Array.from(
      stocksOfProduct.subarray(firstStock[product], firstStock[product + 1]),
    )
    const wanted = stocks.map((stock) => {
      const upTo = (horizonDays * soldUnits[stock]!) / windowDays + state.safetyStockUnits[stock]!
      return Math.max(0, Math.ceil(upTo - state.onHandUnits[stock]! - state.onOrderUnits[stock]!))
    })
    const wantedUnits = wanted.reduce((sum, units) => sum + units, 0)
    const units = raiseToMoq(model, product, wantedUnits)
    if (units === 0 || !canAfford(model, state, product, units)) continue
    placeOrder(model, state, product, splitUnits(stocks, wanted, units), leadTimeKey, true)
  }
}

export const houseRoutine: Mechanism = {
  metrics: [
    defineMetric({
      id: 'reviewCycleDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      label: { en: 'Review cycle', zh: '补货周期' },
      help: { en: 'Days between two routine orders.', zh: '两次例行补货的间隔天数。' },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => Float64Array.from(state.reviewCycleDays) },
      },
    }),
  ],
}
