/** Text → typed expression, with every problem: names, types, units, functions, windows (SPEC L, U, W). */
import { playbookLimits } from '../playbook.ts'
import { issue, type Issue, type IssueCode, type IssueFacts, type Severity } from '../issues.ts'
import { scopeName, scopes, type Catalogue, type ScopeId } from '../shop.ts'
import { nearest } from '../suggest.ts'
import { sameText, type Text } from '../text.ts'
import { unitOfId, unitOfProduct, unitOfQuotient, units, unitsAgree, type Unit } from '../units.ts'
import type { Expression, Range } from './ast.ts'
import {
  functionDeclarations,
  maxWindowDays,
  scalarFunctions,
  windowFunctions,
  type ScalarFunction,
  type WindowFunction,
} from './functions.ts'
import { metricsOfScope } from '../catalogueIndex.ts'
import { parseExpression } from './parseExpression.ts'
import type { Typed, ValueType } from './typed.ts'

export interface ExpressionContext {
  /** The scope whose entities the expression is decided for. */
  readonly scope: ScopeId
  readonly catalogue: Catalogue
  /** Values of the playbook's parameters. */
  readonly params: ReadonlyMap<string, number>
}

/** What the place wants: a condition, or a number in a unit. */
export type Expected = { readonly base: 'bool' } | { readonly base: 'number'; readonly unit?: Unit }

export interface CheckedExpression {
  /** Absent when the text has an error. */
  readonly typed?: Typed
  /** Every problem, with ranges but without a place in the playbook. */
  readonly issues: readonly Issue[]
  readonly usedParams: ReadonlySet<string>
}

/** Checks an expression completely, limits included. Never throws, whatever the text. */
export function checkExpression(
  text: string,
  context: ExpressionContext,
  expected: Expected,
): CheckedExpression {
  const characters = text.length
  if (characters > playbookLimits.expressionCharacters) {
    const facts = { characters, maxCharacters: playbookLimits.expressionCharacters }
    return { issues: [issue('tooLong', facts, { path: [] })], usedParams: new Set() }
  }
  return typeExpression(text, context, expected)
}

/** The same without the limit of characters, for texts that a preset composes of checked fields. */
export function typeExpression(
  text: string,
  context: ExpressionContext,
  expected: Expected,
): CheckedExpression {
  const { expression, problems, isTooDeep } = parseExpression(text)
  const checker = new Checker(context)
  if (isTooDeep) {
    checker.report('tooNested', { maxDepth: playbookLimits.expressionDepth }, expression.range)
  }
  for (const { range, found } of problems) checker.report('syntax', { found }, range)
  const result = checker.check(expression)
  checker.expect(result, expected, expression.range)
  const isClean = checker.issues.every(({ severity }) => severity !== 'error')
  return {
    ...(isClean ? { typed: result.typed } : {}),
    issues: checker.issues.toSorted((a, b) => a.range!.start - b.range!.start),
    usedParams: checker.usedParams,
  }
}

interface Checked {
  readonly typed: Typed
  readonly type: ValueType
}
const unknown: Checked = { typed: { op: 'constant', value: Number.NaN }, type: { base: 'unknown' } }
const bool: ValueType = { base: 'bool' }

class Checker {
  readonly issues: Issue[] = []
  readonly usedParams = new Set<string>()
  readonly context: ExpressionContext
  #isInWindow = false

  constructor(context: ExpressionContext) {
    this.context = context
  }

  report<C extends IssueCode>(
    code: C,
    facts: IssueFacts<C>,
    range: Range,
    severity: Severity = 'error',
  ): Checked {
    this.issues.push(issue(code, facts, { path: [], range }, severity))
    return unknown
  }

  /** Reports unless the value is what the place wants. */
  expect({ type }: Checked, expected: Expected, range: Range): void {
    if (type.base === 'unknown') return
    if (type.base !== expected.base) {
      this.report(
        'wrongType',
        { expected: describeExpected(expected), got: describeType(type) },
        range,
      )
    } else if (
      expected.base === 'number' &&
      type.base === 'number' &&
      expected.unit !== undefined
    ) {
      if (!unitsAgree(type.unit, expected.unit)) {
        this.report(
          'wrongUnit',
          { expected: units[expected.unit].label, got: units[type.unit].label },
          range,
        )
      }
    }
  }

