/** What channels cost. */
import { accounts, postCost } from '../../ledger.ts'
import type { State } from '../../state.ts'

/** Pays advertising of a channel: budgets, fees, commissions, rewards. Whole cents. */
export function postChannelCost(
  state: State,
  channel: number,
  cents: number,
  product?: number,
): void {
  if (cents === 0) return
  postCost(state, accounts.adSpend, cents, product)
  state.today.demand.channelSpendCents[channel]! += cents
}
