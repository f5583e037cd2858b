/**
 * Expressions whose value is true, false or missing, evaluated block by block as two rows of bits: `true` and
 * `missing`. No row has both; a row with neither is false.
 */
import type { Leaf } from './leaf.ts'
import { leavesOf, Validity } from './numberNode.ts'
import { blockWords, type Site } from './site.ts'

/** How an expression gives a truth per row. After `evaluate`, the fields tell of that block. */
export abstract class TruthNode {
  readonly site: Site
  /** Scratch blocks that an evaluation uses. */
  readonly depth: number
  readonly leaves: readonly Leaf[]
  /** Loops over a block that an evaluation takes, roughly: what is cheap is decided first. */
  readonly cost: number
  /** Indices of the first word of the block evaluated last. */
  trueAt = 0
  missingAt = 0
  /** False when no row of the block is missing; the words at `missingAt` are all 0 then. */
  hasMissing = false
  #kept: KeptTruths | undefined

  constructor(
    site: Site,
    depth: number,
    cost: number,
    parts: readonly { readonly leaves: readonly Leaf[] }[],
  ) {
    this.site = site
    this.depth = depth
    this.cost = cost
    this.leaves = leavesOf(parts)
    site.scratch.reserve(depth)
  }

  /** From now on keeps its results; for what several expressions share, and for the whole of one. */
  keep(): KeptTruths {
    this.#kept ??= new KeptTruths(this.site, this.leaves)
    return this.#kept
  }

  /**
   * Brings one block up to date. Unless the results are kept, all leaves of the block must have been refreshed.
   */
  evaluate(block: number, slot: number): void {
    const kept = this.#kept
    if (kept === undefined) {
      const { scratch } = this.site
      this.trueAt = scratch.trueAt(slot)
      this.missingAt = scratch.missingAt(slot)
      this.#compute(block, slot)
    } else {
      this.trueAt = kept.trueAt + block * blockWords
      this.missingAt = kept.missingAt + block * blockWords
      if (kept.validity.claim(block)) {
        this.#compute(block, slot)
        kept.settle(block, this.hasMissing)
      } else {
        this.hasMissing = kept.hasMissing[block] === 1
      }
    }
    if (!this.hasMissing) this.missingAt = this.site.scratch.zeros
  }

  #compute(block: number, slot: number): void {
    const rows = this.site.rowsOf(block)
    this.hasMissing = this.compute(block, rows, slot, this.trueAt, this.missingAt)
  }

  /** Writes the words of true rows to `trueTo` and, when it returns true, those of missing rows to `missingTo`. */
  protected abstract compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean
}

/** The truths of all rows, for as long as no leaf changes. */
export class KeptTruths {
  readonly trueAt: number
  readonly missingAt: number
  /** Per block, 1 when a row of it may be missing. */
  readonly hasMissing: Uint8Array
  readonly validity: Validity
  readonly #site: Site

  constructor(site: Site, leaves: readonly Leaf[]) {
    this.#site = site
    this.trueAt = site.arena.reserveWords(site.words)
    this.missingAt = site.arena.reserveWords(site.words)
    this.hasMissing = new Uint8Array(site.blocks)
    this.validity = new Validity(site, leaves)
  }

  /** Takes note of a computed block; its missing words are valid from then on, also when it has none. */
  settle(block: number, hasMissing: boolean): void {
    const at = this.missingAt + block * blockWords
    if (!hasMissing && this.hasMissing[block] === 1) {
      const count = (this.#site.rowsOf(block) + 31) >>> 5
      this.#site.arena.words.fill(0, at, at + count)
    }
    this.hasMissing[block] = hasMissing ? 1 : 0
  }
}
