/** Syntax tree → canonical source text: one space around operators, as few brackets as CEL's grammar needs (SPEC L12). */
import type { BinaryOperator, Expression, NamedArgument } from './ast.ts'

/** How tightly operators bind, from loose to tight, as in the grammar (SPEC L3). */
const binding = {
  conditional: 0,
  or: 1,
  and: 2,
  relation: 3,
  sum: 4,
  product: 5,
  unary: 6,
  postfix: 7,
} as const

function bindingOfOperator(operator: BinaryOperator): number {
  switch (operator) {
    case '||':
      return binding.or
    case '&&':
      return binding.and
    case '+':
    case '-':
      return binding.sum
    case '*':
    case '/':
      return binding.product
    default:
      return binding.relation
  }
}

function bindingOf(expression: Expression): number {
  switch (expression.kind) {
    case 'conditional':
      return binding.conditional
    case 'binary':
      return bindingOfOperator(expression.operator)
    case 'unary':
      return binding.unary
    default:
      return binding.postfix
  }
}

/** The text that parses to the same tree; of a tree without broken parts. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value)
    case 'duration':
      return `${expression.days}d`
    case 'string':
      return `"${expression.value.replaceAll(/["\\\n]/g, String.raw`\$&`)}"`
    case 'boolean':
      return String(expression.value)
    case 'list':
      return `[${expression.items.map(formatExpression).join(', ')}]`
    case 'name':
      return expression.name
    case 'member':
      return `${formatWithin(expression.object, binding.postfix)}.${expression.name}`
    case 'call':
      return formatCall(expression)
    case 'unary':
      return expression.operator + formatWithin(expression.operand, binding.unary)
    case 'binary': {
      const { operator, left, right } = expression
      const level = bindingOfOperator(operator)
      // operators group from the left: an equally tight one on the right needs brackets
      return `${formatWithin(left, level)} ${operator} ${formatWithin(right, level + 1)}`
    }
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = expression
      const test = formatWithin(condition, binding.conditional + 1)
      // CEL wants brackets around a conditional in the middle
      const yes = formatWithin(whenTrue, binding.conditional + 1)
      return `${test} ? ${yes} : ${formatExpression(whenFalse)}`
    }
    case 'broken':
      throw new Error('a broken expression has no text')
  }
}

function formatCall({ name, receiver, args, named }: Expression & { kind: 'call' }): string {
  const object = receiver === undefined ? '' : `${formatWithin(receiver, binding.postfix)}.`
  const options = named.map(
    (option: NamedArgument) => `${option.name}: ${formatExpression(option.value)}`,
  )
  return `${object}${name}(${[...args.map(formatExpression), ...options].join(', ')})`
}

/** The text in brackets where it binds more loosely than its place. */
function formatWithin(expression: Expression, level: number): string {
  const text = formatExpression(expression)
  return bindingOf(expression) < level ? `(${text})` : text
}
