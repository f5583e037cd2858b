/** Figures that come from outside an expression: columns of the shop, windows, figures of sets. */
import { tameLimit } from './kernels.ts'
import { NumberNode } from './numberNode.ts'
import { blockWords, type Site } from './site.ts'

export abstract class Leaf extends NumberNode {
  readonly leaves: readonly Leaf[] = [this]
  /** Per block, the token of the frame under which it last changed. */
  readonly changedAt: Int32Array
  readonly #bounds: Float64Array
  readonly #missingAt: number
  /** Per block, the token of the change for which the missing words were written. */
  readonly #missingOf: Int32Array

  constructor(site: Site) {
    super(site, 0)
    this.changedAt = new Int32Array(site.blocks)
    this.#bounds = new Float64Array(site.blocks)
    this.#missingAt = site.arena.reserveWords(site.words)
    this.#missingOf = new Int32Array(site.blocks)
  }

  /** Brings one block up to date and `changedAt` with it; cheap when that has been done under this token. */
  abstract refresh(block: number): void

  /** Sets `array` and `at` to where the values of a block are. */
  protected abstract locate(block: number): void

  evaluate(block: number): void {
    this.locate(block)
    this.bound = this.#bounds[block]!
  }

  /** Takes note that a block has new values; they are looked at unless they are certain to be tame. */
  protected note(block: number, isSurelyTame = false): void {
    this.locate(block)
    const { arena } = this.site
    const isTame =
      isSurelyTame || arena.kernels.isTame(this.array, this.at, this.site.rowsOf(block))
    this.#bounds[block] = isTame ? tameLimit : Infinity
    this.changedAt[block] = this.site.frame.token
  }

  override missingAt(block: number, rows: number): number {
    const { arena, scratch } = this.site
    if (this.bound !== Infinity) return scratch.zeros
    const at = this.#missingAt + block * blockWords
    if (this.#missingOf[block] !== this.changedAt[block]) {
      arena.kernels.missing(this.array, this.at, arena.words, at, rows)
      this.#missingOf[block] = this.changedAt[block]!
    }
    return at
  }
}
