/**
 * Livestreams: a burst of visits of uncertain size, part of it on the day, the rest fading. Buyers on the day
 * pay less, the host takes a share of what they pay, and they send more of it back.
 */
import type { Luck } from '../../luck.ts'
import { exp, log, normalQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { postSales } from '../../ledger.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { postChannelCost } from './channelCost.ts'
import { longAgo } from './state.ts'

/** Visits a day below which a stream is forgotten. */
const negligibleVisits = 0.5

/** Visits that a stream will bring in all: log-normal around a power of the fee. */
export function drawStreamVisits(
  model: Model,
  luck: Luck,
  product: number,
  feeCents: number,
  day: number,
): number {
  if (feeCents <= 0) return 0
  const { settings } = model
  const sd = settings['livestream.burstSd']
  const key = deriveKey(luck.seed, luck.replication, 'demand.stream', day)
  const z = normalQuantile(drawUniform(key, model.productHash[product]!))
  const feeEffect = exp(
    settings['livestream.feeExponent'] * log(feeCents / settings['livestream.usualFeeCents']),
  )
  return settings['livestream.usualVisits'] * feeEffect * exp(sd * z - (sd * sd) / 2)
}

/** What streams bring today: on their day their first share, later a part of what is left. */
export function decayStreams(model: Model, state: State): void {
  const { demand, day } = state
  if (demand.streamedProducts === 0) return
  const { streamDay, streamVisitsLeft, streamVisitsToday, streamDiscountRatio, liveReturnFactor } =
    demand
  const firstRatio = model.settings['livestream.firstDayRatio']
  const laterRatio = 1 - exp(-Math.LN2 / model.settings['livestream.halfLifeDays'])
  for (let product = 0; product < streamDay.length; product++) {
    if (streamDay[product] === longAgo || streamDay[product]! > day) continue
    const isToday = streamDay[product] === day
    liveReturnFactor[product] = 1
    if (!isToday) streamDiscountRatio[product] = 0
    const visits = streamVisitsLeft[product]! * (isToday ? firstRatio : laterRatio)
    streamVisitsToday[product] = visits
    streamVisitsLeft[product]! -= visits
    if (isToday || visits >= negligibleVisits) continue
    streamVisitsToday[product] = 0
    streamVisitsLeft[product] = 0
    streamDay[product] = longAgo
    demand.streamedProducts -= 1
  }
}

/**
 * After a product's demand is served: which of its paid orders came from the stream, what they pay less, and
 * the host's share. Gives their number and what they paid, for the attribution to channels.
 */
export function settleStream(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  streamOrderRatio: number,
): { readonly orders: number; readonly gmvCents: number } {
  const { settings } = model
  const { today, demand } = state
  const orders = today.demand.orders[product]!
  const key = deriveKey(luck.seed, luck.replication, 'demand.streamOrders', state.day)
  const streamOrders = binomialQuantile(
    drawUniform(key, model.productHash[product]!),
    orders,
    streamOrderRatio,
  )
  if (streamOrders === 0) return { orders: 0, gmvCents: 0 }
  const shareRatio = streamOrders / orders
  const beforeCents = Math.max(0, Math.floor(today.offers.gmvCents[product]! * shareRatio + 0.5))
  const isToday = demand.streamDay[product] === state.day
  if (!isToday) return { orders: streamOrders, gmvCents: beforeCents }
  const discountCents = Math.floor(beforeCents * demand.streamDiscountRatio[product]! + 0.5)
  if (discountCents > 0) {
    postSales(model, state, product, { gmvCents: -discountCents, discountCents, orders: 0 })
  }
  const gmvCents = beforeCents - discountCents
  const { live } = model.demand.channels
  const hostCents = Math.floor(gmvCents * settings['livestream.commissionRatio'] + 0.5)
  postChannelCost(state, live, hostCents, product)
  demand.liveReturnFactor[product] = 1 + (settings['livestream.returnFactor'] - 1) * shareRatio
  return { orders: streamOrders, gmvCents }
}
