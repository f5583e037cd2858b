/**
 * The best of a selection, group by group, without sorting and without allocation: each group keeps a heap of
 * the best so far whose root is the worst of them. Most entities are turned away at the root.
 */
export class Ranking {
  readonly #groupOf: Int32Array
  /** Where the heap of each group begins in `#heap`; a group never keeps more than it has members. */
  readonly #begin: Int32Array
  readonly #kept: Int32Array
  readonly #heap: Int32Array
  readonly #keys: Float64Array

  /** `groupOf` gives the group of every entity; absent, all are one group. */
  constructor(size: number, groupOf: Int32Array = new Int32Array(size), groups = 1) {
    const members = new Int32Array(groups)
    for (const group of groupOf) members[group]!++
    this.#groupOf = groupOf
    this.#begin = new Int32Array(groups)
    for (let group = 1; group < groups; group++) {
      this.#begin[group] = this.#begin[group - 1]! + members[group - 1]!
    }
    this.#kept = new Int32Array(groups)
    this.#heap = new Int32Array(size)
    this.#keys = new Float64Array(size)
  }

  /**
   * Writes 1 into `best` for the `count` selected entities of each group with the greatest key, 0 for the
   * others; equal keys go by entity order. An entity without a key (NaN) is never chosen. Returns how many were.
   */
  choose(
    selected: Uint8Array,
    keyOf: (entity: number) => number,
    count: number,
    best: Uint8Array,
  ): number {
    best.fill(0)
    this.#kept.fill(0)
    const most = Math.floor(count)
    if (!(most >= 1)) return 0
    for (let entity = 0; entity < selected.length; entity++) {
      if (selected[entity] === 0) continue
      const key = keyOf(entity)
      if (key !== key) continue
      this.#keys[entity] = key
      const group = this.#groupOf[entity]!
      const root = this.#begin[group]!
      const kept = this.#kept[group]!
      if (kept < most) {
        this.#kept[group] = kept + 1
        this.#rise(root, kept, entity)
      } else if (key > this.#keys[this.#heap[root]!]!) {
        // entities come in order, so that of equals the first stays
        this.#sink(root, kept, entity)
      }
    }
    let chosen = 0
    for (let group = 0; group < this.#kept.length; group++) {
      const end = this.#begin[group]! + this.#kept[group]!
      for (let slot = this.#begin[group]!; slot < end; slot++) best[this.#heap[slot]!] = 1
      chosen += this.#kept[group]!
    }
    return chosen
  }

  /** True when `a` is a worse choice than `b`. */
  #isWorse(a: number, b: number): boolean {
    const [keyA, keyB] = [this.#keys[a]!, this.#keys[b]!]
    return keyA < keyB || (keyA === keyB && a > b)
  }

  #rise(root: number, place: number, entity: number): void {
    let at = place
    while (at > 0) {
      const above = (at - 1) >> 1
      const other = this.#heap[root + above]!
      if (!this.#isWorse(entity, other)) break
      this.#heap[root + at] = other
      at = above
    }
    this.#heap[root + at] = entity
  }

  /** Replaces the root. */
  #sink(root: number, kept: number, entity: number): void {
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= kept) break
      if (
        below + 1 < kept &&
        this.#isWorse(this.#heap[root + below + 1]!, this.#heap[root + below]!)
      ) {
        below++
      }
      const other = this.#heap[root + below]!
      if (!this.#isWorse(other, entity)) break
      this.#heap[root + at] = other
      at = below
    }
    this.#heap[root + at] = entity
  }
}
