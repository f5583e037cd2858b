/** Units of a day by a law of their own, without a funnel: for reference cases. */
import type { Luck } from '../../luck.ts'
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { negativeBinomialQuantile, poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { isOnSale } from '../offers/listing.ts'
import { fillDemand } from '../shelves/filling.ts'
import { shopEffects } from './effects.ts'
import { demandLaws } from './laws.ts'
import { countSwitchers } from './switchers.ts'

/**
 * Draws units with mean visits × conversion × units of an order, all factors included and conversion not
 * bounded by 1. Every order is counted at every step of the funnel.
 */
export function drawUnitsDirectly(model: Model, state: State, luck: Luck): void {
  const { settings, productHash, visitsPerDay, conversionRatio, categoryOfProduct } = model
  const { drift } = state.demand
  const law = settings['demand.law']
  const unitsPerOrder = settings['demand.unitsPerOrder']
  const unitsOfOrder = unitsPerOrder + settings['demand.extraUnitRatio']
  const dispersion = 1 / settings['demand.unitsSize']
  const driftSd = settings['demand.driftSd']
  const effects = shopEffects(model, state, luck)
  const key = deriveKey(luck.seed, luck.replication, 'demand.units', state.day)
  for (let product = 0; product < productHash.length; product++) {
    if (!isOnSale(state, product)) continue
    const mean =
      visitsPerDay[product]! *
      effects.calendar[categoryOfProduct[product]!]! *
      exp(drift[product]! - (driftSd * driftSd) / 2) *
      state.world.visitsFactor[product]! *
      state.offers.visitsFactor[product]! *
      effects.channels *
      conversionRatio[product]! *
      effects.conversion *
      state.world.cartFactor[product]! *
      state.offers.conversionFactor[product]! *
      state.reviews.conversionFactor[product]! *
      unitsOfOrder
    const u = drawUniform(key, productHash[product]!)
    const units =
      law === demandLaws.poissonUnits
        ? poissonQuantile(u, mean)
        : law === demandLaws.negativeBinomialUnits
          ? negativeBinomialQuantile(u, mean, dispersion)
          : Math.floor(mean + 0.5)
    if (units === 0) continue
    const orders = Math.ceil(units / unitsPerOrder)
    countSwitchers(state, product, orders)
    fillDemand(model, state, luck, product, orders, units)
  }
}
