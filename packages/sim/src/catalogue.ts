/**
 * What this shop announces to playbooks: its figures, what happens in it, and the commands it carries out.
 * A figure may stand here twice, simulated for some scopes and only announced for others.
 */
import type { Catalogue, MetricInfo } from '@sandtable/rules'
import { events } from './announced/events.ts'
import { announcedMetrics } from './announced/index.ts'
import { simulatedCommands } from './commands/index.ts'
import { withBounds } from './figureBounds.ts'
import { mechanisms } from './mechanisms/index.ts'
import type { MetricDefinition } from './metric.ts'

export const catalogue: Catalogue = {
  metrics: [...mechanisms.flatMap(({ metrics }) => metrics.map(infoOf)), ...announcedMetrics].map(
    withBounds,
  ),
  events,
  commands: simulatedCommands,
}

/** The declaration without its formula: plain data. */
function infoOf({ formula: _, ...info }: MetricDefinition): MetricInfo {
  return info
}
