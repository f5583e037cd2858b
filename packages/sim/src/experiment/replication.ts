/** One replication: history once, then every arm from the same morning on with the same luck. */
import type { FateReason, Program } from '@sandtable/rules'
import { kpiDefinitions } from '../kpis/index.ts'
import type { Model } from '../model.ts'
import { advance, fork, runHistory, type Run } from '../run.ts'
import { chartedMetrics, createSeries, recordDay } from './series.ts'

/** What a replication needs to know of its experiment; not plain data, every worker prepares its own. */
export interface Arms {
  readonly model: Model
  readonly days: number
  readonly seed: number
  readonly baseline: Program
  readonly playbook: Program
}

/** Figures of one arm in one replication. Null where a figure does not exist. */
export interface ArmResult {
  /** In the order of `kpis`. */
  readonly kpis: readonly (number | null)[]
  /** In the order of the charted series, one value per day; NaN is missing. */
  readonly daily: readonly Float64Array[]
}

/** Totals over the run per node and edge of the playbook arm, in the order of its program. */
export interface NodeTotals {
  readonly evaluated: Float64Array
  readonly fired: Float64Array
  readonly applied: Float64Array
  readonly adjusted: Float64Array
  readonly suppressed: Float64Array
  readonly rejected: Float64Array
  /** Rows of nodes, one row per day. */
  readonly firedPerDay: Float64Array
  readonly passed: Float64Array
  /** Per node: why proposals were not applied as asked, and how many. */
  readonly reasons: readonly Map<FateReason, number>[]
}

/** Plain data: it crosses worker borders. */
export interface ReplicationResult {
  readonly replication: number
  readonly baseline: ArmResult
  readonly playbook: ArmResult
  readonly nodes: NodeTotals
}

/** Runs replication `replication` of an experiment, counted from 0. It depends on no other replication. */
export function runArms(arms: Arms, replication: number): ReplicationResult {
  const { model, days, seed } = arms
  const past = runHistory(model, { seed, replication }, arms.playbook.historyNeeds)
  const nodes = createNodeTotals(arms.playbook, days)
  const baseline = runArm(past, arms.baseline, createNodeTotals(arms.baseline, days), days)
  const playbook = runArm(past, arms.playbook, nodes, days)
  return { replication, baseline, playbook, nodes }
}

function runArm(past: Run, program: Program, nodes: NodeTotals, days: number): ArmResult {
  const series = createSeries(days)
  const width = program.nodes.length
  const run = fork(past, program, {
    onClose: (view) => recordDay(series, view),
    onReview: (day, counts) => {
      for (const name of [
        'evaluated',
        'fired',
        'applied',
        'adjusted',
        'suppressed',
        'rejected',
      ] as const) {
        addTo(nodes[name], counts[name], 0)
      }
      addTo(nodes.passed, counts.passed, 0)
      counts.reasons.forEach((reasons, node) => {
        const total = nodes.reasons[node]!
        for (const [reason, count] of reasons) total.set(reason, (total.get(reason) ?? 0) + count)
      })
      addTo(nodes.firedPerDay, counts.fired, (day - 1) * width)
    },
  })
  advance(run, days)
  return {
    kpis: kpiDefinitions.map(({ reading }) => {
      const value = reading.compute(series)
      return value === value ? value : null
    }),
    daily: chartedMetrics.map((id) => series[id]!),
  }
}

function createNodeTotals({ nodes, edges }: Program, days: number): NodeTotals {
  return {
    evaluated: new Float64Array(nodes.length),
    fired: new Float64Array(nodes.length),
    applied: new Float64Array(nodes.length),
    adjusted: new Float64Array(nodes.length),
    suppressed: new Float64Array(nodes.length),
    rejected: new Float64Array(nodes.length),
    firedPerDay: new Float64Array(nodes.length * days),
    passed: new Float64Array(edges.length),
    reasons: nodes.map(() => new Map()),
  }
}

function addTo(totals: Float64Array, counts: Int32Array, start: number): void {
  for (let i = 0; i < counts.length; i++) totals[start + i]! += counts[i]!
}
