/** A shop as data: what a template lists and a shop file may override. */
import type { Text } from '@sandtable/rules'
import type { entitySettings, EntityKind, SettingPath } from '../settings.ts'

type NumbersOf<K extends EntityKind> = Readonly<Record<keyof (typeof entitySettings)[K], number>>

export interface Category extends NumbersOf<'categories'> {
  readonly id: string
  readonly label: Text
}
export interface Supplier extends NumbersOf<'suppliers'> {
  readonly id: string
  readonly label: Text
}
export interface Warehouse extends NumbersOf<'warehouses'> {
  readonly id: string
  readonly label: Text
}
export interface Product extends NumbersOf<'products'> {
  readonly id: string
  readonly categoryId: string
  readonly supplierId: string
}

/** Every product is stocked in every warehouse. Ids are stable: chance and results are keyed by them. */
export interface ShopTemplate {
  readonly id: string
  readonly label: Text
  readonly description: Text
  readonly currency: string
  /** ISO date of day 1. */
  readonly startDate: string
  readonly historyDays: number
  readonly horizonDays: number
  /** Values that differ from the defaults of `settings`. */
  readonly settings: Readonly<Partial<Record<SettingPath, number>>>
  readonly categories: readonly Category[]
  readonly suppliers: readonly Supplier[]
  readonly warehouses: readonly Warehouse[]
  readonly products: readonly Product[]
}
