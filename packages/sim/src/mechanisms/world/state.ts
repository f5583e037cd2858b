/** What happens to the shop whatever it does: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { hashId } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import { createIncidentTable, type IncidentTable } from './incidents.ts'
import { createPromotions, createSignals, type Promotions, type Signals } from './announcing.ts'

/** Columns that never change during a run. */
export interface WorldModel {
  /** Products of category i: `productsOfCategory[firstProduct[i]]` up to, not including, `firstProduct[i + 1]`. */
  readonly firstProduct: Int32Array
  readonly productsOfCategory: Int32Array
  // per product
  /** Usual price of the tracked rival; NaN when none is tracked. */
  readonly rivalBaseCents: Float64Array
  // per supplier
  readonly supplierHash: Uint32Array
  readonly failureRatioPerDay: Float64Array
  readonly recoveryRatioPerDay: Float64Array
}

export function buildWorldModel(base: ModelBase): WorldModel {
  const { shop, categoryOfProduct } = base
  const products = Array.from(categoryOfProduct, (_, product) => product)
  const productsOfCategory = Int32Array.from(
    products.toSorted((a, b) => categoryOfProduct[a]! - categoryOfProduct[b]! || a - b),
  )
  const firstProduct = new Int32Array(shop.categories.length + 1)
  for (const category of categoryOfProduct) firstProduct[category + 1]! += 1
  for (let i = 1; i < firstProduct.length; i++) firstProduct[i]! += firstProduct[i - 1]!
  const ratio = numbersOf(shop, 'products', 'rivalPriceRatio')
  const isTracked = numbersOf(shop, 'products', 'isRivalTracked')
  return {
    firstProduct,
    productsOfCategory,
    rivalBaseCents: base.listPriceCents.map((cents, product) =>
      isTracked[product] === 1 ? Math.max(1, Math.floor(cents * ratio[product]! + 0.5)) : NaN,
    ),
    supplierHash: Uint32Array.from(shop.suppliers, ({ id }) => hashId(id)),
    failureRatioPerDay: numbersOf(shop, 'suppliers', 'failureRatioPerDay'),
    recoveryRatioPerDay: numbersOf(shop, 'suppliers', 'recoveryRatioPerDay'),
  }
}

export interface WorldState {
  // per product: factors of today, 1 when nothing happens
  /** On visits: demand shocks, promotions, moves of rivals; weekday and season are apart. */
  readonly visitsFactor: Float64Array
  /** On the share of views that reach the cart: defects of the page. */
  readonly cartFactor: Float64Array
  /** On the share of units returned: defects of the description. */
  readonly returnFactor: Float64Array
  /** On the share of bad reviews. */
  readonly badReviewFactor: Float64Array
  /** What a burst of bad reviews is about: 0 no burst, 1 quality, 2 logistics, 3 malice. */
  readonly reviewBurstCause: Uint8Array
  /** Share of defective units among goods received today, besides the supplier's usual one; 0 without a bad batch. */
  readonly batchDefectRatio: Float64Array
  /** On visits that are not paid for: products that fail the platform's rule of entry. */
  readonly entryFactor: Float64Array
  /** Price of the tracked rival; NaN when none is tracked. */
  readonly rivalPriceCents: Float64Array
  /** That price ÷ the rival's usual one, 1 when none is tracked. */
  readonly rivalPriceRatio: Float64Array
  /** On the price of the tracked rival: price wars. */
  readonly rivalWarFactor: Float64Array
  /** Price wars that run today. */
  priceWars: number
  /** Logarithm of the rival's price outside price wars ÷ its usual one. */
  readonly rivalDeviation: Float64Array
  /** exp of it. */
  readonly rivalLevel: Float64Array
  /** Changes so far, and the day of the next one. */
  readonly rivalChanges: Int32Array
  readonly rivalNextDay: Int32Array
  // per supplier
  /** 1 while it takes no orders. */
  readonly supplierIsDown: Uint8Array
  /** 1 while it has failed by itself, whatever outages are forced on it. */
  readonly supplierHasFailed: Uint8Array
  /** Row of that failure among the incidents. */
  readonly supplierFailureRow: Int32Array
  /** First day of the present outage. */
  readonly supplierDownSinceDay: Int32Array
  readonly supplierLeadTimeFactor: Float64Array
  readonly supplierDefectFactor: Float64Array
  readonly supplierCostFactor: Float64Array
  // per warehouse
  /** 1 while nothing goes in or out. */
  readonly warehouseIsClosed: Uint8Array
  /** On the region's share of demand. */
  readonly regionFactor: Float64Array
  readonly courierLateFactor: Float64Array
  readonly courierDamageFactor: Float64Array
  // per channel
  readonly channelIsDown: Uint8Array
  /** First day of the present outage. */
  readonly channelDownSinceDay: Int32Array
  /** On visits bought by a given spend, or that come by themselves. */
  readonly channelResponseFactor: Float64Array
  /** On the price of a click. */
  readonly channelCostFactor: Float64Array
  /** On the repurchase of customers won now. */
  readonly channelRepeatFactor: Float64Array
  // per funnel step
  readonly stepPassFactor: Float64Array
  // per account
  /** Days it pays late; Infinity: never. */
  readonly accountDelayDays: Float64Array
  // of the shop
  /** On visits that are not paid for. */
  organicFactor: number
  /** On the share of visitors who buy. */
  conversionFactor: number
  /** On public negative posts. */
  mentionsFactor: number
  /** Added to the commission. */
  commissionExtraRatio: number
  /** Added to the days until the platform pays out. */
  payoutExtraDays: number
  /** Part of its unpaid visits that a product failing the rule of entry loses; 0 without such a rule. */
  entryLossRatio: number
  // what is to come
  readonly incidents: IncidentTable
  /** 1 when the incidents of the run have been drawn; the first `drawnCount` rows are theirs. */
  isDrawn: number
  drawnCount: number
  /** First drawn row that has not begun. */
  nextRow: number
  /** Rows that run today, oldest first; `activeCount` are in use. */
  active: Int32Array
  activeCount: number
  readonly promotions: Promotions
  readonly signals: Signals
  // products whose factors are not 1; `touchedCount` are in use, all of them when there are too many
  readonly touched: Int32Array
  touchedCount: number
  // the course
  /** GMV since the period began, up to the closed day `periodDay`. */
  periodGmvCents: number
  periodDay: number
}

