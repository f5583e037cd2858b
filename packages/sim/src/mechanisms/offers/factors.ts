/**
 * The factors of a product's offers on its demand today:
 *
 *   conversion = (price over the classes of buyers, less the dip after promotions, with what was put off)
 *                × reference price × rival × gift × was-price × scarcity × page × quality × presale
 *   visits     = rank × exposure of a candidate × campaign
 *
 * Every factor is exactly 1 when its offer is not there. A product is worked out again only while something moves.
 */
import { exp, log } from '../../math.ts'
import type { Luck } from '../../luck.ts'
import { listingStates } from '../../listingStates.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import type { State } from '../../state.ts'
import { runningDiscount, weighPrice, type PriceOutcome } from './buyers.ts'
import { depositShare } from './campaign.ts'
import { moveRank } from './rank.ts'
import {
  giftUplift,
  nextReferencePrice,
  priceEffect,
  referenceEffect,
  referenceGap,
  rivalEffect,
} from './priceEffects.ts'
import { campaignPhases, testLevers } from './parts.ts'
import { audienceCount } from './state.ts'

const presaleCode = listingStates.indexOf('presale')
const candidateCode = listingStates.indexOf('candidate')
const burstCode = campaignPhases.indexOf('burst')
const encoreCode = campaignPhases.indexOf('encore')
const warmupCode = campaignPhases.indexOf('warmup')
const pageCode = testLevers.indexOf('page')
const discountCode = testLevers.indexOf('discount')

/** Demand never falls below this share of its level without offers by stockpiles and purchases put off. */
const leastShare = 0.1
/** Stockpiles below this many days of demand are gone. */
const goneDays = 1e-4
/** Line saying that only a few are left: true up to so many. */
export const scarcityUnits = 10

const armA: PriceOutcome = { effect: 1, chargedCents: 0, seenCents: 0 }
const armB: PriceOutcome = { effect: 1, chargedCents: 0, seenCents: 0 }

/** What all products share today; one object, filled once a day. */
interface DayTerms {
  memoryRatio: number
  gainEffect: number
  lossEffect: number
  phase: number
  everybodyRatio: number
  delayRatio: number
  campaignVisits: number
  daysLeft: number
}

/** Works out the factors of every product whose offers, price, rival, or reference price moved. */
export function refreshFactors(model: Model, state: State, luck: Luck): void {
  const { settings } = model
  const { offers } = state
  const { isMoving, isFading, rivalSeenRatio, campaign } = offers
  const { rivalPriceRatio } = state.world
  const { phase } = campaign
  const isShopWide =
    phase !== 0 ||
    campaign.ranYesterday === 1 ||
    offers.houseDiscountRatio !== offers.houseDiscountSeenRatio
  campaign.ranYesterday = phase === 0 ? 0 : 1
  offers.houseDiscountSeenRatio = offers.houseDiscountRatio
  const terms: DayTerms = {
    memoryRatio: settings['offers.referenceMemoryRatio'],
    gainEffect: settings['offers.gainEffect'],
    lossEffect: settings['offers.lossEffect'],
    phase,
    everybodyRatio: Math.max(offers.houseDiscountRatio, phase === 0 ? 0 : campaign.ratio),
    delayRatio: phase === warmupCode ? settings['campaign.delayRatio'] : 0,
    campaignVisits:
      phase === burstCode
        ? settings['campaign.burstVisitsFactor']
        : phase === encoreCode
          ? settings['campaign.encoreVisitsFactor']
          : 1,
    daysLeft: campaign.untilDay - state.day + 1,
  }
  for (let product = 0; product < isMoving.length; product++) {
    if (
      isMoving[product] === 1 ||
      rivalPriceRatio[product] !== rivalSeenRatio[product] ||
      isShopWide
    ) {
      isMoving[product] = weighOffers(model, state, luck, product, terms) ? 1 : 0
    } else if (isFading[product] === 0) continue
    isFading[product] = fade(model, state, product, terms) ? 1 : 0
  }
}

