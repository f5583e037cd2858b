/**
 * Values of a column → codes of their class: the inner loops of a table. A code is the index of the class times
 * the column's stride, so that codes of all columns add up to a cell of the grid.
 *
 * Counting the bounds at or below a value needs no branch, and is the fastest way for few bounds; with many, a
 * bucket of the value's neighbourhood says where to begin.
 */
import type { ColumnClasses } from './classes.ts'

/** Bounds of a column that is counted in the loop over four columns, and in that over one. */
export const fewBounds = 4
const someBounds = 8
const mostBuckets = 1024

/** A column whose bounds are counted: `bounds` has `width` members, the last of them Infinity where there are fewer. */
export interface CountingCoder {
  readonly bounds: Float64Array
  /** By number of bounds at or below the value; the last one, at `width + 1`, is that of missing values. */
  readonly codes: Int32Array
}

/** Bounds and codes for a loop that counts `width` bounds. */
export function countingCoder(
  { bounds, classOfRegion, classes }: ColumnClasses,
  stride: number,
  width: number,
): CountingCoder {
  const padded = new Float64Array(width).fill(Infinity)
  padded.set(bounds)
  const codes = new Int32Array(width + 2)
  codes.set(classOfRegion.map((index) => index * stride))
  codes[width + 1] = classes.length * stride
  return { bounds: padded, codes }
}

/** Adds the codes of `count` entities, from `begin` on, to `sums`. */
export type AddCodes = (
  values: Float64Array,
  begin: number,
  count: number,
  sums: Int32Array,
) => void

export function bindColumn(column: ColumnClasses, stride: number): AddCodes {
  if (column.bounds.length <= fewBounds) {
    const { bounds, codes } = countingCoder(column, stride, fewBounds)
    return (values, begin, count, sums) => addFew(values, begin, count, bounds, codes, sums)
  }
  if (column.bounds.length <= someBounds) {
    const { bounds, codes } = countingCoder(column, stride, someBounds)
    return (values, begin, count, sums) => addSome(values, begin, count, bounds, codes, sums)
  }
  const coder = bucketCoder(column, stride)
  return (values, begin, count, sums) => addBucketed(values, begin, count, coder, sums)
}

function addFew(
  values: Float64Array,
  begin: number,
  count: number,
  bounds: Float64Array,
  codes: Int32Array,
  sums: Int32Array,
): void {
  const b0 = bounds[0]!
  const b1 = bounds[1]!
  const b2 = bounds[2]!
  const b3 = bounds[3]!
  const missing = fewBounds + 1
  for (let k = 0; k < count; k++) {
    const v = values[begin + k]!
    const counted = Number(v >= b0) + Number(v >= b1) + Number(v >= b2) + Number(v >= b3)
    sums[k]! += codes[counted + (v === v ? 0 : missing)]!
  }
}

function addSome(
  values: Float64Array,
  begin: number,
  count: number,
  bounds: Float64Array,
  codes: Int32Array,
  sums: Int32Array,
): void {
  const b0 = bounds[0]!
  const b1 = bounds[1]!
  const b2 = bounds[2]!
  const b3 = bounds[3]!
  const b4 = bounds[4]!
  const b5 = bounds[5]!
  const b6 = bounds[6]!
  const b7 = bounds[7]!
  const missing = someBounds + 1
  for (let k = 0; k < count; k++) {
    const v = values[begin + k]!
    const low = Number(v >= b0) + Number(v >= b1) + Number(v >= b2) + Number(v >= b3)
    const high = Number(v >= b4) + Number(v >= b5) + Number(v >= b6) + Number(v >= b7)
    sums[k]! += codes[low + high + (v === v ? 0 : missing)]!
  }
}

interface BucketCoder {
  /** Bounds, and behind them Infinity, which no value reaches. */
  readonly bounds: Float64Array
  /** Per bucket of values the first bound that may lie above a value of it. */
  readonly starts: Int32Array
  readonly low: number
  readonly scale: number
  readonly lastBucket: number
  /** By number of bounds at or below the value. */
  readonly codes: Int32Array
  readonly missingCode: number
}

function bucketCoder(
  { bounds, classOfRegion, classes }: ColumnClasses,
  stride: number,
): BucketCoder {
  const low = bounds[0]!
  const range = bounds.at(-1)! - low
  const lastBucket = Number.isFinite(range) ? mostBuckets - 1 : 0
  const scale = lastBucket / range
  // buckets never fall as values rise, so that the bounds of lower buckets lie at or below every value of a bucket
  const bucketOfBound = bounds.map((bound) => bucketOf(bound, low, scale, lastBucket))
  return {
    bounds: Float64Array.from([...bounds, Infinity]),
    starts: Int32Array.from(
      { length: lastBucket + 1 },
      (_, bucket) => bucketOfBound.filter((other) => other < bucket).length,
    ),
    low,
    scale,
    lastBucket,
    codes: Int32Array.from(classOfRegion, (index) => index * stride),
    missingCode: classes.length * stride,
  }
}

function bucketOf(value: number, low: number, scale: number, lastBucket: number): number {
  const place = (value - low) * scale
  return place > 0 ? (place < lastBucket ? place | 0 : lastBucket) : 0
}

function addBucketed(
  values: Float64Array,
  begin: number,
  count: number,
  { bounds, starts, codes, low, scale, lastBucket, missingCode }: BucketCoder,
  sums: Int32Array,
): void {
  for (let k = 0; k < count; k++) {
    const value = values[begin + k]!
    if (value !== value) {
      sums[k]! += missingCode
      continue
    }
    let region = starts[bucketOf(value, low, scale, lastBucket)]!
    while (value >= bounds[region]!) region++
    sums[k]! += codes[region]!
  }
}