export function createWorldState(model: Model): WorldState {
  const products = model.entities.product.ids.length
  const suppliers = model.entities.supplier.ids.length
  const warehouses = model.entities.warehouse.ids.length
  const channels = model.entities.channel.ids.length
  return {
    visitsFactor: ones(products),
    cartFactor: ones(products),
    returnFactor: ones(products),
    badReviewFactor: ones(products),
    reviewBurstCause: new Uint8Array(products),
    batchDefectRatio: new Float64Array(products),
    entryFactor: ones(products),
    rivalPriceCents: model.world.rivalBaseCents.slice(),
    rivalPriceRatio: ones(products),
    rivalWarFactor: ones(products),
    priceWars: 0,
    rivalDeviation: new Float64Array(products),
    rivalLevel: ones(products),
    rivalChanges: new Int32Array(products),
    rivalNextDay: new Int32Array(products).fill(noEnd),
    supplierIsDown: new Uint8Array(suppliers),
    supplierHasFailed: new Uint8Array(suppliers),
    supplierFailureRow: new Int32Array(suppliers),
    supplierDownSinceDay: new Int32Array(suppliers),
    supplierLeadTimeFactor: ones(suppliers),
    supplierDefectFactor: ones(suppliers),
    supplierCostFactor: ones(suppliers),
    warehouseIsClosed: new Uint8Array(warehouses),
    regionFactor: ones(warehouses),
    courierLateFactor: ones(warehouses),
    courierDamageFactor: ones(warehouses),
    channelIsDown: new Uint8Array(channels),
    channelDownSinceDay: new Int32Array(channels),
    channelResponseFactor: ones(channels),
    channelCostFactor: ones(channels),
    channelRepeatFactor: ones(channels),
    stepPassFactor: ones(model.entities.funnelStep.ids.length),
    accountDelayDays: new Float64Array(model.entities.account.ids.length),
    organicFactor: 1,
    conversionFactor: 1,
    mentionsFactor: 1,
    commissionExtraRatio: 0,
    payoutExtraDays: 0,
    entryLossRatio: 0,
    incidents: createIncidentTable(),
    isDrawn: 0,
    drawnCount: 0,
    nextRow: 0,
    active: new Int32Array(0),
    activeCount: 0,
    promotions: createPromotions(),
    signals: createSignals(),
    touched: new Int32Array(products),
    touchedCount: 0,
    periodGmvCents: 0,
    periodDay: 0,
  }
}

/** What happened in one day. Cents are whole. */
export interface WorldFlows {
  // per supplier
  /** 1 on the first day of an outage. */
  readonly supplierWentDown: Float64Array
  /** On the first day of an outage: days it is said to last; NaN when unknown. */
  readonly supplierExpectedDays: Float64Array
  /** On the first day after an outage: days it lasted. */
  readonly supplierDownDays: Float64Array
  // per channel
  readonly channelWentDown: Float64Array
  readonly channelDownDays: Float64Array
  // per product
  /** New price of the tracked rival ÷ yesterday's − 1; 0 when it kept it. */
  readonly rivalChangeRatio: Float64Array
}

export function createWorldFlows(model: Model): WorldFlows {
  const products = model.entities.product.ids.length
  const suppliers = model.entities.supplier.ids.length
  const channels = model.entities.channel.ids.length
  return {
    supplierWentDown: new Float64Array(suppliers),
    supplierExpectedDays: new Float64Array(suppliers),
    supplierDownDays: new Float64Array(suppliers),
    channelWentDown: new Float64Array(channels),
    channelDownDays: new Float64Array(channels),
    rivalChangeRatio: new Float64Array(products),
  }
}
