/** Lists of returned units: by day while they travel, by warehouse while they wait. */
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import type { ReturnedUnits } from './state.ts'

function grow(units: ReturnedUnits): void {
  const size = units.next.length
  const more = Math.max(256, 2 * size)
  const longer = <T extends Int32Array | Float64Array | Uint8Array>(column: T, copy: T): T => {
    copy.set(column)
    return copy
  }
  units.next = longer(units.next, new Int32Array(more))
  units.stock = longer(units.stock, new Int32Array(more))
  units.paidCents = longer(units.paidCents, new Float64Array(more))
  units.costCents = longer(units.costCents, new Float64Array(more))
  units.outcome = longer(units.outcome, new Uint8Array(more))
  units.cameDay = longer(units.cameDay, new Int32Array(more))
  for (let row = size; row < more; row++) units.next[row] = row + 1 < more ? row + 1 : -1
  units.firstFree = size
}

/** A unit of a stock that will come back on a day within the ring. Cents are those of a unit. */
export function addReturn(
  state: State,
  dueDay: number,
  stock: number,
  paidCents: number,
  costCents: number,
  outcome: number,
): void {
  const { units, firstDue } = state.returns
  if (units.firstFree < 0) grow(units)
  const row = units.firstFree
  units.firstFree = units.next[row]!
  units.stock[row] = stock
  units.paidCents[row] = paidCents
  units.costCents[row] = costCents
  units.outcome[row] = outcome
  const due = ringRow(dueDay)
  units.next[row] = firstDue[due]!
  firstDue[due] = row
}

export function freeRow(units: ReturnedUnits, row: number): void {
  units.next[row] = units.firstFree
  units.firstFree = row
}

/** Puts a unit at the end of the queue of a warehouse. */
export function queueUnit(state: State, warehouse: number, row: number): void {
  const { units, firstPending, lastPending, pendingUnits } = state.returns
  units.next[row] = -1
  units.cameDay[row] = state.day
  const last = lastPending[warehouse]!
  if (last < 0) firstPending[warehouse] = row
  else units.next[last] = row
  lastPending[warehouse] = row
  pendingUnits[warehouse]! += 1
}

/** Takes the oldest unit of a warehouse out of its queue; −1 when none waits. The row is not free yet. */
export function takeOldest(state: State, warehouse: number): number {
  const { units, firstPending, lastPending, pendingUnits } = state.returns
  const row = firstPending[warehouse]!
  if (row < 0) return row
  firstPending[warehouse] = units.next[row]!
  if (units.next[row]! < 0) lastPending[warehouse] = -1
  pendingUnits[warehouse]! -= 1
  return row
}
