/** Certificates, copy, prices, inspectors. */
import type { EntitySettings, Setting, Settings } from '../../setting.ts'

const fine = (en: string, zh: string, value: number): Setting & { readonly default: number } => ({
  label: { en, zh },
  unit: 'money',
  min: 0,
  max: 100_000_000,
  isInteger: true,
  default: value,
  source: 'assumption',
})

export const complianceSettings = {
  'compliance.inspectionsPerYear': {
    label: { en: 'Inspections of a product on sale a year', zh: '在售商品年均被抽查次数' },
    unit: 'count',
    min: 0,
    max: 365,
    default: 6,
    source: 'assumption; each finds what is wrong with the product on that day',
  },
  'compliance.fineAfterDays': {
    label: { en: 'Days from a notice to the fine', zh: '警告至罚款天数' },
    unit: 'day',
    min: 1,
    max: 60,
    isInteger: true,
    default: 3,
    source: 'assumption',
  },
  'compliance.graceDays': {
    label: { en: 'Days after a notice without another one', zh: '两次警告的最短间隔' },
    unit: 'day',
    min: 1,
    max: 365,
    isInteger: true,
    default: 30,
    source: 'assumption',
  },
  'compliance.copyFineCents': fine('Fine for forbidden words', '违禁词罚款', 500_000),
  'compliance.priceFineCents': fine('Fine for an untrue was-price', '虚构原价罚款', 500_000),
  'compliance.certificateFineCents': fine(
    'Fine for selling without a valid certificate',
    '无有效资质销售罚款',
    1_000_000,
  ),
  'compliance.certificateFeeCents': fine('Fee of a certificate', '资质续办费', 80_000),
  'compliance.certificateValidDays': {
    label: { en: 'Days a renewed certificate is valid', zh: '续办后资质有效天数' },
    unit: 'day',
    min: 1,
    max: 3_650,
    isInteger: true,
    default: 730,
    source: 'assumption',
  },
  'compliance.lapseNoticedDays': {
    label: {
      en: 'Days after its end on which the house notices a certificate',
      zh: '资质过期后店铺自行发现的天数',
    },
    unit: 'day',
    min: 0,
    max: 365,
    isInteger: true,
    default: 30,
    source: 'assumption',
  },
} as const satisfies Settings

export const complianceEntitySettings = {
  products: {
    certificateDaysLeft: {
      label: {
        en: 'Days to the end of its certificate on day 1; −1: it needs none',
        zh: '第 1 天距资质到期天数；−1 表示无需资质',
      },
      unit: 'day',
      min: -1,
      max: 3_650,
      isInteger: true,
      default: -1,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
