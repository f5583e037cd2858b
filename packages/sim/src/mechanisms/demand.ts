/**
 * Demand of a day: visits → orders → units, per product, then shared out to the regions of the warehouses.
 *
 *   mean visits = base × weekday × season × day of the shop × popularity     counts: negative binomial
 *   orders      = binomial(visits, conversion × price effect)
 *   units       = orders + binomial(orders, share of second units)
 *
 * Every count takes one uniform of its own key and is monotone in it and in its mean.
 */
import { postSales, postShipment } from '../ledger.ts'
import { defineMetric, productAndUp, stockAndUp, type Mechanism } from '../metric.ts'
import { exp, normalQuantile } from '../math.ts'
import type { Model } from '../model.ts'
import { deriveKey, drawUniform, hashId } from '../random.ts'
import { binomialQuantile, negativeBinomialQuantile } from '../samplers.ts'
import type { State } from '../state.ts'
import { calendarFactor } from './calendar.ts'
import { isOnSale } from './listing.ts'
import { priceEffect } from './pricing.ts'

/** The luck of one run: the keys of all draws follow from it. */
export interface Luck {
  readonly seed: number
  readonly replication: number
}

const shopCounter = hashId('shop')

/** Popularity before the first day, from its long-run law. */
export function startDrift(model: Model, state: State, luck: Luck): void {
  const key = deriveKey(luck.seed, luck.replication, 'demand.driftStart', 0)
  const sd = model.settings['demand.driftSd']
  state.drift.forEach((_, product) => {
    state.drift[product] = sd * normalQuantile(drawUniform(key, model.productHash[product]!))
  })
}

/** Popularity drifts: log-normal, a first-order autoregression. It depends on luck only, never on a playbook. */
export function drawDrift(model: Model, state: State, luck: Luck): void {
  const { productHash, settings } = model
  const { drift } = state
  const key = deriveKey(luck.seed, luck.replication, 'demand.drift', state.day)
  const keep = exp(-Math.LN2 / settings['demand.driftHalfLifeDays'])
  const sd = settings['demand.driftSd'] * Math.sqrt(1 - keep * keep)
  for (let product = 0; product < drift.length; product++) {
    const z = normalQuantile(drawUniform(key, productHash[product]!))
    drift[product] = keep * drift[product]! + sd * z
  }
}

/** The day's customers come, buy what is on the shelf, and leave without what is not. */
export function sell(model: Model, state: State, luck: Luck): void {
  const { settings, productHash, visitsPerDay, conversionRatio, categoryOfProduct } = model
  const { today, drift, priceCents } = state
  const { seed, replication } = luck
  const visitsKey = deriveKey(seed, replication, 'demand.visits', state.day)
  const ordersKey = deriveKey(seed, replication, 'demand.orders', state.day)
  const extraKey = deriveKey(seed, replication, 'demand.extraUnits', state.day)
  const dispersion = settings['demand.visitsDispersion']
  const extraRatio = settings['demand.extraUnitRatio']
  const conversionFactor = settings['demand.conversionFactor']
  const driftSd = settings['demand.driftSd']
  const meanOneShift = (driftSd * driftSd) / 2
  const shopDay = settings['demand.visitsFactor'] * drawShopDay(model, state, luck)
  const calendar = model.seasonPeakRatio.map((_, category) =>
    calendarFactor(model, category, state.day),
  )
  for (let product = 0; product < productHash.length; product++) {
    if (!isOnSale(state, product)) continue
    const counter = productHash[product]!
    const meanVisits =
      visitsPerDay[product]! *
      calendar[categoryOfProduct[product]!]! *
      shopDay *
      exp(drift[product]! - meanOneShift)
    const visits = negativeBinomialQuantile(drawUniform(visitsKey, counter), meanVisits, dispersion)
    const conversion =
      conversionRatio[product]! *
      conversionFactor *
      priceEffect(
        model.priceElasticity[product]!,
        priceCents[product]!,
        model.listPriceCents[product]!,
      )
    const orders = binomialQuantile(
      drawUniform(ordersKey, counter),
      visits,
      Math.min(1, conversion),
    )
    today.visits[product] = visits
    if (orders === 0) continue
    const extraUnits = binomialQuantile(drawUniform(extraKey, counter), orders, extraRatio)
    fill(model, state, luck, product, orders, orders + extraUnits)
  }
}

/** The whole shop's day: log-normal with mean 1, one draw for all products. */
function drawShopDay(model: Model, state: State, luck: Luck): number {
  const sd = model.settings['demand.shopDaySd']
  const key = deriveKey(luck.seed, luck.replication, 'demand.shopDay', state.day)
  return exp(sd * normalQuantile(drawUniform(key, shopCounter)) - (sd * sd) / 2)
}

/**
 * Serves a product's demand from the stocks of its regions; what a region lacks is lost. An order of which
 * at least one unit is there is paid and takes the units there are.
 */
