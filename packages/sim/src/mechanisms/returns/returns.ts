/** Returns: what comes back, why, and what waits for inspection. */
import { divide, sumOfWhole } from '../../columns.ts'
import {
  defineMetric,
  productAndUp,
  shopColumn,
  type ColumnOf,
  type Formula,
  type Mechanism,
} from '../../metric.ts'
import type { View } from '../../view.ts'
import { largest } from '../fulfilment/packing.ts'

const warehouseAndShop = ['warehouse', 'shop'] as const
const sumOf = (values: ColumnOf): Formula => ({ kind: 'sum', base: 'warehouse', values })

const returnedOf = (scope: 'product' | 'category' | 'supplier') => (view: View) =>
  view.rollUp('product', scope, view.flows.returns.returnedUnits)!

const ratioOf = (scope: 'product' | 'category' | 'supplier' | 'shop') => (view: View) =>
  divide(
    view.rollUp('product', scope, view.state.returns.returnedUnits30d)!,
    view.rollUp('stock', scope, view.windowSum('soldUnits', 30))!,
  )

export const returns: Mechanism = {
  id: 'returns',
  label: { en: 'Returns', zh: '退货' },
  about: {
    en: `Each unit shipped comes back with probability q = b + (1 − b)·d·r, b the share of its category and product × the day's factors (defects of the description, livestreams, a candidate's true quality), d the share of defective units in stock, r the share of those that is sent back; the delay follows returns.delayWeights from the day of shipping (thinning and displacement: returns of Poisson sales are Poisson). The buyer gets the mean price paid for the product on the day of sale; the shop pays the freight. Defective units are scrapped on arrival; the others are inspected, oldest first, up to the warehouse's units a day; a share (returns.restockRatio) is sold again at what it cost, the rest is scrapped. The platform keeps its fee. Source: Kingman 1993; 5–30 % by category.`,
    zh: '每件发出的商品以概率 q = b + (1 − b)·d·r 被退回：b 为类目与商品退货率 × 当日系数（描述缺陷、直播、候选品真实品质），d 为库存次品占比，r 为次品被退回的比例；退回时间按 returns.delayWeights（自发货日起；泊松销量的退货仍为泊松）。买家获退售出当日该商品的平均实付价，运费由店铺承担。次品到仓即报废；其余按先到先检、以仓库日质检件数为限，其中 returns.restockRatio 的部分按成本重新上架，其余报废。平台不退手续费。来源：Kingman 1993；各类目 5–30 %。',
  },
  metrics: [
    defineMetric({
      id: 'returnedUnits',
      kpi: 'total',
      scopes: [...productAndUp, 'warehouse'],
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Units returned', zh: '退货件数' },
      help: { en: 'Units that came back.', zh: '退回的件数。' },
      formula: {
        kind: 'columns',
        columns: {
          product: returnedOf('product'),
          category: returnedOf('category'),
          supplier: returnedOf('supplier'),
          shop: shopColumn(({ flows }) => sumOfWhole(flows.returns.returnedUnits)),
          warehouse: ({ flows }) => flows.returns.warehouseReturnedUnits.slice(),
        },
      },
    }),
    defineMetric({
      id: 'defectReturnUnits',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Returned for a defect', zh: '质量退货件数' },
      help: { en: 'Units returned for a defect.', zh: '因质量问题退回的件数。' },
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ flows }) => flows.returns.defectReturnUnits,
      },
    }),
    defineMetric({
      id: 'returnRatio',
      kpi: { numerator: 'returnedUnits', denominator: 'soldUnits' },
      scopes: productAndUp,
      unit: 'percent',
      window: '30d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Return rate', zh: '退货率' },
      help: { en: 'Units returned ÷ units sold, over 30 days.', zh: '30 天退货件数 ÷ 销量。' },
      formula: {
        kind: 'columns',
        columns: {
          product: ratioOf('product'),
          category: ratioOf('category'),
          supplier: ratioOf('supplier'),
          shop: ratioOf('shop'),
        },
      },
    }),
    defineMetric({
      id: 'returnsPendingUnits',
      scopes: warehouseAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Returns to inspect', zh: '待质检退货' },
      help: { en: 'Units returned, not yet inspected.', zh: '已退回、尚未质检的件数。' },
      formula: sumOf(({ state }) => state.returns.pendingUnits),
    }),
    defineMetric({
      id: 'oldestReturnHours',
      scopes: warehouseAndShop,
      unit: 'hour',
      window: 'now',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Oldest return to inspect', zh: '最久待检时长' },
      help: {
        en: 'Age at the close of the oldest return not yet inspected, returns taken to come at noon; missing when there is none.',
        zh: '日终最早一件待质检退货的等待时长（按中午到仓计）；没有则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          warehouse: ({ state }) => state.returns.oldestHours.slice(),
          shop: ({ state }) => largest(state.returns.oldestHours),
        },
      },
    }),
    defineMetric({
      id: 'restockOnTimeRatio',
      kpi: 'ratioOfSums',
      scopes: warehouseAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Returns booked on time', zh: '退货及时入库率' },
      help: {
        en: 'Returns inspected and booked within 72 h ÷ returns due today, those that came three days ago; units scrapped on arrival are not counted.',
        zh: '72 小时内质检入库的退货 ÷ 今日到期（三天前到仓）退货；到仓即报废的不计。',
      },
      formula: { kind: 'ratio', numerator: 'returnsBookedOnTime', denominator: 'returnsDue' },
    }),
  ],
  measures: [
    { id: 'returnsBookedOnTime', formula: sumOf(({ flows }) => flows.returns.bookedOnTimeUnits) },
    { id: 'returnsDue', formula: sumOf(({ flows }) => flows.returns.dueUnits) },
  ],
}
