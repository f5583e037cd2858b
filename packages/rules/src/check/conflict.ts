/** Actions that pull one lever of one target in one review, where nothing settles which of them wins (SPEC C4). */
import { evaluate, type Valuation } from '../analysis/evaluate.ts'
import { isIn } from '../analysis/form.ts'
import { and, or, type Formula } from '../analysis/formula.ts'
import type { Paths, Route, WatchedCondition } from '../analysis/paths.ts'
import { isImpossible } from '../analysis/solve.ts'
import { comparedWith, interval } from '../analysis/valueSet.ts'
import { findWitness } from '../analysis/witness.ts'
import { roundedNumber } from '../bindNodes.ts'
import type { CommandDeclaration, NumberParameter } from '../commands/command.ts'
import { commandDeclaration } from '../commands/index.ts'
import { configText } from '../config.ts'
import { nodeTitle, type GraphNode } from '../graph.ts'
import { issue } from '../issues.ts'
import type { Typed } from '../language/typed.ts'
import type { ActionDefinition } from '../node.ts'
import { isDue, parseRecurrence } from '../recurrence.ts'
import type { ScopeId } from '../scopes.ts'
import type { FlowAnalysis, FlowContext } from './context.ts'
import { expectedOf } from './fields.ts'
import { nodePlace } from './places.ts'

/** An action, with what is needed to compare it with others. */
export interface Request {
  readonly graphNode: GraphNode
  readonly context: FlowContext
  readonly declaration: CommandDeclaration
  readonly command: string
  readonly scope: ScopeId
  readonly lever: string
  readonly priority: number
  readonly numbers: readonly RequestedNumber[]
}
interface RequestedNumber {
  readonly id: string
  readonly parameter: NumberParameter
  readonly typed: Typed
}

export const conflicts: FlowAnalysis = (context) => {
  const requests = requestsOf(context)
  return requests.flatMap((request, index) =>
    requests
      .slice(0, index)
      .flatMap((other) =>
        clash(other, request)
          ? [
              issue(
                'conflict',
                { node: nodeTitle(request.graphNode.node), other: nodeTitle(other.graphNode.node) },
                nodePlace(request.graphNode),
                'warning',
              ),
            ]
          : [],
      ),
  )
}

/** The actions of one playbook that can be told what they ask for. */
export function requestsOf(context: FlowContext): readonly Request[] {
  const { graph, paths } = context
  return [...graph.nodes.values()].flatMap((graphNode) => {
    const { node, definition, config, isActive } = graphNode
    const scope = paths.scopeOf(node.id)
    if (definition?.category !== 'action' || !isActive || scope === undefined) return []
    const { command } = definition
    const declaration = commandDeclaration(command)
    const { lever, leverBy } = declaration
    const numbers = numbersOf(definition, graphNode, paths)
    if (numbers === undefined) return []
    return [
      {
        graphNode,
        context,
        declaration,
        command,
        scope,
        lever: leverBy === undefined ? lever : `${lever}.${configText(config, leverBy)}`,
        priority: typeof config['priority'] === 'number' ? config['priority'] : 0,
        numbers,
      },
    ]
  })
}

/** The number parameters that are set; undefined when one has an error. */
function numbersOf(
  { command, fields }: ActionDefinition,
  { node, config }: GraphNode,
  paths: Paths,
): readonly RequestedNumber[] | undefined {
  const numbers: RequestedNumber[] = []
  for (const [id, parameter] of Object.entries(commandDeclaration(command).parameters)) {
    const text = config[id]
    const field = fields[id]!
    if (parameter.type !== 'number' || field.type !== 'expression') continue
    if (typeof text !== 'string' || text.trim() === '') continue
    const typed = paths.typed(node.id, text, expectedOf(field))
    if (typed === undefined) return undefined
    numbers.push({ id, parameter, typed })
  }
  return numbers
}

