/** The shop as columns that never change during a run. Entities are sorted by stable id at load. */
import type { Entities, ScopeId } from '@sandtable/rules'
import { hashId } from './random.ts'
import { leadTimeTable } from './samplers.ts'
import { buildComplianceModel, type ComplianceModel } from './mechanisms/compliance/state.ts'
import { buildCustomersModel, type CustomersModel } from './mechanisms/customers/state.ts'
import { buildDemandModel, type DemandModel } from './mechanisms/demand/state.ts'
import { buildFulfilmentModel, type FulfilmentModel } from './mechanisms/fulfilment/state.ts'
import { buildMoneyModel, type MoneyModel } from './mechanisms/money/state.ts'
import { buildOffersModel, type OffersModel } from './mechanisms/offers/state.ts'
import { buildPeopleModel, type PeopleModel } from './mechanisms/people/state.ts'
import { buildReturnsModel, type ReturnsModel } from './mechanisms/returns/state.ts'
import { buildReviewsModel, type ReviewsModel } from './mechanisms/reviews/state.ts'
import { buildServiceModel, type ServiceModel } from './mechanisms/service/state.ts'
import { buildShelvesModel, type ShelvesModel } from './mechanisms/shelves/state.ts'
import { buildSupplyModel, type SupplyModel } from './mechanisms/supply/state.ts'
import { buildWorldModel, type WorldModel } from './mechanisms/world/state.ts'
import { entityKinds, type EntityKind } from './setting.ts'
import type { NumbersOf, SettingValues } from './settings.ts'
import type { ResolvedShop } from './shopFile.ts'

/** A shop in columns, as far as several mechanisms need it. */
export interface ModelBase {
  /** The shop with the entities of every kind sorted by id: the order of all columns. */
  readonly shop: ResolvedShop
  readonly settings: SettingValues
  readonly startEpochDay: number
  readonly historyDays: number
  readonly entities: Readonly<Record<ScopeId, Entities>>
  /** Counters of random draws. */
  readonly productHash: Uint32Array
  readonly stockHash: Uint32Array
  /** Stocks of product i: `stocksOfProduct[firstStock[i]]` up to, not including, `firstStock[i + 1]`. */
  readonly firstStock: Int32Array
  readonly stocksOfProduct: Int32Array
  readonly productOfStock: Int32Array
  readonly supplierOfStock: Int32Array
  /** Share of the product's demand that falls to the stock's region; sums to 1 over a product. */
  readonly demandShareRatio: Float64Array
  readonly categoryOfProduct: Int32Array
  readonly supplierOfProduct: Int32Array
  readonly visitsPerDay: Float64Array
  readonly conversionRatio: Float64Array
  readonly listPriceCents: Float64Array
  readonly unitCostCents: Float64Array
  readonly priceElasticity: Float64Array
  readonly moqUnits: Float64Array
  /** Left over from last season when the history begins. */
  readonly leftoverUnits: Float64Array
  /** Days on sale at day 1. */
  readonly ageAtDay1Days: Float64Array
  readonly safetyStockHabitUnits: Float64Array
  readonly seasonAmplitudeRatio: Float64Array
  readonly seasonPeakRatio: Float64Array
  readonly leadTimeDays: Float64Array
  readonly leadTimeTables: readonly Float64Array[]
  readonly termsDays: Int32Array
  /** Weekday factors, Monday first, scaled to mean 1. */
  readonly weekdayFactors: Float64Array
}

/** The shop as columns that never change during a run. */
export interface Model extends ModelBase {
  readonly world: WorldModel
  readonly demand: DemandModel
  readonly offers: OffersModel
  readonly shelves: ShelvesModel
  readonly supply: SupplyModel
  readonly fulfilment: FulfilmentModel
  readonly returns: ReturnsModel
  readonly customers: CustomersModel
  readonly reviews: ReviewsModel
  readonly service: ServiceModel
  readonly money: MoneyModel
  readonly people: PeopleModel
  readonly compliance: ComplianceModel
}

