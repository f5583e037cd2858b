/** Node configs: defaults, and the zod schema and checks that follow from a kind's fields. */
import type { EntityPick } from './commands/command.ts'
import type { Config, ConfigValue, DecisionTable, Field } from './field.ts'
import type { NodeDefinition } from './node.ts'
import type { Playbook } from './playbook.ts'
import { parseRecurrence } from './recurrence.ts'
import { describeValue } from './schemaWords.ts'
import { sameText, textOrEmpty, type Text } from './text.ts'

/** The config of a fresh node: every field that is not optional, at its default. */
export function defaultConfig(definition: NodeDefinition): Config {
  const config: Record<string, ConfigValue> = {}
  for (const [id, field] of Object.entries(definition.fields)) {
    // defaults are plain JSON: what their interfaces declare is what a config may hold
    if (field.default !== undefined) config[id] = field.default as ConfigValue
  }
  return config
}

/** Values of a playbook's parameters by name. */
export type ParameterValues = ReadonlyMap<string, number | string>

/** Parameter names → default values. */
export function parameterValues({ params }: Pick<Playbook, 'params'>): ParameterValues {
  return new Map(Object.entries(params ?? {}).map(([name, parameter]) => [name, parameter.default]))
}

/** The same playbook with other values for its parameters; names that it does not have are left out. */
export function withParameters(
  playbook: Playbook,
  values: Readonly<Record<string, number | string>>,
): Playbook {
  const params = Object.entries(playbook.params ?? {}).map(([name, parameter]) => [
    name,
    { ...parameter, default: Object.hasOwn(values, name) ? values[name] : parameter.default },
  ])
  return { ...playbook, params: Object.fromEntries(params) as Playbook['params'] }
}

/** The parameter that a text such as `params.targetDays` stands for; undefined for any other value. */
export function parameterRef(value: ConfigValue | undefined): string | undefined {
  return typeof value === 'string'
    ? /^\s*params\.([a-z][A-Za-z0-9]{0,63})\s*$/.exec(value)?.[1]
    : undefined
}

/** A recurrence whose interval is a parameter: `FREQ=DAILY;INTERVAL=params.everyDays`. */
const intervalRef = /INTERVAL=params\.([a-z][A-Za-z0-9]{0,63})/

/**
 * What the node means: defaults for the fields that are absent, and the values of parameters where a number,
 * a duration or an interval refers to one. A reference to no parameter stays as it is, for `check` to report.
 */
export function resolvedConfig(
  definition: NodeDefinition,
  config: Config,
  params: ParameterValues = new Map(),
): Config {
  const resolved: Record<string, ConfigValue> = { ...defaultConfig(definition), ...config }
  for (const [id, field] of Object.entries(definition.fields)) {
    const value = resolved[id]
    if (field.type === 'number' || field.type === 'duration') {
      const found = params.get(parameterRef(value) ?? '')
      if (typeof found !== 'number') continue
      resolved[id] = field.type === 'number' ? found : `${found}d`
    } else if (field.type === 'recurrence' && typeof value === 'string') {
      resolved[id] = value.replace(intervalRef, (whole, name: string) =>
        typeof params.get(name) === 'number' ? `INTERVAL=${params.get(name)}` : whole,
      )
    }
  }
  return resolved
}

/** Parameters that a field refers to by name, outside expressions. */
export function parametersOfField(field: Field, value: ConfigValue | undefined): string[] {
  if (field.type === 'number' || field.type === 'duration') {
    const name = parameterRef(value)
    return name === undefined ? [] : [name]
  }
  const name = field.type === 'recurrence' ? intervalRef.exec(textOrEmpty(value))?.[1] : undefined
  return name === undefined ? [] : [name]
}

/** A field's value as text; empty when it is not set, or no text, number or switch. */
export function configText(config: Config, id: string): string {
  const value = config[id]
  return value === undefined || typeof value === 'object' ? '' : String(value)
}

/** Days of a duration text such as `7d`; undefined when it is none. */
export function durationDays(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{1,9}d$/.test(text) ? Number(text.slice(0, -1)) : undefined
}

/** What is wrong with a value inside a field that holds an object, and where. */
export interface ShapeProblem {
  /** Inside the field's value. */
  readonly path: readonly (string | number)[]
  /** The place in words; absent where it is the whole value. */
  readonly where?: Text
  readonly expected: Text
  readonly got: Text
}

/** What is wrong with a field's value; undefined when it fits. Expressions are checked apart. */
export function fieldProblem(field: Field, value: ConfigValue): ShapeProblem | undefined {
  if (field.type === 'pick') return pickProblem(value)
  if (field.type === 'table') return tableProblem(value)
  const expected = fieldExpectation(field, value)
  return expected === undefined ? undefined : { path: [], expected, got: describeValue(value) }
}

