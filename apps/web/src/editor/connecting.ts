/** Connecting by keyboard: an output port, its possible targets, and what each key does to them. */
import {
  commandDeclaration,
  graphOf,
  leavingScopes,
  scopeIssues,
  scopesOf,
  textIn,
  type Language,
  type NodeDefinition,
  type Playbook,
  type ScopeId,
} from '@sandtable/rules'
import type { Messages } from '../i18n/en.ts'
import { titleById } from './describe.ts'
import { connect, type PortRef } from './edits.ts'
import { portsOf, readingOrder } from './graph.ts'

export interface Connecting {
  readonly nodeId: string
  readonly portId: string
  /** Input ports that this output may be connected to, in reading order. */
  readonly targets: readonly PortRef[]
  /** Index of the one chosen. */
  readonly chosen: number
}

/** The input ports that the output `from` may be connected to. */
export function targetsOf(playbook: Playbook, from: PortRef): readonly PortRef[] {
  const source = playbook.nodes.find(({ id }) => id === from[0])
  const isPort =
    source !== undefined && portsOf(playbook, source).outputs.some(({ id }) => id === from[1])
  return isPort ? openTargets(playbook, from, reachableInputs(playbook, from[0])) : []
}

/** Those of the input ports that the output is not connected to yet. */
export function openTargets(
  playbook: Playbook,
  from: PortRef,
  inputs: readonly PortRef[],
): readonly PortRef[] {
  const taken = new Set(
    playbook.edges
      .filter((edge) => edge.from[0] === from[0] && edge.from[1] === from[1])
      .map(({ to }) => to.join(' ')),
  )
  return inputs.filter((to) => !taken.has(to.join(' ')))
}

/**
 * Every input port that outputs of a node may be connected to: what `canConnect` says of each of them,
 * found in one walk over the graph. A new edge makes a cycle when its source is reachable from its target,
 * and it adds the scopes that leave the source to the target and, as far as they pass it, to what is behind.
 */
export function reachableInputs(playbook: Playbook, sourceId: string): readonly PortRef[] {
  const graph = graphOf(playbook)
  const { nodes, order } = graph
  if (order === undefined || nodes.get(sourceId)?.definition === undefined) return []
  const scopes = scopesOf(graph)
  const isFaulty = new Set(scopeIssues(graph).map(({ nodeId }) => nodeId))
  const leadsBack = new Set([sourceId])
  for (const id of order.toReversed())
    if (nodes.get(id)?.outgoing.some(({ to }) => leadsBack.has(to[0])) === true) leadsBack.add(id)

  const answers = new Map<string, boolean>()
  /** True when the node, or one behind it, would become faulty by what newly arrives. */
  const refuses = (id: string, arriving: readonly ScopeId[]): boolean => {
    const node = nodes.get(id)
    const present = scopes.get(id) ?? []
    const added = arriving.filter((scope) => !present.includes(scope))
    if (node === undefined || !node.isActive || added.length === 0) return false
    const key = `${id} ${added.join()}`
    const known = answers.get(key)
    if (known !== undefined) return known
    const all = new Set([...present, ...added])
    const isWrongTarget = [...all].some((scope) => !isTargetOf(node.definition, scope))
    const passed = leavingScopes(graph, id, new Map([[id, added]]))
    const answer =
      (!isFaulty.has(id) && (all.size > 1 || isWrongTarget)) ||
      node.outgoing.some(({ to }) => refuses(to[0], passed))
    answers.set(key, answer)
    return answer
  }
  const leaving = leavingScopes(graph, sourceId, scopes)
  return readingOrder(playbook)
    .filter((id) => !leadsBack.has(id) && !refuses(id, leaving))
    .flatMap((id) =>
      (nodes.get(id)?.definition?.inputs ?? []).map((port): PortRef => [id, port.id]),
    )
}

function isTargetOf(definition: NodeDefinition | undefined, scope: ScopeId): boolean {
  if (definition?.category !== 'action') return true
  return commandDeclaration(definition.command).targets.includes(scope)
}

function outputsById(playbook: Playbook, nodeId: string) {
  const node = playbook.nodes.find(({ id }) => id === nodeId)
  return node === undefined ? [] : portsOf(playbook, node).outputs
}

function at(playbook: Playbook, nodeId: string, portId: string): Connecting {
  return { nodeId, portId, targets: targetsOf(playbook, [nodeId, portId]), chosen: 0 }
}

/** Begins at the first output without an edge, else at the first; undefined when the node has none. */
export function startConnecting(playbook: Playbook, nodeId: string): Connecting | undefined {
  const outputs = outputsById(playbook, nodeId)
  const isWired = (portId: string) =>
    playbook.edges.some(({ from }) => from[0] === nodeId && from[1] === portId)
  const port = outputs.find(({ id }) => !isWired(id)) ?? outputs[0]
  return port === undefined ? undefined : at(playbook, nodeId, port.id)
}

/** What is being connected, as a sentence for the status line and the screen reader. */
export function connectionStatus(
  playbook: Playbook,
  { nodeId, portId, targets, chosen }: Connecting,
  language: Language,
  t: Messages,
): string {
  const port = outputsById(playbook, nodeId).find(({ id }) => id === portId)
  const from = t.canvas.connectFrom(
    titleById(playbook, nodeId, language),
    port === undefined ? portId : textIn(port.label, language),
  )
  const target = targets[chosen]
  if (target === undefined) return `${from} ${t.canvas.connectNoTarget}`
  const to = t.canvas.connectTarget(
    titleById(playbook, target[0], language),
    chosen + 1,
    targets.length,
  )
  return `${from} ${to} ${t.canvas.connectKeys}`
}

export type ConnectionStep =
  | { readonly kind: 'go'; readonly connecting: Connecting }
  | { readonly kind: 'connected'; readonly playbook: Playbook; readonly to: PortRef }
  /** Nothing fits: a new node is added behind the port. */
  | { readonly kind: 'pick'; readonly from: PortRef }
  | { readonly kind: 'stopped' }

/** What a key does while connecting; undefined for keys that mean nothing then. */
export function connectionStep(
  playbook: Playbook,
  connecting: Connecting,
  key: string,
  newId: (prefix: string) => string,
): ConnectionStep | undefined {
  const { nodeId, portId, targets, chosen } = connecting
  const turn = (by: number): ConnectionStep => ({
    kind: 'go',
    connecting: {
      ...connecting,
      chosen: targets.length === 0 ? 0 : (chosen + by + targets.length) % targets.length,
    },
  })
  const changePort = (by: number): ConnectionStep => {
    const outputs = outputsById(playbook, nodeId)
    const index = outputs.findIndex(({ id }) => id === portId)
    const next = outputs[(index + by + outputs.length) % outputs.length]
    return {
      kind: 'go',
      connecting: next === undefined ? connecting : at(playbook, nodeId, next.id),
    }
  }
  switch (key) {
    case 'ArrowRight':
      return turn(1)
    case 'ArrowLeft':
      return turn(-1)
    case 'ArrowDown':
      return changePort(1)
    case 'ArrowUp':
      return changePort(-1)
    case 'Escape':
      return { kind: 'stopped' }
    case 'Enter': {
      const from: PortRef = [nodeId, portId]
      const to = targets[chosen]
      return to === undefined
        ? { kind: 'pick', from }
        : { kind: 'connected', to, playbook: connect(playbook, newId('e'), from, to) }
    }
    default:
      return undefined
  }
}
