/**
 * The loops in plain JavaScript. Every comparison is a loop of its own, and eight truths are joined in one
 * expression: V8 compiles that without branches, which would be mispredicted every other row.
 */
import { expandTruths } from './truthBytes.ts'
import { exactLimit, tameLimit, type Kernels } from './kernels.ts'

/** Rows of an incomplete last word, filled up with zeros; `b` for a second operand. */
const restOfA = new Float64Array(32)
const restOfB = new Float64Array(32)
/** The last rows of a column, fewer than a word of them. */
function restOf(a: Float64Array, from: number, rows: number, rest: Float64Array): Float64Array {
  rest.fill(0)
  for (let i = 0; i < rows; i++) rest[i] = a[from + i]!
  return rest
}

type CompareConstant = Kernels['compareConstant']['<']
type CompareScaled = Kernels['compareScaled']['<']

/** Whole words by `words`, the rows that remain through a word of their own. */
function withRest(words: CompareConstant): CompareConstant {
  return (a, at, constant, bits, to, rows) => {
    const whole = rows & ~31
    words(a, at, constant, bits, to, whole)
    if (whole === rows) return
    words(restOf(a, at + whole, rows - whole, restOfA), 0, constant, bits, to + (whole >> 5), 32)
  }
}
function withRests(words: CompareScaled): CompareScaled {
  return (a, at, b, bAt, factor, bits, to, rows) => {
    const whole = rows & ~31
    words(a, at, b, bAt, factor, bits, to, whole)
    if (whole === rows) return
    const lastA = restOf(a, at + whole, rows - whole, restOfA)
    const lastB = restOf(b, bAt + whole, rows - whole, restOfB)
    words(lastA, 0, lastB, 0, factor, bits, to + (whole >> 5), 32)
  }
}

