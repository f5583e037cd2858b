/**
 * The state of one check, and the way down the syntax tree:
 *
 *   check(Expression) ─▶ checkNames │ checkOperators │ checkCalls ─▶ checkWindows ─▶ Checked { typed, type }
 */
import { issue, type Issue, type IssueCode, type IssueFacts, type Severity } from '../issues.ts'
import { playbookLimits } from '../playbook.ts'
import type { ScopeId } from '../scopes.ts'
import type { Catalogue, ValueInfo } from '../shop.ts'
import { unitsAgree, units, type Unit } from '../units.ts'
import type { Call, Expression, Range } from './ast.ts'
import { checkCall } from './checkCalls.ts'
import { bool, describeType, suggesting, unknown, valueless, words } from './checked.ts'
import type { Checked, Expected } from './checked.ts'
import { checkMember, checkName } from './checkNames.ts'
import { checkBinary, checkConditional, checkUnary } from './checkOperators.ts'
import { functionDeclarations } from './functions.ts'
import type { ValueType } from './typed.ts'

export interface ExpressionContext {
  /** The scope whose entities the expression is decided for. */
  readonly scope: ScopeId
  readonly catalogue: Catalogue
  /** Values of the playbook's parameters; a text is that of a choice. */
  readonly params: ReadonlyMap<string, number | string>
  /** What the event announces, in the condition of an event trigger: read as `event.x`. */
  readonly payload?: Readonly<Record<string, ValueInfo>>
  /** True where the event is none that the shop knows, which is reported elsewhere: nothing is said of `event.x`. */
  readonly isPayloadUnknown?: boolean
  /** True where one value serves all entities and days: only literals and parameters may be named. */
  readonly isConstant?: boolean
}

/** Where in the expression the check is. */
interface Inside {
  /** Whose figures a bare name reads. */
  readonly scope: ScopeId
  /** Name of the function, when inside the first argument of one. */
  readonly window?: string
  readonly aggregate?: string
}

export class Checker {
  readonly issues: Issue[] = []
  readonly usedParams = new Set<string>()
  /** True when something was read of which nothing is known, without a problem of the text. */
  isPartial = false
  #errors = 0
  readonly context: ExpressionContext
  #inside: Inside

  constructor(context: ExpressionContext) {
    this.context = context
    this.#inside = { scope: context.scope }
  }

  get inside(): Inside {
    return this.#inside
  }

  report<C extends IssueCode>(
    code: C,
    facts: IssueFacts<C>,
    range: Range,
    severity: Severity = 'error',
  ): Checked {
    this.issues.push(issue(code, facts, { path: [], range }, severity))
    if (severity === 'error') this.#errors++
    return unknown
  }

  /** Says how the function is called. */
  reportWrongArguments({ name, range }: Call): Checked {
    const { usage } = functionDeclarations.get(name)!
    return this.report('wrongArguments', { name, usage }, range)
  }

  /** Reports unless the value is what the place wants. */
  expect(type: ValueType, expected: Expected, range: Range, suggestion?: string): void {
    if (type.base === 'unknown') return
    const fits =
      expected.base === 'any'
        ? type.base === 'number' || type.base === 'bool' || type.base === 'enum'
        : type.base === expected.base
    if (!fits) {
      const facts = { expected: words[expected.base], got: describeType(type) }
      this.report('wrongType', { ...facts, ...suggesting(suggestion) }, range)
    } else if (
      expected.base === 'number' &&
      type.base === 'number' &&
      expected.unit !== undefined &&
      !unitsAgree(type.unit, expected.unit)
    ) {
      const facts = { expected: units[expected.unit].label, got: units[type.unit].label }
      this.report('wrongUnit', facts, range)
    }
  }

  /** Reports unless the units agree; `operator` is what wants them to. */
  expectSameUnit(left: Unit, right: Unit, operator: string, range: Range): boolean {
    if (unitsAgree(left, right)) return true
    const facts = { left: units[left].label, right: units[right].label, operator }
    this.report('unitMismatch', facts, range)
    return false
  }

  /** Reports what differs by entity or day where the place takes one value for all. */
  expectConstantPlace(found: string, range: Range): void {
    if (this.context.isConstant === true) this.report('notConstant', { found }, range)
  }

  check(expression: Expression): Checked {
    // enough is known to mend; what follows is not looked at
    if (this.#errors >= playbookLimits.expressionIssues) return unknown
    const { typed, type } = this.#checkKind(expression)
    return { typed: { ...typed, range: expression.range }, type }
  }

  /** Checks an operand inside a window or an aggregate. */
  checkInside(expression: Expression, inside: Partial<Inside>): Checked {
    const outside = this.#inside
    this.#inside = { ...outside, ...inside }
    const checked = this.check(expression)
    this.#inside = outside
    return checked
  }

  #checkKind(expression: Expression): Checked {
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
        return { typed: valueless, type: { base: 'text', value: expression.value } }
      case 'duration':
        return { typed: valueless, type: { base: 'duration', days: expression.days } }
      case 'list':
        return { typed: valueless, type: { base: 'list' } }
      case 'name':
        return checkName(this, expression)
      case 'member':
        return checkMember(this, expression)
      case 'call':
        return checkCall(this, expression)
      case 'unary':
        return checkUnary(this, expression)
      case 'binary':
        return checkBinary(this, expression)
      case 'conditional':
        return checkConditional(this, expression)
    }
  }
}
