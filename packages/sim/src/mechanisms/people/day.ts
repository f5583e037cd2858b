/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { serveAccounts } from '../money/accounts.ts'
import { doTasks } from './tasks.ts'

/** Desks take the orders of business accounts and work through their tasks; finished ones mend what was wrong. */
export function workTasks(model: Model, state: State, luck: Luck): void {
  serveAccounts(model, state, luck)
  doTasks(model, state, luck)
}
