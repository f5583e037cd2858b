/** Reading a playbook as a graph. Works on broken graphs too: cycles and dangling edges are drawn, not refused. */
import {
  nodeDefinition,
  outputsOf,
  parameterValues,
  resolvedConfig,
  type NodeDefinition,
  type ParameterValues,
  type Playbook,
  type PlaybookNode,
  type Port,
} from '@sandtable/rules'
import type { Point } from './geometry.ts'

export interface Ports {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

const plainPort = (id: string): Port => ({ id, label: { en: id, zh: id } })

/** The kind of a node; undefined when this program does not know it, or not in the version of the node. */
export function definitionOf({ type, v }: PlaybookNode): NodeDefinition | undefined {
  const definition = nodeDefinition(type)
  return definition?.v === v ? definition : undefined
}

/** The output ports that a node's kind and config make; undefined for a kind that this program does not know. */
export function declaredOutputs(
  node: PlaybookNode,
  params: ParameterValues,
): readonly Port[] | undefined {
  const definition = definitionOf(node)
  return definition === undefined
    ? undefined
    : outputsOf(definition, resolvedConfig(definition, node.config, params))
}

/** The ports of a node. A kind of a newer version shows those its edges use, so that nothing looks unwired. */
export function portsOf(
  playbook: Playbook,
  node: PlaybookNode,
  params: ParameterValues = parameterValues(playbook),
): Ports {
  const declared = declaredOutputs(node, params)
  if (declared !== undefined) return { inputs: definitionOf(node)?.inputs ?? [], outputs: declared }
  const inputs = new Set<string>()
  const outputs = new Set<string>()
  for (const { from, to } of playbook.edges) {
    if (from[0] === node.id) outputs.add(from[1])
    if (to[0] === node.id) inputs.add(to[1])
  }
  return { inputs: [...inputs].map(plainPort), outputs: [...outputs].map(plainPort) }
}

export function placeOf(playbook: Playbook, nodeId: string): Point {
  const at = playbook.layout?.[nodeId]
  return at === undefined ? { x: 0, y: 0 } : { x: at[0], y: at[1] }
}

/** Column of each node: the longest way from a node without inputs. Nodes of a cycle stop growing. */
export function depths(playbook: Playbook): ReadonlyMap<string, number> {
  const depth = new Map(playbook.nodes.map(({ id }) => [id, 0]))
  for (let round = 0; round < playbook.nodes.length; round += 1) {
    let isChanged = false
    for (const { from, to } of playbook.edges) {
      const source = depth.get(from[0])
      const target = depth.get(to[0])
      if (source === undefined || target === undefined || from[0] === to[0]) continue
      if (target < source + 1 && source + 1 < playbook.nodes.length) {
        depth.set(to[0], source + 1)
        isChanged = true
      }
    }
    if (!isChanged) break
  }
  return depth
}

/** Node ids as people read the canvas: by column, then from top to bottom. */
export function readingOrder(playbook: Playbook): readonly string[] {
  const depth = depths(playbook)
  return playbook.nodes
    .map(({ id }) => ({ id, column: depth.get(id) ?? 0, ...placeOf(playbook, id) }))
    .toSorted((a, b) => a.column - b.column || a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The node that an arrow key goes to: left and right follow edges, up and down and everything without
 * an edge go to the nearest node in that direction.
 */
export function neighbour(
  playbook: Playbook,
  nodeId: string,
  direction: Direction,
): string | undefined {
  const here = placeOf(playbook, nodeId)
  const wired =
    direction === 'right'
      ? playbook.edges.filter(({ from }) => from[0] === nodeId).map(({ to }) => to[0])
      : direction === 'left'
        ? playbook.edges.filter(({ to }) => to[0] === nodeId).map(({ from }) => from[0])
        : []
  const isNode = new Set(playbook.nodes.map(({ id }) => id))
  const alongEdges = wired.filter((id) => isNode.has(id) && id !== nodeId)
  if (alongEdges.length > 0) return nearest(playbook, alongEdges, (at) => Math.abs(at.y - here.y))
  const candidates = playbook.nodes.map(({ id }) => id).filter((id) => id !== nodeId)
  return nearest(playbook, candidates, (at) => {
    const [along, across] =
      direction === 'left'
        ? [here.x - at.x, at.y - here.y]
        : direction === 'right'
          ? [at.x - here.x, at.y - here.y]
          : direction === 'up'
            ? [here.y - at.y, at.x - here.x]
            : [at.y - here.y, at.x - here.x]
    return along <= 0 ? Infinity : along + 2 * Math.abs(across)
  })
}

function nearest(
  playbook: Playbook,
  ids: readonly string[],
  distance: (at: Point) => number,
): string | undefined {
  let best: { id: string; away: number } | undefined
  for (const id of ids) {
    const away = distance(placeOf(playbook, id))
    if (away < (best?.away ?? Infinity)) best = { id, away }
  }
  return best?.id
}
