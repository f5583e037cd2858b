/** Traffic weights: products take visits of marketplace and search from each other. */
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { isOnSale } from '../offers/listing.ts'

/** Weights whose last day was yesterday end. */
export function endTrafficWeights(state: State): void {
  const { demand, day } = state
  if (demand.weightedProducts === 0) return
  const { trafficWeight, trafficWeightUntilDay } = demand
  for (let product = 0; product < trafficWeight.length; product++) {
    if (trafficWeight[product] !== 1 && trafficWeightUntilDay[product]! < day) {
      trafficWeight[product] = 1
      demand.weightedProducts -= 1
    }
  }
}

/** Mean weight of the products on sale, by their usual visits. */
export function meanTrafficWeight(model: Model, state: State): number {
  const { trafficWeight } = state.demand
  const { visitsPerDay } = model
  let visits = 0
  let weighted = 0
  for (let product = 0; product < trafficWeight.length; product++) {
    if (!isOnSale(state, product)) continue
    visits += visitsPerDay[product]!
    weighted += visitsPerDay[product]! * trafficWeight[product]!
  }
  return visits > 0 ? weighted / visits : 1
}