/** Works out what a product's offers come to; gives whether they may be others tomorrow without a new order. */
function weighOffers(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  terms: DayTerms,
): boolean {
  const { offers } = state
  const everybodyRatio = Math.max(terms.everybodyRatio, runningDiscount(state, product, 0))
  weighArms(model, state, luck, product, everybodyRatio)
  const lastingCents = offers.lastingPriceCents[product]!
  offers.lastingEffect[product] =
    lastingCents === armA.chargedCents
      ? armA.effect
      : priceEffect(model.priceElasticity[product]!, lastingCents, model.listPriceCents[product]!)
  const isPresale = offers.listing[product] === presaleCode
  offers.otherFactor[product] =
    rivalOf(model, state, product) *
    giftOf(model, state, product) *
    wasPriceOf(model, state, product) *
    scarcityOf(model, state, product) *
    offers.pageFactor[product]! *
    offers.qualityFactor[product]! *
    (isPresale ? presaleOf(model, state, product) : 1)
  const exposure =
    offers.listing[product] === candidateCode ? model.settings['listing.candidateVisitsRatio'] : 1
  offers.visitsFactor[product] = offers.rank[product]! * exposure * terms.campaignVisits
  return moveRank(model, state, product) || hasOffers(state, product)
}

/** What buyers remember moves a day on, and conversion with it; gives whether it goes on tomorrow. */
function fade(model: Model, state: State, product: number, terms: DayTerms): boolean {
  const { offers } = state
  const { referencePriceCents, stockpileDays, seenCents } = offers
  const hadStockpile = stockpileDays[product] !== 0
  const price = withStockpiles(model, state, product, terms)
  const reference = referencePriceCents[product]!
  const gap = referenceGap(seenCents[product]!, reference)
  offers.referenceGapRatio[product] = gap
  referencePriceCents[product] = nextReferencePrice(
    terms.memoryRatio,
    reference,
    seenCents[product]!,
  )
  offers.conversionFactor[product] =
    price * referenceEffect(terms.gainEffect, terms.lossEffect, gap) * offers.otherFactor[product]!
  return gap !== 0 || hadStockpile || stockpileDays[product] !== 0
}

/** Price and discounts of both arms of a test, mixed by the visitors who see each; without a test there is only A. */
function weighArms(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  everybodyRatio: number,
): void {
  const { tests, offerEffect, gainEffect, chargedCents, seenCents } = state.offers
  weighPrice(model, state, product, everybodyRatio, armA)
  offerEffect[product] = armA.effect
  gainEffect[product] = armA.effect
  chargedCents[product] = armA.chargedCents
  seenCents[product] = armA.seenCents
  const lever = tests.lever[product]!
  if (lever === 0) return
  const split = tests.splitRatio[product]!
  const offered = lever === discountCode ? tests.ratio[product]! : 0
  weighPrice(model, state, product, Math.max(everybodyRatio, offered), armB)
  const pageLift = lever === pageCode ? 1 + tests.trueLiftRatio[product]! : 1
  tests.effectA[product] = armA.effect
  tests.effectB[product] = armB.effect * pageLift
  tests.chargedCentsA[product] = armA.chargedCents
  tests.chargedCentsB[product] = armB.chargedCents
  const { seed, replication } = luck
  const counter = model.productHash[product]!
  tests.visitsUniform[product] = drawUniform(
    deriveKey(seed, replication, 'offers.testVisits', state.day),
    counter,
  )
  tests.ordersUniform[product] = drawUniform(
    deriveKey(seed, replication, 'offers.testOrders', state.day),
    counter,
  )
  const weightA = (1 - split) * armA.effect
  const weightB = split * armB.effect * pageLift
  const effect = weightA + weightB
  offerEffect[product] = effect
  gainEffect[product] = weightA + split * armB.effect
  chargedCents[product] = (weightA * armA.chargedCents + weightB * armB.chargedCents) / effect
  seenCents[product] = (1 - split) * armA.seenCents + split * armB.seenCents
}

/**
 * Price effect less what was bought ahead at earlier promotions, plus what was put off. A share of a promotion's
 * gain goes into stockpiles, which are used up at a steady rate; a warm-up puts off purchases, which a burst brings.
 */
