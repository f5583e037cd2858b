/**
 * Shops as data: what the products of a family share, drawn into products by hashes of their names, so that an id
 * always has the same numbers. A template lists families, suppliers, warehouses, accounts and settings.
 */
import { deskIds, type Text } from '@sandtable/rules'
import { exp, log } from '../math.ts'
import { drawUniform, hashId } from '../random.ts'
import type {
  Account,
  Category,
  Listed,
  Product,
  ShopTemplate,
  Supplier,
  Warehouse,
} from './template.ts'
import type { channelKinds } from '../fixedIds.ts'

/** A category with what its products share. */
export interface Family extends Category {
  readonly products: number
  /** Visits a day of its best seller. */
  readonly topVisitsPerDay: number
  readonly conversionRatio: number
  readonly listPriceCents: number
  /** Prices lie evenly within ± this share of the list price; 0.25 unless given. */
  readonly priceSpreadRatio?: number
  readonly costRatio: number
  readonly priceElasticity: number
  readonly crossElasticity?: number
  readonly moqUnits: number
  /** Left over of each product of last season. */
  readonly leftoverUnits: number
  /** Makers: each product has one of them as its main supplier and up to two of the others as backups. */
  readonly supplierIds: readonly string[]
  /** Products of last season: the least looked at. */
  readonly pastSeasonProducts?: number
  readonly shelfLifeDays?: number
  /** What an expired unit brings in ÷ its list price. */
  readonly salvageRatio?: number
  readonly defectRatio?: number
  readonly spaceOfUnit?: number
  /** Share of its products that need a certificate. */
  readonly certificateRatio?: number
  /** Days on sale at day 1: the newest, and how much older the oldest. */
  readonly newestAgeDays?: number
  readonly ageSpanDays?: number
}

export interface RetailShop extends Pick<
  ShopTemplate,
  | 'id'
  | 'label'
  | 'description'
  | 'settings'
  | 'channels'
  | 'segments'
  | 'ticketClasses'
  | 'desks'
  | 'shocks'
> {
  readonly families: readonly Family[]
  readonly suppliers: readonly Supplier[]
  readonly warehouses: readonly Warehouse[]
  readonly accounts?: readonly Account[]
  /** Prices end just below a multiple of this. */
  readonly priceStepCents: number
  /** How far below. */
  readonly priceEndingCents: number
  /** Visits fall with rank ^ −this within a category (Zipf's law); 1.2 unless given. */
  readonly popularityExponent?: number
}

export function buildRetailShop(shop: RetailShop): ShopTemplate {
  const { id, label, description, settings, families, suppliers, warehouses } = shop
  const { accounts, channels, segments, ticketClasses, desks, shocks } = shop
  return {
    id,
    label,
    description,
    currency: 'CNY',
    startDate: '2026-03-02',
    historyDays: 90,
    horizonDays: 90,
    hasRoutine: true,
    settings,
    categories: families.map(categoryOf),
    suppliers,
    warehouses,
    products: families.flatMap((family) => productsOf(family, shop)),
    accounts: accounts ?? [],
    channels: channels ?? [],
    segments: segments ?? [],
    ticketClasses: ticketClasses ?? [],
    desks: desks ?? [],
    shocks: shocks ?? [],
  }
}

/** A fixed number in 0 … 1 for an attribute of an entity: drawn from its id, the same in every run. */
export function attribute(id: string, name: string): number {
  return drawUniform({ first: hashId(name), second: 0x51ed270b }, hashId(id))
}

function categoryOf(family: Family): Category {
  const { id, label, safetyStockUnits, seasonAmplitudeRatio, seasonPeakRatio, returnRatio } = family
  return {
    id,
    label,
    safetyStockUnits,
    seasonAmplitudeRatio,
    seasonPeakRatio,
    returnRatio: returnRatio ?? 0,
  }
}

function productsOf(family: Family, shop: RetailShop): Product[] {
  const digits = String(family.products).length
  const ids = Array.from(
    { length: family.products },
    (_, index) => `p_${family.id}_${String(index + 1).padStart(digits, '0')}`,
  )
  const byPopularity = ids.toSorted(
    (a, b) => attribute(a, 'popularity') - attribute(b, 'popularity'),
  )
  const rankOf = new Map(byPopularity.map((id, index) => [id, index + 1]))
  return ids.map((id) => productOf(id, rankOf.get(id)!, family, shop))
}

function productOf(id: string, rank: number, family: Family, shop: RetailShop): Product {
  const seasonRanks = family.products - (family.pastSeasonProducts ?? 0)
  const listPriceCents = priceOf(id, family, shop)
  return {
    id,
    categoryId: family.id,
    ...makersOf(id, family.supplierIds),
    visitsPerDay:
      Math.floor(
        (family.topVisitsPerDay /
          popularityDivisor(rank, seasonRanks, shop.popularityExponent ?? 1.2)) *
          10 +
          0.5,
      ) / 10,
    conversionRatio: rounded(
      family.conversionRatio * (0.85 + 0.3 * attribute(id, 'conversion')),
      1e4,
    ),
    listPriceCents,
    unitCostCents: Math.max(
      1,
      Math.floor(listPriceCents * family.costRatio * (0.95 + 0.1 * attribute(id, 'cost'))),
    ),
    priceElasticity: family.priceElasticity,
    moqUnits: family.moqUnits,
    leftoverUnits: rank > seasonRanks ? family.leftoverUnits : 0,
    ageDays:
      (family.newestAgeDays ?? 70) + Math.floor(attribute(id, 'age') * (family.ageSpanDays ?? 500)),
    returnFactor: rounded(0.7 + 0.6 * attribute(id, 'returns'), 100),
    rivalPriceRatio: rounded(0.95 + 0.12 * attribute(id, 'rival'), 1000),
    attachRatio: rounded(0.05 + 0.1 * attribute(id, 'attach'), 1000),
    giftUpliftRatio: rounded(0.08 + 0.14 * attribute(id, 'gift'), 1000),
    ...given('shelfLifeDays', family.shelfLifeDays),
    ...given(
      'salvageCents',
      family.salvageRatio === undefined
        ? undefined
        : Math.floor(listPriceCents * family.salvageRatio),
    ),
    ...given('defectRatio', family.defectRatio),
    ...given('spaceOfUnit', family.spaceOfUnit),
    ...given('crossElasticity', family.crossElasticity),
    ...given('certificateDaysLeft', certificateDaysLeft(id, family.certificateRatio ?? 0)),
  }
}

