/** Bounds of a number expression, from the bounds of the figures in it: sound, and often wide. */
import { maxStreakDays } from '../language/functions.ts'
import type { Typed } from '../language/typed.ts'
import {
  everyNumber,
  hull,
  interval,
  inverseOf,
  productOf,
  scaled,
  sumOf,
  type Interval,
  type ValueSet,
} from './valueSet.ts'

type DomainOf = (figure: Typed & { op: 'column' | 'payload' }) => ValueSet

/** Bounds of the value of an expression, where it is not missing; bools are 0 and 1. */
export function rangeOf(typed: Typed, domainOf: DomainOf): Interval {
  const range = (part: Typed): Interval => rangeOf(part, domainOf)
  switch (typed.op) {
    case 'constant':
      return Number.isNaN(typed.value) ? everyNumber : interval(typed.value, typed.value)
    case 'column':
    case 'payload':
      return hull(domainOf(typed))
    case 'arithmetic':
      return arithmeticRange(typed.operator, range(typed.left), range(typed.right))
    case 'orValue':
      return around(range(typed.operand), range(typed.fallback))
    case 'conditional':
      return around(range(typed.whenTrue), range(typed.whenFalse))
    case 'scalar':
      return scalarRange(typed.name, typed.args.map(range))
    case 'window':
      return windowRange(typed, range(typed.operand))
    case 'aggregate':
      return aggregateRange(typed, range(typed.operand))
    default:
      return interval(0, 1)
  }
}

/** The smallest interval around both. */
function around(a: Interval, b: Interval): Interval {
  const low = Math.min(a.low, b.low)
  const high = Math.max(a.high, b.high)
  return interval(
    low,
    high,
    (a.low !== low || a.isLowOpen) && (b.low !== low || b.isLowOpen),
    (a.high !== high || a.isHighOpen) && (b.high !== high || b.isHighOpen),
  )
}

function arithmeticRange(operator: '+' | '-' | '*' | '/', a: Interval, b: Interval): Interval {
  switch (operator) {
    case '+':
      return sumOf(a, b)
    case '-':
      return sumOf(a, scaled(b, -1))
    case '*':
      return productOf(a, b)
    case '/':
      return productOf(a, inverseOf(b))
  }
}

function scalarRange(name: string, args: readonly Interval[]): Interval {
  const lows = args.map(({ low }) => low)
  const highs = args.map(({ high }) => high)
  switch (name) {
    case 'abs': {
      const [only] = args as [Interval]
      const most = Math.max(Math.abs(only.low), Math.abs(only.high))
      return interval(only.low > 0 ? only.low : only.high < 0 ? -only.high : 0, most)
    }
    case 'min':
      return interval(Math.min(...lows), Math.min(...highs))
    case 'max':
      return interval(Math.max(...lows), Math.max(...highs))
    case 'clamp':
      // min(max(x, low), high)
      return interval(
        Math.min(Math.max(lows[0]!, lows[1]!), lows[2]!),
        Math.min(Math.max(highs[0]!, highs[1]!), highs[2]!),
      )
    default:
      // floor, ceil and round stay within the whole numbers around
      return interval(Math.floor(lows[0]!), Math.ceil(highs[0]!))
  }
}

function windowRange({ name, days }: Typed & { op: 'window' }, operand: Interval): Interval {
  const { low, high } = operand
  switch (name) {
    case 'sum':
      // days may be left out (`minSamples`)
      return interval(Math.min(low, low * days), Math.max(high, high * days))
    case 'mean':
    case 'min':
    case 'max':
    case 'ewma':
    case 'lag':
      return interval(low, high)
    case 'count':
      return interval(0, days)
    case 'falling':
    case 'rising':
      return interval(0, maxStreakDays)
    default:
      return everyNumber
  }
}

function aggregateRange({ name }: Typed & { op: 'aggregate' }, operand: Interval): Interval {
  switch (name) {
    case 'sum':
      // there may be no members
      return interval(operand.low < 0 ? -Infinity : 0, operand.high > 0 ? Infinity : 0)
    case 'count':
      return interval(0, Infinity)
    default:
      return interval(operand.low, operand.high)
  }
}
