/**
 * Last-click attribution: the shop's day is shared out to channels from the bottom of the funnel up. Orders,
 * then those who left at the checkout, in the cart, on the page, before it, and those who only looked, are each
 * split by the multinomial law (binomials in turn), so that no channel has more in a step than in the one before.
 */
import { channelKinds } from '../../fixedIds.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { postChannelCost } from './channelCost.ts'
import { countedSteps } from './state.ts'
import type { StreamTally } from './streamTally.ts'

/** Weights of the channels; there are as many as kinds. Scratch of one day, never read by the next. */
const scratch = () => new Float64Array(channelKinds.length)
const visitors = scratch()
const buyers = scratch()
const ordinaryBuyers = scratch()
const lookers = scratch()
const passersBy = scratch()
const worth = scratch()
const remainders = scratch()

/** Shares the day's impressions, visits, …, orders and sales out to channels and pays commissions. */
export function attributeToChannels(
  model: Model,
  state: State,
  luck: Luck,
  tally: StreamTally,
): void {
  const { today } = state
  const flows = today.demand
  const orders = flows.orderTotal[0]!
  const checkouts = flows.stepTotals[countedSteps.checkouts]!
  const carts = flows.stepTotals[countedSteps.carts]!
  const views = flows.stepTotals[countedSteps.views]!
  const visits = flows.stepTotals[countedSteps.visits]!
  const impressions = flows.stepTotals[countedSteps.impressions]!
  if (impressions === 0) return
  weighChannels(model, state, tally, views > 0 ? carts / views : 0)

  const key = deriveKey(luck.seed, luck.replication, 'demand.channels', state.day)
  const { hash, live } = model.demand.channels
  splitInto(flows.channelOrders, orders - tally.orders, ordinaryBuyers, key, hash, 0)
  flows.channelOrders[live]! += tally.orders
  splitInto(flows.channelCheckouts, checkouts - orders, buyers, key, hash, 1)
  addTo(flows.channelCheckouts, flows.channelOrders)
  splitInto(flows.channelCarts, carts - checkouts, buyers, key, hash, 2)
  addTo(flows.channelCarts, flows.channelCheckouts)
  splitInto(flows.channelViews, views - carts, lookers, key, hash, 3)
  addTo(flows.channelViews, flows.channelCarts)
  splitInto(flows.channelVisits, visits - views, visitors, key, hash, 4)
  addTo(flows.channelVisits, flows.channelViews)
  splitInto(flows.channelImpressions, impressions - visits, passersBy, key, hash, 5)
  addTo(flows.channelImpressions, flows.channelVisits)
  shareSales(model, state, tally)
}

/**
 * How likely a visitor, a buyer, one who looks and goes, one who passes by came through each channel.
 * Buyers follow the conversion of the channels; what streams bring belongs to `live`.
 */
function weighChannels(model: Model, state: State, tally: StreamTally, cartRatio: number): void {
  const { conversionFactor, impressionsFactor, live } = model.demand.channels
  const { expectedVisits } = state.demand
  let expected = 0
  let converting = 0
  for (let c = 0; c < expectedVisits.length; c++) {
    expected += expectedVisits[c]!
    converting += expectedVisits[c]! * conversionFactor[c]!
  }
  const hasStreams = tally.meanVisits > 0
  const visitsScale = hasStreams ? scaleOf(expected, tally.allMeanVisits - tally.meanVisits) : 1
  const buyersScale = hasStreams ? scaleOf(converting, tally.allMeanCarts - tally.meanCarts) : 1
  for (let c = 0; c < expectedVisits.length; c++) {
    const relative = converting > 0 ? (conversionFactor[c]! * expected) / converting : 1
    visitors[c] = expectedVisits[c]! * visitsScale
    buyers[c] = expectedVisits[c]! * conversionFactor[c]! * buyersScale
    ordinaryBuyers[c] = buyers[c]!
    lookers[c] = visitors[c]! * Math.max(0, 1 - cartRatio * relative)
    passersBy[c] = visitors[c]! * impressionsFactor[c]!
  }
  if (!hasStreams) return
  visitors[live]! += tally.meanVisits
  buyers[live]! += tally.meanCarts
  lookers[live]! += tally.meanVisits * (1 - cartRatio)
  passersBy[live]! += tally.meanVisits
}

/** What brings a total to the scale in which streams are counted. */
function scaleOf(total: number, target: number): number {
  return total > 0 ? target / total : 1
}

function addTo(target: Float64Array, values: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += values[i]!
}

/**
 * Splits `count` ≥ 0 over the channels by their weights, into `out`; all of it to the first channel when
 * every weight is 0. `step` keeps the draws of the steps apart.
 */
function splitInto(
  out: Float64Array,
  count: number,
  weights: Float64Array,
  key: Key,
  hash: Uint32Array,
  step: number,
): void {
  let weightLeft = 0
  let last = 0
  for (let c = 0; c < weights.length; c++) {
    weightLeft += weights[c]!
    if (weights[c]! > 0) last = c
    out[c] = 0
  }
  let left = Math.max(0, count)
  const mixed = Math.imul(step + 1, 0x9e3779b1)
  for (let c = 0; c < last && left > 0; c++) {
    const weight = weights[c]!
    if (weight === 0) continue
    const taken = binomialQuantile(drawUniform(key, hash[c]! ^ mixed), left, weight / weightLeft)
    out[c] = taken
    left -= taken
    weightLeft -= weight
  }
  out[last]! += left
}

/** Sales by channel: in proportion to its orders and their value, in whole cents by the largest remainder. */
function shareSales(model: Model, state: State, tally: StreamTally): void {
  const { orderValueFactor, commissionRatio, live } = model.demand.channels
  const { channelOrders, channelGmvCents } = state.today.demand
  const count = channelOrders.length
  const restCents = state.today.offers.gmvTotalCents[0]! - tally.gmvCents
  for (let c = 0; c < count; c++) {
    worth[c] = (channelOrders[c]! - (c === live ? tally.orders : 0)) * orderValueFactor[c]!
  }
  let total = 0
  for (let c = 0; c < count; c++) total += worth[c]!
  let left = restCents
  for (let c = 0; c < count; c++) {
    const exact = total > 0 ? (restCents * worth[c]!) / total : 0
    const cents = Math.floor(exact)
    channelGmvCents[c] = cents
    remainders[c] = exact - cents
    left -= cents
  }
  while (left > 0) {
    let largest = 0
    for (let c = 1; c < count; c++) if (remainders[c]! > remainders[largest]!) largest = c
    // one cent each; without any orders all to one channel
    const cents = total > 0 ? 1 : left
    channelGmvCents[largest]! += cents
    remainders[largest] = -1
    left -= cents
  }
  channelGmvCents[live]! += tally.gmvCents
  for (let c = 0; c < count; c++) {
    if (commissionRatio[c] === 0) continue
    const cents = Math.floor(channelGmvCents[c]! * commissionRatio[c]! + 0.5)
    if (cents > 0) postChannelCost(state, c, cents)
  }
}
