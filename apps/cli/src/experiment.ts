import { canonicalJson, type Claim, type Playbook, type Trial } from '@sandtable/rules'
import { packShop, prepareExperiment, runDefaults, type PreparedExperiment } from '@sandtable/sim'
import { readShop } from './files.ts'
import { issueLines } from './issueLines.ts'
import type { Runnable } from './playbooks.ts'
import { UsageError, type Terminal } from './terminal.ts'

/** What the command line may say of the shop. */
export interface ShopOptions {
  /** Template id, or path of a shop file ending in `.json`; of a pack, the id of one of its shops. */
  readonly shop?: string
  /** Ids of the drills of a pack, or `none`. */
  readonly drills?: readonly string[]
}

/** What the command line may say of an experiment. */
export interface ExperimentOptions extends ShopOptions {
  readonly days?: number
  readonly replications?: number
  readonly seed?: number
}

/**
 * Where to run: the shop of the pack, or the one that is named, else the trial of the playbooks when they have the
 * same. Throws `UsageError` with every problem.
 */
export function shopFor(
  { pack, playbooks }: Runnable,
  { shop, drills }: ShopOptions,
  terminal: Terminal,
): { readonly shop: unknown; readonly days?: number; readonly claims?: readonly Claim[] } {
  if (pack === undefined) {
    if (drills !== undefined) throw new UsageError(terminal.say.drillWithoutPack)
    const trial = shop === undefined ? commonTrial(playbooks) : undefined
    if (trial !== undefined) return { shop: trial.shop, days: trial.days }
    return { shop: readShop(shop, terminal) }
  }
  const isNone = drills?.length === 1 && drills[0] === 'none'
  const result = packShop(pack, {
    ...(shop === undefined ? {} : { shop }),
    ...(drills === undefined ? {} : { drills: isNone ? [] : drills }),
  })
  if (!result.ok) {
    // what was asked for has its name in the sentence; what stands in the pack has a place
    const lines = result.problems.map(({ path, sentence }) =>
      path.includes('.') ? `${path}: ${sentence[terminal.language]}` : sentence[terminal.language],
    )
    throw new UsageError(lines.join('\n'))
  }
  const { claims } = pack
  return { shop: result.shop, days: result.days, ...(claims === undefined ? {} : { claims }) }
}

/** Settles shop and size of the run; throws `UsageError` with every problem. */
export function prepare(
  runnable: Runnable,
  options: ExperimentOptions,
  terminal: Terminal,
): PreparedExperiment {
  const result = prepareExperiment({
    playbooks: runnable.playbooks,
    ...shopFor(runnable, options, terminal),
    // without --days, as many as the pack, the trial or the shop says
    ...(options.days === undefined ? {} : { days: options.days }),
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
