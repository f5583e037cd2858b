/** The loops as WebAssembly functions, two numbers an instruction. */
import { exactLimit, type Combination, type Comparison, type Transformation } from './kernels.ts'
import { f64, get, i32, repeatWhile, set, tee, v128, type Code, type WasmFunction } from './wasm.ts'

/**
 * Rows per turn of a loop: one word of truths. Blocks begin at multiples of it and have room for a multiple of
 * it, so that no loop needs a remainder.
 */
export const wordRows = 32
const bytesPerTurn = wordRows * 8
const pairs = [...Array(wordRows / 2).keys()]

/** Even 32-bit lanes of two vectors: what remains of the masks of two times two doubles. */
const evenLanes = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]

/**
 * One word of truths. `mask(pair)` leaves all ones or zeros for two rows; eight masks are narrowed to sixteen
 * bytes, and their top bits are the truths of sixteen rows.
 */
function word(mask: (pair: number) => Code): Code {
  const four = (first: number) => [mask(first), mask(first + 1), v128.shuffle(evenLanes)]
  const eight = (first: number) => [four(first), four(first + 2), v128.i16x8narrow]
  const sixteen = (first: number) => [
    eight(first),
    eight(first + 4),
    v128.i8x16narrow,
    v128.i8x16bitmask,
  ]
  return [sixteen(0), sixteen(8), i32.constant(16), i32.shiftLeft, i32.or]
}

const advance = (pointer: number, bytes: number): Code => [
  get(pointer),
  i32.constant(bytes),
  i32.add,
  set(pointer),
]
/** One turn less to go; leaves the rest on the stack. */
const countDown = (turns: number): Code => [get(turns), i32.constant(1), i32.subtract, tee(turns)]
const load = (pointer: number, pair: number): Code => [get(pointer), v128.load(pair * 16)]

/** Truths of up to two columns into words. Parameters: the columns, the words, turns, then a factor or constant. */
function comparing(
  name: string,
  columns: readonly number[],
  hasNumber: boolean,
  mask: (pair: number, splat: number) => Code,
): WasmFunction {
  const words = columns.length
  const turns = words + 1
  const number = turns + 1
  const splat = number + 1
  return {
    name,
    parameters: [
      ...columns.map(() => 'i32' as const),
      'i32',
      'i32',
      ...(hasNumber ? ['f64' as const] : []),
    ],
    locals: hasNumber ? ['v128'] : [],
    body: [
      hasNumber ? [get(number), v128.f64x2splat, set(splat)] : [],
      repeatWhile(
        get(words),
        word((pair) => mask(pair, splat)),
        i32.store(0),
        ...columns.map((column) => advance(column, bytesPerTurn)),
        advance(words, 4),
        countDown(turns),
      ),
    ],
  }
}

/** Numbers into a column. Parameters: the operands, the column that is written, turns, then a factor. */
function computing(
  name: string,
  operands: readonly number[],
  hasNumber: boolean,
  result: (pair: number, splat: number, scratch: number) => Code,
): WasmFunction {
  const out = operands.length
  const turns = out + 1
  const number = turns + 1
  // before them the parameters end
  const splat = hasNumber ? number + 1 : number
  const scratch = splat + 1
  return {
    name,
    parameters: [
      ...operands.map(() => 'i32' as const),
      'i32',
      'i32',
      ...(hasNumber ? ['f64' as const] : []),
    ],
    locals: ['v128', 'v128'],
    body: [
      hasNumber ? [get(number), v128.f64x2splat, set(splat)] : [],
      repeatWhile(
        ...pairs.map((pair) => [get(out), result(pair, splat, scratch), v128.store(pair * 16)]),
        ...operands.map((operand) => advance(operand, bytesPerTurn)),
        advance(out, bytesPerTurn),
        countDown(turns),
      ),
    ],
  }
}

