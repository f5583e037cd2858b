/** What the books say: costs, cash, what is owed, and the weeks to come. */
import { accounts } from '../../ledger.ts'
import {
  defineMetric,
  ofShop,
  productAndUp,
  shopColumn,
  wholeSum,
  type Formula,
  type Mechanism,
  type MetricDefinition,
} from '../../metric.ts'
import type { View } from '../../view.ts'
import { contributionMetrics } from './contribution.ts'
import { firstWeekUnder } from './forecast.ts'
import { meanLateDaysOf, overdueCentsOf, overdueDaysOf } from './invoices.ts'
import { forecastOfShop } from './shopForecast.ts'

/** What was booked on some accounts. */
const ofAccounts = (...names: (keyof typeof accounts)[]): Formula =>
  ofShop(({ flows }) =>
    names.reduce((sum, name) => sum + flows.money.costCents[accounts[name]]!, 0),
  )

const costMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'cogsCents',
    kpi: 'total',
    scopes: productAndUp,
    unit: 'money',
    window: 'day',
    direction: 'neither',
    label: { en: 'Cost of goods sold', zh: '销货成本' },
    help: { en: 'Cost of units sold.', zh: '售出件数 × 单位成本。' },
    formula: wholeSum(
      'stock',
      ({ flows }) => flows.shelves.cogsCents,
      ({ flows }) => flows.shelves.cogsTotalCents[0]!,
    ),
  }),
  defineMetric({
    id: 'refundCents',
    kpi: 'total',
    scopes: productAndUp,
    unit: 'money',
    window: 'day',
    direction: 'down',
    label: { en: 'Refunds', zh: '退款金额' },
    help: { en: 'Paid back, compensation included.', zh: '退还给客户的金额，含赔付。' },
    formula: {
      kind: 'columns',
      columns: {
        product: ({ flows }) => flows.money.refundCents.slice(),
        category: (view) => view.rollUp('product', 'category', view.flows.money.refundCents)!,
        supplier: (view) => view.rollUp('product', 'supplier', view.flows.money.refundCents)!,
        // what is paid back for no product in particular is the shop’s
        shop: shopColumn(({ flows }) => flows.money.costCents[accounts.refunds]!),
      },
    },
  }),
  defineMetric({
    id: 'shippingCostCents',
    kpi: 'total',
    scopes: ['shop'],
    unit: 'money',
    window: 'day',
    direction: 'down',
    label: { en: 'Shipping cost', zh: '快递费' },
    help: {
      en: 'Couriers, transfers, air freight and freight of business orders.',
      zh: '快递、调拨、空运与赊销订单运费。',
    },
    formula: ofAccounts('shipping', 'freight'),
  }),
  defineMetric({
    id: 'feesCents',
    kpi: 'total',
    scopes: ['shop'],
    unit: 'money',
    window: 'day',
    direction: 'down',
    label: { en: 'Fees', zh: '平台费用' },
    help: { en: 'Commission and payment fees.', zh: '佣金与支付手续费。' },
    formula: ofAccounts('fees'),
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
    formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.money.orderCostCents },
  }),
  defineMetric({
    id: 'wagesCents',
    kpi: 'total',
    scopes: ['shop'],
    unit: 'money',
    window: 'day',
    direction: 'down',
    label: { en: 'Wages', zh: '工资' },
    help: {
      en: 'Agents, packers and temporary staff, and the hours that desks worked.',
      zh: '客服、仓库与临时人员工资，以及岗位实际工时。',
    },
    formula: ofAccounts('wages'),
  }),
]

const floorOf = ({ model }: View) => model.settings['money.cashFloorCents']
const wholeCents = (cents: number) => Math.floor(cents + 0.5)

const cashMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'cashCents',
    kpi: 'last',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'up',
    label: { en: 'Cash', zh: '现金' },
    help: {
      en: 'Balance without the reserve; negative when overdrawn.',
      zh: '现金余额，不含准备金；透支为负。',
    },
    formula: ofShop(({ state }) => state.money.cashCents),
  }),
  defineMetric({
    id: 'cashFloorCents',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'neither',
    label: { en: 'Cash floor', zh: '现金底线' },
    help: { en: 'Cash that must stay, by the shop file.', zh: '店铺文件规定必须保留的现金。' },
    formula: ofShop(floorOf),
  }),
  defineMetric({
    id: 'cashForecastMinCents',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'up',
    label: { en: 'Lowest cash ahead', zh: '预测最低现金' },
    help: {
      en: 'Lowest closing cash of the rolling 12-week forecast: known schedules, and the last 28 days going on.',
      zh: '滚动 12 周现金预测中的最低期末现金：已知收付计划，其余按最近 28 天均值延续。',
    },
    formula: ofShop((view) => wholeCents(forecastOfShop(view).minCashCents)),
  }),
  defineMetric({
    id: 'cashGapCents',
    kpi: 'mean',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'down',
    label: { en: 'Cash gap', zh: '资金缺口' },
    help: {
      en: 'max(0, cash floor − lowest cash ahead).',
      zh: 'max(0, 现金底线 − 预测最低现金)。',
    },
    formula: ofShop((view) =>
      Math.max(0, floorOf(view) - view.need('shop', 'cashForecastMinCents')[0]!),
    ),
  }),
  defineMetric({
    id: 'cashGapWeek',
    scopes: ['shop'],
    unit: 'none',
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Week of the cash gap', zh: '资金缺口周次' },
    help: {
      en: 'First of the next 12 weeks that closes under the cash floor, from 1; missing when none does.',
      zh: '未来 12 周中首个低于现金底线的周次，自 1 起；没有则缺失。',
    },
    formula: ofShop((view) => firstWeekUnder(forecastOfShop(view), floorOf(view)) ?? NaN),
  }),
  defineMetric({
    id: 'reserveCents',
    kpi: 'last',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'up',
    label: { en: 'Reserve', zh: '应急储备金' },
    help: { en: 'Emergency reserve, apart from cash.', zh: '与现金分开的应急储备。' },
    formula: ofShop(({ state }) => state.money.reserveCents),
  }),
]

