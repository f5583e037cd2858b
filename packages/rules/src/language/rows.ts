/**
 * The structured builder: a condition as rows, all or any of which must hold. A view of the same syntax tree;
 * a condition that does not fit is edited as text.
 */
import type { Text } from '../text.ts'
import type { ComparisonOperator, Expression } from './ast.ts'
import { checkExpression, type ExpressionContext } from './checkExpression.ts'
import { formatExpression } from './formatExpression.ts'
import { parseExpression } from './parseExpression.ts'

/** What a row tests; `hasRight` is false where the left side says it all. */
export const rowOperators = {
  '<': { label: { en: 'is below', zh: '小于' }, hasRight: true },
  '<=': { label: { en: 'is at most', zh: '至多' }, hasRight: true },
  '>': { label: { en: 'is above', zh: '大于' }, hasRight: true },
  '>=': { label: { en: 'is at least', zh: '至少' }, hasRight: true },
  '==': { label: { en: 'is', zh: '等于' }, hasRight: true },
  '!=': { label: { en: 'is not', zh: '不等于' }, hasRight: true },
  in: { label: { en: 'is one of', zh: '属于' }, hasRight: true },
  startsWith: { label: { en: 'starts with', zh: '开头是' }, hasRight: true },
  contains: { label: { en: 'contains', zh: '包含' }, hasRight: true },
  isTrue: { label: { en: 'is true', zh: '成立' }, hasRight: false },
  isFalse: { label: { en: 'is not true', zh: '不成立' }, hasRight: false },
  isThere: { label: { en: 'is there', zh: '有数据' }, hasRight: false },
  isMissing: { label: { en: 'is missing', zh: '缺失' }, hasRight: false },
} as const satisfies Record<string, { label: Text; hasRight: boolean }>
export type RowOperator = keyof typeof rowOperators

/** One test. `left` is the text of a figure or call; `right` is empty where the operator takes none. */
export interface ConditionRow {
  readonly left: string
  readonly operator: RowOperator
  readonly right: string
}
export interface ConditionRows {
  /** Whether every row must hold, or one of them. */
  readonly join: 'all' | 'any'
  readonly rows: readonly ConditionRow[]
}

/**
 * The rows of a condition; undefined when it does not fit: a mixture of && and ||, a test whose left side is
 * no figure or call, or a text that cannot be read. Texts with other problems have rows, to mend them there.
 */
export function rowsOf(text: string, context: ExpressionContext): ConditionRows | undefined {
  const { expression, problems, isTooDeep } = parseExpression(text)
  if (isTooDeep || problems.length > 0) return undefined
  const operator = expression.kind === 'binary' && expression.operator === '||' ? '||' : '&&'
  const rows = operandsOf(expression, operator).map((operand) => rowOf(operand, context))
  return rows.includes(undefined)
    ? undefined
    : { join: operator === '&&' ? 'all' : 'any', rows: rows as ConditionRow[] }
}

/** The text that rows stand for; sides that cannot be read yet stay as they are typed. */
export function textOf({ join, rows }: ConditionRows): string {
  return rows.map(textOfRow).join(join === 'all' ? ' && ' : ' || ')
}

/** `a && b && c` → a, b, c. Brackets on the right make one operand. */
function operandsOf(expression: Expression, operator: '&&' | '||'): readonly Expression[] {
  return expression.kind === 'binary' && expression.operator === operator
    ? [...operandsOf(expression.left, operator), expression.right]
    : [expression]
}

function rowOf(expression: Expression, context: ExpressionContext): ConditionRow | undefined {
  switch (expression.kind) {
    case 'binary':
      return rowOfComparison(expression)
    case 'unary':
      return expression.operator === '!'
        ? rowOfFigure(expression.operand, context, true)
        : undefined
    default:
      return rowOfFigure(expression, context, false)
  }
}

function rowOfComparison({
  operator,
  left,
  right,
}: Expression & { kind: 'binary' }): ConditionRow | undefined {
  if (!isFigure(left) || !isComparison(operator)) return undefined
  return { left: formatExpression(left), operator, right: formatExpression(right) }
}

function isComparison(operator: string): operator is ComparisonOperator | 'in' {
  return ['<', '<=', '>', '>=', '==', '!=', 'in'].includes(operator)
}

/** What a row may begin with. */
function isFigure({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'member' || kind === 'call'
}

/** A figure that is a condition by itself, `has(figure)`, or a test of a text. */
function rowOfFigure(
  expression: Expression,
  context: ExpressionContext,
  isNegated: boolean,
): ConditionRow | undefined {
  if (!isFigure(expression)) return undefined
  const row = rowOfCall(expression, isNegated)
  if (row !== undefined) return row
  const left = formatExpression(expression)
  const { issues } = checkExpression(left, context, { base: 'bool' })
  if (issues.some(({ code }) => code === 'wrongType')) return undefined
  return { left, operator: isNegated ? 'isFalse' : 'isTrue', right: '' }
}

/** The calls that have an operator of their own. */
function rowOfCall(expression: Expression, isNegated: boolean): ConditionRow | undefined {
  if (expression.kind !== 'call') return undefined
  const { name, receiver, args, named } = expression
  const [argument] = args
  if (argument === undefined || args.length > 1 || named.length > 0) return undefined
  if (name === 'has' && receiver === undefined && isFigure(argument)) {
    const operator = isNegated ? 'isMissing' : 'isThere'
    return { left: formatExpression(argument), operator, right: '' }
  }
  const isTextTest = name === 'startsWith' || name === 'contains'
  if (!isTextTest || isNegated || receiver === undefined || !isFigure(receiver)) return undefined
  const right = formatExpression(argument)
  return { left: formatExpression(receiver), operator: name, right }
}

function textOfRow({ left, operator, right }: ConditionRow): string {
  switch (operator) {
    case 'isTrue':
      return left
    case 'isFalse':
      return `!${left}`
    case 'isThere':
      return `has(${left})`
    case 'isMissing':
      return `!has(${left})`
    case 'startsWith':
    case 'contains':
      return `${left}.${operator}(${right})`
    default:
      return `${left} ${operator} ${bindsLooserThanComparison(right) ? `(${right})` : right}`
  }
}

function bindsLooserThanComparison(text: string): boolean {
  const { expression, problems } = parseExpression(text)
  if (problems.length > 0) return false
  return (
    expression.kind === 'conditional' ||
    (expression.kind === 'binary' && !['+', '-', '*', '/'].includes(expression.operator))
  )
}
