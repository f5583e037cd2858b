/**
 * Fuzzing the expression language: any text is checked without failing, and whatever checks has one value,
 * whoever computes it. A finding is a line of text that says what went wrong with which expression.
 */
import { describeIssue, languages, type ScopeId, type Snapshot } from '@sandtable/rules'
import {
  checkExpression,
  type CheckedExpression,
  type ExpressionContext,
} from '../../packages/rules/src/language/checkExpression.ts'
import { createColumns, type Columns } from '../../packages/rules/src/language/columns.ts'
import { formatExpression } from '../../packages/rules/src/language/formatExpression.ts'
import { historyNeedsOf } from '../../packages/rules/src/language/historyNeeds.ts'
import { interpret, type Row } from '../../packages/rules/src/language/interpret.ts'
import { parseExpression } from '../../packages/rules/src/language/parseExpression.ts'
import { rowsOf, textOf } from '../../packages/rules/src/language/rows.ts'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import {
  catalogue,
  params,
  payload,
  randomExpression,
  randomPayload,
  randomShop,
  type RandomExpression,
} from './expressions.ts'
import { evaluate } from './interpreter.ts'
import { daysBefore, shopOf, snapshotOf, type PlainShop, type Value } from './plainShop.ts'
import type { Random } from './random.ts'
import { withoutRanges } from './syntax.ts'

/** What a run found and how much it saw. */
export interface FuzzResult {
  readonly findings: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

/** A check takes well under a millisecond; one that takes so long, time after time, hangs. */
const hangMs = 200

// ---------------------------------------------------------------- texts

/** Checks random texts; those that check are also evaluated, formatted and shown as rows. */
export function fuzzTexts(random: Random, count: number): FuzzResult {
  const findings: string[] = []
  let clean = 0
  let slowestMs = 0
  let plain = randomShop(random)
  for (let i = 0; i < count; i++) {
    if (i % 1000 === 0) plain = randomShop(random)
    const { text, scope, base } = randomText(random)
    const { problems, isClean, elapsedMs } = problemsOfText(text, plain, scope, base)
    slowestMs = Math.max(slowestMs, elapsedMs)
    clean += Number(isClean)
    findings.push(...problems.map((problem) => `${problem}: ${JSON.stringify(text)}`))
  }
  return { findings, counts: { texts: count, clean, slowestMs: Math.round(10 * slowestMs) / 10 } }
}

/** Milliseconds that a check takes; measured again when something else may have held it up. */
function checkingTime(text: string, context: ExpressionContext, base: 'bool' | 'number'): number {
  let fastestMs = Infinity
  for (let attempt = 0; attempt < 5 && fastestMs > 5; attempt++) {
    const started = performance.now()
    checkExpression(text, context, { base })
    fastestMs = Math.min(fastestMs, performance.now() - started)
  }
  return fastestMs
}

function problemsOfText(
  text: string,
  plain: PlainShop,
  scope: ScopeId,
  base: 'bool' | 'number',
): { problems: string[]; isClean: boolean; elapsedMs: number } {
  const context: ExpressionContext = { scope, catalogue, params, payload }
  try {
    const checked = checkExpression(text, context, { base })
    const problems = [...problemsOfIssues(text, checked), ...problemsOfFormat(text)]
    rowsOf(text, context)
    const elapsedMs = checkingTime(text, context, base)
    if (elapsedMs > hangMs) problems.push(`took ${elapsedMs.toFixed(0)} ms`)
    const { typed } = checked
    if (typed !== undefined) {
      const shop = shopOf(plain)
      const value = interpret(typed, { shop, snapshot: snapshotOf(plain), scope, entity: 0 })
      const isFine =
        Number.isNaN(value) ||
        (base === 'bool' ? value === 0 || value === 1 : Number.isFinite(value))
      if (!isFine) problems.push(`${base} with value ${value}`)
    }
    return { problems, isClean: typed !== undefined, elapsedMs }
  } catch (error) {
    return { problems: [`threw ${String(error)}`], isClean: false, elapsedMs: 0 }
  }
}

function problemsOfIssues(text: string, { typed, issues }: CheckedExpression): string[] {
  const problems: string[] = []
  const hasError = issues.some(({ severity }) => severity === 'error')
  if (hasError === (typed !== undefined))
    problems.push('typed in spite of an error, or not without')
  for (const issue of issues) {
    const { code, range } = issue
    const isInText =
      range !== undefined &&
      0 <= range.start &&
      range.start <= range.end &&
      range.end <= text.length
    if (code !== 'tooLong' && !isInText) problems.push(`${code} at ${JSON.stringify(range)}`)
    for (const language of languages) {
      if (describeIssue(issue, language).sentence === '') problems.push(`${code} says nothing`)
    }
  }
  return problems
}

function problemsOfFormat(text: string): string[] {
  const { expression, problems, isTooDeep } = parseExpression(text)
  if (isTooDeep || problems.length > 0) return []
  const formatted = formatExpression(expression)
  return areSame(parseExpression(formatted).expression, expression)
    ? []
    : [`formatted as ${formatted}`]
}

function areSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(withoutRanges(a)) === JSON.stringify(withoutRanges(b))
}

