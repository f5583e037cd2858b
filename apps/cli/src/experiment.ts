import { canonicalJson, type Playbook, type Trial } from '@sandtable/rules'
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

/**
 * Settles shop and size of the run; throws `UsageError` with every problem. Without `--shop` it is the trial of the
 * playbooks, when they have the same.
 */
export function prepare(
  playbooks: readonly Playbook[],
  options: ExperimentOptions,
  terminal: Terminal,
): PreparedExperiment {
  const trial = options.shop === undefined ? commonTrial(playbooks) : undefined
  // without --days, as many as the trial or the shop says
  const days = options.days ?? trial?.days
  const result = prepareExperiment({
    playbooks,
    shop: trial?.shop ?? readShop(options.shop, terminal),
    ...(days === undefined ? {} : { days }),
    replications: options.replications ?? runDefaults.replications,
    seed: options.seed ?? runDefaults.seed,
  })
  if (result.ok) return result.experiment
  const sentences = result.problems.map(({ sentence }) => sentence[terminal.language])
  throw new UsageError([...sentences, ...issueLines('', result.issues, terminal)].join('\n'))
}

function commonTrial(playbooks: readonly Playbook[]): Trial | undefined {
  const [first, ...others] = playbooks.map(({ trial }) => trial)
  if (first === undefined) return undefined
  const sizeOf = (trial: Trial | undefined) => canonicalJson([trial?.shop, trial?.days])
  return others.every((trial) => sizeOf(trial) === sizeOf(first)) ? first : undefined
}
