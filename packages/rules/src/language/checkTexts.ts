/** Tests of enums, ids and texts against texts (SPEC L6, L9). */
import { idsOf } from '../scopes.ts'
import { nearest } from '../suggest.ts'
import type { Range } from './ast.ts'
import { describeType, suggesting, words } from './checked.ts'
import type { Checker } from './checker.ts'
import { textTests, type TextTest } from './functions.ts'
import type { Typed, ValueType } from './typed.ts'

/** What can be compared with texts. */
export type Testable = ValueType & { base: 'enum' | 'id' | 'text' }

export function isTestable(type: ValueType): type is Testable {
  return type.base === 'enum' || type.base === 'id' || type.base === 'text'
}

/** A text of the source, with its place. */
export interface SourceText {
  readonly value: string
  readonly range: Range
}

/** The text that a part gives: a literal or a choice parameter. Reports anything else. */
export function textOf(checker: Checker, type: ValueType, range: Range): SourceText | undefined {
  if (type.base === 'text') return { value: type.value, range }
  if (type.base !== 'unknown') {
    checker.report('wrongType', { expected: words.text, got: describeType(type) }, range)
  }
  return undefined
}

/** True where the subject equals, starts with or contains one of the texts. Reports texts that can never hold. */
export function testTexts(
  checker: Checker,
  subject: { readonly typed: Typed; readonly type: Testable },
  test: 'equals' | TextTest,
  texts: readonly SourceText[],
): Typed {
  const holds = (value: string, text: string) =>
    test === 'equals' ? value === text : textTests[test].holds(value, text)
  const { typed, type } = subject
  if (type.base === 'text') {
    const isTrue = texts.some((text) => holds(type.value, text.value))
    return { op: 'constant', value: Number(isTrue) }
  }
  const known = type.base === 'enum' ? type.values : idsOf(type.scope)
  const name = type.base === 'enum' ? type.metricId : 'id'
  for (const { value: text, range } of texts) {
    if (known === undefined || known.some((value) => holds(value, text))) continue
    const facts = { value: text, metric: name, known, ...suggesting(nearest(text, known)) }
    checker.report('unknownEnumValue', facts, range)
  }
  if (type.base === 'id') {
    return { op: 'idTest', scope: type.scope, test, values: texts.map(({ value }) => value) }
  }
  const codes = [...type.values.keys()].filter((code) =>
    texts.some((text) => holds(type.values[code]!, text.value)),
  )
  return { op: 'oneOf', operand: typed, values: codes }
}
