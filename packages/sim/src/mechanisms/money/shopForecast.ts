/** The rolling forecast of the shop: what is known of the coming weeks, and the last 28 days going on. */
import { commissionRatio, payoutDelayDays } from '../../ledger.ts'
import { noEnd, ringRow } from '../../rings.ts'
import type { View } from '../../view.ts'
import {
  delayed,
  forecastCash,
  forecastWeeks,
  type CashForecast,
  type CashPlan,
} from './forecast.ts'
import { meanCostCents, meanRecentCents } from './recentCosts.ts'

/** Costs that go on as they were; what depends on sales, goods and advertising stands apart. */
const lastingCosts = [
  'shipping',
  'freight',
  'orderCost',
  'holding',
  'wages',
  'gifts',
  'disposal',
  'other',
] as const

/** The forecast from the shop as it is; a plan by week in the shop file stands in for it. */
export function forecastOfShop(view: View): CashForecast {
  return forecastCash(givenPlan(view) ?? shopPlan(view))
}

/** The plan that the shop file gives by week, if it does. */
function givenPlan({ model: { settings }, state }: View): CashPlan | undefined {
  const grossSalesCentsByWeek = settings['cashPlan.grossSalesCentsByWeek']
  if (grossSalesCentsByWeek.length === 0) return undefined
  return {
    openingCashCents: state.money.cashCents,
    grossSalesCentsByWeek,
    purchasesCentsByWeek: settings['cashPlan.purchasesCentsByWeek'],
    adSpendCentsByWeek: settings['cashPlan.adSpendCentsByWeek'],
    openingReceivablesCentsByWeek: settings['cashPlan.openingReceivablesCentsByWeek'],
    openingPayablesCentsByWeek: settings['cashPlan.openingPayablesCentsByWeek'],
    payoutDelayWeeks: settings['cashPlan.payoutDelayWeeks'],
    supplierTermsWeeks: settings['cashPlan.supplierTermsWeeks'],
    feeRatio: settings['money.feeRatio'],
    fixedCostCentsPerWeek: settings['cashPlan.fixedCostCentsPerWeek'],
    refundRatio: settings['cashPlan.refundRatio'],
  }
}

/**
 * What the shop itself knows: payouts, invoices and bills by their due days, open purchase orders by promised day
 * and terms; sales, refunds and costs go on as on the mean of 28 days, and what is sold is bought again. Overdue
 * invoices are not counted on.
 */
function shopPlan(view: View): CashPlan {
  const { model, state } = view
  const accountSales = meanRecentCents(state, 'recentAccountSalesCents')
  const platformSales = Math.max(0, meanRecentCents(state, 'recentGmvCents') - accountSales)
  const refunds = meanCostCents(state, ['refunds'])
  const receivables = dueReceivables(view)
  const accountWeeks = meanTermsDays(view) / 7
  delayed(everyWeek(7 * accountSales), accountWeeks, forecastWeeks).forEach((cents, week) => {
    receivables[week]! += cents
  })
  return {
    openingCashCents: state.money.cashCents,
    grossSalesCentsByWeek: everyWeek(7 * platformSales),
    purchasesCentsByWeek: everyWeek(7 * meanRecentCents(state, 'recentCogsCents')),
    adSpendCentsByWeek: everyWeek(7 * meanCostCents(state, ['adSpend'])),
    openingReceivablesCentsByWeek: receivables,
    openingPayablesCentsByWeek: duePayables(view),
    payoutDelayWeeks: payoutDelayDays(model, state) / 7,
    supplierTermsWeeks: model.money.purchaseToPaymentDays / 7,
    feeRatio: commissionRatio(model, state),
    fixedCostCentsPerWeek: 7 * meanCostCents(state, lastingCosts),
    refundRatio: platformSales === 0 ? 0 : refunds / platformSales,
  }
}

const everyWeek = (cents: number): number[] => Array.from({ length: forecastWeeks }, () => cents)

/** Days of the forecast, after today. */
const forecastDays = 7 * forecastWeeks

/** What a ring by day holds for today and each day of the forecast. */
function dueByDay(day: number, ring: Float64Array): Float64Array {
  const cents = new Float64Array(1 + forecastDays)
  for (let ahead = 0; ahead <= forecastDays; ahead++) cents[ahead] = ring[ringRow(day + ahead)]!
  return cents
}

/** Today, as far as it is still to come, is of the first week. */
function byWeek(centsByDay: Float64Array): number[] {
  const cents = everyWeek(0)
  cents[0] = centsByDay[0]!
  for (let ahead = 1; ahead <= forecastDays; ahead++) {
    cents[Math.floor((ahead - 1) / 7)]! += centsByDay[ahead]!
  }
  return cents
}

function dueReceivables({ state }: View): number[] {
  const { day, money } = state
  const centsByDay = dueByDay(day, money.payoutsDueCents)
  const { count, closedDay, dueDay, cents } = money.invoices
  for (let i = 0; i < count; i++) {
    if (closedDay[i] !== noEnd || dueDay[i]! < day) continue
    const ahead = dueDay[i]! - day
    if (ahead <= forecastDays) centsByDay[ahead]! += cents[i]!
  }
  return byWeek(centsByDay)
}

function duePayables({ model, state }: View): number[] {
  const { day, money, supply } = state
  const centsByDay = dueByDay(day, money.paymentsDueTotalCents)
  const { count, promisedDay, supplier, costCents } = supply.purchaseOrders
  for (let line = 0; line < count; line++) {
    const daysToReceipt = Math.max(1, promisedDay[line]! - day)
    const ahead = daysToReceipt + model.termsDays[supplier[line]!]!
    if (ahead <= forecastDays) centsByDay[ahead]! += costCents[line]!
  }
  return byWeek(centsByDay)
}

/** Mean days to pay of the accounts as they are now; 0 without any. */
function meanTermsDays({ state }: View): number {
  const terms = state.money.accountTermsDays
  return terms.reduce((sum, days) => sum + days, 0) / Math.max(1, terms.length)
}
