/**
 * The loops of the runtime, each over one block of rows. Two sets with equal results, bit for bit: SIMD over a
 * memory of its own, and plain loops for small shops and for hosts without WebAssembly.
 */
/** Few enough that the columns of a condition stay in the first caches, enough that calls do not count. */
export const blockRows = 2048

/** `!=` is the inverse of `==`. */
export type Comparison = '<' | '<=' | '>' | '>=' | '=='
export type Combination = '+' | '-' | '*' | '/' | 'min' | 'max'
export type Transformation = 'abs' | 'floor' | 'ceil' | 'round'

/**
 * A block is tame when all its values are there and the sum of their sizes is at most this: sums and products
 * of a few of them stay finite, so that their results need no check.
 */
export const tameLimit = 2 ** 500

/**
 * Whole numbers up to this sum up to 365 of them, in whatever order, without rounding: then a sum can be
 * carried from day to day and has the same bits as one folded anew.
 */
export const exactLimit = 2 ** 44

/**
 * Every loop takes arrays with the index at which its block begins, and `rows` ≤ `blockRows`. Truths are bits,
 * row i being bit i % 32 of word ⌊i / 32⌋; a comparison with NaN gives 0. Blocks of the runtime's own memory
 * have room for whole words of rows, and what stands behind the last row of a column means nothing.
 */
export interface Kernels {
  readonly compareConstant: Readonly<
    Record<
      Comparison,
      (
        a: Float64Array,
        at: number,
        constant: number,
        bits: Int32Array,
        to: number,
        rows: number,
      ) => void
    >
  >
  /** The other two by exchanging the operands. */
  readonly compareColumns: Readonly<
    Record<
      '<' | '<=' | '==',
      (
        a: Float64Array,
        at: number,
        b: Float64Array,
        bAt: number,
        bits: Int32Array,
        to: number,
        rows: number,
      ) => void
    >
  >
  /** a ∘ factor · b; the products must be finite. */
  readonly compareScaled: Readonly<
    Record<
      Comparison,
      (
        a: Float64Array,
        at: number,
        b: Float64Array,
        bAt: number,
        factor: number,
        bits: Int32Array,
        to: number,
        rows: number,
      ) => void
    >
  >
  /** Bits of the values that are NaN. */
  readonly missing: (
    a: Float64Array,
    at: number,
    bits: Int32Array,
    to: number,
    rows: number,
  ) => void
  readonly isTame: (a: Float64Array, at: number, rows: number) => boolean
  /** True when every value that is there is whole and at most `exactLimit` in size. */
  readonly isExact: (a: Float64Array, at: number, rows: number) => boolean
  /** As JavaScript computes it; the result may be infinite. `out` may be one of the operands. */
  readonly combine: Readonly<
    Record<
      Combination,
      (
        a: Float64Array,
        at: number,
        b: Float64Array,
        bAt: number,
        out: Float64Array,
        to: number,
        rows: number,
      ) => void
    >
  >
  readonly transform: Readonly<
    Record<
      Transformation,
      (a: Float64Array, at: number, out: Float64Array, to: number, rows: number) => void
    >
  >
  /** Makes what is not finite missing (SPEC L2). */
  readonly keepFinite: (a: Float64Array, at: number, rows: number) => void
  /** a, or b where a is missing. */
  readonly orValue: (
    a: Float64Array,
    at: number,
    b: Float64Array,
    bAt: number,
    out: Float64Array,
    to: number,
    rows: number,
  ) => void
  /** sums += entering − leaving, for numbers whose sums do not round */
  readonly slide: (
    a: Float64Array,
    enteringAt: number,
    leavingAt: number,
    sumsAt: number,
    rows: number,
  ) => void
  /** sums += weight · (a − base) */
  readonly addWeighted: (
    a: Float64Array,
    at: number,
    baseAt: number,
    sumsAt: number,
    weight: number,
    rows: number,
  ) => void
  /** sums = decay · sums + (a − base) */
  readonly addDecayed: (
    a: Float64Array,
    at: number,
    baseAt: number,
    sumsAt: number,
    decay: number,
    rows: number,
  ) => void
  /** sums += (a − base − mean)² */
  readonly addSquares: (
    a: Float64Array,
    at: number,
    baseAt: number,
    meansAt: number,
    sumsAt: number,
    rows: number,
  ) => void
  /** `count` words of truths → one byte a row at word `to` on: 0 false, 1 true, 2 missing. */
  readonly expand: (
    words: Int32Array,
    trueAt: number,
    missingAt: number,
    to: number,
    count: number,
  ) => void
  /**
   * Copies a block and says whether a bit of it is new. Present where the loops see only their own memory, so
   * that columns of the shop must be copied into it.
   */
  readonly copyChanged?: (
    a: Float64Array,
    at: number,
    out: Float64Array,
    to: number,
    rows: number,
  ) => boolean
}
