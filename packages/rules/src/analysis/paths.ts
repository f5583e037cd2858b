/**
 * How entities come to a node, and what then holds for them. One review, one entity: behind a node that holds
 * entities back, or that goes on with other entities, nothing is known any more of the figures before it.
 */
import { durationDays } from '../config.ts'
import type { CheckContext } from '../check/context.ts'
import type { Config } from '../field.ts'
import type { GraphNode } from '../graph.ts'
import type { Expected } from '../language/checkExpression.ts'
import type { Typed } from '../language/typed.ts'
import {
  outputsOf,
  recoveryOf,
  type FlowDefinition,
  type PortTruth,
  type TriggerDefinition,
} from '../node.ts'
import { isParent, type ScopeId } from '../scopes.ts'
import { isIn } from './form.ts'
import { always, and, never, or, unknown, weakened, type Formula } from './formula.ts'
import type { Meaning } from './meaning.ts'
import { choiceLeaf, leafPolynomial, type Leaf } from './polynomial.ts'
import { isImpossible } from './solve.ts'
import { points } from './valueSet.ts'
import { findWitness } from './witness.ts'

/** One way from triggers to a node. */
export interface Route {
  /** Ids of the triggers that must fire for it. */
  readonly triggers: readonly string[]
  /** Nodes that hold entities back on the way; routes with different ones are not taken at the same time. */
  readonly holds: string
  /** What holds for an entity at the review at which it takes the route. */
  readonly formula: Formula
  /** The conditions on the way that are true then, those of the triggers included. */
  readonly conditions: readonly Typed[]
}

/** What a trigger watches and when it fires, typed. */
export interface WatchedCondition {
  readonly text: string
  /** Absent when the text has an error. */
  readonly typed?: Typed
  readonly recover?: { readonly text: string; readonly typed?: Typed }
  readonly when: 'becomesTrue' | 'whileTrue' | 'becomesFalse'
  readonly forReviews: number
  readonly keepForReviews: number
  readonly cooldownReviews: number
  readonly onMissing: 'hold' | 'true' | 'false'
}

interface PortCondition {
  readonly formula: Formula
  /** The conditions that are true of what leaves. */
  readonly conditions: readonly Typed[]
}

/** The port of conditions for what cannot be decided (SPEC G2). */
export const missingPort = 'missing'
/** Of larger tables it is not asked which rows match whatever is missing. */
const mostPorts = 20
/** More ways to one node are not followed one by one. */
const mostRoutes = 16
/** Behind more conditions in a row nothing is claimed. */
const mostConditions = 100

const bool: Expected = { base: 'bool' }

export class Paths {
  readonly meaning: Meaning
  readonly #context: CheckContext
  readonly #into = new Map<string, readonly Route[]>()
  readonly #outOf = new Map<string, readonly Route[]>()

  constructor(context: CheckContext, meaning: Meaning) {
    this.#context = context
    this.meaning = meaning
  }

  /** The scope of what reaches a node, or leaves a trigger; undefined when nothing or several do. */
  scopeOf(id: string): ScopeId | undefined {
    const scopes = this.#context.scopes.get(id) ?? []
    return scopes.length === 1 ? scopes[0] : undefined
  }

  /** A text of a node as it is evaluated there; undefined when it has an error or nothing reaches the node. */
  typed(
    nodeId: string,
    text: string,
    expected: Expected = bool,
    eventId?: string,
  ): Typed | undefined {
    const scope = this.scopeOf(nodeId)
    return scope === undefined
      ? undefined
      : this.#context.texts.typed(text, { scope, eventId }, expected)
  }

  /** Every way to a node, disabled ones left out. */
  into(id: string): readonly Route[] {
    let routes = this.#into.get(id)
    if (routes === undefined) {
      const { incoming } = this.#context.graph.nodes.get(id)!
      routes = limited(incoming.flatMap(({ from: [source, port] }) => this.outOf(source, port)))
      this.#into.set(id, routes)
    }
    return routes
  }

  /** Every way out of a node by a port. */
  outOf(id: string, port: string): readonly Route[] {
    const key = `${id}.${port}`
    let routes = this.#outOf.get(key)
    if (routes === undefined) {
      const node = this.#context.graph.nodes.get(id)!
      routes = node.isActive ? this.#leaving(node, port) : []
      this.#outOf.set(key, routes)
    }
    return routes
  }

