/** Couriers: how fast and how well parcels arrive. */
import { divide } from '../../columns.ts'
import { defineMetric, type ColumnOf, type Formula, type Mechanism } from '../../metric.ts'

const warehouseAndShop = ['warehouse', 'shop'] as const
const sumOf = (values: ColumnOf): Formula => ({ kind: 'sum', base: 'warehouse', values })

export const couriers: Mechanism = {
  id: 'couriers',
  label: { en: 'Couriers', zh: '快递' },
  about: {
    en: `Couriers are paid when they collect. A parcel is late with probability couriers.lateRatio × the day's factor of the warehouse; on time it travels 1 day to the promise (2 days within the region, 4 to another) by weights, late some days longer. Damaged or lost parcels (× the day's factor) cost a part of the order's price, wrong ones are fetched back and sent again; temporary staff send twice as many, and more are wrong where goods lie in the wrong zone. Premium parcels travel a day faster, are damaged × 0.3 and cost × 2.5, up to what that courier carries; the share of a segment's orders that go premium is its share of yesterday's orders × the share of today's orders above the minimum. What buyers met with in recent days (sums that fade over fulfilment.memoryDays) is what reviews and the desk react to, and the share of visitors who buy: log sales −= k × (days − usual days), Fisher, Gallino & Xu 2019.`,
    zh: '快递在揽收时付费。包裹以 couriers.lateRatio × 当日仓库系数的概率超时；未超时的按权重在 1 天至承诺时限内送达（本区 2 天，跨区 4 天），超时的再晚若干天。破损丢失（× 当日系数）赔付部分订单金额，错发须取回重发；临时工错发翻倍，货位错放也使错发增多。高端快递快一天、破损 0.3 倍、费用 2.5 倍，受运力限制；某分层使用高端快递的份额 = 其昨日订单占比 × 今日达到金额门槛的订单占比。近期买家的体验（按 fulfilment.memoryDays 衰减累计）影响评价与客服，也影响成交：对数销售 −= k ×（天数 − 常态天数），Fisher, Gallino & Xu 2019。',
  },
  metrics: [
    defineMetric({
      id: 'onTimeDeliveryRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Delivered on time', zh: '准时送达率' },
      help: {
        en: 'Parcels delivered by the courier’s promise ÷ parcels delivered.',
        zh: '按快递承诺时限送达的包裹 ÷ 送达包裹。',
      },
      formula: { kind: 'ratio', numerator: 'onTimeDeliveries', denominator: 'deliveredOrders' },
    }),
    defineMetric({
      id: 'deliveryHours',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'hour',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Delivery time', zh: '配送时长' },
      help: {
        en: 'Mean time from paid to delivered, in whole days of 24 h; missing when nothing was delivered.',
        zh: '付款到送达的平均时长（按整日 24 小时计）；无送达则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'deliveredHours', denominator: 'deliveredOrders' },
    }),
    defineMetric({
      id: 'localShipRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Shipped from the own region', zh: '本区发货率' },
      help: {
        en: 'Orders shipped from the customer’s own region ÷ orders shipped.',
        zh: '由客户所在区域发货的订单 ÷ 发货订单。',
      },
      formula: { kind: 'ratio', numerator: 'localShippedOrders', denominator: 'shippedOrders' },
    }),
    defineMetric({
      id: 'wrongParcelRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Wrong parcels', zh: '错发率' },
      help: { en: 'Wrong parcels ÷ parcels.', zh: '错发包裹 ÷ 包裹数。' },
      formula: { kind: 'ratio', numerator: 'wrongParcels', denominator: 'shippedOrders' },
    }),
    defineMetric({
      id: 'premiumShipRatio',
      kpi: { numerator: 'premiumOrders', denominator: 'shippedOrders' },
      scopes: ['segment', 'shop'],
      unit: 'percent',
      window: 'day',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Shipped premium', zh: '优质快递占比' },
      help: { en: 'Orders sent premium ÷ orders.', zh: '优质快递发货的订单 ÷ 订单数。' },
      formula: {
        kind: 'columns',
        columns: {
          // a segment's premium orders follow its share of yesterday's orders
          segment: ({ flows }) =>
            divide(flows.fulfilment.premiumOrders, flows.customers.segmentOrders).map((ratio) =>
              Math.min(1, ratio),
            ),
          shop: (view) =>
            divide(view.need('shop', 'premiumOrders'), view.need('shop', 'shippedOrders')),
        },
      },
    }),
  ],
  measures: [
    {
      id: 'premiumOrders',
      formula: {
        kind: 'sum',
        base: 'segment',
        values: ({ flows }) => flows.fulfilment.premiumOrders,
      },
    },
    { id: 'shippedOrders', formula: sumOf(({ flows }) => flows.fulfilment.shippedOrders) },
    { id: 'localShippedOrders', formula: sumOf(({ flows }) => flows.fulfilment.localOrders) },
    { id: 'wrongParcels', formula: sumOf(({ flows }) => flows.fulfilment.wrongParcels) },
    { id: 'deliveredOrders', formula: sumOf(({ flows }) => flows.fulfilment.deliveredOrders) },
    { id: 'deliveredHours', formula: sumOf(({ flows }) => flows.fulfilment.deliveryHours) },
    {
      id: 'onTimeDeliveries',
      formula: sumOf(({ flows }) =>
        flows.fulfilment.deliveredOrders.map(
          (parcels, warehouse) => parcels - flows.fulfilment.lateDeliveries[warehouse]!,
        ),
      ),
    },
  ],
}