const tokens = [
  ...'( ) [ ] , . : ? ! - + * / < <= > >= == != && || = & | % " \' \\ { } ; # @ ~ ^ $'.split(' '),
  ...'sum mean min max count lag slope zscore ewma falling rising abs floor ceil round clamp'.split(
    ' ',
  ),
  ...'has orValue startsWith contains offset minSamples true false in id event params'.split(' '),
  ...'products stocks shop product category supplier warehouse suppliers'.split(' '),
  ...'soldUnits onHandUnits priceCents marginRatio coverDays isUp abcClass role kind found class'.split(
    ' ',
  ),
  ...'targetDays factor lowUnits changeRatio toString __proto__ constructor'.split(' '),
  ...'0 1 2.5 1e3 1e999 7d 28d 365d 366d 0d 99999999999999999d "A" \'B\' "Z" "p1"'.split(' '),
  ...'\n \t 💥 ， ≥ é \u0000 \u2028 \ud800'.split(' '),
] as const

interface RandomText {
  readonly text: string
  readonly scope: ScopeId
  readonly base: 'bool' | 'number'
}

function randomText(random: Random): RandomText {
  const kind = random.int(0, 3)
  if (kind > 1) {
    const { text, scope, base } = randomExpression(random)
    return { text: mutated(random, text), scope, base }
  }
  const between = random.pick(['', ' '])
  const soup = () => Array.from({ length: random.int(0, 30) }, () => random.pick(tokens))
  const text = kind === 0 ? characters(random, random.int(0, 60)) : soup().join(between)
  return { text, scope: 'product', base: random.pick(['bool', 'number']) }
}

function characters(random: Random, length: number): string {
  return Array.from({ length }, () =>
    random.chance(0.9)
      ? String.fromCharCode(random.int(32, 126))
      : String.fromCharCode(random.int(0, 65535)),
  ).join('')
}

/** One to three slips: characters left out, doubled, put in or changed, a word or sign instead of another, an end cut off. */
function mutated(random: Random, text: string): string {
  let result = text
  for (let slips = random.pick([1, 1, 2, 3]); slips > 0; slips--) {
    const at = random.int(0, result.length)
    const end = Math.min(result.length, at + random.int(1, 6))
    const before = result.slice(0, at)
    result = random.pick([
      () => before + result.slice(end),
      () => result.slice(0, end) + result.slice(at),
      () => before + random.pick(tokens) + result.slice(at),
      () => before + characters(random, 1) + result.slice(at + 1),
      () => withOtherToken(random, result),
      () => withOtherToken(random, result),
      () => (random.chance(0.2) ? before : withOtherToken(random, result)),
    ])()
  }
  return result
}

/** A number for a number, a name for a name, a sign for a sign: most of it stays readable. */
function withOtherToken(random: Random, text: string): string {
  const words = [...text.matchAll(/[\w.]+|[^\w\s]+/g)]
  if (words.length === 0) return text
  const { 0: word, index } = random.pick(words)
  const others = tokens.filter((token) => kindOfToken(token) === kindOfToken(word))
  return text.slice(0, index) + random.pick(others) + text.slice(index + word.length)
}

function kindOfToken(token: string): 'number' | 'name' | 'sign' {
  if (/^[\d.]/.test(token)) return 'number'
  return /^\w/.test(token) ? 'name' : 'sign'
}

// --------------------------------------------------------------- values

/** Reviews in a row on which the columns are compared, so that what they carry over is compared too. */
const reviews = 3
const expressionsPerShop = 100

/** Random valid expressions: the interpreter, the columns and the oracle give the same bits. */
export function fuzzValues(random: Random, count: number): FuzzResult {
  const findings: string[] = []
  const counts = { expressions: 0, values: 0, missing: 0, columns: 0 }
  for (let done = 0; done < count; done += expressionsPerShop) {
    const plain = randomShop(random)
    const samples = Array.from({ length: Math.min(expressionsPerShop, count - done) }, () =>
      readSample(random, findings),
    )
    const columns = createColumns(shopOf(plain), random.chance(0.5))
    const bound = samples.flatMap((sample) => (sample ? [bindSample(columns, sample)] : []))
    counts.expressions += samples.length
    // days without history are one and the same
    for (let back = Math.min(reviews - 1, plain.closedDays); back >= 0; back--) {
      compareDay(daysBefore(plain, back), columns, bound, findings, counts)
    }
  }
  return { findings, counts }
}