const overdueCents = (view: View) => overdueCentsOf(view.state, view.count('account'))
/** Days late up to which an account is graded A, and B. */
const gradeBounds = [3, 15] as const

const creditMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'receivablesCents',
    kpi: 'mean',
    scopes: ['account', 'shop'],
    unit: 'money',
    window: 'now',
    direction: 'neither',
    label: { en: 'Receivables', zh: '应收账款' },
    help: {
      en: 'Owed to us by the account; the shop’s with payouts under way.',
      zh: '该客户欠我方的金额；店铺含平台待回款。',
    },
    formula: {
      kind: 'columns',
      columns: {
        account: ({ state }) => state.money.accountReceivablesCents.slice(),
        shop: shopColumn(({ state }) => state.money.receivablesCents),
      },
    },
  }),
  defineMetric({
    id: 'overdueCents',
    kpi: 'mean',
    scopes: ['account', 'shop'],
    unit: 'money',
    window: 'now',
    direction: 'down',
    label: { en: 'Overdue', zh: '逾期应收' },
    help: { en: 'Receivables past the due day.', zh: '已过到期日的应收账款。' },
    formula: { kind: 'sum', base: 'account', values: overdueCents },
  }),
  defineMetric({
    id: 'overdueDays',
    scopes: ['account'],
    unit: 'day',
    window: 'now',
    direction: 'down',
    label: { en: 'Days overdue', zh: '逾期天数' },
    help: {
      en: 'Age of the oldest overdue invoice; 0 when there is none.',
      zh: '最早一笔逾期账款的逾期天数；没有则为 0。',
    },
    formula: {
      kind: 'columns',
      columns: { account: (view) => overdueDaysOf(view.state, view.count('account')) },
    },
  }),
  defineMetric({
    id: 'creditGrade',
    type: 'enum',
    values: ['A', 'B', 'C'],
    scopes: ['account'],
    unit: 'none',
    window: '180d',
    direction: 'neither',
    label: { en: 'Credit grade', zh: '信用等级' },
    help: {
      en: 'By mean days late of the invoices due in 180 days: A up to 3, B up to 15, else C.',
      zh: '按 180 天内到期账款的平均拖欠天数：不超过 3 天为 A，不超过 15 天为 B，其余为 C。',
    },
    formula: {
      kind: 'columns',
      columns: {
        account: (view) =>
          meanLateDaysOf(view.state, view.count('account')).map((days) =>
            days <= gradeBounds[0] ? 0 : days <= gradeBounds[1] ? 1 : 2,
          ),
      },
    },
  }),
]

export const money: Mechanism = {
  id: 'money',
  label: { en: 'Money', zh: '资金' },
  about: {
    en: 'Every movement is whole cents and posted once. The platform keeps its fee and pays the rest out `money.payoutDelayDays` after the sale, later while a payout delay runs; suppliers are paid when their terms are over; couriers, wages, advertising and storage at once. Goods become a cost when they arrive. The 12-week forecast adds to the cash what is known — payouts, invoices and bills by due day, open purchase orders by promised day and terms — and lets sales, refunds and other costs go on as on the mean of 28 days, with goods sold bought again; a plan given by week in the shop file (`cashPlan.…`) takes its place. The reserve is money set apart. Form: accounting identities; numbers: assumption.',
    zh: '每笔收付以整分记账、只记一次。平台扣除费用后在销售 `money.payoutDelayDays` 天后回款，回款延迟期间更晚；供应商账期届满付款；快递、工资、广告、仓储即时支付。货品在到货时计入成本。12 周现金预测 = 现金 + 已知项目（按到期日的回款、应收与应付，未到货采购单按承诺日加账期）+ 按 28 天均值延续的销售、退款与其他成本，售出的货再采购；店铺文件可用 `cashPlan.…` 给出周计划取而代之。准备金与现金分开。形式为会计恒等式，数值为假设。',
  },
  metrics: [...contributionMetrics, ...costMetrics, ...cashMetrics],
}

export const credit: Mechanism = {
  id: 'credit',
  label: { en: 'Business accounts', zh: '赊销客户' },
  about: {
    en: 'A business account orders a Poisson number of times a week, each order worth 0.5–1.5 of its mean, of one of the few products it buys, at a trade discount and without commission; goods leave the fullest warehouse at once, what is not there is lost. The invoice is due after its terms; it is paid on the due day, or late by an exponential number of days, or never, and later in distress. What an order exceeds the credit limit by is paid at once, or the order is lost. Shorter terms cost 2–5 % of orders a week. Collecting makes an account promise to pay in a few days, with a chance by step; supply that is stopped begins again when nothing is overdue, unless the account has left for good. A debt overdue for `accounts.writeOffDays` is given up as a cost. Form and numbers: assumption.',
    zh: '赊销客户每周下单次数服从泊松分布，每单为均值的 0.5–1.5 倍，采购其固定的少数商品之一，享批发折扣且无佣金；货品从库存最多的仓即时发出，缺货部分流失。账款按账期到期：按期付、延后指数分布天数、或不付，客户困难时更晚。超出信用额度部分须即付，否则订单流失。账期每缩短一周订单减少 2–5%。催收以各步骤的概率使客户承诺数日内付款；停供后逾期清零即恢复，也可能永久流失。逾期超过 `accounts.writeOffDays` 天核销为成本。形式与数值均为假设。',
  },
  metrics: creditMetrics,
}
