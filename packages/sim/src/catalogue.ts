/** What this shop announces to playbooks: its figures and the commands it carries out. */
import type { Catalogue, MetricInfo } from '@sandtable/rules'
import { simulatedCommands } from './commands/index.ts'
import { mechanisms } from './mechanisms/index.ts'
import type { MetricDefinition } from './metric.ts'

export const catalogue: Catalogue = {
  metrics: mechanisms.flatMap(({ metrics }) => metrics.map(infoOf)),
  commands: simulatedCommands,
}

/** The declaration without its formula: plain data. */
function infoOf({ formula: _, ...info }: MetricDefinition): MetricInfo {
  return info
}
