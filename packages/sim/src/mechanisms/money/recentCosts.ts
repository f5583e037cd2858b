/** What the shop has paid and sold in the last 28 days, for the forecast. */
import { sumOfWhole } from '../../columns.ts'
import { accounts, costAccounts } from '../../ledger.ts'
import type { State } from '../../state.ts'
import { recentDays, type MoneyState } from './state.ts'

/** Notes the day's costs and sales once all of them are booked. */
export function noteCosts(state: State): void {
  const { money, today } = state
  const row = ((state.day % recentDays) + recentDays) % recentDays
  money.recentCostCents.set(today.money.costCents, row * costAccounts.length)
  money.recentAccountSalesCents[row] = sumOfWhole(today.money.accountSalesCents)
  money.recentGmvCents[row] = today.offers.gmvTotalCents[0]!
  money.recentCogsCents[row] = today.shelves.cogsTotalCents[0]!
  money.recentCount = Math.min(recentDays, money.recentCount + 1)
}

/** Mean a day on some accounts over the last 28 days, or the days there have been; 0 before the first. */
export function meanCostCents({ money }: State, names: readonly (keyof typeof accounts)[]): number {
  let sum = 0
  for (const name of names) {
    for (let at = accounts[name]; at < money.recentCostCents.length; at += costAccounts.length) {
      sum += money.recentCostCents[at]!
    }
  }
  return sum / Math.max(1, money.recentCount)
}

/** Mean a day of a figure of the shop over the same days. */
export function meanRecentCents(
  { money }: State,
  name: keyof MoneyState & `recent${'AccountSales' | 'Gmv' | 'Cogs'}Cents`,
): number {
  return sumOfWhole(money[name]) / Math.max(1, money.recentCount)
}
