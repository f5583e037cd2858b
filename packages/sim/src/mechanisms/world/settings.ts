/** What happens to the shop whatever it does: calendar, weather, rivals, shocks. */
import type { EntitySettings, Setting, Settings } from '../../setting.ts'
import { shockRateSettings } from './shockSettings.ts'

const weekday = (
  en: string,
  zh: string,
  value: number,
): Setting & { readonly default: number } => ({
  label: { en: `${en}: visits ÷ mean day`, zh: `${zh}：访客 ÷ 日均` },
  unit: 'none',
  min: 0,
  max: 5,
  default: value,
  source: 'assumption; shops usually lie between 0.8 and 1.2',
})

const course = (
  en: string,
  zh: string,
): {
  readonly days: Setting & { readonly default: number }
  readonly target: Setting & { readonly default: number }
} => ({
  days: {
    label: { en: `Course: days of the ${en} period`, zh: `课程：${zh}天数` },
    unit: 'day',
    min: 0,
    max: 730,
    isInteger: true,
    default: 0,
    source: 'assumption; 0: the period is left out',
  },
  target: {
    label: { en: `Course: target GMV a day of the ${en} period`, zh: `课程：${zh}日均成交额目标` },
    unit: 'money',
    min: 0,
    max: 100_000_000_000,
    default: 0,
    source: 'assumption; 0: no target',
  },
})
const early = course('early', '前期')
const middle = course('middle', '中期')
const late = course('late', '后期')

