/** The rows of the report, headline first. A new KPI is one declaration and one line here. */
import type { Kpi } from './kpi.ts'
import * as money from './money.ts'
import * as sales from './sales.ts'
import * as stock from './stock.ts'

export const kpiDefinitions: readonly Kpi[] = [
  money.contributionWithStockCents,
  money.contributionCents,
  stock.stockoutRatio,
  sales.fillRatio,
  sales.lostUnits,
  sales.soldUnits,
  sales.orders,
  sales.visits,
  sales.conversionRatio,
  money.gmvCents,
  sales.aovCents,
  money.discountCents,
  stock.stockValueCents,
  stock.turnsPerYear,
  stock.coverDays,
  stock.slowMoverRatio,
  money.purchaseSpendCents,
  money.holdingCostCents,
  money.wagesCents,
  money.cashCents,
]
