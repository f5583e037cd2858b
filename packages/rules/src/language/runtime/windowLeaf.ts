/**
 * Windows over the days of an expression (SPEC W): one column each, computed once per closed day. Where it can be
 * done without a difference in any bit, the column is carried from day to day; otherwise it is folded anew,
 * from the oldest day to the newest. The loops say again what `windowFunctions` says row by row, and a
 * differential test compares them.
 */
import { blockRows } from './kernels.ts'
import type { DayRing } from './dayRing.ts'
import { Leaf } from './leaf.ts'
import type { Site } from './site.ts'

/** Which days a window reads. */
export interface WindowDays {
  readonly newest: number
  readonly oldest: number
  /** Days that count as samples, from the oldest on. */
  readonly sampleDays: number
  /** Samples that must have a value; all of them when `minSamples` is not given. */
  readonly samples: number
}

/** The column of a window in the arena. */
export abstract class WindowLeaf extends Leaf {
  protected readonly ring: DayRing
  /** Kept by `compute`: what it wrote last is certain to be tame. */
  protected isSurelyTame = false
  readonly #at: number
  #version = 0

  /** `oldestDay` is the farthest day back that is read. */
  constructor(site: Site, ring: DayRing, oldestDay: number) {
    super(site)
    this.ring = ring
    ring.want(oldestDay)
    this.#at = site.arena.reserveNumbers(site.room)
  }

  refresh(): void {
    const { ring } = this
    ring.update()
    if (this.#version === ring.version) return
    const isCarried = ring.isCarried && this.#version === ring.version - 1
    this.#version = ring.version
    this.compute(this.site.arena.numbers, this.#at, isCarried)
    for (let block = 0; block < this.site.blocks; block++) this.note(block, this.isSurelyTame)
  }

  protected locate(block: number): void {
    this.array = this.site.arena.numbers
    this.at = this.#at + block * blockRows
  }

  /** Writes the column to `out[to]` on. `isCarried`: only the newest day has come since the last time. */
  protected abstract compute(out: Float64Array, to: number, isCarried: boolean): void
}

/** `min` and `max`. */
export class ExtremeWindow extends WindowLeaf {
  readonly #days: WindowDays
  readonly #isMin: boolean
  readonly #extremes: Float64Array
  readonly #samples: Uint16Array

  constructor(site: Site, ring: DayRing, days: WindowDays, name: 'min' | 'max') {
    super(site, ring, days.oldest)
    this.#days = days
    this.#isMin = name === 'min'
    this.#extremes = new Float64Array(site.rows)
    this.#samples = new Uint16Array(site.rows)
  }

  protected compute(out: Float64Array, to: number, isCarried: boolean): void {
    const { newest, oldest, samples: needed } = this.#days
    const { ring } = this
    const extremes = this.#extremes
    const samples = this.#samples
    const isMin = this.#isMin
    const days = Int32Array.from({ length: oldest - newest + 1 }, (_, day) => ring.at(oldest - day))
    const entering = ring.at(newest)
    const leaving = ring.at(oldest + 1)
    for (let row = 0; row < extremes.length; row++) {
      const extreme = extremes[row]!
      const leaves = isCarried ? out[leaving + row]! : extreme
      // a window is read again when what may have been its extreme leaves it
      if (leaves === extreme) {
        this.#fold(out, days, row)
      } else {
        const enters = out[entering + row]!
        if (leaves === leaves) samples[row]!--
        if (enters === enters) {
          extremes[row] = isMin ? Math.min(extreme, enters) : Math.max(extreme, enters)
          samples[row]!++
        }
      }
      out[to + row] = samples[row]! >= needed ? extremes[row]! : Number.NaN
    }
  }

  #fold(numbers: Float64Array, days: Int32Array, row: number): void {
    const isMin = this.#isMin
    let extreme = isMin ? Infinity : -Infinity
    let samples = 0
    for (let day = 0; day < days.length; day++) {
      const value = numbers[days[day]! + row]!
      if (value !== value) continue
      extreme = isMin ? Math.min(extreme, value) : Math.max(extreme, value)
      samples++
    }
    this.#extremes[row] = extreme
    this.#samples[row] = samples
  }
}

/** `lag`: the value of one day. */
export class LagWindow extends WindowLeaf {
  readonly #daysAgo: number

  constructor(site: Site, ring: DayRing, daysAgo: number) {
    super(site, ring, daysAgo)
    this.#daysAgo = daysAgo
  }

  protected compute(out: Float64Array, to: number): void {
    const { values, rows } = this.ring
    const at = this.ring.at(this.#daysAgo)
    out.set(values.subarray(at, at + rows), to)
  }
}

/** `falling` and `rising`: steps in a row, counted on from day to day. */
export class StreakWindow extends WindowLeaf {
  readonly #mostSteps: number
  readonly #isRising: boolean
  readonly #steps: Uint16Array
  /** Index of the words that tell which rows of a block go on. */
  readonly #goesOnAt: number

  constructor(site: Site, ring: DayRing, mostSteps: number, name: 'falling' | 'rising') {
    super(site, ring, mostSteps)
    this.#mostSteps = mostSteps
    this.#isRising = name === 'rising'
    this.#steps = new Uint16Array(site.rows)
    this.#goesOnAt = site.arena.reserveWords(site.blockRoom / 32)
  }

  protected compute(out: Float64Array, to: number, isCarried: boolean): void {
    const { ring } = this
    const mostSteps = this.#mostSteps
    // all of them when they were read anew: a run that goes on through the whole window counts as the most steps,
    // whatever it was before
    for (let daysAgo = isCarried ? 0 : mostSteps - 1; daysAgo >= 0; daysAgo--) {
      this.#step(out, ring.at(daysAgo), ring.at(daysAgo + 1))
    }
    const steps = this.#steps
    const newest = ring.at(0)
    for (let row = 0; row < steps.length; row++) {
      const value = out[newest + row]!
      out[to + row] = value === value ? steps[row]! : Number.NaN
    }
  }

  #step(numbers: Float64Array, newer: number, older: number): void {
    const { kernels, words } = this.site.arena
    const mostSteps = this.#mostSteps
    const steps = this.#steps
    const goesOnAt = this.#goesOnAt
    const [lower, higher] = this.#isRising ? [older, newer] : [newer, older]
    for (let first = 0; first < steps.length; first += blockRows) {
      const rows = Math.min(blockRows, steps.length - first)
      const compare = kernels.compareColumns['<']
      compare(numbers, lower + first, numbers, higher + first, words, goesOnAt, rows)
      for (let i = 0; i < rows; i++) {
        // a product instead of a branch, which would be mispredicted; beyond the most there is nothing to know
        const goesOn = (words[goesOnAt + (i >> 5)]! >>> (i & 31)) & 1
        const next = steps[first + i]! + 1
        steps[first + i] = goesOn * (next > mostSteps ? mostSteps : next)
      }
    }
  }
}