/** The sum of all sizes. Parameters: the column, turns. */
function summingSizes(): WasmFunction {
  // four sums, so that an addition need not wait for the one before it
  const sums = [2, 3, 4, 5]
  return {
    name: 'sumOfSizes',
    parameters: ['i32', 'i32'],
    result: 'f64',
    locals: sums.map(() => 'v128'),
    body: [
      repeatWhile(
        ...pairs.map((pair) => {
          const sum = sums[pair % sums.length]!
          return [load(0, pair), v128.f64x2abs, get(sum), v128.f64x2add, set(sum)]
        }),
        advance(0, bytesPerTurn),
        countDown(1),
      ),
      sums.map((sum, index) => [
        get(sum),
        v128.f64x2lane(0),
        get(sum),
        v128.f64x2lane(1),
        f64.add,
        index === 0 ? [] : f64.add,
      ]),
    ],
  }
}

/** Not 0 when a value that is there has a fraction or is too large. Parameters: the column, turns. */
function findingInexact(): WasmFunction {
  const [found, value] = [2, 3]
  return {
    name: 'findInexact',
    parameters: ['i32', 'i32'],
    result: 'i32',
    locals: ['v128', 'v128'],
    body: [
      repeatWhile(
        ...pairs.map((pair) => [
          [load(0, pair), tee(value), get(value), v128.f64x2equal],
          [get(value), v128.f64x2floor, get(value), v128.f64x2equal],
          [get(value), v128.f64x2abs, splatOf(exactLimit), v128.f64x2lessOrEqual],
          [v128.and, v128.not, v128.and],
          [get(found), v128.or, set(found)],
        ]),
        advance(0, bytesPerTurn),
        countDown(1),
      ),
      get(found),
      v128.anyTrue,
    ],
  }
}

/** Copies a column; not 0 when a bit of it is new. Parameters: from, to, turns. */
function copying(): WasmFunction {
  const [found, scratch] = [3, 4]
  return {
    name: 'copyChanged',
    parameters: ['i32', 'i32', 'i32'],
    result: 'i32',
    locals: ['v128', 'v128'],
    body: [
      repeatWhile(
        ...pairs.map((pair) => [
          load(0, pair),
          tee(scratch),
          load(1, pair),
          v128.xor,
          get(found),
          v128.or,
          set(found),
          get(1),
          get(scratch),
          v128.store(pair * 16),
        ]),
        advance(0, bytesPerTurn),
        advance(1, bytesPerTurn),
        countDown(2),
      ),
      get(found),
      v128.anyTrue,
    ],
  }
}

/** Eight times the byte that holds the truths of eight rows, and its bits. */
const firstBytes = v128.constant([...Array<number>(8).fill(0), ...Array<number>(8).fill(1)])
const lastBytes = v128.constant([...Array<number>(8).fill(2), ...Array<number>(8).fill(3)])
const bitOfByte = v128.constant([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128])

/** Words of truths into bytes. Parameters: true words, missing words, bytes, turns. */
function expanding(): WasmFunction {
  /** `value` in the bytes of the rows whose bits are set. */
  const bytesOf = (pointer: number, places: Code, value: number): Code => [
    get(pointer),
    v128.i32x4loadSplat(0),
    places,
    v128.i8x16swizzle,
    bitOfByte,
    v128.and,
    bitOfByte,
    v128.i8x16equal,
    v128.constant(Array<number>(16).fill(value)),
    v128.and,
  ]
  const half = (places: Code, offset: number): Code => [
    get(2),
    bytesOf(0, places, 1),
    bytesOf(1, places, 2),
    v128.or,
    v128.store(offset),
  ]
  return {
    name: 'expand',
    parameters: ['i32', 'i32', 'i32', 'i32'],
    locals: [],
    body: repeatWhile(
      half(firstBytes, 0),
      half(lastBytes, 16),
      advance(0, 4),
      advance(1, 4),
      advance(2, wordRows),
      countDown(3),
    ),
  }
}

