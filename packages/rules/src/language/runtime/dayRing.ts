/** The values of one expression at the close of the last days, shared by all windows over it. */
import type { Arena } from './arena.ts'
import { blockRows, type Kernels } from './kernels.ts'
import { MetricLeaf } from './metricLeaf.ts'
import type { NumberNode } from './numberNode.ts'

/** Which days are closed at a review. */
export interface Clock {
  /** Of the review; another one for every review. */
  readonly token: number
  /** Number of the newest closed day. */
  readonly newestDay: number
  /** Days closed so far. */
  readonly closedDays: number
  /** Lets the figures of windows be those at the close of a day, 0 being the newest closed one. */
  moveTo(daysAgo: number): void
}

export class DayRing {
  readonly rows: number
  /** Grows whenever the days have moved. */
  version = 0
  /** True when the newest day came to those that were there; false when all were read anew. */
  isCarried = false
  readonly #operand: NumberNode
  readonly #clock: Clock
  readonly #arena: Arena
  /** Numbers from one day to the next. */
  readonly #stride: number
  /** Days asked for, and days there is room for. */
  #wantedDays = 0
  #days = 0
  #start = 0
  #newestSlot = 0
  /** Per slot, 1 when all values that are there are whole and not too large. */
  #isExact = new Uint8Array(0)
  /** Per slot, 1 when no value is missing. */
  #isComplete = new Uint8Array(0)
  #token = 0
  #newestDay = 0
  #closedDays = 0
  #isFilled = false

  constructor(operand: NumberNode, clock: Clock) {
    this.#operand = operand
    this.#clock = clock
    const { rows, room, arena } = operand.site
    this.rows = rows
    this.#arena = arena
    this.#stride = room
  }

  /** Where the days are; replaced when the arena grows. */
  get values(): Float64Array {
    return this.#arena.numbers
  }

  /** Asks for the values of days 0 … `daysAgo`, and, once days have passed, of the one that was last among them. */
  want(daysAgo: number): void {
    this.#wantedDays = Math.max(this.#wantedDays, daysAgo + 2)
  }

  /** Makes room for what has been asked for; done before a review, because it may move the arena. */
  makeRoom(): void {
    if (this.#wantedDays === this.#days) return
    this.#days = this.#wantedDays
    this.#start = this.#arena.reserveNumbers(this.#days * this.#stride)
    this.#isExact = new Uint8Array(this.#days)
    this.#isComplete = new Uint8Array(this.#days)
    this.#newestSlot = 0
    this.#isFilled = false
  }

  /** Index in `values` of the first value of a day. */
  at(daysAgo: number): number {
    return this.#start + this.#slotOf(daysAgo) * this.#stride
  }

  /** True when sums over the days `from` … `to` are free of rounding. */
  isExact(from: number, to: number): boolean {
    return this.#areAll(this.#isExact, from, to)
  }

  /** True when every row has a value on each of the days `from` … `to`. */
  isComplete(from: number, to: number): boolean {
    return this.#areAll(this.#isComplete, from, to)
  }

  /** Takes in what has closed since the last review. */
  update(): void {
    const { token, newestDay, closedDays } = this.#clock
    if (this.#token === token) return
    this.#token = token
    const passedDays = newestDay - this.#newestDay
    const isSamePast = closedDays - this.#closedDays === passedDays
    if (this.#isFilled && isSamePast && passedDays === 0) return
    this.isCarried = this.#isFilled && isSamePast && passedDays === 1
    if (this.isCarried) {
      this.#newestSlot = (this.#newestSlot + 1) % this.#days
      this.#read(0)
    } else {
      // the last slot is for the day that leaves; it is not read before it has been in a window
      for (let daysAgo = this.#days - 2; daysAgo >= 0; daysAgo--) this.#read(daysAgo)
    }
    this.#newestDay = newestDay
    this.#closedDays = closedDays
    this.#isFilled = true
    this.version++
  }

  #areAll(flags: Uint8Array, from: number, to: number): boolean {
    for (let daysAgo = from; daysAgo <= to; daysAgo++) {
      if (flags[this.#slotOf(daysAgo)] === 0) return false
    }
    return true
  }

  #slotOf(daysAgo: number): number {
    const slot = this.#newestSlot - daysAgo
    return slot < 0 ? slot + this.#days : slot
  }

  /** Reads a day into its slot. Days behind the first closed one are missing, whatever the expression makes of it. */
  #read(daysAgo: number): void {
    const { values, rows } = this
    const slot = this.#slotOf(daysAgo)
    const to = this.at(daysAgo)
    if (daysAgo >= this.#clock.closedDays) {
      values.fill(Number.NaN, to, to + rows)
      this.#isExact[slot] = 1
      this.#isComplete[slot] = 0
      return
    }
    this.#clock.moveTo(daysAgo)
    this.#evaluate(to)
    const { isExact, isTame } = this.#arena.kernels
    this.#isExact[slot] = this.#isEvery(isExact, to) ? 1 : 0
    this.#isComplete[slot] = this.#isEvery(isTame, to) ? 1 : 0
  }

  /** Whether every block of the day that begins at `to` passes a test. */
  #isEvery(test: Kernels['isTame'], to: number): boolean {
    for (let row = 0; row < this.rows; row += blockRows) {
      if (!test(this.values, to + row, Math.min(blockRows, this.rows - row))) return false
    }
    return true
  }

  #evaluate(to: number): void {
    const operand = this.#operand
    if (operand instanceof MetricLeaf && operand.isOwn) {
      this.values.set(operand.column, to)
      return
    }
    const { site } = operand
    for (let block = 0; block < site.blocks; block++) {
      for (const leaf of operand.leaves) leaf.refresh(block)
      operand.evaluate(block, 0)
      const { array, at } = operand
      const values = array.subarray(at, at + site.rowsOf(block))
      this.values.set(values, to + block * blockRows)
    }
  }
}
