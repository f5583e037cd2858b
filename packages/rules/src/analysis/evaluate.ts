/** The value of an expression when its figures are given: windows, aggregates and ids are figures here. */
import { scalarFunctions } from '../language/functions.ts'
import type { Typed } from '../language/typed.ts'
import { codeOfId, figureKey } from './expressions.ts'
import type { Formula } from './formula.ts'
import type { Polynomial } from './polynomial.ts'
import { contains } from './valueSet.ts'

/** Values by the key of the figure; NaN, or absent, is missing. */
export type Valuation = ReadonlyMap<string, number>

const missing = Number.NaN

/** Bools as 0 and 1, NaN is missing. */
export function evaluate(typed: Typed, figures: Valuation): number {
  const of = (part: Typed): number => evaluate(part, figures)
  switch (typed.op) {
    case 'constant':
      return typed.value
    case 'column':
    case 'payload':
    case 'window':
    case 'aggregate':
      return figures.get(figureKey(typed)) ?? missing
    case 'idTest': {
      const code = figures.get(figureKey(typed)) ?? 0
      return typed.test === 'equals' ? Number(typed.values.map(codeOfId).includes(code)) : code
    }
    case 'arithmetic':
      return arithmetic(typed.operator, of(typed.left), of(typed.right))
    case 'compare':
      return compared(typed.operator, of(typed.left), of(typed.right))
    case 'oneOf': {
      const value = of(typed.operand)
      return Number.isNaN(value) ? missing : Number(typed.values.includes(value))
    }
    case 'and':
      return decided(of(typed.left), of(typed.right), 0)
    case 'or':
      return decided(of(typed.left), of(typed.right), 1)
    case 'not':
      return 1 - of(typed.operand)
    case 'has':
      return Number(!Number.isNaN(of(typed.operand)))
    case 'orValue': {
      const value = of(typed.operand)
      return Number.isNaN(value) ? of(typed.fallback) : value
    }
    case 'conditional': {
      const condition = of(typed.condition)
      if (Number.isNaN(condition)) return missing
      return of(condition === 1 ? typed.whenTrue : typed.whenFalse)
    }
    case 'scalar': {
      const { apply }: { apply: (...values: number[]) => number } = scalarFunctions[typed.name]
      return apply(...typed.args.map(of))
    }
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  const value =
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : left / right
  return Number.isFinite(value) ? value : missing
}

function compared(operator: string, left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return missing
  switch (operator) {
    case '<':
      return Number(left < right)
    case '<=':
      return Number(left <= right)
    case '>':
      return Number(left > right)
    case '>=':
      return Number(left >= right)
    default:
      return Number((operator === '==') === (left === right))
  }
}

/** `&&` and `||`: one side with the decisive value decides, otherwise both are needed. */
function decided(left: number, right: number, decisive: 0 | 1): number {
  if (left === decisive || right === decisive) return decisive
  return Number.isNaN(left) || Number.isNaN(right) ? missing : 1 - decisive
}

export function valueOfPolynomial({ constant, terms }: Polynomial, figures: Valuation): number {
  let sum = constant
  for (const { coefficient, factors } of terms.values())
    sum += factors.reduce((product, leaf) => product * evaluate(leaf.typed, figures), coefficient)
  return sum
}

/** True when the formula certainly holds for these figures. */
export function holds(formula: Formula, figures: Valuation): boolean {
  switch (formula.op) {
    case 'true':
      return true
    case 'false':
    case 'unknown':
      return false
    case 'and':
      return formula.parts.every((part) => holds(part, figures))
    case 'or':
      return formula.parts.some((part) => holds(part, figures))
    case 'in':
      return contains(formula.set, valueOfPolynomial(formula.form.polynomial, figures))
    case 'present':
    case 'missing':
      return Number.isNaN(evaluate(formula.leaf.typed, figures)) === (formula.op === 'missing')
  }
}
