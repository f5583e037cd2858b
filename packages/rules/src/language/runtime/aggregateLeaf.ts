/** Figures of sets (SPEC L8): the members of each owner folded in entity order, those without a figure left out. */
import type { ScopeId } from '../../scopes.ts'
import { aggregateFunctions, type AggregateFunction } from '../functions.ts'
import { blockRows } from './kernels.ts'
import { Leaf } from './leaf.ts'
import type { NumberNode } from './numberNode.ts'
import type { Site } from './site.ts'

export class AggregateLeaf extends Leaf {
  readonly #name: AggregateFunction
  readonly #operand: NumberNode
  /** Owner of every member. */
  readonly #owners: Int32Array
  /** Owner of every row of this site; undefined when the rows are the owners. */
  readonly #ownerOfRow: Int32Array | undefined
  readonly #members: Int32Array
  readonly #samples: Int32Array
  readonly #folded: Float64Array
  readonly #at: number
  #refreshedAt = 0
  #computedAt = 0

  /** Over the members `operand` is evaluated for, owned by the `ownerCount` entities of the scope `of`. */
  constructor(
    site: Site,
    name: AggregateFunction,
    operand: NumberNode,
    of: ScopeId,
    ownerCount: number,
  ) {
    super(site)
    this.#name = name
    this.#operand = operand
    this.#owners = operand.site.parentsOf(of) ?? Int32Array.from(operand.site.entities.ids.keys())
    this.#ownerOfRow = site.parentsOf(of)
    this.#members = new Int32Array(ownerCount)
    for (const owner of this.#owners) this.#members[owner]!++
    this.#samples = new Int32Array(ownerCount)
    this.#folded = new Float64Array(ownerCount)
    this.#at = site.arena.reserveNumbers(site.room)
  }

  refresh(): void {
    const { token } = this.site.frame
    if (this.#refreshedAt === token) return
    this.#refreshedAt = token
    if (!this.#hasChanged()) return
    this.#computedAt = token
    this.#fold()
    this.#spread()
    for (let block = 0; block < this.site.blocks; block++) this.note(block)
  }

  protected locate(block: number): void {
    this.array = this.site.arena.numbers
    this.at = this.#at + block * blockRows
  }

  /** Refreshes the leaves of all members. */
  #hasChanged(): boolean {
    const { leaves, site } = this.#operand
    let hasChanged = this.#computedAt === 0
    for (let block = 0; block < site.blocks; block++) {
      for (const leaf of leaves) {
        leaf.refresh(block)
        if (leaf.changedAt[block]! > this.#computedAt) hasChanged = true
      }
    }
    return hasChanged
  }

  #fold(): void {
    const operand = this.#operand
    const owners = this.#owners
    const samples = this.#samples.fill(0)
    const { start, add } = aggregateFunctions[this.#name]
    const folded = this.#folded.fill(start)
    for (let block = 0; block < operand.site.blocks; block++) {
      operand.evaluate(block, 0)
      const { array, at } = operand
      const rows = operand.site.rowsOf(block)
      for (let row = 0; row < rows; row++) {
        const value = array[at + row]!
        if (value !== value) continue
        const owner = owners[block * blockRows + row]!
        folded[owner] = add(folded[owner]!, value)
        samples[owner]!++
      }
    }
  }

  /** The results of the owners to the rows. */
  #spread(): void {
    const { end, ofNone } = aggregateFunctions[this.#name]
    const folded = this.#folded
    for (let owner = 0; owner < folded.length; owner++) {
      const samples = this.#samples[owner]!
      const value = samples === 0 ? Number.NaN : end(folded[owner]!, samples)
      const result = Number.isFinite(value) ? value : Number.NaN
      folded[owner] = this.#members[owner] === 0 ? ofNone : result
    }
    const { numbers } = this.site.arena
    const ownerOfRow = this.#ownerOfRow
    for (let row = 0; row < this.site.rows; row++) {
      numbers[this.#at + row] = folded[ownerOfRow === undefined ? row : ownerOfRow[row]!]!
    }
  }
}
