/** Building syntax trees by hand; their ranges mean nothing. */
import type { BinaryOperator, Expression } from '../../packages/rules/src/language/ast.ts'

export const range = { start: 0, end: 0 }

export const name = (id: string): Expression => ({ kind: 'name', range, name: id })
export const string = (value: string): Expression => ({ kind: 'string', range, value })
export const days = (count: number): Expression => ({ kind: 'duration', range, days: count })
export const member = (object: Expression, id: string): Expression => ({
  kind: 'member',
  range,
  object,
  name: id,
  nameRange: range,
})
export const call = (called: string, args: readonly Expression[]): Expression => ({
  kind: 'call',
  range,
  name: called,
  nameRange: range,
  args,
  named: [],
})
export const method = (receiver: Expression, called: string, argument: Expression): Expression => ({
  kind: 'call',
  range,
  name: called,
  nameRange: range,
  receiver,
  args: [argument],
  named: [],
})
export const option = (id: string, value: Expression) => ({ name: id, range, value })
export const binary = (
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): Expression => ({
  kind: 'binary',
  range,
  operator,
  operatorRange: range,
  left,
  right,
})
export const conditional = (
  condition: Expression,
  whenTrue: Expression,
  whenFalse: Expression,
): Expression => ({ kind: 'conditional', range, condition, whenTrue, whenFalse })

/** The tree without its ranges and with sorted keys, to compare trees of different texts. */
export function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/^(range|nameRange|operatorRange)$/.test(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, withoutRanges(inner)]),
  )
}
