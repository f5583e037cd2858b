/** What is on the clipboard becomes nodes of a playbook; it needs the parser, which is loaded late. */
import { parsePlaybook, type Issue, type Playbook } from '@sandtable/rules'
import { isCopied, paramsOf } from './clipboard.ts'
import { cardSize, freePlace, gridPx, snap, type Point, type Size } from './geometry.ts'
import { placeOf } from './graph.ts'

const pasteStepPx = 4 * gridPx

export type Pasted =
  | {
      readonly status: 'pasted'
      readonly playbook: Playbook
      readonly nodeIds: ReadonlySet<string>
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }
  /** Not a piece of a playbook: leave the paste to others. */
  | { readonly status: 'foreign' }

export interface PasteOptions {
  /** The wanted top left corner; without it, a step beside the originals. */
  readonly at?: Point
  /** Sizes of the cards on screen. */
  readonly sizes?: ReadonlyMap<string, Size>
}

/** Adds the copied nodes with new ids where they cover nothing, and the parameters they read that are missing. */
export function paste(
  playbook: Playbook,
  text: string,
  newId: (prefix: string) => string,
  { at, sizes = new Map() }: PasteOptions = {},
): Pasted {
  if (!isCopied(text)) return { status: 'foreign' }
  const parsed = parsePlaybook(text)
  if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
  const part = parsed.playbook
  if (part.nodes.length === 0) return { status: 'foreign' }

  const ids = new Map(part.nodes.map(({ id }) => [id, newId('n')]))
  const places = part.nodes.map(({ id }) => placeOf(part, id))
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const sizeOf = (id: string) => sizes.get(id) ?? cardSize
  const corner = freePlace(
    at ?? { x: left + pasteStepPx, y: top + pasteStepPx },
    playbook.nodes.map(({ id }) => ({ ...sizeOf(id), ...placeOf(playbook, id) })),
    part.nodes.map(({ id }) => {
      const { x, y } = placeOf(part, id)
      return { ...sizeOf(id), x: x - left, y: y - top }
    }),
  )
  const params = { ...paramsOf(part.params, part.nodes), ...playbook.params }
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
      ...(Object.keys(params).length === 0 ? {} : { params }),
    },
  }
}
