/** Customers by segment: what never changes in a run, what changes from day to day, what happened in a day. */
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { hashId } from '../../random.ts'
import { ringDays } from '../../rings.ts'
import { customersPerNewcomer, scaleToRepeatShare, segmentCount, segments } from './chain.ts'

/** Nobody stays a customer longer. */
const centuryDays = 36_500
/** A day before every run. */
const never = -100_000

/** Days a newcomer is followed: a first order is younger than this while its customer is promising. */
export const cohortDays = 40

/** Columns that never change during a run. Per segment unless said. */
export interface CustomersModel {
  /** Chance a day to order, scaled so that the shop's repeat share comes out. */
  readonly orderRatio: Float64Array
  readonly coolRatio: Float64Array
  readonly orderValueRatio: Float64Array
  readonly segmentHash: Uint32Array
  /** Customers at the start, per new customer a day. */
  readonly openingPerNewcomer: Float64Array
  // per channel
  readonly channelHash: Uint32Array
}

export function buildCustomersModel({ shop, settings }: ModelBase): CustomersModel {
  const areTied = settings['customers.areTiedToOrders'] === 1
  const listed = numbersOf(shop, 'segments', 'orderRatioPerDay')
  // tied to the shop's orders, all customers must leave some day for their number to be known
  const neverRatio = areTied ? 1 / centuryDays : 0
  const coolRatio = numbersOf(shop, 'segments', 'coolingDays').map((days) =>
    days === 0 ? neverRatio : 1 / Math.max(1, days),
  )
  const rates = {
    orderRatio: Array.from(listed),
    coolRatio: Array.from(coolRatio),
    championRatio: settings['customers.championRatio'],
    leaveRatio: settings['customers.leaveAfterOrderRatio'],
  }
  const scale = areTied ? scaleToRepeatShare(rates, settings['customers.repeatOrderShareRatio']) : 1
  const orderRatio = listed.map((ratio) => ratio * scale)
  const opening =
    areTied && scale > 0
      ? Float64Array.from(customersPerNewcomer({ ...rates, orderRatio: Array.from(orderRatio) }))
      : new Float64Array(segmentCount)
  return {
    orderRatio,
    coolRatio,
    orderValueRatio: numbersOf(shop, 'segments', 'orderValueRatio'),
    segmentHash: Uint32Array.from(shop.segments, ({ id }) => hashId(id)),
    openingPerNewcomer: opening,
    channelHash: Uint32Array.from(shop.channels, ({ id }) => hashId(id)),
  }
}

export interface CustomersState {
  /** Wish to buy of earlier customers ÷ that of the shop as it was set up; moves part of the visits. */
  repeatDemandFactor: number
  /** Shares of today's buyers who are members, members of the top tier, in the private domain. */
  memberShareRatio: number
  vipShareRatio: number
  groupShareRatio: number
  /** Wish of the customers at the start: what `repeatDemandFactor` is measured against; 0 before the first day. */
  openingWish: number
  /** Demand not served, in the memory of customers. */
  disappointmentRatio: number
  pointsLiabilityCents: number
  // per segment
  readonly customers: Float64Array
  /** Of them with at least two orders. */
  readonly repeatCustomers: Float64Array
  /** Sum over customers of the days since their last order. */
  readonly recencySumDays: Float64Array
  /** Orders wished for per customer and day ÷ the usual: offers, membership, messages. */
  readonly wishFactor: Float64Array
  /** The same without messages: their difference is what messages bring. */
  readonly quietWishFactor: Float64Array
  readonly privateMembers: Float64Array
  /** Share of its orders that travelled premium, mean of the last weeks. */
  readonly premiumShare: Float64Array
  readonly contactsPerWeek: Float64Array
  /** Messages a customer had in the last 7 days, in the mean. */
  readonly recentMessages: Float64Array
  readonly offerUntilDay: Int32Array
  readonly offerFromDay: Int32Array
  /** Day on which the offer was sent: one a day. */
  readonly offerSentDay: Int32Array
  readonly offerValueCents: Float64Array
  readonly offerMinOrderCents: Float64Array
  /** 0 coupon, 1 privilege, 2 gift. */
  readonly offerKind: Uint8Array
  /** 0 none, 1 silver, 2 gold. */
  readonly tier: Uint8Array
  readonly tierUntilDay: Int32Array
  readonly pointsRatio: Float64Array
  /** Luck of the segment: how strongly it really answers to offers (truth `trueUplift`), mean 1. */
  readonly trueUpliftFactor: Float64Array
  // referral
  referralUntilDay: number
  referralRewardCents: number
  referralInvites: number
  referralCapPerDay: number
  /** Customers who came by referral so far. */
  referredCustomers: number
  // cohorts of first orders: rows by day, one column per channel
  readonly cohortNew: Float64Array
  readonly cohortWaiting: Float64Array
  readonly cohortBackIn7d: Float64Array
  readonly cohortBackIn30d: Float64Array
  /** Repurchase of the channel's new customers ÷ the usual, fixed when they were won. */
  readonly cohortFactor: Float64Array
  // running totals per segment, rows by closed day
  readonly orderTotals: Float64Array
  /** The same of new customers per channel. */
  readonly newTotals: Float64Array
}

