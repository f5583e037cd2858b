/** `slope`, `zscore` and `ewma`: folded anew every day, one day after the other over a block of rows. */
import type { DayRing } from './dayRing.ts'
import { blockRows, type Kernels } from './kernels.ts'
import type { Site } from './site.ts'
import { WindowLeaf, type WindowDays } from './windowLeaf.ts'

export type SeriesName = 'slope' | 'zscore' | 'ewma'

/** Where a loop works: the rows of one block. */
interface Work {
  readonly ring: DayRing
  readonly days: WindowDays
  readonly kernels: Kernels
  readonly row: number
  readonly count: number
  /** Two blocks of the arena for its folds, all 0. */
  readonly sumsAt: number
  readonly squaresAt: number
  /** Where the results go. */
  readonly to: number
}

/** Folds rows none of whose days is left out; a missing day makes its row missing. */
type SeriesLoop = (numbers: Float64Array, work: Work) => void

export class SeriesWindow extends WindowLeaf {
  readonly #days: WindowDays
  readonly #loop: SeriesLoop
  readonly #foldsAt: number
  /** The same for one row with days left out, which are NaN; undefined when none may be. */
  readonly #of: ((values: Float64Array) => number) | undefined

  constructor(
    site: Site,
    ring: DayRing,
    days: WindowDays,
    name: SeriesName,
    of: ((values: Float64Array) => number) | undefined,
  ) {
    super(site, ring, days.oldest)
    this.#days = days
    this.#loop = loops[name]
    this.#foldsAt = site.arena.reserveNumbers(2 * site.blockRoom)
    this.#of = of
  }

  protected compute(out: Float64Array, to: number): void {
    const of = this.#of
    if (of !== undefined) {
      this.#computeSparse(out, to, of)
      return
    }
    const { blockRoom, rows } = this.site
    const { kernels } = this.site.arena
    const [sumsAt, squaresAt] = [this.#foldsAt, this.#foldsAt + blockRoom]
    for (let row = 0; row < rows; row += blockRows) {
      const count = Math.min(blockRows, rows - row)
      out.fill(0, sumsAt, squaresAt + blockRoom)
      this.#loop(out, {
        ring: this.ring,
        days: this.#days,
        kernels,
        row,
        count,
        sumsAt,
        squaresAt,
        to: to + row,
      })
      kernels.keepFinite(out, to + row, count)
    }
  }

  /** Row by row, by the declaration itself: rules that leave days out are few. */
  #computeSparse(out: Float64Array, to: number, of: (values: Float64Array) => number): void {
    const { ring } = this
    const { newest, oldest, samples: needed, sampleDays } = this.#days
    const values = new Float64Array(oldest - newest + 1)
    for (let row = 0; row < ring.rows; row++) {
      let samples = 0
      for (let day = 0; day < values.length; day++) {
        const value = ring.values[ring.at(oldest - day) + row]!
        values[day] = value
        if (value === value && day < sampleDays) samples++
      }
      const result = samples >= needed ? of(values) : Number.NaN
      out[to + row] = Number.isFinite(result) ? result : Number.NaN
    }
  }
}

const loops: Record<SeriesName, SeriesLoop> = {
  slope: (numbers, { ring, days: { newest, oldest }, kernels, row, count, sumsAt, to }) => {
    const days = oldest - newest + 1
    let dayTotal = 0
    for (let day = 0; day < days; day++) dayTotal += day
    const meanDay = dayTotal / days
    let daySquares = 0
    for (let day = 0; day < days; day++) daySquares += (day - meanDay) * (day - meanDay)
    const base = ring.at(oldest) + row
    for (let day = 0; day < days; day++) {
      const at = ring.at(oldest - day) + row
      kernels.addWeighted(numbers, at, base, sumsAt, day - meanDay, count)
    }
    for (let i = 0; i < count; i++) numbers[to + i] = numbers[sumsAt + i]! / daySquares
  },

  zscore: (
    numbers,
    { ring, days: { newest, oldest }, kernels, row, count, sumsAt, squaresAt, to },
  ) => {
    const days = oldest - newest
    const base = ring.at(oldest) + row
    for (let daysAgo = oldest; daysAgo > newest; daysAgo--) {
      kernels.addWeighted(numbers, ring.at(daysAgo) + row, base, sumsAt, 1, count)
    }
    const meansAt = sumsAt
    for (let i = 0; i < count; i++) numbers[meansAt + i]! /= days
    for (let daysAgo = oldest; daysAgo > newest; daysAgo--) {
      kernels.addSquares(numbers, ring.at(daysAgo) + row, base, meansAt, squaresAt, count)
    }
    const last = ring.at(newest) + row
    for (let i = 0; i < count; i++) {
      const standardDeviation = Math.sqrt(numbers[squaresAt + i]! / days)
      const deviation = numbers[last + i]! - numbers[base + i]! - numbers[meansAt + i]!
      // over an infinite deviation it would be 0
      numbers[to + i] = standardDeviation === Infinity ? Number.NaN : deviation / standardDeviation
    }
  },

  ewma: (numbers, { ring, days: { newest, oldest }, kernels, row, count, sumsAt, to }) => {
    const days = oldest - newest + 1
    const decay = (days - 1) / (days + 1)
    const base = ring.at(oldest) + row
    let weights = 0
    for (let daysAgo = oldest; daysAgo >= newest; daysAgo--) {
      weights = weights * decay + 1
      kernels.addDecayed(numbers, ring.at(daysAgo) + row, base, sumsAt, decay, count)
    }
    for (let i = 0; i < count; i++) {
      numbers[to + i] = numbers[base + i]! + numbers[sumsAt + i]! / weights
    }
  },
}
