/**
 * The one file that maps a playbook to React Flow and back. Objects of unchanged nodes and edges are
 * reused from the call before, so that React Flow and `memo` see what really changed.
 */
import type { Connection, Edge as RfEdge, Node as RfNode } from '@xyflow/react'
import {
  parameterValues,
  type Edge,
  type Language,
  type Playbook,
  type PlaybookNode,
  type Port,
} from '@sandtable/rules'
import type { Messages } from '../i18n/en.ts'
import { categoryOf, titleOf, type CardCategory } from './describe.ts'
import type { PortRef } from './edits.ts'
import type { Point, Size } from './geometry.ts'
import { placeOf, portsOf } from './graph.ts'

export interface CardData extends Record<string, unknown> {
  readonly node: PlaybookNode
  readonly category: CardCategory
  readonly title: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Output ports without an edge: they show a `+`. */
  readonly openOutputs: string
  readonly errors: number
  readonly warnings: number
}
export type FlowNode = RfNode<CardData, 'card'>

export interface LineData extends Record<string, unknown> {
  readonly isBroken: boolean
  /** Leaves by a port for what did not hold: drawn quieter. */
  readonly isElse: boolean
  /** Preview of a connection that is being made by keyboard. */
  readonly isPreview: boolean
}
export type FlowEdge = RfEdge<LineData, 'line'>

export interface FlowInput {
  readonly playbook: Playbook
  readonly selectedNodes: ReadonlySet<string>
  readonly selectedEdges: ReadonlySet<string>
  /** The node that Tab reaches (roving tabindex). */
  readonly tabStop: string | undefined
  readonly sizes: ReadonlyMap<string, Size>
  /** Places during a drag, before they are in the playbook. */
  readonly moving: ReadonlyMap<string, Point>
  readonly problems: ReadonlyMap<string, { readonly errors: number; readonly warnings: number }>
  readonly brokenEdges: ReadonlySet<string>
  readonly preview: { readonly from: PortRef; readonly to: PortRef } | undefined
  readonly language: Language
  readonly t: Messages
}

/** Element that says which keys work on the canvas. */
export const canvasHelpId = 'canvas-help'

const noProblems = { errors: 0, warnings: 0 }

export function toFlowNodes(input: FlowInput, before: readonly FlowNode[]): FlowNode[] {
  const { playbook, language, t } = input
  const old = new Map(before.map((node) => [node.id, node]))
  const params = parameterValues(playbook)
  const wired = new Set(playbook.edges.map(({ from }) => `${from[0]} ${from[1]}`))
  return playbook.nodes.map((node) => {
    const previous = old.get(node.id)
    const position = input.moving.get(node.id) ?? placeOf(playbook, node.id)
    const ports = portsOf(playbook, node, params)
    const category = categoryOf(node)
    const title = titleOf(node, language)
    const data: CardData = reuse(previous?.data, {
      node,
      category,
      title,
      inputs: ports.inputs,
      outputs: samePorts(previous?.data.outputs, ports.outputs),
      openOutputs: ports.outputs
        .map(({ id }) => id)
        .filter((id) => !wired.has(`${node.id} ${id}`))
        .join(' '),
      ...(input.problems.get(node.id) ?? noProblems),
    })
    const size = input.sizes.get(node.id)
    const selected = input.selectedNodes.has(node.id)
    const tabIndex = input.tabStop === node.id ? 0 : -1
    const ariaLabel = `${t.categories[category]}: ${title}`
    if (
      previous !== undefined &&
      previous.data === data &&
      previous.position.x === position.x &&
      previous.position.y === position.y &&
      previous.measured?.width === size?.width &&
      previous.measured?.height === size?.height &&
      previous.selected === selected &&
      previous.domAttributes?.tabIndex === tabIndex &&
      previous.ariaLabel === ariaLabel
    ) {
      return previous
    }
    return {
      id: node.id,
      type: 'card',
      data,
      position: { ...position },
      ...(size === undefined ? {} : { measured: { ...size } }),
      selected,
      ariaLabel,
      ariaRole: 'group',
      domAttributes: {
        tabIndex,
        'aria-roledescription': t.canvas.nodeRole,
        'aria-describedby': canvasHelpId,
      },
    }
  })
}

