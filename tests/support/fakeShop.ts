/** A shop of plain tables for tests of the rules: figures in, commands out, no simulation. */
import {
  commandIds,
  scopes,
  unitOfId,
  type Catalogue,
  type Command,
  type Entities,
  type MetricInfo,
  type Receipt,
  type ScopeId,
  type Shop,
  type ShopEvent,
  type Snapshot,
} from '@sandtable/rules'

const text = { en: 'test', zh: '测试' }

/** A metric of the fake catalogue; number by default, with the unit of its name. */
export function metric(
  id: string,
  of: readonly ScopeId[],
  more: Partial<MetricInfo> = {},
): MetricInfo {
  return {
    id,
    scopes: of,
    type: 'number',
    unit: unitOfId(id),
    window: 'day',
    direction: 'neither',
    mayBeMissing: false,
    isSimulated: true,
    label: text,
    help: text,
    ...more,
  }
}

export const fakeCatalogue: Catalogue = {
  commands: commandIds,
  events: [],
  metrics: [
    metric('soldUnits', ['stock', 'product', 'category', 'shop']),
    metric('inventoryPositionUnits', ['stock', 'product']),
    metric('safetyStockUnits', ['stock', 'product']),
    metric('openPurchaseOrders', ['stock', 'product']),
    metric('onHandUnits', ['stock', 'product', 'shop']),
    metric('priceCents', ['product']),
    metric('listPriceCents', ['product']),
    metric('conversionRatio', ['product', 'category', 'shop'], { mayBeMissing: true }),
    metric('coverDays', ['product', 'stock'], { mayBeMissing: true, window: 'now' }),
    metric('leadTimeDays', ['product']),
    metric('isOutOfStock', ['stock', 'product'], { type: 'bool' }),
    metric('abcClass', ['product'], { type: 'enum', values: ['A', 'B', 'C'] }),
    metric('listingState', ['product'], { type: 'enum', values: ['onSale', 'delisted'] }),
    metric('rating', ['product'], { isSimulated: false, mayBeMissing: true }),
  ],
}

/** The fake catalogue with an event: a rival moves, by how much and in what. */
export const eventCatalogue: Catalogue = {
  ...fakeCatalogue,
  events: [
    {
      id: 'rivalMove',
      scopes: ['product'],
      payload: {
        changeRatio: {
          type: 'number',
          unit: 'percent',
          mayBeMissing: true,
          label: text,
          help: text,
        },
        kind: {
          type: 'enum',
          values: ['price', 'gift'],
          unit: 'none',
          mayBeMissing: false,
          label: text,
          help: text,
        },
      },
      isSimulated: true,
      label: text,
      help: text,
    },
  ],
}

/** Figures of one day: scope → metric → one value per entity. */
export type Figures = Partial<Record<ScopeId, Record<string, readonly number[]>>>

/** A shop with `products` products of one category, each with one stock in one warehouse. */
export function fakeShop(products: number): Shop {
  const ids = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  const same = Int32Array.from({ length: products }, (_, i) => i)
  const zeros = new Int32Array(products)
  const tables: Partial<Record<ScopeId, Entities>> = {
    shop: { scope: 'shop', ids: ['shop'], parents: {} },
    category: { scope: 'category', ids: ['c0'], parents: { shop: new Int32Array(1) } },
    supplier: { scope: 'supplier', ids: ['s0'], parents: { shop: new Int32Array(1) } },
    warehouse: { scope: 'warehouse', ids: ['w0'], parents: { shop: new Int32Array(1) } },
    product: {
      scope: 'product',
      ids: ids('p', products),
      parents: { category: zeros, supplier: zeros, shop: zeros },
    },
    stock: {
      scope: 'stock',
      ids: ids('k', products),
      parents: { product: same, warehouse: zeros, category: zeros, supplier: zeros, shop: zeros },
    },
  }
  const none = (scope: ScopeId): Entities => ({
    scope,
    ids: [],
    parents: { shop: new Int32Array() },
  })
  return { catalogue: fakeCatalogue, entities: (scope) => tables[scope] ?? none(scope) }
}

/** Announcements of one day by event id. */
export type Announced = Readonly<Record<string, readonly (ShopEvent & { scope: ScopeId })[]>>

/** A snapshot of day `day`; `days` holds the figures of today, yesterday, and so on back. Day 1 is a Monday. */
export function snapshot(
  day: number,
  days: readonly Figures[],
  announced: Announced = {},
): Snapshot {
  const atClose = (scope: ScopeId, metricId: string, daysAgo: number) => {
    const values = days[daysAgo]?.[scope]?.[metricId]
    return values === undefined ? undefined : Float64Array.from(values)
  }
  return {
    day,
    weekday: (((day - 1) % 7) + 7) % 7,
    closedDays: days.length,
    now: (scope, metricId) => atClose(scope, metricId, 0),
    atClose,
    events: (scope, eventId) => (announced[eventId] ?? []).filter((event) => event.scope === scope),
  }
}

/** Collects the commands of a review and applies all of them. */
export function recorder(): {
  commands: Command[]
  apply: (commands: readonly Command[]) => Receipt[]
} {
  const commands: Command[] = []
  return {
    commands,
    apply: (next) => {
      commands.push(...next)
      return next.map(() => ({ fate: 'applied' }))
    },
  }
}

/** Every scope of the language, for exhaustive tests. */
export const allScopes = Object.keys(scopes) as ScopeId[]
