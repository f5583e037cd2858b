/** What moves demand today besides popularity: factors of the whole shop, made once a day. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { calendarFactor } from '../world/calendar.ts'
import { drawShopDay } from './drift.ts'
import { meanTrafficWeight } from './trafficWeights.ts'

export interface ShopEffects {
  /** On visits, by category: weekday, season, the day of the shop. */
  readonly calendar: Float64Array
  /** On all visits: channels; and of it the part that traffic weights move. */
  readonly channels: number
  readonly ranked: number
  /** Mean traffic weight of the products on sale; 1 when all are equal. */
  readonly meanWeight: number
  /** On conversion. */
  readonly conversion: number
}

export function shopEffects(model: Model, state: State, luck: Luck): ShopEffects {
  const { settings } = model
  const { demand, world, customers, fulfilment } = state
  const dayFactors = settings['demand.dayFactors']
  const shopDay =
    settings['demand.visitsFactor'] *
    drawShopDay(model, state, luck) *
    customers.repeatDemandFactor *
    (dayFactors[state.day - 1] ?? 1)
  return {
    calendar: Float64Array.from(
      model.entities.category.ids,
      (_, category) => shopDay * calendarFactor(model, category, state.day),
    ),
    channels: demand.visitsFactor,
    ranked: demand.weightedVisitsFactor,
    meanWeight: demand.weightedProducts > 0 ? meanTrafficWeight(model, state) : 1,
    conversion:
      settings['demand.conversionFactor'] *
      world.conversionFactor *
      fulfilment.conversionFactor *
      demand.mixConversionFactor,
  }
}
