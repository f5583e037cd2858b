/** What a command declares. A new one is one member in its family's file and one handler in the simulator. */
import type { ConfigValue } from '../field.ts'
import type { FamilyId, ScopeId } from '../scopes.ts'
import type { Text } from '../text.ts'
import type { Unit } from '../units.ts'
import type { ReceiptReason } from '../receipts.ts'

interface ParameterBase {
  readonly label: Text
  readonly help: Text
  readonly isOptional?: boolean
}
/** A number, given as an expression per target. Bounds are inclusive; the shop clips to the upper one. */
export interface NumberParameter extends ParameterBase {
  readonly type: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  /**
   * Whole units and cents are rounded: up for orders (a part of a unit is a unit), down otherwise; ratios and
   * other fractions are not rounded.
   */
  readonly rounding: 'up' | 'down' | 'none'
  /** Expression of a node fresh from the palette. Absent on optional parameters. */
  readonly default?: string
}
/** One of a fixed list of values. Where a lever compares requests, later options are larger. */
export interface ChoiceParameter extends ParameterBase {
  readonly type: 'choice'
  readonly options: Readonly<Record<string, { readonly label: Text }>>
  /** Absent on optional parameters. */
  readonly default?: string
}
/** A text that people read. */
export interface TextParameter extends ParameterBase {
  readonly type: 'text'
  readonly maxLength: number
  /** Published to customers: must pass the advertising-law word list (SPEC A6). Ids end in `Copy`. */
  readonly isCopy?: boolean
  readonly default?: string
}
export interface BooleanParameter extends ParameterBase {
  readonly type: 'boolean'
  readonly default: boolean
}
/** Ids of metrics that the message shows. */
export interface MetricsParameter extends ParameterBase {
  readonly type: 'metrics'
  readonly maxItems: number
}
/** Spend tiers: pairs of threshold and reward, in cents. */
export interface TiersParameter extends ParameterBase {
  readonly type: 'tiers'
  readonly maxItems: number
  readonly default: readonly (readonly [thresholdCents: number, rewardCents: number])[]
}
/** One other entity, the best of a set by an expression (decisions: `pick(set, max expr where expr)`). */
export interface PickParameter extends ParameterBase {
  readonly type: 'pick'
  readonly scope: ScopeId
  readonly default: EntityPick
}
export type CommandParameter =
  | NumberParameter
  | ChoiceParameter
  | TextParameter
  | BooleanParameter
  | MetricsParameter
  | TiersParameter
  | PickParameter

/** One entity of a set: the one with the largest or smallest `by` among those where `where` is true; ties by id. */
export interface EntityPick {
  /** A set of entities, such as `product.stocks` or `shop.channels`, seen from the action's scope. */
  readonly set: string
  readonly best: 'max' | 'min'
  /** Number expression in the scope of the set. */
  readonly by: string
  /** Condition in the scope of the set. */
  readonly where?: string
}

/**
 * How equal priorities on one lever of one target are settled: the larger or smaller value of the first
 * parameter wins, amounts add up, or all go through; `none` has no natural winner, so that different requests
 * of equal priority suppress one another (SPEC R3).
 */
export type LeverRule = 'max' | 'min' | 'sum' | 'all' | 'none'

/** What a command changes at once in the figures of its target: raises, lowers or sets (for self-trigger checks). */
export type Write = 'up' | 'down' | 'set'

/**
 * Money in cents: `parameter`, times a figure of the target (or, for a stock, of its product), times another
 * number parameter, times a factor; of that, only what goes beyond the figure `beyondMetric`, never below 0.
 */
export interface CommandSpend {
  readonly parameter: string
  readonly timesMetric?: string
  readonly timesParameter?: string
  readonly factor?: number
  /** What is being spent already, such as the budget of today. */
  readonly beyondMetric?: string
}

export interface CommandDeclaration {
  readonly label: Text
  readonly summary: Text
  /** Name of the lucide icon. */
  readonly icon: string
  readonly family: FamilyId
  readonly targets: readonly ScopeId[]
  /** A choice parameter that narrows the targets: option → the scopes allowed with it, all among `targets`. */
  readonly targetsBy?: {
    readonly parameter: string
    readonly targets: Readonly<Record<string, readonly ScopeId[]>>
  }
  readonly parameters: Readonly<Record<string, CommandParameter>>
  readonly lever: string
  /** Id of a choice parameter that makes separate levers of its values (a discount per audience). */
  readonly leverBy?: string
  /** Other levers that may not be pulled for the same target in one review: the higher priority wins. */
  readonly excludes?: readonly string[]
  readonly rule: LeverRule
  /** `once`: done and over; `days`: ends by itself, renewed when it comes again; `untilChanged`: holds. */
  readonly lasts: 'once' | 'days' | 'untilChanged'
  /** What it does in the shop. */
  readonly effect: Text
  /** Cost and side effects, so that nobody takes a lever for free. */
  readonly cost: Text
  /** Why a shop may clip or refuse it. */
  readonly receipts: readonly ReceiptReason[]
  /** Metric id → how it moves at once. */
  readonly writes: Readonly<Record<string, Write>>
  /** Id of a pick parameter → what changes at once in the figures of the entity it names. */
  readonly writesPicked?: Readonly<Record<string, Readonly<Record<string, Write>>>>
  /** The money it asks for, for the guard `spendCapCents`; absent when what it costs depends on customers. */
  readonly spend?: CommandSpend
  /** The price customers are charged, for the guards `priceFloorCents` and `priceCeilingCents`. */
  readonly chargedPrice?: { readonly parameter: string; readonly is: 'price' | 'discountRatio' }
  /** One worked example for the docs page. */
  readonly example: { readonly config: Readonly<Record<string, ConfigValue>>; readonly reads: Text }
}
