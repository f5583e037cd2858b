/** From replications to the report. Sums run in the order of replications, whatever the order of arrival. */
import type { FateReason, Program } from '@sandtable/rules'
import { sha256Hex } from '@sandtable/rules'
import { kpiDefinitions } from '../kpis/index.ts'
import type { Kpi } from '../kpis/kpi.ts'
import { modelVersion } from '../modelVersion.ts'
import { pairedInterval, percentile } from './interval.ts'
import type { ReplicationResult } from './replication.ts'
import type { Band, EdgeResult, KpiResult, NodeResult, ReplicationKpi, Report } from './report.ts'
import { chartedMetrics, unitOfMetric } from './series.ts'

/** What the report says of the experiment besides its results. */
export interface ReportHead {
  readonly shop: string
  readonly currency: string
  readonly shopHash: string
  readonly seed: number
  readonly days: number
  readonly replications: number
  readonly program: Program
}

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
  return {
    format: 'report/1',
    playbookHash: hashes.length === 1 ? hashes[0]! : sha256Hex(hashes.toSorted().join(' ')),
    shopHash: head.shopHash,
    shop: head.shop,
    currency: head.currency,
    seed: head.seed,
    modelVersion,
    days: head.days,
    replications: head.replications,
    kpis: kpiDefinitions.map((kpi, index) => kpiResult(kpi, index, ordered)),
    daily: chartedMetrics.map((id, index) => ({
      id,
      unit: unitOfMetric(id),
      baseline: band(
        ordered.map(({ baseline }) => baseline.daily[index]!),
        head.days,
      ),
      playbook: band(
        ordered.map(({ playbook }) => playbook.daily[index]!),
        head.days,
      ),
    })),
    nodes: nodeResults(head, ordered),
    edges: edgeResults(head, ordered),
  }
}

function kpiResult(kpi: Kpi, index: number, results: readonly ReplicationResult[]): KpiResult {
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

function probabilityBetter({ direction }: Kpi, differences: readonly number[]): number | null {
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

function nodeResults(
  { program, days }: ReportHead,
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
