/**
 * Actions that keep their own trigger true, and rules that keep one another firing (SPEC C5). What a command writes
 * at once is declared with it; a rule whose action ends its own condition is control, not a cycle.
 */
import { effectsOf, influenceOn, isWritten, type Effect } from '../analysis/effects.ts'
import { metricsIn, rewritten, someOf } from '../analysis/expressions.ts'
import { and, type Formula } from '../analysis/formula.ts'
import type { Route, WatchedCondition } from '../analysis/paths.ts'
import { isImpossible, spendAllowance } from '../analysis/solve.ts'
import { findWitness } from '../analysis/witness.ts'
import { durationDays } from '../config.ts'
import { nodeTitle } from '../graph.ts'
import { issue } from '../issues.ts'
import type { Typed } from '../language/typed.ts'
import { requestsOf, type Request } from './conflict.ts'
import type { FlowAnalysis, FlowContext } from './context.ts'
import { nodePlace } from './places.ts'

/** A way from a trigger that watches a condition to an action, with nothing that slows it down. */
interface Rule {
  readonly request: Request
  readonly route: Route
  readonly watched: WatchedCondition & { readonly typed: Typed }
  readonly effects: readonly Effect[]
  /** Ids of the figures that its conditions read. */
  readonly reads: ReadonlySet<string>
}

/** What it costs to ask how two rules act on one another, in facts of the solver. */
const pairCost = 20

export const selfTriggers: FlowAnalysis = (context) => {
  const rules = undampedRules(context)
  const cycles = [...lastingCycles(rules, context), ...swings(rules, context)]
  const seen = new Set<string>()
  return cycles.flatMap((cycle) => {
    const nodes = cycle.map(({ request }) => request.graphNode)
    const key = nodes
      .map(({ node }) => node.id)
      .toSorted()
      .join()
    if (seen.has(key)) return []
    seen.add(key)
    const facts = { nodes: nodes.map(({ node }) => nodeTitle(node)) }
    return [issue('selfTrigger', facts, nodePlace(nodes[0]!), 'warning')]
  })
}

/** Rules that may fire at every review: no cooldown, no recovery, no waiting. */
function undampedRules(context: FlowContext): readonly Rule[] {
  const { graph, paths, catalogue } = context
  return requestsOf(context).flatMap((request) => {
    const { graphNode, declaration, scope } = request
    const { node, config } = graphNode
    if (durationDays(config['cooldown']) !== undefined) return []
    return paths.into(node.id).flatMap((route): Rule[] => {
      const [trigger, ...others] = route.triggers
      if (trigger === undefined || others.length > 0 || route.holds !== '') return []
      const watched = paths.watched(graph.nodes.get(trigger)!)
      if (watched?.typed === undefined || !route.conditions.includes(watched.typed)) return []
      const { cooldownReviews, forReviews, keepForReviews, recover, typed } = watched
      const isDamped = cooldownReviews > 0 || forReviews > 1 || keepForReviews > 0
      if (isDamped || recover !== undefined || isImpossible(route.formula)) return []
      const numbers = new Map(request.numbers.map((number) => [number.id, number.typed]))
      const given = { declaration, scope, config, numbers, when: route.formula }
      const effects = effectsOf(given, paths.meaning, catalogue)
      const reads = new Set(route.conditions.flatMap(metricsIn))
      return [{ request, route, watched: { ...watched, typed }, effects, reads }]
    })
  })
}

/** Rules of `whileTrue` whose actions drive the conditions of the next, round to the first, and end none. */
function lastingCycles(rules: readonly Rule[], context: FlowContext): readonly (readonly Rule[])[] {
  const { paths, catalogue } = context
  const influence = (rule: Rule, next: Rule) => {
    if (!spendAllowance(pairCost)) return undefined
    const effects = rule.effects.filter(({ metricId }) => next.reads.has(metricId))
    const { conditions } = next.route
    return influenceOn(conditions, effects, rule.request.scope, paths.meaning, catalogue)
  }
  const lasting = rules.filter(
    (rule) => rule.watched.when === 'whileTrue' && influence(rule, rule) !== 'ends',
  )
  const next = new Map(
    lasting.map((rule) => [rule, lasting.filter((other) => influence(rule, other) === 'drives')]),
  )
  return lasting.flatMap((rule) => {
    const cycle = shortestCycle(rule, next)
    return cycle !== undefined && canHoldTogether(cycle, context) ? [cycle] : []
  })
}

/** The shortest way from a rule back to itself. */
function shortestCycle(
  first: Rule,
  next: ReadonlyMap<Rule, readonly Rule[]>,
): readonly Rule[] | undefined {
  const seen = new Set<Rule>()
  let ways: (readonly Rule[])[] = [[first]]
  while (ways.length > 0) {
    const longer: (readonly Rule[])[] = []
    for (const way of ways) {
      for (const rule of next.get(way.at(-1)!) ?? []) {
        if (rule === first) return way
        if (seen.has(rule)) continue
        seen.add(rule)
        longer.push([...way, rule])
      }
    }
    ways = longer
  }
  return undefined
}

function canHoldTogether(cycle: readonly Rule[], { paths }: FlowContext): boolean {
  const formula = and(...cycle.map(({ route }) => route.formula))
  return isWitnessed(formula, paths.meaning)
}

function isWitnessed(formula: Formula, meaning: FlowContext['paths']['meaning']): boolean {
  return findWitness(formula, (typed) => meaning.leafOf(typed)) !== undefined
}

/**
 * Pairs that set one figure to and fro: with all other figures as they are, what the one sets makes the other fire
 * and ends its own condition, and the other way round.
 */
function swings(rules: readonly Rule[], context: FlowContext): readonly (readonly Rule[])[] {
  return rules.flatMap((rule, index) =>
    rules
      .slice(0, index)
      .filter((other) => rule.request.scope === other.request.scope && swing(rule, other, context))
      .map((other) => [other, rule]),
  )
}

function swing(a: Rule, b: Rule, { paths, catalogue }: FlowContext): boolean {
  if (!spendAllowance(pairCost)) return false
  const { scope } = a.request
  const { isTrue, isFalse } = paths.meaning
  return a.effects.some(({ metricId, value: toA }) => {
    const toB = b.effects.find((effect) => effect.metricId === metricId)?.value
    if (toA === undefined || toB === undefined) return false
    const isFigure = (typed: Typed) =>
      typed.op === 'column' && isWritten(typed, metricId, scope, catalogue)
    if ([toA, toB].some((value) => someOf(value, isFigure))) return false
    const after = (typed: Typed, value: Typed) =>
      rewritten(typed, (part) => (isFigure(part) ? value : undefined))
    const fires = (rule: Rule, value: Typed) =>
      and(...rule.route.conditions.map((condition) => isTrue(after(condition, value))))
    const ends = (rule: Rule, value: Typed) => isFalse(after(rule.watched.typed, value))
    const loop = and(fires(a, toB), fires(b, toA), ends(a, toA), ends(b, toB))
    return isWitnessed(loop, paths.meaning)
  })
}
