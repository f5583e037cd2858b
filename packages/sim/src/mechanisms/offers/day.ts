/** The part of the day of this mechanism. */
import { exp, normalQuantile } from '../../math.ts'
import { postReceipt } from '../../ledger.ts'
import { listingStates } from '../../listingStates.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import type { State } from '../../state.ts'
import { bookOffersDay, bookPrices } from './books.ts'
import { beginPlannedCampaign, moveCampaign } from './campaign.ts'
import { refreshFactors } from './factors.ts'
import { breakPromises, settlePresales } from './presales.ts'
import { bookTests } from './tests.ts'

const candidateCode = listingStates.indexOf('candidate')

/** Yesterday is booked, temporary offers end, prices of the plan begin, candidates arrive, late presales are answered for. */
export function beginOffersDay(model: Model, state: State, luck: Luck): void {
  const { tiers } = state.offers
  bookTests(model, state)
  bookOffersDay(model, state)
  endTemporaryPrices(state)
  followPricePlans(model, state)
  if (tiers.count > 0 && tiers.untilDay < state.day) tiers.count = 0
  for (const product of model.offers.arrivals) {
    if (model.offers.arrivesDay[product] === state.day) arrive(model, state, luck, product)
  }
  settlePresales(model, state)
  breakPromises(model, state, luck)
}

/** Brings the factors of all offers up to date, after the morning review and before demand. */
export function refreshOffers(model: Model, state: State, luck: Luck): void {
  settlePresales(model, state)
  beginPlannedCampaign(model, state)
  moveCampaign(model, state)
  joinPromotion(model, state)
  refreshFactors(model, state, luck)
  bookPrices(state)
}

/** By hand, the house gives its usual discount while a promotion of the calendar runs. */
function joinPromotion(model: Model, state: State): void {
  const { offers, world, day } = state
  const { count, startDay, endDay } = world.promotions
  offers.houseDiscountRatio = 0
  if (!model.shop.hasRoutine) return
  for (let i = 0; i < count; i++) {
    if (startDay[i]! > day || endDay[i]! < day) continue
    offers.houseDiscountRatio = model.settings['offers.houseDiscountRatio']
  }
}

/** Temporary prices whose last day was yesterday end. */
export function endTemporaryPrices(state: State): void {
  const { priceCents, priceUntilDay, lastingPriceCents, isMoving } = state.offers
  const { day } = state
  for (let product = 0; product < priceCents.length; product++) {
    if (priceUntilDay[product]! >= day) continue
    priceCents[product] = lastingPriceCents[product]!
    priceUntilDay[product] = noEnd
    isMoving[product] = 1
  }
}

/** The shop file may lay down prices day by day; they go before what was ordered for the day. */
function followPricePlans(model: Model, state: State): void {
  const { planned, planStart, planCents } = model.offers
  const { priceCents, lastingPriceCents, priceUntilDay, isMoving } = state.offers
  for (let i = 0; i < planned.length; i++) {
    const start = planStart[i]!
    if (state.day < 1 || state.day > planStart[i + 1]! - start) continue
    const product = planned[i]!
    priceCents[product] = planCents[start + state.day - 1]!
    lastingPriceCents[product] = priceCents[product]!
    priceUntilDay[product] = noEnd
    isMoving[product] = 1
  }
}

/**
 * A candidate is offered: its true conversion and returns are drawn (log-normal with mean 1), and samples are bought
 * in, shared out over its stocks by demand.
 */
function arrive(model: Model, state: State, luck: Luck, product: number): void {
  const { settings } = model
  const { offers } = state
  const { seed, replication } = luck
  const counter = model.productHash[product]!
  const quality = drawUniform(deriveKey(seed, replication, 'offers.candidateQuality', 0), counter)
  const returned = drawUniform(deriveKey(seed, replication, 'offers.candidateReturn', 0), counter)
  offers.qualityFactor[product] = logNormal(quality, settings['listing.candidateQualitySd'])
  offers.returnFactor[product] = logNormal(returned, settings['listing.candidateReturnSd'])
  offers.listing[product] = candidateCode
  offers.rank[product] = 1
  offers.isMoving[product] = 1
  const { firstStock, stocksOfProduct, demandShareRatio } = model
  const first = firstStock[product]!
  let left = settings['listing.candidateSampleUnits']
  for (let i = firstStock[product + 1]! - 1; i >= first; i--) {
    const stock = stocksOfProduct[i]!
    const share = Math.floor(settings['listing.candidateSampleUnits'] * demandShareRatio[stock]!)
    const units = i === first ? left : Math.min(left, share)
    left -= units
    if (units === 0) continue
    postReceipt(model, state, stock, state.supply.supplierOfProduct[product]!, {
      units,
      cents: units * state.supply.unitCostCents[product]!,
    })
  }
}

function logNormal(uniform: number, sd: number): number {
  return exp(sd * normalQuantile(uniform) - (sd * sd) / 2)
}
