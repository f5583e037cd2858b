/** Operators (SPEC L2–L6, U2, U3). */
import { metricsOfScope } from '../catalogueIndex.ts'
import { scopeName } from '../scopes.ts'
import { unitOfProduct, unitOfQuotient, type Unit } from '../units.ts'
import type { ArithmeticOperator, ComparisonOperator, Expression } from './ast.ts'
import { bool, describeType, unknown, words, type Checked } from './checked.ts'
import type { Checker } from './checker.ts'
import { isTestable, testTexts, textOf } from './checkTexts.ts'
import type { Typed, ValueType } from './typed.ts'

export function checkUnary(
  checker: Checker,
  { operator, operand }: Expression & { kind: 'unary' },
): Checked {
  const { typed, type } = checker.check(operand)
  if (operator === '!') {
    checker.expect(type, { base: 'bool' }, operand.range)
    return { typed: { op: 'not', operand: typed }, type: bool }
  }
  checker.expect(type, { base: 'number' }, operand.range)
  if (type.base !== 'number') return unknown
  const zero: Typed = { op: 'constant', value: 0 }
  const negative: Typed =
    typed.op === 'constant'
      ? { op: 'constant', value: 0 - typed.value }
      : { op: 'arithmetic', operator: '-', left: zero, right: typed }
  return { typed: negative, type }
}

type Binary = Expression & { readonly kind: 'binary' }

export function checkBinary(checker: Checker, binary: Binary): Checked {
  switch (binary.operator) {
    case 'in':
      return checkMembership(checker, binary)
    case '&&':
    case '||':
      return checkLogic(checker, binary)
    case '==':
    case '!=':
      return checkEquality(checker, binary)
    default:
      return checkNumbers(checker, binary, binary.operator, checkSides(checker, binary))
  }
}

interface Sides {
  readonly left: Checked
  readonly right: Checked
}

function checkSides(checker: Checker, { left, right }: Binary): Sides {
  return { left: checker.check(left), right: checker.check(right) }
}

function checkLogic(checker: Checker, binary: Binary): Checked {
  const { left, right } = checkSides(checker, binary)
  checker.expect(left.type, { base: 'bool' }, binary.left.range)
  checker.expect(right.type, { base: 'bool' }, binary.right.range)
  const op = binary.operator === '&&' ? 'and' : 'or'
  return { typed: { op, left: left.typed, right: right.typed }, type: bool }
}

/** Arithmetic and comparisons of numbers. */
function checkNumbers(
  checker: Checker,
  binary: Binary,
  operator: ArithmeticOperator | ComparisonOperator,
  { left, right }: Sides,
): Checked {
  checker.expect(left.type, { base: 'number' }, binary.left.range)
  checker.expect(right.type, { base: 'number' }, binary.right.range)
  if (left.type.base !== 'number' || right.type.base !== 'number') return unknown
  const sides = [left.type.unit, right.type.unit] as const
  const operands = { left: left.typed, right: right.typed }
  const arithmetic = (op: ArithmeticOperator, unit: Unit): Checked => ({
    typed: { op: 'arithmetic', operator: op, ...operands },
    type: { base: 'number', unit },
  })
  if (operator === '*') return arithmetic(operator, unitOfProduct(...sides))
  if (operator === '/') return arithmetic(operator, unitOfQuotient(...sides))
  if (!checker.expectSameUnit(...sides, operator, binary.operatorRange)) return unknown
  if (operator === '+' || operator === '-') {
    return arithmetic(operator, sides[0] === 'none' ? sides[1] : sides[0])
  }
  return { typed: { op: 'compare', operator, ...operands }, type: bool }
}

/** Enums, ids and texts with texts, enums with the same enums, bools with bools, numbers with numbers. */
function checkEquality(checker: Checker, binary: Binary): Checked {
  const operator = binary.operator === '==' ? '==' : '!='
  const sides = unquoted(checker, binary) ?? checkSides(checker, binary)
  const { left, right } = sides
  const isEqual = equalityOfTexts(checker, binary, sides)
  if (isEqual !== undefined) {
    return {
      typed: operator === '==' ? isEqual : { op: 'not', operand: isEqual },
      type: bool,
    }
  }
  if (left.type.base === 'unknown' || right.type.base === 'unknown') return unknown
  if (left.type.base === 'number' && right.type.base === 'number') {
    return checkNumbers(checker, binary, operator, sides)
  }
  const areComparable =
    (left.type.base === 'bool' && right.type.base === 'bool') ||
    (left.type.base === 'enum' &&
      right.type.base === 'enum' &&
      left.type.values.join('\n') === right.type.values.join('\n'))
  if (!areComparable) {
    const facts = { expected: describeType(left.type), got: describeType(right.type) }
    return checker.report('wrongType', facts, binary.operatorRange)
  }
  return { typed: { op: 'compare', operator, left: left.typed, right: right.typed }, type: bool }
}

