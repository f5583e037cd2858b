/** Text → typed expression, with every problem: names, types, units, functions, windows (SPEC L, U, W). */
import { issue, type Issue } from '../issues.ts'
import { playbookLimits } from '../playbook.ts'
import type { Expected } from './checked.ts'
import { Checker, type ExpressionContext } from './checker.ts'
import { withLabels } from './labels.ts'
import { parseExpression } from './parseExpression.ts'
import type { Typed, ValueType } from './typed.ts'

export type { Expected } from './checked.ts'
export type { ExpressionContext } from './checker.ts'

/** `type` is what the expression is; both are absent when the text has an error. */
export type CheckedExpression = (
  | { readonly typed: Typed; readonly type: ValueType }
  | { readonly typed?: undefined; readonly type?: undefined }
) & {
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
  for (const { range, ...facts } of problems) checker.report('syntax', facts, range)
  const { typed, type } = checker.check(expression)
  // what a text that cannot be read would have given is no further problem
  if (problems.length === 0) checker.expect(type, expected, expression.range)
  const isClean = !checker.isPartial && checker.issues.every(({ severity }) => severity !== 'error')
  const { issues, usedParams } = checker
  return isClean
    ? { typed, type, issues: issues.toSorted(byPlace), usedParams }
    : { issues: withLabels(text, issues, context).toSorted(byPlace), usedParams }
}

function byPlace(a: Issue, b: Issue): number {
  return a.range!.start - b.range!.start
}
