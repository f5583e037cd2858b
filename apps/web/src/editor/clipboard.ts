/** Nodes on the system clipboard: JSON text that pastes across tabs, windows and chats. */
import {
  parsePlaybook,
  playbookFormat,
  playbookLimits,
  type Issue,
  type Playbook,
} from '@sandtable/rules'
import { gridPx, snap, type Point } from './geometry.ts'
import { placeOf } from './graph.ts'

const pasteStepPx = 4 * gridPx

/**
 * What is copied is a playbook of its own with only these nodes and the edges between them, so that
 * pasting goes through the same parser as a file, and a whole exported file can be pasted too.
 */
export function copyText(playbook: Playbook, nodeIds: ReadonlySet<string>): string {
  const part: Playbook = {
    format: playbookFormat,
    id: playbook.id,
    name: playbook.name,
    nodes: playbook.nodes.filter(({ id }) => nodeIds.has(id)),
    edges: playbook.edges.filter(({ from, to }) => nodeIds.has(from[0]) && nodeIds.has(to[0])),
    layout: Object.fromEntries(
      Object.entries(playbook.layout ?? {}).filter(([id]) => nodeIds.has(id)),
    ),
  }
  return JSON.stringify(part, null, 2)
}

export type Pasted =
  | {
      readonly status: 'pasted'
      readonly playbook: Playbook
      readonly nodeIds: ReadonlySet<string>
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }
  /** Not a piece of a playbook: leave the paste to others. */
  | { readonly status: 'foreign' }

/** A step to the right and down, and a further one for every time it was pasted before. */
function besideOriginals(playbook: Playbook, { x, y }: Point): Point {
  const taken = new Set(Object.values(playbook.layout ?? {}).map((place) => place.join()))
  let shift = pasteStepPx
  while (taken.has(`${snap(x + shift)},${snap(y + shift)}`)) shift += pasteStepPx
  return { x: x + shift, y: y + shift }
}

/** Adds the copied nodes with new ids. `at` is the wanted top left corner; without it, a step beside the originals. */
export function paste(
  playbook: Playbook,
  text: string,
  newId: (prefix: string) => string,
  at?: Point,
): Pasted {
  if (text.length > playbookLimits.bytes || !text.includes('"playbook/'))
    return { status: 'foreign' }
  const parsed = parsePlaybook(text)
  if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
  const part = parsed.playbook
  if (part.nodes.length === 0) return { status: 'foreign' }

  const ids = new Map(part.nodes.map(({ id }) => [id, newId('n')]))
  const places = part.nodes.map(({ id }) => placeOf(part, id))
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const corner = at ?? besideOriginals(playbook, { x: left, y: top })
  const layout: Record<string, [number, number]> = { ...playbook.layout }
  for (const [old, id] of ids) {
    const { x, y } = placeOf(part, old)
    layout[id] = [snap(x - left + corner.x), snap(y - top + corner.y)]
  }
  const mapped = (ref: readonly [string, string]): [string, string] | undefined => {
    const id = ids.get(ref[0])
    return id === undefined ? undefined : [id, ref[1]]
  }
  return {
    status: 'pasted',
    nodeIds: new Set(ids.values()),
    playbook: {
      ...playbook,
      nodes: [
        ...playbook.nodes,
        ...part.nodes.map((node) => ({ ...node, id: ids.get(node.id) ?? node.id })),
      ],
      edges: [
        ...playbook.edges,
        ...part.edges.flatMap((edge) => {
          const from = mapped(edge.from)
          const to = mapped(edge.to)
          return from === undefined || to === undefined ? [] : [{ id: newId('e'), from, to }]
        }),
      ],
      layout,
    },
  }
}
