/** From replications to the report. Sums run in the order of replications, whatever the order of arrival. */
import type { FateReason, Program } from '@sandtable/rules'
import { nodeDefinition, hashOfAll } from '@sandtable/rules'
import { modelVersion } from '../modelVersion.ts'
import type { ShockEntry } from '../shocks/shock.ts'
import { pairedInterval, percentile } from './interval.ts'
import type { ReplicationResult } from './replication.ts'
import type {
  ActionResult,
  Band,
  EdgeResult,
  KpiResult,
  NodeResult,
  ReplicationKpi,
  Report,
  ScheduledShock,
  Spread,
} from './report.ts'
import type { ReportPlan } from './series.ts'

/** What the report says of the experiment besides its results. */
export interface ReportHead {
  readonly shop: string
  readonly currency: string
  readonly shopHash: string
  readonly seed: number
  readonly days: number
  readonly replications: number
  readonly program: Program
  readonly reportPlan: ReportPlan
  /** All of the shop file. */
  readonly shocks: readonly ShockEntry[]
}

type PlannedKpi = ReportPlan['kpis'][number]

/** Makes the report of exactly the replications 0 … n − 1 of an experiment. */
export function buildReport(head: ReportHead, results: readonly ReplicationResult[]): Report {
  const ordered = results.toSorted((a, b) => a.replication - b.replication)
  const isComplete =
    ordered.length === head.replications && ordered.every(({ replication }, r) => replication === r)
  if (!isComplete) {
    throw new Error(
      `a report needs replications 0 to ${head.replications - 1} once each, got ${ordered.map(({ replication }) => replication).join(', ')}`,
    )
  }
  const { hashes } = head.program
  const shocks = shocksInRun(head)
  return {
    format: 'report/1',
    playbookHash: hashOfAll(hashes),
    shopHash: head.shopHash,
    shop: head.shop,
    currency: head.currency,
    seed: head.seed,
    modelVersion,
    days: head.days,
    replications: head.replications,
    kpis: head.reportPlan.kpis.map((kpi, index) => kpiResult(kpi, index, ordered)),
    daily: head.reportPlan.charted.map(({ id, unit }, index) => ({
      id,
      unit,
      baseline: band(
        ordered.map(({ baseline }) => baseline.daily[index]!),
        head.days,
      ),
      playbook: band(
        ordered.map(({ playbook }) => playbook.daily[index]!),
        head.days,
      ),
    })),
    nodes: nodeResults(head, shocks, ordered),
    actions: actionResults(head, ordered),
    shocks,
    edges: edgeResults(head, ordered),
  }
}

function kpiResult(
  kpi: PlannedKpi,
  index: number,
  results: readonly ReplicationResult[],
): KpiResult {
  const perReplication = results.map((result): ReplicationKpi => {
    const baseline = result.baseline.kpis[index]!
    const playbook = result.playbook.kpis[index]!
    const difference = baseline === null || playbook === null ? null : playbook - baseline
    return { baseline, playbook, difference }
  })
  const paired = perReplication.flatMap(({ baseline, playbook, difference }) =>
    baseline === null || playbook === null || difference === null
      ? []
      : [{ baseline, playbook, difference }],
  )
  const differences = paired.map(({ difference }) => difference)
  return {
    id: kpi.id,
    unit: kpi.unit,
    direction: kpi.direction,
    baseline: meanOrNull(paired.map(({ baseline }) => baseline)),
    playbook: meanOrNull(paired.map(({ playbook }) => playbook)),
    // one pair has no interval
    difference: differences.length < 2 ? null : pairedInterval(differences),
    pBetter: probabilityBetter(kpi, differences),
    perReplication,
  }
}

function probabilityBetter(
  { direction }: PlannedKpi,
  differences: readonly number[],
): number | null {
  if (direction === 'neither' || differences.length === 0) return null
  const sign = direction === 'up' ? 1 : -1
  const better = differences.filter((difference) => difference * sign > 0).length
  const ties = differences.filter((difference) => difference === 0).length
  return (better + ties / 2) / differences.length
}

