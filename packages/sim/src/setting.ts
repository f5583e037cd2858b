/** How a number of the shop that a shop file may override is declared. */
import type { Text, Unit } from '@sandtable/rules'

/** One number, or a list of numbers. `source` is a publication, or `assumption` where nothing better than judgement is known. */
export interface Setting {
  readonly label: Text
  readonly unit: Unit
  /** Bounds of the number, or of each number of a list. */
  readonly min: number
  readonly max: number
  readonly isInteger?: boolean
  readonly source: string
}

/** A number, or a list: a law by its weights, a plan by day. */
export type SettingValue = number | readonly number[]

/** A number or list of the whole shop. */
export interface ShopSetting extends Setting {
  readonly default: SettingValue
  /** A list has so many numbers; or as many as the list at this path. Any number when left out. */
  readonly length?: number | string
}

/** Numbers of the whole shop, by the path an override names: `money.feeRatio`. */
export type Settings = Readonly<Record<string, ShopSetting>>

/** Kinds of entities as they stand in a shop file: `products.p_dress_03.listPriceCents`. */
export const entityKinds = {
  products: 'product',
  categories: 'category',
  suppliers: 'supplier',
  warehouses: 'warehouse',
  channels: 'channel',
  segments: 'segment',
  ticketClasses: 'ticketClass',
  funnelSteps: 'funnelStep',
  accounts: 'account',
  desks: 'desk',
} as const
export type EntityKind = keyof typeof entityKinds

/**
 * A number that every entity of a kind has. A default holds for all of them, or is given by id for the
 * entities that every shop has; without one the template must give it.
 */
export type EntitySetting = Setting & {
  readonly default?: SettingValue | Readonly<Record<string, number>>
}
export type EntitySettings = Readonly<
  Partial<Record<EntityKind, Readonly<Record<string, EntitySetting>>>>
>
