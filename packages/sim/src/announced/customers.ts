/** Customers, which the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { announce } from './announce.ts'

const segmentAndShop = ['segment', 'shop'] as const
const channelAndShop = ['channel', 'shop'] as const

export const customers: readonly MetricInfo[] = [
  announce({
    id: 'customers',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'now',
    direction: 'up',
    label: { en: 'Customers', zh: '客户数' },
    help: {
      en: 'Customers in the segment by recency, frequency and money (RFM).',
      zh: '按最近购买、频次与金额（RFM）归入该分层的客户数。',
    },
  }),
  announce({
    id: 'newCustomers',
    scopes: channelAndShop,
    unit: 'count',
    window: 'day',
    direction: 'up',
    label: { en: 'New customers', zh: '新客数' },
    help: { en: 'Customers who ordered for the first time.', zh: '首次下单的客户数。' },
  }),
  announce({
    id: 'returningCustomers',
    scopes: ['channel', 'segment', 'shop'],
    unit: 'count',
    window: 'day',
    direction: 'up',
    label: { en: 'Returning customers', zh: '老客数' },
    help: {
      en: 'Customers with an earlier order who ordered today.',
      zh: '此前下过单、今日再次下单的客户数。',
    },
  }),
  announce({
    id: 'recencyDays',
    scopes: ['segment'],
    window: 'now',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Days since the last order', zh: '距上次下单' },
    help: {
      en: 'Mean days since the last order; missing for an empty segment.',
      zh: '距上次下单的平均天数；分层为空则缺失。',
    },
  }),
  announce({
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
  }),
  announce({
    id: 'repeatRatio',
    scopes: segmentAndShop,
    window: '90d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Repeat rate', zh: '复购率' },
    help: {
      en: 'Customers with at least 2 orders in 90 days ÷ customers with at least 1.',
      zh: '90 天内下单 2 次及以上的客户 ÷ 下单 1 次及以上的客户。',
    },
  }),
  announce({
    id: 'retention7dRatio',
    scopes: channelAndShop,
    window: '14d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: '7-day retention', zh: '7 日留存率' },
    help: {
      en: 'Of the customers whose first order was 8–14 days ago, the share that ordered again within 7 days.',
      zh: '首单在 8–14 天前的客户中，7 天内再次下单的比例。',
    },
  }),
  announce({
    id: 'retention30dRatio',
    scopes: channelAndShop,
    window: '37d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: '30-day retention', zh: '30 日留存率' },
    help: {
      en: 'Of the customers whose first order was 31–37 days ago, the share that ordered again within 30 days.',
      zh: '首单在 31–37 天前的客户中，30 天内再次下单的比例。',
    },
  }),
  announce({
    id: 'privateMembers',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'now',
    direction: 'up',
    label: { en: 'Private-domain members', zh: '私域成员数' },
    help: { en: 'Customers in the private domain.', zh: '已加入私域的客户数。' },
  }),
  announce({
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
  }),
  announce({
    id: 'messageGmvCents',
    scopes: segmentAndShop,
    window: 'day',
    direction: 'up',
    label: { en: 'GMV after messages', zh: '触达成交额' },
    help: { en: 'GMV that followed a message.', zh: '消息触达之后产生的成交额。' },
  }),
  announce({
    id: 'unsubscribes',
    scopes: segmentAndShop,
    unit: 'count',
    window: 'day',
    direction: 'down',
    label: { en: 'Unsubscribes', zh: '退订数' },
    help: { en: 'Customers who closed the contact.', zh: '关闭触达的客户数。' },
  }),
  announce({
    id: 'pointsLiabilityCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'down',
    label: { en: 'Points owed', zh: '积分负债' },
    help: { en: 'Value of points not yet redeemed.', zh: '未兑换积分的价值。' },
  }),
  announce({
    id: 'premiumShipRatio',
    scopes: segmentAndShop,
    window: 'day',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Shipped premium', zh: '优质快递占比' },
    help: { en: 'Orders sent premium ÷ orders.', zh: '优质快递发货的订单 ÷ 订单数。' },
  }),
]
