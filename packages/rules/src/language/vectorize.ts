/**
 * Typed expression → closures over columns: one call evaluates an expression for every entity of a scope.
 * No code generation. Buffers are allocated once per binding and reused by every evaluation.
 */
import type { Entities, ScopeId, Snapshot } from '../shop.ts'
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import { scalarFunctions, windowFunctions } from './functions.ts'
import type { Typed } from './typed.ts'

/**
 * Evaluates on a snapshot: on the figures of the review, or, inside a window, on those at the close of a day
 * (`daysAgo` 0 is the newest closed one). The result is reused by the next call: copy what must last.
 */
export type Column = (snapshot: Snapshot, daysAgo?: number) => Float64Array

const arithmetic: Record<ArithmeticOperator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
}
const comparison: Record<ComparisonOperator, (left: number, right: number) => boolean> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
}

/** Only finite numbers exist: what would be infinite, such as x / 0, is missing (SPEC L2). */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN
}

/** Binds a typed expression to the entities of its scope. */
export function bindColumn(typed: Typed, entities: Entities): Column {
  const size = entities.ids.length
  const out = new Float64Array(size)
  switch (typed.op) {
    case 'constant':
      out.fill(typed.value)
      return () => out
    case 'column':
      return bindMetric(typed.scope, typed.metricId, entities, out)
    case 'arithmetic': {
      const compute = arithmetic[typed.operator]
      return bindBinary(typed, entities, (left, right) => finiteOrMissing(compute(left, right)))
    }
    case 'compare': {
      const compare = comparison[typed.operator]
      return bindBinary(typed, entities, (left, right) =>
        left !== left || right !== right ? Number.NaN : compare(left, right) ? 1 : 0,
      )
    }
    case 'and':
      return bindBinary(typed, entities, (left, right) =>
        left === 0 || right === 0 ? 0 : left === 1 && right === 1 ? 1 : Number.NaN,
      )
    case 'or':
      return bindBinary(typed, entities, (left, right) =>
        left === 1 || right === 1 ? 1 : left === 0 && right === 0 ? 0 : Number.NaN,
      )
    case 'not':
      return bindUnary(typed.operand, entities, (value) => 1 - value)
    case 'has':
      return bindUnary(typed.operand, entities, (value) => (value === value ? 1 : 0))
    case 'oneOf': {
      const { values } = typed
      return bindUnary(typed.operand, entities, (value) =>
        value !== value ? Number.NaN : values.includes(value) ? 1 : 0,
      )
    }
    case 'orValue':
      return bindBinary(
        { left: typed.operand, right: typed.fallback },
        entities,
        (value, fallback) => (value === value ? value : fallback),
      )
    case 'conditional': {
      const condition = bindColumn(typed.condition, entities)
      const whenTrue = bindColumn(typed.whenTrue, entities)
      const whenFalse = bindColumn(typed.whenFalse, entities)
      return (snapshot, daysAgo) => {
        const tests = condition(snapshot, daysAgo)
        const yes = whenTrue(snapshot, daysAgo)
        const no = whenFalse(snapshot, daysAgo)
        for (let i = 0; i < size; i++) {
          out[i] = tests[i] === 1 ? yes[i]! : tests[i] === 0 ? no[i]! : Number.NaN
        }
        return out
      }
    }
    case 'scalar':
      return bindScalar(typed, entities, out)
    case 'window':
      return bindWindow(typed, entities, out)
  }
}

function bindMetric(
  scope: ScopeId,
  metricId: string,
  entities: Entities,
  out: Float64Array,
): Column {
  const missing = new Float64Array(out.length).fill(Number.NaN)
  const read = (snapshot: Snapshot, daysAgo: number | undefined) =>
    daysAgo === undefined
      ? snapshot.now(scope, metricId)
      : snapshot.atClose(scope, metricId, daysAgo)
  if (scope === entities.scope) return (snapshot, daysAgo) => read(snapshot, daysAgo) ?? missing
  const parents = entities.parents[scope]
  if (parents === undefined) throw new Error(`the shop has no ${scope} of ${entities.scope}`)
  return (snapshot, daysAgo) => {
    const column = read(snapshot, daysAgo)
    if (column === undefined) return missing
    for (let i = 0; i < out.length; i++) out[i] = column[parents[i]!]!
    return out
  }
}

function bindUnary(operand: Typed, entities: Entities, apply: (value: number) => number): Column {
  const evaluate = bindColumn(operand, entities)
  const out = new Float64Array(entities.ids.length)
  return (snapshot, daysAgo) => {
    const values = evaluate(snapshot, daysAgo)
    for (let i = 0; i < out.length; i++) out[i] = apply(values[i]!)
    return out
  }
}

function bindBinary(
  sides: { readonly left: Typed; readonly right: Typed },
  entities: Entities,
  apply: (left: number, right: number) => number,
): Column {
  const evaluateLeft = bindColumn(sides.left, entities)
  const evaluateRight = bindColumn(sides.right, entities)
  const out = new Float64Array(entities.ids.length)
  return (snapshot, daysAgo) => {
    const left = evaluateLeft(snapshot, daysAgo)
    const right = evaluateRight(snapshot, daysAgo)
    for (let i = 0; i < out.length; i++) out[i] = apply(left[i]!, right[i]!)
    return out
  }
}

function bindScalar(
  typed: Typed & { op: 'scalar' },
  entities: Entities,
  out: Float64Array,
): Column {
  const apply: (...values: number[]) => number = scalarFunctions[typed.name].apply
  const columns = typed.args.map((argument) => bindColumn(argument, entities))
  return (snapshot, daysAgo) => {
    const args = columns.map((column) => column(snapshot, daysAgo))
    for (let i = 0; i < out.length; i++) out[i] = apply(...args.map((values) => values[i]!))
    return out
  }
}

/**
 * Folds the days from the oldest to the newest, so that the order of additions never depends on storage.
 * A window that reaches behind the first closed day is missing, whatever its expression makes of it.
 */
function bindWindow(
  typed: Typed & { op: 'window' },
  entities: Entities,
  out: Float64Array,
): Column {
  const { name, days, offsetDays } = typed
  const operand = bindColumn(typed.operand, entities)
  const missing = new Float64Array(out.length).fill(Number.NaN)
  if (name === 'lag') {
    return (snapshot) => (days < snapshot.closedDays ? operand(snapshot, days) : missing)
  }
  const { start, add, end } = windowFunctions[name]
  return (snapshot) => {
    if (offsetDays + days > snapshot.closedDays) return missing
    out.fill(start)
    for (let back = days - 1; back >= 0; back--) {
      const values = operand(snapshot, offsetDays + back)
      for (let i = 0; i < out.length; i++) out[i] = add(out[i]!, values[i]!)
    }
    for (let i = 0; i < out.length; i++) out[i] = finiteOrMissing(end(out[i]!, days))
    return out
  }
}
