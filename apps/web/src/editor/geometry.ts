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

/** The place nearest to `wanted` (searching downwards) at which a card covers none of `taken`. */
export function freePlace(wanted: Point, taken: Iterable<Point & Size>): Point {
  const others = [...taken]
  let { x, y } = { x: snap(wanted.x), y: snap(wanted.y) }
  for (let tries = 0; tries < 200; tries += 1) {
    const covered = others.find(
      (other) =>
        x < other.x + other.width + gridPx &&
        other.x < x + cardSize.width + gridPx &&
        y < other.y + other.height + gridPx &&
        other.y < y + cardSize.height + gridPx,
    )
    if (covered === undefined) break
    y = snap(covered.y + covered.height + 3 * gridPx)
  }
  return { x, y }
}
