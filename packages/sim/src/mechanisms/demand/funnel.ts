/**
 * The funnel of a day, product by product:
 *
 *   impressions ~ negative binomial   ─thin─▶ visits ─▶ views ─▶ carts ─▶ checkouts ─▶ orders
 *
 * Every step passes each of its entrants by the same chance (binomial thinning), so Poisson impressions give
 * Poisson counts at every step, and a step never exceeds the one before. Differences between products, price,
 * offers, page, reviews and the mix of channels act on view → cart. Every count takes one uniform of its own
 * key and is monotone in it, in the count before and in its chance.
 */
import type { Luck } from '../../luck.ts'
import { betaQuantile, exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile, negativeBinomialQuantile, poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { isOnSale } from '../offers/listing.ts'
import { fillDemand } from '../shelves/filling.ts'
import { shopEffects, stepsOf } from './effects.ts'
import { demandLaws } from './laws.ts'
import { settleStream } from './livestreams.ts'
import { addStream, type StreamTally } from './streamTally.ts'
import { streamPriceEffect } from './streamPrice.ts'

/** Visitors come, look, and buy what is on the shelf; gives what streams had in it. */
export function runFunnel(model: Model, state: State, luck: Luck, tally: StreamTally): void {
  const { settings, productHash, visitsPerDay, conversionRatio, categoryOfProduct } = model
  const { impressions, visits, views, carts, checkouts } = state.today.demand
  const { drift, trafficWeight, streamVisitsToday, streamedProducts } = state.demand
  const { visitsFactor: worldVisits, cartFactor, entryFactor, stepPassFactor } = state.world
  const { pageFactor } = state.people
  const { unpaidVisitsRatio } = state.demand
  const { visitsFactor: offerVisits, conversionFactor: offerConversion } = state.offers
  const { conversionFactor: reviewConversion } = state.reviews
  const key = (purpose: `demand.${string}`) =>
    deriveKey(luck.seed, luck.replication, purpose, state.day)
  const impressionsKey = key('demand.impressions')
  const visitsKey = key('demand.visits')
  const viewsKey = key('demand.views')
  const cartsKey = key('demand.carts')
  const checkoutsKey = key('demand.checkouts')
  const ordersKey = key('demand.orders')
  const extraKey = key('demand.extraUnits')
  const dailyKey = key('demand.dailyRate')

  const steps = stepsOf(model)
  const shownFactor = stepPassFactor[steps.impression]!
  const visitFactor = stepPassFactor[steps.visit]!
  const viewFactor = stepPassFactor[steps.view]!
  const cartStepFactor = stepPassFactor[steps.cart]!
  const checkoutFactor = stepPassFactor[steps.checkout]!
  const payFactor = stepPassFactor[steps.pay]!
  const visitRatio = settings['funnel.visitRatio']
  const viewRatio = settings['funnel.viewRatio']
  const checkoutRatio = settings['funnel.checkoutRatio']
  const payRatio = settings['funnel.payRatio']
  const otherSteps = viewRatio * checkoutRatio * payRatio
  const visitPass = visitRatio * visitFactor
  const dispersion = settings['demand.visitsDispersion']
  const correlation = settings['funnel.dailyCorrelation']
  const extraRatio = settings['demand.extraUnitRatio']
  const unitsPerOrder = settings['demand.unitsPerOrder']
  const law = settings['demand.law']
  const isMixed = law === demandLaws.funnel
  const driftSd = settings['demand.driftSd']
  const meanOneShift = (driftSd * driftSd) / 2
  const effects = shopEffects(model, state, luck)
  const { calendar, channels, ranked, meanWeight, conversion: shopConversion } = effects
  const isWeighted = state.demand.weightedProducts > 0
  const hasStreams = streamedProducts > 0
  let meanVisitsTotal = 0
  let meanCartsTotal = 0

  for (let product = 0; product < productHash.length; product++) {
    if (!isOnSale(state, product)) continue
    const counter = productHash[product]!
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
    let streamOrderRatio = 0
    if (hasStreams && streamVisitsToday[product]! > 0) {
      const streamVisits = streamVisitsToday[product]!
      const streamWeight = streamVisits * streamPriceEffect(model, state, product)
      streamOrderRatio = streamWeight / (meanVisits + streamWeight)
      conversion *= (meanVisits + streamWeight) / (meanVisits + streamVisits)
      meanVisits += streamVisits
      tally.meanVisits += streamVisits
      tally.meanCarts += meanVisits * conversion * streamOrderRatio
    }
    meanVisitsTotal += meanVisits
    meanCartsTotal += meanVisits * conversion

    let shown: number
    let visiting: number
    const meanShown = (meanVisits * shownFactor) / visitRatio
    if (isMixed) {
      shown = negativeBinomialQuantile(drawUniform(impressionsKey, counter), meanShown, dispersion)
      if (shown === 0) continue
      visiting = binomialQuantile(drawUniform(visitsKey, counter), shown, visitPass)
    } else if (law === demandLaws.constantImpressions) {
      shown = Math.floor(meanShown + 0.5)
      visiting = binomialQuantile(drawUniform(visitsKey, counter), shown, visitPass)
    } else {
      visiting = Math.floor(meanVisits * shownFactor * visitFactor + 0.5)
      const passedBy = meanShown - visiting
      shown = visiting + poissonQuantile(drawUniform(impressionsKey, counter), passedBy)
    }
    impressions[product]! += shown
    if (visiting === 0) continue
    visits[product]! += visiting

    let viewPass = viewRatio
    let cartPass = conversion / otherSteps
    let checkoutPass = checkoutRatio
    let payPass = payRatio
    if (correlation > 0) {
      const mean = Math.min(1, visitRatio * conversion)
      const size = 1 / correlation - 1
      const a = mean * size
      if (a > 0 && mean < 1) {
        cartPass *= betaQuantile(drawUniform(dailyKey, counter), a, size - a) / mean
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
    const viewing = binomialQuantile(
      drawUniform(viewsKey, counter),
      visiting,
      viewPass * viewFactor,
    )
    if (viewing === 0) continue
    views[product]! += viewing
    const carting = binomialQuantile(
      drawUniform(cartsKey, counter),
      viewing,
      cartPass * cartStepFactor,
    )
    if (carting === 0) continue
    carts[product]! += carting
    const paying = binomialQuantile(
      drawUniform(checkoutsKey, counter),
      carting,
      checkoutPass * checkoutFactor,
    )
    if (paying === 0) continue
    checkouts[product]! += paying
    const orders = binomialQuantile(drawUniform(ordersKey, counter), paying, payPass * payFactor)
    if (orders === 0) continue
    const extraUnits =
      extraRatio > 0 ? binomialQuantile(drawUniform(extraKey, counter), orders, extraRatio) : 0
    fillDemand(model, state, luck, product, orders, orders * unitsPerOrder + extraUnits)
    if (streamOrderRatio > 0) {
      addStream(tally, settleStream(model, state, luck, product, streamOrderRatio))
    }
  }
  tally.allMeanVisits = meanVisitsTotal
  tally.allMeanCarts = meanCartsTotal
}
