/** Prices, promotions, listings: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import { listingStates } from '../../listingStates.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { noEnd } from '../../rings.ts'
import {
  createBooks,
  createCampaign,
  createPresales,
  createTests,
  createTiers,
  notYet,
  type BooksState,
  type CampaignState,
  type PresaleLots,
  type TestsState,
  type TiersState,
} from './parts.ts'

/** Whom a discount is for, in the order of the columns of `discountRatio`. */
export const audiences = ['all', 'members', 'vip', 'group'] as const
export const audienceCount = audiences.length

/** Columns that never change during a run. */
export interface OffersModel {
  // per product
  readonly crossElasticity: Float64Array
  /** Rise of demand by a generous gift. */
  readonly giftUpliftRatio: Float64Array
  /** Buyers who take a bundle at the usual discount. */
  readonly attachRatio: Float64Array
  readonly scarcityUpliftRatio: Float64Array
  readonly initialReferencePriceCents: Float64Array
  /** Day on which the product is offered as a candidate; 0: there from the start. */
  readonly arrivesDay: Float64Array
  /** Products that arrive during the run. */
  readonly arrivals: Int32Array
  /** Products with a price plan; of product `planned[i]` prices from `planStart[i]` up to `planStart[i + 1]`. */
  readonly planned: Int32Array
  readonly planStart: Int32Array
  readonly planCents: Float64Array
}

export function buildOffersModel(base: ModelBase): OffersModel {
  const { shop } = base
  const arrivesDay = numbersOf(shop, 'products', 'arrivesDay')
  const initial = numbersOf(shop, 'products', 'initialReferencePriceCents')
  const plans = shop.products.map(({ pricePlanCents }) => pricePlanCents)
  const planned = plans.flatMap((plan, product) => (plan.length > 0 ? [product] : []))
  const planStart = [0]
  for (const product of planned) planStart.push(planStart.at(-1)! + plans[product]!.length)
  return {
    crossElasticity: numbersOf(shop, 'products', 'crossElasticity'),
    giftUpliftRatio: numbersOf(shop, 'products', 'giftUpliftRatio'),
    attachRatio: numbersOf(shop, 'products', 'attachRatio'),
    scarcityUpliftRatio: numbersOf(shop, 'products', 'scarcityUpliftRatio'),
    initialReferencePriceCents: initial.map((cents, product) =>
      cents > 0 ? cents : base.listPriceCents[product]!,
    ),
    arrivesDay,
    arrivals: Int32Array.from(
      shop.products.flatMap((_, product) => (arrivesDay[product]! > 0 ? [product] : [])),
    ),
    planned: Int32Array.from(planned),
    planStart: Int32Array.from(planStart),
    planCents: Float64Array.from(planned.flatMap((product) => plans[product]!)),
  }
}

export interface OffersState {
  // per product
  /** Charged to everybody today. */
  readonly priceCents: Float64Array
  /** Last day of a temporary price; the largest integer when the price stays. */
  readonly priceUntilDay: Int32Array
  /** Price that returns after a temporary one. */
  readonly lastingPriceCents: Float64Array
  /** What today's buyers pay in the mean, all discounts taken off; gifts, bundles and tiers come on top. */
  readonly chargedCents: Float64Array
  /** Price that customers are used to, before the next demand. */
  readonly referencePriceCents: Float64Array
  /** (price seen − reference price) ÷ reference price, of the newest demand. */
  readonly referenceGapRatio: Float64Array
  /** On the share of visitors who buy: price, reference price, rival, gift, scarcity and all other offers. */
  readonly conversionFactor: Float64Array
  /** On visits: listing state, rank after a pause, campaign. */
  readonly visitsFactor: Float64Array
  /** Index into `listingStates`. */
  readonly listing: Uint8Array
  /** Organic rank: 1 unless it was off sale or is new. */
  readonly rank: Float64Array
  /** True conversion and returns ÷ those of the shop file: candidates only, else 1. */
  readonly qualityFactor: Float64Array
  readonly returnFactor: Float64Array
  /** 1 while anything about the product's offers may still move its factors, besides what fades. */
  readonly isMoving: Uint8Array
  /** 1 while its reference price or a stockpile fades. */
  readonly isFading: Uint8Array
  // what an offer comes to, worked out when it last moved
  /** On conversion, by price and test. */
  readonly offerEffect: Float64Array
  /** The same without a page under test: what is bought ahead follows it. */
  readonly gainEffect: Float64Array
  /** The same at the lasting price. */
  readonly lastingEffect: Float64Array
  /** Mean price of those who look. */
  readonly seenCents: Float64Array
  /** On conversion, by all but price and reference price. */
  readonly otherFactor: Float64Array
  /** Row of products for each of `audiences`. */
  readonly discountRatio: Float64Array
  readonly discountUntilDay: Int32Array
  /** Struck-out price; 0: none. */
  readonly wasPriceCents: Float64Array
  /** Newest day on which the price was at least the was-price. */
  readonly wasChargedDay: Int32Array
  readonly giftCostCents: Float64Array
  readonly giftUntilDay: Int32Array
  readonly scarcityUntilDay: Int32Array
  /** Partner of a bundle; −1: none. */
  readonly bundleWith: Int32Array
  readonly bundleRatio: Float64Array
  readonly bundleUntilDay: Int32Array
  /** Parts of a bundle and of a natural pair that still wait to become whole ones. */
  readonly bundleCarry: Float64Array
  readonly pairCarry: Float64Array
  /** On conversion: pages adopted after tests. */
  readonly pageFactor: Float64Array
  /** Bought ahead at promotions, in days of usual demand; negative: put off. */
  readonly stockpileDays: Float64Array
  /** Sold ahead, not yet covered by stock; the shelves move it. */
  readonly presaleUnits: Float64Array
  /** Of them in lots, and sold ahead since the presale was opened. */
  readonly presaleLotUnits: Float64Array
  readonly presaleSoldUnits: Float64Array
  readonly presaleMaxUnits: Float64Array
  readonly presalePromiseDays: Float64Array
  readonly presaleDepositRatio: Float64Array
  // what the cached effects below were computed from
  readonly effectOfCents: Float64Array
  readonly effect: Float64Array
  readonly rivalSeenRatio: Float64Array
  readonly rivalEffect: Float64Array
  // of the shop
  /** Discount on everything by the house, such as at a promotion of the calendar; 0: none. */
  houseDiscountRatio: number
  houseDiscountSeenRatio: number
  readonly tests: TestsState
  readonly campaign: CampaignState
  readonly tiers: TiersState
  readonly presales: PresaleLots
  readonly books: BooksState
}

