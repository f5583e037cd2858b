import { isOnSale } from '../mechanisms/listing.ts'
import { canAfford, placeOrder, raiseToMoq, splitUnits, type OrderLine } from '../purchasing.ts'
import { deriveKey } from '../random.ts'
import { numberValue, type CommandContext, type CommandHandler } from './handler.ts'

/**
 * Places a purchase order with the product's supplier. For a product the units are raised to the minimum
 * order, then split over its stocks in proportion to their sales of 28 days, equally without sales.
 * Refused when the product is not on sale (`delisted`) or the money does not reach (`noCash`).
 */
export const reorder: CommandHandler = (context, command) => {
  const { model, state, view, luck } = context
  const [entity] = command.entities as [number]
  const product = command.scope === 'stock' ? model.productOfStock[entity]! : entity
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  const askedUnits = numberValue(command, 'units')
  const units = raiseToMoq(model, product, askedUnits)
  if (!canAfford(model, state, product, units)) return { fate: 'rejected', reason: 'noCash' }
  const lines =
    command.scope === 'stock' ? [{ stock: entity, units }] : splitBySales(context, product, units)
  const key = deriveKey(luck.seed, luck.replication, 'suppliers.leadTime', state.day)
  placeOrder(model, state, product, lines, key, context.isAfterClose)
  view.refresh()
  if (units !== askedUnits) return { fate: 'adjusted', reason: 'raisedToMoq' }
  return lines.length > 1 ? { fate: 'adjusted', reason: 'split' } : { fate: 'applied' }
}

function splitBySales(
  { model, view }: CommandContext,
  product: number,
  units: number,
): OrderLine[] {
  const { stocksOfProduct, firstStock } = model
  const stocks = Array.from(stocksOfProduct.subarray(firstStock[product], firstStock[product + 1]))
  const sold = view.windowSum('soldUnits', 28)
  const sales = stocks.map((stock) => sold[stock]!)
  return splitUnits(stocks, sales, units)
}
