/** Returned goods arrive, are paid back, and wait to be inspected. */
import { accounts, postCost, postRefund, postRestock } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { hoursSince } from '../fulfilment/backlog.ts'
import { freeRow, queueUnit, takeOldest } from './lists.ts'
import { outcomes, returnRows } from './state.ts'

/** Returns must be inspected and booked within 72 hours. */
const bookedWithinDays = 3
/** Window of the return rate. */
const windowDays = 30

/**
 * Units due today come in: the buyer gets the price paid, the shop pays the freight. Defective ones are scrapped
 * at once, the others queue. A closed warehouse takes them a day later.
 */
export function takeIn(model: Model, state: State): void {
  const { returns: own, today, day } = state
  const { units, firstDue } = own
  const { productOfStock } = model
  const { warehouseOfStock } = model.fulfilment
  const { warehouseIsClosed } = state.world
  const { returnedUnits, defectReturnUnits, warehouseReturnedUnits } = today.returns
  const freightCents = model.settings['returns.freightCentsPerUnit']
  const dueRow = ringRow(day)
  clearRing(state)
  let row = firstDue[dueRow]!
  firstDue[dueRow] = -1
  const tomorrow = ringRow(day + 1)
  while (row >= 0) {
    const next = units.next[row]!
    const stock = units.stock[row]!
    const warehouse = warehouseOfStock[stock]!
    if (warehouseIsClosed[warehouse] === 1) {
      units.next[row] = firstDue[tomorrow]!
      firstDue[tomorrow] = row
      row = next
      continue
    }
    const product = productOfStock[stock]!
    own.onTheWayUnits[product]! -= 1
    returnedUnits[product]! += 1
    warehouseReturnedUnits[warehouse]! += 1
    postRefund(state, product, units.paidCents[row]!)
    if (freightCents > 0) postCost(state, accounts.shipping, freightCents, product)
    if (units.outcome[row] === outcomes.defect) {
      defectReturnUnits[product]! += 1
      freeRow(units, row)
    } else {
      own.cameUnits[warehouse * ringDays + dueRow]! += 1
      queueUnit(state, warehouse, row)
    }
    row = next
  }
}

function clearRing(state: State): void {
  const { cameUnits, bookedOnTimeUnits, pendingUnits } = state.returns
  const row = ringRow(state.day)
  for (let warehouse = 0; warehouse < pendingUnits.length; warehouse++) {
    cameUnits[warehouse * ringDays + row] = 0
    bookedOnTimeUnits[warehouse * ringDays + row] = 0
  }
}

/** Units that the usual staff inspect in a day; where the shop file does not say, they are as many as the season needs. */
function usualUnits(model: Model, state: State, warehouse: number): number {
  const units = model.returns.inspectionUnits[warehouse]!
  if (model.returns.followsStaff[warehouse] === 0) return units
  const packers = state.fulfilment.packingOrders[warehouse]!
  return Math.ceil((units * packers) / model.fulfilment.packingOrders[warehouse]! - 1e-9)
}

/** Units that can be inspected today beside the usual ones. */
export function extraUnits(state: State, warehouse: number): number {
  const { extraInspectionUnits, inspectUntilDay } = state.returns
  return inspectUntilDay[warehouse]! >= state.day ? extraInspectionUnits[warehouse]! : 0
}

/**
 * Inspects what waits, oldest first, up to what the day has left: sound units go back on the shelf at what they
 * cost, the others are scrapped. Units beyond the usual ones are paid by the piece.
 */
export function inspect(model: Model, state: State): void {
  const { returns: own, today, day } = state
  const { units } = own
  const wageCents = model.settings['returns.inspectionWageCentsPerUnit']
  const { inspectedUnits } = today.returns
  for (let warehouse = 0; warehouse < inspectedUnits.length; warehouse++) {
    if (own.firstPending[warehouse]! < 0 || state.world.warehouseIsClosed[warehouse] === 1) continue
    const usual = usualUnits(model, state, warehouse)
    const capacity = usual + extraUnits(state, warehouse)
    const before = inspectedUnits[warehouse]!
    let inspected = before
    while (inspected < capacity) {
      const row = takeOldest(state, warehouse)
      if (row < 0) break
      inspected += 1
      if (units.outcome[row] === outcomes.sound) {
        postRestock(state, units.stock[row]!, 1, units.costCents[row]!)
      }
      const cameDay = units.cameDay[row]!
      if (day - cameDay <= bookedWithinDays) {
        own.bookedOnTimeUnits[warehouse * ringDays + ringRow(cameDay)]! += 1
      }
      freeRow(units, row)
    }
    inspectedUnits[warehouse] = inspected
    const paid = Math.max(0, inspected - usual) - Math.max(0, before - usual)
    if (paid > 0) postCost(state, accounts.wages, paid * wageCents)
  }
}

/** Counts at the end of the day: what waits, what had to be done by now, and the returns of 30 days. */
export function countReturns(state: State): void {
  const { returns: own, today, day } = state
  const { returnedUnits, dueUnits, bookedOnTimeUnits } = today.returns
  const due = ringRow(day - bookedWithinDays)
  for (let warehouse = 0; warehouse < dueUnits.length; warehouse++) {
    dueUnits[warehouse] = own.cameUnits[warehouse * ringDays + due]!
    bookedOnTimeUnits[warehouse] = own.bookedOnTimeUnits[warehouse * ringDays + due]!
    const first = own.firstPending[warehouse]!
    own.oldestHours[warehouse] = first < 0 ? NaN : hoursSince(own.units.cameDay[first]!, day)
  }
  const { returnedByDay, returnedUnits30d } = own
  const products = returnedUnits.length
  const newest = (day & (returnRows - 1)) * products
  const oldest = ((day - windowDays) & (returnRows - 1)) * products
  for (let product = 0; product < products; product++) {
    const units = returnedUnits[product]!
    returnedUnits30d[product]! += units - returnedByDay[oldest + product]!
    returnedByDay[newest + product] = units
  }
}
