/**
 * The result of an experiment, `report/1`. No wall time, path, host or worker count in it: the same
 * playbook, shop, seed and model version give the same bytes. Screens and tables are views of it.
 */
import type { Direction, FateReason, Unit } from '@sandtable/rules'

/** Baseline and playbook figure of one replication; null where the figure does not exist (a ratio over nothing). */
export interface ReplicationKpi {
  readonly baseline: number | null
  readonly playbook: number | null
  readonly difference: number | null
}

export interface KpiResult {
  /** Id of a KPI; of a claimed figure that is none, the metric, with its entity as `stepPassRatio@pay`. */
  readonly id: string
  readonly unit: Unit
  readonly direction: Direction
  /** Mean over replications in which the figure exists in both arms. */
  readonly baseline: number | null
  readonly playbook: number | null
  /** Mean of the paired differences and their 95 % t-interval (Law, Simulation Modeling and Analysis, ch. 10). */
  readonly difference: { readonly mean: number; readonly low: number; readonly high: number } | null
  /** Share of replications in which the playbook is better by the KPI's direction; ties count half. Null for a KPI without direction. */
  readonly pBetter: number | null
  readonly perReplication: readonly ReplicationKpi[]
}

/** One value per day; null on days on which the figure exists in no replication. */
export interface Band {
  readonly mean: readonly (number | null)[]
  /** 5th percentile over replications. */
  readonly low: readonly (number | null)[]
  /** 95th percentile over replications. */
  readonly high: readonly (number | null)[]
}

export interface DailySeries {
  /** Id of a metric of scope shop, or of one entity as `stepPassRatio@pay`. */
  readonly id: string
  readonly unit: Unit
  readonly baseline: Band
  readonly playbook: Band
}

/** Means per run, over replications, of what happened at a node of the playbook arm. */
export interface NodeResult {
  /** Index of the playbook in the arm. */
  readonly playbook: number
  readonly id: string
  readonly type: string
  readonly evaluated: number
  readonly fired: number
  readonly applied: number
  readonly adjusted: number
  readonly suppressed: number
  readonly rejected: number
  /** Why proposals were adjusted, suppressed or rejected; most frequent first. */
  readonly reasons: readonly { readonly reason: FateReason; readonly count: number }[]
  /** Mean number of entities fired, for each day of the run. */
  readonly firedPerDay: readonly number[]
  /**
   * For each of the report's shocks, replication by replication: days from its first day to the first firing on or
   * after it, null when there was none.
   */
  readonly delayDays: readonly (readonly (number | null)[])[]
}

/** One command of the playbook arm: how often the shop carried it out, as asked or adjusted, for single entities. */
export interface ActionResult {
  readonly command: string
  /** Over replications. */
  readonly perRun: Spread
  /** Over the whole weeks of all replications, from day 1 on; of a shorter run, the run. */
  readonly perWeek: Spread
}

export interface Spread {
  readonly mean: number
  readonly p5: number
  readonly p50: number
  readonly p95: number
}

/** A shock of the shop file that begins in the run. */
export interface ScheduledShock {
  readonly kind: string
  readonly target?: string
  readonly startDay: number
}

export interface EdgeResult {
  readonly playbook: number
  readonly id: string
  /** Mean number of entities that passed in a run. */
  readonly passed: number
}

export interface Report {
  readonly format: 'report/1'
  /** Content hash of the playbook; of several: SHA-256 of their sorted hashes joined by a space. */
  readonly playbookHash: string
  readonly shopHash: string
  /** Template of the shop file. */
  readonly shop: string
  /** ISO 4217 code; money is in its hundredths. */
  readonly currency: string
  readonly seed: number
  readonly modelVersion: string
  readonly days: number
  readonly replications: number
  readonly kpis: readonly KpiResult[]
  readonly daily: readonly DailySeries[]
  readonly nodes: readonly NodeResult[]
  /** By command id. */
  readonly actions: readonly ActionResult[]
  /** In the order of the shop file. */
  readonly shocks: readonly ScheduledShock[]
  readonly edges: readonly EdgeResult[]
}
