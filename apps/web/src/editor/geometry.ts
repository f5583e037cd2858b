/** Places and sizes on the canvas, in pixels at zoom 1. */
export interface Point {
  readonly x: number
  readonly y: number
}
export interface Size {
  readonly width: number
  readonly height: number
}

export const gridPx = 8
/** Size of a node card before it is measured. The width is fixed by `nodeCard.css`. */
export const cardSize: Size = { width: 248, height: 144 }

export function snap(value: number): number {
  return Math.round(value / gridPx) * gridPx
}

/** Room kept below a card: there a run shows what the card did. */
export const badgesPx = 4 * gridPx

/**
 * The place nearest to `wanted` (searching downwards) at which no card of a group covers any of `taken`.
 * Cards of the group are given with their places inside of it.
 */
export function freePlace(
  wanted: Point,
  taken: Iterable<Point & Size>,
  group: readonly (Point & Size)[] = [{ x: 0, y: 0, ...cardSize }],
): Point {
  const others = [...taken]
  const x = snap(wanted.x)
  let y = snap(wanted.y)
  for (let tries = 0; tries < 1_000; tries += 1) {
    let lowest: number | undefined
    for (const card of group) {
      const covered = others.find(
        (other) =>
          x + card.x < other.x + other.width + gridPx &&
          other.x < x + card.x + card.width + gridPx &&
          y + card.y < other.y + other.height + badgesPx &&
          other.y < y + card.y + card.height + badgesPx,
      )
      if (covered === undefined) continue
      lowest = Math.max(lowest ?? -Infinity, covered.y + covered.height + badgesPx - card.y)
    }
    if (lowest === undefined) break
    y = Math.ceil(lowest / gridPx) * gridPx
  }
  return { x, y }
}
