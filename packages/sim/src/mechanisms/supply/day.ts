/** The morning of supply: prices, outages, what arrives, what commitments fall due. */
import type { Model } from '../../model.ts'
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { receiveGoods } from './receiving.ts'
import { removeLine } from './orderTable.ts'
import { settleCommitments } from './commitments.ts'
import { refreshUnitCosts } from './sources.ts'

/** Begins the day: takes in every line due today or before, at the cost it was ordered at. */
export function receiveDueOrders(model: Model, state: State): void {
  const { supply } = state
  refreshUnitCosts(model, state)
  if (supply.hasOrdersToday === 1) {
    supply.ordersToday.fill(0)
    supply.hasOrdersToday = 0
  }
  const suppliers = supply.knownCostFactor.length
  const nextRow = ringRow(state.day + 1) * suppliers
  supply.spendCents.fill(0, nextRow, nextRow + suppliers)
  delayUnsentOrders(state)
  receiveLines(model, state)
  settleCommitments(model, state)
}

/** What a supplier has not sent when it goes down waits until it works again; what is under way arrives. */
function delayUnsentOrders(state: State): void {
  const { supplierIsDown } = state.world
  if (!supplierIsDown.includes(1)) return
  const { count, supplier, sentDay, dueDay } = state.supply.purchaseOrders
  for (let line = 0; line < count; line++) {
    if (supplierIsDown[supplier[line]!] === 0 || sentDay[line]! < state.day) continue
    sentDay[line]! += 1
    dueDay[line]! += 1
  }
}

function receiveLines(model: Model, state: State): void {
  const { supply, day } = state
  const orders = supply.purchaseOrders
  const { dueDay } = orders
  for (let line = orders.count - 1; line >= 0; line--) {
    if (dueDay[line]! > day) continue
    const stock = orders.stock[line]!
    const units = orders.units[line]!
    const costCents = orders.costCents[line]!
    const leadTimeDays = orders.isExpress[line] === 1 ? NaN : day - orders.placedDay[line]!
    supply.onOrderUnits[stock]! -= units
    supply.openPurchaseOrders[stock]! -= 1
    supply.openOrdersOfProduct[model.productOfStock[stock]!]! -= orders.isFirstLine[line]!
    supply.onOrderCents -= costCents
    receiveGoods(
      model,
      state,
      stock,
      orders.supplier[line]!,
      units,
      costCents,
      orders.qualityLuck[line]!,
      orders.isFirstLine[line]!,
      leadTimeDays,
      day - orders.promisedDay[line]!,
    )
    removeLine(orders, line)
  }
}
