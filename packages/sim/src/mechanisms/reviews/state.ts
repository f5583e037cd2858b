/** Reviews and reputation: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { expectedUnits } from '../fulfilment/zones.ts'

export const opinionLevels = ['none', 'blue', 'yellow', 'red'] as const

/** Days over which the scores of the shop are means; rows of their ring are a power of two above it. */
export const scoreDays = 180
export const scoreRows = 256
/** The three scores. */
export const scores = { description: 0, service: 1, logistics: 2 } as const
export const scoreCount = 3
/** Rows of the rings of bad reviews by day: those of three days are needed. */
export const badRows = 4
/** Days whose bad reviews and complaints a statement compensates, and rows of their ring. */
export const concernedDays = 28
export const concernedRows = 32

/** Columns that never change during a run. */
export interface ReviewsModel {
  /** Rows of the rings of units by day of shipping. */
  readonly shippedRows: number
  readonly ewmaWeight: number
  readonly valenceElasticity: number
  readonly fallFactor: number
  readonly volumeElasticity: number
  readonly fullCount: number
  // per product
  readonly expectedUnitsPerDay: Float64Array
  readonly openingRating: Float64Array
  readonly openingReviews: Float64Array
  /** Units delivered a day by all products, as expected: the weight of a day before the first. */
  readonly usualUnits: number
  /** Usual share of them that comes back. */
  readonly usualReturnRatio: number
}

export function buildReviewsModel(base: ModelBase): ReviewsModel {
  const { shop, settings, productOfStock, categoryOfProduct } = base
  const perDay = new Float64Array(shop.products.length)
  expectedUnits(base).forEach((units, stock) => (perDay[productOfStock[stock]!]! += units))
  const ofCategory = numbersOf(shop, 'categories', 'returnRatio')
  const returned = numbersOf(shop, 'products', 'returnFactor').map(
    (factor, product) =>
      perDay[product]! * Math.min(1, factor * ofCategory[categoryOfProduct[product]!]!),
  )
  const sum = (column: Float64Array) => column.reduce((total, units) => total + units, 0)
  const units = sum(perDay)
  return {
    shippedRows: settings['reviews.delayDays'] + 1,
    ewmaWeight: settings['reviews.ewmaWeight'],
    valenceElasticity: settings['reviews.valenceElasticity'],
    fallFactor: settings['reviews.fallFactor'],
    volumeElasticity: settings['reviews.volumeElasticity'],
    fullCount: settings['reviews.fullCount'],
    expectedUnitsPerDay: perDay,
    openingRating: numbersOf(shop, 'products', 'openingRating'),
    openingReviews: numbersOf(shop, 'products', 'openingReviews'),
    usualUnits: units > 0 ? units : 1,
    usualReturnRatio: units > 0 ? sum(returned) / units : 0,
  }
}

export interface ReviewsState {
  // per product
  /** On the share of visitors who buy: rating and number of reviews. */
  readonly conversionFactor: Float64Array
  /** Rating shown, stars. */
  readonly rating: Float64Array
  readonly reviewCount: Float64Array
  /** Number of reviews as they convince: one with a picture counts for more. */
  readonly volumeCount: Float64Array
  /** Effect of rating and number at the opening, by which the factor is 1 there. */
  readonly openingEffect: Float64Array
  readonly rewardCents: Float64Array
  readonly rewardWithPicture: Uint8Array
  readonly rewardUntilDay: Int32Array
  // rings of `shippedRows` rows for each product, by day of shipping
  readonly shippedUnits: Float64Array
  /** Defective ones among them, in the mean. */
  readonly shippedDefects: Float64Array
  /** Units of all products by day of shipping. */
  readonly shippedTotal: Float64Array
  // rings of `badRows` rows for each product
  readonly badByDay: Float64Array
  /** Of them those whose buyer was contacted. */
  readonly contactedByDay: Float64Array
  // rings of `scoreRows` rows of three sums of stars and three weights, and what they sum to over the window
  readonly scoreByDay: Float64Array
  readonly scoreTotals: Float64Array
  /** Stars that usual troubles take, and the deliveries they belong to: sums of the history, for each score. */
  readonly usualTroubles: Float64Array
  readonly usualDeliveries: Float64Array
  /** Bad reviews and complaints of the shop by day. */
  readonly concernedByDay: Float64Array
  /** On organic visits: the three scores of the shop. */
  organicFactor: number
  /** Index into `opinionLevels`. */
  opinionLevel: number
  /** On public posts: a statement nobody had asked for; 1 without. */
  attentionFactor: number
  /** Mean rating of the shop at the opening. */
  meanOpeningRating: number
}

export function createReviewsState(model: Model): ReviewsState {
  const products = model.entities.product.ids.length
  const { reviews, settings } = model
  const weights = new Float64Array(2 * scoreCount)
  for (let score = 0; score < scoreCount; score++) {
    weights[score] = reviews.usualUnits * settings['dsr.openingScore']
    weights[scoreCount + score] = reviews.usualUnits
  }
  const scoreByDay = new Float64Array(weights.length * scoreRows)
  for (let row = 0; row < scoreRows; row++) scoreByDay.set(weights, row * weights.length)
  const byShipping = () => new Float64Array(products * reviews.shippedRows)
  return {
    conversionFactor: ones(products),
    rating: new Float64Array(products).fill(settings['reviews.openingRating']),
    reviewCount: new Float64Array(products),
    volumeCount: new Float64Array(products),
    openingEffect: new Float64Array(products),
    rewardCents: new Float64Array(products),
    rewardWithPicture: new Uint8Array(products),
    rewardUntilDay: new Int32Array(products).fill(-1_000_000),
    shippedUnits: byShipping(),
    shippedDefects: byShipping(),
    shippedTotal: new Float64Array(reviews.shippedRows),
    badByDay: new Float64Array(products * badRows),
    contactedByDay: new Float64Array(products * badRows),
    scoreByDay,
    scoreTotals: weights.map((weight) => weight * scoreDays),
    usualTroubles: Float64Array.of(
      settings['dsr.starsPerReturn'] * reviews.usualReturnRatio * reviews.usualUnits,
      0,
      settings['dsr.starsPerLate'] * settings['couriers.lateRatio'] * reviews.usualUnits,
    ),
    usualDeliveries: new Float64Array(scoreCount).fill(reviews.usualUnits),
    concernedByDay: new Float64Array(concernedRows),
    organicFactor: 1,
    opinionLevel: 0,
    attentionFactor: 1,
    meanOpeningRating: settings['reviews.openingRating'],
  }
}

/** What happened in one day. Cents are whole. */
export interface ReviewsFlows {
  // per product
  readonly reviews: Float64Array
  /** Reviews of 1–2 stars. */
  readonly badReviews: Float64Array
  /** Bad reviews of two days ago, and of them those whose buyer was contacted. */
  readonly dueContacts: Float64Array
  readonly contactedInTime: Float64Array
  readonly negativeMentions: Float64Array
}

export function createReviewsFlows(model: Model): ReviewsFlows {
  const products = model.entities.product.ids.length
  return {
    reviews: new Float64Array(products),
    badReviews: new Float64Array(products),
    dueContacts: new Float64Array(products),
    contactedInTime: new Float64Array(products),
    negativeMentions: new Float64Array(products),
  }
}
