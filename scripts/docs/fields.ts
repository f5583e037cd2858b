/** What a field of a node, or a parameter of a command, takes. */
import { scopeIds, type CommandParameter, type Field } from '@sandtable/rules'
import { code, codes, unitName } from './markdown.ts'

/** What it takes, in one cell. */
export function takes(field: Field): string {
  switch (field.type) {
    case 'expression': {
      const kind = field.result === 'bool' ? 'condition' : 'number expression'
      const only = field.isConstant === true ? ' of literals and parameters' : ''
      const payload = field.payloadOf === undefined ? '' : ', may read `event.…`'
      return `${kind}${only}${payload}`
    }
    case 'number': {
      const whole = field.isInteger === true ? 'whole number' : 'number'
      return `${whole} from ${field.min} to ${field.max}`
    }
    case 'duration':
      return `days, ${code(`${field.minDays}d`)} to ${code(`${field.maxDays}d`)}`
    case 'choice':
      return codes(Object.keys(field.options))
    case 'scope':
      return field.options.length === scopeIds.length ? 'any scope' : codes(field.options)
    case 'text':
      return `text of at most ${field.maxLength} characters${field.isCopy === true ? ', published' : ''}`
    case 'boolean':
      return '`true`, `false`'
    case 'recurrence':
      return 'recurrence rule'
    case 'event':
      return 'event of the shop'
    case 'metrics':
      return `at most ${field.maxItems} figures`
    case 'tiers':
      return `1 to ${field.maxItems} pairs of threshold and reward, in cents`
    case 'pick':
      return `one ${field.scope}: a pick`
    case 'table':
      return 'decision table'
  }
}

/** Unit of a field's value, where it has one. */
export function unitOfField(field: Field): string {
  if (field.type === 'number') return unitName(field.unit)
  return field.type === 'expression' && field.unit !== undefined ? unitName(field.unit) : ''
}

/** What a parameter takes; bounds are inclusive. */
export function parameterTakes(parameter: CommandParameter): string {
  switch (parameter.type) {
    case 'number': {
      const rounding = { up: ', rounded up', down: ', rounded down', none: '' }[parameter.rounding]
      return `number expression, ${parameter.min} to ${parameter.max}${rounding}`
    }
    case 'choice':
      return codes(Object.keys(parameter.options))
    case 'text':
      return `text of at most ${parameter.maxLength} characters${parameter.isCopy === true ? ', published' : ''}`
    case 'boolean':
      return '`true`, `false`'
    case 'metrics':
      return `at most ${parameter.maxItems} figures`
    case 'tiers':
      return `1 to ${parameter.maxItems} pairs of threshold and reward, in cents`
    case 'pick':
      return `one ${parameter.scope}: a pick`
  }
}

/** A default as it stands in a file. */
export function defaultOf(value: unknown): string {
  if (value === undefined) return ''
  return code(typeof value === 'string' ? value : JSON.stringify(value))
}
