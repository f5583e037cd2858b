/**
 * Presales: units sold before there is stock of them. They wait in `presaleUnits` of the shelves by stock, and in
 * all in `presaleUnits` of the offers by product, which know what was promised and what is still owed.
 */
import { listingStates } from '../../listingStates.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

const presaleCode = listingStates.indexOf('presale')

/** Units that may still be sold ahead now; 0 when no presale is open. */
export function presaleLeft(state: State, product: number): number {
  if (state.offers.listing[product] !== presaleCode) return 0
  const { presaleSoldUnits, presaleMaxUnits } = state.offers
  return Math.max(0, presaleMaxUnits[product]! - presaleSoldUnits[product]!)
}

/** Changes the units of a product that are sold ahead and not yet covered. */
export function movePresale(state: State, stock: number, product: number, units: number): void {
  state.shelves.presaleUnits[stock]! += units
  state.shelves.waitingUnits[product]! += units
  state.offers.presaleUnits[product]! += units
}

/**
 * Gives up presold units that are not yet covered, from the stocks in order; gives how many there were. What is
 * paid back for them is booked by the offers.
 */
export function cancelPresale(model: Model, state: State, product: number, units: number): number {
  const { firstStock, stocksOfProduct } = model
  const { presaleUnits, presaleOrders } = state.shelves
  const { cancelledUnits, cancelledOrders } = state.today.shelves
  let left = units
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    const there = presaleUnits[stock]!
    const given = Math.min(left, there)
    if (given === 0) continue
    const orders = Math.floor((presaleOrders[stock]! * given) / there + 0.5)
    movePresale(state, stock, product, -given)
    presaleOrders[stock]! -= orders
    cancelledUnits[stock]! += given
    cancelledOrders[model.shelves.warehouseOfStock[stock]!]! += orders
    left -= given
  }
  return units - left
}
