/** Random shops for property tests of the simulator: every declared number may be another, within its range. */
import fc from 'fast-check'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { entityKinds, type EntityKind, type Setting } from '../../packages/sim/src/setting.ts'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'
import { shockKinds } from '../../packages/sim/src/shocks/index.ts'
import type { ShockEntry, ShockKind } from '../../packages/sim/src/shocks/shock.ts'
import { resolveShop, type ResolvedShop } from '../../packages/sim/src/shopFile.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import { product, template } from '../sim/shop.ts'

type Value = number | readonly number[]

/** A declared number and where a shop file names it; `entity` counts the entities of its kind, wrapped around. */
interface Drawn {
  readonly place: number
  readonly entity: number
  readonly u: number
  readonly length: number
}

interface Declared {
  readonly path: (shop: ShopTemplate, entity: number) => string | undefined
  readonly setting: Setting
  readonly usual: (shop: ShopTemplate, entity: number) => Value | undefined
}

/** Every number that a shop file can override, from the declarations, so that a new one is covered by itself. */
const declared: readonly Declared[] = [
  ...Object.entries(settings).map(([path, setting]): Declared => ({
    path: () => path,
    setting,
    usual: () => setting.default,
  })),
  ...(Object.keys(entityKinds) as EntityKind[]).flatMap((kind) =>
    Object.entries(entitySettings[kind]).map(([name, setting]): Declared => {
      const entityOf = (shop: ShopTemplate, entity: number) => {
        const listed = (resolved(shop)[kind] as readonly { readonly id: string }[]) ?? []
        return listed.length === 0 ? undefined : listed[entity % listed.length]!
      }
      return {
        path: (shop, entity) => {
          const id = entityOf(shop, entity)?.id
          return id === undefined ? undefined : `${kind}.${id}.${name}`
        },
        setting,
        usual: (shop, entity) =>
          (entityOf(shop, entity) as Record<string, Value> | undefined)?.[name],
      }
    }),
  ),
]
export const declaredNumbers = declared.length

const known = new WeakMap<ShopTemplate, ResolvedShop>()

/** The template without overrides, its fixed entities filled in. */
function resolved(shop: ShopTemplate): ResolvedShop {
  let found = known.get(shop)
  if (found === undefined) {
    const result = resolveShop(shop)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    known.set(shop, (found = result.shop))
  }
  return found
}

/** Largest value of a number that is 0 as declared, by its unit: more makes no shop. */
const mostByUnit: Readonly<Record<string, number>> = {
  money: 2_000,
  percent: 0.4,
  day: 15,
  hour: 10,
  count: 30,
  none: 2,
}

/** Counts of shocks and visits beyond which a shop only takes longer. */
const mostUsed: Readonly<Record<string, number>> = {
  'demand.visitsFactor': 3,
  'products.visitsPerDay': 400,
}

/** A value near the usual one: down to a quarter, up to four times; now and then a bound of the range. */
function valueNear(setting: Setting, usual: Value, u: number, length: number): Value {
  if (typeof usual !== 'number') {
    const count = usual.length > 0 ? usual.length : length
    // every number of a list differs, from one uniform
    return Array.from({ length: count }, (_, index) =>
      numberNear(setting, usual[index] ?? 0, (u * (index + 1) * 0.618_033_988 + u) % 1),
    )
  }
  return numberNear(setting, usual, u)
}

function numberNear(setting: Setting, usual: number, u: number): number {
  const { min, max } = setting
  const most = Math.min(max, mostByUnit[setting.unit] ?? 2)
  const rounded = (value: number) => {
    const within = Math.min(max, Math.max(min, value))
    return setting.isInteger === true ? Math.round(within) : within
  }
  if (u < 0.08) return rounded(min < 0 ? usual : min)
  // the upper bound only where it is a natural one
  if (u > 0.95 && max <= 1) return rounded(max)
  const share = (u - 0.08) / 0.92
  if (usual === 0 || (min < 0 && usual <= 0 && usual === min)) return rounded(share * most)
  return rounded(usual * 4 ** (2 * share - 1))
}

