/** The tree of the Lezer parser → our syntax tree. */
import type { SyntaxNode } from '@lezer/common'
import type { BinaryOperator, Expression, NamedArgument, Range } from './ast.ts'

/** A text as parsed, and where its characters stand in what was typed. */
export interface SourceText {
  readonly text: string
  readonly placeOf: (from: number, to: number) => Range
}

export function convertTree(source: SourceText, node: SyntaxNode | null): Expression {
  const { text, placeOf } = source
  if (node === null) return { kind: 'broken', range: placeOf(0, text.length) }
  const range = placeOf(node.from, node.to)
  const written = text.slice(node.from, node.to)
  const inner = () => node.getChildren('Expression').map((child) => convertTree(source, child))
  const broken: Expression = { kind: 'broken', range }
  const child = (name: string) => {
    const found = node.getChild(name)
    return found === null
      ? { name: '', nameRange: range }
      : { name: text.slice(found.from, found.to), nameRange: placeOf(found.from, found.to) }
  }
  switch (node.name) {
    case 'Number':
      return { kind: 'number', range, value: Number(written) }
    case 'Duration':
      return { kind: 'duration', range, days: Number(written.slice(0, -1)) }
    case 'String':
      return { kind: 'string', range, value: written.slice(1, -1).replaceAll(/\\(.)/gs, '$1') }
    case 'Boolean':
      return { kind: 'boolean', range, value: written === 'true' }
    case 'Name':
      // a recovered node may span unreadable text behind the identifier
      return { kind: 'name', range, name: /^\w*/.exec(written)![0] }
    case 'List':
      return { kind: 'list', range, items: inner() }
    case 'Parenthesized':
      return inner()[0] ?? broken
    case 'Member': {
      const object = inner()[0]
      return object === undefined ? broken : { kind: 'member', range, object, ...child('Property') }
    }
    case 'Call':
      return { kind: 'call', range, ...child('Callee'), ...callArguments(source, node) }
    case 'Method': {
      const receiver = inner()[0]
      if (receiver === undefined) return broken
      return { kind: 'call', range, receiver, ...child('Property'), ...callArguments(source, node) }
    }
    case 'Unary': {
      const operand = inner()[0]
      const operator = child('UnaryOperator').name as '!' | '-'
      return operand === undefined ? broken : { kind: 'unary', range, operator, operand }
    }
    case 'Binary': {
      const [left, right] = inner()
      const { name, nameRange } = child('Operator')
      if (left === undefined || right === undefined) return broken
      return {
        kind: 'binary',
        range,
        operator: name as BinaryOperator,
        operatorRange: nameRange,
        left,
        right,
      }
    }
    case 'Conditional': {
      const [condition, whenTrue, whenFalse] = inner()
      if (condition === undefined || whenTrue === undefined || whenFalse === undefined)
        return broken
      return { kind: 'conditional', range, condition, whenTrue, whenFalse }
    }
    default:
      return broken
  }
}

function callArguments(
  source: SourceText,
  call: SyntaxNode,
): { args: readonly Expression[]; named: readonly NamedArgument[] } {
  const { text, placeOf } = source
  const list = call.getChild('Arguments')
  if (list === null) return { args: [], named: [] }
  const named = list.getChildren('NamedArgument').map((argument) => {
    const name = argument.getChild('ArgumentName')
    return {
      name: name === null ? '' : text.slice(name.from, name.to),
      range: placeOf(argument.from, argument.to),
      value: convertTree(source, argument.getChild('Expression')),
    }
  })
  return {
    args: list.getChildren('Expression').map((argument) => convertTree(source, argument)),
    named,
  }
}

/** True when a part could not be read. */
export function containsBroken(expression: Expression): boolean {
  switch (expression.kind) {
    case 'broken':
      return true
    case 'list':
      return expression.items.some(containsBroken)
    case 'member':
      return containsBroken(expression.object)
    case 'call':
      return (
        (expression.receiver !== undefined && containsBroken(expression.receiver)) ||
        expression.args.some(containsBroken) ||
        expression.named.some(({ value }) => containsBroken(value))
      )
    case 'unary':
      return containsBroken(expression.operand)
    case 'binary':
      return containsBroken(expression.left) || containsBroken(expression.right)
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse].some(containsBroken)
    default:
      return false
  }
}
