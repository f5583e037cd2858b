/** Every change a user can make to a playbook, as a pure function. The same reference back means "no change". */
import {
  defaultConfig,
  openAsExpression,
  textIn,
  type ConfigValue,
  type Edge,
  type Language,
  type NodeDefinition,
  type Playbook,
  type PlaybookNode,
  type UserText,
} from '@sandtable/rules'
import { snap, type Point } from './geometry.ts'

/** A port: `[nodeId, portId]`, as in the file. */
export type PortRef = Edge['from']

/** The object without `key` when `value` is undefined, else with it. */
export function withOptional<T extends object, K extends keyof T>(
  object: T,
  key: K,
  value: T[K] | undefined,
): T {
  const { [key]: _, ...rest } = object
  return (value === undefined ? rest : { ...rest, [key]: value }) as T
}

export function makeNode(id: string, definition: NodeDefinition): PlaybookNode {
  return { id, type: definition.kind, v: definition.v, config: { ...defaultConfig(definition) } }
}

export function addNode(playbook: Playbook, node: PlaybookNode, at: Point): Playbook {
  return {
    ...playbook,
    nodes: [...playbook.nodes, node],
    layout: { ...playbook.layout, [node.id]: [snap(at.x), snap(at.y)] },
  }
}

export function connect(playbook: Playbook, id: string, from: PortRef, to: PortRef): Playbook {
  return { ...playbook, edges: [...playbook.edges, { id, from, to }] }
}

/** Deletes nodes with their edges, and edges. */
export function remove(
  playbook: Playbook,
  nodeIds: ReadonlySet<string>,
  edgeIds: ReadonlySet<string> = new Set(),
): Playbook {
  const nodes = playbook.nodes.filter(({ id }) => !nodeIds.has(id))
  const edges = playbook.edges.filter(
    ({ id, from, to }) => !edgeIds.has(id) && !nodeIds.has(from[0]) && !nodeIds.has(to[0]),
  )
  if (nodes.length === playbook.nodes.length && edges.length === playbook.edges.length) {
    return playbook
  }
  const layout = Object.entries(playbook.layout ?? {}).filter(([id]) => !nodeIds.has(id))
  return { ...playbook, nodes, edges, layout: Object.fromEntries(layout) }
}

/** Puts nodes at new places. */
export function place(playbook: Playbook, places: ReadonlyMap<string, Point>): Playbook {
  const layout: Record<string, [number, number]> = { ...playbook.layout }
  let isChanged = false
  for (const [id, { x, y }] of places) {
    const before = layout[id]
    if (before !== undefined && before[0] === x && before[1] === y) continue
    layout[id] = [x, y]
    isChanged = true
  }
  return isChanged ? { ...playbook, layout } : playbook
}

function changeNode(
  playbook: Playbook,
  nodeId: string,
  change: (node: PlaybookNode) => PlaybookNode,
): Playbook {
  let isChanged = false
  const nodes = playbook.nodes.map((node) => {
    if (node.id !== nodeId) return node
    const changed = change(node)
    isChanged ||= changed !== node
    return changed
  })
  return isChanged ? { ...playbook, nodes } : playbook
}

/** Sets a field of a node; undefined unsets it. */
export function setField(
  playbook: Playbook,
  nodeId: string,
  field: string,
  value: ConfigValue | undefined,
): Playbook {
  return changeNode(playbook, nodeId, (node) =>
    node.config[field] === value
      ? node
      : {
          ...node,
          config: withOptional<Record<string, ConfigValue>, string>(node.config, field, value),
        },
  )
}

/** Makes a preset the general kind that it stands for. */
export function openPreset(playbook: Playbook, nodeId: string): Playbook {
  return changeNode(playbook, nodeId, openAsExpression)
}

/** A user's text with one language replaced; a plain string is the text of all languages. */
export function withText(before: UserText | undefined, language: Language, text: string): UserText {
  return typeof before === 'object' ? { ...before, [language]: text } : text
}

/** No text in any language. */
export function isEmptyText(text: UserText): boolean {
  return typeof text === 'string' ? text === '' : text.en === '' && text.zh === ''
}

/** Gives a node a name of its own in one language; empty means the kind's label. */
export function renameNode(
  playbook: Playbook,
  nodeId: string,
  language: Language,
  name: string,
): Playbook {
  return changeNode(playbook, nodeId, (node) => {
    if (textIn(node.name ?? '', language) === name) return node
    const next = withText(node.name, language, name)
    return withOptional<PlaybookNode, 'name'>(node, 'name', isEmptyText(next) ? undefined : next)
  })
}

export function setDisabled(
  playbook: Playbook,
  nodeIds: ReadonlySet<string>,
  isDisabled: boolean,
): Playbook {
  let next = playbook
  for (const id of nodeIds) {
    next = changeNode(next, id, (node) =>
      (node.isDisabled === true) === isDisabled
        ? node
        : withOptional(node, 'isDisabled', isDisabled ? true : undefined),
    )
  }
  return next
}
