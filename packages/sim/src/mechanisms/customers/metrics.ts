/** Figures of customers, segments and cohorts. */
import type { ScopeId } from '@sandtable/rules'
import { divide } from '../../columns.ts'
import { defineMetric, type Measure, type MetricDefinition } from '../../metric.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { View } from '../../view.ts'
import { segmentCount } from './chain.ts'
import { retention } from './cohorts.ts'
import { isRecent } from './state.ts'

const segmentAndShop = ['segment', 'shop'] as const
const channelAndShop = ['channel', 'shop'] as const

const shopOf = (value: number) => Float64Array.of(value)

/** Orders of the last days by segment, and over how many days. */
function ordersOf({ state }: View, days: number): { sums: Float64Array; days: number } {
  const covered = Math.min(days, state.totals.closedDays, ringDays - 1)
  const totals = state.customers.orderTotals
  const newest = ringRow(state.totals.closedDays) * segmentCount
  const oldest = ringRow(state.totals.closedDays - covered) * segmentCount
  const sums = new Float64Array(segmentCount)
  for (let s = 0; s < segmentCount; s++) sums[s] = totals[newest + s]! - totals[oldest + s]!
  return { sums, days: covered }
}

/** Recent customers, or those of them with a second order; of all segments or one by one. */
function recent(column: Float64Array): Float64Array {
  return column.map((count, s) => (isRecent[s] ? count : 0))
}

const retentionColumns = (days: 7 | 30, from: number, to: number) => {
  const read = (view: View) => {
    const channels = view.count('channel')
    const { cohortBackIn7d, cohortBackIn30d } = view.state.customers
    return retention(view.state, channels, days === 7 ? cohortBackIn7d : cohortBackIn30d, from, to)
  }
  const columns: Partial<Record<ScopeId, (view: View) => Float64Array>> = {
    channel: (view) => read(view).slice(0, view.count('channel')),
    shop: (view) => shopOf(read(view)[view.count('channel')]!),
  }
  return { kind: 'columns' as const, columns }
}

