/**
 * Which way an expression goes when a figure rises: the sign of the dependence, from comparison directions and
 * arithmetic. A condition goes up when it becomes true more easily.
 */
import type { Typed } from '../language/typed.ts'
import { partsOf } from './expressions.ts'
import type { Interval } from './valueSet.ts'

/** `none`: does not depend on it. `unclear`: may go either way. */
export type Direction = 'none' | 'up' | 'down' | 'unclear'

export interface DirectionQuestion {
  /** The figure that rises. */
  readonly isFigure: (column: Typed & { op: 'column' }) => boolean
  /** Bounds of an expression. */
  readonly rangeOf: (typed: Typed) => Interval
}

export function opposite(direction: Direction): Direction {
  if (direction === 'up') return 'down'
  return direction === 'down' ? 'up' : direction
}

function joined(...directions: readonly Direction[]): Direction {
  const moving = [...new Set(directions)].filter((direction) => direction !== 'none')
  if (moving.length === 0) return 'none'
  return moving.length === 1 ? moving[0]! : 'unclear'
}

/** What an expression does, at once, when the figure rises. */
export function directionOf(typed: Typed, question: DirectionQuestion): Direction {
  const of = (part: Typed): Direction => directionOf(part, question)
  switch (typed.op) {
    case 'column':
      return question.isFigure(typed) ? 'up' : 'none'
    case 'arithmetic':
      return arithmeticDirection(typed, question)
    case 'compare':
      return comparisonDirection(typed, question)
    case 'and':
    case 'or':
      return joined(of(typed.left), of(typed.right))
    case 'not':
      return opposite(of(typed.operand))
    case 'orValue':
      return joined(of(typed.operand), of(typed.fallback))
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = typed
      return of(condition) === 'none'
        ? joined(of(whenTrue), of(whenFalse))
        : unclearIfAny(typed, of)
    }
    case 'scalar':
      return typed.name === 'abs' ? unclearIfAny(typed, of) : joined(...typed.args.map(of))
    case 'aggregate':
      return of(typed.operand)
    case 'window':
      return windowDirection(typed, of)
    default:
      return unclearIfAny(typed, of)
  }
}

function unclearIfAny(typed: Typed, of: (part: Typed) => Direction): Direction {
  return partsOf(typed).every((part) => of(part) === 'none') ? 'none' : 'unclear'
}

function windowDirection(
  { name, operand, offsetDays }: Typed & { op: 'window' },
  of: (part: Typed) => Direction,
): Direction {
  // past days do not change any more
  if (name === 'lag' || offsetDays > 0) return 'none'
  const isMonotone = ['sum', 'mean', 'min', 'max', 'count', 'ewma'].includes(name)
  const direction = of(operand)
  return isMonotone || direction === 'none' ? direction : 'unclear'
}

/** A direction times a factor within these bounds. */
function times(direction: Direction, { low, high }: Interval): Direction {
  if (low >= 0) return direction
  return high <= 0 ? opposite(direction) : direction === 'none' ? 'none' : 'unclear'
}

function arithmeticDirection(
  { operator, left, right }: Typed & { op: 'arithmetic' },
  question: DirectionQuestion,
): Direction {
  const [a, b] = [directionOf(left, question), directionOf(right, question)]
  const { rangeOf } = question
  switch (operator) {
    case '+':
      return joined(a, b)
    case '-':
      return joined(a, opposite(b))
    case '*':
      return joined(times(a, rangeOf(right)), times(b, rangeOf(left)))
    case '/': {
      const divisor = rangeOf(right)
      const isSigned = divisor.low < 0 && divisor.high > 0
      if (b !== 'none' && isSigned) return 'unclear'
      return joined(times(a, divisor), times(opposite(b), rangeOf(left)))
    }
  }
}

function comparisonDirection(
  { operator, left, right }: Typed & { op: 'compare' },
  question: DirectionQuestion,
): Direction {
  const difference = joined(directionOf(left, question), opposite(directionOf(right, question)))
  if (difference === 'none') return 'none'
  switch (operator) {
    case '>':
    case '>=':
      return difference
    case '<':
    case '<=':
      return opposite(difference)
    default: {
      // equal to its least value is the same as not above it
      const range = question.rangeOf({ op: 'arithmetic', operator: '-', left, right })
      const equals =
        range.low === 0 ? opposite(difference) : range.high === 0 ? difference : 'unclear'
      return operator === '==' ? equals : opposite(equals)
    }
  }
}
