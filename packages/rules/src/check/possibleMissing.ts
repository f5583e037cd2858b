/** Data that may be missing where nothing says what then: entities vanish, proposals are not made (SPEC C7). */
import { evaluate, type Valuation } from '../analysis/evaluate.ts'
import { figureKey, figuresIn, partsOf } from '../analysis/expressions.ts'
import { figureText } from '../analysis/figureText.ts'
import { and, or, type Formula } from '../analysis/formula.ts'
import { missingPort, type Paths } from '../analysis/paths.ts'
import { findWitness } from '../analysis/witness.ts'
import { metricsOfScope } from '../catalogueIndex.ts'
import { configText } from '../config.ts'
import { nodeTitle, type GraphNode } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import type { Typed } from '../language/typed.ts'
import { outputsOf, type FlowDefinition } from '../node.ts'
import type { Catalogue } from '../shop.ts'
import { requestsOf } from './conflict.ts'
import type { FlowAnalysis } from './context.ts'
import { nodePlace, textPlace } from './places.ts'

/** Conditions that some entities leave by the port `missing`, with nothing behind it. */
export const vanishingEntities: FlowAnalysis = ({ graph, catalogue, lenientPaths: paths }) => {
  const issues: Issue[] = []
  for (const node of graph.nodes.values()) {
    const { definition, config, outgoing, isActive } = node
    if (definition?.category !== 'condition' || !isActive) continue
    const connected = new Set(outgoing.map(({ from }) => from[1]))
    if (connected.size === 0 || connected.has(missingPort)) continue
    const { id } = node.node
    const formula = or(...paths.outOf(id, missingPort).map((route) => route.formula))
    const missing = whatIsMissing(formula, testsOf(node, definition, paths), paths, id)
    if (missing === undefined) continue
    // who has thought of what else there is believes that everything goes on
    const hasElse = outputsOf(definition, config).some(
      ({ id: port, isElse }) => isElse === true && connected.has(port),
    )
    const severity = hasElse ? 'warning' : 'info'
    const isEnum = testsOf(node, definition, paths).flatMap(figuresIn).some(isEnumFigure(catalogue))
    const facts = { node: nodeTitle(node.node), ...missing, ...(isEnum ? { isEnum } : {}) }
    issues.push(issue('possibleMissing', facts, nodePlace(node), severity))
  }
  return issues
}

/** Number parameters that may be missing when the action is reached: then nothing is proposed (SPEC A2). */
export const missingProposals: FlowAnalysis = (context) => {
  const { lenientPaths: paths } = context
  return requestsOf({ ...context, paths }).flatMap(({ graphNode, numbers }) => {
    const { node, config, definition } = graphNode
    const arrives = or(...paths.into(node.id).map(({ formula }) => formula))
    return numbers.flatMap(({ id, typed }) => {
      const formula = and(arrives, paths.meaning.isAbsent(typed))
      const missing = whatIsMissing(formula, [typed], paths, node.id)
      if (missing === undefined) return []
      const facts = { field: definition!.fields[id]!.label, ...missing }
      return [issue('missingProposal', facts, textPlace(graphNode, configText(config, id)), 'info')]
    })
  })
}

/** True for a figure that is a named value: it has no other in its place. */
const isEnumFigure = (catalogue: Catalogue) => (typed: Typed) =>
  typed.op === 'column' &&
  metricsOfScope(catalogue, typed.scope).get(typed.metricId)?.type === 'enum'

/** The conditions of a node, typed. */
function testsOf(
  { node, config }: GraphNode,
  { expressions }: FlowDefinition,
  paths: Paths,
): readonly Typed[] {
  return Object.values(expressions?.(config) ?? {}).flatMap(
    ({ text, result }) => paths.typed(node.id, text, { base: result }) ?? [],
  )
}

/** What is missing, or 0 where it divides, in an example for which the formula holds. */
function whatIsMissing(
  formula: Formula,
  expressions: readonly Typed[],
  paths: Paths,
  nodeId: string,
): { readonly figures: readonly string[]; readonly divisors: readonly string[] } | undefined {
  const example = findWitness(formula, (typed) => paths.meaning.leafOf(typed))
  if (example === undefined) return undefined
  const scope = paths.scopeOf(nodeId)!
  const textsOf = (found: readonly Typed[]) => [
    ...new Set(found.flatMap(figuresIn).map((figure) => figureText(figure, scope))),
  ]
  const isMissing = (figure: Typed) => Number.isNaN(example.get(figureKey(figure)) ?? 0)
  return {
    figures: textsOf(expressions.flatMap(figuresIn).filter(isMissing)),
    divisors: textsOf(expressions.flatMap((typed) => zeroDivisors(typed, example))),
  }
}

function zeroDivisors(typed: Typed, figures: Valuation): readonly Typed[] {
  const inside = partsOf(typed).flatMap((part) => zeroDivisors(part, figures))
  const divides = typed.op === 'arithmetic' && typed.operator === '/'
  return divides && evaluate(typed.right, figures) === 0 ? [typed.right, ...inside] : inside
}
