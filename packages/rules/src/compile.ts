/**
 * Playbooks → program.
 *
 *   Playbook[] ─check─▶ Issue[] (stop on errors) ─type─▶ CompiledNode[] ─startReviewer(shop)─▶ Reviewer
 */
import { checkPlaybook } from './check/index.ts'
import { parameterValues } from './check/context.ts'
import { expectedOf } from './check/fields.ts'
import { durationDays } from './config.ts'
import type { Config } from './field.ts'
import { playbookHash } from './format.ts'
import { graphOf, scopesOf, type GraphNode } from './graph.ts'
import { isRunnable, type Issue } from './issues.ts'
import { typeExpression, type Expected } from './language/checkExpression.ts'
import { historyNeedsOf } from './language/historyNeeds.ts'
import type { Typed } from './language/typed.ts'
import type { ActionDefinition, TriggerDefinition } from './node.ts'
import type { Playbook } from './playbook.ts'
import type { Program } from './program.ts'
import { createReviewer } from './review.ts'
import { commandDeclaration, type Catalogue, type HistoryNeed, type ScopeId } from './shop.ts'

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
export interface CompiledTrigger extends CompiledBase {
  readonly category: 'trigger'
  readonly isDue: (day: number, weekday: number) => boolean
  /** Absent: fires for every entity when due. */
  readonly condition?: { readonly typed: Typed; readonly recover?: Typed; readonly timing: Timing }
}
export interface CompiledCondition extends CompiledBase {
  readonly category: 'condition'
  readonly typed: Typed
  readonly onMissing: 'missing' | 'true' | 'false'
}
export interface CompiledAction extends CompiledBase {
  readonly category: 'action'
  readonly definition: ActionDefinition
  /** Number parameters that are set, in the order of the command's declaration. */
  readonly numbers: readonly { readonly id: string; readonly typed: Typed }[]
  /** Choices and texts. */
  readonly constants: Readonly<Record<string, string>>
  readonly cooldownReviews: number
  readonly maxPerDay: number
  readonly priority: number
}
export type CompiledNode = CompiledTrigger | CompiledCondition | CompiledAction

/** One playbook of a program; its nodes are in flow order. */
export interface CompiledPlaybook {
  readonly timing: 'startOfDay' | 'endOfDay'
  readonly actionsPerDay: number
  readonly nodes: readonly CompiledNode[]
}

/**
 * Checks the playbooks against a catalogue and binds them into one program. Refused with every issue when
 * a playbook has an error; warnings are passed on. The order of playbooks, nodes and edges in the files has
 * no influence on what the program does.
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
    const compileText = (text: string, scope: ScopeId, expected: Expected): Typed => {
      const { typed } = typeExpression(
        text,
        { scope, catalogue, params: parameterValues(playbook) },
        expected,
      )
      if (typed === undefined) throw new Error(`checked expression does not compile: ${text}`)
      needs.push(...historyNeedsOf(typed))
      return typed
    }
    const reachable = graph
      .order!.map((id) => graph.nodes.get(id)!)
      .filter(({ isActive, node }) => isActive && scopes.get(node.id)!.length === 1)
    return {
      timing: playbook.review ?? 'endOfDay',
      actionsPerDay: playbook.guards?.actionsPerDay ?? Infinity,
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
        return compileNode(graphNode, base, compileText)
      }),
    }
  })
  const historyNeeds = longestNeeds(needs)
  return {
    ok: true,
    issues,
    program: {
      playbooks,
      hashes,
      nodes,
      edges,
      historyNeeds,
      startReviewer: (shop) => createReviewer(compiled, nodes.length, edges.length, shop),
    },
  }
}

function compileNode(
  { definition, config }: GraphNode,
  base: CompiledBase,
  compileText: (text: string, scope: ScopeId, expected: Expected) => Typed,
): CompiledNode {
  const text = (id: string): string | undefined => {
    const value = config[id]
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  }
  switch (definition!.category) {
    case 'trigger': {
      const { isDue, expression } = definition as TriggerDefinition
      const recover = text('recover')
      const always = () => true
      return {
        ...base,
        category: 'trigger',
        isDue: isDue === undefined ? always : (day, weekday) => isDue(config, day, weekday),
        ...(expression === undefined
          ? {}
          : {
              condition: {
                typed: compileText(expression(config), base.scope, { base: 'bool' }),
                ...(recover === undefined
                  ? {}
                  : { recover: compileText(recover, base.scope, { base: 'bool' }) }),
                timing: timingOf(config),
              },
            }),
      }
    }
    case 'condition':
      return {
        ...base,
        category: 'condition',
        typed: compileText(definition!.expression(config), base.scope, { base: 'bool' }),
        onMissing: config['onMissing'] as CompiledCondition['onMissing'],
      }
    case 'action': {
      const parameters = Object.entries(commandDeclaration(definition!.command).parameters)
      return {
        ...base,
        category: 'action',
        definition: definition!,
        numbers: parameters.flatMap(([id]) => {
          const field = definition!.fields[id]
          const source = text(id)
          if (field?.type !== 'expression' || source === undefined) return []
          return [{ id, typed: compileText(source, base.scope, expectedOf(field)) }]
        }),
        constants: Object.fromEntries(
          parameters
            .filter(([, { type }]) => type !== 'number')
            .map(([id]) => [id, String(config[id] ?? '')]),
        ),
        cooldownReviews: durationDays(config['cooldown']) ?? 0,
        maxPerDay: (config['maxPerDay'] as number | undefined) ?? Infinity,
        priority: (config['priority'] as number | undefined) ?? 0,
      }
    }
  }
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