/** False while the table that a node's outputs follow from has a wrong shape. */
export function areOutputsKnown({ fields }: NodeDefinition, config: Config): boolean {
  return Object.entries(fields).every(([id, field]) => {
    const value = config[id]
    if (field.type !== 'table' || value === undefined) return true
    return fieldProblem(field, value) === undefined
  })
}

/** What a field's value must be, in words; undefined when the value fits. Expressions are checked apart. */
export function fieldExpectation(field: Field, value: ConfigValue): Text | undefined {
  switch (field.type) {
    case 'expression':
      return typeof value === 'string'
        ? undefined
        : { en: 'an expression in quotes', zh: '引号中的表达式' }
    case 'text': {
      const fits = typeof value === 'string' && value.length <= field.maxLength
      const { maxLength } = field
      return fits
        ? undefined
        : { en: `a text of at most ${maxLength} characters`, zh: `最多 ${maxLength} 个字符的文本` }
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : sameText('true | false')
    case 'number': {
      const { min, max, isInteger = false } = field
      const fits =
        typeof value === 'number' &&
        value >= min &&
        value <= max &&
        (!isInteger || Number.isInteger(value))
      const kind = isInteger ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数字' }
      return fits
        ? undefined
        : { en: `${kind.en} from ${min} to ${max}`, zh: `${min} 到 ${max} 之间的${kind.zh}` }
    }
    case 'duration': {
      const days = durationDays(value)
      const { minDays, maxDays } = field
      const fits = days !== undefined && days >= minDays && days <= maxDays
      return fits
        ? undefined
        : {
            en: `days, from “${minDays}d” to “${maxDays}d”`,
            zh: `“${minDays}d”到“${maxDays}d”的天数`,
          }
    }
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.options, value)
        ? undefined
        : sameText(Object.keys(field.options).join(' | '))
    case 'scope':
      return field.options.some((option) => option === value)
        ? undefined
        : sameText(field.options.join(' | '))
    case 'event':
      return typeof value === 'string' ? undefined : { en: 'an event', zh: '事件' }
    case 'metrics': {
      const fits =
        Array.isArray(value) &&
        value.length <= field.maxItems &&
        value.every((item) => typeof item === 'string')
      const { maxItems } = field
      return fits
        ? undefined
        : { en: `a list of at most ${maxItems} figures`, zh: `最多 ${maxItems} 个指标的列表` }
    }
    case 'tiers': {
      const isTier = (item: ConfigValue) =>
        Array.isArray(item) &&
        item.length === 2 &&
        item.every((cents) => typeof cents === 'number' && Number.isInteger(cents) && cents > 0)
      const { maxItems } = field
      return Array.isArray(value) &&
        value.length > 0 &&
        value.length <= maxItems &&
        value.every(isTier)
        ? undefined
        : {
            en: `1 to ${maxItems} pairs [threshold, reward] in whole cents`,
            zh: `1 到 ${maxItems} 组 [门槛, 优惠]，单位为分`,
          }
    }
    case 'pick':
      return pickProblem(value)?.expected
    case 'table':
      return tableProblem(value)?.expected
    case 'recurrence':
      return parseRecurrence(textOrEmpty(value)) !== undefined ? undefined : recurrenceWords
  }
}

const recurrenceWords: Text = {
  en: '“FREQ=DAILY;INTERVAL=n” for every n days, or “FREQ=WEEKLY;INTERVAL=n;BYDAY=MO,TH” for days (MO TU WE TH FR SA SU) of every n weeks; without INTERVAL, n is 1',
  zh: '“FREQ=DAILY;INTERVAL=n”（每 n 天），或“FREQ=WEEKLY;INTERVAL=n;BYDAY=MO,TH”（每 n 周的若干天：MO TU WE TH FR SA SU）；不写 INTERVAL 即 n 为 1',
}

