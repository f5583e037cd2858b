/**
 * Units that customers have paid for and wait for. They are filled before new demand as soon as there is stock:
 * from the own warehouse, then from another open one; backorders before presales, which have a promised day.
 */
import { postLateShipment, postRefund } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { movePresale } from './presale.ts'
import { chargeSplitShipping } from './shipOrders.ts'

/**
 * Notes who waits, from what the scratch says about a product's demand of today; the orders are shared out over
 * the units. Each unit of a backorder is paid for at the mean price charged. Before the orders are charged: the
 * offers see from it what is presold.
 */
export function noteWaiting(model: Model, state: State, product: number, orders: number): void {
  const { firstStock, stocksOfProduct } = model
  const chargedCents = state.offers.chargedCents[product]!
  const { ahead, patient } = model.shelves.scratch
  const { shelves, today } = state
  const first = firstStock[product]!
  const count = firstStock[product + 1]! - first
  let units = 0
  for (let place = 0; place < count; place++) units += ahead[place]! + patient[place]!
  let unitsBefore = 0
  let ordersBefore = 0
  for (let place = 0; place < count; place++) {
    for (const isAhead of [false, true]) {
      const part = isAhead ? ahead[place]! : patient[place]!
      if (part === 0) continue
      const stock = stocksOfProduct[first + place]!
      unitsBefore += part
      // rounded running totals, so that the parts add up
      const ordersUpTo = Math.floor((orders * unitsBefore) / units + 0.5)
      today.shelves.soldUnits[stock]! += part
      today.shelves.soldTotalUnits[0]! += part
      today.shelves.waitedUnits[stock]! += part
      if (isAhead) {
        movePresale(state, stock, product, part)
        shelves.presaleOrders[stock]! += ordersUpTo - ordersBefore
      } else {
        shelves.backorderUnits[stock]! += part
        shelves.waitingUnits[product]! += part
        shelves.backorderOrders[stock]! += ordersUpTo - ordersBefore
        shelves.backorderCents[stock]! += Math.floor(part * chargedCents + 0.5)
      }
      ordersBefore = ordersUpTo
    }
  }
}

/** Ships what customers wait for wherever there is stock by now. */
export function coverWaiting(model: Model, state: State): void {
  const { waitingUnits } = state.shelves
  for (let product = 0; product < waitingUnits.length; product++) {
    if (waitingUnits[product]! > 0) coverProduct(model, state, product)
  }
}

/** The same for one product for which somebody waits. */
export function coverProduct(model: Model, state: State, product: number): void {
  const { firstStock, stocksOfProduct } = model
  const first = firstStock[product]!
  const end = firstStock[product + 1]!
  for (let i = first; i < end; i++) {
    const stock = stocksOfProduct[i]!
    coverFrom(model, state, product, stock, stock)
  }
  if (!model.shelves.fillsFromOthers) return
  for (let i = first; i < end; i++) {
    for (let other = first; other < end; other++) {
      if (other !== i) {
        coverFrom(model, state, product, stocksOfProduct[i]!, stocksOfProduct[other]!)
      }
    }
  }
}

/** Ships to the customers that wait for `stock` what `giver` has. */
function coverFrom(
  model: Model,
  state: State,
  product: number,
  stock: number,
  giver: number,
): void {
  const { shelves } = state
  const { warehouseOfStock } = model.shelves
  if (state.world.warehouseIsClosed[warehouseOfStock[giver]!] === 1) return
  const late = Math.min(shelves.backorderUnits[stock]!, shelves.onHandUnits[giver]!)
  if (late > 0) {
    postLateShipment(state, giver, late)
    const orders = takeBackorders(state, stock, product, late).orders
    shipLate(model, state, product, orders, stock, giver)
  }
  const presold = shelves.presaleUnits[stock]!
  const delivered = Math.min(presold, shelves.onHandUnits[giver]!)
  if (delivered > 0) {
    postLateShipment(state, giver, delivered)
    const orders = Math.floor((shelves.presaleOrders[stock]! * delivered) / presold + 0.5)
    movePresale(state, stock, product, -delivered)
    shelves.presaleOrders[stock]! -= orders
    shipLate(model, state, product, orders, stock, giver)
  }
}

function shipLate(
  model: Model,
  state: State,
  product: number,
  orders: number,
  stock: number,
  giver: number,
): void {
  const { ordersToShip, localOrders } = state.today.shelves
  const warehouse = model.shelves.warehouseOfStock[giver]!
  ordersToShip[warehouse]! += orders
  if (stock === giver) localOrders[warehouse]! += orders
  else chargeSplitShipping(model, state, product, orders)
}

/** Takes units off the backorders, with their share of the orders and of what was paid. */
function takeBackorders(
  { shelves }: State,
  stock: number,
  product: number,
  units: number,
): { readonly orders: number; readonly cents: number } {
  const waiting = shelves.backorderUnits[stock]!
  const orders = Math.floor((shelves.backorderOrders[stock]! * units) / waiting + 0.5)
  const cents = Math.floor((shelves.backorderCents[stock]! * units) / waiting + 0.5)
  shelves.backorderUnits[stock]! -= units
  shelves.backorderOrders[stock]! -= orders
  shelves.backorderCents[stock]! -= cents
  shelves.waitingUnits[product]! -= units
  return { orders, cents }
}

/** Some of those who wait give up today and get their money back. */
export function giveUpWaiting(model: Model, state: State, luck: Luck): void {
  const { shelves, today, day } = state
  const ratio = model.settings['stockouts.giveUpRatioPerDay']
  if (ratio === 0) return
  const { firstStock, stocksOfProduct } = model
  const key = deriveKey(luck.seed, luck.replication, 'shelves.giveUp', day)
  const { backorderUnits, waitingUnits } = shelves
  for (let product = 0; product < waitingUnits.length; product++) {
    if (waitingUnits[product] === 0) continue
    for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
      const stock = stocksOfProduct[i]!
      const u = drawUniform(key, model.stockHash[stock]!)
      const units = binomialQuantile(u, backorderUnits[stock]!, ratio)
      if (units === 0) continue
      const { orders, cents } = takeBackorders(state, stock, product, units)
      today.shelves.cancelledUnits[stock]! += units
      today.shelves.cancelledOrders[model.shelves.warehouseOfStock[stock]!]! += orders
      today.shelves.lostOrders[product]! += orders
      postRefund(state, product, cents)
    }
  }
}
