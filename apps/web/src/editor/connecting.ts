/** Connecting by keyboard: an output port, its possible targets, and what each key does to them. */
import { canConnect, textIn, type Language, type Playbook } from '@sandtable/rules'
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

/** Every input port that the output `from` may be connected to. */
export function targetsOf(playbook: Playbook, from: PortRef): readonly PortRef[] {
  const nodes = new Map(playbook.nodes.map((node) => [node.id, node]))
  return readingOrder(playbook).flatMap((id) => {
    const node = nodes.get(id)
    if (node === undefined || id === from[0]) return []
    return portsOf(playbook, node)
      .inputs.map((port): PortRef => [id, port.id])
      .filter((to) => canConnect(playbook, from, to) === undefined)
  })
}

/** Checking every target costs a graph each: exact up to so many nodes. */
const exactUpToNodes = 80

/** Inputs to offer in a list: of a large playbook all of them, and `canConnect` has the last word. */
export function candidatesOf(playbook: Playbook, from: PortRef): readonly PortRef[] {
  if (playbook.nodes.length <= exactUpToNodes) return targetsOf(playbook, from)
  return playbook.nodes
    .filter(({ id }) => id !== from[0])
    .flatMap((node) => portsOf(playbook, node).inputs.map((port): PortRef => [node.id, port.id]))
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
