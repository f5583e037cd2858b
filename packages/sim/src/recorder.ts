/**
 * The history of a run by product: for every product and day, the recorded figures as they were when the day
 * closed, bit for bit.
 *
 *   View ─onClose─▶ Recorder ─series(metric, product)─▶ one value per day
 *
 * Every figure has a matrix of days by products, of the narrowest cells that hold all its values so far: bytes
 * until something does not fit. Whole numbers take at most 4 bytes, so twelve figures of them stay below 50 bytes
 * per product-day; fractions, and what does not fit 4 bytes, are kept as the 8 bytes they are.
 */
import type { Observer } from './run.ts'
import type { View } from './view.ts'

/** What is recorded unless asked otherwise: what is sold, missed and sent back, at which price, from which stock. */
export const recordedMetrics: readonly string[] = [
  'visits',
  'orders',
  'soldUnits',
  'lostUnits',
  'gmvCents',
  'priceCents',
  'competitorPriceCents',
  'onHandUnits',
  'onOrderUnits',
  'returnedUnits',
  'reviews',
  'badReviews',
]

type Cells = Uint8Array | Uint16Array | Int32Array | Float64Array

/** From narrow to wide; in all but the last the largest value stands for a missing figure. */
const widths = [
  { make: (cells: number): Cells => new Uint8Array(cells), missing: 0xff },
  { make: (cells: number): Cells => new Uint16Array(cells), missing: 0xffff },
  { make: (cells: number): Cells => new Int32Array(cells), missing: 0x7fffffff },
  { make: (cells: number): Cells => new Float64Array(cells), missing: NaN },
] as const
/** Missing in a row of whole numbers; its low bytes are what means missing in narrower cells. */
const missingWhole = 0x7fffffff
/** The width that holds whatever a figure may be. */
const anyNumber = 3

/** Observes one run of at most `days` days and keeps its history by product. */
export class Recorder implements Observer {
  readonly metricIds: readonly string[]
  /** Ids, in the order of the shop's columns. */
  readonly productIds: readonly string[]
  readonly #matrices: ReadonlyMap<string, Matrix>
  #closedDays = 0

  constructor(
    productIds: readonly string[],
    days: number,
    metricIds: readonly string[] = recordedMetrics,
  ) {
    this.productIds = productIds
    this.metricIds = metricIds
    // figures take turns at it
    const row = new Int32Array(productIds.length)
    this.#matrices = new Map(metricIds.map((id) => [id, new Matrix(days, row)]))
  }

  /** Days recorded so far. */
  get days(): number {
    return this.#closedDays
  }

  /** Size of what is kept. */
  get bytes(): number {
    return [...this.#matrices.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  }

  onClose(view: View): void {
    for (const [id, matrix] of this.#matrices) {
      matrix.write(this.#closedDays, view.need('product', id))
    }
    this.#closedDays++
  }

  /** A figure of a product on every recorded day, the first day first; NaN is missing. */
  series(metricId: string, productId: string): Float64Array {
    const matrix = this.#matrices.get(metricId)
    if (matrix === undefined) throw new Error(`"${metricId}" was not recorded`)
    const product = this.productIds.indexOf(productId)
    if (product < 0) throw new Error(`no product "${productId}" was recorded`)
    return matrix.column(product, this.#closedDays)
  }
}

/** One figure: a row of products for every day. */
class Matrix {
  readonly #days: number
  /** The day being written, as whole numbers. */
  readonly #row: Int32Array
  #width = 0
  #cells: Cells

  constructor(days: number, row: Int32Array) {
    this.#days = days
    this.#row = row
    this.#cells = widths[0].make(days * row.length)
  }

  get bytes(): number {
    return this.#cells.byteLength
  }

  write(day: number, values: Float64Array): void {
    if (day >= this.#days) throw new Error(`there is room for ${this.#days} days, not for more`)
    const start = day * this.#row.length
    if (this.#width !== anyNumber) {
      const width = writeWhole(values, this.#row)
      if (width > this.#width) this.#widen(width, start)
    }
    this.#cells.set(this.#width === anyNumber ? values : this.#row, start)
  }

  column(product: number, days: number): Float64Array {
    const cells = this.#cells
    const products = this.#row.length
    const { missing } = widths[this.#width]!
    const column = new Float64Array(days)
    for (let day = 0, at = product; day < days; day++, at += products) {
      const cell = cells[at]!
      column[day] = cell === missing ? NaN : cell
    }
    return column
  }

  #widen(width: number, used: number): void {
    const { make, missing } = widths[width]!
    const narrow = this.#cells.subarray(0, used)
    const narrowMissing = widths[this.#width]!.missing
    const cells = make(this.#cells.length)
    cells.set(narrow)
    for (
      let at = narrow.indexOf(narrowMissing);
      at >= 0;
      at = narrow.indexOf(narrowMissing, at + 1)
    ) {
      cells[at] = missing
    }
    this.#cells = cells
    this.#width = width
  }
}

/** Writes the values into `row` and says how wide cells must be to give back every one as it is. */
function writeWhole(values: Float64Array, row: Int32Array): number {
  // nearly always all are whole and none is negative or missing: one pass without a branch says so
  let bits = 0
  let isWhole = true
  for (let i = 0; i < row.length; i++) {
    const value = values[i]!
    const whole = value | 0
    row[i] = whole
    bits |= whole
    if (whole !== value || Object.is(value, -0)) isWhole = false
  }
  if (isWhole && bits >= 0 && bits < missingWhole) return widthUpTo(bits)
  let least = 0
  let most = 0
  for (let i = 0; i < row.length; i++) {
    const value = values[i]!
    if (value !== value) {
      row[i] = missingWhole
      continue
    }
    if (row[i] !== value || Object.is(value, -0)) return anyNumber
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (most === missingWhole) return anyNumber
  return least < 0 ? 2 : widthUpTo(most)
}

/** The narrowest cells that hold whole numbers from 0 to `most`. */
function widthUpTo(most: number): number {
  return widths.findIndex(({ missing }) => most < missing)
}
