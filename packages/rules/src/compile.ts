/**
 * Playbooks → program.
 *
 *   Playbook[] ─check─▶ Issue[] (stop on errors) ─type─▶ CompiledNode[] ─startReviewer(shop)─▶ Reviewer
 */
import { checkConflicts } from './check/acrossPlaybooks.ts'
import { checkPlaybook } from './check/index.ts'
import { expectedOf } from './check/fields.ts'
import { forbiddenWords } from './advertisingLaw.ts'
import type { CommandSpend, EntityPick } from './commands/command.ts'
import { commandDeclaration, type CommandId } from './commands/index.ts'
import { durationDays, parameterValues, type ParameterValues } from './config.ts'
import type { Config } from './field.ts'
import { playbookHash } from './format.ts'
import { graphOf, scopesOf, type GraphNode } from './graph.ts'
import { isRunnable, type Issue } from './issues.ts'
import { typeExpression, type Expected } from './language/checkExpression.ts'
import { historyNeedsOf } from './language/historyNeeds.ts'
import type { Typed, ValueType } from './language/typed.ts'
import {
  outputsOf,
  recoveryOf,
  type ActionDefinition,
  type FlowDefinition,
  type Port,
  type TriggerDefinition,
} from './node.ts'
import type { Playbook } from './playbook.ts'
import type { Program } from './program.ts'
import { isDue, parseRecurrence } from './recurrence.ts'
import { createReviewer } from './review.ts'
import { isParent, type ScopeId } from './scopes.ts'
import { textOrEmpty } from './text.ts'
import { resolveSet, type EntitySet } from './sets.ts'
import type { Catalogue, CommandValue, HistoryNeed } from './shop.ts'

