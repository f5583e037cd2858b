/** What this shop announces to playbooks: its figures, what happens in it, and the commands it carries out. */
import { commandIds, type Catalogue, type EventInfo, type MetricInfo } from '@sandtable/rules'
import type { EventDefinition } from './event.ts'
import { withBounds } from './figureBounds.ts'
import { mechanisms } from './mechanisms/index.ts'
import type { MetricDefinition } from './metric.ts'

export const catalogue: Catalogue = {
  metrics: mechanisms.flatMap(({ metrics }) => metrics.map(metricInfo)).map(withBounds),
  events: mechanisms.flatMap(({ events = [] }) => events.map(eventInfo)),
  // one without a handler does not compile
  commands: commandIds,
}

/** The declaration without its formula: plain data. */
function metricInfo({ formula: _formula, kpi: _kpi, ...info }: MetricDefinition): MetricInfo {
  return info
}

/** The declaration without what announces it: plain data. */
function eventInfo({ list: _list, ...info }: EventDefinition): EventInfo {
  return info
}
