/**
 * A mall of 3,000 products in 60 categories, three warehouses, 120 suppliers, 40 business accounts.
 *
 * Untouched, over 360 days (seed 42, 4 replications): order value 222 yuan, gross margin
 * 38 %, returns 11 %, repeat in 90 days 23 %, conversion 2.7 %, 4.2 stock turns a year, 6 % of product-days out of
 * stock (best sellers 27 %), a quarter of the products slow, advertising 8 % of GMV at a return of 4, contribution with
 * stock 5 % of GMV, cash from 13 to 22 million yuan, GMV of the last quarter 1.03 of the first.
 */
import {
  attribute,
  buildRetailShop,
  businessAccounts,
  maker,
  regions,
  type Family,
} from './retail.ts'
import { accountNames, mallCategories, type MallCategory } from './mallNames.ts'
import type { ShopTemplate, Supplier } from './template.ts'

/** A number of a category between two bounds, drawn from its id. */
function between(least: number, most: number, id: string, name: string): number {
  return Math.floor((least + (most - least) * attribute(id, name)) * 1000 + 0.5) / 1000
}

const supplierIds = ({ id }: MallCategory) => [`s_${id}_a`, `s_${id}_b`]

function familyOf(category: MallCategory): Family {
  const { id, label, priceYuan, returnRatio } = category
  return {
    id,
    label,
    products: 50,
    pastSeasonProducts: 10,
    safetyStockUnits: Math.floor(between(1, 4, id, 'safety')),
    seasonAmplitudeRatio: between(0.05, 0.3, id, 'amplitude'),
    seasonPeakRatio: between(0, 0.999, id, 'peak'),
    returnRatio,
    topVisitsPerDay: Math.floor(between(150, 450, id, 'visits')),
    conversionRatio: between(0.022, 0.034, id, 'conversion'),
    listPriceCents: priceYuan * 100,
    priceSpreadRatio: 0.4,
    costRatio: between(0.59, 0.66, id, 'cost'),
    priceElasticity: -between(1.6, 2.8, id, 'elasticity'),
    moqUnits: priceYuan > 300 ? 6 : 10,
    leftoverUnits: priceYuan > 300 ? 180 : 330,
    supplierIds: supplierIds(category),
    defectRatio: between(0.006, 0.016, id, 'defects'),
    spaceOfUnit: between(0.5, 2, id, 'space'),
  }
}

function suppliersOf(category: MallCategory): Supplier[] {
  return supplierIds(category).map((id, index) => {
    const [en, zh] = category.places[index]!
    return maker(
      id,
      [`${en} ${category.label.en}`, `${zh}${category.label.zh}厂`],
      Math.floor(between(10, 30, id, 'lead')),
      between(0.25, 0.5, id, 'variation'),
      [0, 7, 15, 30, 30, 45][Math.floor(attribute(id, 'terms') * 6)]!,
      {
        backupPriceFactor: between(1.03, 1.15, id, 'backup'),
        defectFactor: between(0.6, 1.6, id, 'quality'),
      },
    )
  })
}

export const mall: ShopTemplate = buildRetailShop({
  id: 'mall',
  label: { en: 'Mall', zh: '综合商城' },
  description: {
    en: '3,000 products in 60 categories, three warehouses, 120 suppliers, 40 business accounts: too many to watch one by one.',
    zh: '60 个类目 3,000 个商品，3 个仓库，120 家供应商，40 个企业客户，无法逐个盯盘。',
  },
  priceStepCents: 100,
  priceEndingCents: 10,
  popularityExponent: 1,
  settings: {
    'stock.slowMoverUnits': 7,
    'demand.driftSd': 0.6,
    'advertising.cpcCents': 125,
    'customers.repeatOrderShareRatio': 0.24,
    'shocks.certificateLapsePerYear': 0.03,
    'shocks.copyViolationPerYear': 0.02,
    'shocks.priceViolationPerYear': 0.02,
    'fulfilment.utilisationRatio': 0.7,
    'money.openingCashCents': 1_000_000_000,
    'money.cashFloorCents': 200_000_000,
    'money.staffWagesCentsPerDay': 1_000_000,
  },
  families: mallCategories.map(familyOf),
  suppliers: mallCategories.flatMap(suppliersOf),
  warehouses: regions(0.45, 0.25, 0.3),
  accounts: businessAccounts(accountNames, { ordersPerWeek: 0.8, orderValueCents: 800_000 }),
})