/**
 * Visits of the best seller ÷ visits of the product at a rank: rank ^ exponent (Zipf's law) for this season;
 * those of last season are looked at the less, the further down they stand.
 */
function popularityDivisor(rank: number, seasonRanks: number, exponent: number): number {
  const zipf = exp(exponent * log(rank))
  return rank <= seasonRanks ? zipf : zipf * (1 + 0.7 * (rank - seasonRanks))
}

function priceOf(id: string, family: Family, shop: RetailShop): number {
  const spread = family.priceSpreadRatio ?? 0.25
  const price = family.listPriceCents * (1 - spread + 2 * spread * attribute(id, 'price'))
  const { priceStepCents, priceEndingCents } = shop
  return Math.max(1, Math.floor(price / priceStepCents + 0.5)) * priceStepCents - priceEndingCents
}

/** A main supplier, and none, one or two of the others. */
function makersOf(
  id: string,
  supplierIds: readonly string[],
): Pick<Product, 'supplierId' | 'backupSupplierIds'> {
  const main = Math.floor(attribute(id, 'supplier') * supplierIds.length)
  const others = supplierIds.map((_, i) => supplierIds[(main + i) % supplierIds.length]!).slice(1)
  const backups = Math.floor(0.3 + 2.4 * attribute(id, 'backups'))
  return { supplierId: supplierIds[main]!, backupSupplierIds: others.slice(0, backups) }
}

function certificateDaysLeft(id: string, ratio: number): number | undefined {
  if (attribute(id, 'certified') >= ratio) return undefined
  return 20 + Math.floor(attribute(id, 'certificate') * 1_400)
}

function rounded(value: number, per: number): number {
  return Math.floor(value * per + 0.5) / per
}

function given<K extends string>(
  name: K,
  value: number | undefined,
): Partial<Readonly<Record<K, number>>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, number>)
}

/** A supplier as a template lists it. */
export function maker(
  id: string,
  [en, zh]: readonly [string, string],
  leadTimeDays: number,
  leadTimeVariationRatio: number,
  termsDays: number,
  others: Partial<Supplier> = {},
): Supplier {
  return { id, label: { en, zh }, leadTimeDays, leadTimeVariationRatio, termsDays, ...others }
}

/** Warehouses east, north and south, as far as shares of demand are given. */
export function regions(...shares: readonly number[]): Warehouse[] {
  return shares.map((demandShareRatio, index) => ({ ...regionNames[index]!, demandShareRatio }))
}

const regionNames: readonly { readonly id: string; readonly label: Text }[] = [
  { id: 'w_east', label: { en: 'East', zh: '华东仓' } },
  { id: 'w_north', label: { en: 'North', zh: '华北仓' } },
  { id: 'w_south', label: { en: 'South', zh: '华南仓' } },
]

/** Shares of the visits by channel, where they differ from the usual ones. */
export function channelShares(
  shares: Partial<Record<(typeof channelKinds)[number], number>>,
): Listed<'channels'>[] {
  return Object.entries(shares).map(([id, visitsShareRatio]) => ({ id, visitsShareRatio }))
}

/** Hours of work a day of each desk. */
export function desksOf(hoursPerDay: number): Listed<'desks'>[] {
  return deskIds.map((id) => ({ id, hoursPerDay }))
}

/** Business buyers on credit: values, terms and manners drawn around the means of the shop. */
export function businessAccounts(
  names: readonly (readonly [en: string, zh: string])[],
  { ordersPerWeek, orderValueCents }: { ordersPerWeek: number; orderValueCents: number },
): Account[] {
  return names.map(([en, zh], index) => {
    const id = `a_${String(index + 1).padStart(2, '0')}`
    const value =
      Math.floor((orderValueCents * (0.5 + 1.2 * attribute(id, 'value'))) / 10_000 + 0.5) * 10_000
    const orders = rounded(ordersPerWeek * (0.5 + attribute(id, 'orders')), 10)
    const termsDays = [7, 15, 30, 30, 45, 60][Math.floor(attribute(id, 'terms') * 6)]!
    const outstanding = value * orders * (termsDays / 7 + 2)
    return {
      id,
      label: { en, zh },
      ordersPerWeek: orders,
      orderValueCents: value,
      termsDays,
      creditLimitCents: Math.ceil((outstanding * 1.5) / 1_000_000) * 1_000_000,
      punctualRatio: rounded(0.55 + 0.35 * attribute(id, 'punctual'), 100),
      lateMeanDays: 4 + Math.floor(attribute(id, 'late') * 8),
    }
  })
}
