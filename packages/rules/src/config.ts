/** Node configs: defaults, and the zod schema and checks that follow from a kind's fields. */
import type { Config, ConfigValue, Field } from './field.ts'
import type { NodeDefinition } from './node.ts'

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
  return typeof text === 'string' && /^\d{1,4}d$/.test(text) ? Number(text.slice(0, -1)) : undefined
}

/** What a field's value must be, in words; undefined when the value fits. Expressions are checked apart. */
export function fieldExpectation(field: Field, value: ConfigValue): string | undefined {
  switch (field.type) {
    case 'expression':
      return typeof value === 'string' ? undefined : 'an expression (text)'
    case 'text': {
      const fits = typeof value === 'string' && value.length <= field.maxLength
      return fits ? undefined : `a text of at most ${field.maxLength} characters`
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'number': {
      const fits =
        typeof value === 'number' &&
        value >= field.min &&
        value <= field.max &&
        (field.isInteger !== true || Number.isInteger(value))
      const kind = field.isInteger === true ? 'a whole number' : 'a number'
      return fits ? undefined : `${kind} from ${field.min} to ${field.max}`
    }
    case 'duration': {
      const days = durationDays(value)
      const fits = days !== undefined && days >= field.minDays && days <= field.maxDays
      return fits ? undefined : `days from ${field.minDays}d to ${field.maxDays}d`
    }
    case 'choice':
      return Object.hasOwn(field.options, String(value)) && typeof value === 'string'
        ? undefined
        : Object.keys(field.options).join(' | ')
    case 'scope':
      return field.options.some((option) => option === value)
        ? undefined
        : field.options.join(' | ')
    case 'recurrence':
      return undefined
  }
}
