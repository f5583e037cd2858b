import { firstDayOf } from '../../commands/terms.ts'
import type { CommandHandler } from '../../commands/handler.ts'
import { accounts, postCost } from '../../ledger.ts'
import { noteSpend } from './ordering.ts'
import { removeLine } from './orderTable.ts'

/**
 * Cancels the open orders of a product that have not been sent: a fee on their value, and each supplier is
 * slower for some time. Refused when none is open (`nothingOpen`) or all are on their way (`partSent`).
 */
export const cancelOrders: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [product] = command.entities as [number]
  const { supply, day } = state
  const { settings } = model
  const orders = supply.purchaseOrders
  const first = firstDayOf({ state, isAfterClose })
  let openLines = 0
  let cancelledLines = 0
  let cancelledCents = 0
  for (let line = orders.count - 1; line >= 0; line--) {
    const stock = orders.stock[line]!
    if (model.productOfStock[stock] !== product) continue
    openLines += 1
    if (orders.sentDay[line]! <= day) continue
    const supplier = orders.supplier[line]!
    const units = orders.units[line]!
    const costCents = orders.costCents[line]!
    cancelledLines += 1
    cancelledCents += costCents
    supply.onOrderUnits[stock]! -= units
    supply.openPurchaseOrders[stock]! -= 1
    supply.openOrdersOfProduct[product]! -= orders.isFirstLine[line]!
    supply.onOrderCents -= costCents
    if (supply.committedTo[product] === supplier) {
      const bought = supply.committedBoughtUnits[product]!
      supply.committedBoughtUnits[product] = Math.max(0, bought - units)
    }
    noteSpend(state, supplier, first, -costCents)
    supply.slowUntilDay[supplier] = first + settings['purchasing.cancelSlowDays'] - 1
    removeLine(orders, line)
  }
  if (openLines === 0) return { fate: 'rejected', reason: 'nothingOpen' }
  if (cancelledLines === 0) return { fate: 'rejected', reason: 'partSent' }
  const feeCents = Math.floor(cancelledCents * settings['purchasing.cancelFeeRatio'] + 0.5)
  postCost(state, accounts.orderCost, feeCents, product)
  view.refresh()
  return cancelledLines < openLines ? { fate: 'adjusted', reason: 'partSent' } : { fate: 'applied' }
}
