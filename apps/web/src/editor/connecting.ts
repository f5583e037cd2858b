/** Connecting by keyboard: an output port, its possible targets, and what each key does to them. */
import {
  commandDeclaration,
  graphOf,
  scopeIssues,
  scopesOf,
  textIn,
  type Language,
  type Playbook,
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

/**
 * Every input port that the output `from` may be connected to: what `canConnect` says of each of them,
 * found in one walk over the graph. A new edge makes a cycle when its source is reachable from its target,
 * and it adds the scopes that leave the source to the target and to everything behind it.
 */
export function targetsOf(playbook: Playbook, from: PortRef): readonly PortRef[] {
  const graph = graphOf(playbook)
  const { nodes, order } = graph
  const source = nodes.get(from[0])
  if (order === undefined || source?.definition === undefined) return []
  if (!source.definition.outputs.some(({ id }) => id === from[1])) return []
  const scopes = scopesOf(graph)
  const added = scopes.get(from[0]) ?? []
  const isFaulty = new Set(scopeIssues(graph).map(({ nodeId }) => nodeId))
  const refuses = (id: string): boolean => {
    if (isFaulty.has(id)) return false
    const all = new Set([...(scopes.get(id) ?? []), ...added])
    const definition = nodes.get(id)?.definition
    if (all.size > 1) return true
    if (definition?.category !== 'action') return false
    const { targets } = commandDeclaration(definition.command)
    return [...all].some((scope) => !targets.includes(scope))
  }
  // from the ends of the flow to its beginnings: a node is closed when it or anything behind it refuses
  const closed = new Set<string>()
  for (const id of order.toReversed()) {
    const isClosed =
      id === from[0] ||
      refuses(id) ||
      (nodes.get(id)?.outgoing ?? []).some(({ to }) => closed.has(to[0]))
    if (isClosed) closed.add(id)
  }
  const taken = new Set(
    source.outgoing.filter((edge) => edge.from[1] === from[1]).map(({ to }) => to.join(' ')),
  )
  return readingOrder(playbook)
    .filter((id) => !closed.has(id))
    .flatMap((id) =>
      (nodes.get(id)?.definition?.inputs ?? []).map((port): PortRef => [id, port.id]),
    )
    .filter((to) => !taken.has(to.join(' ')))
}

function outputsOf(playbook: Playbook, nodeId: string) {
  const node = playbook.nodes.find(({ id }) => id === nodeId)
  return node === undefined ? [] : portsOf(playbook, node).outputs
}

function at(playbook: Playbook, nodeId: string, portId: string): Connecting {
  return { nodeId, portId, targets: targetsOf(playbook, [nodeId, portId]), chosen: 0 }
}

/** Begins at the first output without an edge, else at the first; undefined when the node has none. */
export function startConnecting(playbook: Playbook, nodeId: string): Connecting | undefined {
  const outputs = outputsOf(playbook, nodeId)
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
  const port = outputsOf(playbook, nodeId).find(({ id }) => id === portId)
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
    const outputs = outputsOf(playbook, nodeId)
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
