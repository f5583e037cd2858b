/** Channels and advertising that the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { announce, announceScopes } from './announce.ts'
import { channelKinds } from './ids.ts'

const channelAndShop = ['channel', 'shop'] as const

export const channels: readonly MetricInfo[] = [
  announce({
    id: 'kind',
    scopes: ['channel'],
    type: 'enum',
    values: channelKinds,
    window: 'now',
    direction: 'neither',
    label: { en: 'Kind of channel', zh: '渠道类型' },
    help: { en: 'Where the channel’s visits come from.', zh: '渠道访问的来源。' },
  }),
  announce({
    id: 'role',
    scopes: ['channel'],
    type: 'enum',
    values: ['main', 'core', 'test', 'own', 'backup'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Role of the channel', zh: '渠道角色' },
    help: {
      en: 'Part the channel plays: main (organic, pays commission), core (paid), test, own, backup.',
      zh: '渠道承担的角色：主渠道（自然流量、付佣金）、核心（付费）、测试、自有、备用。',
    },
  }),
  announce({
    id: 'budgetCents',
    scopes: channelAndShop,
    window: 'now',
    direction: 'neither',
    label: { en: 'Budget', zh: '日预算' },
    help: {
      en: 'Budget a day; of the shop: core and test channels together.',
      zh: '每日预算；店铺为核心与测试渠道合计。',
    },
  }),
  announce({
    id: 'bidCents',
    scopes: ['channel'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Bid', zh: '出价' },
    help: {
      en: 'Highest bid per click; missing where there is no auction.',
      zh: '每次点击的最高出价；无竞价则缺失。',
    },
  }),
  announceScopes('adSpendCents', ['channel'], {
    help: {
      en: 'Spent on the channel, fees and rewards included.',
      zh: '该渠道的花费，含服务费与奖励。',
    },
  }),
  announce({
    id: 'cpcCents',
    scopes: channelAndShop,
    window: 'day',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Cost per click', zh: '单次点击成本' },
    help: {
      en: 'Advertising ÷ visits of paid channels.',
      zh: '广告花费 ÷ 付费渠道访客数。',
    },
  }),
  announce({
    id: 'roi',
    scopes: channelAndShop,
    window: 'day',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Return on advertising', zh: '投产比' },
    help: {
      en: 'GMV of paid channels ÷ advertising.',
      zh: '付费渠道成交额 ÷ 广告花费。',
    },
  }),
  announce({
    id: 'marginalRoi',
    scopes: ['channel'],
    window: '7d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Marginal return', zh: '边际投产比' },
    help: {
      en: 'Response elasticity of the shop file × return on advertising of 7 days.',
      zh: '店铺文件中的响应弹性 × 7 天投产比。',
    },
  }),
  announce({
    id: 'cacCents',
    scopes: channelAndShop,
    window: '28d',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Acquisition cost', zh: '获客成本' },
    help: {
      en: 'Advertising ÷ new customers, over 28 days.',
      zh: '28 天广告花费 ÷ 新客数。',
    },
  }),
  announce({
    id: 'ltvCents',
    scopes: ['channel', 'segment', 'shop'],
    window: '360d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Lifetime value', zh: '客户终身价值' },
    help: {
      en: 'Contribution of a customer in the first 360 days: seen so far, extended by the repeat rate.',
      zh: '一位客户前 360 天的贡献毛益：已发生部分按复购率外推。',
    },
  }),
  announce({
    id: 'channelShareRatio',
    scopes: ['channel'],
    window: '28d',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Share of the channel', zh: '渠道占比' },
    help: {
      en: 'GMV of the channel ÷ GMV of the shop, over 28 days.',
      zh: '28 天渠道成交额 ÷ 店铺成交额。',
    },
  }),
  announce({
    id: 'channelHhi',
    scopes: ['shop'],
    window: '28d',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Channel concentration', zh: '渠道集中度' },
    help: {
      en: 'Sum of the squared shares of the channels (Herfindahl index, 0–1).',
      zh: '各渠道占比的平方和（赫芬达尔指数，0–1）。',
    },
  }),
  announce({
    id: 'adSpendMonthCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Advertising this month', zh: '本月广告花费' },
    help: { en: 'Advertising since the first of the month.', zh: '本月 1 日以来的广告花费。' },
  }),
  announce({
    id: 'adBudgetMonthCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Advertising budget of the month', zh: '本月广告预算' },
    help: { en: 'Budget of the month by the shop file.', zh: '店铺文件中的本月广告预算。' },
  }),
  announce({
    id: 'monthElapsedRatio',
    scopes: ['shop'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Month gone', zh: '本月进度' },
    help: { en: 'Days gone ÷ days of the month.', zh: '本月已过天数 ÷ 本月天数。' },
  }),
  announce({
    id: 'commissionRatio',
    scopes: ['shop'],
    window: 'now',
    direction: 'down',
    label: { en: 'Commission', zh: '平台佣金率' },
    help: { en: 'Fee of the main channel on sales.', zh: '主渠道按销售额收取的费率。' },
  }),
]
