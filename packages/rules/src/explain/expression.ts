/** One expression for one entity, with every sub-expression's value, its tests and the distance to each threshold. */
import type { CompiledExpression } from '../compile.ts'
import type { Range } from '../language/ast.ts'
import { windowFunctions } from '../language/functions.ts'
import { interpret, type Row } from '../language/interpret.ts'
import { partsOf } from '../language/partsOf.ts'
import type { Typed } from '../language/typed.ts'
import type { ValueInfo } from '../shop.ts'
import type {
  ExpressionExplanation,
  MissingReason,
  PartExplanation,
  TestExplanation,
} from './explanation.ts'
import { kindOf, plainValue, sliceOf, unitOf, type KindContext } from './valueKind.ts'

/** Evaluates an expression for the row, and says how its value came about (SPEC E3, E4). */
export function explainExpression(
  id: string,
  { text, typed, type }: CompiledExpression,
  row: Row,
  payload?: Readonly<Record<string, ValueInfo>>,
): ExpressionExplanation {
  const values = new Map<Typed, number>()
  const value = interpret(typed, row, (part, partValue) => values.set(part, partValue))
  const { catalogue } = row.shop
  const context = { text, catalogue, ...(payload === undefined ? {} : { payload }) }
  const inside: Inside = { values, context, closedDays: row.snapshot.closedDays }
  const whole: Range = { start: 0, end: text.length }
  return {
    id,
    text,
    value: plainValue(value, type),
    unit: unitOf(typed, context),
    parts: partsIn(inside),
    tests:
      type.base === 'bool'
        ? testsIn(typed, whole, true, inside)
        : innerTests(typed, whole, true, inside),
    missing: distinct(missingIn(typed, whole, inside)),
  }
}

/** Metrics that an expression reads, windows and sets included. */
export function metricsIn(typed: Typed): string[] {
  return typed.op === 'column' ? [typed.metricId] : partsOf(typed).flatMap(metricsIn)
}

/** What is known once the expression has been evaluated. */
interface Inside {
  /** Of every sub-expression outside windows and sets, inner ones first. */
  readonly values: ReadonlyMap<Typed, number>
  readonly context: KindContext
  readonly closedDays: number
}