function overridesOf(shop: ShopTemplate, drawn: readonly Drawn[]): Record<string, Value> {
  const overrides: Record<string, Value> = {}
  for (const { place, entity, u, length } of drawn) {
    const { path: pathOf, setting, usual: usualOf } = declared[place]!
    const path = pathOf(shop, entity)
    const usual = usualOf(shop, entity)
    if (path === undefined || usual === undefined) continue
    const value = valueNear(setting, usual, u, length)
    const [kind, , field] = path.split('.')
    const most = mostUsed[field === undefined ? path : `${kind}.${field}`] ?? Infinity
    overrides[path] = typeof value === 'number' ? Math.min(most, value) : value
  }
  return overrides
}

/** Evenly in 0 … 1 (doubles of fast-check are mostly next to 0). */
export const evenly: fc.Arbitrary<number> = fc.noBias(fc.nat(2 ** 30 - 1)).map((n) => n / 2 ** 30)

const drawn: fc.Arbitrary<Drawn> = fc.record({
  place: fc.noBias(fc.nat(declared.length - 1)),
  entity: fc.nat(11),
  u: evenly,
  length: fc.integer({ min: 1, max: 24 }),
})

interface DrawnShock {
  readonly kind: number
  readonly target: number
  readonly startDay: number
  readonly days: number
  readonly strength: number
  readonly variant: number
}
const drawnShock: fc.Arbitrary<DrawnShock> = fc.record({
  kind: fc.noBias(fc.nat(shockKinds.length - 1)),
  target: fc.nat(20),
  startDay: fc.integer({ min: -5, max: 12 }),
  days: fc.integer({ min: 1, max: 20 }),
  strength: evenly,
  variant: fc.nat(4),
})

function shockOf(shop: ShopTemplate, one: DrawnShock): ShockEntry {
  const kind: ShockKind = shockKinds[one.kind]!
  const entities = resolved(shop)
  const targets = (Object.entries(entityKinds) as [EntityKind, string][]).flatMap(
    ([name, scope]) =>
      (kind.scopes as readonly string[]).includes(scope)
        ? (entities[name] as readonly { readonly id: string }[]).map(({ id }) => id)
        : [],
  )
  const { min, max } = kind.strength
  const strength = min + (Math.min(max, min + 20) - min) * one.strength
  const target = targets[one.target]
  const variant = kind.variants?.[one.variant]?.id
  return {
    kind: kind.id,
    startDay: one.startDay,
    days: Math.min(kind.days.max, Math.max(kind.days.min, one.days)),
    strength,
    ...(target === undefined ? {} : { target }),
    ...(variant === undefined ? {} : { variant }),
  }
}

const label = { en: 'test', zh: '测试' }
const ratio = fc.integer({ min: 1, max: 100 }).map((n) => n / 100)

