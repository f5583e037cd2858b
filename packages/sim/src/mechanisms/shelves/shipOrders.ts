/** Orders whose units leave a shelf: which warehouse has to pack them, and what a foreign region costs. */
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

/** Counts the orders of units that ship today at the warehouses that ship them, in proportion; split shipments cost more. */
export function shipOrders(
  model: Model,
  state: State,
  product: number,
  orders: number,
  units: number,
): void {
  const { firstStock, stocksOfProduct } = model
  const { warehouseOfStock, scratch } = model.shelves
  const { local, shipped } = scratch
  const { ordersToShip, localOrders } = state.today.shelves
  const first = firstStock[product]!
  const count = firstStock[product + 1]! - first
  if (count === 1) {
    const warehouse = warehouseOfStock[stocksOfProduct[first]!]!
    ordersToShip[warehouse]! += orders
    localOrders[warehouse]! += orders
    return
  }
  let unitsBefore = 0
  let ordersBefore = 0
  let remoteOrders = 0
  for (let place = 0; place < count; place++) {
    if (shipped[place] === 0) continue
    const warehouse = warehouseOfStock[stocksOfProduct[first + place]!]!
    unitsBefore += shipped[place]!
    // rounded running totals, so that the parts add up
    const ordersUpTo = Math.floor((orders * unitsBefore) / units + 0.5)
    const own = ordersUpTo - ordersBefore
    const near = Math.floor((own * local[place]!) / shipped[place]! + 0.5)
    ordersToShip[warehouse]! += own
    localOrders[warehouse]! += near
    remoteOrders += own - near
    ordersBefore = ordersUpTo
  }
  chargeSplitShipping(model, state, product, remoteOrders)
}

/** Orders that another region's warehouse ships cost more. */
export function chargeSplitShipping(
  model: Model,
  state: State,
  product: number,
  remoteOrders: number,
): void {
  const cents = remoteOrders * model.settings['stock.splitShippingCents']
  if (cents > 0) postCost(state, accounts.shipping, cents, product)
}