/** `abcClass == A`: a value of the enum without its quotes, reported as such. */
function unquoted(checker: Checker, { left, right }: Binary): Sides | undefined {
  if (right.kind !== 'name' || left.kind === 'broken') return undefined
  const { catalogue } = checker.context
  if (metricsOfScope(catalogue, checker.inside.scope).has(right.name)) return undefined
  const subject = checker.check(left)
  if (subject.type.base !== 'enum' || !subject.type.values.includes(right.name))
    return { left: subject, right: checker.check(right) }
  const scope = scopeName(checker.inside.scope)
  const facts = { name: right.name, scope, suggestion: JSON.stringify(right.name) }
  return { left: subject, right: checker.report('unknownName', facts, right.range) }
}

/** Undefined when neither side is a text that the other can be compared with. */
function equalityOfTexts(
  checker: Checker,
  { left, right }: Binary,
  sides: Sides,
): Typed | undefined {
  const a = sides.left
  const b = sides.right
  if (b.type.base === 'text' && isTestable(a.type)) {
    return testTexts(checker, { typed: a.typed, type: a.type }, 'equals', [
      { value: b.type.value, range: right.range },
    ])
  }
  if (a.type.base === 'text' && isTestable(b.type)) {
    return testTexts(checker, { typed: b.typed, type: b.type }, 'equals', [
      { value: a.type.value, range: left.range },
    ])
  }
  return undefined
}

function checkMembership(checker: Checker, { left, right }: Binary): Checked {
  const subject = checker.check(left)
  const { typed, type } = subject
  if (right.kind !== 'list') {
    const expected = { en: 'a list such as ["A", "B"]', zh: '列表，如 ["A", "B"]' }
    const got = describeType(checker.check(right).type)
    return checker.report('wrongType', { expected, got }, right.range)
  }
  const items = right.items.map((item) => ({ ...checker.check(item), range: item.range }))
  if (isTestable(type)) {
    const texts = items.flatMap((item) => textOf(checker, item.type, item.range) ?? [])
    return { typed: testTexts(checker, { typed, type }, 'equals', texts), type: bool }
  }
  if (type.base === 'number') {
    const values = items.map((item) => memberNumber(checker, type.unit, item))
    return { typed: { op: 'oneOf', operand: typed, values }, type: bool }
  }
  if (type.base === 'unknown') return unknown
  const expected = { en: 'a number or an enum', zh: '数字或枚举' }
  return checker.report('wrongType', { expected, got: describeType(type) }, left.range)
}

/** The number of an item of a list: a literal or a parameter in the unit of the subject. */
function memberNumber(
  checker: Checker,
  unit: Unit,
  { typed, type, range }: Checked & { range: Expression['range'] },
): number {
  if (type.base === 'number' && typed.op === 'constant') {
    checker.expectSameUnit(unit, type.unit, 'in', range)
    return typed.value
  }
  if (type.base !== 'unknown') {
    checker.report('wrongType', { expected: words.literal, got: describeType(type) }, range)
  }
  return Number.NaN
}

export function checkConditional(
  checker: Checker,
  { condition, whenTrue, whenFalse }: Expression & { kind: 'conditional' },
): Checked {
  const test = checker.check(condition)
  checker.expect(test.type, { base: 'bool' }, condition.range)
  const yes = checker.check(whenTrue)
  const no = checker.check(whenFalse)
  if (yes.type.base === 'unknown' || no.type.base === 'unknown') return unknown
  const type = typeOfBranches(checker, yes.type, no.type, whenTrue, whenFalse)
  if (type === undefined) return unknown
  const parts = { condition: test.typed, whenTrue: yes.typed, whenFalse: no.typed }
  return { typed: { op: 'conditional', ...parts }, type }
}

/** Two conditions, or two numbers of one unit; reports anything else. */
function typeOfBranches(
  checker: Checker,
  yes: ValueType,
  no: ValueType,
  whenTrue: Expression,
  whenFalse: Expression,
): ValueType | undefined {
  if (yes.base === 'bool') {
    checker.expect(no, { base: 'bool' }, whenFalse.range)
    return no.base === 'bool' ? bool : undefined
  }
  checker.expect(yes, { base: 'number' }, whenTrue.range)
  checker.expect(no, { base: 'number' }, whenFalse.range)
  if (yes.base !== 'number' || no.base !== 'number') return undefined
  if (!checker.expectSameUnit(yes.unit, no.unit, '? :', whenFalse.range)) return undefined
  return yes.unit === 'none' ? no : yes
}
