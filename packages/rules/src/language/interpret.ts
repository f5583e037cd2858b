/**
 * One expression for one entity, written for explanation and not for speed: every sub-expression's value can
 * be told. Gives the same bits as the columns (a differential test says so).
 */
import type { Shop, Snapshot } from '../shop.ts'
import type { ScopeId } from '../scopes.ts'
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import { aggregateFunctions, scalarFunctions, textTests, windowFunctions } from './functions.ts'
import type { Typed } from './typed.ts'

/** Whose figures are read, and when. */
export interface Row {
  readonly shop: Shop
  readonly snapshot: Snapshot
  readonly scope: ScopeId
  readonly entity: number
  /** Inside a window: figures at the close of a day, 0 being the newest closed one. Absent: at the review. */
  readonly daysAgo?: number
  /** Values of the event's payload. */
  readonly payload?: Readonly<Record<string, number>>
}
/** Told of the value of every sub-expression outside windows and aggregates, inner ones first. */
export type Trace = (typed: Typed, value: number) => void

const missing = Number.NaN

/** The value for one entity; bools as 0 and 1, NaN is missing. */
export function interpret(typed: Typed, row: Row, trace?: Trace): number {
  const value = valueOf(typed, row, (part) => interpret(part, row, trace))
  trace?.(typed, value)
  return value
}

/** `of` gives the value of a sub-expression for the same row. */
function valueOf(typed: Typed, row: Row, of: (part: Typed) => number): number {
  switch (typed.op) {
    case 'constant':
      return typed.value
    case 'column':
      return figureOf(typed, row)
    case 'payload':
      return row.payload?.[typed.field] ?? missing
    case 'arithmetic':
      return finiteOrMissing(compute(typed.operator, of(typed.left), of(typed.right)))
    case 'compare': {
      const left = of(typed.left)
      const right = of(typed.right)
      return isMissing(left) || isMissing(right)
        ? missing
        : Number(compare(typed.operator, left, right))
    }
    case 'and':
      return kleene(of(typed.left), of(typed.right), 0)
    case 'or':
      return kleene(of(typed.left), of(typed.right), 1)
    case 'not':
      return 1 - of(typed.operand)
    case 'has':
      return isMissing(of(typed.operand)) ? 0 : 1
    case 'orValue': {
      const value = of(typed.operand)
      const fallback = of(typed.fallback)
      return isMissing(value) ? fallback : value
    }
    case 'oneOf': {
      const value = of(typed.operand)
      return isMissing(value) ? missing : Number(typed.values.includes(value))
    }
    case 'idTest':
      return Number(passesIdTest(typed, row))
    case 'conditional': {
      const condition = of(typed.condition)
      const whenTrue = of(typed.whenTrue)
      const whenFalse = of(typed.whenFalse)
      return isMissing(condition) ? missing : condition === 1 ? whenTrue : whenFalse
    }
    case 'scalar': {
      const { apply }: { apply: (...values: number[]) => number } = scalarFunctions[typed.name]
      return apply(...typed.args.map(of))
    }
    case 'window':
      return windowValue(typed, row)
    case 'aggregate':
      return aggregateValue(typed, row)
  }
}

function isMissing(value: number): boolean {
  return Number.isNaN(value)
}

/** Only finite numbers exist: what would be infinite, such as x / 0, is missing (SPEC L2). */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : missing
}

function compute(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
  }
}

function compare(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '==':
      return left === right
    case '!=':
      return left !== right
  }
}

/** `decisive` on one side is the result whatever the other: 0 for and, 1 for or (SPEC L4). */
function kleene(left: number, right: number, decisive: 0 | 1): number {
  if (left === decisive || right === decisive) return decisive
  return isMissing(left) || isMissing(right) ? missing : 1 - decisive
}

/** Index of the entity of a scope that the row is, or belongs to. */
function entityOf(scope: ScopeId, { shop, scope: own, entity }: Row): number {
  if (scope === own) return entity
  const parents = shop.entities(own).parents[scope]
  if (parents === undefined) throw new Error(`the shop has no ${scope} of ${own}`)
  return parents[entity]!
}

function figureOf({ scope, metricId }: Typed & { op: 'column' }, row: Row): number {
  const { snapshot, daysAgo } = row
  const column =
    daysAgo === undefined
      ? snapshot.now(scope, metricId)
      : snapshot.atClose(scope, metricId, daysAgo)
  return column === undefined ? missing : column[entityOf(scope, row)]!
}

function passesIdTest({ scope, test, values }: Typed & { op: 'idTest' }, row: Row): boolean {
  const id = row.shop.entities(scope).ids[entityOf(scope, row)]!
  return test === 'equals'
    ? values.includes(id)
    : values.some((value) => textTests[test].holds(id, value))
}

/** SPEC W. Days behind the first closed one do not exist: they are missing whatever the expression makes of it. */
function windowValue(typed: Typed & { op: 'window' }, row: Row): number {
  const { name, operand, days, offsetDays } = typed
  const declaration = windowFunctions[name]
  const closeOf = (daysAgo: number) =>
    daysAgo < row.snapshot.closedDays ? interpret(operand, { ...row, daysAgo }) : missing
  if (declaration.form === 'day') return closeOf(days)
  if (declaration.form === 'streak') return streakOf(closeOf, days, declaration.continues)

  const oldestFirst = Array.from({ length: declaration.reach(days) + 1 }, (_, index) =>
    closeOf(offsetDays + declaration.reach(days) - index),
  )
  const samples = oldestFirst.slice(0, days).filter((value) => !isMissing(value)).length
  const isEnough =
    typed.minSamples === undefined ? !oldestFirst.some(isMissing) : samples >= typed.minSamples
  if (!isEnough) return missing
  if (declaration.form === 'series') return finiteOrMissing(declaration.of(oldestFirst))
  const { start, add, end } = declaration
  const present = oldestFirst.filter((value) => !isMissing(value))
  return finiteOrMissing(end(present.reduce(add, start), samples))
}

/** SPEC W8: steps in a row, ending at the newest closed day. */
function streakOf(
  closeOf: (daysAgo: number) => number,
  mostSteps: number,
  continues: (newer: number, older: number) => boolean,
): number {
  let newer = closeOf(0)
  if (isMissing(newer)) return missing
  for (let steps = 0; steps < mostSteps; steps++) {
    const older = closeOf(steps + 1)
    // never true of a missing one
    if (!continues(newer, older)) return steps
    newer = older
  }
  return mostSteps
}

/** SPEC L8: members in entity order, those with a missing operand left out. */
function aggregateValue(typed: Typed & { op: 'aggregate' }, row: Row): number {
  const { name, scope, of, operand } = typed
  const { start, add, end, ofNone } = aggregateFunctions[name]
  const owner = entityOf(of, row)
  const members = [...row.shop.entities(scope).ids.keys()].filter(
    (entity) => entityOf(of, { ...row, scope, entity }) === owner,
  )
  if (members.length === 0) return ofNone
  const values = members
    .map((entity) => interpret(operand, { ...row, scope, entity }))
    .filter((value) => !isMissing(value))
  return values.length === 0
    ? missing
    : finiteOrMissing(end(values.reduce(add, start), values.length))
}
