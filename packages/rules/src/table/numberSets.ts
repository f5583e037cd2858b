/**
 * Sets of numbers as sorted, disjoint, half-open intervals over the doubles: [from, to) holds x with
 * from <= x < to. Between a double and the next one there is no number of the language, so `x > v` is
 * `x >= nextUp(v)` and every test of a table's cell has this one form, exactly.
 */
export type Interval = readonly [from: number, to: number]
export type NumberSet = readonly Interval[]

const bits = new DataView(new ArrayBuffer(8))

/** The least double above a finite one; Infinity above the greatest. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** The greatest double below a finite one. */
export function nextDown(value: number): number {
  return -nextUp(-value)
}

export const allNumbers: NumberSet = [[-Infinity, Infinity]]
export const above = (value: number): NumberSet => [[nextUp(value), Infinity]]
export const atLeast = (value: number): NumberSet => [[value, Infinity]]
export const below = (value: number): NumberSet => [[-Infinity, value]]
export const atMost = (value: number): NumberSet => [[-Infinity, nextUp(value)]]
export const exactly = (value: number): NumberSet => [[value, nextUp(value)]]

/** What is in one of the sets. */
export function unionOf(sets: readonly NumberSet[]): NumberSet {
  const sorted = sets.flat().toSorted(([a], [b]) => a - b)
  const union: [number, number][] = []
  for (const [from, to] of sorted) {
    if (!(from < to)) continue
    const last = union.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else union.push([from, to])
  }
  return union
}

/** What is in both sets. */
export function intersectionOf(left: NumberSet, right: NumberSet): NumberSet {
  return unionOf(
    left.flatMap(([from, to]) =>
      right.map(([otherFrom, otherTo]): NumberSet => [
        [Math.max(from, otherFrom), Math.min(to, otherTo)],
      ]),
    ),
  )
}

/** What is in the first set and not in the second. */
export function differenceOf(whole: NumberSet, taken: NumberSet): NumberSet {
  const gaps: [number, number][] = []
  let from = -Infinity
  for (const [takenFrom, takenTo] of taken) {
    gaps.push([from, takenFrom])
    from = takenTo
  }
  gaps.push([from, Infinity])
  return intersectionOf(whole, gaps)
}

export function contains(set: NumberSet, value: number): boolean {
  return set.some(([from, to]) => from <= value && value < to)
}