/** A template of 1–3 warehouses, 1–3 suppliers, 1–3 categories, 2–6 products and up to two accounts. */
const shape: fc.Arbitrary<ShopTemplate> = fc
  .record({
    warehouses: fc.array(ratio, { minLength: 1, maxLength: 3, size: 'max' }),
    suppliers: fc.array(
      fc.record({
        leadTimeDays: fc.integer({ min: 0, max: 12 }),
        leadTimeVariationRatio: fc.constantFrom(0, 0.3, 0.8),
        termsDays: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    categories: fc.array(
      fc.record({
        safetyStockUnits: fc.integer({ min: 0, max: 20 }),
        seasonAmplitudeRatio: fc.constantFrom(0, 0.3),
        seasonPeakRatio: fc.constantFrom(0, 0.5, 0.9),
        returnRatio: fc.constantFrom(0, 0.1, 0.3),
      }),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    products: fc.array(
      fc.record({
        category: fc.nat(2),
        supplier: fc.nat(2),
        visitsPerDay: fc.integer({ min: 0, max: 200 }),
        conversionRatio: fc.constantFrom(0.02, 0.1, 0.3),
        listPriceCents: fc.integer({ min: 100, max: 50_000 }),
        costRatio: fc.constantFrom(0.3, 0.5, 0.9),
        moqUnits: fc.integer({ min: 1, max: 60 }),
        leftoverUnits: fc.constantFrom(0, 0, 200),
        ageDays: fc.integer({ min: 0, max: 400 }),
        shelfLifeDays: fc.constantFrom(0, 0, 0, 15),
        arrivesDay: fc.constantFrom(0, 0, 0, 0, 4),
        certificateDaysLeft: fc.constantFrom(-1, -1, 5, 200),
      }),
      { minLength: 2, maxLength: 6, size: 'max' },
    ),
    accounts: fc.nat(2),
    historyDays: fc.constantFrom(0, 1, 12, 30),
    hasRoutine: fc.boolean(),
  })
  .map((drawnShape) => {
    const { categories, suppliers } = drawnShape
    const name = (prefix: string, index: number) => `${prefix}_${index + 1}`
    return template({
      historyDays: drawnShape.historyDays,
      hasRoutine: drawnShape.hasRoutine,
      // clicks cost nothing as declared
      settings: { 'advertising.cpcCents': 60, 'money.openingCashCents': 5_000_000 },
      warehouses: drawnShape.warehouses.map((demandShareRatio, index) => ({
        id: name('w', index),
        label,
        demandShareRatio,
      })),
      suppliers: suppliers.map((numbers, index) => ({ id: name('s', index), label, ...numbers })),
      categories: categories.map((numbers, index) => ({ id: name('c', index), label, ...numbers })),
      accounts: Array.from({ length: drawnShape.accounts }, (_, index) => ({
        id: name('a', index),
        label,
        ordersPerWeek: 3,
      })),
      products: drawnShape.products.map(({ category, supplier, costRatio, ...numbers }, index) => {
        const main = supplier % suppliers.length
        return product(name('p', index), {
          ...numbers,
          categoryId: name('c', category % categories.length),
          supplierId: name('s', main),
          backupSupplierIds: suppliers.map((_, i) => name('s', i)).filter((_, i) => i !== main),
          unitCostCents: Math.max(1, Math.floor(numbers.listPriceCents * costRatio)),
        })
      }),
    })
  })

/** A template and what a shop file says besides; the shop is built anew from it, with more said where a test wants. */
export interface RandomShop {
  readonly shop: ShopTemplate
  readonly overrides: Readonly<Record<string, Value>>
  readonly shocks: readonly ShockEntry[]
}

export interface RandomShopOptions {
  /** Most declared numbers that differ from their defaults. */
  readonly overrides?: number
  readonly shocks?: number
}

/** A shop of any shape with numbers near their defaults or at a bound, and shocks of every kind. */
export function randomShops({ overrides = 60, shocks = 6 }: RandomShopOptions = {}) {
  return fc
    .record({
      shop: fc.noBias(shape),
      drawn: fc.array(drawn, { maxLength: overrides, size: 'max' }),
      drawnShocks: fc.array(drawnShock, { maxLength: shocks, size: 'max' }),
    })
    .map(({ shop, drawn: numbers, drawnShocks }): RandomShop => {
      const drawnShop = {
        shop,
        overrides: overridesOf(shop, numbers),
        shocks: drawnShocks.map((one) => shockOf(shop, one)),
      }
      // what a failure prints
      return Object.assign(drawnShop, { [fc.toStringMethod]: () => describeShop(drawnShop) })
    })
}

/** What differs from the small shop of the tests, without texts. */
function describeShop({ shop, overrides, shocks }: RandomShop): string {
  const usual = template()
  const parts = Object.entries(shop).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify((usual as unknown as Record<string, unknown>)[name]),
  )
  return JSON.stringify(
    { ...Object.fromEntries(parts), overrides, shocks },
    (name, value: unknown) => (name === 'label' || name === 'description' ? undefined : value),
  )
}

/** The shop with other parts of its template, and numbers said last. */
export function resolveRandom(
  { shop, overrides, shocks }: RandomShop,
  parts: Partial<ShopTemplate> = {},
  more: Readonly<Record<string, Value>> = {},
): ResolvedShop {
  const result = resolveShop(
    { ...shop, ...parts },
    { overrides: { ...overrides, ...more } as Record<string, number>, shocks: [...shocks] },
  )
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.shop
}

export function buildRandom(
  shop: RandomShop,
  parts: Partial<ShopTemplate> = {},
  more: Readonly<Record<string, Value>> = {},
): Model {
  return buildModel(resolveRandom(shop, parts, more))
}
