/** A shop as data: what a template lists and a shop file may override. */
import type { Text } from '@sandtable/rules'
import type { EntityKind, SettingValue } from '../setting.ts'
import type { ListedNumbersOf, NumbersOf, SettingPath } from '../settings.ts'
import type { ShockEntry } from '../shocks/shock.ts'

/** Parts of the country. */
export const regions = ['north', 'east', 'south'] as const

interface Named {
  readonly id: string
  readonly label: Text
}

/** What a template says of its entities besides their numbers. */
interface Facts {
  readonly products: {
    readonly id: string
    readonly categoryId: string
    /** The main supplier. */
    readonly supplierId: string
    /** Other suppliers that can make it, best first. */
    readonly backupSupplierIds?: readonly string[]
  }
  readonly categories: Named
  readonly suppliers: Named
  readonly warehouses: Named & {
    /** Region it serves; by its place in the list when left out. */
    readonly region?: (typeof regions)[number]
  }
  readonly accounts: Named
  readonly channels: { readonly id: string }
  readonly segments: { readonly id: string }
  readonly ticketClasses: { readonly id: string }
  readonly funnelSteps: { readonly id: string }
  readonly desks: { readonly id: string }
}

/** An entity as a template lists it: numbers with a default may be left out. */
export type Listed<K extends EntityKind> = Facts[K] & ListedNumbersOf<K>
/** An entity with every number settled. */
export type Entity<K extends EntityKind> = Facts[K] & NumbersOf<K>

export type Category = Listed<'categories'>
export type Supplier = Listed<'suppliers'>
export type Warehouse = Listed<'warehouses'>
export type Product = Listed<'products'>
export type Account = Listed<'accounts'>

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
  /** True when the shop is run by hand where no playbook steps in; false in the laboratory. */
  readonly hasRoutine: boolean
  /** Values that differ from the defaults of `settings`. */
  readonly settings: Readonly<Partial<Record<SettingPath, SettingValue>>>
  readonly categories: readonly Category[]
  readonly suppliers: readonly Supplier[]
  readonly warehouses: readonly Warehouse[]
  readonly products: readonly Product[]
  readonly accounts?: readonly Account[]
  /** Entities that every shop has, where a number differs from its default. */
  readonly channels?: readonly Listed<'channels'>[]
  readonly segments?: readonly Listed<'segments'>[]
  readonly ticketClasses?: readonly Listed<'ticketClasses'>[]
  readonly funnelSteps?: readonly Listed<'funnelSteps'>[]
  readonly desks?: readonly Listed<'desks'>[]
  /** What happens to this shop whatever the shop file schedules besides. */
  readonly shocks?: readonly ShockEntry[]
}
