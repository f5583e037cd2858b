/**
 * Old files open for ever. A change of the file format adds a step here, a change of a node kind's config
 * adds a migration to the kind; both come with a fixture of the old file in `tests/fixtures/playbooks`.
 */
import type { Config } from './field.ts'
import type { NodeDefinition } from './node.ts'
import { playbookFormat } from './playbook.ts'

/** Brings a raw playbook from one format to the next; names what changed. */
interface FormatStep {
  readonly from: string
  readonly to: string
  readonly migrate: (raw: Record<string, unknown>) => Record<string, unknown>
}

/** In order; the first format is `playbook/1`, so there is no step yet. */
const formatSteps: readonly FormatStep[] = []

/** Applies every step from the file's format on; returns undefined when the format is unknown. */
export function migrateFormat(raw: Record<string, unknown>): Record<string, unknown> | undefined {
  let current = raw
  for (const step of formatSteps) {
    if (current['format'] === step.from) current = { ...step.migrate(current), format: step.to }
  }
  return current['format'] === playbookFormat ? current : undefined
}

/** Brings a node's config from version `v` to the definition's version. */
export function migrateConfig(
  definition: Pick<NodeDefinition, 'kind' | 'v' | 'migrations'>,
  v: number,
  config: Config,
): Config {
  let current = config
  for (let from = v; from < definition.v; from++) {
    const step = definition.migrations?.find((migration) => migration.from === from)
    if (step === undefined)
      throw new Error(`${definition.kind} has no migration from version ${from}`)
    current = step.migrate(current)
  }
  return current
}
