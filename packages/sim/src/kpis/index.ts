/** The rows of the report: every metric of the shop that declares a KPI, the main ones first. */
import { mechanisms } from '../mechanisms/index.ts'
import { kpiOf, type Kpi } from './kpi.ts'

/** Stand first, in this order; the others follow in the order of the mechanisms. */
const main: readonly string[] = [
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
  .map((kpi): Kpi => ({ ...kpi, isMain: main.includes(kpi.id) }))

export const kpiDefinitions: readonly Kpi[] = declared.toSorted((a, b) => rank(a) - rank(b))

function rank({ id }: Kpi): number {
  const place = main.indexOf(id)
  return place < 0 ? main.length : place
}
