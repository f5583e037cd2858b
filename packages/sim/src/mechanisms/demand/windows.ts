/** Sums over closed days: of the month, and per channel over windows. */
import { dayOfMonth } from './month.ts'
import { accounts } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import type { View } from '../../view.ts'

/** Adds the newest closed day to the running totals: the first thing in the morning. */
export function countClosedDay(model: Model, state: State): void {
  const { demand, closed, totals } = state
  if (totals.closedDays > demand.countedDays) {
    addToRing(demand.gmvTotalCents, closed.demand.channelGmvCents, totals.closedDays)
    addToRing(demand.spendTotalCents, closed.demand.channelSpendCents, totals.closedDays)
    demand.monthSpendCents += closed.money.costCents[accounts.adSpend]!
    demand.countedDays = totals.closedDays
  }
  if (dayOfMonth(model.startEpochDay + state.day - 1) === 1) demand.monthSpendCents = 0
}

function addToRing(ring: Float64Array, values: Float64Array, closedDays: number): void {
  const width = values.length
  const before = ringRow(closedDays - 1) * width
  const after = ringRow(closedDays) * width
  for (let i = 0; i < width; i++) ring[after + i] = ring[before + i]! + values[i]!
}

/** Sum per channel over the last `days` closed days, or over all there are. */
export function channelWindow(view: View, what: 'gmv' | 'spend', days: number): Float64Array {
  const { demand, closed, totals } = view.state
  const ring = what === 'gmv' ? demand.gmvTotalCents : demand.spendTotalCents
  const newest = what === 'gmv' ? closed.demand.channelGmvCents : closed.demand.channelSpendCents
  const isCounted = demand.countedDays === totals.closedDays
  const width = newest.length
  const from = ringRow(totals.closedDays - view.windowDays(days)) * width
  const to = ringRow(demand.countedDays) * width
  const sums = new Float64Array(width)
  for (let i = 0; i < width; i++) {
    sums[i] = ring[to + i]! - ring[from + i]! + (isCounted ? 0 : newest[i]!)
  }
  return sums
}

/** Advertising since the first of the month, the newest closed day included. */
export function monthSpendCents({ state }: View): number {
  const { demand, closed, totals } = state
  const isCounted = demand.countedDays === totals.closedDays
  return demand.monthSpendCents + (isCounted ? 0 : closed.money.costCents[accounts.adSpend]!)
}

/** Days of the month that have closed ÷ its days. */
export function monthElapsedRatio(
  { model, state }: View,
  daysIn: (epochDay: number) => number,
): number {
  const epochDay = model.startEpochDay + state.day - 1
  const isOpen = state.demand.countedDays === state.totals.closedDays
  return (dayOfMonth(epochDay) - (isOpen ? 1 : 0)) / daysIn(epochDay)
}
