/** Buying by command: as usual, or by air. */
import { firstDayOf } from '../../commands/terms.ts'
import type { Command, Receipt } from '@sandtable/rules'
import { numberValue, type CommandContext, type CommandHandler } from '../../commands/handler.ts'
import { postReserve } from '../../ledger.ts'
import { listingStates } from '../../listingStates.ts'
import {
  freeCents,
  orderExtraCents,
  orderGoodsCents,
  orderKeys,
  placeOrder,
  raiseToMoq,
  roomUnderCapCents,
  splitUnits,
} from './ordering.ts'
import { bestBackup, noSupplier, sourceCount } from './sources.ts'
import { meanSoldUnits } from './windows.ts'

const delistedCode = listingStates.indexOf('delisted')

/**
 * Places a purchase order. For a product the units are raised to the minimum order, then split over its stocks
 * in proportion to their sales of 28 days, equally without sales. Refused when the product is taken off
 * (`delisted`), the supplier asked for is not listed (`notListed`) or down (`supplierDown`), the cap of the
 * week does not leave room (`capReached`) or the money does not reach (`noCash`, `noReserve`).
 */
export const reorder: CommandHandler = (context, command) => buy(context, command, false)

/** The same by air, from the supplier now used: a part of the lead time, at a surcharge paid to the carrier at once. */
export const expedite: CommandHandler = (context, command) => buy(context, command, true)

function buy(context: CommandContext, command: Command, isExpress: boolean): Receipt {
  const { model, state, view, luck, isAfterClose } = context
  const { supply } = state
  const [entity] = command.entities as [number]
  const isStock = command.scope === 'stock'
  const product = isStock ? model.productOfStock[entity]! : entity
  if (state.offers.listing[product] === delistedCode) {
    return { fate: 'rejected', reason: 'delisted' }
  }
  const asked = command.values['supplier']
  if (asked === 'backup' && sourceCount(model, product) === 1) {
    return { fate: 'rejected', reason: 'notListed' }
  }
  const supplier =
    asked === 'backup'
      ? bestBackup(view, product)
      : asked === 'main'
        ? supply.mainSupplierOfProduct[product]!
        : supply.supplierOfProduct[product]!
  if (supplier === noSupplier || state.world.supplierIsDown[supplier] === 1) {
    return { fate: 'rejected', reason: 'supplierDown' }
  }
  const askedUnits = numberValue(command, 'units')
  const units = raiseToMoq(model, product, askedUnits)
  const goodsCents = orderGoodsCents(model, state, product, supplier, units)
  if (goodsCents > roomUnderCapCents(state, firstDayOf({ state, isAfterClose }))) {
    return { fate: 'rejected', reason: 'capReached' }
  }
  const costCents = goodsCents + orderExtraCents(model, goodsCents, isExpress)
  if (model.settings['purchasing.isCashLimited'] === 1) {
    if (command.values['fundedBy'] === 'reserve') {
      if (costCents > state.money.reserveCents) return { fate: 'rejected', reason: 'noReserve' }
    } else if (costCents > freeCents(state)) return { fate: 'rejected', reason: 'noCash' }
  }
  if (command.values['fundedBy'] === 'reserve') {
    postReserve(state, -Math.min(costCents, state.money.reserveCents))
  }
  const lines = linesOf(context, product, isStock ? entity : noStock, units)
  const keys = orderKeys(luck, state.day, isExpress ? 'express' : 'reorder')
  const counter = countOrder(context, product, isStock ? entity : noStock, isExpress)
  placeOrder(model, state, { product, supplier, isExpress, isAfterClose, keys, counter }, lines)
  view.refresh()
  if (units !== askedUnits) return { fate: 'adjusted', reason: 'raisedToMoq' }
  return !isStock && lines.length > 1 ? { fate: 'adjusted', reason: 'split' } : { fate: 'applied' }
}

const noStock = -1

/** Units for each stock of the product: all for the one named, else by sales. */
function linesOf(
  { model, state }: CommandContext,
  product: number,
  named: number,
  units: number,
): Float64Array {
  const first = model.firstStock[product]!
  const lines = new Float64Array(model.firstStock[product + 1]! - first)
  const stocks = model.stocksOfProduct.subarray(first, first + lines.length)
  if (named === noStock) {
    const sold = lines.map((_, i) => meanSoldUnits(state, stocks[i]!))
    splitUnits(sold, units, lines)
  } else lines[stocks.indexOf(named)] = units
  return lines
}

/** Counter of the order's draws: its product or stock, and how many it has had of this kind today. */
function countOrder(
  { model, state }: CommandContext,
  product: number,
  named: number,
  isExpress: boolean,
): number {
  const { supply } = state
  const products = model.productHash.length
  const half = products + model.stockHash.length
  const at = (isExpress ? half : 0) + (named === noStock ? product : products + named)
  const earlier = supply.ordersToday[at]!
  supply.ordersToday[at] = earlier + 1
  supply.hasOrdersToday = 1
  const hash = named === noStock ? model.productHash[product]! : model.stockHash[named]!
  return hash ^ Math.imul(earlier, 0x9e3779b1)
}
