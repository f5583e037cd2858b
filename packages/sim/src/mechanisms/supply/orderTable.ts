/** The open lines of purchase orders as a table that grows; a line that leaves is replaced by the last one. */
import type { PurchaseOrders } from './state.ts'

/** Puts a fresh line at the end of the table and gives its index; the caller fills its columns. */
export function addLine(orders: PurchaseOrders): number {
  if (orders.count === orders.stock.length) grow(orders)
  return orders.count++
}

export function removeLine(orders: PurchaseOrders, line: number): void {
  const last = --orders.count
  if (line === last) return
  orders.stock[line] = orders.stock[last]!
  orders.units[line] = orders.units[last]!
  orders.costCents[line] = orders.costCents[last]!
  orders.supplier[line] = orders.supplier[last]!
  orders.placedDay[line] = orders.placedDay[last]!
  orders.dueDay[line] = orders.dueDay[last]!
  orders.promisedDay[line] = orders.promisedDay[last]!
  orders.sentDay[line] = orders.sentDay[last]!
  orders.isFirstLine[line] = orders.isFirstLine[last]!
  orders.isExpress[line] = orders.isExpress[last]!
  orders.qualityLuck[line] = orders.qualityLuck[last]!
}

function grow(orders: PurchaseOrders): void {
  const length = Math.max(16, 2 * orders.stock.length)
  orders.stock = longer(orders.stock, new Int32Array(length))
  orders.units = longer(orders.units, new Float64Array(length))
  orders.costCents = longer(orders.costCents, new Float64Array(length))
  orders.supplier = longer(orders.supplier, new Int32Array(length))
  orders.placedDay = longer(orders.placedDay, new Int32Array(length))
  orders.dueDay = longer(orders.dueDay, new Int32Array(length))
  orders.promisedDay = longer(orders.promisedDay, new Int32Array(length))
  orders.sentDay = longer(orders.sentDay, new Int32Array(length))
  orders.isFirstLine = longer(orders.isFirstLine, new Uint8Array(length))
  orders.isExpress = longer(orders.isExpress, new Uint8Array(length))
  orders.qualityLuck = longer(orders.qualityLuck, new Float64Array(length))
}

function longer<A extends Int32Array | Float64Array | Uint8Array>(column: A, copy: A): A {
  copy.set(column)
  return copy
}
