/** What checking a part of an expression gives, and how types are named in sentences. */
import type { Text } from '../text.ts'
import type { Unit } from '../units.ts'
import type { Typed, ValueType } from './typed.ts'

/** What the place wants: a condition, a number in a unit, or any value: number, condition or enum. */
export type Expected =
  | { readonly base: 'bool' }
  | { readonly base: 'number'; readonly unit?: Unit }
  | { readonly base: 'any' }

export interface Checked {
  /** Has a meaning for numbers, bools and enums only. */
  readonly typed: Typed
  readonly type: ValueType
}

/** What has no value of its own: texts, durations and lists, which only their neighbours read. */
export const valueless: Typed = { op: 'constant', value: Number.NaN }
/** A part with a problem that has been reported. */
export const unknown: Checked = { typed: valueless, type: { base: 'unknown' } }
export const bool: ValueType = { base: 'bool' }

export const words = {
  bool: { en: 'a condition', zh: '条件' },
  number: { en: 'a number', zh: '数字' },
  literal: { en: 'a literal number', zh: '写明的数字' },
  text: { en: 'a text', zh: '文本' },
  list: { en: 'a list', zh: '列表' },
  id: { en: 'an id', zh: 'id' },
  any: { en: 'a figure', zh: '指标' },
  unknown: { en: 'something unknown', zh: '未知' },
} as const satisfies Record<string, Text>

export function describeType(type: ValueType): Text {
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

/** The fact that a sentence ends on, where something is near enough to what was typed. */
export function suggesting(suggestion: string | undefined): { readonly suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion }
}
