/** Where a product can be bought, and at what cost. */
import type { Model, ModelBase } from '../../model.ts'
import type { State } from '../../state.ts'
import type { View } from '../../view.ts'

/** No supplier. */
export const noSupplier = -1

export interface Sources {
  /** Sources of product i: `suppliers[firstSource[i]]` up to, not including, `[firstSource[i + 1]]`; that of the shop file first, then its backups, best first. */
  readonly firstSource: Int32Array
  readonly suppliersOfProduct: Int32Array
}

export function sourcesOfProducts({ shop, entities, supplierOfProduct }: ModelBase): Sources {
  const indexOf = new Map(entities.supplier.ids.map((id, index) => [id, index]))
  const firstSource = new Int32Array(shop.products.length + 1)
  const all: number[] = []
  shop.products.forEach(({ backupSupplierIds = [] }, product) => {
    const sources = new Set([
      supplierOfProduct[product]!,
      ...backupSupplierIds.map((id) => {
        const supplier = indexOf.get(id)
        if (supplier === undefined) throw new Error(`shop names an unknown supplier "${id}"`)
        return supplier
      }),
    ])
    all.push(...sources)
    firstSource[product + 1] = all.length
  })
  return { firstSource, suppliersOfProduct: Int32Array.from(all) }
}

/** True when the supplier is listed for the product. */
export function canMake({ supply }: Model, product: number, supplier: number): boolean {
  const end = supply.firstSource[product + 1]!
  for (let i = supply.firstSource[product]!; i < end; i++) {
    if (supply.suppliersOfProduct[i] === supplier) return true
  }
  return false
}

/** Cents of a unit ordered now, whole and at least 1: a supplier that stands in is dearer, and prices move. */
export function unitCostAt(model: Model, state: State, product: number, supplier: number): number {
  const standInFactor =
    supplier === model.supplierOfProduct[product]! ? 1 : model.supply.backupPriceFactor[supplier]!
  const factor = standInFactor * state.world.supplierCostFactor[supplier]!
  const listed = model.unitCostCents[product]!
  return factor === 1 ? listed : Math.max(1, Math.floor(listed * factor + 0.5))
}

/** Sends the orders of a product to a supplier from now on. */
export function useSupplier(model: Model, state: State, product: number, supplier: number): void {
  const { supply } = state
  if (supply.supplierOfProduct[product] !== supplier) {
    supply.supplierOfProduct[product] = supplier
    // what is remembered is another one's lead time
    supply.productReceipts[product] = 0
  }
  supply.unitCostCents[product] = unitCostAt(model, state, product, supplier)
}

/** Follows the suppliers' prices, where they have moved. */
export function refreshUnitCosts(model: Model, state: State): void {
  const { supplierCostFactor } = state.world
  const { knownCostFactor, supplierOfProduct, unitCostCents } = state.supply
  let hasMoved = false
  for (let supplier = 0; supplier < knownCostFactor.length; supplier++) {
    if (knownCostFactor[supplier] === supplierCostFactor[supplier]) continue
    knownCostFactor[supplier] = supplierCostFactor[supplier]!
    hasMoved = true
  }
  if (!hasMoved) return
  for (let product = 0; product < unitCostCents.length; product++) {
    unitCostCents[product] = unitCostAt(model, state, product, supplierOfProduct[product]!)
  }
}

/** Reduction for the size of an order: all of its units, and only at the main supplier of the shop file. */
export function breakDiscountRatio(
  { supply, moqUnits, supplierOfProduct }: Model,
  product: number,
  supplier: number,
  units: number,
): number {
  if (supplier !== supplierOfProduct[product]) return 0
  const { breakMultiples, breakRatios } = supply
  let best = 0
  for (let i = 0; i < breakMultiples.length; i++) {
    if (units >= breakMultiples[i]! * moqUnits[product]!) best = Math.max(best, breakRatios[i]!)
  }
  return best
}

/** Cents of some units of an order at its unit cost less the reduction, whole. */
export function goodsCents(units: number, unitCents: number, discountRatio: number): number {
  const cents = units * unitCents
  return discountRatio === 0 ? cents : Math.floor(cents * (1 - discountRatio) + 0.5)
}

/** The backup of a product that works: the one used now, else that with the best score, then as listed; `noSupplier` when none does. */
export function bestBackup(view: View, product: number): number {
  const { model, state } = view
  const { firstSource, suppliersOfProduct } = model.supply
  const scores = view.need('supplier', 'supplierScore')
  const main = state.supply.mainSupplierOfProduct[product]!
  const current = state.supply.supplierOfProduct[product]!
  if (current !== main && state.world.supplierIsDown[current] === 0) return current
  let best = noSupplier
  let bestScore = -1
  for (let i = firstSource[product]!; i < firstSource[product + 1]!; i++) {
    const supplier = suppliersOfProduct[i]!
    if (supplier === main || state.world.supplierIsDown[supplier] === 1) continue
    // nothing known of it yet: behind every one of which something is
    const score = scores[supplier]! >= 0 ? scores[supplier]! : -0.5
    if (score <= bestScore) continue
    best = supplier
    bestScore = score
  }
  return best
}

/** How many suppliers are listed for the product. */
export function sourceCount({ supply }: Model, product: number): number {
  return supply.firstSource[product + 1]! - supply.firstSource[product]!
}
