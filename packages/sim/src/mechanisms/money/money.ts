/** Money: payouts, supplier bills, business accounts, fixed costs. */
import { accounts, postCost, postPayout, postSupplierPayments } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { chargeHolding } from '../shelves/stock.ts'
import { settleInvoices } from './invoices.ts'
import { noteCosts } from './recentCosts.ts'

export { chargeDeskWork } from '../people/desks.ts'

/** The day's money: payouts and invoices come in; suppliers, staff and storage are paid. */
export function settle(model: Model, state: State): void {
  postPayout(state)
  settleInvoices(model, state)
  postSupplierPayments(state)
  postCost(state, accounts.wages, model.settings['money.staffWagesCentsPerDay'])
  chargeHolding(model, state)
  noteCosts(state)
}
