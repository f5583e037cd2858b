/** Traffic and the funnel: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import type { Model, ModelBase } from '../../model.ts'
import { ringDays } from '../../rings.ts'
import { buildChannelColumns, type ChannelColumns } from './channelColumns.ts'

/** Columns that never change during a run. */
export interface DemandModel {
  readonly channels: ChannelColumns
  readonly steps: Steps
  readonly scratch: FunnelScratch
}

/** Positions of the steps of the funnel. */
export interface Steps {
  readonly impression: number
  readonly visit: number
  readonly view: number
  readonly cart: number
  readonly checkout: number
  readonly pay: number
}

function stepsOf({ entities }: ModelBase): Steps {
  const { ids } = entities.funnelStep
  const at = (id: string) => ids.indexOf(id)
  return {
    impression: at('impression'),
    visit: at('visit'),
    view: at('view'),
    cart: at('cart'),
    checkout: at('checkout'),
    pay: at('pay'),
  }
}

/** The funnel of one day between its steps; never read by the next. */
export interface FunnelScratch {
  /** Products that the steps so far have left anybody of. */
  readonly product: Int32Array
  // per product
  /** Who has passed the steps so far. */
  readonly entrants: Float64Array
  readonly meanVisits: Float64Array
  readonly conversion: Float64Array
  /** Share of orders that streams bring; filled only while there are streams. */
  readonly streamOrderRatio: Float64Array
  readonly visitChance: Float64Array
  readonly viewChance: Float64Array
  readonly cartChance: Float64Array
  readonly checkoutChance: Float64Array
  readonly payChance: Float64Array
  // of the shop
  /** Who has passed the newest step. */
  readonly passed: Float64Array
}

export function buildDemandModel(base: ModelBase): DemandModel {
  const products = base.productHash.length
  return {
    channels: buildChannelColumns(base),
    steps: stepsOf(base),
    scratch: {
      product: new Int32Array(products),
      entrants: new Float64Array(products),
      meanVisits: new Float64Array(products),
      conversion: new Float64Array(products),
      streamOrderRatio: new Float64Array(products),
      visitChance: new Float64Array(products),
      viewChance: new Float64Array(products),
      cartChance: new Float64Array(products),
      checkoutChance: new Float64Array(products),
      payChance: new Float64Array(products),
      passed: new Float64Array(1),
    },
  }
}

/** Places of the counted steps of the funnel in `stepTotals`. */
export const countedSteps = { impressions: 0, visits: 1, views: 2, carts: 3, checkouts: 4 } as const

/** A day before every run. */
export const longAgo = -100_000

export interface DemandState {
  // per product
  /** Logarithm of the product's popularity, mean 0. */
  readonly drift: Float64Array
  /** Weight in organic and search visits; 1 is the usual share. */
  readonly trafficWeight: Float64Array
  readonly trafficWeightUntilDay: Int32Array
  /** Day of the newest livestream. */
  readonly streamDay: Int32Array
  /** Visits that streams still bring, in the mean. */
  readonly streamVisitsLeft: Float64Array
  /** Visits that streams bring today, in the mean. */
  readonly streamVisitsToday: Float64Array
  /** Discount in today's stream. */
  readonly streamDiscountRatio: Float64Array
  /** On the share of today's sales that comes back: buyers of streams return more. */
  readonly liveReturnFactor: Float64Array
  /** Products with a traffic weight other than 1; with a stream that still brings visits. */
  weightedProducts: number
  streamedProducts: number
  /** Streams booked for `streamSlotsDay`. */
  streamSlotsUsed: number
  streamSlotsDay: number
  // per channel
  /** 0 while it rests. */
  readonly channelIsOn: Uint8Array
  readonly channelOpenedDay: Int32Array
  readonly budgetCents: Float64Array
  readonly bidCents: Float64Array
  /** Memory of advertising: spend of today and, fading, of the days before, in cents at the usual price of a click. */
  readonly adstockCents: Float64Array
  /** Logarithm of the price of a click ÷ its usual price, without shocks and bids. */
  readonly clickPriceDrift: Float64Array
  /** Last day of a learning phase. */
  readonly learningUntilDay: Int32Array
  readonly spendCapCents: Float64Array
  readonly spendCapUntilDay: Int32Array
  /** Visits a day that advertising brings on its response curve, before shocks, learning and ramp. */
  readonly responseVisits: Float64Array
  /** Visits that messages and referrals add today, in the mean of weekday and season; whoever sends them sets it anew each day. */
  readonly channelExtraVisits: Float64Array
  /** Share of the visits that is not bought. */
  unpaidVisitsRatio: number
  /** Visits expected today in the mean of weekday, season and luck. */
  readonly expectedVisits: Float64Array
  /** Rows of running totals by closed day: row d & 127 after d closed days. */
  readonly gmvTotalCents: Float64Array
  readonly spendTotalCents: Float64Array
  // of the shop
  shopSpendCapCents: number
  shopSpendCapUntilDay: number
  /** Expected visits ÷ those of the shop as it was set up: all of them, and those of marketplace and search. */
  visitsFactor: number
  weightedVisitsFactor: number
  /** Conversion of today's mix of channels ÷ that of the shop as it was set up. */
  mixConversionFactor: number
  /** Advertising since the first of the month, up to `countedDays` closed days. */
  monthSpendCents: number
  /** Closed days that the running totals above contain. */
  countedDays: number
}