export const worldSettings = {
  'calendar.mondayFactor': weekday('Monday', '周一', 0.94),
  'calendar.tuesdayFactor': weekday('Tuesday', '周二', 0.92),
  'calendar.wednesdayFactor': weekday('Wednesday', '周三', 0.93),
  'calendar.thursdayFactor': weekday('Thursday', '周四', 0.96),
  'calendar.fridayFactor': weekday('Friday', '周五', 1.03),
  'calendar.saturdayFactor': weekday('Saturday', '周六', 1.12),
  'calendar.sundayFactor': weekday('Sunday', '周日', 1.1),
  'promotions.dates': {
    label: {
      en: 'Platform promotions: first days as month × 100 + day',
      zh: '平台大促开始日（月 × 100 + 日）',
    },
    unit: 'none',
    min: 101,
    max: 1231,
    isInteger: true,
    default: [308, 618, 1111, 1212] as readonly number[],
    source: 'the great promotions of Chinese platforms; an empty list: none',
  },
  'promotions.everyDays': {
    label: {
      en: 'Platform promotions: one every so many days, from day 1 on',
      zh: '平台大促间隔天数（自第 1 天起）',
    },
    unit: 'day',
    min: 0,
    max: 730,
    isInteger: true,
    default: 0,
    source: 'assumption; 0: only the dates',
  },
  'promotions.leastFactor': {
    label: { en: 'Platform promotions: least factor on visits', zh: '平台大促：最小访客倍数' },
    unit: 'none',
    min: 1,
    max: 10,
    default: 2,
    source: 'assumption: demand × 2–4',
  },
  'promotions.greatestFactor': {
    label: { en: 'Platform promotions: greatest factor on visits', zh: '平台大促：最大访客倍数' },
    unit: 'none',
    min: 1,
    max: 10,
    default: 3,
    source: 'assumption: demand × 2–4',
  },
  'promotions.dipRatio': {
    label: { en: 'Share of the gain that is missing afterwards', zh: '大促透支比例' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.2,
    source: 'van Heerde, Leeflang & Wittink 2004: stockpiling; 10–30 % of the gain in 1–4 weeks',
  },
  'promotions.dipDays': {
    label: { en: 'Days over which it is missing', zh: '大促透支天数' },
    unit: 'day',
    min: 1,
    max: 56,
    isInteger: true,
    default: 21,
    source: 'van Heerde, Leeflang & Wittink 2004: 1–4 weeks',
  },
  'signals.emptyRatio': {
    label: { en: 'Weather and holiday signals that come to nothing', zh: '未兑现信号占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.25,
    source: 'assumption: 1 in 4',
  },
  'rivals.moveChancePerDay': {
    label: { en: 'Chance that a rival changes its price on a day', zh: '竞品当日调价概率' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.02,
    source: 'assumption',
  },
  'rivals.priceSd': {
    label: {
      en: 'Spread of a rival’s price, sd of the logarithm',
      zh: '竞品价格波动（对数标准差）',
    },
    unit: 'none',
    min: 0,
    max: 0.5,
    default: 0.04,
    source: 'assumption',
  },
  'rivals.keepRatio': {
    label: {
      en: 'What a rival’s price keeps of its deviation at each change',
      zh: '竞品调价时偏离的保留比例',
    },
    unit: 'percent',
    min: 0,
    max: 0.99,
    default: 0.5,
    source: 'assumption; first-order autoregression',
  },
  'platform.entryLeastRating': {
    label: { en: 'Rule of entry: least rating', zh: '准入规则：最低评分' },
    unit: 'none',
    min: 1,
    max: 5,
    default: 4.6,
    source: 'assumption',
  },
  'platform.entryLeastUnits': {
    label: { en: 'Rule of entry: least units on hand', zh: '准入规则：最低在库件数' },
    unit: 'count',
    min: 0,
    max: 1_000_000,
    default: 10,
    source: 'assumption',
  },
  'media.reportChance': {
    label: { en: 'Crises of opinion that a medium takes up', zh: '被媒体报道的舆情占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.5,
    source: 'assumption',
  },
  'media.reachVisits': {
    label: { en: 'Reach of a report ÷ strength of the crisis', zh: '报道传播量 ÷ 舆情强度' },
    unit: 'count',
    min: 0,
    max: 10_000_000,
    default: 2_000,
    source: 'assumption',
  },
  'suppliers.outageKnownRatio': {
    label: { en: 'Long outages whose length the supplier says', zh: '告知时长的长期中断占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.5,
    source: 'assumption',
  },
  'shocks.pageDefectNoticedDays': {
    label: {
      en: 'Mean days until the house notices a defect of a page',
      zh: '页面缺陷被发现的平均天数',
    },
    unit: 'day',
    min: 1,
    max: 365,
    default: 30,
    source: 'assumption',
  },
  ...shockRateSettings,
  'course.earlyDays': early.days,
  'course.middleDays': middle.days,
  'course.lateDays': late.days,
  'course.earlyTargetCentsPerDay': early.target,
  'course.middleTargetCentsPerDay': middle.target,
  'course.lateTargetCentsPerDay': late.target,
} as const satisfies Settings

export const worldEntitySettings = {
  categories: {
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
    failureRatioPerDay: {
      label: { en: 'Chance a day that a working supplier fails', zh: '供应商日故障概率' },
      unit: 'percent',
      min: 0,
      max: 1,
      default: 0.001,
      source: 'assumption; stockpyl’s two-state Markov disruptions, 0.1–1 % a day',
    },
    recoveryRatioPerDay: {
      label: { en: 'Chance a day that a failed supplier works again', zh: '供应商日恢复概率' },
      unit: 'percent',
      min: 0,
      max: 1,
      default: 0.15,
      source: 'assumption; stockpyl’s two-state Markov disruptions, 3–20 % a day',
    },
  },
  products: {
    isRivalTracked: {
      label: { en: 'A rival is tracked (1) or not (0)', zh: '是否跟踪竞品（1 是，0 否）' },
      unit: 'none',
      min: 0,
      max: 1,
      isInteger: true,
      default: 1,
      source: 'assumption',
    },
    rivalPriceRatio: {
      label: { en: 'Usual price of the rival ÷ own list price', zh: '竞品常价 ÷ 自身标价' },
      unit: 'percent',
      min: 0.1,
      max: 10,
      default: 1,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
