/** Text → syntax tree with every syntax problem: the Lezer parser recovers, so one slip hides nothing behind it. */
import { playbookLimits } from '../playbook.ts'
import type { Expression, Range } from './ast.ts'
import { containsBroken, convertTree, type SourceText } from './convertTree.ts'
import { parser } from './parser.gen.ts'

/** A problem at a place in the text, without its place in the playbook. */
export interface SyntaxProblem {
  readonly range: Range
  /** The text that was not expected; empty where something is missing. */
  readonly found: string
  /** What other languages write so is written here like this. */
  readonly suggestion?: string
}

/** Signs and words of other languages and keyboards. */
const meant: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
  '&': '&&',
  '|': '||',
  and: '&&',
  AND: '&&',
  or: '||',
  OR: '||',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
  '，': ',',
  '（': '(',
  '）': ')',
  '“': '"',
  '”': '"',
}

export interface ParsedExpression {
  readonly expression: Expression
  readonly problems: readonly SyntaxProblem[]
  readonly isTooDeep: boolean
}

/**
 * Parses a text; never throws. A text nested deeper than `playbookLimits.expressionDepth` is not converted
 * (nothing recursive may see it): `isTooDeep`. Signs of other languages are reported and read as they are meant,
 * so that what stands behind them is checked as well.
 */
export function parseExpression(text: string): ParsedExpression {
  const typed = read({ text, placeOf: (start, end) => ({ start, end }) })
  const wide = fullWidthSlips(text)
  const others = typed.problems.flatMap((problem) => slipAt(text, problem) ?? [])
  const slips = [...wide, ...others]
    .filter((slip, index, all) => all.findIndex((other) => areTouching(slip, other)) === index)
    .toSorted((a, b) => a.range.start - b.range.start)
  if (slips.length === 0) return typed
  const mended = read(mend(text, slips))
  const problems = distinct([...slips, ...mended.problems])
  return { ...mended, problems: problems.toSorted((a, b) => a.range.start - b.range.start) }
}

function read(source: SourceText): ParsedExpression {
  const { text, placeOf } = source
  const problems: SyntaxProblem[] = []
  let depth = 0
  let deepest = 0
  const tree = parser.parse(text)
  tree.iterate({
    enter: ({ type, name, from, to }) => {
      deepest = Math.max(deepest, ++depth)
      if (problems.length >= playbookLimits.expressionIssues) return
      const found = text.slice(from, to)
      if (type.isError) problems.push(problemAt(source, from, to))
      else if (isBeyondNumbers(name, found)) problems.push({ range: placeOf(from, to), found })
    },
    leave: () => {
      depth--
    },
  })
  if (deepest > playbookLimits.expressionDepth) {
    const range = placeOf(0, text.length)
    return { expression: { kind: 'broken', range }, problems: [], isTooDeep: true }
  }
  const expression = convertTree(source, tree.topNode.firstChild)
  if (problems.length === 0 && containsBroken(expression)) {
    problems.push({ range: expression.range, found: text.trim() })
  }
  return { expression, problems: distinct(problems), isTooDeep: false }
}

/** 1e999 is no finite number, and only finite numbers exist; days are counted exactly. */
function isBeyondNumbers(name: string, source: string): boolean {
  if (name === 'Duration') return !Number.isSafeInteger(Number(source.slice(0, -1)))
  return name === 'Number' && !Number.isFinite(Number(source))
}

/** An error node without width marks what is missing; point at the character before, so that there is something to underline. */
function problemAt({ text, placeOf }: SourceText, from: number, to: number): SyntaxProblem {
  if (to > from) return { range: placeOf(from, to), found: text.slice(from, to).trim() }
  const rest = /^\s*(\S+)/.exec(text.slice(from))
  if (rest === null) {
    const end = text.trimEnd().length
    const start = Math.max(0, end - 1)
    return { range: placeOf(start, Math.max(end, Math.min(1, text.length))), found: '' }
  }
  const start = from + rest[0].length - rest[1]!.length
  return { range: placeOf(start, start + rest[1]!.length), found: rest[1]! }
}

function distinct(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  return problems.filter(
    ({ range }, index) =>
      problems.findIndex((other) => other.range.start === range.start) === index,
  )
}

/** A problem that is a sign or word of another language, with all its characters. */
interface Slip extends SyntaxProblem {
  readonly suggestion: string
}

/** Characters of a Chinese keyboard outside of texts: `＜`, `１`, `（`. */
function fullWidthSlips(text: string): Slip[] {
  const parts = text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\uFF01-\uFF5E]+/g)
  return [...parts].flatMap(({ 0: found, index: start }) => {
    if (!/^[\uFF01-\uFF5E]/.test(found)) return []
    const plain = found.replaceAll(/./gu, (character) =>
      String.fromCodePoint(character.codePointAt(0)! - 0xfee0),
    )
    const suggestion = Object.hasOwn(meant, plain) ? meant[plain]! : plain
    return [{ range: { start, end: start + found.length }, found, suggestion }]
  })
}

function areTouching({ range: a }: Slip, { range: b }: Slip): boolean {
  return a.start < b.end && b.start < a.end
}

function slipAt(text: string, { range, found }: SyntaxProblem): Slip | undefined {
  const negation = /\bnot\s+$/.exec(text.slice(0, range.start))
  if (negation !== null) {
    const place = { start: negation.index, end: range.start }
    return { range: place, found: 'not', suggestion: '!' }
  }
  const before = /[=<>!&|]*$/.exec(text.slice(0, range.start))![0]
  const after = /^[=<>!&|]*/.exec(text.slice(range.end))![0]
  const whole = before + found + after
  const suggestion = found !== '' && Object.hasOwn(meant, whole) ? meant[whole] : undefined
  if (suggestion === undefined) return undefined
  const start = range.start - before.length
  return { range: { start, end: range.end + after.length }, found: whole, suggestion }
}

/** The text with its slips put right, whose places are those of the text with them. */
function mend(text: string, slips: readonly Slip[]): SourceText {
  let mended = ''
  /** Where each character of the mended text, and its end, stand in the other. */
  const places: number[] = []
  const add = (characters: string, placeOf: (index: number) => number) => {
    for (let index = 0; index < characters.length; index++) places.push(placeOf(index))
    mended += characters
  }
  let done = 0
  for (const { range, suggestion } of slips) {
    const from = done
    add(text.slice(from, range.start), (index) => from + index)
    add(suggestion, () => range.start)
    done = range.end
  }
  add(text.slice(done), (index) => done + index)
  places.push(text.length)
  return { text: mended, placeOf: (from, to) => ({ start: places[from]!, end: places[to]! }) }
}