export const customersMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'customers',
    kpi: 'last',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'now',
    direction: 'up',
    label: { en: 'Customers', zh: '客户数' },
    help: {
      en: 'Customers in the segment by recency, frequency and money (RFM).',
      zh: '按最近购买、频次与金额（RFM）归入该分层的客户数。',
    },
    formula: { kind: 'sum', base: 'segment', values: ({ state }) => state.customers.customers },
  }),
  defineMetric({
    id: 'newCustomers',
    kpi: 'total',
    scopes: channelAndShop,
    unit: 'count',
    window: 'day',
    direction: 'up',
    label: { en: 'New customers', zh: '新客数' },
    help: { en: 'Customers who ordered for the first time.', zh: '首次下单的客户数。' },
    formula: {
      kind: 'sum',
      base: 'channel',
      values: ({ flows }) => flows.customers.newCustomers,
    },
  }),
  defineMetric({
    id: 'returningCustomers',
    kpi: 'total',
    scopes: [...segmentAndShop, 'channel'],
    unit: 'count',
    window: 'day',
    direction: 'up',
    label: { en: 'Returning customers', zh: '老客数' },
    help: {
      en: 'Customers with an earlier order who ordered today; of a channel by last click.',
      zh: '此前下过单、今日再次下单的客户数；渠道按末次点击归因。',
    },
    formula: {
      kind: 'sum',
      base: 'segment',
      values: ({ flows }) => flows.customers.returningCustomers,
      also: { channel: ({ flows }) => flows.customers.returningByChannel.slice() },
    },
  }),
  defineMetric({
    id: 'recencyDays',
    scopes: ['segment'],
    unit: 'day',
    window: 'now',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Days since the last order', zh: '距上次下单' },
    help: {
      en: 'Mean days since the last order; missing for an empty segment.',
      zh: '距上次下单的平均天数；分层为空则缺失。',
    },
    formula: {
      kind: 'columns',
      columns: {
        segment: ({ state }) => divide(state.customers.recencySumDays, state.customers.customers),
      },
    },
  }),
  defineMetric({
    id: 'ordersPerMonth',
    scopes: ['segment'],
    unit: 'count',
    window: '90d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Orders a month', zh: '月均订单' },
    help: {
      en: 'Orders of 90 days ÷ customers ÷ 3: orders of a customer in 30 days.',
      zh: '90 天订单数 ÷ 客户数 ÷ 3：每位客户 30 天的订单数。',
    },
    formula: {
      kind: 'columns',
      columns: {
        segment: (view) => {
          const { sums, days } = ordersOf(view, 90)
          return divide(sums, view.state.customers.customers, days > 0 ? 30 / days : NaN)
        },
      },
    },
  }),
  defineMetric({
    id: 'repeatRatio',
    kpi: 'mean',
    scopes: segmentAndShop,
    unit: 'percent',
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Repeat rate', zh: '复购率' },
    help: {
      en: 'Of the customers who ordered within about 90 days (promising, active, champion, at risk), the share with at least 2 orders.',
      zh: '约 90 天内下过单的客户（潜力、活跃、忠诚、流失预警）中，下单 2 次及以上的占比。',
    },
    formula: { kind: 'ratio', numerator: 'repeatCustomers', denominator: 'recentCustomers' },
  }),
  defineMetric({
    id: 'retention7dRatio',
    kpi: 'mean',
    scopes: channelAndShop,
    unit: 'percent',
    window: '14d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: '7-day retention', zh: '7 日留存率' },
    help: {
      en: 'Of the customers whose first order was 8–14 days ago, the share that ordered again within 7 days.',
      zh: '首单在 8–14 天前的客户中，7 天内再次下单的比例。',
    },
    formula: retentionColumns(7, 8, 14),
  }),
  defineMetric({
    id: 'retention30dRatio',
    kpi: 'mean',
    scopes: channelAndShop,
    unit: 'percent',
    window: '37d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: '30-day retention', zh: '30 日留存率' },
    help: {
      en: 'Of the customers whose first order was 31–37 days ago, the share that ordered again within 30 days.',
      zh: '首单在 31–37 天前的客户中，30 天内再次下单的比例。',
    },
    formula: retentionColumns(30, 31, 37),
  }),
  defineMetric({
    id: 'privateMembers',
    kpi: 'last',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'now',
    direction: 'up',
    label: { en: 'Private-domain members', zh: '私域成员数' },
    help: { en: 'Customers in the private domain.', zh: '已加入私域的客户数。' },
    formula: {
      kind: 'sum',
      base: 'segment',
      values: ({ state }) => state.customers.privateMembers.map((count) => Math.floor(count + 0.5)),
    },
  }),
  defineMetric({
    id: 'contactsPerWeek',
    scopes: ['segment'],
    unit: 'count',
    window: 'now',
    direction: 'neither',
    label: { en: 'Messages a week', zh: '每周触达次数' },
    help: {
      en: 'Messages a customer receives in a week, as set by “Set contact rate”.',
      zh: '每位客户每周收到的消息数，由「设置触达频率」设定。',
    },
    formula: {
      kind: 'columns',
      columns: { segment: ({ state }) => state.customers.contactsPerWeek.slice() },
    },
  }),
  defineMetric({
    id: 'messageGmvCents',
    kpi: 'total',
    scopes: segmentAndShop,
    unit: 'money',
    window: 'day',
    direction: 'up',
    label: { en: 'GMV after messages', zh: '触达成交额' },
    help: {
      en: 'GMV of repeat orders that would not have come without messages.',
      zh: '没有消息触达就不会产生的复购成交额。',
    },
    formula: {
      kind: 'sum',
      base: 'segment',
      values: ({ flows }) => flows.customers.messageGmvCents,
    },
  }),
  defineMetric({
    id: 'unsubscribes',
    kpi: 'total',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'day',
    direction: 'down',
    label: { en: 'Unsubscribes', zh: '退订数' },
    help: { en: 'Customers who closed the contact.', zh: '关闭触达的客户数。' },
    formula: { kind: 'sum', base: 'segment', values: ({ flows }) => flows.customers.unsubscribes },
  }),
  defineMetric({
    id: 'pointsLiabilityCents',
    scopes: ['shop'],
    unit: 'money',
    window: 'now',
    direction: 'down',
    label: { en: 'Points owed', zh: '积分负债' },
    help: { en: 'Value of points not yet redeemed.', zh: '未兑换积分的价值。' },
    formula: {
      kind: 'columns',
      columns: { shop: ({ state }) => shopOf(state.customers.pointsLiabilityCents) },
    },
  }),
]

export const customersMeasures: readonly Measure[] = [
  {
    id: 'recentCustomers',
    formula: {
      kind: 'sum',
      base: 'segment',
      values: ({ state }) => recent(state.customers.customers),
    },
  },
  {
    id: 'repeatCustomers',
    formula: {
      kind: 'sum',
      base: 'segment',
      values: ({ state }) => recent(state.customers.repeatCustomers),
    },
  },
]
