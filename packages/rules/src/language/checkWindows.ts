/** Windows over days and aggregates over members of a set (SPEC L8, W). */
import { scopeIds, scopeOfChildren, scopes } from '../scopes.ts'
import { resolveSet, setsOf } from '../sets.ts'
import { nearest } from '../suggest.ts'
import { sameText, type Text } from '../text.ts'
import type { Call, Expression, NamedArgument } from './ast.ts'
import { describeType, suggesting, unknown, type Checked } from './checked.ts'
import type { Checker } from './checker.ts'
import {
  aggregateFunctions,
  maxStreakDays,
  maxWindowDays,
  scalarFunctions,
  windowFunctions,
  type AggregateFunction,
  type WindowFunction,
  type WindowOption,
} from './functions.ts'
import type { ValueType } from './typed.ts'

/** True for `mean(x, 7d)` and `falling(x)`; a second argument that is no duration makes another call of the name. */
export function isWindow({ name, args }: Call): boolean {
  if (!Object.hasOwn(windowFunctions, name)) return false
  const isStreak = windowFunctions[name as WindowFunction].form === 'streak'
  return isStreak || args[1]?.kind === 'duration'
}

/** True for `sum(products, x)`, also when the first argument is nearly the name of a set. */
export function isAggregate({ name, args }: Call): boolean {
  const word = args[0] === undefined ? undefined : pathOf(args[0])?.at(-1)
  if (word === undefined || !Object.hasOwn(aggregateFunctions, name)) return false
  if (scopeOfChildren(word) !== undefined) return true
  const names = scopeIds.map((scope) => scopes[scope].children)
  return !Object.hasOwn(scalarFunctions, name) && nearest(word, names) !== undefined
}

/** The words of `product.stocks`. */
function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') return [expression.name]
  const path = expression.kind === 'member' ? pathOf(expression.object) : undefined
  return expression.kind === 'member' && path !== undefined ? [...path, expression.name] : undefined
}

export function checkWindow(checker: Checker, call: Call): Checked {
  const name = call.name as WindowFunction
  const { form, least, operand: base, unit } = windowFunctions[name]
  const [subject, length] = call.args
  if (subject === undefined || call.args.length !== (form === 'streak' ? 1 : 2)) {
    return checker.reportWrongArguments(call)
  }
  checker.expectConstantPlace(name, call.nameRange)
  const outer = checker.inside.window
  if (outer !== undefined) checker.report('nested', { name, inside: outer }, call.nameRange)
  const window = { en: `window of ${name}`, zh: `${name} 的窗口` }
  const days = length?.kind === 'duration' ? daysOf(checker, window, length, least) : maxStreakDays
  const options = optionsOf(checker, call, days)
  const { typed, type } = checker.checkInside(subject, { window: name })
  checker.expect(type, { base }, subject.range, meantFunction(name, type))
  if (type.base !== base) return unknown
  return {
    typed: { op: 'window', name, operand: typed, days, ...options },
    type: unit === 'operand' ? type : { base: 'number', unit: 'none' },
  }
}

export function checkAggregate(checker: Checker, call: Call): Checked {
  const name = call.name as AggregateFunction
  const { operand: base } = aggregateFunctions[name]
  const [set, subject] = call.args
  if (set === undefined || subject === undefined || call.args.length > 2 || call.named.length > 0) {
    return checker.reportWrongArguments(call)
  }
  checker.expectConstantPlace(name, call.nameRange)
  const outer = checker.inside.aggregate
  if (outer !== undefined) checker.report('nested', { name, inside: outer }, call.nameRange)
  const words = pathOf(set) ?? []
  const found = resolveSet(words, checker.inside.scope)
  if (found === undefined) {
    const known = setsOf(checker.inside.scope)
    const facts = { set: words.join('.'), known, ...suggesting(nearest(words.join('.'), known)) }
    return checker.report('unknownSet', facts, set.range)
  }
  const { typed, type } = checker.checkInside(subject, { scope: found.scope, aggregate: name })
  checker.expect(type, { base }, subject.range, meantFunction(name, type))
  if (type.base !== base) return unknown
  return {
    typed: { op: 'aggregate', name, scope: found.scope, of: found.of, operand: typed },
    type: type.base === 'number' ? type : { base: 'number', unit: 'none' },
  }
}

/** Conditions are counted, numbers are summed. */
function meantFunction(name: string, { base }: ValueType): string | undefined {
  if (name === 'sum' && base === 'bool') return 'count(…)'
  return name === 'count' && base === 'number' ? 'sum(…)' : undefined
}

/** Days of a literal; reports what is no literal or outside the range. */
function daysOf(checker: Checker, field: Text, literal: Expression, least: number): number {
  if (literal.kind !== 'duration') {
    const expected = { en: 'a number of days such as 7d', zh: '天数，如 7d' }
    const got = describeType(checker.check(literal).type)
    checker.report('wrongType', { expected, got }, literal.range)
    return least
  }
  const { days, range } = literal
  if (days < least || days > maxWindowDays) {
    const expected = sameText(`${least}d … ${maxWindowDays}d`)
    const got = sameText(`${days}d`)
    checker.report('wrongValue', { field, expected, got }, range)
  }
  return days
}

/** A literal number of samples, 1 to the days of the window; reports anything else. */
function samplesOf(checker: Checker, { name, value }: NamedArgument, days: number): number {
  if (value.kind !== 'number') {
    const expected = { en: 'a literal number', zh: '数字' }
    const got = describeType(checker.check(value).type)
    checker.report('wrongType', { expected, got }, value.range)
    return 1
  }
  if (!Number.isInteger(value.value) || value.value < 1 || value.value > days) {
    const expected = sameText(`1 … ${days}`)
    const got = sameText(String(value.value))
    checker.report('wrongValue', { field: sameText(name), expected, got }, value.range)
  }
  return value.value
}

interface WindowOptions {
  readonly offsetDays: number
  readonly minSamples?: number
}

/** The named arguments; reports those that the function does not take, or takes once. */
function optionsOf(checker: Checker, { name, named }: Call, days: number): WindowOptions {
  const known: readonly WindowOption[] = windowFunctions[name as WindowFunction].options
  const optionNamed = (wanted: WindowOption) => named.find((option) => option.name === wanted)
  for (const option of named) {
    if (known.some((one) => option === optionNamed(one))) continue
    const suggestion = nearest(
      option.name,
      known.filter((one) => optionNamed(one) === undefined),
    )
    const facts = { name, option: option.name, known, ...suggesting(suggestion) }
    checker.report('unknownOption', facts, option.range)
  }
  const offset = optionNamed('offset')
  const samples = optionNamed('minSamples')
  return {
    offsetDays: offset === undefined ? 0 : daysOf(checker, sameText('offset'), offset.value, 0),
    ...(samples === undefined ? {} : { minSamples: samplesOf(checker, samples, days) }),
  }
}
