/** Daily figures of the shop that a run records: those the report charts and those the KPIs read. */
import type { Unit } from '@sandtable/rules'
import { kpiDefinitions } from '../kpis/index.ts'
import { mechanisms } from '../mechanisms/index.ts'
import type { View } from '../view.ts'

/** Metrics of scope shop that the report shows day by day, in its order. */
export const chartedMetrics: readonly string[] = [
  'contributionWithStockCents',
  'contributionCents',
  'stockoutRatio',
  'soldUnits',
  'lostUnits',
  'gmvCents',
  'stockValueCents',
  'cashCents',
  'purchaseSpendCents',
  'visits',
  'conversionRatio',
]

const readings = kpiDefinitions.map(({ reading }) => reading)
const readDaily: ReadonlySet<string> = new Set([
  ...chartedMetrics,
  ...readings.flatMap(({ isOfLastDay, reads }) => (isOfLastDay === true ? [] : reads)),
])
const recorded: readonly string[] = [
  ...new Set([...chartedMetrics, ...readings.flatMap(({ reads }) => reads)]),
]

/** Unit of a metric by id. */
export function unitOfMetric(id: string): Unit {
  const metric = mechanisms.flatMap(({ metrics }) => metrics).find((known) => known.id === id)
  if (metric === undefined) throw new Error(`no metric "${id}"`)
  return metric.unit
}

/** Room for every recorded figure over `days` days. */
export function createSeries(days: number): Record<string, Float64Array> {
  return Object.fromEntries(recorded.map((id) => [id, new Float64Array(days)]))
}

/** Notes the figures of the day just closed; those that are read at the end alone, on the last day. */
export function recordDay(series: Readonly<Record<string, Float64Array>>, view: View): void {
  const at = view.state.day - 1
  for (const id of recorded) {
    const figures = series[id]!
    if (at < figures.length - 1 && !readDaily.has(id)) continue
    figures[at] = view.need('shop', id)[0]!
  }
}
