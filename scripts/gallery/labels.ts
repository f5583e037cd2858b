/** What figures of a report are called. */
import { splitFigure } from '@sandtable/rules'
import { catalogue, kpis } from '@sandtable/sim'

const labels = new Map<string, string>([
  ...catalogue.metrics.map(({ id, label }) => [id, label.en] as const),
  ...kpis.map(({ id, label }) => [id, label.en] as const),
])

/** The label of a KPI or another figure; that of one entity names it. */
export function labelOf(id: string): string {
  const { metric, entity } = splitFigure(id)
  const label = labels.get(metric) ?? metric
  return entity === undefined ? label : `${label}, ${entity}`
}
