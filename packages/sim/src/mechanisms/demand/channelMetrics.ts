/** Channels and advertising as figures. */
import { channelKinds } from '../../fixedIds.ts'
import { accounts, commissionRatio } from '../../ledger.ts'
import { defineMetric, ofShop, type ColumnOf, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { channelRoles } from './channelColumns.ts'
import { channelIsUp } from './day.ts'
import { sum } from './formulas.ts'
import { daysOfMonth } from './month.ts'
import { channelWindow, monthElapsedRatio, monthSpendCents } from './windows.ts'

const channelAndShop = ['channel', 'shop'] as const

/** Budgets of core and test channels. */
function shopBudget(view: View, budgets: Float64Array): number {
  const { isInShopBudget } = view.model.demand.channels
  return budgets.reduce((total, cents, c) => total + cents * isInShopBudget[c]!, 0)
}

/** A flow of channels, of paid ones only. */
const ofPaid = (values: ColumnOf) => (view: View) => {
  const { isPaid } = view.model.demand.channels
  return values(view).map((value, c) => value * isPaid[c]!)
}

/** 1 where a channel is open and works. For the figure `isUp`, which other scopes share. */
export function channelsUp({ state }: View): Float64Array {
  return Float64Array.from(state.demand.budgetCents, (_, c) => (channelIsUp(state, c) ? 1 : 0))
}

/** Shares of the sales of 28 days; missing without sales. */
function shares(view: View): Float64Array {
  const sales = channelWindow(view, 'gmv', 28)
  const total = sum(sales)
  return sales.map((cents) => (total === 0 ? NaN : cents / total))
}

/** Elasticity at the usual budget × return of 7 days. */
function marginalRois(view: View): Float64Array {
  const { usualElasticity } = view.model.demand.channels
  const sales = channelWindow(view, 'gmv', 7)
  const spend = channelWindow(view, 'spend', 7)
  return sales.map((cents, c) => (spend[c] === 0 ? NaN : (usualElasticity[c]! * cents) / spend[c]!))
}

export const channels: Mechanism = {
  id: 'channels',
  label: { en: 'Channels', zh: '渠道' },
  about: {
    en: 'Nine channels bring the visits, each with its share at the usual budget. Paid ones spend their budget (up to caps; less below the usual bid, which wins (bid ÷ usual) ^ volume of the clicks at (bid ÷ usual) ^ price of the cost). Spend, at the price of a click of the day (log-normal first-order autoregression × shocks × bid), feeds an adstock, A = x + θ·A before (Broadbent 1979); visits follow a Hill curve in A (Jin et al. 2017), scaled so that the usual budget in its steady state brings the channel’s share. A budget changed by more than 30 % learns for 3 days (response × 0.8); an opened channel grows for 7 days and costs a fee. A channel that is down or rests brings no visits and spends nothing while its adstock fades. The shop’s conversion follows the mix of channels. By last click the steps of a day are split over channels by the multinomial law, sales by orders and order value. A livestream brings a log-normal burst of visits around a power of its fee, half of it on the day; those buyers pay less, the host takes 20 %, and returns are × 1.3. Traffic weights share out the visits of marketplace and search between products.',
    zh: '九个渠道带来访问，常态预算下各占其份额。付费渠道按预算花费（受上限约束；出价低于常态时，以 (出价÷常态)^价格指数 的成本获得 (出价÷常态)^数量指数 的点击）。花费按当日点击价格（对数正态一阶自回归 × 冲击 × 出价）计入广告存量 A = x + θ·前日 A（Broadbent 1979）；访问量是 A 的 Hill 曲线（Jin 等 2017），按常态预算稳态带来该渠道份额归一化。预算变动超过 30% 进入 3 天学习期（效果 × 0.8）；启用渠道有开通费并爬坡 7 天。渠道不可用或停用时没有访问也没有花费，存量衰减。店铺转化率随渠道结构变化。按末次点击，以多项分布把各步骤人次分到渠道，成交额按订单数与客单价分摊。直播带来对数正态的一波访客，随坑位费的幂变化，一半在当天；这些买家付得更少，主播提成 20%，退货率 × 1.3。流量权重在商品间分配主渠道与搜索访问。',
  },
  metrics: [
    defineMetric({
      id: 'kind',
      scopes: ['channel'],
      type: 'enum',
      values: channelKinds,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Kind of channel', zh: '渠道类型' },
      help: { en: 'Where the channel’s visits come from.', zh: '渠道访问的来源。' },
      formula: {
        kind: 'columns',
        columns: { channel: ({ model }) => Float64Array.from(model.demand.channels.kind) },
      },
    }),
    defineMetric({
      id: 'role',
      scopes: ['channel'],
      type: 'enum',
      values: channelRoles,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Role of the channel', zh: '渠道角色' },
      help: {
        en: 'Part the channel plays: main (organic, pays commission), core (paid), test, own, backup.',
        zh: '渠道承担的角色：主渠道（自然流量、付佣金）、核心（付费）、测试、自有、备用。',
      },
      formula: {
        kind: 'columns',
        columns: { channel: ({ model }) => Float64Array.from(model.demand.channels.role) },
      },
    }),
    defineMetric({
      id: 'budgetCents',
      scopes: channelAndShop,
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Budget', zh: '日预算' },
      help: {
        en: 'Budget a day; of the shop: core and test channels together.',
        zh: '每日预算；店铺为核心与测试渠道合计。',
      },
      formula: {
        kind: 'columns',
        columns: {
          channel: ({ state }) => state.demand.budgetCents.slice(),
          shop: (view) => Float64Array.of(shopBudget(view, view.state.demand.budgetCents)),
        },
      },
    }),
    defineMetric({
      id: 'bidCents',
      scopes: ['channel'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Bid', zh: '出价' },
      help: {
        en: 'Highest bid per click; missing where there is no auction.',
        zh: '每次点击的最高出价；无竞价则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          channel: ({ model, state }) =>
            state.demand.bidCents.map((cents, c) =>
              model.demand.channels.isAuction[c] === 1 ? cents : NaN,
            ),
        },
      },
    }),
    defineMetric({
      id: 'adSpendCents',
      kpi: 'total',
      scopes: channelAndShop,
      unit: 'money',
      window: 'day',
      direction: 'neither',
      label: { en: 'Advertising', zh: '广告花费' },
      help: {
        en: 'Spent on advertising, fees of hosts, commissions and rewards included.',
        zh: '广告花费，含主播费、渠道佣金与奖励。',
      },
      formula: {
        kind: 'columns',
        columns: {
          channel: ({ flows }) => flows.demand.channelSpendCents.slice(),
          shop: ({ flows }) => Float64Array.of(flows.money.costCents[accounts.adSpend]!),
        },
      },
    }),
    defineMetric({
      id: 'cpcCents',
      kpi: 'ratioOfSums',
      scopes: channelAndShop,
      unit: 'money',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Cost per click', zh: '单次点击成本' },
      help: {
        en: 'Advertising ÷ visits of paid channels.',
        zh: '广告花费 ÷ 付费渠道访客数。',
      },
      formula: { kind: 'ratio', numerator: 'adSpendCents', denominator: 'paidVisits' },
    }),
    defineMetric({
      id: 'roi',
      kpi: 'ratioOfSums',
      scopes: channelAndShop,
      unit: 'none',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Return on advertising', zh: '投产比' },
      help: {
        en: 'GMV of paid channels ÷ advertising; of a channel its own.',
        zh: '付费渠道成交额 ÷ 广告花费；渠道为其自身。',
      },
      formula: { kind: 'ratio', numerator: 'paidGmvCents', denominator: 'adSpendCents' },
    }),
    defineMetric({
      id: 'marginalRoi',
      scopes: ['channel'],
      unit: 'none',
      window: '7d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Marginal return', zh: '边际投产比' },
      help: {
        en: 'Elasticity of the response curve at the usual budget × return on advertising of 7 days.',
        zh: '常态预算处响应曲线的弹性 × 7 天投产比。',
      },
      formula: { kind: 'columns', columns: { channel: marginalRois } },
    }),
    defineMetric({
      id: 'channelShareRatio',
      scopes: ['channel'],
      unit: 'percent',
      window: '28d',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Share of the channel', zh: '渠道占比' },
      help: {
        en: 'GMV of the channel ÷ GMV of the shop, over 28 days.',
        zh: '28 天渠道成交额 ÷ 店铺成交额。',
      },
      formula: { kind: 'columns', columns: { channel: shares } },
    }),
    defineMetric({
      id: 'channelHhi',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'none',
      window: '28d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Channel concentration', zh: '渠道集中度' },
      help: {
        en: 'Sum of the squared shares of the channels (Herfindahl index, 0–1).',
        zh: '各渠道占比的平方和（赫芬达尔指数，0–1）。',
      },
      formula: ofShop((view) => shares(view).reduce((total, share) => total + share * share, 0)),
    }),
    defineMetric({
      id: 'adSpendMonthCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Advertising this month', zh: '本月广告花费' },
      help: { en: 'Advertising since the first of the month.', zh: '本月 1 日以来的广告花费。' },
      formula: ofShop(monthSpendCents),
    }),
    defineMetric({
      id: 'adBudgetMonthCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Advertising budget of the month', zh: '本月广告预算' },
      help: {
        en: 'Budget of a month by the shop file: 30 days of the budgets at the start × its ratio.',
        zh: '店铺文件中的月广告预算：初始日预算 30 天合计 × 比例。',
      },
      formula: ofShop((view) => {
        const { settings, demand } = view.model
        const ratio = settings['advertising.monthBudgetRatio']
        return Math.floor(30 * ratio * shopBudget(view, demand.channels.startBudgetCents) + 0.5)
      }),
    }),
    defineMetric({
      id: 'monthElapsedRatio',
      scopes: ['shop'],
      unit: 'percent',
      window: 'now',
      direction: 'neither',
      label: { en: 'Month gone', zh: '本月进度' },
      help: { en: 'Days closed ÷ days of the month.', zh: '本月已过天数 ÷ 本月天数。' },
      formula: ofShop((view) => monthElapsedRatio(view, daysOfMonth)),
    }),
    defineMetric({
      id: 'commissionRatio',
      scopes: ['shop'],
      unit: 'percent',
      window: 'now',
      direction: 'down',
      label: { en: 'Commission', zh: '平台佣金率' },
      help: { en: 'Fee of the main channel on sales.', zh: '主渠道按销售额收取的费率。' },
      formula: ofShop(({ model, state }) => commissionRatio(model, state)),
    }),
  ],
  measures: [
    {
      id: 'paidVisits',
      formula: {
        kind: 'columns',
        columns: {
          channel: ofPaid(({ flows }) => flows.demand.channelVisits),
          shop: (view) => Float64Array.of(sum(ofPaid((v) => v.flows.demand.channelVisits)(view))),
        },
      },
    },
    {
      id: 'paidGmvCents',
      formula: {
        kind: 'columns',
        columns: {
          channel: ({ flows }) => flows.demand.channelGmvCents.slice(),
          shop: (view) => Float64Array.of(sum(ofPaid((v) => v.flows.demand.channelGmvCents)(view))),
        },
      },
    },
    {
      id: 'adstockCents',
      formula: {
        kind: 'columns',
        columns: { channel: ({ state }) => state.demand.adstockCents.slice() },
      },
    },
    {
      id: 'responseVisits',
      formula: {
        kind: 'columns',
        columns: { channel: ({ state }) => state.demand.responseVisits.slice() },
      },
    },
  ],
}
