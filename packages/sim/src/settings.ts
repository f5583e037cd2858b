/**
 * Every number of a shop that a shop file may override: declared once by its mechanism, with unit, range and
 * where the default comes from. A template gives its own values; the rest keeps the default.
 */
import { complianceEntitySettings, complianceSettings } from './mechanisms/compliance/settings.ts'
import { customersEntitySettings, customersSettings } from './mechanisms/customers/settings.ts'
import { demandEntitySettings, demandSettings } from './mechanisms/demand/settings.ts'
import { fulfilmentEntitySettings, fulfilmentSettings } from './mechanisms/fulfilment/settings.ts'
import { moneyEntitySettings, moneySettings } from './mechanisms/money/settings.ts'
import { offersEntitySettings, offersSettings } from './mechanisms/offers/settings.ts'
import { peopleEntitySettings, peopleSettings } from './mechanisms/people/settings.ts'
import { returnsEntitySettings, returnsSettings } from './mechanisms/returns/settings.ts'
import { reviewsEntitySettings, reviewsSettings } from './mechanisms/reviews/settings.ts'
import { serviceEntitySettings, serviceSettings } from './mechanisms/service/settings.ts'
import { shelvesEntitySettings, shelvesSettings } from './mechanisms/shelves/settings.ts'
import { supplyEntitySettings, supplySettings } from './mechanisms/supply/settings.ts'
import { worldEntitySettings, worldSettings } from './mechanisms/world/settings.ts'
import { entityKinds, type EntityKind, type EntitySetting, type SettingValue } from './setting.ts'

/** Numbers of the whole shop, by the path an override names. */
export const settings = {
  ...worldSettings,
  ...demandSettings,
  ...offersSettings,
  ...shelvesSettings,
  ...supplySettings,
  ...fulfilmentSettings,
  ...returnsSettings,
  ...customersSettings,
  ...reviewsSettings,
  ...serviceSettings,
  ...moneySettings,
  ...peopleSettings,
  ...complianceSettings,
}
export type SettingPath = keyof typeof settings

type ValueOf<S> = S extends { readonly default: readonly number[] } ? readonly number[] : number

/** A value for every number of the shop. */
export type SettingValues = { readonly [P in SettingPath]: ValueOf<(typeof settings)[P]> }

/** The defaults as declared. */
export function defaultSettings(): Record<SettingPath, SettingValue> {
  return Object.fromEntries(
    Object.entries(settings).map(([path, setting]) => [path, setting.default]),
  ) as Record<SettingPath, SettingValue>
}

const parts = [
  worldEntitySettings,
  demandEntitySettings,
  offersEntitySettings,
  shelvesEntitySettings,
  supplyEntitySettings,
  fulfilmentEntitySettings,
  returnsEntitySettings,
  customersEntitySettings,
  reviewsEntitySettings,
  serviceEntitySettings,
  moneyEntitySettings,
  peopleEntitySettings,
  complianceEntitySettings,
] as const

type Part = (typeof parts)[number]
type Intersection<U> = (U extends unknown ? (part: U) => void : never) extends (
  part: infer I,
) => void
  ? I
  : never
/** All numbers of one kind of entity, with their declarations. */
type FieldsOf<K extends EntityKind> = Intersection<
  Part extends infer P ? (P extends Readonly<Record<K, infer F>> ? F : never) : never
>
type Fields<K extends EntityKind> = [FieldsOf<K>] extends [object] ? FieldsOf<K> : object

/** A value for every number of an entity. */
export type NumbersOf<K extends EntityKind> = {
  readonly [F in keyof Fields<K>]: ValueOf<Fields<K>[F]>
}
/** The numbers of an entity as a template lists them: those with a default may be left out. */
export type ListedNumbersOf<K extends EntityKind> = {
  readonly [
    F in keyof Fields<K> as Fields<K>[F] extends { readonly default: unknown } ? never : F
  ]: ValueOf<Fields<K>[F]>
} & {
  readonly [
    F in keyof Fields<K> as Fields<K>[F] extends { readonly default: unknown } ? F : never
  ]?: ValueOf<Fields<K>[F]>
}

/** The numbers of every kind of entity, by the name an override gives them. */
export const entitySettings: Readonly<Record<EntityKind, Readonly<Record<string, EntitySetting>>>> =
  Object.fromEntries(
    Object.keys(entityKinds).map((kind) => [
      kind,
      Object.assign(
        {},
        ...parts.map((part) => (part as Partial<Record<string, object>>)[kind] ?? {}),
      ),
    ]),
  ) as Record<EntityKind, Record<string, EntitySetting>>

/** The declared default of an entity's number; undefined when only the template can say. */
export function entityDefault(
  { default: declared }: EntitySetting,
  id: string,
): SettingValue | undefined {
  if (declared === undefined || typeof declared === 'number' || isList(declared)) return declared
  return Object.hasOwn(declared, id) ? declared[id] : undefined
}

function isList(value: object): value is readonly number[] {
  return Array.isArray(value)
}
