/** Expressions whose value is a number per row, evaluated block by block. */
import type { Leaf } from './leaf.ts'
import type { Site } from './site.ts'

/** How an expression gives a number per row. After `evaluate`, the fields tell of that block. */
export abstract class NumberNode {
  readonly site: Site
  /** Scratch blocks that an evaluation uses. */
  readonly depth: number
  /** What it is computed from. */
  abstract readonly leaves: readonly Leaf[]
  /** The values of the block evaluated last begin at `array[at]`. */
  array: Float64Array
  at = 0
  /** No value of the block is missing and none is larger in size; Infinity when that is not known. */
  bound = Infinity

  constructor(site: Site, depth: number) {
    this.site = site
    this.depth = depth
    this.array = site.arena.numbers
    site.scratch.reserve(depth)
  }

  /** Brings one block up to date. All leaves of the block must have been refreshed. */
  abstract evaluate(block: number, slot: number): void

  /** Words with the missing rows of the block evaluated last; they may be written to `to`. */
  missingAt(_block: number, rows: number, to: number): number {
    const { arena, scratch } = this.site
    if (this.bound !== Infinity) return scratch.zeros
    arena.kernels.missing(this.array, this.at, arena.words, to, rows)
    return to
  }
}

/** The leaves of several parts, each once. */
export function leavesOf(parts: readonly { readonly leaves: readonly Leaf[] }[]): readonly Leaf[] {
  if (parts.length === 1) return parts[0]!.leaves
  const leaves: Leaf[] = []
  for (const part of parts) {
    for (const leaf of part.leaves) if (!leaves.includes(leaf)) leaves.push(leaf)
  }
  return leaves
}

/** Results kept until a leaf changes. */
export class Validity {
  readonly #leaves: readonly Leaf[]
  readonly #site: Site
  /** Per block, the token under which it was computed; 0 never. */
  readonly #computedAt: Int32Array
  /** Per block, the token under which it was found valid or made so. */
  readonly #checkedAt: Int32Array

  constructor(site: Site, leaves: readonly Leaf[]) {
    this.#site = site
    this.#leaves = leaves
    this.#computedAt = new Int32Array(site.blocks)
    this.#checkedAt = new Int32Array(site.blocks)
  }

  /** Another number for every computation of a block. */
  computedAt(block: number): number {
    return this.#computedAt[block]!
  }

  /** Refreshes the leaves of a block. True when it must be computed anew, and then counts as computed. */
  claim(block: number): boolean {
    const { token } = this.#site.frame
    if (this.#checkedAt[block] === token) return false
    this.#checkedAt[block] = token
    const computedAt = this.#computedAt[block]!
    let isStale = computedAt === 0
    for (const leaf of this.#leaves) {
      // every leaf, even when one is known to have changed: computing relies on all being refreshed
      leaf.refresh(block)
      if (leaf.changedAt[block]! > computedAt) isStale = true
    }
    if (isStale) this.#computedAt[block] = token
    return isStale
  }
}
