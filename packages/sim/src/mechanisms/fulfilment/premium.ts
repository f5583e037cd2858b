/** The better courier: which orders of which segments travel with it. */
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

/** Share of the newest orders with at least a given value. */
export function shareFrom(state: State, minOrderCents: number): number {
  const { today, closed } = state
  // after the close the day to come is empty: the day before stands for it
  const flows = today.demand.orders.some((orders) => orders > 0) ? today : closed
  const { orders } = flows.demand
  const { gmvCents } = flows.offers
  let all = 0
  let large = 0
  for (let product = 0; product < orders.length; product++) {
    const count = orders[product]!
    if (count === 0) continue
    all += count
    if (gmvCents[product]! >= minOrderCents * count) large += count
  }
  return all > 0 ? large / all : 0
}

/** Share of all orders that came from a segment on the newest closed day; 0 before there is one. */
export function segmentShare(state: State, segment: number): number {
  const { segmentOrders } = state.closed.customers
  const { orders } = state.closed.demand
  let all = 0
  for (let product = 0; product < orders.length; product++) all += orders[product]!
  return all > 0 ? Math.min(1, segmentOrders[segment]! / all) : 0
}

/** Writes the share of today's orders of each segment that may travel premium into `parts`; gives their sum, at most 1. */
export function premiumShares(state: State, parts: Float64Array): number {
  const { isPremium, premiumUntilDay, premiumMinOrderCents } = state.fulfilment
  let sum = 0
  for (let segment = 0; segment < isPremium.length; segment++) {
    parts[segment] = 0
    if (isPremium[segment] === 0 || premiumUntilDay[segment]! < state.day) continue
    const part = segmentShare(state, segment) * shareFrom(state, premiumMinOrderCents[segment]!)
    parts[segment] = part
    sum += part
  }
  return Math.min(1, sum)
}

/** Parcels that the premium courier takes from a warehouse in a day. */
export function premiumCapacity(model: Model, state: State, warehouse: number): number {
  const ratio = model.settings['couriers.premiumCapacityRatio']
  return Math.floor(ratio * state.fulfilment.packingOrders[warehouse]!)
}
