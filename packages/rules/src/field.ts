/**
 * Fields of a node kind: one declaration gives the JSON schema, the inspector's form, the checks and
 * the docs page. A field's value lives in `node.config[id]`; an absent optional field means "not set".
 */
import type { EntityPick } from './commands/command.ts'
import type { Text, UserText } from './text.ts'
import type { ScopeId } from './scopes.ts'
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
  /** May read literals and parameters only: one value for all entities. */
  readonly isConstant?: boolean
  /** Id of the field that names an event: the expression may read its payload as `event.x`. */
  readonly payloadOf?: string
  /** Unit of a number result. */
  readonly unit?: Unit
  readonly default?: string
}
/** A literal number, or `params.x`. */
export interface NumberField extends FieldBase {
  readonly type: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly isInteger?: boolean
  readonly default?: number
}
/** A length of time in whole days, written `7d`, or `params.x` with a parameter in days. */
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
  /** Published to customers: checked against the advertising-law word list. */
  readonly isCopy?: boolean
  readonly default?: string
}
/** The scope a trigger watches. */
export interface ScopeField extends FieldBase {
  readonly type: 'scope'
  readonly options: readonly ScopeId[]
  /** True when it must be the shop or a parent of what arrives. */
  readonly isParentOfInput?: boolean
  readonly default?: ScopeId
}
/** Days on which a schedule fires: a subset of RFC 5545 recurrence rules, whose interval may be `params.x`. */
export interface RecurrenceField extends FieldBase {
  readonly type: 'recurrence'
  readonly default?: string
}

/** An event that the shop announces. */
export interface EventField extends FieldBase {
  readonly type: 'event'
  readonly default?: string
}
/** A set of metrics by id. */
export interface MetricsField extends FieldBase {
  readonly type: 'metrics'
  readonly maxItems: number
  readonly default?: readonly string[]
}
/** Spend tiers: pairs of threshold and reward in cents. */
export interface TiersField extends FieldBase {
  readonly type: 'tiers'
  readonly maxItems: number
  readonly default?: readonly (readonly [number, number])[]
}
/** One other entity: an `EntityPick`. */
export interface PickField extends FieldBase {
  readonly type: 'pick'
  /** Scope of the entity. */
  readonly scope: ScopeId
  readonly default?: EntityPick
}
/** A decision table: a `DecisionTable`. */
export interface TableField extends FieldBase {
  readonly type: 'table'
  /** Id of the field that says what happens where several rows match. */
  readonly hitPolicyField: string
  /** The output port of what no row matches: nothing is left out once it is connected. */
  readonly defaultPort: string
  readonly default?: DecisionTable
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
  | EventField
  | MetricsField
  | TiersField
  | PickField
  | TableField

/**
 * Columns are number, bool or enum expressions; a cell is a test of its column in the notation of DMN's
 * S-FEEL unary tests (`< 10`, `[5..10)`, `"A", "B"`, `not("A")`, `true`), `-` or absent for any value.
 * Every row is an output port named by its id.
 */
export interface DecisionTable {
  readonly columns: readonly { readonly id: string; readonly expression: string }[]
  readonly rows: readonly {
    readonly id: string
    readonly name?: UserText
    readonly cells: Readonly<Record<string, string>>
  }[]
}

/** A value in a node's config: JSON. */
export type ConfigValue =
  string | number | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue }
export type Config = Readonly<Record<string, ConfigValue>>