  /** The condition that a trigger watches; undefined for schedules, events and other nodes. */
  watched({ node, definition, config }: GraphNode): WatchedCondition | undefined {
    if (definition?.category !== 'trigger' || definition.expression === undefined) return undefined
    const text = definition.expression(config)
    const recover = recoveryOf(definition, config)
    const optional = (typed: Typed | undefined) => (typed === undefined ? {} : { typed })
    return {
      text,
      ...optional(this.typed(node.id, text)),
      ...(recover === undefined
        ? {}
        : { recover: { text: recover, ...optional(this.typed(node.id, recover)) } }),
      when: config['when'] as WatchedCondition['when'],
      forReviews: durationDays(config['for']) ?? 1,
      keepForReviews: durationDays(config['keepFor']) ?? 0,
      cooldownReviews: durationDays(config['cooldown']) ?? 0,
      onMissing: config['onMissing'] as WatchedCondition['onMissing'],
    }
  }

  #leaving(node: GraphNode, port: string): readonly Route[] {
    const definition = node.definition!
    switch (definition.category) {
      case 'trigger':
        return this.#fromTrigger(node, definition)
      case 'action':
        return []
      default:
        return this.#fromFlow(node, definition, port)
    }
  }

  #fromTrigger(node: GraphNode, definition: TriggerDefinition): readonly Route[] {
    const { id } = node.node
    const start = { triggers: [id], holds: '' }
    const watched = this.watched(node)
    if (watched !== undefined) {
      const { typed, when } = watched
      const conditions = typed === undefined || when === 'becomesFalse' ? [] : [typed]
      return [{ ...start, formula: this.#whenItFires(watched), conditions }]
    }
    const event = definition.event?.(node.config)
    if (event?.where === undefined) return [{ ...start, formula: always, conditions: [] }]
    const typed = this.typed(id, event.where, bool, event.id)
    return typed === undefined
      ? [{ ...start, formula: unknown, conditions: [] }]
      : [{ ...start, formula: this.meaning.isTrue(typed), conditions: [typed] }]
  }

  /** What holds at a review at which the trigger fires (SPEC T1–T6). */
  #whenItFires({ typed, recover, when, keepForReviews, onMissing }: WatchedCondition): Formula {
    if (typed === undefined) return unknown
    const { isTrue, isFalse, isUndecided } = this.meaning
    const countsAsTrue = or(isTrue(typed), onMissing === 'true' ? isUndecided(typed) : never)
    const countsAsFalse = or(isFalse(typed), onMissing === 'false' ? isUndecided(typed) : never)
    if (isImpossible(countsAsTrue)) return never
    if (when === 'becomesTrue') return countsAsTrue
    if (when === 'whileTrue' && keepForReviews === 0 && recover === undefined) return countsAsTrue
    const recovery = recover?.typed
    const isRecovering =
      recover === undefined ? always : recovery === undefined ? unknown : isTrue(recovery)
    const isLeft = and(countsAsFalse, isRecovering)
    // what fires though the condition is over must have been active before
    const wasActive = this.#whetherEver(countsAsTrue)
    if (when === 'becomesFalse') {
      if (keepForReviews === 0) return and(isLeft, wasActive)
      return and(countsAsFalse, wasActive, this.#whetherEver(isLeft))
    }
    const stays = recovery === undefined ? unknown : or(isFalse(recovery), isUndecided(recovery))
    const isKept = keepForReviews > 0 ? countsAsFalse : and(countsAsFalse, stays)
    return or(countsAsTrue, and(isKept, wasActive))
  }

  /** Of something that is over: whether it can have been at all. */
  #whetherEver(formula: Formula): Formula {
    if (isImpossible(formula)) return never
    const example = findWitness(formula, (typed) => this.meaning.leafOf(typed))
    return example === undefined ? unknown : always
  }

  #fromFlow(node: GraphNode, definition: FlowDefinition, port: string): readonly Route[] {
    const { id } = node.node
    const { config, incoming } = node
    const arriving =
      definition.commonPort === port
        ? this.#common(incoming.map(({ from }) => this.outOf(from[0], from[1])))
        : this.into(id)
    if (definition.outputScope !== undefined)
      return arriving.flatMap((route) => this.#related(route, id, definition, config))
    const { formula, conditions } = this.#portCondition(node, definition, port)
    if (definition.holdsEntities === true) {
      return arriving.map((route) => ({
        triggers: route.triggers,
        holds: `${route.holds} ${id}`,
        formula: and(this.#whetherEver(route.formula), formula),
        conditions: [],
      }))
    }
    return arriving.map((route) =>
      route.conditions.length >= mostConditions
        ? { ...route, formula: unknown }
        : {
            ...route,
            formula: and(route.formula, formula),
            conditions: [...route.conditions, ...conditions],
          },
    )
  }

  #portCondition(node: GraphNode, definition: FlowDefinition, port: string): PortCondition {
    const truth = definition.portTruths?.(node.config)[port]
    if (truth !== undefined) return this.#outcome(node, definition, truth)
    const conditions = definition.portConditions?.(node.config)
    if (conditions === undefined) return this.#choice(node, definition, port)
    const own = this.#typedPort(node, conditions[port])
    // what `missing` says may be more than leaves by it: a row of a table may match whatever is missing
    return port === missingPort
      ? { ...own, formula: and(own.formula, this.#leavesByNoOther(node, conditions)) }
      : own
  }

  #outcome(
    { node, config }: GraphNode,
    definition: FlowDefinition,
    { expression, outcomes }: PortTruth,
  ): PortCondition {
    const text = definition.expressions?.(config)[expression]?.text
    const typed = text === undefined ? undefined : this.typed(node.id, text)
    if (typed === undefined) return { formula: unknown, conditions: [] }
    const { isTrue, isFalse, isUndecided } = this.meaning
    const judges = { true: isTrue, false: isFalse, missing: isUndecided }
    const [only, ...others] = outcomes
    const conditions: Record<string, Typed> = {
      true: typed,
      false: { op: 'not', operand: typed },
    }
    const certain = only === undefined || others.length > 0 ? undefined : conditions[only]
    return {
      formula: or(...outcomes.map((outcome) => judges[outcome](typed))),
      conditions: certain === undefined ? [] : [certain],
    }
  }

  #typedPort({ node }: GraphNode, text: string | undefined): PortCondition {
    const typed = text === undefined ? undefined : this.typed(node.id, text)
    return typed === undefined
      ? { formula: unknown, conditions: [] }
      : { formula: this.meaning.isTrue(typed), conditions: [typed] }
  }

  #leavesByNoOther(node: GraphNode, conditions: Readonly<Record<string, string>>): Formula {
    const others = Object.entries(conditions).filter(([port]) => port !== missingPort)
    if (others.length > mostPorts) return unknown
    const { isFalse, isUndecided } = this.meaning
    const typed = others.map(([, text]) => this.typed(node.node.id, text))
    return and(
      ...typed.map((one) => (one === undefined ? unknown : or(isFalse(one), isUndecided(one)))),
    )
  }

  /** An entity leaves by one port of a node at most, whatever decides by which. */
  #choice(
    { node, config, incoming }: GraphNode,
    definition: FlowDefinition,
    port: string,
  ): PortCondition {
    if (definition.commonPort !== undefined && port !== definition.commonPort) {
      // what one edge brings is what every edge brings
      return { formula: incoming.length > 1 ? unknown : never, conditions: [] }
    }
    const ports = outputsOf(definition, config)
    const scope = this.scopeOf(node.id)
    if (ports.length === 1 || scope === undefined) return { formula: always, conditions: [] }
    const choice = choiceLeaf(node.id, scope, ports.length)
    const place = ports.findIndex(({ id }) => id === port)
    return { formula: isIn(leafPolynomial(choice), points([place])), conditions: [] }
  }

  /** Goes on with other entities: what is known of figures that both share still holds. */
  #related(
    route: Route,
    id: string,
    { outputScope }: FlowDefinition,
    config: Config,
  ): readonly Route[] {
    const from = this.scopeOf(id)
    if (from === undefined) return []
    const to = outputScope!(config, from)
    const isShared = (scope: ScopeId) =>
      isParent(from, to)
        ? scope === from || isParent(scope, from)
        : isParent(to, from)
          ? scope === to || isParent(scope, to)
          : scope === 'shop'
    const isKept = ({ scopes }: Leaf) => [...scopes].every(isShared)
    const formula = and(this.#whetherEver(route.formula), weakened(route.formula, isKept))
    return [{ ...route, formula, conditions: [] }]
  }

  /** What every edge brings. */
  #common(inputs: readonly (readonly Route[])[]): readonly Route[] {
    const [first = [], ...others] = inputs
    return others.reduce(
      (routes, next) =>
        limited(routes.flatMap((route) => next.map((other) => joinedRoutes(route, other)))),
      first,
    )
  }
}

/**
 * Both routes in one review. Whether they can be taken at once is not looked into when they begin at different
 * triggers or are held differently. Two announcements of one event on one day may differ, so payloads are left out.
 */
function joinedRoutes(a: Route, b: Route): Route {
  const withoutPayload = (formula: Formula) =>
    weakened(formula, ({ key }) => !key.includes('event.'))
  const isOneWay = a.holds === b.holds && a.triggers.join() === b.triggers.join()
  return {
    triggers: [...new Set([...a.triggers, ...b.triggers])],
    holds: a.holds === b.holds ? a.holds : a.holds + b.holds,
    formula: and(withoutPayload(a.formula), withoutPayload(b.formula), isOneWay ? always : unknown),
    conditions: [...a.conditions, ...b.conditions],
  }
}

/** The first ways, and for the rest one of which nothing is known. */
function limited(routes: readonly Route[]): readonly Route[] {
  if (routes.length <= mostRoutes) return routes
  const others = { triggers: [], holds: '', formula: unknown, conditions: [] }
  return [...routes.slice(0, mostRoutes), others]
}