/** Lays a resolved shop out in columns. */
export function buildModel(shop: ResolvedShop): Model {
  const base = buildBase(sortedShop(shop))
  return {
    ...base,
    world: buildWorldModel(base),
    demand: buildDemandModel(base),
    offers: buildOffersModel(base),
    shelves: buildShelvesModel(base),
    supply: buildSupplyModel(base),
    fulfilment: buildFulfilmentModel(base),
    returns: buildReturnsModel(base),
    customers: buildCustomersModel(base),
    reviews: buildReviewsModel(base),
    service: buildServiceModel(base),
    money: buildMoneyModel(base),
    people: buildPeopleModel(base),
    compliance: buildComplianceModel(base),
  }
}

function sortedShop(shop: ResolvedShop): ResolvedShop {
  const kinds = Object.keys(entityKinds) as EntityKind[]
  const sorted = kinds.map((kind) => [kind, sortedById<Identified>(shop[kind])])
  return { ...shop, ...(Object.fromEntries(sorted) as Pick<ResolvedShop, EntityKind>) }
}

/** One number of every entity of a kind, in column order. */
export function numbersOf<K extends EntityKind>(
  shop: ResolvedShop,
  kind: K,
  name: keyof NumbersOf<K>,
): Float64Array {
  return Float64Array.from(
    shop[kind] as readonly Readonly<Record<PropertyKey, unknown>>[],
    (entity) => entity[name] as number,
  )
}

