import type { ConfigValue } from '@sandtable/rules'

/** The text of a value: a file may hold anything where a text belongs. */
export function asText(value: ConfigValue | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