export function toFlowEdges(input: FlowInput, before: readonly FlowEdge[]): FlowEdge[] {
  const { playbook, language, t, preview } = input
  const old = new Map(before.map((edge) => [edge.id, edge]))
  const params = parameterValues(playbook)
  const elsePorts = new Set(
    playbook.nodes.flatMap((node) =>
      portsOf(playbook, node, params)
        .outputs.filter(({ isElse }) => isElse === true)
        .map(({ id }) => `${node.id} ${id}`),
    ),
  )
  const titles = new Map(playbook.nodes.map((node) => [node.id, titleOf(node, language)]))
  const titleById = (id: string) => titles.get(id) ?? id
  const make = (edge: Edge, isPreview: boolean): FlowEdge => {
    const previous = old.get(edge.id)
    const data = reuse(previous?.data, {
      isBroken: input.brokenEdges.has(edge.id),
      isElse: elsePorts.has(edge.from.join(' ')),
      isPreview,
    })
    const selected = input.selectedEdges.has(edge.id)
    const ariaLabel = t.canvas.edgeLabel(titleById(edge.from[0]), titleById(edge.to[0]))
    if (
      previous !== undefined &&
      previous.data === data &&
      previous.selected === selected &&
      previous.ariaLabel === ariaLabel &&
      previous.source === edge.from[0] &&
      previous.sourceHandle === edge.from[1] &&
      previous.target === edge.to[0] &&
      previous.targetHandle === edge.to[1]
    ) {
      return previous
    }
    return {
      id: edge.id,
      type: 'line',
      source: edge.from[0],
      sourceHandle: edge.from[1],
      target: edge.to[0],
      targetHandle: edge.to[1],
      data,
      selected,
      selectable: !isPreview,
      focusable: false,
      domAttributes: { 'aria-roledescription': t.canvas.edgeRole },
      ariaLabel,
    }
  }
  const edges = playbook.edges.map((edge) => make(edge, false))
  return preview === undefined
    ? edges
    : [...edges, make({ id: 'connection-preview', from: preview.from, to: preview.to }, true)]
}

/** What the edges are made from; the rest of the input, such as places, does not touch them. */
const edgeInputs = [
  'playbook',
  'selectedEdges',
  'brokenEdges',
  'preview',
  'language',
  't',
] as const satisfies readonly (keyof FlowInput)[]

/** Maps one playbook after the other, each time reusing what the time before made. */
export function createFlowMapper(): (input: FlowInput) => {
  readonly nodes: FlowNode[]
  readonly edges: FlowEdge[]
} {
  let last: FlowInput | undefined
  let nodes: FlowNode[] = []
  let edges: FlowEdge[] = []
  return (input) => {
    nodes = sameList(nodes, toFlowNodes(input, nodes))
    if (last === undefined || edgeInputs.some((key) => last?.[key] !== input[key]))
      edges = sameList(edges, toFlowEdges(input, edges))
    last = input
    return { nodes, edges }
  }
}

function sameList<T>(before: T[], next: T[]): T[] {
  return before.length === next.length && next.every((item, index) => item === before[index])
    ? before
    : next
}

/** A connection of React Flow as ports of the playbook; undefined while it is not complete. */
export function fromConnection(
  connection: Connection | FlowEdge,
): { readonly from: PortRef; readonly to: PortRef } | undefined {
  const { source, sourceHandle, target, targetHandle } = connection
  if (sourceHandle === null || sourceHandle === undefined) return undefined
  if (targetHandle === null || targetHandle === undefined) return undefined
  return { from: [source, sourceHandle], to: [target, targetHandle] }
}

/** The ports of before when they say the same: most configs make new objects of equal ports. */
function samePorts(before: readonly Port[] | undefined, next: readonly Port[]): readonly Port[] {
  const isSame =
    before !== undefined &&
    before.length === next.length &&
    next.every((port, index) => {
      const other = before[index]
      return (
        other !== undefined &&
        other.id === port.id &&
        other.isElse === port.isElse &&
        other.label.en === port.label.en &&
        other.label.zh === port.label.zh
      )
    })
  return isSame ? before : next
}

function reuse<T extends Record<string, unknown>>(before: T | undefined, next: T): T {
  if (before === undefined) return next
  return Object.keys(next).every((key) => before[key] === next[key]) ? before : next
}
