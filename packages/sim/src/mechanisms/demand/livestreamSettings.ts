/** What a shop file may say of livestreams. */
import type { Settings } from '../../setting.ts'

export const livestreamSettings = {
  'livestream.usualFeeCents': {
    label: { en: 'Usual fee of a livestream host', zh: '主播常态坑位费' },
    unit: 'money',
    min: 1,
    max: 100_000_000,
    isInteger: true,
    default: 100_000,
    source: 'assumption',
  },
  'livestream.usualVisits': {
    label: {
      en: 'Visits that a stream for the usual fee brings, in the mean',
      zh: '常态坑位费的直播平均带来的访客',
    },
    unit: 'count',
    min: 0,
    max: 10_000_000,
    default: 600,
    source: 'assumption',
  },
  'livestream.feeExponent': {
    label: { en: 'Visits of a stream ~ fee ^ this', zh: '直播访客 ~ 坑位费 ^ 此值' },
    unit: 'none',
    min: 0,
    max: 1,
    default: 0.7,
    source: 'assumption; each further yuan brings less',
  },
  'livestream.burstSd': {
    label: {
      en: 'Spread of the size of a stream, sd of the logarithm',
      zh: '直播效果波动（对数标准差）',
    },
    unit: 'none',
    min: 0,
    max: 2,
    default: 1,
    source: 'assumption; 0.8–1.2',
  },
  'livestream.firstDayRatio': {
    label: {
      en: 'Share of a stream’s visits that come on its day',
      zh: '直播当天到访的占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.5,
    source: 'assumption',
  },
  'livestream.halfLifeDays': {
    label: {
      en: 'Days until half of the later visits have come',
      zh: '直播后续流量的半衰期',
    },
    unit: 'day',
    min: 0.1,
    max: 30,
    default: 2,
    source: 'assumption; 1–3 days',
  },
  'livestream.commissionRatio': {
    label: { en: 'Share of a stream’s sales for the host', zh: '主播佣金率' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.2,
    source: 'assumption',
  },
  'livestream.returnFactor': {
    label: { en: 'Returns of a stream’s sales ÷ usual', zh: '直播订单退货率 ÷ 常态' },
    unit: 'none',
    min: 0,
    max: 5,
    default: 1.3,
    source: 'assumption',
  },
  'livestream.slotsPerDay': {
    label: { en: 'Products in the livestreams of a day', zh: '每日可直播商品数' },
    unit: 'count',
    min: 0,
    max: 1_000,
    isInteger: true,
    default: 3,
    source: 'assumption',
  },
} as const satisfies Settings
