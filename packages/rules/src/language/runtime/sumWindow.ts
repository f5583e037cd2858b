/**
 * `sum`, `count` and `mean`: totals are carried from day to day where no addition rounds, and folded anew
 * otherwise. Days on which every row has a value, which is most days, go through the loops of the kernels.
 */
import type { DayRing } from './dayRing.ts'
import { blockRows } from './kernels.ts'
import type { Site } from './site.ts'
import { WindowLeaf, type WindowDays } from './windowLeaf.ts'

export class SumWindow extends WindowLeaf {
  readonly #days: WindowDays
  readonly #isMean: boolean
  /** Index of the totals in the arena. */
  readonly #totalsAt: number
  /** Index of a block of `sampleDays`, for a mean to be divided by. */
  readonly #divisorAt: number
  /** Days of the window that have a value. */
  readonly #samples: Uint16Array
  /** All of them in every row, so that `samples` has not been kept up. */
  #isComplete = false

  constructor(site: Site, ring: DayRing, days: WindowDays, isMean: boolean) {
    super(site, ring, days.oldest)
    this.#days = days
    this.#isMean = isMean
    this.#totalsAt = site.arena.reserveNumbers(site.room)
    this.#divisorAt = isMean ? site.arena.reserveNumbers(site.blockRoom) : 0
    if (isMean) {
      const { numbers } = site.arena
      numbers.fill(days.sampleDays, this.#divisorAt, this.#divisorAt + site.blockRoom)
    }
    this.#samples = new Uint16Array(site.rows)
  }

  protected compute(out: Float64Array, to: number, isCarried: boolean): void {
    const { newest, oldest, sampleDays } = this.#days
    const { ring } = this
    const mayCarry = isCarried && ring.isExact(newest, oldest + 1)
    if (ring.isComplete(newest, mayCarry ? oldest + 1 : oldest)) {
      this.#isComplete = true
      this.isSurelyTame = ring.isExact(newest, oldest)
      this.#addAll(out, mayCarry)
      this.#finishAll(out, to)
      return
    }
    this.isSurelyTame = false
    if (this.#isComplete) this.#samples.fill(sampleDays)
    this.#isComplete = false
    if (mayCarry) this.#carry(out)
    else this.#fold(out)
    this.#finish(out, to)
  }

  #addAll(numbers: Float64Array, mayCarry: boolean): void {
    const { newest, oldest } = this.#days
    const { ring, site } = this
    const { combine, slide } = site.arena.kernels
    for (let row = 0; row < site.rows; row += blockRows) {
      const rows = Math.min(blockRows, site.rows - row)
      const at = this.#totalsAt + row
      if (mayCarry) {
        slide(numbers, ring.at(newest) + row, ring.at(oldest + 1) + row, at, rows)
        continue
      }
      numbers.fill(0, at, at + rows)
      for (let daysAgo = oldest; daysAgo >= newest; daysAgo--) {
        combine['+'](numbers, at, numbers, ring.at(daysAgo) + row, numbers, at, rows)
      }
    }
  }

  #finishAll(numbers: Float64Array, to: number): void {
    const { site } = this
    const from = this.#totalsAt
    if (this.#isMean) {
      const divide = site.arena.kernels.combine['/']
      for (let row = 0; row < site.rows; row += blockRows) {
        const rows = Math.min(blockRows, site.rows - row)
        divide(numbers, from + row, numbers, this.#divisorAt, numbers, to + row, rows)
      }
    } else {
      numbers.copyWithin(to, from, from + site.rows)
    }
    if (!this.isSurelyTame) this.#keepFinite(numbers, to)
  }

  #carry(numbers: Float64Array): void {
    const { newest, oldest } = this.#days
    const samples = this.#samples
    const totalsAt = this.#totalsAt
    const entering = this.ring.at(newest)
    const leaving = this.ring.at(oldest + 1)
    for (let row = 0; row < samples.length; row++) {
      const enters = numbers[entering + row]!
      const leaves = numbers[leaving + row]!
      if (enters === enters) {
        numbers[totalsAt + row]! += enters
        samples[row]!++
      }
      if (leaves === leaves) {
        numbers[totalsAt + row]! -= leaves
        samples[row]!--
      }
    }
  }

  #fold(numbers: Float64Array): void {
    const { newest, oldest } = this.#days
    const samples = this.#samples.fill(0)
    const totalsAt = this.#totalsAt
    numbers.fill(0, totalsAt, totalsAt + samples.length)
    for (let daysAgo = oldest; daysAgo >= newest; daysAgo--) {
      const at = this.ring.at(daysAgo)
      for (let row = 0; row < samples.length; row++) {
        const value = numbers[at + row]!
        if (value !== value) continue
        numbers[totalsAt + row]! += value
        samples[row]!++
      }
    }
  }

  #finish(numbers: Float64Array, to: number): void {
    const { samples: needed } = this.#days
    const samples = this.#samples
    const totalsAt = this.#totalsAt
    const isMean = this.#isMean
    for (let row = 0; row < samples.length; row++) {
      const total = numbers[totalsAt + row]!
      const count = samples[row]!
      const value = isMean ? total / count : total
      numbers[to + row] = count >= needed ? value : Number.NaN
    }
    this.#keepFinite(numbers, to)
  }

  #keepFinite(numbers: Float64Array, to: number): void {
    const { kernels } = this.site.arena
    for (let row = 0; row < this.site.rows; row += blockRows) {
      kernels.keepFinite(numbers, to + row, Math.min(blockRows, this.site.rows - row))
    }
  }
}
