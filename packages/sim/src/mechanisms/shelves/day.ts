/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { coverWaiting, giveUpWaiting } from './backorders.ts'
import { ageStocks, beginCohorts } from './perishing.ts'
import { announceChecks, endQuarantines, mixReceipts } from './quality.ts'
import { arriveTransfers } from './transfers.ts'

/** Transfers due today arrive and quarantines end; then who waits is served, or gives up: part of the inbound step. */
export function receiveTransfers(model: Model, state: State, luck: Luck): void {
  beginCohorts(model, state)
  mixReceipts(model, state)
  arriveTransfers(model, state)
  endQuarantines(model, state)
  coverWaiting(model, state)
  giveUpWaiting(model, state, luck)
}

/** Goods age and perish at the end of the day, and results of checks come in. */
export function ageStock(model: Model, state: State, _luck: Luck): void {
  mixReceipts(model, state)
  coverWaiting(model, state)
  ageStocks(model, state)
  announceChecks(state)
}
