import type { Playbook } from '@sandtable/rules'
import { prepareExperiment, runDefaults, type PreparedExperiment } from '@sandtable/sim'
import { readShop } from './files.ts'
import { issueLines } from './issueLines.ts'
import { UsageError, type Terminal } from './terminal.ts'

/** What the command line may say of an experiment. */
export interface ExperimentOptions {
  /** Template id, or path of a shop file ending in `.json`. */
  readonly shop?: string
  readonly days?: number
  readonly replications?: number
  readonly seed?: number
}

/** Settles shop and size of the run; throws `UsageError` with every problem. */
export function prepare(
  playbooks: readonly Playbook[],
  options: ExperimentOptions,
  terminal: Terminal,
): PreparedExperiment {
  const result = prepareExperiment({
    playbooks,
    shop: readShop(options.shop, terminal),
    // without --days, as many as the shop says
    ...(options.days === undefined ? {} : { days: options.days }),
    replications: options.replications ?? runDefaults.replications,
    seed: options.seed ?? runDefaults.seed,
  })
  if (result.ok) return result.experiment
  const sentences = result.problems.map(({ sentence }) => sentence[terminal.language])
  throw new UsageError([...sentences, ...issueLines('', result.issues, terminal)].join('\n'))
}