function buildBase(shop: ResolvedShop): ModelBase {
  const { products, categories, suppliers, warehouses } = shop
  const stocks = sortedById(
    products.flatMap((product, productIndex) =>
      warehouses.map((warehouse, warehouseIndex) => ({
        id: `${product.id}@${warehouse.id}`,
        productIndex,
        warehouseIndex,
      })),
    ),
  )
  const categoryOfProduct = indicesOf(categories, products, ({ categoryId }) => categoryId)
  const supplierOfProduct = indicesOf(suppliers, products, ({ supplierId }) => supplierId)
  const productOfStock = Int32Array.from(stocks, ({ productIndex }) => productIndex)
  const supplierOfStock = productOfStock.map((product) => supplierOfProduct[product]!)
  const shares = warehouses.map(({ demandShareRatio }) => demandShareRatio)
  const shareTotal = shares.reduce((sum, share) => sum + share, 0)
  const stocksOfProduct = Int32Array.from(
    stocks
      .map((_, index) => index)
      .toSorted((a, b) => stocks[a]!.productIndex - stocks[b]!.productIndex || a - b),
  )
  const { settings } = shop
  const weekdayFactors = Float64Array.of(
    settings['calendar.mondayFactor'],
    settings['calendar.tuesdayFactor'],
    settings['calendar.wednesdayFactor'],
    settings['calendar.thursdayFactor'],
    settings['calendar.fridayFactor'],
    settings['calendar.saturdayFactor'],
    settings['calendar.sundayFactor'],
  )
  const weekdayTotal = weekdayFactors.reduce((sum, factor) => sum + factor, 0)
  const shopOf = (count: number) => new Int32Array(count)
  return {
    shop,
    settings,
    startEpochDay: shop.startEpochDay,
    historyDays: shop.historyDays,
    entities: {
      shop: { scope: 'shop', ids: [shop.id], parents: {} },
      category: entitiesOf('category', categories, { shop: shopOf(categories.length) }),
      supplier: entitiesOf('supplier', suppliers, { shop: shopOf(suppliers.length) }),
      warehouse: entitiesOf('warehouse', warehouses, { shop: shopOf(warehouses.length) }),
      product: entitiesOf('product', products, {
        category: categoryOfProduct,
        supplier: supplierOfProduct,
        shop: shopOf(products.length),
      }),
      stock: entitiesOf('stock', stocks, {
        product: productOfStock,
        warehouse: Int32Array.from(stocks, ({ warehouseIndex }) => warehouseIndex),
        shop: shopOf(stocks.length),
        category: productOfStock.map((product) => categoryOfProduct[product]!),
        supplier: supplierOfStock,
      }),
      channel: entitiesOf('channel', shop.channels, { shop: shopOf(shop.channels.length) }),
      segment: entitiesOf('segment', shop.segments, { shop: shopOf(shop.segments.length) }),
      ticketClass: entitiesOf('ticketClass', shop.ticketClasses, {
        shop: shopOf(shop.ticketClasses.length),
      }),
      funnelStep: entitiesOf('funnelStep', shop.funnelSteps, {
        shop: shopOf(shop.funnelSteps.length),
      }),
      account: entitiesOf('account', shop.accounts, { shop: shopOf(shop.accounts.length) }),
      desk: entitiesOf('desk', shop.desks, { shop: shopOf(shop.desks.length) }),
    },
    productHash: Uint32Array.from(products, ({ id }) => hashId(id)),
    stockHash: Uint32Array.from(stocks, ({ id }) => hashId(id)),
    firstStock: Int32Array.from(
      { length: products.length + 1 },
      (_, index) => index * warehouses.length,
    ),
    stocksOfProduct,
    productOfStock,
    supplierOfStock,
    demandShareRatio: Float64Array.from(stocks, ({ warehouseIndex }) =>
      shareTotal > 0 ? shares[warehouseIndex]! / shareTotal : 1 / warehouses.length,
    ),
    categoryOfProduct,
    supplierOfProduct,
    visitsPerDay: Float64Array.from(products, ({ visitsPerDay }) => visitsPerDay),
    conversionRatio: Float64Array.from(products, ({ conversionRatio }) => conversionRatio),
    listPriceCents: Float64Array.from(products, ({ listPriceCents }) => listPriceCents),
    unitCostCents: Float64Array.from(products, ({ unitCostCents }) => unitCostCents),
    priceElasticity: Float64Array.from(products, ({ priceElasticity }) => priceElasticity),
    moqUnits: Float64Array.from(products, ({ moqUnits }) => moqUnits),
    leftoverUnits: Float64Array.from(products, ({ leftoverUnits }) => leftoverUnits),
    ageAtDay1Days: Float64Array.from(products, ({ ageDays }) => ageDays),
    safetyStockHabitUnits: Float64Array.from(
      categories,
      ({ safetyStockUnits }) => safetyStockUnits,
    ),
    seasonAmplitudeRatio: Float64Array.from(
      categories,
      ({ seasonAmplitudeRatio }) => seasonAmplitudeRatio,
    ),
    seasonPeakRatio: Float64Array.from(categories, ({ seasonPeakRatio }) => seasonPeakRatio),
    leadTimeDays: Float64Array.from(suppliers, ({ leadTimeDays }) => leadTimeDays),
    leadTimeTables: suppliers.map(({ leadTimeDays, leadTimeVariationRatio }) =>
      leadTimeTable(leadTimeDays, leadTimeVariationRatio),
    ),
    termsDays: Int32Array.from(suppliers, ({ termsDays }) => termsDays),
    weekdayFactors:
      weekdayTotal > 0 ? weekdayFactors.map((f) => (f * 7) / weekdayTotal) : weekdayFactors,
  }
}

interface Identified {
  readonly id: string
}

/** Ascending by code unit, whatever the order of the file. */
function sortedById<T extends Identified>(entities: readonly T[]): T[] {
  return entities.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function indicesOf<T>(
  parents: readonly Identified[],
  children: readonly T[],
  parentId: (child: T) => string,
): Int32Array {
  const index = new Map(parents.map(({ id }, position) => [id, position]))
  return Int32Array.from(children, (child) => {
    const position = index.get(parentId(child))
    if (position === undefined) throw new Error(`shop names an unknown entity "${parentId(child)}"`)
    return position
  })
}

function entitiesOf(
  scope: ScopeId,
  entities: readonly Identified[],
  parents: Entities['parents'],
): Entities {
  return { scope, ids: entities.map(({ id }) => id), parents }
}
