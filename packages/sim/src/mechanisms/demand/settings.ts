/** Traffic, channels and the funnel. */
import type { EntitySettings, Settings } from '../../setting.ts'
import { advertisingSettings } from './advertisingSettings.ts'
import { channelEntitySettings } from './channelSettings.ts'
import { livestreamSettings } from './livestreamSettings.ts'

export const demandSettings = {
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
  'demand.unitsPerOrder': {
    label: { en: 'Units of an order before second units', zh: '每单基础件数' },
    unit: 'count',
    min: 1,
    max: 10_000,
    isInteger: true,
    default: 1,
    source: 'assumption',
  },
  'demand.law': {
    label: {
      en: 'Law of a day: 0 funnel; units drawn directly: 1 Poisson, 2 negative binomial, 3 constant; funnel with constant 4 impressions, 5 visits',
      zh: '日需求分布：0 漏斗；直接抽取件数：1 泊松、2 负二项、3 固定；漏斗但固定 4 曝光、5 访客',
    },
    unit: 'none',
    min: 0,
    max: 5,
    isInteger: true,
    default: 0,
    source: 'assumption; the other laws serve reference cases',
  },
  'demand.unitsSize': {
    label: {
      en: 'Size r of the negative binomial law of units: variance = m + m²/r',
      zh: '件数负二项分布的 r：方差 = m + m²/r',
    },
    unit: 'none',
    min: 0.01,
    max: 1_000_000,
    default: 2,
    source: 'assumption; 0.5–10',
  },
  'demand.dayFactors': {
    label: {
      en: 'Visits ÷ usual by day of the run; 1 after the end of the list',
      zh: '按日访客系数；列表之外为 1',
    },
    unit: 'none',
    min: 0,
    max: 100,
    default: [],
    source: 'assumption',
  },
  'funnel.visitRatio': {
    label: { en: 'Visits ÷ impressions', zh: '点击率（访客 ÷ 曝光）' },
    unit: 'percent',
    min: 0.0001,
    max: 1,
    default: 0.03,
    source: 'assumption; 1–5 %',
  },
  'funnel.viewRatio': {
    label: { en: 'Page views ÷ visits', zh: '详情页浏览 ÷ 访客' },
    unit: 'percent',
    min: 0.01,
    max: 1,
    default: 0.65,
    source: 'assumption; 50–80 %',
  },
  'funnel.checkoutRatio': {
    label: { en: 'Checkouts ÷ add-to-carts', zh: '发起结算 ÷ 加购' },
    unit: 'percent',
    min: 0.01,
    max: 1,
    default: 0.55,
    source: 'assumption; 45–60 %; carts abandoned by the order: about 70 % (Baymard)',
  },
  'funnel.payRatio': {
    label: { en: 'Orders ÷ checkouts', zh: '支付 ÷ 发起结算' },
    unit: 'percent',
    min: 0.01,
    max: 1,
    default: 0.75,
    source: 'assumption; 55–90 %',
  },
  'funnel.dailyCorrelation': {
    label: {
      en: 'Correlation of the fates of a day’s impressions: the share that orders is drawn daily from a Beta law; 0: constant',
      zh: '同日曝光结果的相关系数：当日下单率取自贝塔分布；0 表示固定',
    },
    unit: 'none',
    min: 0,
    max: 0.5,
    default: 0,
    source: 'assumption (beta-binomial overdispersion)',
  },
  ...advertisingSettings,
  ...livestreamSettings,
} as const satisfies Settings

export const demandEntitySettings = {
  ...channelEntitySettings,
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
  },
} as const satisfies EntitySettings
