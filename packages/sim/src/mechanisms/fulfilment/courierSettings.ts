/** Couriers. */
import type { Settings } from '../../setting.ts'

const localDays: readonly number[] = [45, 55]
const remoteDays: readonly number[] = [0, 30, 45, 25]
const lateDays: readonly number[] = [55, 30, 15]

export const courierSettings = {
  'couriers.localDayWeights': {
    label: {
      en: 'Parcels in the own region: delivered after 1, 2 … days, weights; the last is the promise',
      zh: '本区包裹第 1、2… 天送达的权重；末项为承诺时限',
    },
    unit: 'none',
    min: 0,
    max: 1_000,
    default: localDays,
    source: 'assumption',
  },
  'couriers.remoteDayWeights': {
    label: {
      en: 'Parcels to another region: delivered after 1, 2 … days, weights; the last is the promise',
      zh: '跨区包裹第 1、2… 天送达的权重；末项为承诺时限',
    },
    unit: 'none',
    min: 0,
    max: 1_000,
    default: remoteDays,
    source: 'assumption',
  },
  'couriers.lateRatio': {
    label: { en: 'Parcels delivered after the courier’s promise', zh: '快递超时率' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.06,
    source: 'assumption',
  },
  'couriers.lateDayWeights': {
    label: {
      en: 'Late parcels: 1, 2 … days after the promise, weights',
      zh: '超时包裹晚到 1、2… 天的权重',
    },
    unit: 'none',
    min: 0,
    max: 1_000,
    default: lateDays,
    source: 'assumption',
  },
  'couriers.damageRatio': {
    label: { en: 'Parcels damaged or lost', zh: '破损丢失率' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.005,
    source: 'assumption',
  },
  'couriers.damageRefundRatio': {
    label: {
      en: 'Paid back for a damaged parcel ÷ mean order value',
      zh: '破损赔付 ÷ 平均订单金额',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.5,
    source: 'assumption',
  },
  'couriers.premiumCostFactor': {
    label: { en: 'Premium courier: cost ÷ usual', zh: '高端快递：费用倍数' },
    unit: 'none',
    min: 1,
    max: 10,
    default: 2.5,
    source: 'assumption',
  },
  'couriers.premiumDamageFactor': {
    label: { en: 'Premium courier: damage ÷ usual', zh: '高端快递：破损倍数' },
    unit: 'none',
    min: 0,
    max: 1,
    default: 0.3,
    source: 'assumption',
  },
  'couriers.premiumCapacityRatio': {
    label: {
      en: 'Parcels a day the premium courier carries ÷ usual packing capacity',
      zh: '高端快递日运力 ÷ 常规打包能力',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.25,
    source: 'assumption',
  },
} as const satisfies Settings
