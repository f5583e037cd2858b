/**
 * The cash of the coming weeks, by arithmetic: what is known to come in and to be paid, and what sales and
 * purchases to come bring with them.
 *
 *   inflow(w)  = receivables due(w) + (1 − fee) × sales(w − payout delay)
 *   outflow(w) = payables due(w) + purchases(w − supplier terms) + fixed cost + advertising(w) + refunds × sales(w)
 *   closing(w) = closing(w − 1) + inflow(w) − outflow(w)
 *
 * Weeks count from 1. A delay of whole weeks moves a week's amount as it is; with a part of a week, that part of
 * the amount falls a week later, as for sales spread evenly over the week. A list that is too short goes on with 0.
 */

/** Weeks of the rolling forecast. */
export const forecastWeeks = 12

export interface CashPlan {
  readonly openingCashCents: number
  readonly grossSalesCentsByWeek: readonly number[]
  readonly purchasesCentsByWeek: readonly number[]
  readonly adSpendCentsByWeek: readonly number[]
  /** Owed to the shop when the plan begins, by week in which it is paid. */
  readonly openingReceivablesCentsByWeek: readonly number[]
  /** Owed by the shop when the plan begins, by week in which it pays. */
  readonly openingPayablesCentsByWeek: readonly number[]
  readonly payoutDelayWeeks: number
  readonly supplierTermsWeeks: number
  /** Kept back by the platform ÷ sales. */
  readonly feeRatio: number
  readonly fixedCostCentsPerWeek: number
  /** Paid back in the week of the sale ÷ sales. */
  readonly refundRatio: number
}

/** One number a week, the first for week 1. Cents, not rounded. */
export interface CashForecast {
  readonly inflowCents: readonly number[]
  readonly outflowCents: readonly number[]
  readonly closingCashCents: readonly number[]
  readonly minCashCents: number
  /** The first week with that cash, from 1. */
  readonly minWeek: number
}

export function forecastCash(plan: CashPlan, weeks: number = forecastWeeks): CashForecast {
  const payouts = delayed(plan.grossSalesCentsByWeek, plan.payoutDelayWeeks, weeks)
  const bills = delayed(plan.purchasesCentsByWeek, plan.supplierTermsWeeks, weeks)
  const inflowCents: number[] = []
  const outflowCents: number[] = []
  const closingCashCents: number[] = []
  let cash = plan.openingCashCents
  for (let week = 0; week < weeks; week++) {
    const sales = plan.grossSalesCentsByWeek[week] ?? 0
    const inflow =
      (plan.openingReceivablesCentsByWeek[week] ?? 0) + payouts[week]! * (1 - plan.feeRatio)
    const outflow =
      (plan.openingPayablesCentsByWeek[week] ?? 0) +
      bills[week]! +
      plan.fixedCostCentsPerWeek +
      (plan.adSpendCentsByWeek[week] ?? 0) +
      plan.refundRatio * sales
    cash += inflow - outflow
    inflowCents.push(inflow)
    outflowCents.push(outflow)
    closingCashCents.push(cash)
  }
  const minCashCents = Math.min(...closingCashCents)
  return {
    inflowCents,
    outflowCents,
    closingCashCents,
    minCashCents,
    minWeek: closingCashCents.indexOf(minCashCents) + 1,
  }
}

/** The first week, from 1, that closes with less than the floor; undefined when none does. */
export function firstWeekUnder(
  { closingCashCents }: Pick<CashForecast, 'closingCashCents'>,
  floorCents: number,
): number | undefined {
  const index = closingCashCents.findIndex((cents) => cents < floorCents)
  return index < 0 ? undefined : index + 1
}

/** Amounts by week, each moved `delayWeeks` ≥ 0 on. */
export function delayed(
  amounts: readonly number[],
  delayWeeks: number,
  weeks: number,
): readonly number[] {
  const whole = Math.floor(delayWeeks)
  const part = delayWeeks - whole
  const moved: number[] = []
  for (let week = 0; week < weeks; week++) {
    const onTime = amounts[week - whole] ?? 0
    const later = amounts[week - whole - 1] ?? 0
    moved.push(onTime * (1 - part) + later * part)
  }
  return moved
}