export function createDemandState(model: Model): DemandState {
  const products = model.entities.product.ids.length
  const { channels } = model.demand
  const count = channels.ids.length
  return {
    drift: new Float64Array(products),
    trafficWeight: ones(products),
    trafficWeightUntilDay: new Int32Array(products).fill(longAgo),
    streamDay: new Int32Array(products).fill(longAgo),
    streamVisitsLeft: new Float64Array(products),
    streamVisitsToday: new Float64Array(products),
    streamDiscountRatio: new Float64Array(products),
    liveReturnFactor: ones(products),
    weightedProducts: 0,
    streamedProducts: 0,
    streamSlotsUsed: 0,
    streamSlotsDay: longAgo,
    channelIsOn: channels.isOnAtStart.slice(),
    channelOpenedDay: new Int32Array(count).fill(longAgo),
    budgetCents: channels.startBudgetCents.slice(),
    bidCents: channels.usualBidCents.slice(),
    adstockCents: channels.startAdstockCents.slice(),
    clickPriceDrift: new Float64Array(count),
    learningUntilDay: new Int32Array(count).fill(longAgo),
    spendCapCents: new Float64Array(count),
    spendCapUntilDay: new Int32Array(count).fill(longAgo),
    responseVisits: new Float64Array(count),
    channelExtraVisits: new Float64Array(count),
    unpaidVisitsRatio: 1,
    expectedVisits: channels.startVisits.slice(),
    gmvTotalCents: new Float64Array(count * ringDays),
    spendTotalCents: new Float64Array(count * ringDays),
    shopSpendCapCents: 0,
    shopSpendCapUntilDay: longAgo,
    visitsFactor: 1,
    weightedVisitsFactor: channels.weightedStartShare,
    mixConversionFactor: 1,
    monthSpendCents: 0,
    countedDays: 0,
  }
}

/** What happened in one day. Cents are whole. */
export interface DemandFlows {
  // per product
  readonly impressions: Float64Array
  readonly visits: Float64Array
  readonly views: Float64Array
  readonly carts: Float64Array
  readonly checkouts: Float64Array
  /** Paid orders. */
  readonly orders: Float64Array
  // per channel, by last click
  readonly channelImpressions: Float64Array
  readonly channelVisits: Float64Array
  readonly channelViews: Float64Array
  readonly channelCarts: Float64Array
  readonly channelCheckouts: Float64Array
  readonly channelOrders: Float64Array
  readonly channelGmvCents: Float64Array
  /** Budgets spent, fees and rewards included. */
  readonly channelSpendCents: Float64Array
  // of the shop
  /** All paid orders: the sum of `orders`. */
  readonly orderTotal: Float64Array
  /** Sums of the columns of the steps, by `countedSteps`. */
  readonly stepTotals: Float64Array
}

export function createDemandFlows(model: Model): DemandFlows {
  const products = model.entities.product.ids.length
  const channels = model.entities.channel.ids.length
  return {
    impressions: new Float64Array(products),
    visits: new Float64Array(products),
    views: new Float64Array(products),
    carts: new Float64Array(products),
    checkouts: new Float64Array(products),
    orders: new Float64Array(products),
    channelImpressions: new Float64Array(channels),
    channelVisits: new Float64Array(channels),
    channelViews: new Float64Array(channels),
    channelCarts: new Float64Array(channels),
    channelCheckouts: new Float64Array(channels),
    channelOrders: new Float64Array(channels),
    channelGmvCents: new Float64Array(channels),
    channelSpendCents: new Float64Array(channels),
    orderTotal: new Float64Array(1),
    stepTotals: new Float64Array(Object.keys(countedSteps).length),
  }
}
