/** Traffic and sales that the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { productAndUp } from '../metric.ts'
import { announce, announceScopes } from './announce.ts'

const productsAndChannels = [...productAndUp, 'channel'] as const

export const traffic: readonly MetricInfo[] = [
  announce({
    id: 'impressions',
    scopes: productsAndChannels,
    unit: 'count',
    window: 'day',
    direction: 'neither',
    label: { en: 'Impressions', zh: '曝光量' },
    help: {
      en: 'Times a listing or advertisement was shown.',
      zh: '商品或广告被展示的次数。',
    },
  }),
  announceScopes('visits', ['channel'], {
    help: {
      en: 'Visits that came through the channel; a paid click is a visit.',
      zh: '经该渠道进入的访问数；一次付费点击即一次访问。',
    },
  }),
  announce({
    id: 'views',
    scopes: productsAndChannels,
    unit: 'count',
    window: 'day',
    direction: 'neither',
    label: { en: 'Page views', zh: '详情页浏览' },
    help: { en: 'Visits that opened the detail page.', zh: '打开详情页的访问数。' },
  }),
  announce({
    id: 'carts',
    scopes: productsAndChannels,
    unit: 'count',
    window: 'day',
    direction: 'neither',
    label: { en: 'Add-to-carts', zh: '加购数' },
    help: { en: 'Visits that put something in the cart.', zh: '加入购物车的访问数。' },
  }),
  announce({
    id: 'checkouts',
    scopes: productsAndChannels,
    unit: 'count',
    window: 'day',
    direction: 'neither',
    label: { en: 'Checkouts', zh: '发起结算数' },
    help: { en: 'Visits that began to pay.', zh: '开始付款的访问数。' },
  }),
  announceScopes('orders', ['channel', 'segment', 'warehouse'], {
    help: {
      en: 'Paid orders, counted once for each entity they touch.',
      zh: '已付款订单；每个涉及的对象各计一次。',
    },
  }),
  announce({
    id: 'ctrRatio',
    scopes: productsAndChannels,
    window: 'day',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Click-through rate', zh: '点击率' },
    help: { en: 'Visits ÷ impressions.', zh: '访客数 ÷ 曝光量。' },
  }),
  announce({
    id: 'addToCartRatio',
    scopes: productsAndChannels,
    window: 'day',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Add-to-cart rate', zh: '加购率' },
    help: { en: 'Add-to-carts ÷ page views.', zh: '加购数 ÷ 详情页浏览。' },
  }),
  announceScopes('conversionRatio', ['channel']),
  announce({
    id: 'stepEntered',
    scopes: ['funnelStep'],
    unit: 'count',
    window: 'day',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Entered the step', zh: '进入步骤人次' },
    help: {
      en: 'Count of the step before; missing for the first step, impression.',
      zh: '上一步骤的人次；首个步骤（曝光）缺失。',
    },
  }),
  announce({
    id: 'stepPassRatio',
    scopes: ['funnelStep'],
    window: 'day',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Step pass rate', zh: '步骤通过率' },
    help: {
      en: 'Count of the step ÷ entered the step.',
      zh: '本步骤人次 ÷ 进入步骤人次。',
    },
  }),
  announceScopes('gmvCents', ['channel', 'segment'], {
    help: {
      en: 'Paid value after discounts, before refunds; of a channel by last click.',
      zh: '折扣后、退款前的实付金额；渠道按末次点击归因。',
    },
  }),
  announce({
    id: 'revenueCents',
    scopes: [...productAndUp, 'channel', 'segment'],
    window: 'day',
    direction: 'up',
    label: { en: 'Revenue', zh: '净销售额' },
    help: { en: 'GMV − refunds.', zh: '成交额 − 退款金额。' },
  }),
  announceScopes('aovCents', ['channel', 'segment']),
  announce({
    id: 'regionUnits',
    scopes: ['stock', 'warehouse'],
    window: 'day',
    direction: 'neither',
    label: { en: 'Units asked for in the region', zh: '本区需求件数' },
    help: {
      en: 'Units ordered by customers of the warehouse’s region, whoever ships.',
      zh: '仓库所在区域客户订购的件数，不论由哪个仓发货。',
    },
  }),
  announce({
    id: 'cancelledOrders',
    scopes: ['warehouse', 'shop'],
    unit: 'count',
    window: 'day',
    direction: 'down',
    label: { en: 'Cancelled orders', zh: '取消订单数' },
    help: { en: 'Orders cancelled before they were shipped.', zh: '发货前被取消的订单数。' },
  }),
  announce({
    id: 'period',
    scopes: ['shop'],
    type: 'enum',
    values: ['early', 'middle', 'late'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Period of the course', zh: '课程阶段' },
    help: {
      en: 'Period of the course by the shop file; missing in a shop without one.',
      zh: '店铺文件设定的课程阶段；未设课程则缺失。',
    },
  }),
  announce({
    id: 'targetRatio',
    scopes: ['shop'],
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Target reached', zh: '目标达成率' },
    help: {
      en: 'GMV since the period began ÷ its target to date; missing without a period.',
      zh: '本阶段累计成交额 ÷ 截至当日的目标；无阶段则缺失。',
    },
  }),
]