export function createCustomersState(model: Model): CustomersState {
  const channels = model.entities.channel.ids.length
  const column = () => new Float64Array(segmentCount)
  const cohorts = () => new Float64Array(cohortDays * channels)
  return {
    repeatDemandFactor: 1,
    memberShareRatio: 0,
    vipShareRatio: 0,
    groupShareRatio: 0,
    openingWish: 0,
    disappointmentRatio: 0,
    pointsLiabilityCents: 0,
    customers: column(),
    repeatCustomers: column(),
    recencySumDays: column(),
    wishFactor: column().fill(1),
    quietWishFactor: column().fill(1),
    privateMembers: column(),
    premiumShare: column(),
    contactsPerWeek: numbersOf(model.shop, 'segments', 'contactsPerWeek'),
    recentMessages: numbersOf(model.shop, 'segments', 'contactsPerWeek'),
    offerUntilDay: new Int32Array(segmentCount).fill(never),
    offerFromDay: new Int32Array(segmentCount),
    offerSentDay: new Int32Array(segmentCount).fill(never),
    offerValueCents: column(),
    offerMinOrderCents: column(),
    offerKind: new Uint8Array(segmentCount),
    tier: new Uint8Array(segmentCount),
    tierUntilDay: new Int32Array(segmentCount).fill(never),
    pointsRatio: column(),
    trueUpliftFactor: column().fill(1),
    referralUntilDay: never,
    referralRewardCents: 0,
    referralInvites: 0,
    referralCapPerDay: 0,
    referredCustomers: 0,
    cohortNew: cohorts(),
    cohortWaiting: cohorts(),
    cohortBackIn7d: cohorts(),
    cohortBackIn30d: cohorts(),
    cohortFactor: cohorts().fill(1),
    orderTotals: new Float64Array(ringDays * segmentCount),
    newTotals: new Float64Array(ringDays * channels),
  }
}

/** What happened in one day. Cents are whole. */
export interface CustomersFlows {
  // per segment; a first order counts as promising
  readonly segmentOrders: Float64Array
  readonly segmentGmvCents: Float64Array
  readonly returningCustomers: Float64Array
  readonly messageGmvCents: Float64Array
  readonly unsubscribes: Float64Array
  /** Value of coupons used. */
  readonly couponCents: Float64Array
  // per channel
  readonly newCustomers: Float64Array
  readonly returningByChannel: Float64Array
  // of the shop
  /** Customers who left for ever after an order, and their repeat orders so far. */
  readonly leavers: Float64Array
  /** False friends who were rewarded (truth `referralAbuse`). */
  readonly abusers: Float64Array
}

export function createCustomersFlows(model: Model): CustomersFlows {
  const channels = model.entities.channel.ids.length
  const column = () => new Float64Array(segmentCount)
  return {
    segmentOrders: column(),
    segmentGmvCents: column(),
    returningCustomers: column(),
    messageGmvCents: column(),
    unsubscribes: column(),
    couponCents: column(),
    newCustomers: new Float64Array(channels),
    returningByChannel: new Float64Array(channels),
    leavers: new Float64Array(1),
    abusers: new Float64Array(1),
  }
}

/** True for the segments whose last order lies at most about 90 days back. */
export const isRecent = [true, true, true, false, false, true] as const
export const { promising } = segments