function withStockpiles(model: Model, state: State, product: number, terms: DayTerms): number {
  const { settings } = model
  const { stockpileDays, campaign, offerEffect, gainEffect, lastingEffect } = state.offers
  const { heldDays } = campaign
  const stockpile = stockpileDays[product]!
  const effect = offerEffect[product]!
  const lasting = lastingEffect[product]!
  const gain = gainEffect[product]! - lasting
  if (stockpile === 0 && gain <= 0 && terms.phase === 0) return effect
  const dip = stockpile / settings['offers.stockpileDays']
  const left = stockpile - dip + settings['offers.stockpileRatio'] * (gain > 0 ? gain / lasting : 0)
  stockpileDays[product] = Math.abs(left) < goneDays ? 0 : left
  let released = 0
  if (terms.delayRatio > 0) heldDays[product]! += terms.delayRatio
  else if (terms.phase === burstCode && heldDays[product]! > 0) {
    const due = heldDays[product]! / terms.daysLeft
    heldDays[product]! -= due
    released = due * returnShare(model, state, product)
  }
  return Math.max(
    leastShare * lasting,
    effect * (1 - terms.delayRatio) + (released - dip) * lasting,
  )
}

/** Of purchases put off, those that are made in the burst. */
function returnShare(model: Model, state: State, product: number): number {
  const { settings } = model
  const paid = depositShare(model, state, product)
  return (
    paid * settings['campaign.depositReturnRatio'] + (1 - paid) * settings['campaign.returnRatio']
  )
}

function rivalOf(model: Model, state: State, product: number): number {
  const { rivalSeenRatio, rivalEffect: effects } = state.offers
  const ratio = state.world.rivalPriceRatio[product]!
  if (ratio !== rivalSeenRatio[product]) {
    rivalSeenRatio[product] = ratio
    effects[product] = rivalEffect(model.offers.crossElasticity[product]!, ratio)
  }
  return effects[product]!
}

function giftOf(model: Model, state: State, product: number): number {
  const { giftCostCents, giftUntilDay, priceCents } = state.offers
  if (giftUntilDay[product]! < state.day) return 1
  return (
    1 +
    giftUplift(
      model.offers.giftUpliftRatio[product]!,
      giftCostCents[product]!,
      priceCents[product]!,
      model.settings['offers.giftHalfShareRatio'],
    )
  )
}

/** 1 + lift × share saved × share who believe it; belief halves with the days since the price was last charged. */
function wasPriceOf(model: Model, state: State, product: number): number {
  const { wasPriceCents, wasChargedDay, priceCents, chargedCents } = state.offers
  const wasCents = wasPriceCents[product]!
  if (wasCents === 0) return 1
  if (priceCents[product]! >= wasCents) wasChargedDay[product] = state.day
  const savedRatio = 1 - chargedCents[product]! / wasCents
  if (savedRatio <= 0) return 1
  const days = state.day - wasChargedDay[product]!
  const belief = exp((-Math.LN2 * days) / model.settings['offers.wasPriceBeliefDays'])
  return 1 + model.settings['offers.wasPriceLiftRatio'] * savedRatio * belief
}

/** The line comes off the page when more than a few are there. */
function scarcityOf(model: Model, state: State, product: number): number {
  if (state.offers.scarcityUntilDay[product]! < state.day) return 1
  if (productOnHand(model, state, product) > scarcityUnits) return 1
  return 1 + model.offers.scarcityUpliftRatio[product]!
}

export function productOnHand(model: Model, state: State, product: number): number {
  const { firstStock, stocksOfProduct } = model
  let units = 0
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    units += state.shelves.onHandUnits[stocksOfProduct[i]!]!
  }
  return units
}

/** Who buys ahead: fewer with every day of the promise, and fewer the more is to be paid at once. */
function presaleOf(model: Model, state: State, product: number): number {
  const { settings } = model
  const { presalePromiseDays, presaleDepositRatio } = state.offers
  return (
    settings['presale.conversionFactor'] *
    exp(presalePromiseDays[product]! * log(settings['presale.dayFactor'])) *
    (1 - settings['presale.depositAversionRatio'] * presaleDepositRatio[product]!)
  )
}

/** True while an offer runs that ends by itself, a test runs, or a was-price is shown. */
function hasOffers(state: State, product: number): boolean {
  const { offers, day } = state
  for (let audience = 0; audience < audienceCount; audience++) {
    if (runningDiscount(state, product, audience) > 0) return true
  }
  return (
    offers.giftUntilDay[product]! >= day ||
    offers.scarcityUntilDay[product]! >= day ||
    offers.wasPriceCents[product]! > 0 ||
    offers.tests.lever[product]! !== 0 ||
    offers.priceUntilDay[product]! !== noEnd
  )
}
