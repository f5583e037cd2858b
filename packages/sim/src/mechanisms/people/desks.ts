/** The time of the desks: what is done today, what waits, and what it costs. */
import { textOrEmpty, type Command, type DeskId } from '@sandtable/rules'
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

/**
 * Gives a desk minutes of small work: messages, relabelling, calls. What does not fit into its day waits and
 * goes before the tasks of the next days; wages are paid when the work is done. Without a desk, operations.
 */
export function chargeDeskWork(
  model: Model,
  state: State,
  minutes: number,
  desk: number = model.people.desks.operations,
): void {
  const now = Math.min(minutes, freeMinutes(model, state, desk))
  state.people.waitingMinutes[desk]! += minutes - now
  work(model, state, desk, now)
}

/** Index of the desk that a command names. */
export function deskOf({ people }: Model, { command, values }: Command): number {
  const id = textOrEmpty(values['desk'])
  if (!Object.hasOwn(people.desks, id)) throw new Error(`${command}: unknown desk "${id}"`)
  return people.desks[id as DeskId]
}

/** Minutes that a desk still has today. */
export function freeMinutes(model: Model, state: State, desk: number): number {
  return Math.max(0, model.people.minutesPerDay[desk]! - state.today.people.workedMinutes[desk]!)
}

/** The small work that waits is done first; as much as the day has room for. */
export function workOffWaiting(model: Model, state: State, desk: number): void {
  const { waitingMinutes } = state.people
  const minutes = Math.min(waitingMinutes[desk]!, freeMinutes(model, state, desk))
  waitingMinutes[desk]! -= minutes
  work(model, state, desk, minutes)
}

/** Works and is paid for it, rounded to whole cents. */
export function work(model: Model, state: State, desk: number, minutes: number): void {
  if (minutes === 0) return
  state.today.people.workedMinutes[desk]! += minutes
  const cents = Math.floor((minutes * model.people.wageCentsPerHour[desk]!) / 60 + 0.5)
  postCost(state, accounts.wages, cents)
}
