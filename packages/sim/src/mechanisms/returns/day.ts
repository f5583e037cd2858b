/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { countReturns, inspect, takeIn } from './inspection.ts'
import { scheduleUnits } from './scheduling.ts'

/** Returned goods arrive and are inspected: part of the inbound step. */
export function receiveReturns(model: Model, state: State, _luck: Luck): void {
  takeIn(model, state)
  inspect(model, state)
}

/** Decides which units sold today will come back, and when; what the morning added to inspection is used. */
export function scheduleReturns(model: Model, state: State, luck: Luck): void {
  scheduleUnits(model, state, luck)
  inspect(model, state)
  countReturns(state)
}
