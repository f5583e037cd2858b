/** Issues, counted by where they are. */
import type { Issue, Language, Playbook } from '@sandtable/rules'
import { titleOf } from './describe.ts'

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

/**
 * The issues with the titles that the cards show in place of node ids: the rules know a node by its id
 * or its own name, the screen by its kind in the user's language too.
 */
export function withTitles(
  issues: readonly Issue[],
  playbook: Playbook,
  language: Language,
): readonly Issue[] {
  const titles = new Map<unknown, string>()
  for (const node of playbook.nodes) {
    const title = titleOf(node, language)
    titles.set(node.id, title)
    if (typeof node.name === 'object') titles.set(node.name.en, title)
  }
  const named = (fact: unknown): unknown =>
    Array.isArray(fact) ? fact.map(named) : (titles.get(fact) ?? fact)
  return issues.map((issue) => ({
    ...issue,
    facts: Object.fromEntries(Object.entries(issue.facts).map(([key, fact]) => [key, named(fact)])),
  }))
}
