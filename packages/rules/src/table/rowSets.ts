/** Sets of rows of a table as words of 32 bits. */
export type RowSet = Int32Array

export function noRows(rows: number): RowSet {
  return new Int32Array(Math.max(1, Math.ceil(rows / 32)))
}

export function allRows(rows: number): RowSet {
  const set = noRows(rows)
  for (let row = 0; row < rows; row++) addRow(set, row)
  return set
}

export function addRow(set: RowSet, row: number): void {
  set[row >> 5]! |= 1 << (row & 31)
}

export function hasRow(set: RowSet, row: number): boolean {
  return ((set[row >> 5]! >> (row & 31)) & 1) === 1
}

export function commonRows(left: RowSet, right: RowSet): RowSet {
  const common = new Int32Array(left.length)
  for (let index = 0; index < left.length; index++) common[index] = left[index]! & right[index]!
  return common
}

/** The first row of a set; −1 when it is empty. */
export function firstRow(set: RowSet): number {
  for (let index = 0; index < set.length; index++) {
    const word = set[index]!
    if (word !== 0) return index * 32 + 31 - Math.clz32(word & -word)
  }
  return -1
}

export function rowsOf(set: RowSet): number[] {
  return Array.from({ length: set.length * 32 }, (_, row) => row).filter((row) => hasRow(set, row))
}

/** What is kept for sets of rows, by content; without making texts of them, which takes most of the time. */
export class RowSetMap<V> {
  readonly #buckets = new Map<number, { readonly set: RowSet; value: V }[]>()

  get(set: RowSet): V | undefined {
    return this.#buckets.get(hashOf(set))?.find((entry) => areEqual(entry.set, set))?.value
  }

  /** Keeps the set itself: it must not change afterwards. */
  add(set: RowSet, value: V): void {
    const hash = hashOf(set)
    const bucket = this.#buckets.get(hash)
    if (bucket === undefined) this.#buckets.set(hash, [{ set, value }])
    else bucket.push({ set, value })
  }
}

function hashOf(set: RowSet): number {
  let hash = 0
  for (let index = 0; index < set.length; index++) {
    hash = Math.imul(hash ^ set[index]!, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function areEqual(left: RowSet, right: RowSet): boolean {
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}