function band(paths: readonly Float64Array[], days: number): Band {
  const mean: (number | null)[] = []
  const low: (number | null)[] = []
  const high: (number | null)[] = []
  for (let day = 0; day < days; day++) {
    const values = paths.map((path) => path[day]!).filter((value) => value === value)
    mean.push(meanOrNull(values))
    const sorted = values.toSorted((a, b) => a - b)
    low.push(sorted.length === 0 ? null : percentile(sorted, 0.05))
    high.push(sorted.length === 0 ? null : percentile(sorted, 0.95))
  }
  return { mean, low, high }
}

function shocksInRun({ shocks, days }: ReportHead): ScheduledShock[] {
  return shocks
    .filter(({ startDay }) => startDay >= 1 && startDay <= days)
    .map(({ kind, target, startDay }) => ({
      kind,
      ...(target === undefined ? {} : { target }),
      startDay,
    }))
}

function nodeResults(
  { program, days }: ReportHead,
  shocks: readonly ScheduledShock[],
  results: readonly ReplicationResult[],
): NodeResult[] {
  const width = program.nodes.length
  const meanAt = (read: (result: ReplicationResult) => number) => meanOf(results.map(read))
  return program.nodes.map(({ playbook, id, type }, node) => ({
    playbook,
    id,
    type,
    evaluated: meanAt(({ nodes }) => nodes.evaluated[node]!),
    fired: meanAt(({ nodes }) => nodes.fired[node]!),
    applied: meanAt(({ nodes }) => nodes.applied[node]!),
    adjusted: meanAt(({ nodes }) => nodes.adjusted[node]!),
    suppressed: meanAt(({ nodes }) => nodes.suppressed[node]!),
    rejected: meanAt(({ nodes }) => nodes.rejected[node]!),
    reasons: reasonsOf(node, results),
    firedPerDay: Array.from({ length: days }, (_, day) =>
      meanAt(({ nodes }) => nodes.firedPerDay[day * width + node]!),
    ),
    delayDays: shocks.map(({ startDay }) =>
      results.map(({ nodes }) => {
        for (let day = startDay; day <= days; day++) {
          if (nodes.firedPerDay[(day - 1) * width + node]! > 0) return day - startDay
        }
        return null
      }),
    ),
  }))
}

/** Mean counts per run, most frequent first, then by name. */
function reasonsOf(node: number, results: readonly ReplicationResult[]): NodeResult['reasons'] {
  const totals = new Map<FateReason, number>()
  for (const { nodes } of results) {
    for (const [reason, count] of nodes.reasons[node]!) {
      totals.set(reason, (totals.get(reason) ?? 0) + count)
    }
  }
  return [...totals]
    .map(([reason, total]) => ({ reason, count: total / results.length }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}

const daysAWeek = 7

function actionResults(
  { program, days }: ReportHead,
  results: readonly ReplicationResult[],
): ActionResult[] {
  const width = program.nodes.length
  const asking = Map.groupBy(
    program.nodes.flatMap(({ type }, node) => {
      const definition = nodeDefinition(type)
      return definition?.category === 'action' ? [{ command: definition.command, node }] : []
    }),
    ({ command }) => command,
  )
  const weeks = Math.max(1, Math.floor(days / daysAWeek))
  return [...asking]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([command, nodes]) => {
      const countOf = ({ nodes: totals }: ReplicationResult, from: number, to: number) => {
        let count = 0
        for (let day = from; day < Math.min(to, days); day++) {
          for (const { node } of nodes) count += totals.carriedOutPerDay[day * width + node]!
        }
        return count
      }
      const perWeek = results.flatMap((result) =>
        Array.from({ length: weeks }, (_, week) =>
          countOf(result, week * daysAWeek, (week + 1) * daysAWeek),
        ),
      )
      return {
        command,
        perRun: spreadOf(results.map((result) => countOf(result, 0, days))),
        perWeek: spreadOf(perWeek),
      }
    })
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    mean: meanOf(values),
    p5: percentile(sorted, 0.05),
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
  }
}

function edgeResults({ program }: ReportHead, results: readonly ReplicationResult[]): EdgeResult[] {
  return program.edges.map(({ playbook, id }, edge) => ({
    playbook,
    id,
    passed: meanOf(results.map(({ nodes }) => nodes.passed[edge]!)),
  }))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : meanOf(values)
}