export type CompileResult =
  | { readonly ok: true; readonly program: Program; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** When a trigger fires, from its config; days are reviews. */
export interface Timing {
  readonly when: 'becomesTrue' | 'whileTrue' | 'becomesFalse'
  readonly forReviews: number
  readonly keepForReviews: number
  readonly cooldownReviews: number
  readonly onMissing: 'hold' | 'true' | 'false'
}

interface CompiledBase {
  /** Index in `Program.nodes`. */
  readonly index: number
  /** Scope of the selection that leaves (trigger) or arrives (others). */
  readonly scope: ScopeId
  readonly inputs: readonly CompiledEdge[]
}
export interface CompiledEdge {
  /** Index in `Program.edges`. */
  readonly index: number
  /** Index in `Program.nodes`, and output port, that the edge leaves. */
  readonly from: number
  readonly port: string
}
/** An expression with the text that `range`s in it refer to. */
export interface CompiledExpression {
  readonly text: string
  readonly typed: Typed
  readonly type: ValueType
}
export interface CompiledTrigger extends CompiledBase {
  readonly category: 'trigger'
  readonly isDue: (day: number, weekday: number) => boolean
  /** Watches a condition. With neither this nor `event` it fires for every entity when due. */
  readonly condition?: CompiledExpression & {
    readonly recover?: CompiledExpression
    readonly timing: Timing
  }
  readonly event?: { readonly id: string; readonly where?: CompiledExpression }
}
export interface CompiledFlow extends CompiledBase {
  readonly category: 'condition' | 'flow'
  readonly definition: FlowDefinition
  readonly config: Config
  /** Values of the playbook's parameters. */
  readonly params: ParameterValues
  readonly outputScope: ScopeId
  readonly ports: readonly Port[]
  readonly expressions: Readonly<Record<string, CompiledExpression>>
}
/** A parameter that names another entity. */
export interface CompiledPick {
  readonly id: string
  readonly set: EntitySet
  readonly best: 'max' | 'min'
  readonly by: CompiledExpression
  readonly where?: CompiledExpression
}
export interface CompiledAction extends CompiledBase {
  readonly category: 'action'
  readonly command: CommandId
  /** Number parameters that are set, in the order of the command's declaration. */
  readonly numbers: readonly (CompiledExpression & { readonly id: string })[]
  /** Parameters that are the same for all entities. */
  readonly constants: Readonly<Record<string, CommandValue>>
  readonly picks: readonly CompiledPick[]
  /** True when a text that would be published fails the advertising-law list: every proposal is rejected. */
  readonly isCopyForbidden: boolean
  /** The money a proposal asks for, and the figures it depends on; absent when no cap is set. */
  readonly spend?: { readonly of: CommandSpend; readonly times?: Typed; readonly beyond?: Typed }
  readonly guards: CompiledGuards
  readonly cooldownReviews: number
  readonly maxPerDay: number
  readonly priority: number
}
export type CompiledNode = CompiledTrigger | CompiledFlow | CompiledAction

/** Bounds on the charged price of the action's entities, in cents; absent where they do not apply. */
export interface CompiledGuards {
  readonly priceFloor?: Typed
  readonly priceCeiling?: Typed
  /** The price that a discount is taken from. */
  readonly price?: Typed
}

/** One playbook of a program; its nodes are in flow order. */
export interface CompiledPlaybook {
  readonly timing: 'startOfDay' | 'endOfDay'
  readonly actionsPerDay: number
  readonly spendCapCents: number
  /** Days, both ends included, on which nothing but messages goes out. */
  readonly freeze: readonly { readonly fromDay: number; readonly toDay: number }[]
  readonly nodes: readonly CompiledNode[]
}

/** Types a text in a scope; texts have been checked, so that it cannot fail. */
type TypeText = (
  text: string,
  scope: ScopeId,
  expected: Expected,
  eventId?: string,
) => CompiledExpression

/**
 * Checks the playbooks against a catalogue and binds them into one program. Refused with every issue when
 * a playbook has an error; warnings are passed on, and those about several playbooks added. The order of
 * playbooks, nodes and edges in the files has no influence on what the program does.
 */
export function compile(playbooks: readonly Playbook[], catalogue: Catalogue): CompileResult {
  const issues = playbooks.flatMap((playbook) => checkPlaybook(playbook, catalogue))
  if (!isRunnable(issues)) return { ok: false, issues }

  const nodes: { playbook: number; id: string; type: string }[] = []
  const edges: { playbook: number; id: string }[] = []
  const needs: HistoryNeed[] = []
  // by content, so that the order of the files decides nothing, not even between equal requests
  const hashes = playbooks.map(playbookHash)
  const canonical = [...playbooks.entries()].toSorted(([a], [b]) =>
    hashes[a]! < hashes[b]! ? -1 : 1,
  )
  const compiled = canonical.map(([playbookIndex, playbook]): CompiledPlaybook => {
    const graph = graphOf(playbook)
    const nodeIndex = new Map(
      [...graph.nodes.keys()].map((id, position) => [id, nodes.length + position]),
    )
    for (const { node } of graph.nodes.values())
      nodes.push({ playbook: playbookIndex, id: node.id, type: node.type })
    const sortedEdges = playbook.edges.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const edgeIndex = new Map(sortedEdges.map(({ id }, position) => [id, edges.length + position]))
    for (const { id } of sortedEdges) edges.push({ playbook: playbookIndex, id })

    const scopes = scopesOf(graph)
    const params = parameterValues(playbook)
    const typeText: TypeText = (text, scope, expected, eventId) => {
      const payload = catalogue.events.find(({ id }) => id === eventId)?.payload
      const context = { scope, catalogue, params, ...(payload === undefined ? {} : { payload }) }
      const { typed, type } = typeExpression(text, context, expected)
      if (typed === undefined) throw new Error(`checked expression does not compile: ${text}`)
      needs.push(...historyNeedsOf(typed))
      return { text, typed, type }
    }
    const reachable = graph
      .order!.map((id) => graph.nodes.get(id)!)
      .filter(({ isActive, node }) => isActive && scopes.get(node.id)!.length === 1)
    const { guards = {} } = playbook
    return {
      timing: playbook.review ?? 'endOfDay',
      actionsPerDay: guards.actionsPerDay ?? Infinity,
      spendCapCents: guards.spendCapCents ?? Infinity,
      freeze: guards.freeze ?? [],
      nodes: reachable.map((graphNode) => {
        const { node, incoming } = graphNode
        const base = {
          index: nodeIndex.get(node.id)!,
          scope: scopes.get(node.id)![0]!,
          inputs: incoming
            .map((edge) => ({
              index: edgeIndex.get(edge.id)!,
              from: nodeIndex.get(edge.from[0])!,
              port: edge.from[1],
            }))
            .toSorted((a, b) => a.index - b.index),
        }
        const definition = graphNode.definition!
        switch (definition.category) {
          case 'trigger':
            return compileTrigger(definition, graphNode.config, base, typeText)
          case 'action':
            return compileAction(definition, graphNode, base, typeText, guards, catalogue)
          default:
            return compileFlow(definition, graphNode.config, params, base, typeText)
        }
      }),
    }
  })
  return {
    ok: true,
    issues: [...issues, ...checkConflicts(playbooks, catalogue)],
    program: {
      playbooks,
      hashes,
      nodes,
      edges,
      compiled,
      historyNeeds: longestNeeds(needs),
      startReviewer: (shop) => createReviewer(compiled, nodes.length, edges.length, shop),
    },
  }
}

/** A config's text that is set. */
function textOf(config: Config, id: string): string | undefined {
  const value = config[id]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function compileTrigger(
  definition: TriggerDefinition,
  config: Config,
  base: CompiledBase,
  typeText: TypeText,
): CompiledTrigger {
  const { recurrence, expression, event } = definition
  const announced = event?.(config)
  const recover = recoveryOf(definition, config)
  const rule = recurrence === undefined ? undefined : parseRecurrence(recurrence(config))
  const bool: Expected = { base: 'bool' }
  return {
    ...base,
    category: 'trigger',
    isDue:
      recurrence === undefined
        ? () => true
        : (day, weekday) => rule !== undefined && isDue(rule, day, weekday),
    ...(expression === undefined
      ? {}
      : {
          condition: {
            ...typeText(expression(config), base.scope, bool),
            ...(recover === undefined ? {} : { recover: typeText(recover, base.scope, bool) }),
            timing: timingOf(config),
          },
        }),
    ...(announced === undefined
      ? {}
      : {
          event: {
            id: announced.id,
            ...(announced.where === undefined
              ? {}
              : { where: typeText(announced.where, base.scope, bool, announced.id) }),
          },
        }),
  }
}

function compileFlow(
  definition: FlowDefinition,
  config: Config,
  params: ParameterValues,
  base: CompiledBase,
  typeText: TypeText,
): CompiledFlow {
  const expressions = Object.entries(definition.expressions?.(config) ?? {}).map(
    ([id, { text, result }]) => [id, typeText(text, base.scope, { base: result })] as const,
  )
  return {
    ...base,
    category: definition.category,
    definition,
    config,
    params,
    outputScope: definition.outputScope?.(config, base.scope) ?? base.scope,
    ports: outputsOf(definition, config),
    expressions: Object.fromEntries(expressions),
  }
}

function compileAction(
  definition: ActionDefinition,
  { config }: GraphNode,
  base: CompiledBase,
  typeText: TypeText,
  guards: NonNullable<Playbook['guards']>,
  catalogue: Catalogue,
): CompiledAction {
  const { command, fields } = definition
  const declaration = commandDeclaration(command)
  const { scope } = base
  const numbers: CompiledAction['numbers'][number][] = []
  const picks: CompiledPick[] = []
  const constants: Record<string, CommandValue> = {}
  for (const [id, parameter] of Object.entries(declaration.parameters)) {
    const field = fields[id]!
    const value = config[id]
    if (parameter.type === 'number' && field.type === 'expression') {
      const text = textOf(config, id)
      if (text !== undefined) numbers.push({ id, ...typeText(text, scope, expectedOf(field)) })
    } else if (parameter.type === 'pick') {
      if (value !== undefined)
        picks.push(compilePick(id, value as unknown as EntityPick, scope, typeText))
    } else if (value !== undefined && value !== '') {
      constants[id] = value as CommandValue
    }
  }
  const isCopyForbidden = Object.entries(declaration.parameters).some(
    ([id, parameter]) =>
      parameter.type === 'text' &&
      parameter.isCopy === true &&
      forbiddenWords(textOrEmpty(config[id])).length > 0,
  )
  const money: Expected = { base: 'number', unit: 'money' }
  const { chargedPrice, spend } = declaration
  const guardTexts = chargedPrice === undefined ? {} : guards
  const priceGuard = (text: string | undefined) =>
    text === undefined ? undefined : typeText(text, scope, money).typed
  const priceFloor = priceGuard(guardTexts.priceFloorCents)
  const priceCeiling = priceGuard(guardTexts.priceCeilingCents)
  const hasPriceGuard = priceFloor !== undefined || priceCeiling !== undefined
  return {
    ...base,
    category: 'action',
    command,
    numbers,
    constants,
    picks,
    isCopyForbidden,
    ...(spend === undefined || guards.spendCapCents === undefined
      ? {}
      : { spend: compileSpend(spend, scope, catalogue, typeText) }),
    guards: {
      ...(priceFloor === undefined ? {} : { priceFloor }),
      ...(priceCeiling === undefined ? {} : { priceCeiling }),
      ...(hasPriceGuard && chargedPrice?.is === 'discountRatio'
        ? { price: typeText('priceCents', scope, money).typed }
        : {}),
    },
    cooldownReviews: durationDays(config['cooldown']) ?? 0,
    maxPerDay: (config['maxPerDay'] as number | undefined) ?? Infinity,
    priority: (config['priority'] as number | undefined) ?? 0,
  }
}

function compileSpend(
  of: CommandSpend,
  scope: ScopeId,
  catalogue: Catalogue,
  typeText: TypeText,
): NonNullable<CompiledAction['spend']> {
  const figure = (metricId: string | undefined) => {
    const text = metricId === undefined ? undefined : figureText(metricId, scope, catalogue)
    return text === undefined ? undefined : typeText(text, scope, { base: 'number' }).typed
  }
  const times = figure(of.timesMetric)
  const beyond = figure(of.beyondMetric)
  return {
    of,
    ...(times === undefined ? {} : { times }),
    ...(beyond === undefined ? {} : { beyond }),
  }
}

function compilePick(
  id: string,
  { set: setText, best, by, where }: EntityPick,
  scope: ScopeId,
  typeText: TypeText,
): CompiledPick {
  const set = resolveSet(setText.split('.'), scope)
  if (set === undefined) throw new Error(`checked set does not resolve: ${setText}`)
  const condition = where === undefined || where.trim() === '' ? undefined : where
  return {
    id,
    set,
    best,
    by: typeText(by, set.scope, { base: 'number' }),
    ...(condition === undefined ? {} : { where: typeText(condition, set.scope, { base: 'bool' }) }),
  }
}

/** How an expression of `scope` reads a figure that may belong to a parent; undefined when it cannot. */
function figureText(metricId: string, scope: ScopeId, catalogue: Catalogue): string | undefined {
  const owners = catalogue.metrics
    .filter(({ id }) => id === metricId)
    .flatMap(({ scopes }) => scopes)
  if (owners.includes(scope)) return metricId
  const parent = owners.find((owner) => isParent(owner, scope))
  return parent === undefined ? undefined : `${parent}.${metricId}`
}

function timingOf(config: Config): Timing {
  return {
    when: config['when'] as Timing['when'],
    forReviews: durationDays(config['for']) ?? 1,
    keepForReviews: durationDays(config['keepFor']) ?? 0,
    cooldownReviews: durationDays(config['cooldown']) ?? 0,
    onMissing: config['onMissing'] as Timing['onMissing'],
  }
}

/** One need per metric and scope: the farthest back anybody reads. */
function longestNeeds(needs: readonly HistoryNeed[]): HistoryNeed[] {
  const byMetric = Map.groupBy(needs, ({ scope, metricId }) => `${scope}.${metricId}`)
  return [...byMetric]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({ ...group[0]!, days: Math.max(...group.map(({ days }) => days)) }))
}
