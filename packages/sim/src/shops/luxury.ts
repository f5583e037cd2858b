/**
 * A luxury shop of 60 pieces in 4 categories, one warehouse, 4 suppliers and 10 business accounts: some eight orders a
 * day.
 *
 * Untouched, over 360 days after 90 of history (seeds 42 and 7, 8 replications each): order value 9,800 yuan, gross
 * margin 53 %, conversion 0.72 %, returns 9.3 %, repeat share in 90 days 18 %, 2.0 stock turns a year (1.9 on day 1,
 * 2.4 at the end), 7.4 % of product-days out of stock (the best-selling fifth 15–22 %, the two fifths at the other
 * end 2 %, with 80 % of the stock), advertising 11 % of GMV at a return of 2.7, contribution with stock 9.2 % of GMV
 * (4–12 %), cash from 2.8 to 6.8 million yuan, never under 1.7; GMV of the last 90 days ÷ first 90 days 1.15
 * (0.82–1.45; winter against spring, and few orders), 29 % slow movers on day 1, rating 4.3–4.4, 95 % shipped on time.
 */
import { buildRetailShop, businessAccounts, maker, regions, type Family } from './retail.ts'
import type { ShopTemplate } from './template.ts'

const family = (
  numbers: Omit<
    Family,
    'products' | 'pastSeasonProducts' | 'ageSpanDays' | 'crossElasticity' | 'defectRatio'
  >,
): Family => ({
  products: 15,
  pastSeasonProducts: 5,
  ageSpanDays: 900,
  crossElasticity: 0.1,
  defectRatio: 0.004,
  ...numbers,
})

const families: readonly Family[] = [
  family({
    id: 'handbag',
    label: { en: 'Handbags', zh: '手袋' },
    safetyStockUnits: 2,
    seasonAmplitudeRatio: 0.06,
    seasonPeakRatio: 0.95,
    returnRatio: 0.1,
    topVisitsPerDay: 120,
    conversionRatio: 0.008,
    listPriceCents: 880000,
    costRatio: 0.46,
    priceElasticity: -1.6,
    moqUnits: 4,
    leftoverUnits: 80,
    supplierIds: ['s_shiling'],
  }),
  family({
    id: 'watch',
    label: { en: 'Watches', zh: '腕表' },
    safetyStockUnits: 1,
    seasonAmplitudeRatio: 0.08,
    seasonPeakRatio: 0.1,
    returnRatio: 0.08,
    topVisitsPerDay: 100,
    conversionRatio: 0.005,
    listPriceCents: 1580000,
    costRatio: 0.49,
    priceElasticity: -1.5,
    moqUnits: 2,
    leftoverUnits: 40,
    supplierIds: ['s_tianjin'],
  }),
  family({
    id: 'jewellery',
    label: { en: 'Jewellery', zh: '珠宝' },
    safetyStockUnits: 2,
    seasonAmplitudeRatio: 0.12,
    seasonPeakRatio: 0.1,
    returnRatio: 0.09,
    topVisitsPerDay: 110,
    conversionRatio: 0.007,
    listPriceCents: 980000,
    costRatio: 0.48,
    priceElasticity: -1.6,
    moqUnits: 3,
    leftoverUnits: 70,
    supplierIds: ['s_shuibei', 's_tianjin'],
  }),
  family({
    id: 'cashmere',
    label: { en: 'Cashmere', zh: '羊绒' },
    safetyStockUnits: 2,
    seasonAmplitudeRatio: 0.2,
    seasonPeakRatio: 0.92,
    returnRatio: 0.12,
    topVisitsPerDay: 110,
    conversionRatio: 0.009,
    listPriceCents: 580000,
    costRatio: 0.44,
    priceElasticity: -1.8,
    moqUnits: 5,
    leftoverUnits: 100,
    supplierIds: ['s_lingwu'],
  }),
]

const accounts = businessAccounts(
  [
    ['Shanghai Bund Boutique', '上海外滩买手店'],
    ['Hangzhou Lakeside Concierge', '杭州湖畔礼宾'],
    ['Suzhou Wedding House', '苏州婚庆馆'],
    ['Beijing Chaoyang Boutique', '北京朝阳买手店'],
    ['Qingdao Yacht Club', '青岛游艇会'],
    ['Guangzhou Tianhe Boutique', '广州天河买手店'],
    ['Shenzhen Private Bank Gifts', '深圳私人银行礼品'],
    ['Sanya Resort Arcade', '三亚度假精品廊'],
    ['Chengdu Lane Boutique', '成都里巷买手店'],
    ['Macau Hotel Arcade', '澳门酒店精品廊'],
  ],
  { ordersPerWeek: 0.15, orderValueCents: 3_500_000 },
)

export const luxury: ShopTemplate = buildRetailShop({
  id: 'luxury',
  label: { en: 'Luxury', zh: '奢侈品' },
  description: {
    en: '60 pieces in 4 categories, one warehouse, 4 suppliers, 10 business accounts. A few orders a day, each worth thousands of yuan; service and the courier matter.',
    zh: '4 个类目 60 款，1 个仓库，4 家供应商，10 个赊销客户。每天只有几单，单单数千元；服务与快递举足轻重。',
  },
  priceStepCents: 10_000,
  priceEndingCents: 0,
  settings: {
    'demand.extraUnitRatio': 0.05,
    'customers.repeatOrderShareRatio': 0.18,
    'customers.premiumLiftRatio': 0.1,
    'advertising.cpcCents': 2_200,
    'stock.slowMoverUnits': 2,
    'fulfilment.utilisationRatio': 0.7,
    'couriers.premiumCapacityRatio': 0.5,
    'returns.freightCentsPerUnit': 4_500,
    'money.feeRatio': 0.1,
    'money.openingCashCents': 200_000_000,
    'money.staffWagesCentsPerDay': 850_000,
    'money.shippingCentsPerOrder': 12_000,
  },
  families,
  suppliers: [
    maker('s_shiling', ['Guangzhou Shiling Leather', '广州狮岭皮具'], 24, 0.4, 30),
    maker('s_tianjin', ['Tianjin Fine Watches', '天津精密制表'], 35, 0.4, 45),
    maker('s_shuibei', ['Shenzhen Shuibei Jewellery', '深圳水贝珠宝'], 14, 0.3, 15),
    maker('s_lingwu', ['Ningxia Lingwu Cashmere', '宁夏灵武羊绒'], 28, 0.45, 30),
  ],
  warehouses: regions(1),
  accounts,
})
