/** Calls: which function a name and its arguments mean, and those of single values (SPEC L4, L5, L6, U2). */
import { nearest } from '../suggest.ts'
import type { Unit } from '../units.ts'
import type { Call, Expression } from './ast.ts'
import { bool, describeType, suggesting, unknown, type Checked } from './checked.ts'
import type { Checker } from './checker.ts'
import { isTestable, testTexts, textOf } from './checkTexts.ts'
import { checkAggregate, checkWindow, isAggregate, isWindow } from './checkWindows.ts'
import {
  functionDeclarations,
  scalarFunctions,
  textTests,
  type ScalarFunction,
  type TextTest,
} from './functions.ts'

export function checkCall(checker: Checker, call: Call): Checked {
  const { name, receiver } = call
  if (receiver !== undefined) return checkMethod(checker, call, receiver)
  if (name === 'has') return checkHas(checker, call)
  if (isWindow(call)) return checkWindow(checker, call)
  if (isAggregate(call)) return checkAggregate(checker, call)
  if (Object.hasOwn(scalarFunctions, name)) return checkScalar(checker, call)
  for (const argument of call.args) checker.check(argument)
  if (functionDeclarations.has(name)) return checker.reportWrongArguments(call)
  return reportUnknownFunction(checker, call, [...functionDeclarations.keys()])
}

function reportUnknownFunction(
  checker: Checker,
  { name, nameRange }: Call,
  known: readonly string[],
): Checked {
  const suggestion = name === 'not' ? '!(…)' : nearest(name, known)
  const facts = { name, known, ...suggesting(suggestion) }
  return checker.report('unknownFunction', facts, nameRange)
}

/** `x.orValue(y)`, `id.startsWith("p")`. */
function checkMethod(checker: Checker, call: Call, receiver: Expression): Checked {
  const { name, args, named } = call
  const subject = checker.check(receiver)
  const [argument] = args
  if (name !== 'orValue' && !Object.hasOwn(textTests, name)) {
    return reportUnknownFunction(checker, call, ['orValue', ...Object.keys(textTests)])
  }
  if (argument === undefined || args.length !== 1 || named.length > 0) {
    return checker.reportWrongArguments(call)
  }
  const value = checker.check(argument)
  if (subject.type.base === 'unknown') return unknown
  return name === 'orValue'
    ? checkOrValue(checker, subject, receiver, value, argument)
    : checkTextTest(checker, name as TextTest, subject, receiver, value, argument)
}

function checkOrValue(
  checker: Checker,
  { typed, type }: Checked,
  receiver: Expression,
  value: Checked,
  argument: Expression,
): Checked {
  if (type.base !== 'number' && type.base !== 'bool') {
    const expected = { en: 'a number or a condition', zh: '数字或条件' }
    return checker.report('wrongType', { expected, got: describeType(type) }, receiver.range)
  }
  checker.expect(value.type, type, argument.range)
  return { typed: { op: 'orValue', operand: typed, fallback: value.typed }, type }
}

function checkTextTest(
  checker: Checker,
  test: TextTest,
  { typed, type }: Checked,
  receiver: Expression,
  value: Checked,
  argument: Expression,
): Checked {
  if (!isTestable(type)) {
    const expected = { en: 'an id or an enum', zh: 'id 或枚举' }
    return checker.report('wrongType', { expected, got: describeType(type) }, receiver.range)
  }
  const text = textOf(checker, value.type, argument.range)
  if (text === undefined) return unknown
  return { typed: testTexts(checker, { typed, type }, test, [text]), type: bool }
}

function checkHas(checker: Checker, call: Call): Checked {
  const [argument] = call.args
  if (argument === undefined || call.args.length !== 1 || call.named.length > 0) {
    return checker.reportWrongArguments(call)
  }
  const { typed, type } = checker.check(argument)
  if (type.base === 'unknown') return unknown
  if (type.base !== 'number' && type.base !== 'bool' && type.base !== 'enum') {
    const facts = { expected: { en: 'a figure', zh: '指标' }, got: describeType(type) }
    return checker.report('wrongType', facts, argument.range)
  }
  return { typed: { op: 'has', operand: typed }, type: bool }
}

function checkScalar(checker: Checker, call: Call): Checked {
  const name = call.name as ScalarFunction
  const [least, most] = scalarFunctions[name].arity
  const args = call.args.map((argument) => {
    const value = checker.check(argument)
    checker.expect(value.type, { base: 'number' }, argument.range)
    return value
  })
  if (args.length < least || args.length > most || call.named.length > 0) {
    return checker.reportWrongArguments(call)
  }
  let unit: Unit = 'none'
  for (const [index, { type }] of args.entries()) {
    if (type.base !== 'number') return unknown
    if (!checker.expectSameUnit(unit, type.unit, name, call.args[index]!.range)) return unknown
    if (unit === 'none') unit = type.unit
  }
  return {
    typed: { op: 'scalar', name, args: args.map(({ typed }) => typed) },
    type: { base: 'number', unit },
  }
}
