/** Orders, packing, couriers. */
import type { EntitySettings, Settings } from '../../setting.ts'
import { courierSettings } from './courierSettings.ts'

/** Share of a day's orders by hour of the day, midnight first; scaled to sum 1. */
const orderHours: readonly number[] = [
  2, 1, 1, 1, 1, 1, 1, 2, 3, 5, 6, 6, 5, 5, 5, 5, 5, 5, 5, 6, 8, 9, 8, 4,
]
/** Share of a day's packing staff by hour. */
const staffHours: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0, 1, 4, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5, 6, 7, 8, 8, 4,
]

export const fulfilmentSettings = {
  'fulfilment.utilisationRatio': {
    label: { en: 'Expected orders ÷ usual packing capacity', zh: '预期订单 ÷ 常规打包能力' },
    unit: 'percent',
    min: 0.0001,
    max: 1.5,
    default: 0.85,
    source: 'assumption; 0.7–0.95 is usual, and a 5 % excess load grows without bound',
  },
  'fulfilment.staffingDays': {
    label: {
      en: 'Days of orders after which the usual staff follow, where the shop gives no capacity; 0: never',
      zh: '未给出产能时，常规人手跟随近期订单的天数；0 表示固定',
    },
    unit: 'day',
    min: 0,
    max: 365,
    isInteger: true,
    default: 21,
    source: 'assumption; staff are planned by the orders of recent weeks',
  },
  'fulfilment.coreCityRatio': {
    label: { en: 'Share of orders from core cities', zh: '核心城市订单占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.4,
    source: 'assumption',
  },
  'fulfilment.largeOrderRatio': {
    label: { en: 'Share of orders that count as large', zh: '大额订单占比' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.2,
    source: 'assumption',
  },
  'fulfilment.stuckRatio': {
    label: {
      en: 'Share of orders with a cause that waiting does not cure',
      zh: '有卡点（地址、付款）的订单占比',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.005,
    source: 'assumption',
  },
  'fulfilment.cancelAfterDays': {
    label: {
      en: 'Days after which a stuck order nobody followed up is cancelled',
      zh: '未跟进的滞留订单自动取消天数',
    },
    unit: 'day',
    min: 2,
    max: 60,
    isInteger: true,
    default: 7,
    source: 'assumption',
  },
  'fulfilment.followUpsPerDay': {
    label: {
      en: 'Orders a day that agents find time to follow up',
      zh: '客服每日可跟进的滞留订单数',
    },
    unit: 'count',
    min: 0,
    max: 1_000_000,
    isInteger: true,
    default: 60,
    source: 'assumption; an hour of an agent is five orders',
  },
  'fulfilment.ordersPerPersonDay': {
    label: { en: 'Orders a packer picks in a day', zh: '人均日拣单能力' },
    unit: 'count',
    min: 1,
    max: 10_000,
    default: 120,
    source: 'assumption',
  },
  'fulfilment.packerWageCentsPerOrder': {
    label: {
      en: 'Wage of the usual packers for an order of capacity',
      zh: '常规打包人员每单产能工资',
    },
    unit: 'money',
    min: 0,
    max: 100_000,
    isInteger: true,
    default: 0,
    source: 'the usual packers are paid by money.staffWagesCentsPerDay',
  },
  'fulfilment.extraWageCentsPerOrder': {
    label: {
      en: 'Wage for an order of added capacity, before its multiple',
      zh: '临时产能每单基准工资',
    },
    unit: 'money',
    min: 0,
    max: 100_000,
    isInteger: true,
    default: 250,
    source: 'assumption; 120 orders a day at 300 yuan',
  },
  'fulfilment.overtimeWageFactor': {
    label: { en: 'Overtime: wage ÷ usual', zh: '加班：工资倍数' },
    unit: 'none',
    min: 0,
    max: 10,
    default: 1.5,
    source: 'labour law: 1.5 times on working days',
  },
  'fulfilment.tempsWageFactor': {
    label: { en: 'Temporary staff: wage ÷ usual', zh: '临时工：工资倍数' },
    unit: 'none',
    min: 0,
    max: 10,
    default: 1.3,
    source: 'assumption',
  },
  'fulfilment.partnerWageFactor': {
    label: { en: 'Partner warehouse: price ÷ usual wage', zh: '合作仓：价格倍数' },
    unit: 'none',
    min: 0,
    max: 10,
    default: 2,
    source: 'assumption',
  },
  'fulfilment.wrongParcelRatio': {
    label: { en: 'Wrong parcels ÷ parcels', zh: '错发率' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.004,
    source: 'assumption',
  },
  'fulfilment.tempsErrorFactor': {
    label: { en: 'Temporary staff: wrong parcels ÷ usual', zh: '临时工：错发倍数' },
    unit: 'none',
    min: 1,
    max: 20,
    default: 2,
    source: 'assumption',
  },
  'fulfilment.wrongParcelCents': {
    label: {
      en: 'Cost of a wrong parcel: fetched back and sent again',
      zh: '每件错发成本（取回并重发）',
    },
    unit: 'money',
    min: 0,
    max: 1_000_000,
    isInteger: true,
    default: 1_800,
    source: 'assumption; twice the courier cost',
  },
  'fulfilment.pickZoneRatio': {
    label: { en: 'Places in the pick zone ÷ products', zh: '拣货区货位 ÷ 商品数' },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.3,
    source: 'assumption',
  },
  'fulfilment.reservePickFactor': {
    label: {
      en: 'Time to pick from the reserve ÷ from the pick zone',
      zh: '存储区拣货时间 ÷ 拣货区',
    },
    unit: 'none',
    min: 1,
    max: 5,
    default: 1.6,
    source: 'assumption',
  },
  'fulfilment.misslotErrorFactor': {
    label: {
      en: 'Wrong parcels: rise when all picks move to the reserve',
      zh: '全部改从存储区拣货时错发率升幅',
    },
    unit: 'none',
    min: 0,
    max: 20,
    default: 3,
    source: 'assumption',
  },
  'fulfilment.reslotMinutes': {
    label: { en: 'Minutes of work for a change of zone', zh: '一次移库所需分钟' },
    unit: 'none',
    min: 0,
    max: 1_000,
    default: 30,
    source: 'assumption',
  },
  'fulfilment.crowdedSlowdown': {
    label: {
      en: 'Capacity lost for each 10 % of storage in use above 90 %',
      zh: '库容使用超过 90% 后每多 10% 损失的产能',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.15,
    source: 'assumption',
  },
  'fulfilment.rentCentsPerUnitDay': {
    label: { en: 'Rent of space for an ordinary unit and day', zh: '每件（普通件）每日仓租' },
    unit: 'money',
    min: 0,
    max: 10_000,
    default: 3,
    source: 'assumption',
  },
  'fulfilment.acceptSpeedRatio': {
    label: {
      en: 'Orders that staff accept and check ÷ orders they pack',
      zh: '接单审核能力 ÷ 打包能力',
    },
    unit: 'none',
    min: 0,
    max: 100,
    default: 2,
    source: 'assumption',
  },
  'fulfilment.orderHourWeights': {
    label: { en: 'Orders by hour of the day, weights', zh: '各小时订单权重' },
    unit: 'none',
    min: 0,
    max: 1_000,
    length: 24,
    default: orderHours,
    source: 'assumption; shops peak between 20 and 23 o’clock',
  },
  'fulfilment.staffHourWeights': {
    label: { en: 'Staff by hour of the day, weights', zh: '各小时在岗人员权重' },
    unit: 'none',
    min: 0,
    max: 1_000,
    length: 24,
    default: staffHours,
    source: 'assumption',
  },
  'fulfilment.salesLossPerDeliveryDay': {
    label: {
      en: 'Sales lost for each day of delivery time above the usual, logarithm',
      zh: '配送每慢一天损失的销售（对数）',
    },
    unit: 'none',
    min: 0,
    max: 0.5,
    default: 0.015,
    source: 'Fisher, Gallino & Xu 2019: + 1.5 % sales per business day faster',
  },
  'fulfilment.memoryDays': {
    label: { en: 'Days over which delivery is judged', zh: '配送表现的统计天数' },
    unit: 'day',
    min: 1,
    max: 90,
    default: 7,
    source: 'assumption',
  },
  ...courierSettings,
} as const satisfies Settings

export const fulfilmentEntitySettings = {
  warehouses: {
    packingOrdersPerDay: {
      label: {
        en: 'Usual packing capacity, orders a day; 0: from the expected orders',
        zh: '常规日打包能力；0 表示按预期订单推算',
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