type JsonObject = { readonly [key: string]: ConfigValue }
function isObject(value: ConfigValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True when the value has the shape of an `EntityPick`. */
export function isPick(value: ConfigValue | undefined): value is ConfigValue & EntityPick {
  return pickProblem(value) === undefined
}

/** True when the value has the shape of a `DecisionTable`; its expressions and cells are checked apart. */
export function isTable(value: ConfigValue | undefined): value is ConfigValue & DecisionTable {
  return tableProblem(value) === undefined
}

const pickShape = sameText('{ "set": "…", "best": "max" | "min", "by": "…", "where"?: "…" }')
const tableShape = sameText(
  '{ "columns": [{ "id", "expression" }], "rows": [{ "id", "name"?, "cells": { column: test } }] }',
)
const columnShape = sameText('{ "id": "…", "expression": "…" }')
const rowShape = sameText('{ "id": "…", "name"?: "…", "cells": { column: test } }')
const aText: Text = { en: 'a text', zh: '文本' }
const aList: Text = { en: 'a list', zh: '列表' }
const anId: Text = {
  en: 'an id of letters, digits, _ and - that starts with a letter',
  zh: '以字母开头、由字母、数字、_ 和 - 组成的 id',
}

/** A part of a value: it, and where it is. */
interface Part {
  readonly value: ConfigValue | undefined
  readonly path: readonly (string | number)[]
  readonly where?: Text
}
type Look = (part: Part) => ShapeProblem | undefined

function fails({ value, path, where }: Part, expected: Text): ShapeProblem {
  const got = describeValue(value)
  return where === undefined ? { path, expected, got } : { path, where, expected, got }
}
/** The place in words inside another one. */
function inside(where: Text | undefined, name: Text): Text {
  if (where === undefined) return name
  return { en: `${where.en}, ${name.en}`, zh: `${where.zh}，${name.zh}` }
}
const keyWords = (key: string): Text => ({ en: `key “${key}”`, zh: `键“${key}”` })

const text =
  (expected: Text, fits: (text: string) => boolean = () => true): Look =>
  (part) =>
    typeof part.value === 'string' && fits(part.value) ? undefined : fails(part, expected)
const idText = text(anId, (id) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id) && !(id in {}))

/** An object with these keys, those marked `?` at will, and no others; members of `unnamed` name themselves. */
function object(shape: Text, looks: Readonly<Record<string, Look>>, unnamed?: string): Look {
  const keys = Object.keys(looks).map((key) => key.replace('?', ''))
  return (part) => {
    const { value, path, where } = part
    if (!isObject(value)) return fails(part, shape)
    const at = (key: string): Part => ({
      value: value[key],
      path: [...path, key],
      ...(key === unnamed && where !== undefined
        ? { where }
        : { where: inside(where, keyWords(key)) }),
    })
    const surplus = Object.keys(value).find((key) => !keys.includes(key))
    if (surplus !== undefined) {
      const known = keys.map((key) => `“${key}”`)
      return fails(at(surplus), {
        en: `left out: the keys are ${known.join(', ')}`,
        zh: `删去：可用的键为${known.join('、')}`,
      })
    }
    for (const [key, look] of Object.entries(looks)) {
      const member = at(key.replace('?', ''))
      if (member.value === undefined && key.endsWith('?')) continue
      const problem = look(member)
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

/** A list whose members are called by their ids. */
function list(name: Text, look: Look): Look {
  return (part) => {
    const { value, path } = part
    if (!Array.isArray(value)) return fails(part, aList)
    for (const [index, member] of (value as readonly ConfigValue[]).entries()) {
      const id = isObject(member) ? member['id'] : undefined
      const called = typeof id === 'string' && id !== '' ? id : String(index + 1)
      const where = { en: `${name.en} ${called}`, zh: `${name.zh} ${called}` }
      const problem = look({ value: member, path: [...path, index], where })
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

const pickLook = object(pickShape, {
  set: text(aText),
  best: text(sameText('"max" | "min"'), (best) => best === 'max' || best === 'min'),
  by: text(aText),
  'where?': text(aText),
})
const nameLook: Look = (part) =>
  isObject(part.value)
    ? object(aText, { en: text(aText), zh: text(aText) })(part)
    : text({ en: 'a text, or { "en": …, "zh": … }', zh: '文本，或 { "en": …, "zh": … }' })(part)
const cellText = text({ en: 'a text such as "5"', zh: '文本，如 "5"' })
const cellsLook: Look = (part) => {
  const { value, path, where } = part
  if (!isObject(value)) {
    const at = { ...part, where: inside(where, keyWords('cells')) }
    return fails(at, { en: 'tests by column', zh: '按列的检验' })
  }
  for (const [id, cell] of Object.entries(value)) {
    const at = inside(where, { en: `cell ${id}`, zh: `单元格 ${id}` })
    const problem = cellText({ value: cell, path: [...path, id], where: at })
    if (problem !== undefined) return problem
  }
  return undefined
}
const tableLook = object(tableShape, {
  columns: list(
    { en: 'column', zh: '列' },
    object(columnShape, { id: idText, expression: text(aText) }),
  ),
  rows: list(
    { en: 'row', zh: '行' },
    object(rowShape, { id: idText, 'name?': nameLook, cells: cellsLook }, 'cells'),
  ),
})

function pickProblem(value: ConfigValue | undefined): ShapeProblem | undefined {
  return pickLook({ value, path: [] })
}
function tableProblem(value: ConfigValue | undefined): ShapeProblem | undefined {
  return tableLook({ value, path: [] })
}
