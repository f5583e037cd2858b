/**
 * A fashion shop of 60 styles in 6 categories, one warehouse, 8 suppliers.
 *
 * Untouched, over 360 days (seed 42, 8 replications, `tests/sim/fashion.test.ts` holds it to these ranges):
 * order value 222 yuan, gross margin 51 %, conversion 2.1 %, 4.3 stock turns a year (3.8 in the first 90 days,
 * rising as last season's leftovers go), 5.8 % of product-days out of stock (best sellers 10–25 %), contribution
 * with stock 6.8 % of GMV, cash from 0.75 to 1.4 million yuan.
 */
import { drawUniform, hashId } from '../random.ts'
import type { Category, Product, ShopTemplate, Supplier } from './template.ts'

/** What the ten styles of a category share. */
interface Family extends Category {
  /** Visits a day of the best seller. */
  readonly topVisitsPerDay: number
  readonly conversionRatio: number
  readonly listPriceCents: number
  readonly costRatio: number
  readonly priceElasticity: number
  readonly moqUnits: number
  readonly leftoverUnits: number
  readonly supplierIds: readonly string[]
}

const families: readonly Family[] = [
  {
    id: 'dress',
    label: { en: 'Dresses', zh: '连衣裙' },
    safetyStockUnits: 6,
    seasonAmplitudeRatio: 0.3,
    seasonPeakRatio: 0.45,
    topVisitsPerDay: 320,
    conversionRatio: 0.025,
    listPriceCents: 23900,
    costRatio: 0.48,
    priceElasticity: -2.6,
    moqUnits: 40,
    leftoverUnits: 340,
    supplierIds: ['s_hangzhou', 's_guangzhou'],
  },
  {
    id: 'top',
    label: { en: 'Tops', zh: '上衣' },
    safetyStockUnits: 6,
    seasonAmplitudeRatio: 0.15,
    seasonPeakRatio: 0.5,
    topVisitsPerDay: 360,
    conversionRatio: 0.028,
    listPriceCents: 13900,
    costRatio: 0.5,
    priceElasticity: -2.8,
    moqUnits: 40,
    leftoverUnits: 340,
    supplierIds: ['s_guangzhou', 's_dongguan'],
  },
  {
    id: 'knit',
    label: { en: 'Knitwear', zh: '针织' },
    safetyStockUnits: 5,
    seasonAmplitudeRatio: 0.3,
    seasonPeakRatio: 0.95,
    topVisitsPerDay: 225,
    conversionRatio: 0.024,
    listPriceCents: 21900,
    costRatio: 0.5,
    priceElasticity: -2.4,
    moqUnits: 30,
    leftoverUnits: 280,
    supplierIds: ['s_tongxiang', 's_dalang'],
  },
  {
    id: 'outerwear',
    label: { en: 'Outerwear', zh: '外套' },
    safetyStockUnits: 3,
    seasonAmplitudeRatio: 0.35,
    seasonPeakRatio: 0.9,
    topVisitsPerDay: 215,
    conversionRatio: 0.019,
    listPriceCents: 39900,
    costRatio: 0.5,
    priceElasticity: -2.2,
    moqUnits: 20,
    leftoverUnits: 210,
    supplierIds: ['s_changshu', 's_hangzhou'],
  },
  {
    id: 'trousers',
    label: { en: 'Trousers', zh: '裤装' },
    safetyStockUnits: 6,
    seasonAmplitudeRatio: 0.1,
    seasonPeakRatio: 0.25,
    topVisitsPerDay: 265,
    conversionRatio: 0.026,
    listPriceCents: 16900,
    costRatio: 0.5,
    priceElasticity: -2.6,
    moqUnits: 40,
    leftoverUnits: 340,
    supplierIds: ['s_xintang', 's_dongguan'],
  },
  {
    id: 'accessory',
    label: { en: 'Accessories', zh: '配饰' },
    safetyStockUnits: 7,
    seasonAmplitudeRatio: 0.1,
    seasonPeakRatio: 0,
    topVisitsPerDay: 245,
    conversionRatio: 0.03,
    listPriceCents: 9900,
    costRatio: 0.44,
    priceElasticity: -2.2,
    moqUnits: 50,
    leftoverUnits: 380,
    supplierIds: ['s_yiwu'],
  },
]

const supplier = (
  id: string,
  en: string,
  zh: string,
  leadTimeDays: number,
  leadTimeVariationRatio: number,
  termsDays: number,
): Supplier => ({ id, label: { en, zh }, leadTimeDays, leadTimeVariationRatio, termsDays })