  check(expression: Expression): Checked {
    // enough is known to mend; what follows is not looked at
    if (this.issues.length >= playbookLimits.expressionIssues) return unknown
    switch (expression.kind) {
      case 'broken':
        return unknown
      case 'number':
        return {
          typed: { op: 'constant', value: expression.value },
          type: { base: 'number', unit: 'none' },
        }
      case 'boolean':
        return { typed: { op: 'constant', value: Number(expression.value) }, type: bool }
      case 'string':
        return { ...unknown, type: { base: 'text', value: expression.value } }
      case 'duration':
        return { ...unknown, type: { base: 'duration', days: expression.days } }
      case 'list':
        return { ...unknown, type: { base: 'list' } }
      case 'name':
        return this.#metric(this.context.scope, expression.name, expression.range)
      case 'member':
        return this.#member(expression)
      case 'call':
        return this.#call(expression)
      case 'unary':
        return this.#unary(expression)
      case 'binary':
        return this.#binary(expression)
      case 'conditional':
        return this.#conditional(expression)
    }
  }

  #metric(scope: ScopeId, name: string, range: Range): Checked {
    const known = metricsOfScope(this.context.catalogue, scope)
    const metric = known.get(name)
    if (metric === undefined) {
      const others = [
        ...scopes[this.context.scope].parents.map((parent) => `${parent}.…`),
        'params.…',
      ]
      const suggestion = nearest(name, known.keys()) ?? nearest(`${name}.…`, others)
      return this.report(
        'unknownName',
        { name, scope: scopeName(scope), ...(suggestion === undefined ? {} : { suggestion }) },
        range,
      )
    }
    if (!metric.isSimulated) this.report('notSimulated', { name }, range, 'info')
    const type: ValueType =
      metric.type === 'bool'
        ? bool
        : metric.type === 'enum'
          ? { base: 'enum', metricId: name, values: metric.values ?? [] }
          : { base: 'number', unit: metric.unit }
    return { typed: { op: 'column', scope, metricId: name }, type }
  }

  #member(expression: Expression & { kind: 'member' }): Checked {
    const { object, name, nameRange, range } = expression
    if (object.kind === 'name' && object.name === 'params') return this.#parameter(name, range)
    const scope = this.#scopeOf(object)
    return scope === undefined ? unknown : this.#metric(scope, name, nameRange)
  }

  #parameter(name: string, range: Range): Checked {
    const value = this.context.params.get(name)
    if (value === undefined) {
      const suggestion = nearest(name, this.context.params.keys())
      return this.report(
        'unknownParameter',
        { name, ...(suggestion === undefined ? {} : { suggestion }) },
        range,
      )
    }
    this.usedParams.add(name)
    return { typed: { op: 'constant', value }, type: { base: 'number', unit: unitOfId(name) } }
  }

  /** The scope that `product` or `product.category` names, seen from the expression's scope. */
  #scopeOf(object: Expression): ScopeId | undefined {
    const from = object.kind === 'member' ? this.#scopeOf(object.object) : this.context.scope
    if (from === undefined) return undefined
    const name = object.kind === 'member' || object.kind === 'name' ? object.name : ''
    const known: readonly ScopeId[] = scopes[from].parents
    const found = known.find((parent) => parent === name)
    if (found === undefined && name !== '') {
      this.report(
        'unknownScope',
        { name, scope: scopeName(from), known: [...known, 'params'] },
        object.range,
      )
    } else if (found === undefined) {
      this.report('syntax', { found: '.' }, object.range)
    }
    return found
  }

  #unary({ operator, operand }: Expression & { kind: 'unary' }): Checked {
    const value = this.check(operand)
    if (operator === '!') {
      this.expect(value, { base: 'bool' }, operand.range)
      return { typed: { op: 'not', operand: value.typed }, type: bool }
    }
    this.expect(value, { base: 'number' }, operand.range)
    if (value.type.base !== 'number') return unknown
    const negative: Typed =
      value.typed.op === 'constant'
        ? { op: 'constant', value: 0 - value.typed.value }
        : {
            op: 'arithmetic',
            operator: '-',
            left: { op: 'constant', value: 0 },
            right: value.typed,
          }
    return { typed: negative, type: value.type }
  }

  #binary(expression: Expression & { kind: 'binary' }): Checked {
    const { operator, operatorRange, left, right } = expression
    if (operator === 'in') return this.#oneOf(left, right)
    const a = this.check(left)
    const b = this.check(right)
    if (operator === '&&' || operator === '||') {
      this.expect(a, { base: 'bool' }, left.range)
      this.expect(b, { base: 'bool' }, right.range)
      return {
        typed: { op: operator === '&&' ? 'and' : 'or', left: a.typed, right: b.typed },
        type: bool,
      }
    }
    if (operator === '==' || operator === '!=') {
      const equal = this.#equality(a, b, expression)
      if (equal !== undefined) {
        return { typed: operator === '==' ? equal : { op: 'not', operand: equal }, type: bool }
      }
    }
    this.expect(a, { base: 'number' }, left.range)
    this.expect(b, { base: 'number' }, right.range)
    if (a.type.base !== 'number' || b.type.base !== 'number') return unknown
    const sides = [a.type.unit, b.type.unit] as const
    if (operator === '*' || operator === '/') {
      const unit = operator === '*' ? unitOfProduct(...sides) : unitOfQuotient(...sides)
      return {
        typed: { op: 'arithmetic', operator, left: a.typed, right: b.typed },
        type: { base: 'number', unit },
      }
    }
    if (!unitsAgree(...sides)) {
      return this.report(
        'unitMismatch',
        { left: units[sides[0]].label, right: units[sides[1]].label, operator },
        operatorRange,
      )
    }
    if (operator === '+' || operator === '-') {
      return {
        typed: { op: 'arithmetic', operator, left: a.typed, right: b.typed },
        type: { base: 'number', unit: sides[0] === 'none' ? sides[1] : sides[0] },
      }
    }
    return { typed: { op: 'compare', operator, left: a.typed, right: b.typed }, type: bool }
  }

  /** Equality of enums with texts, enums with enums, bools with bools; undefined for numbers. */
  #equality(
    a: Checked,
    b: Checked,
    { left, right, operatorRange }: Expression & { kind: 'binary' },
  ): Typed | undefined {
    if (a.type.base === 'enum' && b.type.base === 'text') {
      const code = this.#enumCode(a.type, b.type.value, right.range)
      return { op: 'oneOf', operand: a.typed, values: [code] }
    }
    if (a.type.base === 'text' && b.type.base === 'enum') {
      const code = this.#enumCode(b.type, a.type.value, left.range)
      return { op: 'oneOf', operand: b.typed, values: [code] }
    }
    const areSameEnum =
      a.type.base === 'enum' &&
      b.type.base === 'enum' &&
      a.type.values.join('\n') === b.type.values.join('\n')
    if (areSameEnum || (a.type.base === 'bool' && b.type.base === 'bool')) {
      return { op: 'compare', operator: '==', left: a.typed, right: b.typed }
    }
    const isNumeric = (type: ValueType) => type.base === 'number' || type.base === 'unknown'
    if (isNumeric(a.type) && isNumeric(b.type)) return undefined
    if (a.type.base !== 'unknown' && b.type.base !== 'unknown') {
      this.report(
        'wrongType',
        { expected: describeType(a.type), got: describeType(b.type) },
        operatorRange,
      )
    }
    return unknown.typed
  }

  #enumCode(type: ValueType & { base: 'enum' }, value: string, range: Range): number {
    const code = type.values.indexOf(value)
    if (code < 0) {
      const suggestion = nearest(value, type.values)
      const facts = { value, metric: type.metricId, known: type.values }
      this.report(
        'unknownEnumValue',
        { ...facts, ...(suggestion === undefined ? {} : { suggestion }) },
        range,
      )
    }
    return code
  }

  #oneOf(left: Expression, right: Expression): Checked {
    const operand = this.check(left)
    if (right.kind !== 'list') {
      return this.report(
        'wrongType',
        {
          expected: { en: 'a list such as ["A", "B"]', zh: '列表，如 ["A", "B"]' },
          got: describeType(this.check(right).type),
        },
        right.range,
      )
    }
    const { type } = operand
    const values = right.items.map((item): number => {
      const member = this.check(item)
      if (type.base === 'enum' && member.type.base === 'text') {
        return this.#enumCode(type, member.type.value, item.range)
      }
      if (
        type.base === 'number' &&
        member.type.base === 'number' &&
        member.typed.op === 'constant'
      ) {
        if (!unitsAgree(type.unit, member.type.unit)) {
          const facts = { left: units[type.unit].label, right: units[member.type.unit].label }
          this.report('unitMismatch', { ...facts, operator: 'in' }, item.range)
        }
        return member.typed.value
      }
      if (type.base !== 'unknown' && member.type.base !== 'unknown') {
        const expected = type.base === 'enum' ? words.text : words.literal
        this.report('wrongType', { expected, got: describeType(member.type) }, item.range)
      }
      return Number.NaN
    })
    if (type.base !== 'enum' && type.base !== 'number' && type.base !== 'unknown') {
      return this.report(
        'wrongType',
        { expected: { en: 'a number or an enum', zh: '数或枚举' }, got: describeType(type) },
        left.range,
      )
    }
    return { typed: { op: 'oneOf', operand: operand.typed, values }, type: bool }
  }

  #conditional({ condition, whenTrue, whenFalse }: Expression & { kind: 'conditional' }): Checked {
    const test = this.check(condition)
    this.expect(test, { base: 'bool' }, condition.range)
    const a = this.check(whenTrue)
    const b = this.check(whenFalse)
    if (a.type.base === 'unknown' || b.type.base === 'unknown') return unknown
    if (a.type.base !== b.type.base || (a.type.base !== 'number' && a.type.base !== 'bool')) {
      const expected = a.type.base === 'bool' ? words.bool : words.number
      return this.report('wrongType', { expected, got: describeType(b.type) }, whenFalse.range)
    }
    const typed: Typed = {
      op: 'conditional',
      condition: test.typed,
      whenTrue: a.typed,
      whenFalse: b.typed,
    }
    if (a.type.base === 'number' && b.type.base === 'number') {
      if (!unitsAgree(a.type.unit, b.type.unit)) {
        return this.report(
          'unitMismatch',
          { left: units[a.type.unit].label, right: units[b.type.unit].label, operator: '? :' },
          whenFalse.range,
        )
      }
      return {
        typed,
        type: { base: 'number', unit: a.type.unit === 'none' ? b.type.unit : a.type.unit },
      }
    }
    return { typed, type: bool }
  }

  #call(call: Expression & { kind: 'call' }): Checked {
    const { name, nameRange, receiver } = call
    if (receiver !== undefined) return this.#orValue(call)
    if (name === 'has') return this.#has(call)
    const isWindow = Object.hasOwn(windowFunctions, name) && call.args[1]?.kind === 'duration'
    if (isWindow) return this.#window(name as WindowFunction, call)
    if (Object.hasOwn(scalarFunctions, name)) return this.#scalar(name as ScalarFunction, call)
    for (const argument of call.args) this.check(argument)
    if (Object.hasOwn(windowFunctions, name)) return this.#wrongArguments(name, call)
    const known = [...functionDeclarations.keys()]
    const suggestion = nearest(name, known)
    return this.report(
      'unknownFunction',
      { name, known, ...(suggestion === undefined ? {} : { suggestion }) },
      nameRange,
    )
  }

  #wrongArguments(name: string, { range }: Expression): Checked {
    return this.report(
      'wrongArguments',
      { name, usage: functionDeclarations.get(name)!.usage },
      range,
    )
  }

  #orValue(call: Expression & { kind: 'call' }): Checked {
    const { name, nameRange, receiver, args, named } = call
    if (name !== 'orValue') {
      return this.report('unknownFunction', { name, known: ['orValue'] }, nameRange)
    }
    const operand = this.check(receiver!)
    const [first] = args
    if (first === undefined || args.length !== 1 || named.length > 0)
      return this.#wrongArguments(name, call)
    const fallback = this.check(first)
    const { type } = operand
    if (type.base === 'unknown') return unknown
    if (type.base !== 'number' && type.base !== 'bool') {
      return this.report(
        'wrongType',
        { expected: { en: 'a number or a condition', zh: '数或条件' }, got: describeType(type) },
        receiver!.range,
      )
    }
    this.expect(fallback, type, first.range)
    return { typed: { op: 'orValue', operand: operand.typed, fallback: fallback.typed }, type }
  }

  #has(call: Expression & { kind: 'call' }): Checked {
    const [first] = call.args
    if (first === undefined || call.args.length !== 1 || call.named.length > 0)
      return this.#wrongArguments('has', call)
    const { typed, type } = this.check(first)
    if (type.base === 'text' || type.base === 'duration' || type.base === 'list') {
      return this.report(
        'wrongType',
        { expected: { en: 'a figure', zh: '指标' }, got: describeType(type) },
        first.range,
      )
    }
    return { typed: { op: 'has', operand: typed }, type: bool }
  }

  #scalar(name: ScalarFunction, call: Expression & { kind: 'call' }): Checked {
    const { arity } = scalarFunctions[name]
    const args = call.args.map((argument) => {
      const value = this.check(argument)
      this.expect(value, { base: 'number' }, argument.range)
      return value
    })
    if (args.length < arity[0] || args.length > arity[1] || call.named.length > 0) {
      return this.#wrongArguments(name, call)
    }
    let unit: Unit = 'none'
    for (const [index, { type }] of args.entries()) {
      if (type.base !== 'number') return unknown
      if (!unitsAgree(unit, type.unit)) {
        return this.report(
          'unitMismatch',
          { left: units[unit].label, right: units[type.unit].label, operator: name },
          call.args[index]!.range,
        )
      }
      if (unit === 'none') unit = type.unit
    }
    return {
      typed: { op: 'scalar', name, args: args.map(({ typed }) => typed) },
      type: { base: 'number', unit },
    }
  }

  #window(name: WindowFunction, call: Expression & { kind: 'call' }): Checked {
    const [subject, length] = call.args
    const [option] = call.named
    const takesOffset = name !== 'lag'
    if (
      subject === undefined ||
      length?.kind !== 'duration' ||
      call.args.length !== 2 ||
      this.#isInWindow
    ) {
      return this.#wrongArguments(name, call)
    }
    const isOptionFine =
      option === undefined || (takesOffset && call.named.length === 1 && option.name === 'offset')
    const offset = option?.value
    if (!isOptionFine || (offset !== undefined && offset.kind !== 'duration'))
      return this.#wrongArguments(name, call)
    const offsetDays = offset === undefined ? 0 : offset.days
    if (length.days < 1 || length.days > maxWindowDays || offsetDays > maxWindowDays) {
      const expected = sameText(`1d … ${maxWindowDays}d`)
      const got = length.days < 1 || length.days > maxWindowDays ? length.days : offsetDays
      return this.report(
        'wrongValue',
        { field: sameText(name), expected, got: sameText(`${got}d`) },
        length.range,
      )
    }
    this.#isInWindow = true
    const operand = this.check(subject)
    this.#isInWindow = false
    this.expect(operand, { base: 'number' }, subject.range)
    if (operand.type.base !== 'number') return unknown
    const typed: Typed = {
      op: 'window',
      name,
      operand: operand.typed,
      days: length.days,
      offsetDays,
    }
    return { typed, type: operand.type }
  }
}

const words = {
  bool: { en: 'a condition', zh: '条件' },
  number: { en: 'a number', zh: '数' },
  literal: { en: 'a literal number', zh: '数字' },
  text: { en: 'a text', zh: '文本' },
  list: { en: 'a list', zh: '列表' },
  unknown: { en: 'something unknown', zh: '未知' },
} as const satisfies Record<string, Text>

function describeExpected(expected: Expected): Text {
  return words[expected.base]
}

function describeType(type: ValueType): Text {
  switch (type.base) {
    case 'enum':
      return {
        en: `one of ${type.values.join(', ')}`,
        zh: `${type.values.join('、')} 之一`,
      }
    case 'text':
      return { en: `the text "${type.value}"`, zh: `文本 "${type.value}"` }
    case 'duration':
      return { en: `the duration ${type.days}d`, zh: `时长 ${type.days}d` }
    default:
      return words[type.base]
  }
}
