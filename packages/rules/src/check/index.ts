/** Every analysis of a playbook. A new one is one file and one line here. */
import { withAllowance } from '../analysis/solve.ts'
import { capped, type Issue } from '../issues.ts'
import { outputsOf } from '../node.ts'
import type { Playbook } from '../playbook.ts'
import type { Catalogue } from '../shop.ts'
import { unreachableBranches } from './branches.ts'
import { cases } from './cases.ts'
import { unsupportedCommands } from './commands.ts'
import { constantConditions, deadTriggers } from './conditions.ts'
import { conflicts } from './conflict.ts'
import {
  checkContext,
  flowContext,
  type Analysis,
  type CheckContext,
  type FlowAnalysis,
} from './context.ts'
import { effects } from './effects.ts'
import { fields } from './fields.ts'
import { flapping, idleRecoveries } from './flapping.ts'
import { missingProposals, vanishingEntities } from './possibleMissing.ts'
import { selfTriggers } from './selfTrigger.ts'
import { connections, structure } from './structure.ts'

const analyses: readonly Analysis[] = [
  structure,
  connections,
  fields,
  unsupportedCommands,
  cases,
  effects,
]

/** Those that follow entities through the graph: of a graph with a cycle nothing is said. */
const flowAnalyses: readonly FlowAnalysis[] = [
  deadTriggers,
  constantConditions,
  unreachableBranches,
  conflicts,
  selfTriggers,
  flapping,
  idleRecoveries,
  vanishingEntities,
  missingProposals,
]

/** Facts that the analyses of one check may look at: far more than a playbook drawn by hand needs (SPEC C8). */
const mostFacts = 50_000

/**
 * Every problem of a structurally valid playbook, against the figures and commands a shop announces.
 * Pure and quick enough for every key press; nothing is thrown, whatever the playbook holds.
 */
export function checkPlaybook(playbook: Playbook, catalogue: Catalogue): readonly Issue[] {
  const context = checkContext(playbook, catalogue)
  const issues = analyses.flatMap((analysis) => analysis(context))
  if (context.graph.order === undefined) return capped(issues)
  const flow = flowContext(context)
  const found = withAllowance(mostFacts, () => flowAnalyses.flatMap((analysis) => analysis(flow)))
  return capped([...issues, ...withoutEchoes(found, issues, context)])
}

/**
 * What the analyses of paths found, without branches of nodes whose fields have a problem (that comes first), and
 * without rows of a table that never match: those are said once, as rows.
 */
function withoutEchoes(
  found: readonly Issue[],
  issues: readonly Issue[],
  { graph }: CheckContext,
): readonly Issue[] {
  const broken = new Set(
    issues.flatMap(({ severity, nodeId, field }) =>
      severity === 'error' && field !== undefined ? [nodeId] : [],
    ),
  )
  const rows = issues.filter(({ code }) => code === 'unreachableRow')
  return found.filter(({ code, nodeId, facts }) => {
    if (code !== 'unreachableBranch') return true
    const { definition, config } = graph.nodes.get(nodeId!)!
    const isEcho = (row: Issue) =>
      row.nodeId === nodeId &&
      JSON.stringify(outputsOf(definition!, config)[row.path.at(-1) as number]!.label) ===
        JSON.stringify(facts['port'])
    return !broken.has(nodeId) && !rows.some(isEcho)
  })
}
