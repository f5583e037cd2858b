/** Rules that go to and fro at one threshold, because nothing lies between their limits (SPEC C6). */
import { keyOf, partsOf, someOf } from '../analysis/expressions.ts'
import { and, never, or, type Formula } from '../analysis/formula.ts'
import type { WatchedCondition } from '../analysis/paths.ts'
import { isImpossible } from '../analysis/solve.ts'
import { durationDays } from '../config.ts'
import { nodeTitle, type GraphNode } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import type { Typed } from '../language/typed.ts'
import { isConstant } from './conditions.ts'
import { haveEqualValues, requestsOf, type Request } from './conflict.ts'
import type { FlowAnalysis, FlowContext } from './context.ts'
import { nodePlace, textPlace } from './places.ts'

/** Recoveries that hold whenever the condition does not: then there is no dead band between them. */
export const idleRecoveries: FlowAnalysis = ({ graph, paths }) => {
  const { meaning } = paths
  const issues: Issue[] = []
  for (const node of graph.nodes.values()) {
    if (!node.isActive) continue
    const { typed, recover, onMissing } = paths.watched(node) ?? {}
    if (typed === undefined || recover?.typed === undefined) continue
    // reported as such
    if (isConstant(typed, meaning) || isConstant(recover.typed, meaning)) continue
    const countsAsFalse = or(
      meaning.isFalse(typed),
      onMissing === 'false' ? meaning.isUndecided(typed) : never,
    )
    const holdsOn = or(meaning.isFalse(recover.typed), meaning.isUndecided(recover.typed))
    if (!isImpossible(and(countsAsFalse, holdsOn))) continue
    const facts = { node: nodeTitle(node.node) }
    issues.push(issue('idleRecovery', facts, textPlace(node, recover.text), 'warning'))
  }
  return issues
}

/** A trigger that watches a threshold and sets a lever at once, with nothing that calms it. */
interface Switch {
  readonly trigger: GraphNode
  readonly request: Request
  readonly watched: WatchedCondition
  /** What is watched, by its conjuncts, without those about what the lever itself sets. */
  readonly conditions: readonly Typed[]
}

/** Two triggers that set one lever to and fro, one on either side of a threshold. */
export const flapping: FlowAnalysis = (context) => {
  const switches = switchesOf(context)
  const seen = new Set<string>()
  return switches.flatMap((second, index) =>
    switches.slice(0, index).flatMap((first) => {
      const key = `${first.trigger.node.id} ${second.trigger.node.id}`
      if (seen.has(key) || !areOpposite(first, second) || !meet(first, second, context)) return []
      seen.add(key)
      const facts = { node: nodeTitle(first.trigger.node), other: nodeTitle(second.trigger.node) }
      return [issue('flapping', facts, nodePlace(second.trigger), 'warning')]
    }),
  )
}

function switchesOf(context: FlowContext): readonly Switch[] {
  const { graph, paths } = context
  return requestsOf(context).flatMap((request) => {
    const { graphNode, declaration, scope } = request
    const { rule, writes } = declaration
    if (rule === 'all' || rule === 'sum') return []
    if (durationDays(graphNode.config['cooldown']) !== undefined) return []
    return paths.into(graphNode.node.id).flatMap(({ triggers, holds }): Switch[] => {
      const trigger = triggers.length === 1 ? graph.nodes.get(triggers[0]!)! : undefined
      const watched = trigger === undefined ? undefined : paths.watched(trigger)
      if (watched?.typed === undefined || holds !== '' || isCalmed(watched)) return []
      if (paths.scopeOf(trigger!.node.id) !== scope) return []
      const isOwn = (typed: Typed) => typed.op === 'column' && Object.hasOwn(writes, typed.metricId)
      const conditions = conjuncts(watched.typed).filter((part) => !someOf(part, isOwn))
      return conditions.length === 0 ? [] : [{ trigger: trigger!, request, watched, conditions }]
    })
  })
}

function isCalmed({ cooldownReviews, forReviews, keepForReviews, recover }: WatchedCondition) {
  return cooldownReviews > 0 || forReviews > 1 || keepForReviews > 0 || recover !== undefined
}

function conjuncts(typed: Typed): readonly Typed[] {
  return typed.op === 'and' ? partsOf(typed).flatMap(conjuncts) : [typed]
}

function areOpposite(
  { request: a, trigger }: Switch,
  { request: b, trigger: other }: Switch,
): boolean {
  const isHeld = [a, b].some(({ declaration }) => declaration.lasts === 'untilChanged')
  const isOneLever = a.lever === b.lever && a.scope === b.scope
  return isHeld && isOneLever && trigger !== other && !haveEqualValues(a, b)
}

/** True when one fires exactly where the other does not, by a figure that moves in small steps. */
function meet(a: Switch, b: Switch, { paths }: FlowContext): boolean {
  const { isTrue, isFalse } = paths.meaning
  const endsWith = ({ watched }: Switch) => watched.when === 'becomesFalse'
  // what both ask for does not part them
  const common = endsWith(a) === endsWith(b) ? commonKeys(a, b) : new Set<string>()
  const formulas = [a, b].map((one) => {
    const own = one.conditions.filter((part) => !common.has(keyOf(part)))
    const holds = and(...own.map(isTrue))
    const fails = or(...own.map(isFalse))
    return endsWith(one) ? { fires: fails, rests: holds } : { fires: holds, rests: fails }
  })
  return (
    formulas.some(({ fires }) => isAboutMeasure(fires)) &&
    isImpossible(and(...formulas.map(({ fires }) => fires))) &&
    isImpossible(and(...formulas.map(({ rests }) => rests)))
  )
}

function commonKeys(a: Switch, b: Switch): ReadonlySet<string> {
  const keys = new Set(a.conditions.map(keyOf))
  return new Set(b.conditions.map(keyOf).filter((key) => keys.has(key)))
}

/** True when the formula compares a figure that has no fixed list of values. */
function isAboutMeasure(formula: Formula): boolean {
  if (formula.op === 'and' || formula.op === 'or') return formula.parts.some(isAboutMeasure)
  return formula.op === 'in' && formula.form.domain.some(({ low, high }) => low < high)
}