interface Sample extends RandomExpression {
  readonly typed: Typed
  /** What the event announces; empty without one. */
  readonly said: Readonly<Record<string, Value>>
}
interface BoundSample extends Sample {
  /** Events are not for columns. */
  readonly column?: (snapshot: Snapshot) => ArrayLike<number>
}

/** A random expression, read and checked; undefined with a finding when it should have been fine. */
function readSample(random: Random, findings: string[]): Sample | undefined {
  const sample = randomExpression(random)
  const { expression, text, scope, base, hasEvent } = sample
  if (!areSame(parseExpression(text).expression, expression)) {
    findings.push(`reads as another tree: ${text}`)
    return undefined
  }
  const context: ExpressionContext = { scope, catalogue, params, ...(hasEvent ? { payload } : {}) }
  const { typed, issues } = checkExpression(text, context, { base })
  if (typed === undefined) {
    findings.push(`does not check, ${JSON.stringify(issues)}: ${scope} ${text}`)
    return undefined
  }
  return { ...sample, typed, said: hasEvent ? randomPayload(random) : {} }
}

function bindSample(columns: Columns, sample: Sample): BoundSample {
  const { typed, scope, base, hasEvent } = sample
  if (hasEvent) return sample
  return { ...sample, column: columns[base === 'bool' ? 'truth' : 'number'](typed, scope) }
}

function compareDay(
  plain: PlainShop,
  columns: Columns,
  samples: readonly BoundSample[],
  findings: string[],
  counts: { values: number; missing: number; columns: number },
): void {
  const shop = shopOf(plain)
  const snapshot = snapshotOf(plain)
  columns.beginReview('endOfDay', snapshot)
  for (const { typed, text, scope, base, said, column } of samples) {
    try {
      const expected = oracleValues(typed, scope, plain, said)
      counts.values += expected.length
      counts.missing += expected.filter(Number.isNaN).length
      const problems = differences(
        'interpreter',
        interpretedValues(typed, { shop, snapshot, scope }, said),
        expected,
      )
      if (column !== undefined) {
        counts.columns += expected.length
        const values = Array.from(column(snapshot))
        // a truth of 2 is missing
        const numbers =
          base === 'bool' ? values.map((value) => (value === 2 ? Number.NaN : value)) : values
        problems.push(...differences('columns', numbers, expected))
      }
      findings.push(...problems.map((problem) => `${problem}: ${scope} ${text}`))
    } catch (error) {
      findings.push(`threw ${String(error)}: ${scope} ${text}`)
    }
  }
}

function oracleValues(
  typed: Typed,
  scope: ScopeId,
  plain: PlainShop,
  said: Readonly<Record<string, Value>>,
): number[] {
  const entities = (plain.entities[scope] ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return entities.map(
    (entity) => evaluate(typed, { shop: plain, scope, entity, payload: said }) ?? Number.NaN,
  )
}

/** Also reads no farther back than it says it needs. */
function interpretedValues(
  typed: Typed,
  { shop, snapshot, scope }: Pick<Row, 'shop' | 'snapshot' | 'scope'>,
  said: Readonly<Record<string, Value>>,
): number[] {
  const needs = historyNeedsOf(typed)
  const guarded: typeof snapshot = {
    ...snapshot,
    atClose: (of, metricId, daysAgo) => {
      const need = needs.filter((one) => one.scope === of && one.metricId === metricId)
      if (!need.some(({ days }) => daysAgo <= days))
        throw new Error(`reads ${metricId} ${daysAgo} days back`)
      return snapshot.atClose(of, metricId, daysAgo)
    },
  }
  const announced = Object.fromEntries(
    Object.entries(said).map(([field, value]) => [field, value ?? Number.NaN]),
  )
  return [...shop.entities(scope).ids.keys()].map((entity) =>
    interpret(typed, { shop, snapshot: guarded, scope, entity, payload: announced }),
  )
}

/** Equal bits but for the sign of zero (SPEC L2). */
function differences(who: string, found: readonly number[], expected: readonly number[]): string[] {
  return expected.flatMap((value, index) =>
    Object.is(found[index]! + 0, value + 0)
      ? []
      : [`entity ${index}: ${who} ${found[index]}, oracle ${value}`],
  )
}

// ----------------------------------------------------------------- rows

/** Conditions that fit rows come back from them as the same tree. */
export function fuzzRows(random: Random, count: number): FuzzResult {
  const findings: string[] = []
  let fitting = 0
  for (let i = 0; i < count; i++) {
    const { text, scope, base } = randomExpression(random)
    if (base !== 'bool') continue
    const context: ExpressionContext = { scope, catalogue, params, payload }
    const rows = rowsOf(text, context)
    if (rows === undefined) continue
    fitting++
    const back = textOf(rows)
    if (!areSame(parseExpression(back).expression, parseExpression(text).expression))
      findings.push(`rows give ${back}: ${text}`)
  }
  return { findings, counts: { conditions: count, fitting } }
}
