/** Orders with a cause that waiting does not cure: a wrong address, a failed payment. */
import { postRefund, postRestock } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { ringDays, ringRow } from '../../rings.ts'
import { orderClasses, type HeldOrders } from './state.ts'

function grow(held: HeldOrders): void {
  const size = 2 * held.stock.length
  const longer = <T extends Int32Array | Float64Array>(column: T, copy: T): T => {
    copy.set(column)
    return copy
  }
  held.stock = longer(held.stock, new Int32Array(size))
  held.orderedDay = longer(held.orderedDay, new Int32Array(size))
  held.paidCents = longer(held.paidCents, new Float64Array(size))
  held.costCents = longer(held.costCents, new Float64Array(size))
}

/** Holds orders of today back, one unit each. Cents are those of a unit. */
export function holdOrders(
  state: State,
  stock: number,
  orders: number,
  paidCents: number,
  costCents: number,
): void {
  const { held } = state.fulfilment
  for (let i = 0; i < orders; i++) {
    if (held.count === held.stock.length) grow(held)
    const at = held.count
    held.stock[at] = stock
    held.orderedDay[at] = state.day
    held.paidCents[at] = paidCents
    held.costCents[at] = costCents
    held.count += 1
  }
}

function move(held: HeldOrders, from: number, to: number): void {
  held.stock[to] = held.stock[from]!
  held.orderedDay[to] = held.orderedDay[from]!
  held.paidCents[to] = held.paidCents[from]!
  held.costCents[to] = held.costCents[from]!
}

/** Cancels what nobody followed up in time: the buyer is paid back and the unit goes back on the shelf. */
export function cancelStuckOrders(model: Model, state: State): void {
  const { held } = state.fulfilment
  if (held.count === 0) return
  const lastDay = state.day - model.settings['fulfilment.cancelAfterDays']
  let gone = 0
  while (gone < held.count && held.orderedDay[gone]! <= lastDay) {
    const stock = held.stock[gone]!
    postRefund(state, model.productOfStock[stock]!, held.paidCents[gone]!)
    postRestock(state, stock, 1, held.costCents[gone]!)
    state.today.fulfilment.cancelledOrders[model.fulfilment.warehouseOfStock[stock]!]! += 1
    gone += 1
  }
  if (gone === 0) return
  for (let i = gone; i < held.count; i++) move(held, i, i - gone)
  held.count -= gone
}

/** Held orders of a warehouse that came on a day. */
export function heldOn(model: Model, state: State, warehouse: number, orderedDay: number): number {
  const { held } = state.fulfilment
  let orders = 0
  // oldest first
  for (let i = held.count - 1; i >= 0 && held.orderedDay[i]! >= orderedDay; i--) {
    if (held.orderedDay[i] !== orderedDay) continue
    if (model.fulfilment.warehouseOfStock[held.stock[i]!] === warehouse) orders += 1
  }
  return orders
}

/** Mends some held orders of a warehouse and day: they wait for capacity again, at their old place. */
export function mendOrders(
  model: Model,
  state: State,
  warehouse: number,
  orderedDay: number,
  orders: number,
): void {
  const { held } = state.fulfilment
  let left = orders
  let kept = 0
  for (let i = 0; i < held.count; i++) {
    const isMended =
      left > 0 &&
      held.orderedDay[i] === orderedDay &&
      model.fulfilment.warehouseOfStock[held.stock[i]!] === warehouse
    if (isMended) {
      left -= 1
      queueAgain(state, warehouse, orderedDay)
      continue
    }
    if (kept !== i) move(held, i, kept)
    kept += 1
  }
  held.count = kept
}

/** Puts an order back in the queue at the place of its day. */
function queueAgain(state: State, warehouse: number, orderedDay: number): void {
  const own = state.fulfilment
  const day = Math.max(orderedDay, state.day - ringDays + 2)
  const cohort = warehouse * ringDays + ringRow(day)
  own.waitingOrders[cohort * orderClasses]! += 1
  own.waitingLocal[cohort]! += 1
  own.oldestDay[warehouse] = Math.min(own.oldestDay[warehouse]!, day)
}