const compareConstant: Kernels['compareConstant'] = {
  '<': withRest((a, at, k, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        word |=
          (Number(a[i]! < k) |
            (Number(a[i + 1]! < k) << 1) |
            (Number(a[i + 2]! < k) << 2) |
            (Number(a[i + 3]! < k) << 3) |
            (Number(a[i + 4]! < k) << 4) |
            (Number(a[i + 5]! < k) << 5) |
            (Number(a[i + 6]! < k) << 6) |
            (Number(a[i + 7]! < k) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '<=': withRest((a, at, k, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        word |=
          (Number(a[i]! <= k) |
            (Number(a[i + 1]! <= k) << 1) |
            (Number(a[i + 2]! <= k) << 2) |
            (Number(a[i + 3]! <= k) << 3) |
            (Number(a[i + 4]! <= k) << 4) |
            (Number(a[i + 5]! <= k) << 5) |
            (Number(a[i + 6]! <= k) << 6) |
            (Number(a[i + 7]! <= k) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '>': withRest((a, at, k, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        word |=
          (Number(a[i]! > k) |
            (Number(a[i + 1]! > k) << 1) |
            (Number(a[i + 2]! > k) << 2) |
            (Number(a[i + 3]! > k) << 3) |
            (Number(a[i + 4]! > k) << 4) |
            (Number(a[i + 5]! > k) << 5) |
            (Number(a[i + 6]! > k) << 6) |
            (Number(a[i + 7]! > k) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '>=': withRest((a, at, k, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        word |=
          (Number(a[i]! >= k) |
            (Number(a[i + 1]! >= k) << 1) |
            (Number(a[i + 2]! >= k) << 2) |
            (Number(a[i + 3]! >= k) << 3) |
            (Number(a[i + 4]! >= k) << 4) |
            (Number(a[i + 5]! >= k) << 5) |
            (Number(a[i + 6]! >= k) << 6) |
            (Number(a[i + 7]! >= k) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '==': withRest((a, at, k, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        word |=
          (Number(a[i] === k) |
            (Number(a[i + 1] === k) << 1) |
            (Number(a[i + 2] === k) << 2) |
            (Number(a[i + 3] === k) << 3) |
            (Number(a[i + 4] === k) << 4) |
            (Number(a[i + 5] === k) << 5) |
            (Number(a[i + 6] === k) << 6) |
            (Number(a[i + 7] === k) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
}

const compareScaled: Kernels['compareScaled'] = {
  '<': withRests((a, at, b, bAt, factor, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        const j = bAt + row + bit
        word |=
          (Number(a[i]! < factor * b[j]!) |
            (Number(a[i + 1]! < factor * b[j + 1]!) << 1) |
            (Number(a[i + 2]! < factor * b[j + 2]!) << 2) |
            (Number(a[i + 3]! < factor * b[j + 3]!) << 3) |
            (Number(a[i + 4]! < factor * b[j + 4]!) << 4) |
            (Number(a[i + 5]! < factor * b[j + 5]!) << 5) |
            (Number(a[i + 6]! < factor * b[j + 6]!) << 6) |
            (Number(a[i + 7]! < factor * b[j + 7]!) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '<=': withRests((a, at, b, bAt, factor, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        const j = bAt + row + bit
        word |=
          (Number(a[i]! <= factor * b[j]!) |
            (Number(a[i + 1]! <= factor * b[j + 1]!) << 1) |
            (Number(a[i + 2]! <= factor * b[j + 2]!) << 2) |
            (Number(a[i + 3]! <= factor * b[j + 3]!) << 3) |
            (Number(a[i + 4]! <= factor * b[j + 4]!) << 4) |
            (Number(a[i + 5]! <= factor * b[j + 5]!) << 5) |
            (Number(a[i + 6]! <= factor * b[j + 6]!) << 6) |
            (Number(a[i + 7]! <= factor * b[j + 7]!) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '>': withRests((a, at, b, bAt, factor, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        const j = bAt + row + bit
        word |=
          (Number(a[i]! > factor * b[j]!) |
            (Number(a[i + 1]! > factor * b[j + 1]!) << 1) |
            (Number(a[i + 2]! > factor * b[j + 2]!) << 2) |
            (Number(a[i + 3]! > factor * b[j + 3]!) << 3) |
            (Number(a[i + 4]! > factor * b[j + 4]!) << 4) |
            (Number(a[i + 5]! > factor * b[j + 5]!) << 5) |
            (Number(a[i + 6]! > factor * b[j + 6]!) << 6) |
            (Number(a[i + 7]! > factor * b[j + 7]!) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '>=': withRests((a, at, b, bAt, factor, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        const j = bAt + row + bit
        word |=
          (Number(a[i]! >= factor * b[j]!) |
            (Number(a[i + 1]! >= factor * b[j + 1]!) << 1) |
            (Number(a[i + 2]! >= factor * b[j + 2]!) << 2) |
            (Number(a[i + 3]! >= factor * b[j + 3]!) << 3) |
            (Number(a[i + 4]! >= factor * b[j + 4]!) << 4) |
            (Number(a[i + 5]! >= factor * b[j + 5]!) << 5) |
            (Number(a[i + 6]! >= factor * b[j + 6]!) << 6) |
            (Number(a[i + 7]! >= factor * b[j + 7]!) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
  '==': withRests((a, at, b, bAt, factor, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      let word = 0
      for (let bit = 0; bit < 32; bit += 8) {
        const i = at + row + bit
        const j = bAt + row + bit
        word |=
          (Number(a[i] === factor * b[j]!) |
            (Number(a[i + 1] === factor * b[j + 1]!) << 1) |
            (Number(a[i + 2] === factor * b[j + 2]!) << 2) |
            (Number(a[i + 3] === factor * b[j + 3]!) << 3) |
            (Number(a[i + 4] === factor * b[j + 4]!) << 4) |
            (Number(a[i + 5] === factor * b[j + 5]!) << 5) |
            (Number(a[i + 6] === factor * b[j + 6]!) << 6) |
            (Number(a[i + 7] === factor * b[j + 7]!) << 7)) <<
          bit
      }
      bits[to + (row >> 5)] = word
    }
  }),
}

/** A column is once itself, in every bit. */
function unscaled(compare: CompareScaled): Kernels['compareColumns']['<'] {
  return (a, at, b, bAt, bits, to, rows) => compare(a, at, b, bAt, 1, bits, to, rows)
}

export const plainKernels: Kernels = {
  compareConstant,
  compareScaled,
  compareColumns: {
    '<': unscaled(compareScaled['<']),
    '<=': unscaled(compareScaled['<=']),
    '==': unscaled(compareScaled['==']),
  },
  missing: (a, at, bits, to, rows) => {
    for (let row = 0; row < rows; row += 32) {
      const last = Math.min(32, rows - row)
      let word = 0
      for (let bit = 0; bit < last; bit++) {
        const value = a[at + row + bit]!
        word |= Number(value !== value) << bit
      }
      bits[to + (row >> 5)] = word
    }
  },
  isTame: (a, at, rows) => {
    // four sums, so that an addition need not wait for the one before it
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
    const end = at + (rows & ~3)
    for (let i = at; i < end; i += 4) {
      sum0 += Math.abs(a[i]!)
      sum1 += Math.abs(a[i + 1]!)
      sum2 += Math.abs(a[i + 2]!)
      sum3 += Math.abs(a[i + 3]!)
    }
    for (let i = end; i < at + rows; i++) sum0 += Math.abs(a[i]!)
    return sum0 + sum1 + sum2 + sum3 <= tameLimit
  },
  isExact: (a, at, rows) => {
    for (let i = at; i < at + rows; i++) {
      const value = a[i]!
      if (value === value && !(Math.floor(value) === value && Math.abs(value) <= exactLimit)) {
        return false
      }
    }
    return true
  },
  combine: {
    '+': (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = a[at + i]! + b[bAt + i]!
    },
    '-': (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = a[at + i]! - b[bAt + i]!
    },
    '*': (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = a[at + i]! * b[bAt + i]!
    },
    '/': (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = a[at + i]! / b[bAt + i]!
    },
    min: (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.min(a[at + i]!, b[bAt + i]!)
    },
    max: (a, at, b, bAt, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.max(a[at + i]!, b[bAt + i]!)
    },
  },
  transform: {
    abs: (a, at, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.abs(a[at + i]!)
    },
    floor: (a, at, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.floor(a[at + i]!)
    },
    ceil: (a, at, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.ceil(a[at + i]!)
    },
    round: (a, at, out, to, rows) => {
      for (let i = 0; i < rows; i++) out[to + i] = Math.floor(a[at + i]! + 0.5)
    },
  },
  keepFinite: (a, at, rows) => {
    for (let i = at; i < at + rows; i++) if (!Number.isFinite(a[i]!)) a[i] = Number.NaN
  },
  orValue: (a, at, b, bAt, out, to, rows) => {
    for (let i = 0; i < rows; i++) {
      const value = a[at + i]!
      out[to + i] = value === value ? value : b[bAt + i]!
    }
  },
  slide: (a, enteringAt, leavingAt, sumsAt, rows) => {
    for (let i = 0; i < rows; i++) a[sumsAt + i]! += a[enteringAt + i]! - a[leavingAt + i]!
  },
  addWeighted: (a, at, baseAt, sumsAt, weight, rows) => {
    for (let i = 0; i < rows; i++) a[sumsAt + i]! += weight * (a[at + i]! - a[baseAt + i]!)
  },
  addDecayed: (a, at, baseAt, sumsAt, decay, rows) => {
    for (let i = 0; i < rows; i++) {
      a[sumsAt + i] = a[sumsAt + i]! * decay + (a[at + i]! - a[baseAt + i]!)
    }
  },
  addSquares: (a, at, baseAt, meansAt, sumsAt, rows) => {
    for (let i = 0; i < rows; i++) {
      const deviation = a[at + i]! - a[baseAt + i]! - a[meansAt + i]!
      a[sumsAt + i]! += deviation * deviation
    }
  },
  expand: expandTruths,
}