function partsIn({ values, context }: Inside): PartExplanation[] {
  const byRange = new Map<string, PartExplanation>()
  for (const [typed, value] of values) {
    const { range } = typed
    const isLiteral = typed.op === 'constant' && !sliceOf(context.text, range).includes('params')
    if (range === undefined || isLiteral) continue
    // the outermost of several with one place comes last
    byRange.set(`${range.start} ${range.end}`, {
      range,
      value: plainValue(value, kindOf(typed, context)),
      unit: unitOf(typed, context),
      isFigure: isFigure(typed),
    })
  }
  return [...byRange.values()].toSorted(
    (a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
  )
}

/** Read, not computed from what else the text says. A literal never gets here: a constant is a parameter. */
function isFigure({ op }: Typed): boolean {
  return (
    op === 'column' ||
    op === 'window' ||
    op === 'aggregate' ||
    op === 'payload' ||
    op === 'constant'
  )
}

/** The tests that a condition is made of, in reading order. `isDecisive` says whether the whole hangs on it. */
function testsIn(
  typed: Typed,
  around: Range,
  isDecisive: boolean,
  inside: Inside,
): TestExplanation[] {
  const range = typed.range ?? around
  const go = (part: Typed, hangs: boolean) => testsIn(part, range, isDecisive && hangs, inside)
  switch (typed.op) {
    case 'and':
    case 'or': {
      const value = valueOf(typed, inside)
      const absorbing = typed.op === 'and' ? 0 : 1
      // one false part makes all of it false; without any, what is missing decides; else every part counts
      const decides = (part: Typed) =>
        value === 1 - absorbing || Object.is(valueOf(part, inside), value)
      return [typed.left, typed.right].flatMap((part) => go(part, decides(part)))
    }
    case 'not':
      return isWrittenAsOne(typed)
        ? [testOf(typed, range, isDecisive, inside)]
        : go(typed.operand, true)
    case 'conditional': {
      const condition = valueOf(typed.condition, inside)
      return [
        ...go(typed.condition, true),
        ...go(typed.whenTrue, condition === 1),
        ...go(typed.whenFalse, condition === 0),
      ]
    }
    default:
      return [testOf(typed, range, isDecisive, inside)]
  }
}

/** The tests of the `?:` inside an amount. */
function innerTests(
  typed: Typed,
  around: Range,
  isDecisive: boolean,
  inside: Inside,
): TestExplanation[] {
  const range = typed.range ?? around
  const go = (part: Typed, hangs: boolean) => innerTests(part, range, isDecisive && hangs, inside)
  switch (typed.op) {
    case 'conditional': {
      const condition = valueOf(typed.condition, inside)
      return [
        ...testsIn(typed.condition, range, isDecisive, inside),
        ...go(typed.whenTrue, condition === 1),
        ...go(typed.whenFalse, condition === 0),
      ]
    }
    case 'arithmetic':
    case 'scalar':
      return partsOf(typed).flatMap((part) => go(part, true))
    default:
      return []
  }
}

/** `category != "A"` is one test in the text and two nodes in the tree. */
function isWrittenAsOne({ operand, range }: Typed & { op: 'not' | 'has' }): boolean {
  const inner = operand.range
  return inner === undefined || (inner.start === range?.start && inner.end === range.end)
}

function testOf(typed: Typed, range: Range, isDecisive: boolean, inside: Inside): TestExplanation {
  const value = valueOf(typed, inside)
  const test = { range, holds: Number.isNaN(value) ? null : value === 1, isDecisive }
  if (typed.op !== 'compare') return test
  const sides = [typed.left, typed.right] as const
  const [leftKind, rightKind] = sides.map((side) => kindOf(side, inside.context))
  if (leftKind?.base !== 'number' || rightKind?.base !== 'number') return test
  const [left, right] = sides.map((side) => numberOrNull(valueOf(side, inside)))
  return {
    ...test,
    comparison: {
      operator: typed.operator,
      left: left!,
      right: right!,
      unit: leftKind.unit === 'none' ? rightKind.unit : leftKind.unit,
      margin: left === null || right === null ? null : left! - right!,
    },
  }
}

/** Why the value is missing: followed inwards to where the first figure fails. */
function missingIn(typed: Typed, around: Range, inside: Inside): MissingReason[] {
  if (!Number.isNaN(valueOf(typed, inside))) return []
  const range = typed.range ?? around
  switch (typed.op) {
    case 'column':
      return [{ code: 'figure', range, scope: typed.scope, metricId: typed.metricId }]
    case 'payload':
      return [{ code: 'payload', range, field: typed.field }]
    case 'window': {
      const metricIds = distinct(metricsIn(typed))
      return [
        {
          code: 'window',
          range,
          metricIds,
          days: daysNeeded(typed),
          closedDays: inside.closedDays,
        },
      ]
    }
    case 'aggregate':
      return [{ code: 'set', range, metricIds: distinct(metricsIn(typed)) }]
    case 'conditional': {
      const condition = valueOf(typed.condition, inside)
      const taken = condition === 1 ? typed.whenTrue : typed.whenFalse
      return missingIn(Number.isNaN(condition) ? typed.condition : taken, range, inside)
    }
    default: {
      const reasons = partsOf(typed).flatMap((part) => missingIn(part, range, inside))
      return reasons.length > 0 ? reasons : [{ code: 'notFinite', range }]
    }
  }
}

/** Closed days without which a window has no value. */
function daysNeeded({ name, days, offsetDays }: Typed & { op: 'window' }): number {
  const { form, reach } = windowFunctions[name]
  return form === 'streak' ? 1 : reach(days) + offsetDays + 1
}

function valueOf(typed: Typed, { values }: Inside): number {
  const value = values.get(typed)
  if (value === undefined) throw new Error(`the interpreter did not tell the value of ${typed.op}`)
  return value
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** Each once, by content. */
function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
