/** The rows of the report: every metric of the shop that declares a KPI, headline first. */
import { mechanisms } from '../mechanisms/index.ts'
import { kpiOf, type Kpi } from './kpi.ts'

/** Stand first, in this order; the others follow in the order of the mechanisms. */
const headline: readonly string[] = [
  'contributionWithStockCents',
  'contributionCents',
  'gmvCents',
  'stockoutRatio',
  'fillRatio',
  'conversionRatio',
  'stockValueCents',
  'turnsPerYear',
  'slowMoverRatio',
  'rating',
  'repeatRatio',
  'onTimeShipRatio',
  'roi',
  'cashCents',
]

const declared = mechanisms
  .flatMap(({ metrics }) => metrics)
  .flatMap((metric) => (metric.kpi === undefined ? [] : [kpiOf(metric, metric.kpi)]))

export const kpiDefinitions: readonly Kpi[] = declared.toSorted((a, b) => rank(a) - rank(b))

function rank({ id }: Kpi): number {
  const place = headline.indexOf(id)
  return place < 0 ? headline.length : place
}