export function createOffersState(model: Model): OffersState {
  const products = model.entities.product.ids.length
  const column = () => new Float64Array(products)
  const delisted = listingStates.indexOf('delisted')
  const onSale = listingStates.indexOf('onSale')
  const { arrivesDay, initialReferencePriceCents } = model.offers
  return {
    priceCents: model.listPriceCents.slice(),
    priceUntilDay: new Int32Array(products).fill(noEnd),
    lastingPriceCents: model.listPriceCents.slice(),
    chargedCents: model.listPriceCents.slice(),
    referencePriceCents: initialReferencePriceCents.slice(),
    referenceGapRatio: column(),
    conversionFactor: ones(products),
    visitsFactor: ones(products),
    listing: Uint8Array.from(arrivesDay, (day) => (day > 0 ? delisted : onSale)),
    rank: ones(products),
    qualityFactor: ones(products),
    returnFactor: ones(products),
    isMoving: new Uint8Array(products).fill(1),
    isFading: new Uint8Array(products),
    offerEffect: ones(products),
    gainEffect: ones(products),
    lastingEffect: ones(products),
    seenCents: model.listPriceCents.slice(),
    otherFactor: ones(products),
    discountRatio: new Float64Array(products * audienceCount),
    discountUntilDay: new Int32Array(products * audienceCount).fill(notYet),
    wasPriceCents: column(),
    wasChargedDay: new Int32Array(products).fill(notYet),
    giftCostCents: column(),
    giftUntilDay: new Int32Array(products).fill(notYet),
    scarcityUntilDay: new Int32Array(products).fill(notYet),
    bundleWith: new Int32Array(products).fill(-1),
    bundleRatio: column(),
    bundleUntilDay: new Int32Array(products).fill(notYet),
    bundleCarry: column(),
    pairCarry: column(),
    pageFactor: ones(products),
    stockpileDays: column(),
    presaleUnits: column(),
    presaleLotUnits: column(),
    presaleSoldUnits: column(),
    presaleMaxUnits: column(),
    presalePromiseDays: column(),
    presaleDepositRatio: column(),
    effectOfCents: model.listPriceCents.slice(),
    effect: ones(products),
    rivalSeenRatio: ones(products),
    rivalEffect: ones(products),
    houseDiscountRatio: 0,
    houseDiscountSeenRatio: 0,
    tests: createTests(products),
    campaign: createCampaign(products),
    tiers: createTiers(products),
    presales: createPresales(),
    books: createBooks(model.listPriceCents),
  }
}

/** What happened in one day. Cents are whole. */
export interface OffersFlows {
  // per product
  readonly gmvCents: Float64Array
  /** Given away by discounts, coupons, tiers, member prices. */
  readonly discountCents: Float64Array
  readonly giftCostCents: Float64Array
  /** Units sold ahead that missed their promise today, and that were cancelled today for it. */
  readonly latePresaleUnits: Float64Array
  readonly cancelledPresaleUnits: Float64Array
  // of the shop
  /** The sum of `gmvCents`. */
  readonly gmvTotalCents: Float64Array
  /** Shipping paid for promotions, compensation included. */
  readonly shippingSubsidyCents: Float64Array
  /** Rewards of spend tiers. */
  readonly tierCents: Float64Array
  /** Days that the campaign lasted which ended today, 0 when none did, and its return. */
  readonly campaignEndedDays: Float64Array
  readonly campaignEndedRoi: Float64Array
}

export function createOffersFlows(model: Model): OffersFlows {
  const products = model.entities.product.ids.length
  return {
    gmvCents: new Float64Array(products),
    discountCents: new Float64Array(products),
    giftCostCents: new Float64Array(products),
    latePresaleUnits: new Float64Array(products),
    cancelledPresaleUnits: new Float64Array(products),
    gmvTotalCents: new Float64Array(1),
    shippingSubsidyCents: new Float64Array(1),
    tierCents: new Float64Array(1),
    campaignEndedDays: new Float64Array(1),
    campaignEndedRoi: new Float64Array(1),
  }
}
