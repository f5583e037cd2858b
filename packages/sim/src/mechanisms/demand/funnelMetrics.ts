/** The funnel and sales as figures. */
import { sumOfWhole } from '../../columns.ts'
import {
  defineMetric,
  productAndUp,
  shopColumn,
  type ColumnOf,
  type Mechanism,
} from '../../metric.ts'
import type { View } from '../../view.ts'
import { countedSteps, type DemandFlows } from './state.ts'
import { productsAndChannels, sum } from './formulas.ts'

const productsAndChannelScopes = [...productAndUp, 'channel'] as const

const flow =
  (name: keyof DemandFlows): ColumnOf =>
  ({ flows }) =>
    flows.demand[name]

/** All products together at a step. */
const counted =
  (step: keyof typeof countedSteps) =>
  ({ flows }: View) =>
    flows.demand.stepTotals[countedSteps[step]]!

const orders = ({ flows }: View) => flows.demand.orderTotal[0]!

/** Counts of the shop at every step, in the order of the entities. */
const stepCounts: ColumnOf = (view) => {
  const { model } = view
  const { steps } = model.demand
  const counts = new Float64Array(model.entities.funnelStep.ids.length)
  counts[steps.impression] = counted('impressions')(view)
  counts[steps.visit] = counted('visits')(view)
  counts[steps.view] = counted('views')(view)
  counts[steps.cart] = counted('carts')(view)
  counts[steps.checkout] = counted('checkouts')(view)
  counts[steps.pay] = orders(view)
  return counts
}

/** Count of the step before; missing for the first one. */
const stepsEntered: ColumnOf = (view) => {
  const { steps } = view.model.demand
  const counts = stepCounts(view)
  const entered = new Float64Array(counts.length).fill(NaN)
  entered[steps.visit] = counts[steps.impression]!
  entered[steps.view] = counts[steps.visit]!
  entered[steps.cart] = counts[steps.view]!
  entered[steps.checkout] = counts[steps.cart]!
  entered[steps.pay] = counts[steps.checkout]!
  return entered
}

/** GMV without what business accounts bought; they have no channel and no segment, so all bear the same part. */
function retailOf(view: View, scope: 'shop' | 'channel' | 'segment'): Float64Array {
  const gmvCents = view.flows.offers.gmvTotalCents[0]!
  const accountCents = sum(view.flows.money.accountSalesCents)
  const share = gmvCents > 0 ? 1 - accountCents / gmvCents : 1
  return view.need(scope, 'gmvCents').map((cents) => cents * share)
}

/** Discounts at the price, shared out by GMV, and the coupons that the segment used. */
function discountsOfSegments({ flows }: View): Float64Array {
  const { segmentGmvCents, couponCents } = flows.customers
  const gmvCents = sum(segmentGmvCents)
  const discountCents = sum(flows.offers.discountCents)
  return segmentGmvCents.map(
    (cents, s) => couponCents[s]! + (gmvCents === 0 ? 0 : (discountCents * cents) / gmvCents),
  )
}

