/**
 * The cases of cel-spec's conformance suite that lie inside the profile. A case is rewritten into it where
 * only the spelling differs, and skipped, with the reason, where CEL has what the profile leaves out.
 */
import {
  getConformanceSuite,
  type IncrementalTest,
  type IncrementalTestSuite,
} from '@bufbuild/cel-spec/testdata/tests.js'

type CelValue = number | boolean | string
export interface CelCase {
  readonly suite: string
  readonly text: string
  readonly bindings: Readonly<Record<string, CelValue>>
  /** Undefined where CEL reports an error. */
  readonly expected: number | boolean | undefined
}
export interface ConformanceCases {
  readonly cases: readonly CelCase[]
  /** Reason → number of cases. */
  readonly skipped: Readonly<Record<string, number>>
}

export function conformanceCases(): ConformanceCases {
  const cases: CelCase[] = []
  const skipped: Record<string, number> = {}
  for (const { suite, test } of casesOf(getConformanceSuite(), '')) {
    const read = readCase(suite, test)
    if (typeof read === 'string') skipped[read] = (skipped[read] ?? 0) + 1
    else cases.push(read)
  }
  return { cases, skipped }
}

interface SuiteCase {
  readonly suite: string
  readonly test: IncrementalTest
}

function casesOf({ name, suites, tests }: IncrementalTestSuite, parent: string): SuiteCase[] {
  // "conformance" itself is no part of a name
  const suite = parent === '' && name === 'conformance' ? '' : `${parent}/${name}`
  return [
    ...tests.map((test) => ({ suite, test })),
    ...suites.flatMap((inner) => casesOf(inner, suite)),
  ]
}

/** What the profile leaves out, by what the text shows once its quoted texts are emptied; the first that fits is the reason. */
const leftOut: readonly (readonly [reason: string, sign: RegExp])[] = [
  ['messages and maps', /[{}]|google\.protobuf|TestAllTypes|GlobalEnum|^msg\b|\bmsg\./],
  ['raw texts and bytes', /\b[rRbB]{1,2}""|""""/],
  [
    'macros and extensions',
    /\.(all|exists|exists_one|existsOne|map|filter|\w+IndexOf|\w+Of)\(|cel\.|optional\.|proto\.|net\.|base64|\.\?|\[\?/,
  ],
  ['conversions and types', /\b(int|uint|double|string|bytes|bool|type|timestamp|duration|size)\(/],
  ['null', /\bnull\b/],
  ['modulo', /%/],
  [
    'other functions',
    /math\.(round|trunc|sign|is\w+|bit\w+|sqrt)|\b(f_unknown|matches|endsWith|charAt|format|join|lowerAscii|upperAscii|quote|replace|reverse|split|substring|trim|indexOf|lastIndexOf)\(|\bstrings\./,
  ],
  [
    'lists as values, indices',
    /\]\s*[[+=!<>.&|]|[=!<>+]\s*\[|^\[[^\]]*\]$|\w\[|\]\)?$(?<!in \[[^\]]*\])/,
  ],
  ['texts as values: order, joining, branches', /""\s*([<>+]|\?\s*""\s*:)|([<>+?:]=?)\s*""|^""$/],
  ['bools in order', /(true|false)\s*[<>]/],
  [
    'tests of other types',
    /in \[1, "", 2\]|(&&|\|\|)\s*(\d|"")|(^|[(])\s*(\d+|"")\s*(&&|\|\|)|[!-]""|-\s*(true|false)|![0-9]/,
  ],
  ['hexadecimal numbers', /0x/i],
  ['not a number', /0\.0\s*\/\s*0\.0/],
  ['names that do not exist', /^x \|\| true$|^y$|\ba\.\w+\(\)|^x\.y$/],
  ['functions of integers only', /math\.(ceil|floor)\(dyn\(1\)\)/],
  ['one argument of min and max', /math\.(greatest|least)\(([^,]*|\[.*\])\)/],
]

function readCase(suite: string, { original }: IncrementalTest): CelCase | string {
  const bindings: Record<string, CelValue> = {}
  for (const [name, bound] of Object.entries(original.bindings)) {
    const value = bound.kind.case === 'value' ? plainValue(bound.kind.value.kind) : undefined
    if (value === undefined) return 'bindings of other types'
    bindings[name] = value
  }
  const emptied = original.expr.replaceAll(
    /"""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'/g,
    '""',
  )
  if (/\\/.test(original.expr)) return 'escapes in texts'
  for (const [reason, sign] of leftOut) if (sign.test(emptied)) return reason
  if (isBeyondDoubles(emptied)) return 'integers beyond 2^53, overflow'
  const text = rewritten(original.expr)
  const { isError, value: expected } = expectedOf(original)
  if (isError) {
    return /\d[uU]\b/.test(emptied)
      ? 'errors of unsigned integers'
      : { suite, text, bindings, expected: undefined }
  }
  if (expected === undefined || typeof expected === 'string') return 'results of other types'
  // what is infinite in CEL is missing here
  const isInfinite = typeof expected === 'number' && !Number.isFinite(expected)
  return { suite, text, bindings, expected: isInfinite ? undefined : expected }
}

/** What CEL gives; no value for one of a type that does not exist here. */
function expectedOf({ resultMatcher }: IncrementalTest['original']): {
  readonly isError: boolean
  readonly value?: CelValue | undefined
} {
  switch (resultMatcher.case) {
    case 'value':
      return { isError: false, value: plainValue(resultMatcher.value.kind) }
    case 'typedResult':
      return { isError: false, value: plainValue(resultMatcher.value.result?.kind ?? {}) }
    // a case that says nothing wants true
    case undefined:
      return { isError: false, value: true }
    default:
      return { isError: true }
  }
}

function plainValue(kind: {
  readonly case?: string | undefined
  readonly value?: unknown
}): CelValue | undefined {
  switch (kind.case) {
    case 'int64Value':
    case 'uint64Value':
    case 'doubleValue':
      return Number(kind.value)
    case 'boolValue':
    case 'stringValue':
      return kind.value as boolean | string
    default:
      return undefined
  }
}

function isBeyondDoubles(expr: string): boolean {
  return [...expr.matchAll(/(?<![\w.])(\d+)[uU]?(?![\w.])/g)].some(
    ([, digits]) => Number(digits) >= 4e9,
  )
}

/** Numbers have one type here, and the functions of numbers no name space. */
function rewritten(expr: string): string {
  return expr
    .replaceAll(/\bdyn\(/g, '(')
    .replaceAll(/(?<![\w.])(\d+)[uU]\b/g, '$1')
    .replaceAll(/\bmath\.greatest\(/g, 'max(')
    .replaceAll(/\bmath\.least\(/g, 'min(')
    .replaceAll(/\bmath\.(abs|ceil|floor)\(/g, '$1(')
}
