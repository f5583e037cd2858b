/** Issues, counted by where they are. */
import type { Issue } from '@sandtable/rules'

export interface ProblemCounts {
  readonly byNode: ReadonlyMap<string, { readonly errors: number; readonly warnings: number }>
  readonly brokenEdges: ReadonlySet<string>
  readonly errors: number
  readonly warnings: number
  readonly notes: number
}

export function problemCounts(issues: readonly Issue[]): ProblemCounts {
  const byNode = new Map<string, { errors: number; warnings: number }>()
  const brokenEdges = new Set<string>()
  const totals = { error: 0, warning: 0, info: 0 }
  for (const { severity, nodeId, edgeId } of issues) {
    totals[severity] += 1
    if (edgeId !== undefined && severity === 'error') brokenEdges.add(edgeId)
    if (nodeId === undefined) continue
    const counts = byNode.get(nodeId) ?? { errors: 0, warnings: 0 }
    if (severity === 'error') counts.errors += 1
    if (severity === 'warning') counts.warnings += 1
    byNode.set(nodeId, counts)
  }
  return {
    byNode,
    brokenEdges,
    errors: totals.error,
    warnings: totals.warning,
    notes: totals.info,
  }
}
