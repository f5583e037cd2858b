/** What a row of the condition builder offers, by what stands on its left. */
import {
  checkExpression,
  parameterRef,
  rowOperators,
  type ConditionRow,
  type ExpressionContext,
  type RowOperator,
  type Unit,
} from '@sandtable/rules'

/** What the left side of a row is, as far as the builder cares. */
export type LeftKind =
  | { readonly kind: 'number'; readonly unit: Unit }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'bool' }
  | { readonly kind: 'id' }
  /** Not readable yet. */
  | { readonly kind: 'other' }

export function leftKindOf(left: string, context: ExpressionContext): LeftKind {
  if (/(?:^|\.)id$/.test(left)) return { kind: 'id' }
  const { type } = checkExpression(left, context, { base: 'any' })
  switch (type?.base) {
    case 'number':
      return { kind: 'number', unit: type.unit }
    case 'enum':
      return { kind: 'enum', values: type.values }
    case 'bool':
      return { kind: 'bool' }
    default:
      return { kind: 'other' }
  }
}

const presence = ['isThere', 'isMissing'] as const satisfies readonly RowOperator[]
const operatorsByKind = {
  number: ['<', '<=', '>', '>=', '==', '!=', ...presence],
  enum: ['==', '!=', 'in', 'startsWith', 'contains', ...presence],
  bool: ['isTrue', 'isFalse', ...presence],
  id: ['==', '!=', 'in', 'startsWith', 'contains'],
  other: ['<', '<=', '>', '>=', '==', '!='],
} as const satisfies Record<LeftKind['kind'], readonly RowOperator[]>

/** The comparisons of a left side; one that is there stays on offer, so that it can be seen. */
export function operatorsFor(left: LeftKind, current: RowOperator): readonly RowOperator[] {
  const offered: readonly RowOperator[] = operatorsByKind[left.kind]
  return offered.includes(current) ? offered : [current, ...offered]
}

/** A right side to begin with. */
function firstRight(left: LeftKind, operator: RowOperator): string {
  if (!rowOperators[operator].hasRight) return ''
  const text = left.kind === 'enum' ? JSON.stringify(left.values[0] ?? '') : '""'
  if (operator === 'in') return left.kind === 'number' ? '[0]' : `[${text}]`
  return left.kind === 'number' || left.kind === 'other' ? '0' : text
}

/** A row for another figure: comparison and value stay where they fit it. */
export function withLeft(
  row: ConditionRow,
  left: string,
  context: ExpressionContext,
): ConditionRow {
  const before = leftKindOf(row.left, context)
  const now = leftKindOf(left, context)
  const isAlike =
    before.kind === now.kind &&
    (before.kind !== 'number' || now.kind !== 'number' || before.unit === now.unit) &&
    now.kind !== 'enum'
  if (isAlike) return { ...row, left }
  const operator = operatorsByKind[now.kind][0]
  return { left, operator, right: firstRight(now, operator) }
}

/** A row with another comparison; a value that cannot stay gives way to one to begin with. */
export function withOperator(
  row: ConditionRow,
  operator: RowOperator,
  context: ExpressionContext,
): ConditionRow {
  const isList = (each: RowOperator) => each === 'in'
  const staysRight =
    rowOperators[operator].hasRight &&
    rowOperators[row.operator].hasRight &&
    isList(operator) === isList(row.operator)
  const right = staysRight ? row.right : firstRight(leftKindOf(row.left, context), operator)
  return { ...row, operator, right }
}

/** How the right side is shown: a number, a value of the enum, a text in quotes, a parameter, or written out. */
export type RightKind =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'written' }

export function rightKindOf(row: ConditionRow, left: LeftKind): RightKind {
  const name = parameterRef(row.right)
  if (name !== undefined) return { kind: 'parameter', name }
  if (left.kind === 'number' && row.operator !== 'in' && /^-?\d+(?:\.\d+)?$/.test(row.right))
    return { kind: 'number', value: Number(row.right) }
  const text = textInQuotes(row.right)
  if (text === undefined || row.operator === 'in') return { kind: 'written' }
  if (left.kind === 'enum' && (row.operator === '==' || row.operator === '!='))
    return { kind: 'value', value: text }
  return left.kind === 'enum' || left.kind === 'id'
    ? { kind: 'text', value: text }
    : { kind: 'written' }
}

function textInQuotes(text: string): string | undefined {
  if (!/^"(?:[^"\\\n]|\\["\\n])*"$/.test(text)) return undefined
  return JSON.parse(text) as string
}

/** Digits as the language reads them: no exponent. */
export function numberText(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
}
