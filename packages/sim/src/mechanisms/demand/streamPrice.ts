import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { priceEffect } from '../offers/pricing.ts'

/** Conversion of today's buyers in a stream ÷ that of the other visitors: they pay less. */
export function streamPriceEffect(model: Model, state: State, product: number): number {
  const discountRatio = state.demand.streamDiscountRatio[product]!
  if (discountRatio === 0) return 1
  const priceCents = state.offers.priceCents[product]!
  return priceEffect(model.priceElasticity[product]!, priceCents * (1 - discountRatio), priceCents)
}
