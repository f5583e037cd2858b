/** One replication: history once, then every arm from the same morning on with the same luck. */
import type { FateReason, Program } from '@sandtable/rules'
import type { Model } from '../model.ts'
import { advance, fork, runHistory, type Run } from '../run.ts'
import { openRecord, recordDay, type ReportPlan } from './series.ts'

/** What a replication needs to know of its experiment; not plain data, every worker prepares its own. */
export interface Arms {
  readonly model: Model
  readonly days: number
  readonly seed: number
  readonly baseline: Program
  readonly playbook: Program
  readonly reportPlan: ReportPlan
}

/** Figures of one arm in one replication. Null where a figure does not exist. */
export interface ArmResult {
  /** In the order of the report plan. */
  readonly kpis: readonly (number | null)[]
  /** In the order of its charts, one value per day; NaN is missing. */
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
  /** The same of what the shop carried out, as asked or adjusted. */
  readonly carriedOutPerDay: Float64Array
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
  const baseline = runArm(arms, past, arms.baseline, createNodeTotals(arms.baseline, days))
  const playbook = runArm(arms, past, arms.playbook, nodes)
  return { replication, baseline, playbook, nodes }
}

function runArm(
  { days, reportPlan }: Arms,
  past: Run,
  program: Program,
  nodes: NodeTotals,
): ArmResult {
  const record = openRecord(reportPlan, days)
  const width = program.nodes.length
  const run = fork(past, program, {
    onClose: (view) => recordDay(record, view),
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
      const row = (day - 1) * width
      addTo(nodes.firedPerDay, counts.fired, row)
      addTo(nodes.carriedOutPerDay, counts.applied, row)
      addTo(nodes.carriedOutPerDay, counts.adjusted, row)
    },
  })
  advance(run, days)
  return {
    kpis: reportPlan.kpis.map(({ reading }) => {
      const value = reading.compute(record.series)
      return value === value ? value : null
    }),
    daily: reportPlan.charted.map(({ id }) => record.series[id]!),
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
    carriedOutPerDay: new Float64Array(nodes.length * days),
    passed: new Float64Array(edges.length),
    reasons: nodes.map(() => new Map()),
  }
}

function addTo(totals: Float64Array, counts: Int32Array, start: number): void {
  for (let i = 0; i < counts.length; i++) totals[start + i]! += counts[i]!
}
