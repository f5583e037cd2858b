/** Sets of numbers as unions of intervals: what a figure may be where some conditions hold. */

/** All numbers between two bounds; an infinite bound is open. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly isLowOpen: boolean
  readonly isHighOpen: boolean
}

/** Disjoint intervals from low to high; empty for no number at all. */
export type ValueSet = readonly Interval[]

export const everyNumber: Interval = interval(-Infinity, Infinity)
export const everything: ValueSet = [everyNumber]

/** The numbers from `low` to `high`, both included unless said otherwise. */
export function interval(
  low: number,
  high: number,
  isLowOpen = false,
  isHighOpen = false,
): Interval {
  return {
    low,
    high,
    isLowOpen: isLowOpen || low === -Infinity,
    isHighOpen: isHighOpen || high === Infinity,
  }
}

function isEmptyInterval({ low, high, isLowOpen, isHighOpen }: Interval): boolean {
  return !(low < high || (low === high && !isLowOpen && !isHighOpen))
}

/** Exactly these numbers. */
export function points(values: readonly number[]): ValueSet {
  return [...new Set(values)].toSorted((a, b) => a - b).map((value) => interval(value, value))
}

/** The values for which `value operator bound` is true. */
export function comparedWith(
  operator: '<' | '<=' | '>' | '>=' | '==' | '!=',
  bound: number,
): ValueSet {
  switch (operator) {
    case '<':
      return [interval(-Infinity, bound, true, true)]
    case '<=':
      return [interval(-Infinity, bound)]
    case '>':
      return [interval(bound, Infinity, true, true)]
    case '>=':
      return [interval(bound, Infinity)]
    case '==':
      return [interval(bound, bound)]
    case '!=':
      return complement([interval(bound, bound)])
  }
}

function intersectIntervals(a: Interval, b: Interval): Interval {
  return {
    low: Math.max(a.low, b.low),
    isLowOpen:
      a.low === b.low ? a.isLowOpen || b.isLowOpen : a.low > b.low ? a.isLowOpen : b.isLowOpen,
    high: Math.min(a.high, b.high),
    isHighOpen:
      a.high === b.high
        ? a.isHighOpen || b.isHighOpen
        : a.high < b.high
          ? a.isHighOpen
          : b.isHighOpen,
  }
}

export function intersection(a: ValueSet, b: ValueSet): ValueSet {
  if (a.length === 1 && b.length === 1) {
    // by far the most frequent
    const part = intersectIntervals(a[0]!, b[0]!)
    return isEmptyInterval(part) ? [] : [part]
  }
  return a
    .flatMap((left) => b.map((right) => intersectIntervals(left, right)))
    .filter((part) => !isEmptyInterval(part))
}

export function complement(set: ValueSet): ValueSet {
  const rest: Interval[] = []
  let low = -Infinity
  let isLowOpen = true
  for (const part of set) {
    rest.push({ low, isLowOpen, high: part.low, isHighOpen: !part.isLowOpen })
    low = part.high
    isLowOpen = !part.isHighOpen
  }
  rest.push({ low, isLowOpen, high: Infinity, isHighOpen: true })
  return rest.filter((part) => !isEmptyInterval(part))
}

/** True when every member of `inner` is one of `outer`. */
export function isWithin(inner: ValueSet, outer: ValueSet): boolean {
  return intersection(inner, complement(outer)).length === 0
}

export function contains(set: ValueSet, value: number): boolean {
  return set.some(
    ({ low, high, isLowOpen, isHighOpen }) =>
      (isLowOpen ? value > low : value >= low) && (isHighOpen ? value < high : value <= high),
  )
}

/** The smallest interval around a set that is not empty. */
export function hull(set: ValueSet): Interval {
  const first = set[0]!
  const last = set.at(-1)!
  return {
    low: first.low,
    isLowOpen: first.isLowOpen,
    high: last.high,
    isHighOpen: last.isHighOpen,
  }
}

