/**
 * Fields of a node kind: one declaration gives the JSON schema, the inspector's form, the checks and
 * the docs page. A field's value lives in `node.config[id]`; an absent optional field means "not set".
 */
import type { Text } from './text.ts'
import type { ScopeId } from './shop.ts'
import type { Unit } from './units.ts'

interface FieldBase {
  readonly label: Text
  readonly help: Text
  /** Absent in the config means "not set". A field that is not optional has a default. */
  readonly isOptional?: boolean
  /** Shown under "more options" in the inspector. */
  readonly isAdvanced?: boolean
}
/** A text of the expression language, evaluated per entity of the node's scope. */
export interface ExpressionField extends FieldBase {
  readonly type: 'expression'
  readonly result: 'bool' | 'number'
  /** Unit of a number result. */
  readonly unit?: Unit
  readonly default?: string
}
/** A literal number. */
export interface NumberField extends FieldBase {
  readonly type: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly isInteger?: boolean
  readonly default?: number
}
/** A length of time in whole days, written `7d`. */
export interface DurationField extends FieldBase {
  readonly type: 'duration'
  readonly minDays: number
  readonly maxDays: number
  readonly default?: string
}
/** One of a fixed list. */
export interface ChoiceField extends FieldBase {
  readonly type: 'choice'
  readonly options: Readonly<Record<string, { readonly label: Text }>>
  readonly default?: string
}
/** Yes or no. */
export interface BooleanField extends FieldBase {
  readonly type: 'boolean'
  readonly default?: boolean
}
/** A text that people read. */
export interface TextField extends FieldBase {
  readonly type: 'text'
  readonly maxLength: number
  readonly default?: string
}
/** The scope a trigger watches. */
export interface ScopeField extends FieldBase {
  readonly type: 'scope'
  readonly options: readonly ScopeId[]
  readonly default?: ScopeId
}
/** Days on which a schedule fires: a subset of RFC 5545 recurrence rules. */
export interface RecurrenceField extends FieldBase {
  readonly type: 'recurrence'
  readonly default?: string
}

export type Field =
  | ExpressionField
  | NumberField
  | DurationField
  | ChoiceField
  | BooleanField
  | TextField
  | ScopeField
  | RecurrenceField

/** A value in a node's config. */
export type ConfigValue = string | number | boolean
export type Config = Readonly<Record<string, ConfigValue>>
