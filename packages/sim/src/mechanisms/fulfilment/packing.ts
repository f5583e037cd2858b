/** Packing: how much can be packed, what waits, what goes out on time. */
import { defineMetric, type ColumnOf, type Formula, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { capacityOf } from './capacity.ts'
import { zones } from './zones.ts'

const warehouseAndShop = ['warehouse', 'shop'] as const
const sumOf = (values: ColumnOf): Formula => ({ kind: 'sum', base: 'warehouse', values })

/** The largest of a column, missing where all are. */
export function largest(values: Float64Array): Float64Array {
  let most = NaN
  for (const value of values) if (!(most >= value) && value === value) most = value
  return Float64Array.of(most)
}

const capacities: ColumnOf = ({ state }: View) =>
  state.fulfilment.packingOrders.map((_, warehouse) => capacityOf(state, warehouse))

export const packing: Mechanism = {
  id: 'packing',
  label: { en: 'Packing', zh: '订单打包' },
  about: {
    en: `Each warehouse packs orders up to its capacity: backlog = max(backlog + orders of the day − capacity, 0) (Lindley's recursion), oldest first; today's orders may go today. The usual capacity is the shop's expected orders ÷ fulfilment.utilisationRatio and follows the orders of recent weeks (a fading mean of fulfilment.staffingDays, planned weekly), unless the shop file gives it. Overtime is there at once (at most 30 % of it), temporary staff after 2 days (100 %), a partner after 5 (200 %); they are paid whether used or not, 1, 3 or 7 days at least. Under coreFirst a share of the capacity is kept for core cities, under valueFirst large orders go first; the others wait. Picking slows down when storage is over 90 % full and when fast movers lie in the reserve: speed = (1 + (f − 1)·usual share of reserve picks) ÷ (1 + (f − 1)·share by the sales of 28 days), counted weekly and after moves. A small share of orders is stuck by a cause (address, payment): followed up it goes out, otherwise it is cancelled after 7 days, paid back and put back on the shelf. An order must be shipped by the close of the day after it was placed, when it is 48 hours old at most. Acceptance within 2 hours is a fluid queue over the hours of the day. Form: M/D/c at service epochs (Crommelin 1932); numbers: assumptions.`,
    zh: '各仓按产能打包：积压 = max(积压 + 当日订单 − 产能, 0)（Lindley 递推），先到先发，当日订单可当日发出。常规产能 = 预期订单 ÷ fulfilment.utilisationRatio，并每周按近期订单（fulfilment.staffingDays 的衰减均值）调整；店铺文件给定时固定。加班即时生效（至多 30%），临时工 2 天后（100%），合作仓 5 天后（200%）；无论是否用到均须付费，至少 1、3、7 天。“核心城市优先”为核心城市保留部分产能，“大额优先”先发大额订单，其余等待。库容超过 90% 或畅销品放在存储区时拣货变慢：速度 = (1 + (f − 1)·常态存储区拣货占比) ÷ (1 + (f − 1)·按 28 天销量的占比)，每周及移库后重新计算。少量订单因地址、付款等原因卡住：跟进后可发出，否则 7 天后取消、退款并回库。订单须在下单次日日终前发出（此时至多 48 小时）。2 小时接单率按日内各小时的流体排队计算。形式：M/D/c（Crommelin 1932）；数值为假设。',
  },
  metrics: [
    defineMetric({
      id: 'capacityOrders',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Packing capacity', zh: '日打包能力' },
      help: {
        en: 'Orders that can be packed in a day with the staff there now; 0 while the warehouse is closed.',
        zh: '按现有人手每日可打包的订单数；仓库停用时为 0。',
      },
      formula: sumOf(capacities),
    }),
    defineMetric({
      id: 'backlogOrders',
      kpi: 'mean',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Backlog', zh: '待发订单' },
      help: { en: 'Orders paid and not shipped at the close.', zh: '日终已付款未发货的订单数。' },
      formula: sumOf(({ state }) => state.fulfilment.backlogOrders),
    }),
    defineMetric({
      id: 'oldestBacklogHours',
      kpi: 'mean',
      scopes: warehouseAndShop,
      unit: 'hour',
      window: 'now',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Oldest in the backlog', zh: '最久待发时长' },
      help: {
        en: 'Age at the close of the oldest order paid and not shipped, orders taken to come at noon; missing when there is none.',
        zh: '日终最早一笔待发订单的等待时长（按中午下单计）；无待发则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          warehouse: ({ state }) => state.fulfilment.oldestBacklogHours.slice(),
          shop: ({ state }) => largest(state.fulfilment.oldestBacklogHours),
        },
      },
    }),
    defineMetric({
      id: 'stuckOrders',
      kpi: 'mean',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Stuck orders', zh: '滞留订单' },
      help: {
        en: 'Orders of the backlog older than 24 h: from before the newest closed day.',
        zh: '待发超过 24 小时的订单数（早于最近日终当日下单）。',
      },
      formula: sumOf(({ state }) => state.fulfilment.stuckOrders),
    }),
    defineMetric({
      id: 'handledIn2hRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Accepted within 2 h', zh: '2 小时接单率' },
      help: {
        en: 'Orders accepted and checked within 2 h ÷ orders.',
        zh: '2 小时内接单并审核的订单 ÷ 订单数。',
      },
      formula: { kind: 'ratio', numerator: 'acceptedIn2hOrders', denominator: 'arrivedOrders' },
    }),
    defineMetric({
      id: 'onTimeShipRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Shipped on time', zh: '准时发货率' },
      help: {
        en: 'Orders due today (those of yesterday) that were shipped within 48 h ÷ orders due today.',
        zh: '今日到期（昨日下单）订单中 48 小时内已发货的 ÷ 今日到期订单。',
      },
      formula: { kind: 'ratio', numerator: 'onTimeOrders', denominator: 'dueOrders' },
    }),
    defineMetric({
      id: 'abnormalOrderRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Abnormal orders', zh: '异常订单率' },
      help: {
        en: 'Orders stuck at the close, and parcels wrong, damaged or lost ÷ orders.',
        zh: '日终滞留订单与错发、破损、丢失包裹 ÷ 订单数。',
      },
      formula: { kind: 'ratio', numerator: 'abnormalOrders', denominator: 'arrivedOrders' },
    }),
    defineMetric({
      id: 'picksPerPersonDay',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Orders picked per person', zh: '人均日拣单' },
      help: {
        en: 'Orders picked ÷ person-days: added staff count all day, the usual packers by the hours they worked.',
        zh: '拣货订单数 ÷ 人天：新增人手按全天计，常规人手按实际工时计。',
      },
      formula: { kind: 'ratio', numerator: 'shippedOrders', denominator: 'packerDays' },
    }),
    defineMetric({
      id: 'cancelledOrders',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Cancelled orders', zh: '取消订单数' },
      help: { en: 'Orders cancelled before they were shipped.', zh: '发货前被取消的订单数。' },
      formula: sumOf(({ flows }) =>
        flows.fulfilment.cancelledOrders.map(
          (orders, warehouse) => orders + flows.shelves.cancelledOrders[warehouse]!,
        ),
      ),
    }),
    defineMetric({
      id: 'pickZone',
      scopes: ['stock'],
      type: 'enum',
      values: zones,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Storage zone', zh: '存放区' },
      help: {
        en: 'Where it is stored: in the pick zone or in reserve.',
        zh: '存放位置：拣货区或存储区。',
      },
      formula: {
        kind: 'columns',
        columns: { stock: ({ state }) => Float64Array.from(state.fulfilment.pickZone) },
      },
    }),
  ],
  measures: [
    { id: 'arrivedOrders', formula: sumOf(({ flows }) => flows.fulfilment.arrivedOrders) },
    {
      id: 'acceptedIn2hOrders',
      formula: sumOf(({ flows }) => flows.fulfilment.acceptedIn2hOrders),
    },
    { id: 'dueOrders', formula: sumOf(({ flows }) => flows.fulfilment.dueOrders) },
    { id: 'onTimeOrders', formula: sumOf(({ flows }) => flows.fulfilment.onTimeOrders) },
    { id: 'abnormalOrders', formula: sumOf(({ flows }) => flows.fulfilment.abnormalOrders) },
    { id: 'packerDays', formula: sumOf(({ flows }) => flows.fulfilment.personDays) },
  ],
}