export const comparisons: Record<Comparison, Code> = {
  '<': v128.f64x2less,
  '<=': v128.f64x2lessOrEqual,
  '>': v128.f64x2greater,
  '>=': v128.f64x2greaterOrEqual,
  '==': v128.f64x2equal,
}
/** The other two by exchanging the operands. */
export const columnComparisons = ['<', '<=', '=='] as const
export const combinations: Record<Combination, Code> = {
  '+': v128.f64x2add,
  '-': v128.f64x2subtract,
  '*': v128.f64x2multiply,
  '/': v128.f64x2divide,
  min: v128.f64x2min,
  max: v128.f64x2max,
}
const half = [f64.constant(0.5), v128.f64x2splat]
export const transformations: Record<Transformation, Code> = {
  abs: v128.f64x2abs,
  floor: v128.f64x2floor,
  ceil: v128.f64x2ceil,
  round: [half, v128.f64x2add, v128.f64x2floor],
}
const splatOf = (value: number): Code => [f64.constant(value), v128.f64x2splat]

/** All of them, named as `simdKernels.ts` looks them up. */
export function simdLoops(): WasmFunction[] {
  return [
    ...Object.entries(comparisons).flatMap(([operator, compare]) => [
      comparing(`constant ${operator}`, [0], true, (pair, splat) => [
        load(0, pair),
        get(splat),
        compare,
      ]),
      comparing(`scaled ${operator}`, [0, 1], true, (pair, splat) => [
        load(0, pair),
        load(1, pair),
        get(splat),
        v128.f64x2multiply,
        compare,
      ]),
    ]),
    ...columnComparisons.map((operator) =>
      comparing(`columns ${operator}`, [0, 1], false, (pair) => [
        load(0, pair),
        load(1, pair),
        comparisons[operator],
      ]),
    ),
    comparing('missing', [0], false, (pair) => [load(0, pair), load(0, pair), v128.f64x2notEqual]),
    ...Object.entries(combinations).map(([name, combine]) =>
      computing(`combine ${name}`, [0, 1], false, (pair) => [
        load(0, pair),
        load(1, pair),
        combine,
      ]),
    ),
    ...Object.entries(transformations).map(([name, transform]) =>
      computing(`transform ${name}`, [0], false, (pair) => [load(0, pair), transform]),
    ),
    computing('keepFinite', [0], false, (pair) => [
      load(0, pair),
      splatOf(Number.NaN),
      load(0, pair),
      v128.f64x2abs,
      splatOf(Infinity),
      v128.f64x2less,
      v128.bitselect,
    ]),
    computing('orValue', [0, 1], false, (pair) => [
      load(0, pair),
      load(1, pair),
      load(0, pair),
      load(0, pair),
      v128.f64x2equal,
      v128.bitselect,
    ]),
    computing('slide', [0, 1], false, (pair) => [
      load(2, pair),
      load(0, pair),
      load(1, pair),
      v128.f64x2subtract,
      v128.f64x2add,
    ]),
    computing('addWeighted', [0, 1], true, (pair, weight) => [
      load(2, pair),
      get(weight),
      load(0, pair),
      load(1, pair),
      v128.f64x2subtract,
      v128.f64x2multiply,
      v128.f64x2add,
    ]),
    computing('addDecayed', [0, 1], true, (pair, decay) => [
      load(2, pair),
      get(decay),
      v128.f64x2multiply,
      load(0, pair),
      load(1, pair),
      v128.f64x2subtract,
      v128.f64x2add,
    ]),
    computing('addSquares', [0, 1, 2], false, (pair, _, deviation) => [
      load(3, pair),
      load(0, pair),
      load(1, pair),
      v128.f64x2subtract,
      load(2, pair),
      v128.f64x2subtract,
      tee(deviation),
      get(deviation),
      v128.f64x2multiply,
      v128.f64x2add,
    ]),
    expanding(),
    summingSizes(),
    findingInexact(),
    copying(),
  ]
}
