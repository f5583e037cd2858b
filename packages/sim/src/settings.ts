/**
 * Every number of a shop that a shop file may override: declared once, with unit, range and where the
 * default comes from. A template gives its own values; the rest keeps the default.
 */
import type { Text, Unit } from '@sandtable/rules'

/** One number. `source` is a publication, or `assumption` where nothing better than judgement is known. */
export interface Setting {
  readonly label: Text
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly isInteger?: boolean
  readonly source: string
}
interface SettingWithDefault extends Setting {
  readonly default: number
}

const weekday = (en: string, zh: string, value: number): SettingWithDefault => ({
  label: { en: `${en}: visits ÷ mean day`, zh: `${zh}：访客 ÷ 日均` },
  unit: 'none',
  min: 0,
  max: 5,
  default: value,
  source: 'assumption; shops usually lie between 0.8 and 1.2',
})

/** Numbers of the whole shop, by the path an override names. */
export const settings = {
  'demand.visitsFactor': {
    label: { en: 'Visits ÷ those of the template', zh: '访客数 ÷ 模板值' },
    unit: 'none',
    min: 0,
    max: 20,
    default: 1,
    source: 'assumption',
  },
  'demand.conversionFactor': {
    label: { en: 'Conversion ÷ that of the template', zh: '转化率 ÷ 模板值' },
    unit: 'none',
    min: 0,
    max: 10,
    default: 1,
    source: 'assumption',
  },
  'demand.visitsDispersion': {
    label: {
      en: 'Overdispersion a of a product’s daily visits: variance = m + a·m²',
      zh: '商品日访客的过度离散 a：方差 = m + a·m²',
    },
    unit: 'none',
    min: 0,
    max: 2,
    default: 0.2,
    source: 'Ehrenberg 1959 (negative binomial counts), r = 1/a between 0.5 and 10',
  },
  'demand.shopDaySd': {
    label: {
      en: 'Spread of the whole shop’s day, sd of the logarithm',
      zh: '全店日波动（对数标准差）',
    },
    unit: 'none',
    min: 0,
    max: 1,
    default: 0.1,
    source: 'assumption',
  },
  'demand.driftSd': {
    label: {
      en: 'Spread of a product’s popularity, sd of the logarithm',
      zh: '商品热度漂移（对数标准差）',
    },
    unit: 'none',
    min: 0,
    max: 1.5,
    default: 0.45,
    source: 'assumption',
  },
  'demand.driftHalfLifeDays': {
    label: { en: 'Days until half of a rise in popularity is gone', zh: '热度变化的半衰期' },
    unit: 'day',
    min: 1,
    max: 365,
    default: 21,
    source: 'assumption',
  },
  'demand.extraUnitRatio': {
    label: { en: 'Share of orders that take a second unit', zh: '购买第二件的订单占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.15,
    source: 'assumption; orders of direct-to-consumer shops have 1.2 to 3 lines',
  },
  'calendar.mondayFactor': weekday('Monday', '周一', 0.94),
  'calendar.tuesdayFactor': weekday('Tuesday', '周二', 0.92),
  'calendar.wednesdayFactor': weekday('Wednesday', '周三', 0.93),
  'calendar.thursdayFactor': weekday('Thursday', '周四', 0.96),
  'calendar.fridayFactor': weekday('Friday', '周五', 1.03),
  'calendar.saturdayFactor': weekday('Saturday', '周六', 1.12),
  'calendar.sundayFactor': weekday('Sunday', '周日', 1.1),
  'stock.openingCoverDays': {
    label: { en: 'Stock before the history, in days of expected sales', zh: '期初库存可售天数' },
    unit: 'day',
    min: 0,
    max: 365,
    default: 25,
    source: 'assumption',
  },
  'stock.holdingRatioPerYear': {
    label: { en: 'Storage and capital cost a year ÷ unit cost', zh: '年持有成本 ÷ 单位成本' },
    unit: 'percent',
    min: 0,
    max: 2,
    default: 0.24,
    source: 'assumption; 15–30 % of unit cost a year is usual',
  },
  'stock.slowMoverUnits': {
    label: { en: 'Slow mover: sold fewer in 60 days', zh: '滞销线：60 天销量低于' },
    unit: 'count',
    min: 0,
    max: 100_000,
    default: 100,
    source: 'the course’s bar of 100 units in 60 days; templates scale it to their size',
  },
  'routine.reviewCycleDays': {
    label: { en: 'Days between two routine orders of a product', zh: '例行补货周期' },
    unit: 'day',
    min: 1,
    max: 56,
    isInteger: true,
    default: 14,
    source: 'assumption',
  },
  'suppliers.orderCostCents': {
    label: { en: 'Fixed cost of a purchase order', zh: '每张采购单固定费用' },
    unit: 'money',
    min: 0,
    max: 10_000_000,
    isInteger: true,
    default: 3_000,
    source: 'assumption',
  },
  'money.openingCashCents': {
    label: { en: 'Cash before the history', zh: '期初现金' },
    unit: 'money',
    min: 0,
    max: 100_000_000_000,
    isInteger: true,
    default: 60_000_000,
    source: 'assumption',
  },
  'money.payoutDelayDays': {
    label: { en: 'Days from an order to the platform’s payout', zh: '平台回款天数' },
    unit: 'day',
    min: 0,
    max: 60,
    isInteger: true,
    default: 10,
    source: 'assumption; 7–21 days are usual',
  },
  'money.feeRatio': {
    label: { en: 'Commission and payment fees ÷ sales', zh: '平台佣金与支付手续费率' },
    unit: 'percent',
    min: 0,
    max: 0.5,
    default: 0.06,
    source: 'assumption; 2–12 % are usual',
  },
  'money.shippingCentsPerOrder': {
    label: { en: 'Courier cost of an order', zh: '每单快递费' },
    unit: 'money',
    min: 0,
    max: 1_000_000,
    isInteger: true,
    default: 900,
    source: 'assumption',
  },
  'money.adSpendCentsPerDay': {
    label: { en: 'Fixed advertising budget a day', zh: '每日固定广告预算' },
    unit: 'money',
    min: 0,
    max: 1_000_000_000,
    isInteger: true,
    default: 0,
    source: 'assumption',
  },
  'money.staffWagesCentsPerDay': {
    label: { en: 'Wages of agents and packers a day', zh: '客服与仓库日工资' },
    unit: 'money',
    min: 0,
    max: 1_000_000_000,
    isInteger: true,
    default: 0,
    source: 'assumption',
  },
  'desks.wageCentsPerHour': {
    label: { en: 'Wage of an hour of desk work', zh: '岗位时薪' },
    unit: 'money',
    min: 0,
    max: 1_000_000,
    isInteger: true,
    default: 4_500,
    source: 'assumption',
  },
} as const satisfies Record<string, SettingWithDefault>

export type SettingPath = keyof typeof settings
/** A value for every number of the shop. */
export type Settings = Readonly<Record<SettingPath, number>>

/** The defaults as declared. */
export function defaultSettings(): Record<SettingPath, number> {
  return Object.fromEntries(
    Object.entries(settings).map(([path, setting]) => [path, setting.default]),
  ) as Record<SettingPath, number>
}

/** Numbers that every product, category, supplier or warehouse has: overridden as `products.p_dress_03.listPriceCents`. */
export const entitySettings = {
  products: {
    visitsPerDay: {
      label: { en: 'Expected visits a day', zh: '日均访客' },
      unit: 'count',
      min: 0,
      max: 1_000_000,
      source:
        'assumption: visits fall with rank ^ −1.2 within a category (Zipf), last season’s styles faster',
    },
    conversionRatio: {
      label: { en: 'Orders ÷ visits at the list price', zh: '标价下的转化率' },
      unit: 'percent',
      min: 0,
      max: 1,
      source: 'assumption; whole shops convert 1.5–4 % of visits',
    },
    listPriceCents: {
      label: { en: 'List price', zh: '标价' },
      unit: 'money',
      min: 1,
      max: 100_000_000,
      isInteger: true,
      source: 'assumption; order value 150–300 yuan',
    },
    unitCostCents: {
      label: { en: 'Unit cost', zh: '单位成本' },
      unit: 'money',
      min: 1,
      max: 100_000_000,
      isInteger: true,
      source: 'assumption; gross margin 45–55 %',
    },
    priceElasticity: {
      label: { en: 'Price elasticity of demand', zh: '需求价格弹性' },
      unit: 'none',
      min: -10,
      max: 0,
      source: 'Bijmolt, van Heerde & Pieters 2005: mean −2.62 over 1,851 estimates',
    },
    moqUnits: {
      label: { en: 'Minimum order quantity', zh: '最小起订量' },
      unit: 'count',
      min: 1,
      max: 100_000,
      isInteger: true,
      source: 'assumption',
    },
    leftoverUnits: {
      label: { en: 'Left over from last season before the history', zh: '期初上季余货' },
      unit: 'count',
      min: 0,
      max: 100_000,
      isInteger: true,
      source: 'assumption; set so that stock turns about four times a year',
    },
    ageDays: {
      label: { en: 'Days on sale at day 1', zh: '第 1 天时的上架天数' },
      unit: 'day',
      min: 0,
      max: 10_000,
      isInteger: true,
      source: 'assumption',
    },
  },
  categories: {
    safetyStockUnits: {
      label: {
        en: 'Safety stock by habit, the same for all products',
        zh: '习惯安全库存（类目内相同）',
      },
      unit: 'count',
      min: 0,
      max: 100_000,
      isInteger: true,
      source: 'assumption; set so that best sellers run short, 5–10 % of product-days',
    },
    seasonAmplitudeRatio: {
      label: { en: 'Season: peak ÷ mean − 1', zh: '季节幅度' },
      unit: 'percent',
      min: 0,
      max: 1,
      source: 'assumption',
    },
    seasonPeakRatio: {
      label: { en: 'Season: peak as a part of the year', zh: '季节高峰在一年中的位置' },
      unit: 'percent',
      min: 0,
      max: 1,
      source: 'assumption',
    },
  },
  suppliers: {
    leadTimeDays: {
      label: { en: 'Mean lead time, quoted', zh: '平均交期（报价）' },
      unit: 'day',
      min: 0,
      max: 120,
      source: 'Burgin 1975 (gamma law); mean 6–45 days are usual',
    },
    leadTimeVariationRatio: {
      label: { en: 'Lead time: sd ÷ mean', zh: '交期变异系数' },
      unit: 'percent',
      min: 0,
      max: 1,
      source: 'assumption; 0.2–0.6 is usual',
    },
    termsDays: {
      label: { en: 'Days from receipt to payment', zh: '账期' },
      unit: 'day',
      min: 0,
      max: 90,
      isInteger: true,
      source: 'assumption; 0–60 days are usual',
    },
  },
  warehouses: {
    demandShareRatio: {
      label: { en: 'Weight of the warehouse’s region in demand', zh: '仓库所在区域的需求权重' },
      unit: 'percent',
      min: 0,
      max: 1,
      source: 'assumption',
    },
  },
} as const satisfies Record<string, Record<string, Setting>>
export type EntityKind = keyof typeof entitySettings