/** True when both are sure to be made in some review, for one target, and neither wins. */
export function clash(a: Request, b: Request): boolean {
  if (a.priority !== b.priority || !isOneTarget(a, b)) return false
  const excludes =
    (a.declaration.excludes?.includes(b.declaration.lever) ?? false) ||
    (b.declaration.excludes?.includes(a.declaration.lever) ?? false)
  const isUnsettled = a.lever === b.lever && a.declaration.rule === 'none'
  if (excludes ? a.scope !== b.scope : !isUnsettled) return false
  // for one target equal requests are one; a product and its stocks stand against each other in any case
  const mustDiffer = !excludes && a.scope === b.scope && haveEqualConstants(a, b)
  const differ = mustDiffer ? someNumberDiffers(a, b) : undefined
  if (mustDiffer && differ === undefined) return false
  const made = [...a.numbers, ...b.numbers].map((number) => isMade(number, a.context.paths))
  const asked = and(...made, ...(differ === undefined ? [] : [differ]))
  return routesInto(a).some((route) =>
    routesInto(b).some((other) => {
      if (route.holds !== other.holds || !canCoincide(a, route, b, other)) return false
      return isProposed(and(route.formula, other.formula, asked), a, b, mustDiffer)
    }),
  )
}

/** True when both ask for the same, written alike. */
export function haveEqualValues(a: Request, b: Request): boolean {
  return haveEqualConstants(a, b) && someNumberDiffers(a, b) === undefined
}

function routesInto({ context, graphNode }: Request): readonly Route[] {
  return context.paths.into(graphNode.node.id)
}

function isOneTarget(a: Request, b: Request): boolean {
  return a.scope === b.scope || [a.scope, b.scope].toSorted().join() === 'product,stock'
}

function haveEqualConstants(a: Request, b: Request): boolean {
  if (a.command !== b.command) return false
  return Object.entries(a.declaration.parameters).every(([id, { type }]) => {
    const [left, right] = [a.graphNode.config[id], b.graphNode.config[id]]
    return type === 'number'
      ? (left ?? '') === ''
        ? (right ?? '') === ''
        : (right ?? '') !== ''
      : JSON.stringify(left ?? '') === JSON.stringify(right ?? '')
  })
}

/** The value is there and not below the least that the command takes, so that the action proposes (SPEC A2). */
function isMade({ parameter, typed }: RequestedNumber, { meaning }: Paths): Formula {
  const { min, rounding } = parameter
  const least = rounding === 'up' ? interval(min - 1, Infinity, true) : interval(min, Infinity)
  return and(
    meaning.isPresent(typed),
    or(...meaning.valuesOf(typed).map(({ when, value }) => and(when, isIn(value, [least])))),
  )
}

/** Some number parameter has another value; undefined when all are written alike. */
function someNumberDiffers(a: Request, b: Request): Formula | undefined {
  const { meaning } = a.context.paths
  const differing = a.numbers.flatMap(({ id, parameter, typed: left }) => {
    const right = b.numbers.find((number) => number.id === id)!.typed
    const difference: Typed = { op: 'arithmetic', operator: '-', left, right }
    // rounding makes one of what is closer
    const step = parameter.rounding === 'none' ? 0 : 1
    const apart = [
      ...comparedWith(step === 0 ? '<' : '<=', -step),
      ...comparedWith(step === 0 ? '>' : '>=', step),
    ]
    return meaning.valuesOf(difference).map(({ when, value }) => and(when, isIn(value, apart)))
  })
  const formula = or(...differing)
  return formula.op === 'false' ? undefined : formula
}

/** True when there are figures for which both are proposed, with values that differ where they must. */
function isProposed(formula: Formula, a: Request, b: Request, mustDiffer: boolean): boolean {
  if (isImpossible(formula)) return false
  const { meaning } = a.context.paths
  const figures = findWitness(formula, (typed) => meaning.leafOf(typed))
  if (figures === undefined) return false
  return (
    !mustDiffer || JSON.stringify(valuesOf(a, figures)) !== JSON.stringify(valuesOf(b, figures))
  )
}

function valuesOf({ numbers }: Request, figures: Valuation): readonly number[] {
  return numbers.map(({ parameter, typed }) => roundedNumber(parameter, evaluate(typed, figures)))
}

