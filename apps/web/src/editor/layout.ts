/**
 * Tidy up: columns by longest path, order inside a column by the mean place of the predecessors
 * (two sweeps of the barycentre heuristic of Sugiyama et al. 1981). The top left corner stays.
 */
import type { Playbook } from '@sandtable/rules'
import { badgesPx, cardSize, gridPx, snap, type Point, type Size } from './geometry.ts'
import { depths, placeOf, readingOrder } from './graph.ts'

const columnGapPx = 12 * gridPx
const rowGapPx = badgesPx
const sweeps = 4

export function tidy(
  playbook: Playbook,
  sizes: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Point> {
  if (playbook.nodes.length === 0) return new Map()
  const columns = orderColumns(playbook)
  const corner = playbook.nodes.map(({ id }) => placeOf(playbook, id))
  const left = snap(Math.min(...corner.map(({ x }) => x)))
  const top = snap(Math.min(...corner.map(({ y }) => y)))
  const sizeOf = (id: string) => sizes.get(id) ?? cardSize
  const heightOf = (ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + sizeOf(id).height + rowGapPx, -rowGapPx)
  const tallest = Math.max(...columns.map(heightOf))

  const places = new Map<string, Point>()
  let x = left
  for (const ids of columns) {
    let y = top + (tallest - heightOf(ids)) / 2
    for (const id of ids) {
      places.set(id, { x: snap(x), y: snap(y) })
      y += sizeOf(id).height + rowGapPx
    }
    x += Math.max(...ids.map((id) => sizeOf(id).width)) + columnGapPx
  }
  return places
}

function orderColumns(playbook: Playbook): string[][] {
  const depth = depths(playbook)
  const byDepth = new Map<number, string[]>()
  for (const id of readingOrder(playbook)) {
    const column = depth.get(id) ?? 0
    byDepth.set(column, [...(byDepth.get(column) ?? []), id])
  }
  const columns = [...byDepth.entries()].toSorted(([a], [b]) => a - b).map(([, ids]) => ids)
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isForward = sweep % 2 === 0
    const rank = new Map(columns.flatMap((ids) => ids.map((id, index) => [id, index] as const)))
    for (const ids of isForward ? columns.slice(1) : columns.slice(0, -1)) {
      const pull = new Map(ids.map((id) => [id, meanRank(playbook, id, rank, isForward)]))
      ids.sort((a, b) => (pull.get(a) ?? 0) - (pull.get(b) ?? 0))
      ids.forEach((id, index) => rank.set(id, index))
    }
  }
  return columns
}

function meanRank(
  playbook: Playbook,
  id: string,
  rank: ReadonlyMap<string, number>,
  isForward: boolean,
): number {
  const others = playbook.edges.flatMap(({ from, to }) => {
    const [mine, other] = isForward ? [to, from] : [from, to]
    const at = rank.get(other[0])
    return mine[0] === id && at !== undefined ? [at] : []
  })
  return others.length === 0
    ? (rank.get(id) ?? 0)
    : others.reduce((sum, at) => sum + at, 0) / others.length
}
