/** Text → syntax tree with every syntax problem: the Lezer parser recovers, so one slip hides nothing behind it. */
import type { SyntaxNode } from '@lezer/common'
import { playbookLimits } from '../playbook.ts'
import type { BinaryOperator, Expression, NamedArgument, Range } from './ast.ts'
import { parser } from './parser.gen.ts'

/** A problem at a place in the text, without its place in the playbook. */
export interface SyntaxProblem {
  readonly range: Range
  /** The text that was not expected; empty where something is missing. */
  readonly found: string
}

export interface ParsedExpression {
  readonly expression: Expression
  readonly problems: readonly SyntaxProblem[]
  readonly isTooDeep: boolean
}

/**
 * Parses a text; never throws. A text nested deeper than `playbookLimits.expressionDepth` is not converted
 * (nothing recursive may see it): `isTooDeep`.
 */
export function parseExpression(text: string): ParsedExpression {
  const problems: SyntaxProblem[] = []
  let depth = 0
  let deepest = 0
  const tree = parser.parse(text)
  tree.iterate({
    enter: ({ type, name, from, to }) => {
      deepest = Math.max(deepest, ++depth)
      if (problems.length >= playbookLimits.expressionIssues) return
      if (type.isError) problems.push(problemAt(text, from, to))
      // 1e999 is no finite number, and only finite numbers exist in the language
      else if (name === 'Number' && !Number.isFinite(Number(text.slice(from, to)))) {
        problems.push({ range: { start: from, end: to }, found: text.slice(from, to) })
      }
    },
    leave: () => {
      depth--
    },
  })
  if (deepest > playbookLimits.expressionDepth) {
    const range = { start: 0, end: text.length }
    return { expression: { kind: 'broken', range }, problems: [], isTooDeep: true }
  }
  const expression = convert(text, tree.topNode.firstChild)
  if (problems.length === 0 && containsBroken(expression)) {
    problems.push({ range: expression.range, found: text.trim() })
  }
  return { expression, problems: distinct(problems), isTooDeep: false }
}

/** An error node without width marks what is missing; point at the character before, so that there is something to underline. */
function problemAt(text: string, from: number, to: number): SyntaxProblem {
  if (to > from) return { range: { start: from, end: to }, found: text.slice(from, to).trim() }
  const rest = /^\s*(\S+)/.exec(text.slice(from))
  if (rest === null) {
    const end = text.trimEnd().length
    return {
      range: { start: Math.max(0, end - 1), end: Math.max(end, text.length > 0 ? 1 : 0) },
      found: '',
    }
  }
  const start = from + rest[0].length - rest[1]!.length
  return { range: { start, end: start + rest[1]!.length }, found: rest[1]! }
}

function distinct(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  return problems.filter(
    ({ range }, index) =>
      problems.findIndex((other) => other.range.start === range.start) === index,
  )
}

function containsBroken(expression: Expression): boolean {
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

function convert(text: string, node: SyntaxNode | null): Expression {
  if (node === null) return { kind: 'broken', range: { start: 0, end: text.length } }
  const range = { start: node.from, end: node.to }
  const source = text.slice(node.from, node.to)
  const inner = () => node.getChildren('Expression').map((child) => convert(text, child))
  const broken: Expression = { kind: 'broken', range }
  const child = (name: string) => {
    const found = node.getChild(name)
    return found === null
      ? { name: '', nameRange: range }
      : { name: text.slice(found.from, found.to), nameRange: { start: found.from, end: found.to } }
  }
  switch (node.name) {
    case 'Number':
      return { kind: 'number', range, value: Number(source) }
    case 'Duration':
      return { kind: 'duration', range, days: Number(source.slice(0, -1)) }
    case 'String':
      return { kind: 'string', range, value: source.slice(1, -1).replaceAll(/\\(.)/gs, '$1') }
    case 'Boolean':
      return { kind: 'boolean', range, value: source === 'true' }
    case 'Name':
      // a recovered node may span unreadable text behind the identifier
      return { kind: 'name', range, name: /^\w*/.exec(source)![0] }
    case 'List':
      return { kind: 'list', range, items: inner() }
    case 'Parenthesized':
      return inner()[0] ?? broken
    case 'Member': {
      const object = inner()[0]
      return object === undefined ? broken : { kind: 'member', range, object, ...child('Property') }
    }
    case 'Call':
      return { kind: 'call', range, ...child('Callee'), ...callArguments(text, node) }
    case 'Method': {
      const receiver = inner()[0]
      if (receiver === undefined) return broken
      return { kind: 'call', range, receiver, ...child('Property'), ...callArguments(text, node) }
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
  text: string,
  call: SyntaxNode,
): { args: readonly Expression[]; named: readonly NamedArgument[] } {
  const list = call.getChild('Arguments')
  if (list === null) return { args: [], named: [] }
  const named = list.getChildren('NamedArgument').map((argument) => {
    const name = argument.getChild('ArgumentName')
    return {
      name: name === null ? '' : text.slice(name.from, name.to),
      range: { start: argument.from, end: argument.to },
      value: convert(text, argument.getChild('Expression')),
    }
  })
  return { args: list.getChildren('Expression').map((argument) => convert(text, argument)), named }
}
