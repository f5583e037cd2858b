/** Units by the day they were shipped: their buyers complain and write reviews some days later. */
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

/** Row of a day in the rings of units shipped. */
function rowOf(model: Model, day: number): number {
  const rows = model.reviews.shippedRows
  return ((day % rows) + rows) % rows
}

/** Notes what left the shelves today, and the defective units to be expected among them. */
export function noteShipments(model: Model, state: State): void {
  const { productOfStock } = model
  const { shippedUnits, shippedDefects, shippedTotal } = state.reviews
  const { shippedUnits: today } = state.today.shelves
  const { stockDefectRatio } = state.shelves
  const products = model.productHash.length
  const row = rowOf(model, state.day)
  const start = row * products
  shippedUnits.fill(0, start, start + products)
  shippedDefects.fill(0, start, start + products)
  let total = 0
  for (let stock = 0; stock < today.length; stock++) {
    const units = today[stock]!
    if (units === 0) continue
    const at = start + productOfStock[stock]!
    shippedUnits[at]! += units
    shippedDefects[at]! += units * stockDefectRatio[stock]!
    total += units
  }
  shippedTotal[row] = total
}

/** Where the units begin, in the rings of units shipped, whose buyers speak up today. */
export function deliveredRow(model: Model, state: State): number {
  const day = state.day - model.settings['reviews.delayDays']
  return rowOf(model, day) * model.productHash.length
}

/** A product drawn in proportion to the units in such a row; −1 when there are none. */
export function pickDelivered(state: State, start: number, uniform: number): number {
  const { shippedUnits, shippedTotal } = state.reviews
  const products = shippedUnits.length / shippedTotal.length
  let left = uniform * shippedTotal[start / products]!
  let last = -1
  for (let product = 0; product < products && left >= 0; product++) {
    const units = shippedUnits[start + product]!
    if (units === 0) continue
    last = product
    left -= units
  }
  return last
}
