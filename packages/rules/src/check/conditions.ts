/** Conditions that are always true or never, and triggers that never fire (SPEC C2). */
import { partsOf, readsSomething } from '../analysis/expressions.ts'
import type { Meaning } from '../analysis/meaning.ts'
import { isImpossible } from '../analysis/solve.ts'
import { nodeTitle, type GraphNode } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import type { Typed } from '../language/typed.ts'
import type { FlowAnalysis, FlowContext } from './context.ts'
import { textPlace } from './places.ts'

/** A condition, or a part of one, whose truth does not depend on the figures in it. */
interface ConstantPart {
  readonly part: Typed
  readonly isTrue: boolean
}

/** Conditions of triggers, conditions and flow nodes that are always true or never, as a whole or in a part. */
export const constantConditions: FlowAnalysis = (context) => {
  const issues: Issue[] = []
  for (const node of context.graph.nodes.values()) {
    for (const { text, typed } of conditionsOf(node, context)) {
      for (const { part, isTrue } of constantParts(typed, context.paths.meaning)) {
        const place = textPlace(node, text, part)
        issues.push(issue(isTrue ? 'alwaysTrue' : 'alwaysFalse', {}, place, 'warning'))
      }
    }
  }
  return issues
}

/** Triggers that can never fire. */
export const deadTriggers: FlowAnalysis = (context) => {
  const { graph, paths } = context
  const issues: Issue[] = []
  for (const node of graph.nodes.values()) {
    const condition = firingCondition(node, context)
    if (condition === undefined || canFire(node, context)) continue
    const { text, typed } = condition
    if (isSwitch(typed, paths.meaning)) continue
    const cause = constantParts(typed, paths.meaning)[0]?.part ?? typed
    const facts = { node: nodeTitle(node.node) }
    issues.push(issue('deadTrigger', facts, textPlace(node, text, cause), 'warning'))
  }
  return issues
}

function canFire({ node }: GraphNode, { paths }: FlowContext): boolean {
  return paths.outOf(node.id, 'out').some(({ formula }) => !isImpossible(formula))
}

interface NodeCondition {
  readonly text: string
  readonly typed: Typed
}

/** What a trigger watches, or asks of its event; undefined for other nodes and where the text has an error. */
function firingCondition(node: GraphNode, { paths }: FlowContext): NodeCondition | undefined {
  const { definition, config, isActive } = node
  if (definition?.category !== 'trigger' || !isActive) return undefined
  const watched = paths.watched(node)
  if (watched !== undefined) {
    const { text, typed } = watched
    return typed === undefined ? undefined : { text, typed }
  }
  const event = definition.event?.(config)
  if (event?.where === undefined) return undefined
  const typed = paths.typed(node.node.id, event.where, { base: 'bool' }, event.id)
  return typed === undefined ? undefined : { text: event.where, typed }
}

/** The conditions of a node, without that of a trigger which never fires: it is reported as such. */
function conditionsOf(node: GraphNode, context: FlowContext): readonly NodeCondition[] {
  const { definition, config, isActive } = node
  const { paths } = context
  if (definition === undefined || definition.category === 'action' || !isActive) return []
  const firing = firingCondition(node, context)
  const texts =
    definition.category === 'trigger'
      ? [paths.watched(node)?.recover?.text]
      : Object.values(definition.expressions?.(config) ?? {}).map(({ text, result }) =>
          result === 'bool' ? text : undefined,
        )
  const others = texts.flatMap((text) => {
    const typed = text === undefined ? undefined : paths.typed(node.node.id, text)
    return text === undefined || typed === undefined ? [] : [{ text, typed }]
  })
  return firing !== undefined && canFire(node, context) ? [firing, ...others] : others
}

/** True for a condition that is never false, or never true. */
export function isConstant(typed: Typed, meaning: Meaning): boolean {
  return isImpossible(meaning.isFalse(typed)) || isImpossible(meaning.isTrue(typed))
}

/** True for what literals and parameters decide alone: it is meant so. */
export function isSwitch(typed: Typed, meaning: Meaning): boolean {
  if (!readsSomething(typed)) return true
  if (typed.op !== 'and' && typed.op !== 'or') return false
  const decisive = typed.op === 'and' ? meaning.isTrue : meaning.isFalse
  return partsOf(typed).some((part) => decisive(part).op === 'false' && isSwitch(part, meaning))
}

/** The smallest parts that are always true or never; what reads no figure is a switch, not a slip. */
function constantParts(typed: Typed, meaning: Meaning): readonly ConstantPart[] {
  if (isSwitch(typed, meaning)) return []
  const isTrue = isImpossible(meaning.isFalse(typed))
  if (!isTrue && !isImpossible(meaning.isTrue(typed))) {
    return conditionsIn(typed).flatMap((part) => constantParts(part, meaning))
  }
  // the operand that decides alone is what is wrong
  const decides = (typed.op === 'or' && isTrue) || (typed.op === 'and' && !isTrue)
  if (decides) {
    const causes = partsOf(typed).flatMap((part) =>
      constantParts(part, meaning).filter(
        (found) => found.part === part && found.isTrue === isTrue,
      ),
    )
    if (causes.length > 0) return causes
  }
  return [{ part: typed, isTrue }]
}

/** The conditions directly inside an expression. */
function conditionsIn(typed: Typed): readonly Typed[] {
  switch (typed.op) {
    case 'and':
    case 'or':
    case 'not':
      return partsOf(typed)
    case 'conditional':
      return [typed.condition, ...conditionsIn(typed.whenTrue), ...conditionsIn(typed.whenFalse)]
    case 'compare':
    case 'arithmetic':
    case 'scalar':
      return partsOf(typed).flatMap(conditionsIn)
    default:
      return []
  }
}
