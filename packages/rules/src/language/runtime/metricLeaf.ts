/**
 * Columns of the shop: read in place by the plain loops, copied into the arena for WebAssembly.
 *
 * A copy is compared with what comes, block by block, so that conditions over figures that stay are not computed
 * again; a few rows show beforehand whether that is worth while. A column that a single condition reads is not
 * kept: it passes through a block that stays in the cache, until it looks as if it repeated itself.
 */
import type { ScopeId } from '../../scopes.ts'
import { blockRows } from './kernels.ts'
import { Leaf } from './leaf.ts'
import type { Site } from './site.ts'

/** Rows of a block that are looked at to guess whether it repeats itself. */
const samplesPerBlock = 16

export class MetricLeaf extends Leaf {
  readonly #scope: ScopeId
  readonly #metricId: string
  readonly #parents: Int32Array | undefined
  /** Index of the copy in the arena; undefined when the shop's column is read in place. */
  #copyAt: number | undefined
  /** Whether the copy is of the whole column, or of the block that is looked at and no more. */
  #isWhole = false
  #looksSteady = false
  #heldBlock = -1
  #heldToken = 0
  /** Per block, the token under which it was refreshed; of a whole copy that has none yet, 0. */
  readonly #refreshedAt: Int32Array
  readonly #samples: Float64Array
  #column: Float64Array
  #columnOf = 0

  constructor(site: Site, scope: ScopeId, metricId: string) {
    super(site)
    this.#scope = scope
    this.#metricId = metricId
    this.#parents = site.parentsOf(scope)
    const isInPlace = this.isOwn && site.arena.kernels.copyChanged === undefined
    this.#copyAt = isInPlace ? undefined : site.arena.reserveNumbers(site.blockRoom)
    this.#refreshedAt = new Int32Array(site.blocks)
    this.#samples = new Float64Array(site.blocks * samplesPerBlock)
    this.#column = site.missingColumn
  }

  /** True when the metric is one of the scope itself, not of a parent. */
  get isOwn(): boolean {
    return this.#parents === undefined
  }

  /** The shop's column of this moment, of the metric's scope. */
  get column(): Float64Array {
    const { frame, missingColumn } = this.site
    if (this.#columnOf !== frame.token) {
      this.#columnOf = frame.token
      this.#column = frame.read(this.#scope, this.#metricId) ?? missingColumn
    }
    return this.#column
  }

  /** From now on the whole column is copied, once for all who read it. */
  share(): void {
    if (this.#isWhole || this.#copyAt === undefined) return
    this.#isWhole = true
    this.#copyAt = this.site.arena.reserveNumbers(this.site.room)
    this.#refreshedAt.fill(0)
  }

  /** Between reviews: a column that repeats itself is worth keeping. */
  prepareReview(): void {
    if (this.#looksSteady) this.share()
  }

  refresh(block: number): void {
    const { frame, arena, scratch } = this.site
    const before = this.#refreshedAt[block]!
    if (before === frame.token) return
    this.#refreshedAt[block] = frame.token
    if (this.#copyAt === undefined) {
      this.note(block)
      return
    }
    const { copyChanged } = arena.kernels
    const mayCompare = frame.mayRepeat && copyChanged !== undefined
    const isRepeated = mayCompare && this.#showsNothingNew(block) && before > 0
    if (!this.#isWhole) {
      this.#looksSteady ||= isRepeated
      this.note(block)
      return
    }
    const to = this.#copyAt + block * blockRows
    if (!isRepeated) {
      this.#write(block, to)
      this.note(block)
      return
    }
    const rows = this.#write(block, scratch.stageAt)
    // the loop sees whole words of rows
    arena.numbers.fill(0, scratch.stageAt + rows, scratch.stageAt + ((rows + 31) & ~31))
    const { numbers } = arena
    if (copyChanged(numbers, scratch.stageAt, numbers, to, rows)) this.note(block)
  }

  protected locate(block: number): void {
    if (this.#copyAt === undefined) {
      this.array = this.column
      this.at = block * blockRows
      return
    }
    this.array = this.site.arena.numbers
    this.at = this.#copyAt + (this.#isWhole ? block * blockRows : 0)
    const { token } = this.site.frame
    if (this.#isWhole || (this.#heldBlock === block && this.#heldToken === token)) return
    this.#heldBlock = block
    this.#heldToken = token
    this.#write(block, this.at)
  }

  /** Looks at a few rows of a block, and remembers them. */
  #showsNothingNew(block: number): boolean {
    const { column } = this
    const parents = this.#parents
    const rows = this.site.rowsOf(block)
    const step = Math.max(1, Math.floor(rows / samplesPerBlock))
    let isSame = true
    for (let sample = 0; sample < samplesPerBlock && sample * step < rows; sample++) {
      const row = block * blockRows + sample * step
      const value = column[parents === undefined ? row : parents[row]!]!
      const at = block * samplesPerBlock + sample
      if (!Object.is(value, this.#samples[at])) isSame = false
      this.#samples[at] = value
    }
    return isSame
  }

  /** Writes the rows of a block to the arena; returns how many. */
  #write(block: number, to: number): number {
    const { arena } = this.site
    const { column } = this
    const rows = this.site.rowsOf(block)
    const from = block * blockRows
    const parents = this.#parents
    if (parents === undefined) {
      arena.numbers.set(column.subarray(from, from + rows), to)
    } else {
      const { numbers } = arena
      for (let row = 0; row < rows; row++) numbers[to + row] = column[parents[from + row]!]!
    }
    return rows
  }
}
