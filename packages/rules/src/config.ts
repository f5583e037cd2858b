/** Node configs: defaults, and the zod schema and checks that follow from a kind's fields. */
import type { Config, ConfigValue, Field } from './field.ts'
import type { NodeDefinition } from './node.ts'
import { parseRecurrence } from './recurrence.ts'
import { sameText, type Text } from './text.ts'

/** The config of a fresh node: every field that is not optional, at its default. */
export function defaultConfig(definition: NodeDefinition): Config {
  const config: Record<string, ConfigValue> = {}
  for (const [id, field] of Object.entries(definition.fields)) {
    if (field.default !== undefined) config[id] = field.default
  }
  return config
}

/** The config with defaults for the fields that are absent: what the node means. */
export function resolvedConfig(definition: NodeDefinition, config: Config): Config {
  return { ...defaultConfig(definition), ...config }
}

/** Days of a duration text such as `7d`; undefined when it is none. */
export function durationDays(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{1,9}d$/.test(text) ? Number(text.slice(0, -1)) : undefined
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
      const kind = isInteger ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' }
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
      return Object.hasOwn(field.options, String(value)) && typeof value === 'string'
        ? undefined
        : sameText(Object.keys(field.options).join(' | '))
    case 'scope':
      return field.options.some((option) => option === value)
        ? undefined
        : sameText(field.options.join(' | '))
    case 'recurrence':
      return parseRecurrence(String(value)) !== undefined
        ? undefined
        : sameText('FREQ=DAILY;INTERVAL=7 | FREQ=WEEKLY;BYDAY=MO,TH')
  }
}
