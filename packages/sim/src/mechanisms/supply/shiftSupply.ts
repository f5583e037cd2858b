import { firstDayOf } from '../../commands/terms.ts'
import type { EntityRef } from '@sandtable/rules'
import { numberValue, type CommandContext, type CommandHandler } from '../../commands/handler.ts'
import { bestBackup, canMake, noSupplier, useSupplier } from './sources.ts'
import { meanSoldUnits } from './windows.ts'

/**
 * Gives a share of the products that the shop file buys at a supplier another main supplier, the least
 * profitable first; a smaller share takes the most profitable ones back. Those moved already stay where they are.
 * What the other one does not make goes to its own best backup (`canMake`). Refused without another supplier
 * (`noTarget`), or when nobody else makes any of them (`notListed`).
 */
export const shiftSupply: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const [supplier] = command.entities as [number]
  const to = (command.values['to'] as EntityRef | undefined)?.entity
  const shareRatio = numberValue(command, 'shareRatio')
  if (shareRatio > 0 && (to === undefined || to === supplier)) {
    return { fate: 'rejected', reason: 'noTarget' }
  }
  const { mainSupplierOfProduct } = state.supply
  const own = leastProfitableFirst(context, supplier)
  const wanted = Math.floor(shareRatio * own.length + 0.5)
  const moved = own.filter((product) => mainSupplierOfProduct[product] !== supplier)
  if (moved.length > wanted) {
    for (const product of moved.slice(wanted)) makeMain(context, product, supplier)
    view.refresh()
    return { fate: 'applied' }
  }
  const missing = wanted - moved.length
  if (missing === 0 || to === undefined) return { fate: 'rejected', reason: 'unchanged' }
  const makerOf = (product: number) =>
    canMake(model, product, to) ? to : bestBackup(view, product)
  const able = own.flatMap((product) => {
    const maker = mainSupplierOfProduct[product] === supplier ? makerOf(product) : noSupplier
    return maker === noSupplier ? [] : [{ product, maker }]
  })
  if (able.length === 0) return { fate: 'rejected', reason: 'notListed' }
  const given = able.slice(0, missing)
  for (const { product, maker } of given) makeMain(context, product, maker)
  view.refresh()
  const isAsAsked = given.length === missing && given.every(({ maker }) => maker === to)
  return isAsAsked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'canMake' }
}

/** Products of a supplier by (price − unit cost) × units sold a day, lowest first; equal ones by id. */
function leastProfitableFirst({ model, state }: CommandContext, supplier: number): number[] {
  const own: number[] = []
  const profit = new Map<number, number>()
  for (let product = 0; product < model.supplierOfProduct.length; product++) {
    if (model.supplierOfProduct[product] !== supplier) continue
    const marginCents = state.offers.priceCents[product]! - state.supply.unitCostCents[product]!
    let soldPerDay = 0
    for (let i = model.firstStock[product]!; i < model.firstStock[product + 1]!; i++) {
      soldPerDay += meanSoldUnits(state, model.stocksOfProduct[i]!)
    }
    own.push(product)
    profit.set(product, marginCents * soldPerDay)
  }
  return own.toSorted((a, b) => profit.get(a)! - profit.get(b)! || a - b)
}

/** A product whose orders went to its main supplier follows; one that stands at a backup stays there. */
function makeMain(
  { model, state, isAfterClose }: CommandContext,
  product: number,
  supplier: number,
): void {
  const { supply } = state
  const wasOnMain = supply.supplierOfProduct[product] === supply.mainSupplierOfProduct[product]
  supply.mainSupplierOfProduct[product] = supplier
  // it knows what it has always made
  const mustLearn = supplier !== model.supplierOfProduct[product]
  const learningDays = mustLearn ? model.settings['purchasing.learningDays'] : 0
  supply.learningUntilDay[product] = firstDayOf({ state, isAfterClose }) + learningDays - 1
  if (wasOnMain) useSupplier(model, state, product, supplier)
}
