/** What a schema wanted and what it got, in words: for every format we read. */
import type { z } from 'zod'
import { sameText, type Text } from './text.ts'

const anObject: Text = { en: 'an object', zh: '对象' }
const jsonTypes: Readonly<Record<string, Text>> = {
  string: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: sameText('true | false'),
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list of two', zh: '两项的列表' },
  object: anObject,
  record: anObject,
}

/** What a zod schema wanted, in words a person can act on. */
export function schemaExpectation(problem: z.core.$ZodIssue): Text {
  switch (problem.code) {
    case 'invalid_type':
      return jsonTypes[problem.expected] ?? sameText(problem.expected)
    case 'invalid_value':
      return sameText(problem.values.map((value) => JSON.stringify(value)).join(' | '))
    case 'too_big':
      return atMost(problem.origin, String(problem.maximum))
    case 'too_small':
      return problem.origin === 'string' || problem.origin === 'array'
        ? { en: 'not empty', zh: '非空' }
        : sameText(`≥ ${String(problem.minimum)}`)
    case 'invalid_format':
      return problem.format === 'regex' && problem.pattern !== undefined
        ? { en: `a text like ${problem.pattern}`, zh: `形如 ${problem.pattern} 的文本` }
        : sameText(problem.format)
    case 'invalid_union':
      return anyOf(problem.errors.flatMap(([first]) => (first === undefined ? [] : [first])))
    case 'invalid_key':
      return { en: 'a name that starts with a letter', zh: '以字母开头的名称' }
    default:
      return sameText(problem.message)
  }
}

/** What several schemas wanted, each said once. */
function anyOf(problems: readonly z.core.$ZodIssue[]): Text {
  const wanted = problems.map((problem) => schemaExpectation(problem))
  const said = wanted.filter(({ en }, index) => wanted.findIndex((one) => one.en === en) === index)
  // a text of the user is one for all languages, or one for each
  const isUserText = said.length === 2 && said[0] === jsonTypes['string'] && said[1] === anObject
  return isUserText
    ? { en: 'a text, or { "en": …, "zh": … }', zh: '文本，或 { "en": …, "zh": … }' }
    : { en: said.map(({ en }) => en).join(' or '), zh: said.map(({ zh }) => zh).join('或') }
}

/**
 * The problems that a union stands for: those of the member that fits best, where one takes such a value at all.
 * Paths are whole.
 */
export function leafProblems(problem: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (problem.code !== 'invalid_union') return [problem]
  const members = problem.errors
    .map((member) => member.flatMap((inner) => leafProblems(inner)))
    .filter((member) => member.length > 0 && !member.some(isWholeWrong))
  if (members.length === 0) return [problem]
  const best = members.reduce((least, next) => (next.length < least.length ? next : least))
  return best.map((inner) => ({ ...inner, path: [...problem.path, ...inner.path] }))
}

/** True when the value itself is of another type, and not a part of it. */
function isWholeWrong({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_union')
}

/** A path as people write it: `nodes[3].config.units`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

function atMost(origin: string, maximum: string): Text {
  if (origin === 'array') return { en: `at most ${maximum} items`, zh: `最多 ${maximum} 项` }
  if (origin === 'string')
    return { en: `at most ${maximum} characters`, zh: `最多 ${maximum} 个字符` }
  return sameText(`≤ ${maximum}`)
}

/** A short description of any JSON value; long texts are cut. */
export function describeValue(value: unknown): Text {
  if (value === undefined) return { en: 'nothing', zh: '未填写' }
  if (Array.isArray(value))
    return { en: `a list of ${value.length}`, zh: `${value.length} 项的列表` }
  if (typeof value === 'object' && value !== null) return { en: 'an object', zh: '一个对象' }
  const text = JSON.stringify(value)
  return sameText(text.length > 80 ? `${text.slice(0, 77)}…` : text)
}

/** The member of a JSON value at a path; undefined when there is none. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
