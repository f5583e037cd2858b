/**
 * The shop as the rules see it: a port. The simulator implements it; a real shop can take its place.
 *
 *   Shop.entities ─┐
 *   Shop.catalogue ┼─▶ check, compile ─▶ review(snapshot) ─▶ Command[] ─▶ Shop.apply ─▶ Receipt[]
 *   Snapshot.column┘
 */
import type { CommandId } from './commands/index.ts'
import type { ScopeId } from './scopes.ts'
import type { Text } from './text.ts'
import type { Unit } from './units.ts'

/** Higher is better, lower is better, or neither. */
export type Direction = 'up' | 'down' | 'neither'

/** What a figure covers: the flow of the closed day, the state at the review, or a fixed trailing window. */
export type MetricWindow = 'day' | 'now' | `${number}d`

/** What a value is: how it is stored, compared and shown. Plain data. */
export interface ValueInfo {
  readonly type: 'number' | 'bool' | 'enum'
  /** Values of an enum, in the order of their codes in a column. */
  readonly values?: readonly string[]
  readonly unit: Unit
  /** No value is below or above, whatever happens; absent where nothing is certain. For the analyses. */
  readonly least?: number
  readonly greatest?: number
  /** True when it may be missing for an entity (a ratio with denominator 0, a state that does not exist). */
  readonly mayBeMissing: boolean
  readonly label: Text
  /** Definition, as a formula where there is one. */
  readonly help: Text
}

/** A named figure that the shop announces for every entity of the scopes listed. Plain data: it crosses HTTP. */
export interface MetricInfo extends ValueInfo {
  readonly id: string
  readonly scopes: readonly ScopeId[]
  readonly window: MetricWindow
  readonly direction: Direction
  /** False when the shop announces the figure but cannot compute it yet: it is then always missing. */
  readonly isSimulated: boolean
}

/** Something that happens to entities of a scope and is announced on that day. Plain data. */
export interface EventInfo {
  readonly id: string
  readonly scopes: readonly ScopeId[]
  /** What the announcement says: read as `event.changeRatio`, in the `where` of the trigger only. */
  readonly payload: Readonly<Record<string, ValueInfo>>
  /** False when the shop never announces it yet. */
  readonly isSimulated: boolean
  readonly label: Text
  readonly help: Text
}

/** Everything a playbook may name. Plain data: it crosses HTTP. */
export interface Catalogue {
  readonly metrics: readonly MetricInfo[]
  readonly events: readonly EventInfo[]
  /** Commands the shop carries out; others are rejected with `notSimulated`. */
  readonly commands: readonly CommandId[]
}

/** The entities of one scope, sorted by stable id. The order is the order of every column of the scope. */
export interface Entities {
  readonly scope: ScopeId
  /** Stable ids, ascending by code unit. */
  readonly ids: readonly string[]
  /** For each parent scope, the index of every entity's parent. */
  readonly parents: Readonly<Partial<Record<ScopeId, Int32Array>>>
}

/** One announcement. */
export interface ShopEvent {
  /** Index into the entities of the scope. */
  readonly entity: number
  /** Payload id → value; enums as codes, bools as 0 and 1, missing as NaN or absent. */
  readonly payload: Readonly<Record<string, number>>
}

/** One immutable view of the closed figures that every playbook of a review reads. */
export interface Snapshot {
  /** Day of the review; day 1 is the first day of the run, history has days ≤ 0. */
  readonly day: number
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number
  /** Days closed so far, history included: no window reaches farther back. */
  readonly closedDays: number
  /**
   * The column of a metric at the review: a flow of the newest closed day, a state as it is now.
   * One number per entity: enum columns hold codes, bool columns 0 or 1, missing is NaN.
   * Undefined when there is no such figure yet: then every value is missing.
   */
  now(scope: ScopeId, metricId: string): Float64Array | undefined
  /**
   * The column of a metric at the close of a day: the newest closed one (`daysAgo` 0) or an earlier one.
   * Called only as far back as `closedDays` and the history needs of the program reach.
   * What has closed never changes: windows are carried from one review to the next.
   */
  atClose(scope: ScopeId, metricId: string, daysAgo: number): Float64Array | undefined
  /** What was announced on the newest closed day, in entity order; empty when nothing was. */
  events(scope: ScopeId, eventId: string): readonly ShopEvent[]
}

/** How far back a program reads a metric: the shop must keep the newest closed day of it and `days` before that. */
export interface HistoryNeed {
  readonly scope: ScopeId
  readonly metricId: string
  readonly days: number
}

/** One entity of another scope that a command names. */
export interface EntityRef {
  readonly scope: ScopeId
  readonly entity: number
}
/** Value of one parameter of a command: a rounded number, a choice or text, a switch, metric ids, spend tiers, an entity. */
export type CommandValue =
  | number
  | string
  | boolean
  | readonly string[]
  | readonly (readonly [thresholdCents: number, rewardCents: number])[]
  | EntityRef

/** A request to the shop, after conflicts and guards. Number values are rounded, not yet clipped. */
export interface Command {
  readonly command: CommandId
  readonly scope: ScopeId
  /** Indices into the entities of `scope`. One, except for commands whose rule is `all` (one message, many entities). */
  readonly entities: readonly number[]
  /** A parameter that is not set is absent. */
  readonly values: Readonly<Record<string, CommandValue>>
}

/** What the rules need of a shop besides snapshots and receipts. */
export interface Shop {
  readonly catalogue: Catalogue
  /** Empty entities for a scope the shop does not have. */
  entities(scope: ScopeId): Entities
}
