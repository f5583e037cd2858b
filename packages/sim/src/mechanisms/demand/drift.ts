/** Popularity of products and the whole shop's day: luck that no playbook changes. */
import type { Luck } from '../../luck.ts'
import { exp, normalQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { normalQuantileFast } from '../../quantileTables.ts'
import { deriveKey, drawUniform, hashId } from '../../random.ts'
import type { State } from '../../state.ts'
import { drawClickPrices, startClickPrices } from './day.ts'
import { countClosedDay } from './windows.ts'

const shopCounter = hashId('shop')

/** Popularity and prices of clicks before the first day, from their long-run laws. */
export function startDrift(model: Model, state: State, luck: Luck): void {
  const key = deriveKey(luck.seed, luck.replication, 'demand.driftStart', 0)
  const sd = model.settings['demand.driftSd']
  state.demand.drift.forEach((_, product) => {
    state.demand.drift[product] = sd * normalQuantile(drawUniform(key, model.productHash[product]!))
  })
  startClickPrices(model, state, luck)
}

/**
 * The morning of demand: yesterday joins the running totals, popularity and prices of clicks drift.
 * Popularity is log-normal, a first-order autoregression; it depends on luck only, never on a playbook.
 */
export function drawDrift(model: Model, state: State, luck: Luck): void {
  countClosedDay(model, state)
  drawClickPrices(model, state, luck)
  const { productHash, settings } = model
  const { drift } = state.demand
  const key = deriveKey(luck.seed, luck.replication, 'demand.drift', state.day)
  const keep = exp(-Math.LN2 / settings['demand.driftHalfLifeDays'])
  const sd = settings['demand.driftSd'] * Math.sqrt(1 - keep * keep)
  if (sd === 0) return
  for (let product = 0; product < drift.length; product++) {
    drift[product] =
      keep * drift[product]! + sd * normalQuantileFast(drawUniform(key, productHash[product]!))
  }
}

/** The whole shop's day: log-normal with mean 1, one draw for all products. */
export function drawShopDay(model: Model, state: State, luck: Luck): number {
  const sd = model.settings['demand.shopDaySd']
  if (sd === 0) return 1
  const key = deriveKey(luck.seed, luck.replication, 'demand.shopDay', state.day)
  return exp(sd * normalQuantile(drawUniform(key, shopCounter)) - (sd * sd) / 2)
}
