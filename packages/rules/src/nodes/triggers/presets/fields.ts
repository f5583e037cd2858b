/** Short ways to declare the fields of presets. */
import type { BooleanField, ChoiceField, NumberField } from '../../../field.ts'
import type { Text } from '../../../text.ts'
import type { Unit } from '../../../units.ts'

export type Words = readonly [en: string, zh: string]

export function text([en, zh]: Words): Text {
  return { en, zh }
}

interface Limits {
  readonly min?: number
  readonly max?: number
}

const limitsOf: Record<Unit, Required<Limits>> = {
  money: { min: 0, max: 1e12 },
  percent: { min: 0, max: 10 },
  day: { min: 0, max: 365 },
  hour: { min: 0, max: 8760 },
  count: { min: 0, max: 1e9 },
  none: { min: 0, max: 1e9 },
}

/** A threshold: a number in a unit, or a parameter. */
export function amount(
  unit: Unit,
  preset: number,
  label: Words,
  help: Words,
  limits: Limits = {},
): NumberField {
  const { min, max } = { ...limitsOf[unit], ...limits }
  return { type: 'number', unit, min, max, default: preset, label: text(label), help: text(help) }
}

/** A threshold that is left out unless it is set. */
export function optionalAmount(unit: Unit, label: Words, help: Words): NumberField {
  const { default: _, ...field } = amount(unit, 0, label, help)
  return { ...field, isOptional: true }
}

/** One of a list; the first is the default. */
export function choice(
  options: Readonly<Record<string, Words>>,
  label: Words,
  help: Words,
  preset = Object.keys(options)[0]!,
): ChoiceField {
  return {
    type: 'choice',
    options: Object.fromEntries(
      Object.entries(options).map(([id, words]) => [id, { label: text(words) }]),
    ),
    default: preset,
    label: text(label),
    help: text(help),
  }
}

export function yesNo(preset: boolean, label: Words, help: Words): BooleanField {
  return { type: 'boolean', default: preset, label: text(label), help: text(help) }
}

/** The length of a window: a literal of the language, so that it is chosen and no parameter. */
export function windowField(preset: '7d' | '14d' | '28d' | '60d' | '90d'): ChoiceField {
  const days = ['7d', '14d', '28d', '60d', '90d']
  const options = days.map((length): [string, Words] => [
    length,
    [`${length.slice(0, -1)} days`, `${length.slice(0, -1)} 天`],
  ])
  return choice(
    Object.fromEntries(options),
    ['Window', '时间窗口'],
    ['So many closed days, today’s included.', '最近这么多个已结束日，含当日。'],
    preset,
  )
}

/** A choice with "any" in front. */
export function anyOr(
  options: Readonly<Record<string, Words>>,
  label: Words,
  help: Words,
  preset = 'any',
): ChoiceField {
  return choice({ any: ['any', '任意'], ...options }, label, help, preset)
}
