/** Whether visitors find a product: its listing and the organic rank that goes with it. */
import { exp } from '../../math.ts'
import { listingStates } from '../../listingStates.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

const presaleCode = listingStates.indexOf('presale')
/** A rank this near to its end has arrived. */
const arrived = 1e-6

/** True when visitors can buy the product: on trial, on sale, or ahead of its stock. */
export function isOnSale(state: State, product: number): boolean {
  // candidate, onSale, presale stand first
  return state.offers.listing[product]! <= presaleCode
}

/** Off sale the rank decays to its floor, on sale it comes back in equal steps; gives whether it moved. */
export function moveRank(model: Model, state: State, product: number): boolean {
  const { rank } = state.offers
  const now = rank[product]!
  const isOffered = isOnSale(state, product)
  if (isOffered && now === 1) return false
  const { settings } = model
  const floor = settings['listing.rankFloorRatio']
  if (isOffered) {
    const next = now + (1 - floor) / settings['listing.rankRegainDays']
    rank[product] = next > 1 - arrived ? 1 : next
    return true
  }
  if (now <= floor) return false
  const next = floor + (now - floor) * exp(-Math.LN2 / settings['listing.rankHalfLifeDays'])
  rank[product] = next - floor < arrived ? floor : next
  return true
}