/** The numbers x for which `coefficient * x + constant` is in the set; `coefficient` is not 0. */
export function solvedFor(set: ValueSet, coefficient: number, constant: number): ValueSet {
  const moved = set.map((part): Interval => {
    const low = (part.low - constant) / coefficient
    const high = (part.high - constant) / coefficient
    return coefficient > 0
      ? { ...part, low, high }
      : { low: high, high: low, isLowOpen: part.isHighOpen, isHighOpen: part.isLowOpen }
  })
  return coefficient > 0 ? moved : moved.toReversed()
}

/** Every member times a factor other than 0. */
export function scaled({ low, high, isLowOpen, isHighOpen }: Interval, factor: number): Interval {
  return factor > 0
    ? { low: low * factor, high: high * factor, isLowOpen, isHighOpen }
    : { low: high * factor, high: low * factor, isLowOpen: isHighOpen, isHighOpen: isLowOpen }
}

/** A computed interval with room for what floating point makes of the last digits. */
export function loosened({ low, high, isLowOpen, isHighOpen }: Interval): Interval {
  const slack = (bound: number) =>
    Number.isInteger(bound) ? 0 : 1e-9 * Math.max(1, Math.abs(bound))
  return interval(low - slack(low), high + slack(high), isLowOpen, isHighOpen)
}

/** Smallest interval around all sums of a number of each. */
export function sumOf(a: Interval, b: Interval): Interval {
  return {
    low: a.low + b.low,
    high: a.high + b.high,
    isLowOpen: a.isLowOpen || b.isLowOpen,
    isHighOpen: a.isHighOpen || b.isHighOpen,
  }
}

/** Smallest interval around all products of a number of each. */
export function productOf(a: Interval, b: Interval): Interval {
  const corners = [bounds(a), bounds(b)] as const
  const products = corners[0].flatMap((left) => corners[1].map((right) => product(left, right)))
  const low = products.reduce((best, next) =>
    next.at < best.at || (next.at === best.at && !next.isOpen) ? next : best,
  )
  const high = products.reduce((best, next) =>
    next.at > best.at || (next.at === best.at && !next.isOpen) ? next : best,
  )
  return { low: low.at, high: high.at, isLowOpen: low.isOpen, isHighOpen: high.isOpen }
}

interface Bound {
  readonly at: number
  readonly isOpen: boolean
}
function bounds({ low, high, isLowOpen, isHighOpen }: Interval): readonly Bound[] {
  return [
    { at: low, isOpen: isLowOpen },
    { at: high, isOpen: isHighOpen },
  ]
}
function product(a: Bound, b: Bound): Bound {
  // 0 times anything, however large, is 0; it is reached when the 0 is
  if (a.at === 0 || b.at === 0) {
    const isReached = (a.at === 0 && !a.isOpen) || (b.at === 0 && !b.isOpen)
    return { at: 0, isOpen: !isReached }
  }
  return { at: a.at * b.at, isOpen: a.isOpen || b.isOpen }
}

/** Smallest interval around 1 / x of the numbers other than 0. */
export function inverseOf({ low, high, isLowOpen, isHighOpen }: Interval): Interval {
  if (low < 0 && high > 0) return everyNumber
  if (low === 0 && high === 0) return everyNumber
  const inverse = (at: number, side: 1 | -1) => (at === 0 ? side * Infinity : 1 / at)
  // 1 / x falls on either side of 0, so the bounds change places
  return {
    low: inverse(high, -1),
    high: inverse(low, 1),
    isLowOpen: high === 0 || isHighOpen,
    isHighOpen: low === 0 || isLowOpen,
  }
}

/** A few members, those that people would choose first: whole numbers near the bounds, the middle. */
export function samples(set: ValueSet): readonly number[] {
  const found = set.flatMap((part) => {
    const { low, high } = part
    const inner =
      low === -Infinity
        ? high === Infinity
          ? [0, 1, 10]
          : [high, Math.ceil(high) - 1, high - 10]
        : high === Infinity
          ? [low, Math.floor(low) + 1, low + 10]
          : [
              low,
              high,
              Math.floor(low) + 1,
              Math.ceil(high) - 1,
              Math.round((low + high) / 2),
              (low + high) / 2,
            ]
    return inner.filter((value) => contains([part], value))
  })
  return [...new Set(found)]
}
