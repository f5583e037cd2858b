/**
 * Customers whose product was not there and who look for another one of the category: they choose among the
 * products on sale that have stock, in proportion to their weights (independence of irrelevant alternatives:
 * the share of each ÷ (1 − shares of the missing ones)). What they do not get there is lost.
 */
import { postShipment } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { chargeOrders } from '../offers/charging.ts'
import { isOnSale } from '../offers/listing.ts'
import { askShelves } from './filling.ts'
import { shipOrders } from './shipOrders.ts'

/** Serves the substitutes of every category, after all products have met their own demand. */
export function serveSubstitutes(model: Model, state: State, luck: Luck): void {
  const { poolUnits } = state.today.shelves
  for (let category = 0; category < poolUnits.length; category++) {
    if (poolUnits[category]! > 0) serveCategory(model, state, luck, category)
  }
}

function serveCategory(model: Model, state: State, luck: Luck, category: number): void {
  const { firstOfCategory, productsOfCategory } = model.shelves
  const { poolUnits } = state.today.shelves
  const choiceKey = deriveKey(luck.seed, luck.replication, 'shelves.substituteChoice', state.day)
  const regionKey = deriveKey(luck.seed, luck.replication, 'shelves.substituteRegion', state.day)
  const start = firstOfCategory[category]!
  const end = firstOfCategory[category + 1]!
  let weightLeft = 0
  let last = -1
  for (let i = start; i < end; i++) {
    const weight = weightOf(model, state, productsOfCategory[i]!)
    weightLeft += weight
    if (weight > 0) last = i
  }
  const wanted = poolUnits[category]!
  let left = wanted
  let placed = 0
  for (let i = start; i <= last && left > 0; i++) {
    const product = productsOfCategory[i]!
    const weight = weightOf(model, state, product)
    if (weight === 0) continue
    const chosen =
      i === last
        ? left
        : binomialQuantile(
            drawUniform(choiceKey, model.productHash[product]!),
            left,
            weight / weightLeft,
          )
    weightLeft -= weight
    left -= chosen
    if (chosen > 0) placed += sellInstead(model, state, regionKey, product, chosen)
  }
  poolUnits[category] = 0
  if (placed < wanted) loseRest(model, state, category, wanted, wanted - placed)
}

/** Pull of a product on those who look for something else; 0 when it is not to be had or was short itself. */
function weightOf(model: Model, state: State, product: number): number {
  if (!isOnSale(state, product) || state.today.shelves.missedUnits[product]! > 0) return 0
  const given = model.shelves.substitutionWeight[product]!
  const weight = given > 0 ? given : state.today.demand.visits[product]!
  return weight > 0 && hasStock(model, state, product) ? weight : 0
}

function hasStock(model: Model, state: State, product: number): boolean {
  const { firstStock, stocksOfProduct } = model
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    const isClosed = state.world.warehouseIsClosed[model.shelves.warehouseOfStock[stock]!] === 1
    if (!isClosed && state.shelves.onHandUnits[stock]! > 0) return true
  }
  return false
}

/** Sells units to customers who wanted something else; each is an order of its own. Gives how many there were. */
function sellInstead(
  model: Model,
  state: State,
  regionKey: Key,
  product: number,
  units: number,
): number {
  const { firstStock, stocksOfProduct } = model
  const missingUnits = askShelves(model, state, regionKey, product, units)
  const { asked, missing, shipped } = model.shelves.scratch
  const { regionUnits, filledUnits } = state.today.shelves
  const first = firstStock[product]!
  for (let i = first; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    const place = i - first
    regionUnits[stock]! += asked[place]! - missing[place]!
    filledUnits[stock]! += shipped[place]!
    postShipment(state, stock, shipped[place]!)
  }
  const sold = units - missingUnits
  if (sold > 0) {
    shipOrders(model, state, product, sold, sold)
    chargeOrders(model, state, product, sold, sold)
  }
  return sold
}

/** Books units that found no substitute as lost where they were first asked for, in proportion. */
function loseRest(
  model: Model,
  state: State,
  category: number,
  wanted: number,
  lost: number,
): void {
  const { firstStock, stocksOfProduct } = model
  const { firstOfCategory, productsOfCategory } = model.shelves
  const { missedUnits, substitutedUnits, lostUnits, lostTotalUnits, lostOrders } =
    state.today.shelves
  let unitsBefore = 0
  let lostBefore = 0
  for (let i = firstOfCategory[category]!; i < firstOfCategory[category + 1]!; i++) {
    const product = productsOfCategory[i]!
    if (missedUnits[product] === 0) continue
    for (let j = firstStock[product]!; j < firstStock[product + 1]!; j++) {
      const stock = stocksOfProduct[j]!
      unitsBefore += substitutedUnits[stock]!
      // rounded running totals, so that the parts add up
      const lostUpTo = Math.floor((lost * unitsBefore) / wanted + 0.5)
      const part = lostUpTo - lostBefore
      substitutedUnits[stock]! -= part
      lostUnits[stock]! += part
      lostTotalUnits[0]! += part
      lostOrders[product]! += part
      lostBefore = lostUpTo
    }
  }
}