export const funnel: Mechanism = {
  id: 'demand',
  label: { en: 'Demand and funnel', zh: '需求与转化漏斗' },
  about: {
    en: 'Impressions of a product and day are negative binomial around base visits × weekday × season × day of the shop × popularity × shocks × offers × channels ÷ click-through rate (variance m + a·m², Ehrenberg 1959; a = 0 is Poisson). Each step — visit, page view, cart, checkout, payment — passes each entrant by the same chance (binomial thinning), so counts never grow along the funnel. Products differ, and price, offers, page defects, reviews, delivery promise and the mix of channels act, on page view → cart; what would exceed 1 there goes on to the next steps. Defects of a step act on that step. Popularity is a log-normal first-order autoregression, the day of the shop log-normal; both have mean 1. Orders that the shelves cannot fill stop at the checkout.',
    zh: '商品当日曝光服从负二项分布，均值 = 基础访客 × 星期 × 季节 × 店铺日 × 热度 × 冲击 × 优惠 × 渠道 ÷ 点击率（方差 m + a·m²，Ehrenberg 1959；a = 0 即泊松）。访问、详情页浏览、加购、结算、支付逐步二项抽稀，后一步不会多于前一步。商品差异、价格、优惠、页面缺陷、评价、时效承诺与渠道结构作用于浏览→加购；超过 1 的部分转到后续步骤。步骤缺陷作用于该步骤。热度为对数正态一阶自回归，店铺日为对数正态，均值均为 1。货架无法满足的订单停留在结算步骤。',
  },
  metrics: [
    defineMetric({
      id: 'impressions',
      scopes: productsAndChannelScopes,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Impressions', zh: '曝光量' },
      help: {
        en: 'Times a listing or advertisement was shown.',
        zh: '商品或广告被展示的次数。',
      },
      formula: productsAndChannels(
        flow('impressions'),
        counted('impressions'),
        flow('channelImpressions'),
      ),
    }),
    defineMetric({
      id: 'visits',
      kpi: 'total',
      scopes: productsAndChannelScopes,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Visits', zh: '访客数' },
      help: {
        en: 'Impressions that were followed; a paid click is a visit. Of a channel by last click.',
        zh: '由曝光带来的访问，一次付费点击即一次访问；渠道按末次点击归因。',
      },
      formula: productsAndChannels(flow('visits'), counted('visits'), flow('channelVisits')),
    }),
    defineMetric({
      id: 'views',
      scopes: productsAndChannelScopes,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Page views', zh: '详情页浏览' },
      help: { en: 'Visits that opened the detail page.', zh: '打开详情页的访问数。' },
      formula: productsAndChannels(flow('views'), counted('views'), flow('channelViews')),
    }),
    defineMetric({
      id: 'carts',
      scopes: productsAndChannelScopes,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Add-to-carts', zh: '加购数' },
      help: { en: 'Visits that put something in the cart.', zh: '加入购物车的访问数。' },
      formula: productsAndChannels(flow('carts'), counted('carts'), flow('channelCarts')),
    }),
    defineMetric({
      id: 'checkouts',
      scopes: productsAndChannelScopes,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Checkouts', zh: '发起结算数' },
      help: { en: 'Visits that began to pay.', zh: '开始付款的访问数。' },
      formula: productsAndChannels(
        flow('checkouts'),
        counted('checkouts'),
        flow('channelCheckouts'),
      ),
    }),
    defineMetric({
      id: 'orders',
      kpi: 'total',
      scopes: [...productsAndChannelScopes, 'segment', 'warehouse'],
      unit: 'count',
      window: 'day',
      direction: 'up',
      label: { en: 'Orders', zh: '订单数' },
      help: {
        en: 'Paid orders; of a channel by last click, of a warehouse those that came to be packed there. An order is for one product, usually one or two units.',
        zh: '已付款订单，渠道按末次点击归因，仓库为当日进入打包的订单。每单一种商品，通常一到两件。',
      },
      formula: {
        ...productsAndChannels(flow('orders'), orders, flow('channelOrders')),
        also: {
          segment: ({ flows }) => flows.customers.segmentOrders.slice(),
          warehouse: ({ flows }) => flows.fulfilment.arrivedOrders.slice(),
        },
      },
    }),
    defineMetric({
      id: 'ctrRatio',
      kpi: 'ratioOfSums',
      scopes: productsAndChannelScopes,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Click-through rate', zh: '点击率' },
      help: { en: 'Visits ÷ impressions.', zh: '访客数 ÷ 曝光量。' },
      formula: { kind: 'ratio', numerator: 'visits', denominator: 'impressions' },
    }),
    defineMetric({
      id: 'addToCartRatio',
      scopes: productsAndChannelScopes,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Add-to-cart rate', zh: '加购率' },
      help: { en: 'Add-to-carts ÷ page views.', zh: '加购数 ÷ 详情页浏览。' },
      formula: { kind: 'ratio', numerator: 'carts', denominator: 'views' },
    }),
    defineMetric({
      id: 'conversionRatio',
      kpi: 'ratioOfSums',
      scopes: productsAndChannelScopes,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Conversion', zh: '转化率' },
      help: { en: 'Orders ÷ visits.', zh: '订单数 ÷ 访客数。' },
      formula: { kind: 'ratio', numerator: 'orders', denominator: 'visits' },
    }),
    defineMetric({
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
      formula: { kind: 'columns', columns: { funnelStep: stepsEntered } },
    }),
    defineMetric({
      id: 'stepPassRatio',
      scopes: ['funnelStep'],
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Step pass rate', zh: '步骤通过率' },
      help: {
        en: 'Count of the step ÷ entered the step.',
        zh: '本步骤人次 ÷ 进入步骤人次。',
      },
      formula: { kind: 'ratio', numerator: 'stepCount', denominator: 'stepEntered' },
    }),
    defineMetric({
      id: 'gmvCents',
      kpi: 'total',
      scopes: [...productsAndChannelScopes, 'segment'],
      unit: 'money',
      window: 'day',
      direction: 'up',
      label: { en: 'GMV', zh: '成交额' },
      help: {
        en: 'Paid value after discounts, before refunds; of a channel by last click.',
        zh: '折扣后、退款前的实付金额；渠道按末次点击归因。',
      },
      formula: {
        ...productsAndChannels(
          ({ flows }) => flows.offers.gmvCents,
          ({ flows }) => flows.offers.gmvTotalCents[0]!,
          flow('channelGmvCents'),
        ),
        also: { segment: ({ flows }) => flows.customers.segmentGmvCents.slice() },
      },
    }),
    defineMetric({
      id: 'aovCents',
      kpi: 'ratioOfSums',
      scopes: ['shop', 'channel', 'segment'],
      unit: 'money',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Order value', zh: '客单价' },
      help: {
        en: 'GMV ÷ orders, without sales to business accounts.',
        zh: '成交额 ÷ 订单数，不含企业客户。',
      },
      formula: { kind: 'ratio', numerator: 'retailGmvCents', denominator: 'orders' },
    }),
    defineMetric({
      id: 'discountCents',
      kpi: 'total',
      scopes: [...productAndUp, 'segment'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Discounts given', zh: '让利金额' },
      help: {
        en: '(list price − price charged) × units sold; negative above the list price. Of a segment: its share by GMV, and the coupons it used.',
        zh: '(标价 − 实际售价) × 销量；高于标价时为负。分层为按成交额分摊的部分加上其核销的优惠券。',
      },
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ flows }) => flows.offers.discountCents,
        also: {
          segment: discountsOfSegments,
          shop: shopColumn(({ flows }) => sumOfWhole(flows.offers.discountCents)),
        },
      },
    }),
  ],
  measures: [
    {
      id: 'retailGmvCents',
      formula: {
        kind: 'columns',
        columns: {
          shop: (view) => retailOf(view, 'shop'),
          channel: (view) => retailOf(view, 'channel'),
          segment: (view) => retailOf(view, 'segment'),
        },
      },
    },
    { id: 'stepCount', formula: { kind: 'columns', columns: { funnelStep: stepCounts } } },
  ],
}
