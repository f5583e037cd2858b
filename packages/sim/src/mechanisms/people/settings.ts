/** Desks and their work. */
import type { EntitySettings, Settings } from '../../setting.ts'

export const peopleSettings = {
  'tasks.pageLiftRatio': {
    label: {
      en: 'Most that a page without a fault gains when it is improved',
      zh: '无问题详情页优化后的最大提升',
    },
    unit: 'percent',
    min: 0,
    max: 0.2,
    default: 0.01,
    source: 'assumption; views turn into carts 0–1 % more often',
  },
  'tasks.auditEffectDays': {
    label: {
      en: 'Days on which a supplier without a fault is more punctual after an audit',
      zh: '无问题供应商审核后的改善天数',
    },
    unit: 'day',
    min: 0,
    max: 365,
    isInteger: true,
    default: 30,
    source: 'assumption',
  },
} as const satisfies Settings

export const peopleEntitySettings = {
  desks: {
    hoursPerDay: {
      label: { en: 'Hours of work a day', zh: '每日工时' },
      unit: 'hour',
      min: 0,
      max: 1_000,
      default: 16,
      source: 'assumption; two people, in small shops one (8 hours)',
    },
    wageCentsPerHour: {
      label: { en: 'Wage of an hour', zh: '时薪' },
      unit: 'money',
      min: 0,
      max: 1_000_000,
      isInteger: true,
      default: 4_500,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
