/** Returns and their inspection. */
import type { EntitySettings, Settings } from '../../setting.ts'

/** Weights of a return after 1, 2 … days: from the fourth to the twentieth, most within two weeks. */
const delayWeights: readonly number[] = [
  0, 0, 0, 4, 7, 9, 10, 10, 9, 8, 7, 6, 5, 4, 3, 3, 2, 2, 1, 1,
]

export const returnsSettings = {
  'returns.delayWeights': {
    label: {
      en: 'Days from sale to return: weights of 1, 2 … days',
      zh: '售出到退回的天数：第 1、2… 天的权重',
    },
    unit: 'none',
    min: 0,
    max: 1_000,
    default: delayWeights,
    source: 'assumption; 4–20 days are usual',
  },
  'returns.defectReasonRatio': {
    label: {
      en: 'Share of usual returns that are for a defect',
      zh: '常规退货中因质量问题的占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.1,
    source: 'assumption',
  },
  'returns.defectiveReturnRatio': {
    label: {
      en: 'Share of defective units sold that come back',
      zh: '售出次品中被退回的占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.7,
    source: 'assumption',
  },
  'returns.freightCentsPerUnit': {
    label: { en: 'Freight of a returned unit', zh: '每件退货运费' },
    unit: 'money',
    min: 0,
    max: 1_000_000,
    isInteger: true,
    default: 600,
    source: 'assumption',
  },
  'returns.restockRatio': {
    label: {
      en: 'Share of returns without a defect that can be sold again',
      zh: '非质量退货中可再售的占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.85,
    source: 'assumption; 60–90 % are usual',
  },
  'returns.utilisationRatio': {
    label: {
      en: 'Expected returns ÷ usual inspection capacity',
      zh: '预期退货 ÷ 常规质检能力',
    },
    unit: 'percent',
    min: 0.0001,
    max: 1.5,
    default: 0.85,
    source: 'assumption',
  },
  'returns.inspectionWageCentsPerUnit': {
    label: {
      en: 'Wage for a unit inspected beside the usual ones',
      zh: '额外质检每件工资',
    },
    unit: 'money',
    min: 0,
    max: 100_000,
    isInteger: true,
    default: 300,
    source: 'assumption',
  },
} as const satisfies Settings

export const returnsEntitySettings = {
  categories: {
    returnRatio: {
      label: { en: 'Share of units sold that come back', zh: '退货率' },
      unit: 'percent',
      min: 0,
      max: 1,
      default: 0,
      source: 'by category 5–30 %, apparel high, electronics low; NRF: online 17.6 % (2023)',
    },
  },
  products: {
    returnFactor: {
      label: { en: 'Returns ÷ those of the category', zh: '退货率 ÷ 类目退货率' },
      unit: 'none',
      min: 0,
      max: 10,
      default: 1,
      source: 'assumption',
    },
  },
  warehouses: {
    inspectionUnitsPerDay: {
      label: {
        en: 'Returns that the usual staff inspect in a day; 0: from the expected returns',
        zh: '常规日质检件数；0 表示按预期退货推算',
      },
      unit: 'count',
      min: 0,
      max: 10_000_000,
      isInteger: true,
      default: 0,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
