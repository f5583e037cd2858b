/** Parts of the state of the offers: tests, campaign, tiers, presales, and the books they are judged by. */
import { ringDays } from '../../rings.ts'

export const campaignPhases = ['none', 'warmup', 'burst', 'encore'] as const
/** What variant B of a test changes; code 0: no test. */
export const testLevers = ['none', 'page', 'discount'] as const
/** Last day of what is not there. */
export const notYet = -2147483648
/** Days of prices kept: a power of two above the 30 days for which a was-price counts as charged. */
export const priceRingDays = 32
const mostTiers = 5
const firstLots = 64

/** A/B tests; columns per product. */
export interface TestsState {
  /** Tests that run. */
  running: number
  /** Index into `testLevers`. */
  readonly lever: Uint8Array
  readonly ratio: Float64Array
  /** Share of visitors who see B. */
  readonly splitRatio: Float64Array
  /** First day on which both were shown. */
  readonly startDay: Int32Array
  /** Tests started so far: the counter of their pages. */
  readonly started: Int32Array
  /** Truth: conversion of the page B ÷ that of A − 1. */
  readonly trueLiftRatio: Float64Array
  // of the arms today: conversion relative to the list price, mean price paid, and the two draws of the split
  readonly effectA: Float64Array
  readonly effectB: Float64Array
  readonly chargedCentsA: Float64Array
  readonly chargedCentsB: Float64Array
  readonly visitsUniform: Float64Array
  readonly ordersUniform: Float64Array
  // since the test began, up to the newest booked day
  readonly visitsA: Float64Array
  readonly visitsB: Float64Array
  readonly ordersA: Float64Array
  readonly ordersB: Float64Array
  readonly contributionCentsA: Float64Array
  readonly contributionCentsB: Float64Array
}

/** The campaign of the whole shop. */
export interface CampaignState {
  /** Index into `campaignPhases`. */
  phase: number
  ratio: number
  depositCents: number
  /** First day of its first phase, last day of the present one. */
  startDay: number
  untilDay: number
  /** Closed days when it began. */
  startClosedDays: number
  /** 1 when a phase ran on the day before. */
  ranYesterday: number
  // per product
  /** Purchases put off, in days of usual demand. */
  readonly heldDays: Float64Array
  /** Deposits taken and not yet credited. */
  readonly depositsCents: Float64Array
}

/** Spend tiers of the whole shop, lowest threshold first. */
export interface TiersState {
  count: number
  readonly thresholdCents: Float64Array
  readonly rewardCents: Float64Array
  /** 1 when the reward is a gift. */
  isGift: number
  untilDay: number
  startClosedDays: number
  /** Order value of the 28 days before the tiers began; NaN without orders. */
  baseAovCents: number
  /** Per product: part of an order that still waits to become a whole one. */
  readonly carry: Float64Array
}

/** Units sold ahead, a lot for each product and day of sale, oldest first; `count` of them are in use. */
export interface PresaleLots {
  count: number
  product: Int32Array
  units: Float64Array
  /** What customers have paid and still owe for these units. */
  paidCents: Float64Array
  owedCents: Float64Array
  /** Last day of the promise. */
  dueDay: Int32Array
  isLate: Uint8Array
}

/** Running totals over the booked days: a window is the difference of two rows. */
export interface BooksState {
  /** Closed days booked so far. */
  days: number
  // `ringDays` rows; row d & 127 holds the totals after d closed days
  /** GMV − cost of units sold − all costs. */
  readonly contributionCents: Float64Array
  /** Discounts, advertising, shipping subsidy. */
  readonly spendCents: Float64Array
  readonly gmvCents: Float64Array
  readonly orders: Float64Array
  readonly tierCents: Float64Array
  /** The direct part of the contribution; a row of products each. */
  readonly productContributionCents: Float64Array
  /** Prices charged to everybody, a row of products for each of the last days. */
  readonly priceCents: Float64Array
}

export function createTests(products: number): TestsState {
  const column = () => new Float64Array(products)
  return {
    running: 0,
    lever: new Uint8Array(products),
    ratio: column(),
    splitRatio: column(),
    startDay: new Int32Array(products),
    started: new Int32Array(products),
    trueLiftRatio: column(),
    effectA: column(),
    effectB: column(),
    chargedCentsA: column(),
    chargedCentsB: column(),
    visitsUniform: column(),
    ordersUniform: column(),
    visitsA: column(),
    visitsB: column(),
    ordersA: column(),
    ordersB: column(),
    contributionCentsA: column(),
    contributionCentsB: column(),
  }
}

export function createCampaign(products: number): CampaignState {
  const column = () => new Float64Array(products)
  return {
    phase: 0,
    ratio: 0,
    depositCents: 0,
    startDay: 0,
    untilDay: notYet,
    startClosedDays: 0,
    ranYesterday: 0,
    heldDays: column(),
    depositsCents: column(),
  }
}

export function createTiers(products: number): TiersState {
  const column = () => new Float64Array(products)
  return {
    count: 0,
    thresholdCents: new Float64Array(mostTiers),
    rewardCents: new Float64Array(mostTiers),
    isGift: 0,
    untilDay: notYet,
    startClosedDays: 0,
    baseAovCents: NaN,
    carry: column(),
  }
}

export function createPresales(): PresaleLots {
  return {
    count: 0,
    product: new Int32Array(firstLots),
    units: new Float64Array(firstLots),
    paidCents: new Float64Array(firstLots),
    owedCents: new Float64Array(firstLots),
    dueDay: new Int32Array(firstLots),
    isLate: new Uint8Array(firstLots),
  }
}

/** Before the first day every product has cost its list price. */
export function createBooks(listPriceCents: Float64Array): BooksState {
  const products = listPriceCents.length
  const priceRing = new Float64Array(products * priceRingDays)
  for (let row = 0; row < priceRingDays; row++) priceRing.set(listPriceCents, row * products)
  return {
    days: 0,
    contributionCents: new Float64Array(ringDays),
    spendCents: new Float64Array(ringDays),
    gmvCents: new Float64Array(ringDays),
    orders: new Float64Array(ringDays),
    tierCents: new Float64Array(ringDays),
    productContributionCents: new Float64Array(products * ringDays),
    priceCents: priceRing,
  }
}
