/** What the families of independent days share: how their runs are observed. */
import type { CaseRun } from './caseFile.ts'
import type { Effort } from './families.ts'
import { numberOf, type LabShop } from './laboratory.ts'
import { observe, type DayLog, type ProductField, type ShopField } from './observe.ts'
import { firingNodes, NotExpressed, playbooksOf, type PolicyWorld } from './policy.ts'

/** Products alike, each an observation of its own. */
export const copies = 10
/** Stock that no run sells out. */
export const plenty = 10_000_000

/** How a run of a case is observed. */
export interface Plan {
  readonly shop: LabShop
  readonly world?: PolicyWorld
  readonly warmupDays?: number
  readonly days?: number
  readonly replications?: number
  readonly stopsAtFiring?: boolean
  readonly product?: readonly ProductField[]
  readonly shopFields?: readonly ShopField[]
}

/** Runs every run of a case by its plan; `use` keeps what the metrics need of each replication. */
export function observeAll<T>(
  runs: readonly CaseRun[],
  effort: Effort,
  planOf: (run: CaseRun) => Plan,
  use: (log: DayLog, run: CaseRun) => T,
): ReadonlyMap<string, { readonly plan: Plan; readonly logs: readonly T[] }> {
  return new Map(
    runs.map((run) => {
      const plan = planOf(run)
      const logs = observe(
        {
          shop: plan.shop,
          playbooks: playbooksOf(run.rules, plan.world ?? {}),
          firingNodes: firingNodes(run.rules),
          warmupDays: plan.warmupDays ?? numberOf(run.inputs, 'warmupDays'),
          days: plan.days ?? effort.days,
          replications: plan.replications ?? effort.replications,
          ...(plan.stopsAtFiring === true ? { stopsAtFiring: true } : {}),
        },
        { product: plan.product ?? [], shop: plan.shopFields ?? [] },
        effort.seed,
        (log) => use(log, run),
      )
      return [run.name, { plan, logs }] as const
    }),
  )
}

/** For a metric that a family cannot read. */
export const unknown = (metric: string): never => {
  throw new NotExpressed(`no reading of ${metric}`)
}
