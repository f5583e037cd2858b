/** Prices: what is charged, what it leaves, and the figures of them. */
import { difference, divide, sumOfWhole } from '../../columns.ts'
import { accounts, commissionRatio } from '../../ledger.ts'
import { defineMetric, productAndUp, shopColumn, type Mechanism } from '../../metric.ts'
import type { Model } from '../../model.ts'
import type { Flows, State } from '../../state.ts'
import type { View } from '../../view.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'

export { priceEffect, priceRange } from './priceEffects.ts'

/** (price − unit cost − fee − shipping of a unit) ÷ price, per product. */
function margins({ model, state }: View): Float64Array {
  const { settings } = model
  // an order takes 1 + extraUnitRatio units and is shipped once
  const shippingCents = settings['money.shippingCentsPerOrder'] / meanUnitsPerOrder(settings)
  const feeRatio = commissionRatio(model, state)
  const { priceCents } = state.offers
  const { unitCostCents } = state.supply
  const ratios = new Float64Array(priceCents.length)
  for (let product = 0; product < ratios.length; product++) {
    const cents = priceCents[product]!
    const feeCents = cents * feeRatio
    ratios[product] = (cents - unitCostCents[product]! - feeCents - shippingCents) / cents
  }
  return ratios
}

/** Margins weighted by the sales of 28 days; missing without sales. */
export function weightedMargins(view: View, scope: 'category' | 'supplier' | 'shop'): Float64Array {
  const sales = view.windowSum('gmvCents', 28)
  const weighted = margins(view)
  for (let product = 0; product < sales.length; product++) weighted[product]! *= sales[product]!
  return divide(view.rollUp('product', scope, weighted)!, view.rollUp('product', scope, sales)!)
}

const productColumn = (read: (model: Model, state: State) => Float64Array) => ({
  kind: 'columns' as const,
  columns: { product: ({ model, state }: View) => read(model, state).slice() },
})

const revenues = ({ flows }: View) => difference(flows.offers.gmvCents, flows.money.refundCents)

const revenuesOf = (scope: 'category' | 'supplier') => (view: View) =>
  view.rollUp('product', scope, revenues(view))!

/** GMV of the shop less everything paid back, also where no product was named. */
function shopRevenue({ flows }: View): number {
  return flows.offers.gmvTotalCents[0]! - flows.money.costCents[accounts.refunds]!
}

/** GMV of some part of the shop less its share of the day's refunds. */
function lessRefunds({ money }: Flows, gmvCents: Float64Array): Float64Array {
  const refundCents = money.costCents[accounts.refunds]!
  const totalCents = sumOfWhole(gmvCents)
  return gmvCents.map((cents) =>
    totalCents === 0 ? 0 : cents - (refundCents * cents) / totalCents,
  )
}

export const pricing: Mechanism = {
  id: 'pricing',
  label: { en: 'Prices', zh: '价格' },
  about: {
    en: 'Demand follows the price by constant elasticity, (price ÷ list price) ^ e (Tellis 1988; Bijmolt, van Heerde & Pieters 2005), the ratio kept between 0.4 and 2.5, and the rival’s price by (its price ÷ its usual one) ^ g (Auer & Papies 2020). Customers remember a reference price, r′ = a·r + (1 − a)·p (Winer 1986): below it demand gains exp(k+ · gap), above it loses exp(k− · gap), and losses weigh more (Kalyanaram & Winer 1995). So a cut sells at first more than the elasticity says, and less once customers are used to it. A price with an end is renewed, not stacked; relabelling costs 0.2 desk hours. A shop file may lay down prices day by day (`products.<id>.pricePlanCents`).',
    zh: '需求按不变弹性随价格变化：(售价 ÷ 标价) ^ e（Tellis 1988；Bijmolt、van Heerde 与 Pieters 2005），比值限制在 0.4–2.5；对竞品价按 (竞品价 ÷ 其平时价) ^ g（Auer 与 Papies 2020）。顾客记得参考价 r′ = a·r + (1 − a)·p（Winer 1986）：低于参考价时需求乘以 exp(k+ · 差幅)，高于时按 exp(−k− · 差幅) 下降，且损失影响更大（Kalyanaram 与 Winer 1995）。因此降价初期的效果高于弹性，习惯后减弱。带期限的价格到期恢复，重复执行只续期不叠加；改价占用 0.2 工时。店铺文件可逐日规定售价（`products.<id>.pricePlanCents`）。',
  },
  metrics: [
    defineMetric({
      id: 'priceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Price', zh: '售价' },
      help: { en: 'Price charged to everybody today.', zh: '今日对所有人的售价。' },
      formula: productColumn((_model, state) => state.offers.priceCents),
    }),
    defineMetric({
      id: 'listPriceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'List price', zh: '标价' },
      help: { en: 'Regular price of the shop file.', zh: '店铺文件中的标价。' },
      formula: productColumn((model) => model.listPriceCents),
    }),
    defineMetric({
      id: 'wasPriceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Was-price', zh: '划线价' },
      help: {
        en: 'Struck-out price on the page; missing when none is shown.',
        zh: '页面上的划线价；未展示则缺失。',
      },
      formula: productColumn((_model, state) =>
        state.offers.wasPriceCents.map((cents) => (cents === 0 ? NaN : cents)),
      ),
    }),
    defineMetric({
      id: 'unitCostCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'down',
      label: { en: 'Unit cost', zh: '单位成本' },
      help: { en: 'Cost of a unit at the supplier now used.', zh: '当前供应商的单位成本。' },
      formula: productColumn((_model, state) => state.supply.unitCostCents),
    }),
    defineMetric({
      id: 'marginRatio',
      kpi: 'mean',
      scopes: ['product', 'category', 'supplier', 'shop'],
      unit: 'percent',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Margin', zh: '毛利率（扣费用）' },
      help: {
        en: '(price − unit cost − fee − shipping) ÷ price; for groups weighted by the GMV of 28 days.',
        zh: '(售价 − 成本 − 手续费 − 运费) ÷ 售价；汇总时按 28 天成交额加权。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: margins,
          category: (view) => weightedMargins(view, 'category'),
          supplier: (view) => weightedMargins(view, 'supplier'),
          shop: (view) => weightedMargins(view, 'shop'),
        },
      },
    }),
    defineMetric({
      id: 'revenueCents',
      kpi: 'total',
      scopes: [...productAndUp, 'channel', 'segment'],
      unit: 'money',
      window: 'day',
      direction: 'up',
      label: { en: 'Revenue', zh: '净销售额' },
      help: {
        en: 'GMV − refunds; refunds of a channel or segment by its share of GMV.',
        zh: '成交额 − 退款金额；渠道与分层按成交额占比分摊退款。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: revenues,
          category: revenuesOf('category'),
          supplier: revenuesOf('supplier'),
          shop: shopColumn(shopRevenue),
          channel: ({ flows }) => lessRefunds(flows, flows.demand.channelGmvCents),
          segment: ({ flows }) => lessRefunds(flows, flows.customers.segmentGmvCents),
        },
      },
    }),
  ],
}
