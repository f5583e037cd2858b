/**
 * An oracle for the vectorised closures: a plain recursive evaluation of one entity, written from SPEC.md and
 * without any code of the evaluator. Missing is undefined.
 */
import type { Typed } from '../../packages/rules/src/language/typed.ts'

type Value = number | undefined
/** Reads a metric of the entity (or of its parent) as of `daysAgo`. */
export type Read = (metricId: string, daysAgo: number) => Value

const finite = (value: number): Value => (Number.isFinite(value) ? value : undefined)

export function interpret(typed: Typed, read: Read, daysAgo = 0): Value {
  const go = (node: Typed): Value => interpret(node, read, daysAgo)
  switch (typed.op) {
    case 'constant':
      return typed.value
    case 'column':
      return read(typed.metricId, daysAgo)
    case 'has':
      return go(typed.operand) === undefined ? 0 : 1
    case 'orValue':
      return go(typed.operand) ?? go(typed.fallback)
    case 'not': {
      const value = go(typed.operand)
      return value === undefined ? undefined : value === 1 ? 0 : 1
    }
    case 'and':
    case 'or': {
      const decisive = typed.op === 'and' ? 0 : 1
      const sides = [go(typed.left), go(typed.right)]
      if (sides.includes(decisive)) return decisive
      return sides.includes(undefined) ? undefined : 1 - decisive
    }
    case 'oneOf': {
      const value = go(typed.operand)
      return value === undefined
        ? undefined
        : typed.values.some((member) => member === value)
          ? 1
          : 0
    }
    case 'conditional': {
      const test = go(typed.condition)
      return test === undefined ? undefined : test === 1 ? go(typed.whenTrue) : go(typed.whenFalse)
    }
    case 'arithmetic':
    case 'compare': {
      const left = go(typed.left)
      const right = go(typed.right)
      if (left === undefined || right === undefined) return undefined
      if (typed.op === 'compare') return Number(compare(typed.operator, left, right))
      if (typed.operator === '+') return finite(left + right)
      if (typed.operator === '-') return finite(left - right)
      return finite(typed.operator === '*' ? left * right : left / right)
    }
    case 'scalar': {
      const args = typed.args.map(go)
      if (args.includes(undefined)) return undefined
      return scalar(typed.name, args as number[])
    }
    case 'window': {
      if (typed.name === 'lag') return interpret(typed.operand, read, daysAgo + typed.days)
      const values = Array.from({ length: typed.days }, (_, back) =>
        interpret(typed.operand, read, daysAgo + typed.offsetDays + back),
      )
      if (values.includes(undefined)) return undefined
      const numbers = (values as number[]).toReversed()
      const total = numbers.reduce((sum, value) => sum + value, 0)
      if (typed.name === 'sum') return finite(total)
      if (typed.name === 'mean') return finite(total / typed.days)
      return typed.name === 'min' ? Math.min(...numbers) : Math.max(...numbers)
    }
  }
}

function compare(operator: string, left: number, right: number): boolean {
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (operator === '<') return left < right
  if (operator === '<=') return !(right < left)
  return operator === '>' ? right < left : !(left < right)
}

function scalar(name: string, args: readonly number[]): number {
  const [x, low, high] = args as [number, number, number]
  if (name === 'abs') return x < 0 ? -x : x
  if (name === 'floor') return Math.floor(x)
  if (name === 'ceil') return -Math.floor(-x)
  if (name === 'round') return Math.floor(x + 0.5)
  if (name === 'clamp') return (x < low ? low : x) > high ? high : x < low ? low : x
  const sorted = args.toSorted((a, b) => a - b)
  return name === 'min' ? sorted[0]! : sorted.at(-1)!
}