/** True when the triggers of both routes can fire for one entity in one review. */
function canCoincide(a: Request, route: Route, b: Request, other: Route): boolean {
  if (route.triggers.length === 0 || other.triggers.length === 0) return false
  const isSamePlaybook = a.context.playbook === b.context.playbook
  return route.triggers.every((first) =>
    other.triggers.every(
      (second) =>
        (isSamePlaybook && first === second) ||
        (route.holds === '' &&
          triggersCoincide(occasionOf(a.context, first), occasionOf(b.context, second), a.context)),
    ),
  )
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const
/** Days looked through for one on which two schedules are due. */
const horizonDays = 400

/** What makes a trigger fire. */
type Occasion =
  | { readonly kind: 'event'; readonly id: string }
  | { readonly kind: 'days'; readonly rule: string | undefined }
  | { readonly kind: 'condition'; readonly watched: WatchedCondition }

function occasionOf({ graph, paths }: FlowContext, id: string): Occasion {
  const node = graph.nodes.get(id)!
  const watched = paths.watched(node)
  if (watched !== undefined) return { kind: 'condition', watched }
  const { definition, config } = node
  const trigger = definition?.category === 'trigger' ? definition : undefined
  const event = trigger?.event?.(config)
  return event === undefined
    ? { kind: 'days', rule: trigger?.recurrence?.(config) }
    : { kind: 'event', id: event.id }
}

/** An event that happens on the day on which a condition becomes true is chance, and no conflict to report. */
function triggersCoincide(a: Occasion, b: Occasion, { paths }: FlowContext): boolean {
  if (a.kind === 'event' && b.kind === 'event') return a.id === b.id
  if (a.kind === 'event' || b.kind === 'event') return a.kind === 'days' || b.kind === 'days'
  if (a.kind === 'days')
    return b.kind === 'days' ? shareDays(a.rule, b.rule) : comesOnDays(b.watched, a.rule, paths)
  return b.kind === 'days'
    ? comesOnDays(a.watched, b.rule, paths)
    : conditionsCoincide(a.watched, b.watched, paths)
}

/** A condition that is never anything but true becomes true once, at the start. */
function comesOnDays(watched: WatchedCondition, days: string | undefined, paths: Paths): boolean {
  if (watched.typed === undefined) return false
  if (watched.when !== 'becomesTrue' || isPossible(isNotTrue(watched, paths), paths)) return true
  const rule = parseRecurrence(days ?? '')
  const day = watched.forReviews
  return rule !== undefined && weekdays.some((weekday) => isDue(rule, day, weekday))
}

function isPossible(formula: Formula, { meaning }: Paths): boolean {
  return findWitness(formula, (typed) => meaning.leafOf(typed)) !== undefined
}

/** The condition does not count as true. */
function isNotTrue({ typed, onMissing }: WatchedCondition, { meaning }: Paths): Formula {
  const { isFalse, isUndecided } = meaning
  return onMissing === 'true' ? isFalse(typed!) : or(isFalse(typed!), isUndecided(typed!))
}

function shareDays(first: string | undefined, second: string | undefined): boolean {
  const a = parseRecurrence(first ?? '')
  const b = parseRecurrence(second ?? '')
  if (a === undefined || b === undefined) return false
  for (const weekdayOfDay1 of weekdays) {
    for (let day = 1; day <= horizonDays; day++) {
      const weekday = (weekdayOfDay1 + day - 1) % 7
      if (isDue(a, day, weekday) && isDue(b, day, weekday)) return true
    }
  }
  return false
}

/** True when there are reviews before that let both fire at the same one. */
function conditionsCoincide(a: WatchedCondition, b: WatchedCondition, paths: Paths): boolean {
  const { isTrue } = paths.meaning
  if (a.typed === undefined || b.typed === undefined) return false
  // what fires on though its condition is over has a past that is not looked into
  if ([a, b].some(lingers)) return false
  if (a.when === 'becomesFalse' || b.when === 'becomesFalse') {
    const [ending, other] = a.when === 'becomesFalse' ? [a, b] : [b, a]
    const isNew = other.when === 'becomesTrue' && other.forReviews === 1
    const before = isNew ? isNotTrue(other, paths) : isTrue(other.typed!)
    return isPossible(and(isTrue(ending.typed!), before), paths)
  }
  // one that must hold for longer begins while the other does not hold yet
  const longer = a.forReviews > b.forReviews ? a : b
  const shorter = longer === a ? b : a
  if (a.forReviews === b.forReviews || shorter.when === 'whileTrue') return true
  return isPossible(and(isTrue(longer.typed!), isNotTrue(shorter, paths)), paths)
}

function lingers({ when, keepForReviews, recover }: WatchedCondition): boolean {
  const hasMemory = keepForReviews > 0 || recover !== undefined
  return hasMemory && when !== 'becomesTrue'
}
