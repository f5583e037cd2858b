/** The rating shown, and what it does to the share of visitors who buy. */
import { exp, log, normalQuantile } from '../../math.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'

/** Longest time of which reviews are still shown at the opening. */
const openingDays = 365

/** Ratings and numbers of reviews before the first day. */
export function openRatings(model: Model, state: State, luck: Luck): void {
  const { settings, reviews: given, productHash, ageAtDay1Days, historyDays } = model
  const { rating, reviewCount, volumeCount, openingEffect } = state.reviews
  const mean = settings['reviews.openingRating']
  const sd = settings['reviews.openingRatingSd']
  const writeRatio = settings['reviews.writeRatio']
  const ratingKey = deriveKey(luck.seed, luck.replication, 'reviews.openingRating', 0)
  const countKey = deriveKey(luck.seed, luck.replication, 'reviews.openingCount', 0)
  for (let product = 0; product < productHash.length; product++) {
    const counter = productHash[product]!
    const drawn = mean + sd * normalQuantile(drawUniform(ratingKey, counter))
    const own = given.openingRating[product]!
    rating[product] = own > 0 ? Math.max(1, own) : Math.min(5, Math.max(1, drawn))
    const days = Math.min(openingDays, Math.max(0, ageAtDay1Days[product]! - historyDays))
    const expected = given.expectedUnitsPerDay[product]! * days * writeRatio
    const count = given.openingReviews[product]!
    reviewCount[product] =
      count >= 0 ? count : poissonQuantile(drawUniform(countKey, counter), expected)
    volumeCount[product] = reviewCount[product]!
  }
  state.reviews.meanOpeningRating = mean
  for (let product = 0; product < productHash.length; product++) {
    openingEffect[product] = logEffect(model, state, product)
  }
}

/** A review of so many stars enters the rating; it counts as so many reviews for those who doubt. */
export function addReview(
  model: Model,
  state: State,
  product: number,
  stars: number,
  volume: number,
): void {
  const { rating, reviewCount, volumeCount } = state.reviews
  const count = reviewCount[product]! + 1
  const ewma = model.reviews.ewmaWeight
  const weight = ewma > 0 ? ewma : 1 / count
  rating[product] = rating[product]! * (1 - weight) + weight * stars
  reviewCount[product] = count
  volumeCount[product]! += volume
}

/** So many reviews already in the rating gain stars. */
export function raiseReviews(
  model: Model,
  state: State,
  product: number,
  reviews: number,
  stars: number,
): void {
  const { rating, reviewCount } = state.reviews
  const ewma = model.reviews.ewmaWeight
  const weight = ewma > 0 ? ewma : 1 / reviewCount[product]!
  rating[product] = Math.min(5, rating[product]! + reviews * stars * weight)
}

/** What the page of a product does to the share of visitors who buy, from tomorrow on. */
export function updateConversion(model: Model, state: State, product: number): void {
  const own = state.reviews
  own.conversionFactor[product] = exp(
    logEffect(model, state, product) - own.openingEffect[product]!,
  )
}

/**
 * valence: elasticity × log(rating ÷ mean of the opening), more below it; volume: elasticity × log(1 + reviews), up
 * to the number that convinces everybody (You, Vadakkepatt & Joshi 2015).
 */
function logEffect({ reviews: law }: Model, { reviews }: State, product: number): number {
  let effect = 0
  if (law.valenceElasticity > 0) {
    const relative = log(reviews.rating[product]! / reviews.meanOpeningRating)
    effect += law.valenceElasticity * relative * (relative < 0 ? law.fallFactor : 1)
  }
  if (law.volumeElasticity > 0) {
    const count = Math.min(law.fullCount, reviews.volumeCount[product]!)
    effect += law.volumeElasticity * log(1 + count)
  }
  return effect
}