function fill(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  orders: number,
  units: number,
): void {
  const { firstStock, stocksOfProduct, demandShareRatio } = model
  const { onHandUnits, today } = state
  const first = firstStock[product]!
  const last = firstStock[product + 1]! - 1
  let unitsLeft = units
  let shareLeft = 1
  let soldUnits = 0
  for (let i = first; i <= last; i++) {
    const stock = stocksOfProduct[i]!
    const asked =
      i === last ? unitsLeft : drawRegionUnits(model, state, luck, stock, unitsLeft, shareLeft)
    unitsLeft -= asked
    shareLeft -= demandShareRatio[stock]!
    const sold = Math.min(asked, onHandUnits[stock]!)
    postShipment(model, state, stock, sold)
    today.lostUnits[stock]! += asked - sold
    soldUnits += sold
  }
  if (soldUnits === 0) return
  const priceCents = state.priceCents[product]!
  postSales(model, state, product, {
    gmvCents: soldUnits * priceCents,
    discountCents: soldUnits * (model.listPriceCents[product]! - priceCents),
    orders: Math.min(orders, soldUnits),
  })
}

function drawRegionUnits(
  model: Model,
  state: State,
  luck: Luck,
  stock: number,
  unitsLeft: number,
  shareLeft: number,
): number {
  const key = deriveKey(luck.seed, luck.replication, 'demand.region', state.day)
  const share = model.demandShareRatio[stock]! / shareLeft
  return binomialQuantile(drawUniform(key, model.stockHash[stock]!), unitsLeft, share)
}

/** Units a day that a product sells in the mean over luck and year at the list price, when never out of stock. */
export function expectedUnitsPerDay(model: Model, product: number): number {
  const { settings } = model
  return (
    model.visitsPerDay[product]! *
    settings['demand.visitsFactor'] *
    Math.min(1, model.conversionRatio[product]! * settings['demand.conversionFactor']) *
    (1 + settings['demand.extraUnitRatio'])
  )
}

export const demand: Mechanism = {
  metrics: [
    defineMetric({
      id: 'visits',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Visits', zh: '访客数' },
      help: { en: 'Visits to the product’s page.', zh: '商品页访问数。' },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.visits },
    }),
    defineMetric({
      id: 'orders',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'up',
      label: { en: 'Orders', zh: '订单数' },
      help: {
        en: 'Paid orders. An order is for one product, one or two units.',
        zh: '已付款订单。每单一种商品，一到两件。',
      },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.orders },
    }),
    defineMetric({
      id: 'conversionRatio',
      scopes: productAndUp,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Conversion', zh: '转化率' },
      help: { en: 'Orders ÷ visits.', zh: '订单数 ÷ 访客数。' },
      formula: { kind: 'ratio', numerator: 'orders', denominator: 'visits' },
    }),
    defineMetric({
      id: 'soldUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'day',
      direction: 'up',
      label: { en: 'Units sold', zh: '销量' },
      help: { en: 'Units of paid orders.', zh: '已付款订单的件数。' },
      formula: { kind: 'sum', base: 'stock', values: ({ flows }) => flows.soldUnits },
    }),
    defineMetric({
      id: 'lostUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Units lost', zh: '流失销量' },
      help: { en: 'Units asked for and not there.', zh: '有需求但缺货的件数。' },
      formula: { kind: 'sum', base: 'stock', values: ({ flows }) => flows.lostUnits },
    }),
    defineMetric({
      id: 'fillRatio',
      scopes: stockAndUp,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Fill rate', zh: '满足率' },
      help: {
        en: 'Units sold ÷ units demanded (sold + lost).',
        zh: '售出件数 ÷ 需求件数（售出 + 流失）。',
      },
      formula: { kind: 'ratio', numerator: 'soldUnits', denominator: 'demandedUnits' },
    }),
    defineMetric({
      id: 'gmvCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'up',
      label: { en: 'GMV', zh: '成交额' },
      help: { en: 'Paid value after discounts.', zh: '折扣后实付金额。' },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.gmvCents },
    }),
    defineMetric({
      id: 'aovCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Order value', zh: '客单价' },
      help: { en: 'GMV ÷ orders.', zh: '成交额 ÷ 订单数。' },
      formula: { kind: 'ratio', numerator: 'gmvCents', denominator: 'orders' },
    }),
    defineMetric({
      id: 'discountCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Discounts given', zh: '让利金额' },
      help: {
        en: '(list price − price charged) × units sold; negative above the list price.',
        zh: '(标价 − 实际售价) × 销量；高于标价时为负。',
      },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.discountCents },
    }),
  ],
  measures: [
    {
      id: 'demandedUnits',
      formula: {
        kind: 'sum',
        base: 'stock',
        values: ({ flows }) => flows.soldUnits.map((sold, i) => sold + flows.lostUnits[i]!),
      },
    },
  ],
}