const suppliers = [
  supplier('s_hangzhou', 'Hangzhou Silk Road Garments', '杭州丝路服饰', 12, 0.35, 30),
  supplier('s_guangzhou', 'Guangzhou Shisanhang', '广州十三行', 7, 0.3, 7),
  supplier('s_dongguan', 'Dongguan Humen Garments', '东莞虎门制衣', 10, 0.35, 15),
  supplier('s_tongxiang', 'Tongxiang Puyuan Knitting', '桐乡濮院针织', 14, 0.4, 30),
  supplier('s_dalang', 'Dalang Woollens', '大朗毛织', 16, 0.45, 30),
  supplier('s_changshu', 'Changshu Down', '常熟羽绒', 20, 0.5, 45),
  supplier('s_xintang', 'Xintang Denim', '新塘牛仔', 11, 0.3, 30),
  supplier('s_yiwu', 'Yiwu Accessories', '义乌饰品', 6, 0.2, 0),
]

/** A fixed number in 0 … 1 for an attribute of a product: drawn from its name, the same in every run. */
function attribute(productId: string, name: string): number {
  return drawUniform({ first: hashId(name), second: 0x51ed270b }, hashId(productId))
}

function productsOf(family: Family): Product[] {
  const ids = Array.from(
    { length: 10 },
    (_, index) => `p_${family.id}_${String(index + 1).padStart(2, '0')}`,
  )
  const byPopularity = ids.toSorted(
    (a, b) => attribute(a, 'popularity') - attribute(b, 'popularity'),
  )
  return ids.map((id) => {
    const rank = byPopularity.indexOf(id) + 1
    const price = family.listPriceCents * (0.75 + 0.5 * attribute(id, 'price'))
    // prices end in 9 yuan
    const listPriceCents = Math.max(1, Math.floor(price / 1000 + 0.5)) * 1000 - 100
    return {
      id,
      categoryId: family.id,
      supplierId:
        family.supplierIds[Math.floor(attribute(id, 'supplier') * family.supplierIds.length)]!,
      visitsPerDay:
        Math.floor((family.topVisitsPerDay / popularityDivisors[rank - 1]!) * 10 + 0.5) / 10,
      conversionRatio:
        Math.floor(
          family.conversionRatio * (0.85 + 0.3 * attribute(id, 'conversion')) * 1e4 + 0.5,
        ) / 1e4,
      listPriceCents,
      unitCostCents: Math.floor(
        listPriceCents * family.costRatio * (0.95 + 0.1 * attribute(id, 'cost')),
      ),
      priceElasticity: family.priceElasticity,
      moqUnits: family.moqUnits,
      leftoverUnits: rank > stylesOfThisSeason ? family.leftoverUnits : 0,
      ageDays: 70 + Math.floor(attribute(id, 'age') * 500),
    }
  })
}

/**
 * Visits of the best seller ÷ visits of the style at each rank of its category: rank^1.2 (Zipf's law) for the
 * six styles of this season; the other four are last season's and hardly looked at.
 */
const popularityDivisors = [1, 2.3, 3.7, 5.3, 6.9, 8.6, 18, 28, 42, 60]
const stylesOfThisSeason = 6

export const fashion: ShopTemplate = {
  id: 'fashion',
  label: { en: 'Fashion', zh: '服饰' },
  description: {
    en: '60 styles in 6 categories, one warehouse, 8 suppliers. Best sellers run short while the tail is overstocked.',
    zh: '6 个类目 60 款，1 个仓库，8 家供应商。畅销款容易断货，长尾款积压。',
  },
  currency: 'CNY',
  startDate: '2026-03-02',
  historyDays: 90,
  horizonDays: 90,
  settings: {
    'stock.slowMoverUnits': 12,
    'demand.driftSd': 0.6,
    'money.openingCashCents': 40_000_000,
    'money.adSpendCentsPerDay': 400_000,
    'money.staffWagesCentsPerDay': 150_000,
  },
  categories: families.map(
    ({ id, label, safetyStockUnits, seasonAmplitudeRatio, seasonPeakRatio }) => ({
      id,
      label,
      safetyStockUnits,
      seasonAmplitudeRatio,
      seasonPeakRatio,
    }),
  ),
  suppliers,
  warehouses: [{ id: 'w_east', label: { en: 'East', zh: '华东仓' }, demandShareRatio: 1 }],
  products: families.flatMap(productsOf),
}
