/** What has been delivered, and what of it was found defective: a log of 90 days and its sums. */
import type { State } from '../../state.ts'
import type { DeliveryLog } from './state.ts'

/** Days that the sums cover. */
const windowDays = 90

/** Notes goods received; `orders` is 1 on one line of each purchase order, and `isOnTime` tells of that order. */
export function noteDelivery(
  state: State,
  product: number,
  supplier: number,
  units: number,
  orders: number,
  isOnTime: boolean,
): void {
  state.supply.deliveredBy[product] = supplier
  const log = state.supply.deliveries
  const at = addEntry(log, state.day, product, supplier)
  log.receivedUnits[at] = units
  log.foundUnits[at] = 0
  log.orders[at] = orders
  log.onTimeOrders[at] = isOnTime ? orders : 0
}

/** Notes units of a product that turned out to be defective; the supplier of its newest delivery is to blame. */
export function noteDefectsFound(
  { supply }: State,
  day: number,
  product: number,
  units: number,
): void {
  const log = supply.deliveries
  const at = addEntry(log, day, product, supply.deliveredBy[product]!)
  log.receivedUnits[at] = 0
  log.foundUnits[at] = units
  log.orders[at] = 0
  log.onTimeOrders[at] = 0
}

/** Takes new entries into the sums and drops those that the window has left behind. */
export function moveDeliveryWindow(state: State, closedDay: number): void {
  const log = state.supply.deliveries
  const mask = log.day.length - 1
  for (; log.summed < log.count; log.summed++) {
    addToSums(state, (log.first + log.summed) & mask, 1)
  }
  while (log.count > 0 && log.day[log.first]! <= closedDay - windowDays) {
    addToSums(state, log.first, -1)
    log.first = (log.first + 1) & mask
    log.count -= 1
    log.summed -= 1
  }
}

function addToSums({ supply }: State, entry: number, sign: 1 | -1): void {
  const { deliveries: log } = supply
  const product = log.product[entry]!
  const supplier = log.supplier[entry]!
  const received = sign * log.receivedUnits[entry]!
  const found = sign * log.foundUnits[entry]!
  supply.productReceived90d[product]! += received
  supply.productFound90d[product]! += found
  supply.supplierReceived90d[supplier]! += received
  supply.supplierFound90d[supplier]! += found
  supply.supplierOrders90d[supplier]! += sign * log.orders[entry]!
  supply.supplierOnTime90d[supplier]! += sign * log.onTimeOrders[entry]!
}

function addEntry(log: DeliveryLog, day: number, product: number, supplier: number): number {
  if (log.count === log.day.length) grow(log)
  const at = (log.first + log.count) & (log.day.length - 1)
  log.count += 1
  log.day[at] = day
  log.product[at] = product
  log.supplier[at] = supplier
  return at
}

function grow(log: DeliveryLog): void {
  const { first } = log
  log.day = unrolled(log.day, first)
  log.product = unrolled(log.product, first)
  log.supplier = unrolled(log.supplier, first)
  log.receivedUnits = unrolled(log.receivedUnits, first)
  log.foundUnits = unrolled(log.foundUnits, first)
  log.orders = unrolled(log.orders, first)
  log.onTimeOrders = unrolled(log.onTimeOrders, first)
  log.first = 0
}

/** Twice as long, the oldest entry in front. */
function unrolled(column: Int32Array, first: number): Int32Array {
  const longer = new Int32Array(2 * column.length)
  longer.set(column.subarray(first))
  longer.set(column.subarray(0, first), column.length - first)
  return longer
}
