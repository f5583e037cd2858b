/** Money: payouts, supplier bills, fixed costs, desk work, and what the day contributed. */
import { postAdSpend, postPayout, postSupplierPayments, postWages } from '../ledger.ts'
import { defineMetric, productAndUp, type ColumnOf, type Mechanism } from '../metric.ts'
import type { Model } from '../model.ts'
import type { State } from '../state.ts'
import type { View } from '../view.ts'
import { chargeHolding } from './stock.ts'

/** The day's money: payouts come in; suppliers, staff, advertising and storage are paid. */
export function settle(model: Model, state: State): void {
  postPayout(state)
  postSupplierPayments(model, state)
  postWages(state, model.settings['money.staffWagesCentsPerDay'])
  postAdSpend(state, model.settings['money.adSpendCentsPerDay'])
  chargeHolding(model, state)
}

/** Pays a desk for minutes of work, rounded to whole cents. */
export function chargeDeskWork(model: Model, state: State, minutes: number): void {
  postWages(state, Math.floor((minutes * model.settings['desks.wageCentsPerHour']) / 60 + 0.5))
}

/** Contribution that belongs to each product: sales − goods received − fees − shipping − order cost − holding. */
function directContribution(view: View): Float64Array {
  const { flows } = view
  const receivedCents = view.rollUp('stock', 'product', flows.receivedCents)!
  const holdingCents = view.rollUp('stock', 'product', flows.holdingCostCents)!
  return flows.gmvCents.map(
    (gmvCents, product) =>
      gmvCents -
      receivedCents[product]! -
      flows.feesCents[product]! -
      flows.shippingCostCents[product]! -
      flows.orderCostCents[product]! -
      holdingCents[product]!,
  )
}

const directOf = (scope: 'category' | 'supplier') => (view: View) =>
  view.rollUp('product', scope, directContribution(view))!

function shopContribution(view: View): Float64Array {
  const [direct] = view.rollUp('product', 'shop', directContribution(view))!
  return Float64Array.of(direct! - view.flows.wagesCents[0]! - view.flows.adSpendCents[0]!)
}

/** Goods received less goods sold, at cost: the change of stock value over the closed day. */
const stockChange: ColumnOf = ({ flows }) =>
  flows.receivedCents.map((received, stock) => received - flows.cogsCents[stock]!)

const ofShop = (read: (view: View) => number) => ({
  kind: 'columns' as const,
  columns: { shop: (view: View) => Float64Array.of(read(view)) },
})

export const money: Mechanism = {
  metrics: [
    defineMetric({
      id: 'contributionWithStockCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'up',
      label: { en: 'Contribution with stock', zh: '贡献毛益（含库存变动）' },
      help: {
        en: 'Contribution + change of stock at cost, so that neither buying nothing nor hoarding is praised.',
        zh: '贡献毛益 + 库存成本变动，因此不采购或囤货都不会被误判为改善。',
      },
      formula: {
        kind: 'columns',
        columns: {
          shop: (view) => {
            const [change] = view.rollUp('stock', 'shop', stockChange(view))!
            return shopContribution(view).map((contribution) => contribution + change!)
          },
        },
      },
    }),
    defineMetric({
      id: 'contributionCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'up',
      label: { en: 'Contribution', zh: '贡献毛益' },
      help: {
        en: 'GMV − goods received at cost − shipping − fees − order cost − holding; the shop’s also − wages − advertising. Goods count when they arrive.',
        zh: '成交额 − 到货成本 − 运费 − 手续费 − 采购单费用 − 持有成本；店铺另减工资与广告。货品在到货时计入。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: directContribution,
          category: directOf('category'),
          supplier: directOf('supplier'),
          shop: shopContribution,
        },
      },
    }),
    defineMetric({
      id: 'cogsCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'neither',
      label: { en: 'Cost of goods sold', zh: '销货成本' },
      help: { en: 'Cost of units sold.', zh: '售出件数 × 单位成本。' },
      formula: { kind: 'sum', base: 'stock', values: ({ flows }) => flows.cogsCents },
    }),
    defineMetric({
      id: 'shippingCostCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Shipping cost', zh: '快递费' },
      help: { en: 'Orders × courier cost of an order.', zh: '订单数 × 每单快递费。' },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.shippingCostCents },
    }),
    defineMetric({
      id: 'feesCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Fees', zh: '平台费用' },
      help: { en: 'Commission and payment fees.', zh: '佣金与支付手续费。' },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.feesCents },
    }),
    defineMetric({
      id: 'orderCostCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Order cost', zh: '采购单费用' },
      help: {
        en: 'Fixed cost of purchase orders placed; an order of the evening counts on the next day.',
        zh: '所下采购单的固定费用；晚间下单计入次日。',
      },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.orderCostCents },
    }),
    defineMetric({
      id: 'adSpendCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'neither',
      label: { en: 'Advertising', zh: '广告花费' },
      help: {
        en: 'The fixed advertising budget of the shop file.',
        zh: '店铺文件中的固定广告预算。',
      },
      formula: ofShop(({ flows }) => flows.adSpendCents[0]!),
    }),
    defineMetric({
      id: 'wagesCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Wages', zh: '工资' },
      help: {
        en: 'Agents and packers, and the hours of desks on messages and relabelling.',
        zh: '客服与仓库人员，以及岗位处理消息和改价的工时。',
      },
      formula: ofShop(({ flows }) => flows.wagesCents[0]!),
    }),
    defineMetric({
      id: 'cashCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'now',
      direction: 'up',
      label: { en: 'Cash', zh: '现金' },
      help: { en: 'Balance; negative when overdrawn.', zh: '现金余额，透支为负。' },
      formula: ofShop(({ state }) => state.cashCents),
    }),
    defineMetric({
      id: 'receivablesCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Receivables', zh: '应收账款' },
      help: { en: 'Payouts under way.', zh: '平台待回款。' },
      formula: ofShop(({ state }) => state.receivablesCents),
    }),
    defineMetric({
      id: 'alerts',
      scopes: ['shop'],
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Alerts', zh: '告警数' },
      help: {
        en: 'Messages that reached a desk; one of the evening counts on the next day.',
        zh: '送达岗位的消息数；晚间消息计入次日。',
      },
      formula: ofShop(({ flows }) => flows.alerts[0]!),
    }),
  ],
}
