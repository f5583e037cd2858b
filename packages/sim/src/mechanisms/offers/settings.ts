/** Prices, promotions, tests and listings. */
import type { EntitySettings, Settings } from '../../setting.ts'
import { listingSettings } from './listingSettings.ts'
import { promotionSettings } from './promotionSettings.ts'

export const offersSettings = {
  ...promotionSettings,
  ...listingSettings,
  'offers.referenceMemoryRatio': {
    label: { en: 'Memory of the reference price from day to day', zh: '参考价的日记忆系数' },
    unit: 'none',
    min: 0,
    max: 1,
    default: 0.97,
    source: 'Winer 1986; Kalyanaram & Winer 1995: 0.95–0.99 a day',
  },
  'offers.gainEffect': {
    label: {
      en: 'Rise of log demand per share that the price lies under the reference price',
      zh: '低于参考价的幅度对需求（对数）的提升系数',
    },
    unit: 'none',
    min: 0,
    max: 10,
    default: 0.8,
    source: 'Mazumdar, Raj & Sinha 2005 (form); size an assumption',
  },
  'offers.lossEffect': {
    label: {
      en: 'Fall of log demand per share that the price lies over the reference price',
      zh: '高于参考价的幅度对需求（对数）的降低系数',
    },
    unit: 'none',
    min: 0,
    max: 10,
    default: 1.2,
    source: 'Kalyanaram & Winer 1995: losses weigh 1.2–2 times as much as gains',
  },
  'offers.stockpileRatio': {
    label: {
      en: 'Part of a promotion’s gain that is missed afterwards',
      zh: '促销增量中提前购买的占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.2,
    source: 'van Heerde, Leeflang & Wittink 2004: 10–30 % of the gain',
  },
  'offers.stockpileDays': {
    label: { en: 'Days over which stockpiles are used up (mean)', zh: '囤货平均消耗天数' },
    unit: 'day',
    min: 1,
    max: 90,
    default: 10,
    source: 'van Heerde, Leeflang & Wittink 2004: dips of 1–4 weeks',
  },
  'offers.houseDiscountRatio': {
    label: {
      en: 'Discount on everything that the house gives at promotions of the calendar',
      zh: '日历大促期间店铺惯常的全店折扣',
    },
    unit: 'percent',
    min: 0,
    max: 0.7,
    default: 0.05,
    source: 'assumption',
  },
  'offers.wasPriceLiftRatio': {
    label: {
      en: 'Lift of conversion per share saved against a believed was-price',
      zh: '可信划线价每单位降幅带来的转化提升',
    },
    unit: 'none',
    min: 0,
    max: 2,
    default: 0.3,
    source: 'assumption',
  },
  'offers.wasPriceBeliefDays': {
    label: {
      en: 'Days since it was last charged until half believe the was-price',
      zh: '划线价可信度减半所需天数（自最后一次按该价销售）',
    },
    unit: 'day',
    min: 1,
    max: 365,
    default: 20,
    source: 'assumption',
  },
  'offers.giftHalfShareRatio': {
    label: {
      en: 'Cost of a gift ÷ price at which it has half of its full effect',
      zh: '赠品效果达到一半时的成本占售价比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.02,
    source: 'assumption; gifts raise demand by 3–15 %',
  },
} as const satisfies Settings

export const offersEntitySettings = {
  products: {
    listPriceCents: {
      label: { en: 'List price', zh: '标价' },
      unit: 'money',
      min: 1,
      max: 100_000_000,
      isInteger: true,
      source: 'assumption; order value 150–300 yuan',
    },
    priceElasticity: {
      label: { en: 'Price elasticity of demand', zh: '需求价格弹性' },
      unit: 'none',
      min: -10,
      max: 0,
      source: 'Bijmolt, van Heerde & Pieters 2005: mean −2.62 over 1,851 estimates',
    },
    crossElasticity: {
      label: { en: 'Elasticity of demand to the rival’s price', zh: '对竞品价格的交叉弹性' },
      unit: 'none',
      min: 0,
      max: 5,
      default: 0.26,
      source: 'Auer & Papies 2020: mean 0.26; look-alikes on a marketplace 0.5–1.5',
    },
    initialReferencePriceCents: {
      label: {
        en: 'Price customers are used to at the start; 0: the list price',
        zh: '期初参考价；0 表示标价',
      },
      unit: 'money',
      min: 0,
      max: 100_000_000,
      default: 0,
      source: 'assumption',
    },
    pricePlanCents: {
      label: {
        en: 'Prices of day 1, 2, …; then the last stays',
        zh: '第 1、2……天的售价，之后保持最后一个',
      },
      unit: 'money',
      min: 1,
      max: 100_000_000,
      isInteger: true,
      default: [],
      source: 'assumption',
    },
    giftUpliftRatio: {
      label: { en: 'Rise of demand by a generous gift', zh: '丰厚赠品的需求提升' },
      unit: 'percent',
      min: 0,
      max: 2,
      default: 0.15,
      source: 'assumption: gifts raise demand by 3–15 %',
    },
    attachRatio: {
      label: { en: 'Buyers who take a bundle at the usual discount', zh: '常规套餐折扣下的连带率' },
      unit: 'percent',
      min: 0,
      max: 1,
      default: 0.1,
      source: 'assumption: 5–20 % of buyers',
    },
    scarcityUpliftRatio: {
      label: { en: 'Rise of conversion when scarcity is shown', zh: '显示库存紧张的转化提升' },
      unit: 'percent',
      min: 0,
      max: 1,
      default: 0.1,
      source: 'assumption: 5–20 %',
    },
    ageDays: {
      label: { en: 'Days on sale at day 1', zh: '第 1 天时的上架天数' },
      unit: 'day',
      min: 0,
      max: 10_000,
      isInteger: true,
      source: 'assumption',
    },
    arrivesDay: {
      label: {
        en: 'Day on which it is offered as a candidate; 0: there from the start',
        zh: '作为候选新品到来的日期；0 表示一开始就在售',
      },
      unit: 'day',
      min: 0,
      max: 730,
      isInteger: true,
      default: 0,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
