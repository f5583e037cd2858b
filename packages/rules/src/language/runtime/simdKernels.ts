/** The loops by WebAssembly: one small module, compiled once, for every program. */
import {
  tameLimit,
  type Combination,
  type Comparison,
  type Kernels,
  type Transformation,
} from './kernels.ts'
import {
  columnComparisons,
  combinations,
  comparisons,
  simdLoops,
  transformations,
  wordRows,
} from './simdLoops.ts'
import { moduleBytes } from './wasm.ts'

type Exports = Record<string, (...args: number[]) => number>

/** Compiled when first needed and shared by all memories of this thread; undefined where the host cannot. */
let compiled: WebAssembly.Module | undefined | 'unavailable'

/** The loops over `memory`; undefined on a host without WebAssembly or its SIMD instructions. */
export function simdModule(): WebAssembly.Module | undefined {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(moduleBytes(simdLoops()))
    } catch {
      // no WebAssembly, no SIMD, or a content security policy that forbids it
      compiled = 'unavailable'
    }
  }
  return compiled === 'unavailable' ? undefined : compiled
}

/** The loops over one memory; the arrays passed to them must be views of it. */
export function simdKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { runtime: { memory } })
  const loops = exports as Exports
  const turns = (rows: number) => (rows + wordRows - 1) >>> 5
  const perName = <Name extends string, Loop>(
    names: readonly Name[],
    prefix: string,
    wrap: (loop: (...args: number[]) => number) => Loop,
  ) =>
    Object.fromEntries(names.map((name) => [name, wrap(loops[`${prefix} ${name}`]!)])) as Record<
      Name,
      Loop
    >
  const orderings = Object.keys(comparisons) as Comparison[]
  const sumOfSizes = loops['sumOfSizes']!
  const findInexact = loops['findInexact']!
  const missing = loops['missing']!
  const keepFinite = loops['keepFinite']!
  const orValue = loops['orValue']!
  const copyChanged = loops['copyChanged']!
  const slide = loops['slide']!
  const addWeighted = loops['addWeighted']!
  const addDecayed = loops['addDecayed']!
  const addSquares = loops['addSquares']!
  const expand = loops['expand']!
  return {
    compareConstant: perName(
      orderings,
      'constant',
      (loop) => (_a, at, constant, _bits, to, rows) => {
        loop(at * 8, to * 4, turns(rows), constant)
      },
    ),
    compareColumns: perName(
      columnComparisons,
      'columns',
      (loop) => (_a, at, _b, bAt, _bits, to, rows) => {
        loop(at * 8, bAt * 8, to * 4, turns(rows))
      },
    ),
    compareScaled: perName(
      orderings,
      'scaled',
      (loop) => (_a, at, _b, bAt, factor, _bits, to, rows) => {
        loop(at * 8, bAt * 8, to * 4, turns(rows), factor)
      },
    ),
    missing: (_a, at, _bits, to, rows) => {
      missing(at * 8, to * 4, turns(rows))
    },
    isTame: (_a, at, rows) => sumOfSizes(at * 8, turns(rows)) <= tameLimit,
    isExact: (_a, at, rows) => findInexact(at * 8, turns(rows)) === 0,
    combine: perName(
      Object.keys(combinations) as Combination[],
      'combine',
      (loop) => (_a, at, _b, bAt, _out, to, rows) => {
        loop(at * 8, bAt * 8, to * 8, turns(rows))
      },
    ),
    transform: perName(
      Object.keys(transformations) as Transformation[],
      'transform',
      (loop) => (_a, at, _out, to, rows) => {
        loop(at * 8, to * 8, turns(rows))
      },
    ),
    keepFinite: (_a, at, rows) => {
      keepFinite(at * 8, at * 8, turns(rows))
    },
    orValue: (_a, at, _b, bAt, _out, to, rows) => {
      orValue(at * 8, bAt * 8, to * 8, turns(rows))
    },
    slide: (_a, enteringAt, leavingAt, sumsAt, rows) => {
      slide(enteringAt * 8, leavingAt * 8, sumsAt * 8, turns(rows))
    },
    addWeighted: (_a, at, baseAt, sumsAt, weight, rows) => {
      addWeighted(at * 8, baseAt * 8, sumsAt * 8, turns(rows), weight)
    },
    addDecayed: (_a, at, baseAt, sumsAt, decay, rows) => {
      addDecayed(at * 8, baseAt * 8, sumsAt * 8, turns(rows), decay)
    },
    addSquares: (_a, at, baseAt, meansAt, sumsAt, rows) => {
      addSquares(at * 8, baseAt * 8, meansAt * 8, sumsAt * 8, turns(rows))
    },
    expand: (_words, trueAt, missingAt, to, count) => {
      expand(trueAt * 4, missingAt * 4, to * 4, count)
    },
    copyChanged: (_a, at, _out, to, rows) => copyChanged(at * 8, to * 8, turns(rows)) !== 0,
  }
}
