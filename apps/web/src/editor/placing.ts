/** Adding a node from the palette or the picker: what fits, where it goes, how it is wired. */
import {
  canConnect,
  commandDeclaration,
  defaultConfig,
  nodeDefinitions,
  outputsOf,
  type NodeDefinition,
  type Playbook,
} from '@sandtable/rules'
import { addNode, connect, makeNode, type PortRef } from './edits.ts'
import { cardSize, freePlace, gridPx, type Point, type Size } from './geometry.ts'
import { placeOf, portsOf } from './graph.ts'

/** The ends that a new node is to be wired to. */
export interface Wiring {
  readonly from?: PortRef
  readonly to?: PortRef
}

const probe = 'probe'

/** The port of a new node of this kind that fits the wanted wiring; undefined when none does. */
function wiringOf(
  playbook: Playbook,
  definition: NodeDefinition,
  { from, to }: Wiring,
): { readonly from: PortRef; readonly to: PortRef } | 'free' | undefined {
  if (from === undefined && to === undefined) return 'free'
  const withNode = addNode(playbook, makeNode(probe, definition), { x: 0, y: 0 })
  const { inputs, outputs } = portsOf(withNode, withNode.nodes.at(-1)!)
  for (const { id } of from === undefined ? outputs : inputs) {
    const ends = {
      from: from ?? ([probe, id] as PortRef),
      to: from === undefined && to !== undefined ? to : ([probe, id] as PortRef),
    }
    if (canConnect(withNode, ends.from, ends.to) === undefined) return ends
  }
  return undefined
}

/** What decides whether a new node of a kind can be wired: kinds that agree in it fit alike. */
function likeness(definition: NodeDefinition): string {
  switch (definition.category) {
    case 'trigger':
      return `trigger ${definition.scope(defaultConfig(definition))}`
    case 'action':
      return `action ${commandDeclaration(definition.command).targets.join()}`
    default:
      return definition.kind
  }
}

/** The kinds of which a new node can be wired so, in the order of the palette. */
export function fittingKinds(playbook: Playbook, wiring: Wiring): readonly NodeDefinition[] {
  const fits = new Map<string, boolean>()
  return nodeDefinitions.filter((definition) => {
    const key = likeness(definition)
    const known = fits.get(key) ?? wiringOf(playbook, definition, wiring) !== undefined
    fits.set(key, known)
    return known
  })
}

/** The wiring of a new node behind a selected one: its first output without an edge that fits; none where nothing does. */
export function wiringAfter(
  playbook: Playbook,
  nodeId: string,
  definition: NodeDefinition,
): Wiring {
  const node = playbook.nodes.find(({ id }) => id === nodeId)
  if (node === undefined) return {}
  const isOpen = (portId: string) =>
    !playbook.edges.some(({ from }) => from[0] === nodeId && from[1] === portId)
  for (const { id } of portsOf(playbook, node).outputs) {
    const wiring: Wiring = { from: [nodeId, id] }
    if (isOpen(id) && wiringOf(playbook, definition, wiring) !== undefined) return wiring
  }
  return {}
}

/** Height of a card that was never on screen: head, two lines, and a line for each output. */
function expectedSize(definition: NodeDefinition): Size {
  const height = 120 + outputsOf(definition, defaultConfig(definition)).length * 24
  return { width: cardSize.width, height: Math.max(cardSize.height, height) }
}

const columnPx = cardSize.width + 12 * gridPx

/** A free place for a new node: beside the node it is wired to, else right of everything, else at `centre`. */
function placeFor(playbook: Playbook, { from, to, definition, centre, sizes }: Placing): Point {
  const taken = playbook.nodes.map(({ id }) => ({
    ...cardSize,
    ...sizes.get(id),
    ...placeOf(playbook, id),
  }))
  const beside = (nodeId: string, by: number): Point => {
    const { x, y } = placeOf(playbook, nodeId)
    return { x: x + by, y }
  }
  const [first, ...rest] = taken
  let wanted: Point
  if (from !== undefined) wanted = beside(from[0], columnPx)
  else if (to !== undefined) wanted = beside(to[0], -columnPx)
  else if (first === undefined)
    wanted = { x: centre.x - cardSize.width / 2, y: centre.y - cardSize.height / 2 }
  else {
    const last = rest.reduce((best, card) => (card.x > best.x ? card : best), first)
    wanted = { x: last.x + columnPx, y: last.y }
  }
  return freePlace(wanted, taken, [{ x: 0, y: 0, ...expectedSize(definition) }])
}

export interface Placing extends Wiring {
  readonly definition: NodeDefinition
  /** The exact top left corner, as after a drop; without it a free place is found. */
  readonly at?: Point
  /** Middle of what is in view. */
  readonly centre: Point
  /** Sizes of the cards on screen. */
  readonly sizes: ReadonlyMap<string, Size>
}

/** The playbook with the new node, placed and wired. */
export function placeNode(
  playbook: Playbook,
  placing: Placing,
  newId: (prefix: string) => string,
): { readonly playbook: Playbook; readonly nodeId: string } {
  const { definition, at, centre: _, sizes: __, ...wiring } = placing
  const nodeId = newId('n')
  const place = at ?? placeFor(playbook, placing)
  const added = addNode(playbook, makeNode(nodeId, definition), place)
  const ends = wiringOf(playbook, definition, wiring)
  if (ends === undefined || ends === 'free') return { playbook: added, nodeId }
  const real = (ref: PortRef): PortRef => (ref[0] === probe ? [nodeId, ref[1]] : ref)
  return { playbook: connect(added, newId('e'), real(ends.from), real(ends.to)), nodeId }
}
