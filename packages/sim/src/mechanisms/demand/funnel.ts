/**
 * The funnel of a day, product by product:
 *
 *   impressions ~ negative binomial   ─thin─▶ visits ─▶ views ─▶ carts ─▶ checkouts ─▶ orders
 *
 * Every step passes each of its entrants by the same chance (binomial thinning), so Poisson impressions give
 * Poisson counts at every step, and a step never exceeds the one before. Differences between products, price,
 * offers, page, reviews and the mix of channels act on view → cart. Every count takes one uniform of its own
 * key and is monotone in it, in the count before and in its chance. The steps go over the products one after the
 * other, each over those that the step before has left anybody of: small loops, which the engine compiles well.
 */
import type { Luck } from '../../luck.ts'
import { betaQuantile, exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { binomialQuantile, negativeBinomialQuantile, poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { isOnSale } from '../offers/listing.ts'
import { fillDemand } from '../shelves/filling.ts'
import { shopEffects, type ShopEffects } from './effects.ts'
import { demandLaws } from './laws.ts'
import { countedSteps, type FunnelScratch } from './state.ts'
import { settleStream } from './livestreams.ts'
import { addStream, type StreamTally } from './streamTally.ts'
import { streamPriceEffect } from './streamPrice.ts'

type FunnelPurpose = `demand.${string}`

/** What is drawn at each counted step. */
const stepPurposes = [
  'demand.impressions',
  'demand.visits',
  'demand.views',
  'demand.carts',
  'demand.checkouts',
] as const satisfies readonly FunnelPurpose[]

/** Visitors come, look, and buy what is on the shelf; gives what streams had in it. */
export function runFunnel(model: Model, state: State, luck: Luck, tally: StreamTally): void {
  const { settings, productHash } = model
  const { scratch } = model.demand
  const { visits, views, carts, checkouts, stepTotals } = state.today.demand
  const { stepPassFactor } = state.world
  const { steps } = model.demand
  const keyOf = (purpose: FunnelPurpose) =>
    deriveKey(luck.seed, luck.replication, purpose, state.day)
  const step = (at: number, flow: Float64Array, chance: Float64Array, from: number) => {
    const key = keyOf(stepPurposes[at]!)
    const kept = passStep(key, productHash, scratch, chance, flow, from)
    stepTotals[at]! += scratch.passed[0]!
    return kept
  }
  const shownFactor = stepPassFactor[steps.impression]!
  const visitFactor = stepPassFactor[steps.visit]!

  let left = expectDemand(model, state, shopEffects(model, state, luck), tally)
  if (settings['demand.law'] === demandLaws.constantVisits) {
    left = countVisits(
      model,
      state,
      keyOf(stepPurposes[countedSteps.impressions]),
      shownFactor,
      visitFactor,
      left,
    )
  } else {
    left = drawImpressions(
      model,
      state,
      keyOf(stepPurposes[countedSteps.impressions]),
      shownFactor,
      left,
    )
    scratch.visitChance.fill(settings['funnel.visitRatio'] * visitFactor)
    left = step(countedSteps.visits, visits, scratch.visitChance, left)
  }
  weighSteps(model, state, keyOf('demand.dailyRate'), left)
  left = step(countedSteps.views, views, scratch.viewChance, left)
  left = step(countedSteps.carts, carts, scratch.cartChance, left)
  left = step(countedSteps.checkouts, checkouts, scratch.checkoutChance, left)
  left = passStep(keyOf('demand.orders'), productHash, scratch, scratch.payChance, undefined, left)
  sellOrders(model, state, luck, tally, keyOf('demand.extraUnits'), left)
}

/**
 * Mean visits and conversion of every product on sale, and who comes by a stream. Gives the number of products on
 * sale; they stand in the scratch.
 */
function expectDemand(
  model: Model,
  state: State,
  effects: ShopEffects,
  tally: StreamTally,
): number {
  const { settings, visitsPerDay, conversionRatio, categoryOfProduct } = model
  const { product: products, meanVisits: means, conversion: conversions } = model.demand.scratch
  const { streamOrderRatio: streamRatios } = model.demand.scratch
  const { drift, trafficWeight, streamVisitsToday, streamedProducts } = state.demand
  const { visitsFactor: worldVisits, cartFactor, entryFactor } = state.world
  const { pageFactor } = state.people
  const { unpaidVisitsRatio } = state.demand
  const { visitsFactor: offerVisits, conversionFactor: offerConversion } = state.offers
  const { conversionFactor: reviewConversion } = state.reviews
  const driftSd = settings['demand.driftSd']
  const meanOneShift = (driftSd * driftSd) / 2
  const { calendar, channels, ranked, meanWeight, conversion: shopConversion } = effects
  const isWeighted = state.demand.weightedProducts > 0
  const hasStreams = streamedProducts > 0
  if (hasStreams) streamRatios.fill(0)
  let meanVisitsTotal = 0
  let meanCartsTotal = 0
  let count = 0
  for (let product = 0; product < visitsPerDay.length; product++) {
    if (!isOnSale(state, product)) continue
    const channelFactor = isWeighted
      ? channels + ranked * (trafficWeight[product]! / meanWeight - 1)
      : channels
    let meanVisits =
      visitsPerDay[product]! *
      calendar[categoryOfProduct[product]!]! *
      exp(drift[product]! - meanOneShift) *
      worldVisits[product]! *
      offerVisits[product]! *
      channelFactor
    if (entryFactor[product]! < 1) meanVisits *= 1 - unpaidVisitsRatio * (1 - entryFactor[product]!)
    let conversion =
      conversionRatio[product]! *
      shopConversion *
      cartFactor[product]! *
      pageFactor[product]! *
      offerConversion[product]! *
      reviewConversion[product]!
    if (hasStreams && streamVisitsToday[product]! > 0) {
      const streamVisits = streamVisitsToday[product]!
      const streamWeight = streamVisits * streamPriceEffect(model, state, product)
      const orderRatio = streamWeight / (meanVisits + streamWeight)
      streamRatios[product] = orderRatio
      conversion *= (meanVisits + streamWeight) / (meanVisits + streamVisits)
      meanVisits += streamVisits
      tally.meanVisits += streamVisits
      tally.meanCarts += meanVisits * conversion * orderRatio
    }
    meanVisitsTotal += meanVisits
    meanCartsTotal += meanVisits * conversion
    means[product] = meanVisits
    conversions[product] = conversion
    products[count] = product
    count += 1
  }
  tally.allMeanVisits = meanVisitsTotal
  tally.allMeanCarts = meanCartsTotal
  return count
}

/** Draws the impressions of the products in the scratch, or gives each its mean; keeps those that have any. */
function drawImpressions(
  model: Model,
  state: State,
  key: Key,
  shownFactor: number,
  count: number,
): number {
  const { settings, productHash } = model
  const { product: products, entrants, meanVisits } = model.demand.scratch
  const { impressions, stepTotals } = state.today.demand
  const visitRatio = settings['funnel.visitRatio']
  const dispersion = settings['demand.visitsDispersion']
  const isDrawn = settings['demand.law'] === demandLaws.funnel
  let total = 0
  let kept = 0
  for (let i = 0; i < count; i++) {
    const product = products[i]!
    const mean = (meanVisits[product]! * shownFactor) / visitRatio
    const shown = isDrawn
      ? negativeBinomialQuantile(drawUniform(key, productHash[product]!), mean, dispersion)
      : Math.floor(mean + 0.5)
    if (shown === 0) continue
    impressions[product]! += shown
    total += shown
    entrants[product] = shown
    products[kept] = product
    kept += 1
  }
  stepTotals[countedSteps.impressions]! += total
  return kept
}

/** A constant number of visits, and those that pass by drawn beside them. */
function countVisits(
  model: Model,
  state: State,
  key: Key,
  shownFactor: number,
  visitFactor: number,
  count: number,
): number {
  const { settings, productHash } = model
  const { product: products, entrants, meanVisits } = model.demand.scratch
  const { impressions, visits, stepTotals } = state.today.demand
  const visitRatio = settings['funnel.visitRatio']
  let kept = 0
  for (let i = 0; i < count; i++) {
    const product = products[i]!
    const meanShown = (meanVisits[product]! * shownFactor) / visitRatio
    const visiting = Math.floor(meanVisits[product]! * shownFactor * visitFactor + 0.5)
    const passedBy = meanShown - visiting
    const u = drawUniform(key, productHash[product]!)
    const shown = visiting + poissonQuantile(u, passedBy)
    impressions[product]! += shown
    stepTotals[countedSteps.impressions]! += shown
    if (visiting === 0) continue
    visits[product]! += visiting
    stepTotals[countedSteps.visits]! += visiting
    entrants[product] = visiting
    products[kept] = product
    kept += 1
  }
  return kept
}

/** Chances of the steps after the visit, of the products in the scratch. */
function weighSteps(model: Model, state: State, dailyKey: Key, count: number): void {
  const { settings, productHash } = model
  const { product: products, conversion: conversions } = model.demand.scratch
  const { viewChance, cartChance, checkoutChance, payChance } = model.demand.scratch
  const { stepPassFactor } = state.world
  const { steps } = model.demand
  const viewFactor = stepPassFactor[steps.view]!
  const cartFactor = stepPassFactor[steps.cart]!
  const checkoutFactor = stepPassFactor[steps.checkout]!
  const payFactor = stepPassFactor[steps.pay]!
  const visitRatio = settings['funnel.visitRatio']
  const viewRatio = settings['funnel.viewRatio']
  const checkoutRatio = settings['funnel.checkoutRatio']
  const payRatio = settings['funnel.payRatio']
  const otherSteps = viewRatio * checkoutRatio * payRatio
  const correlation = settings['funnel.dailyCorrelation']
  for (let i = 0; i < count; i++) {
    const product = products[i]!
    const conversion = conversions[product]!
    let viewPass = viewRatio
    let cartPass = conversion / otherSteps
    let checkoutPass = checkoutRatio
    let payPass = payRatio
    if (correlation > 0) {
      const mean = Math.min(1, visitRatio * conversion)
      const size = 1 / correlation - 1
      const a = mean * size
      if (a > 0 && mean < 1) {
        cartPass *= betaQuantile(drawUniform(dailyKey, productHash[product]!), a, size - a) / mean
      }
    }
    if (cartPass > 1) {
      // what the cart step cannot take goes on to the steps after it, then to the one before
      let excess = cartPass
      cartPass = 1
      checkoutPass = Math.min(1, checkoutRatio * excess)
      excess *= checkoutRatio / checkoutPass
      payPass = Math.min(1, payRatio * excess)
      excess *= payRatio / payPass
      viewPass = Math.min(1, viewRatio * excess)
    }
    viewChance[product] = viewPass * viewFactor
    cartChance[product] = cartPass * cartFactor
    checkoutChance[product] = checkoutPass * checkoutFactor
    payChance[product] = payPass * payFactor
  }
}

/**
 * Entrants of one step, by the chance of each product, pass to the next; counts them in `flow`, and all of them in the
 * scratch, and keeps the products that have any.
 */
function passStep(
  key: Key,
  hash: Uint32Array,
  { product: products, entrants, passed: all }: FunnelScratch,
  chance: Float64Array,
  flow: Float64Array | undefined,
  count: number,
): number {
  let total = 0
  let kept = 0
  for (let i = 0; i < count; i++) {
    const product = products[i]!
    const u = drawUniform(key, hash[product]!)
    const passed = binomialQuantile(u, entrants[product]!, chance[product]!)
    if (passed === 0) continue
    if (flow !== undefined) flow[product]! += passed
    total += passed
    entrants[product] = passed
    products[kept] = product
    kept += 1
  }
  all[0] = total
  return kept
}

/** The orders of the products in the scratch meet the shelves. */
function sellOrders(
  model: Model,
  state: State,
  luck: Luck,
  tally: StreamTally,
  extraKey: Key,
  count: number,
): void {
  const { settings, productHash } = model
  const { product: products, entrants, streamOrderRatio } = model.demand.scratch
  const extraRatio = settings['demand.extraUnitRatio']
  const unitsPerOrder = settings['demand.unitsPerOrder']
  const hasStreams = state.demand.streamedProducts > 0
  for (let i = 0; i < count; i++) {
    const product = products[i]!
    const orders = entrants[product]!
    const extraUnits =
      extraRatio > 0
        ? binomialQuantile(drawUniform(extraKey, productHash[product]!), orders, extraRatio)
        : 0
    fillDemand(model, state, luck, product, orders, orders * unitsPerOrder + extraUnits)
    if (hasStreams && streamOrderRatio[product]! > 0) {
      const ratio = streamOrderRatio[product]!
      addStream(tally, settleStream(model, state, luck, product, ratio))
    }
  }
}
