/** Adding a node from the palette or the picker: what fits, where it goes, how it is wired. */
import {
  canConnect,
  nodeDefinitions,
  textIn,
  type Language,
  type NodeDefinition,
  type Playbook,
} from '@sandtable/rules'
import { addNode, connect, makeNode, type PortRef } from './edits.ts'
import { cardSize, freePlace, gridPx, type Point, type Size } from './geometry.ts'
import { placeOf } from './graph.ts'

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
  const ports = from === undefined ? definition.outputs : definition.inputs
  for (const { id } of ports) {
    const ends = {
      from: from ?? ([probe, id] as PortRef),
      to: from === undefined && to !== undefined ? to : ([probe, id] as PortRef),
    }
    if (canConnect(withNode, ends.from, ends.to) === undefined) return ends
  }
  return undefined
}

/** The kinds that can be wired so, in the order of the palette; `text` filters by label, summary and category. */
export function fittingKinds(
  playbook: Playbook,
  wiring: Wiring,
  text: string,
  language: Language,
  categories: Readonly<Record<string, string>>,
): readonly NodeDefinition[] {
  const words = text.trim().toLowerCase().split(/\s+/)
  return nodeDefinitions.filter((definition) => {
    const haystack = [
      textIn(definition.label, language),
      textIn(definition.summary, language),
      categories[definition.category],
      definition.kind,
    ]
      .join(' ')
      .toLowerCase()
    return (
      words.every((word) => haystack.includes(word)) &&
      wiringOf(playbook, definition, wiring) !== undefined
    )
  })
}

/** A free place for a new node: beside the node it is wired to, else at `centre`. */
function placeFor(
  playbook: Playbook,
  { from, to }: Wiring,
  centre: Point,
  sizes: ReadonlyMap<string, Size>,
): Point {
  const beside =
    from !== undefined
      ? { ...placeOf(playbook, from[0]), by: cardSize.width + 12 * gridPx }
      : to !== undefined
        ? { ...placeOf(playbook, to[0]), by: -cardSize.width - 12 * gridPx }
        : undefined
  const wanted =
    beside === undefined
      ? { x: centre.x - cardSize.width / 2, y: centre.y - cardSize.height / 2 }
      : { x: beside.x + beside.by, y: beside.y }
  return freePlace(
    wanted,
    playbook.nodes.map(({ id }) => ({ ...cardSize, ...sizes.get(id), ...placeOf(playbook, id) })),
  )
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
  { definition, at, centre, sizes, ...wiring }: Placing,
  newId: (prefix: string) => string,
): { readonly playbook: Playbook; readonly nodeId: string } {
  const nodeId = newId('n')
  const place = at ?? placeFor(playbook, wiring, centre, sizes)
  const added = addNode(playbook, makeNode(nodeId, definition), place)
  const ends = wiringOf(playbook, definition, wiring)
  if (ends === undefined || ends === 'free') return { playbook: added, nodeId }
  const real = (ref: PortRef): PortRef => (ref[0] === probe ? [nodeId, ref[1]] : ref)
  return { playbook: connect(added, newId('e'), real(ends.from), real(ends.to)), nodeId }
}
