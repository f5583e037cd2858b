/** Buyers write reviews some days after their goods were shipped. */
import type { Luck } from '../../luck.ts'
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, drawUniform32 } from '../../random.ts'
import { binomialQuantile, poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { numbered } from '../service/arrivals.ts'
import { deliveredRow } from './deliveries.ts'
import { addReview, updateConversion } from './rating.ts'

/** A cause of a burst that has nothing to do with what was sold; see `reviewBurstCause`. */
const malice = 3
/** Strength of a burst to which `reviews.malicePerDay` belongs. */
const usualBurst = 7
/** No product is so poor that nobody likes it. */
const mostBadRatio = 0.95

/** The law of stars, cumulated: within the bad reviews, and within the others. */
export interface StarLaw {
  readonly badRatio: number
  /** Of the bad ones, those of 1 star. */
  readonly oneRatio: number
  /** Of the others, those of 3, and of at most 4 stars. */
  readonly threeRatio: number
  readonly fourRatio: number
}

export function starLaw(weights: readonly number[]): StarLaw {
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = weights
  const bad = one + two
  const others = three + four + five
  return {
    badRatio: bad + others > 0 ? bad / (bad + others) : 0,
    oneRatio: bad > 0 ? one / bad : 1,
    threeRatio: others > 0 ? three / others : 0,
    fourRatio: others > 0 ? (three + four) / others : 0,
  }
}

/** Stars of one review; monotone in the uniform, and in the share of bad ones against the other direction. */
export function drawStars(law: StarLaw, badRatio: number, uniform: number): number {
  if (uniform < badRatio) return uniform < badRatio * law.oneRatio ? 1 : 2
  const rest = (uniform - badRatio) / (1 - badRatio)
  return rest < law.threeRatio ? 3 : rest < law.fourRatio ? 4 : 5
}

/** How trouble with parcels of recent days and quick answers change the share of bad reviews of all products. */
function shopBadFactors(model: Model, state: State): { parcels: number; answers: number } {
  const { settings } = model
  const { recentLate, recentDamaged, recentWrong, recentDelivered } = state.fulfilment
  let delivered = 0
  let late = 0
  let spoilt = 0
  for (let w = 0; w < recentDelivered.length; w++) {
    delivered += recentDelivered[w]!
    late += recentLate[w]!
    spoilt += recentDamaged[w]! + recentWrong[w]!
  }
  const troubles =
    (settings['reviews.lateBadFactor'] - 1) * late +
    (settings['reviews.damageBadFactor'] - 1) * spoilt
  return {
    parcels: delivered > 0 ? troubles / delivered : 0,
    answers: 1 - settings['reviews.answerCutRatio'] * state.service.answerQuality,
  }
}

/** Reviews of the day: binomial of the units delivered, and bad ones that come without a sale. */
export function writeNewReviews(model: Model, state: State, luck: Luck): void {
  const { settings, productHash } = model
  const { shippedUnits, shippedDefects, rewardUntilDay } = state.reviews
  const { badReviewFactor, reviewBurstCause } = state.world
  const { latePresaleUnits } = state.today.offers
  const { givenUpTickets } = state.today.service
  const { reviews, badReviews } = state.today.reviews
  const start = deliveredRow(model, state)
  const purpose = (name: `reviews.${string}`) =>
    deriveKey(luck.seed, luck.replication, name, state.day)
  const writeKey = purpose('reviews.write')
  const starsKey = purpose('reviews.stars')
  const extraKey = purpose('reviews.extra')
  const extraStarsKey = purpose('reviews.extraStars')
  const law = starLaw(settings['reviews.starWeights'])
  const { parcels, answers } = shopBadFactors(model, state)
  const defectFactor = settings['reviews.defectBadFactor'] - 1
  const writeRatio = settings['reviews.writeRatio']
  const exogenousMean = settings['reviews.badPerDayMean']
  const perBrokenPromise = settings['reviews.perBrokenPromise']
  const maliceScale = settings['reviews.malicePerDay'] / (usualBurst - 1)
  const day = state.day

  for (let product = 0; product < productHash.length; product++) {
    const delivered = shippedUnits[start + product]!
    const cause = reviewBurstCause[product]!
    const givenUp = givenUpTickets[product]!
    let extraMean = exogenousMean + perBrokenPromise * latePresaleUnits[product]!
    if (cause === malice) extraMean += maliceScale * (badReviewFactor[product]! - 1)
    if (delivered === 0 && givenUp === 0 && extraMean === 0) continue
    const counter = productHash[product]!
    const isRewarded = rewardUntilDay[product]! >= day
    let written = 0
    let bad = 0
    if (delivered > 0) {
      const share = isRewarded ? writeRatio * rewardFactor(model, state, product) : writeRatio
      const uniform = drawUniform(writeKey, counter)
      // nobody writes with probability (1 − share)^units ≥ 1 − share × units
      if (uniform > 1 - delivered * share) {
        written = binomialQuantile(uniform, delivered, Math.min(1, share))
      }
    }
    if (written > 0) {
      const defectShare = shippedDefects[start + product]! / delivered
      const burst = cause === malice ? 1 : badReviewFactor[product]!
      const badRatio = Math.min(
        mostBadRatio,
        law.badRatio * (1 + parcels + defectFactor * defectShare) * answers * burst,
      )
      const volume = isRewarded ? volumeOfReview(model, state, product) : 1
      for (let k = 0; k < written; k++) {
        const stars = drawStars(law, badRatio, drawUniform32(starsKey, numbered(counter, k)))
        if (stars <= 2) bad += 1
        addReview(model, state, product, stars, volume)
      }
      if (isRewarded) payRewards(state, product, written)
    }
    let extra = givenUp
    if (extraMean > 0) extra += poissonQuantile(drawUniform(extraKey, counter), extraMean)
    for (let k = 0; k < extra; k++) {
      const uniform = drawUniform32(extraStarsKey, numbered(counter, k))
      addReview(model, state, product, uniform < law.oneRatio ? 1 : 2, 1)
    }
    if (written + extra === 0) continue
    reviews[product] = written + extra
    badReviews[product] = bad + extra
    updateConversion(model, state, product)
  }
}

/** Reviews with the reward ÷ without: the more, the nearer it is to the highest one allowed. */
function rewardFactor({ settings }: Model, state: State, product: number): number {
  const { rewardCents, rewardWithPicture } = state.reviews
  const mostCents = settings['reviews.rewardMostRatio'] * state.offers.priceCents[product]!
  const share = mostCents > 0 ? Math.min(1, rewardCents[product]! / mostCents) : 1
  const least = settings['reviews.rewardLeastFactor']
  const more = least + (settings['reviews.rewardMostFactor'] - least) * share - 1
  return rewardWithPicture[product] === 1
    ? 1 + more * settings['reviews.pictureWriteRatio']
    : 1 + more
}

function volumeOfReview({ settings }: Model, state: State, product: number): number {
  return state.reviews.rewardWithPicture[product] === 1 ? settings['reviews.pictureCount'] : 1
}

/** Rewards are gifts: a cost of the product. */
function payRewards(state: State, product: number, reviews: number): void {
  const cents = reviews * state.reviews.rewardCents[product]!
  state.today.offers.giftCostCents[product]! += cents
  postCost(state, accounts.gifts, cents, product)
}
