/** How demand answers to prices and gifts: pure formulas. */
import { exp, log } from '../../math.ts'

/** Prices stay within these multiples of the list price: beyond, nothing is known of demand. */
export const priceRange = { low: 0.4, high: 2.5 } as const

/** Conversion ÷ conversion at the list price: constant elasticity (Tellis 1988), the price clamped to its range. */
export function priceEffect(
  elasticity: number,
  priceCents: number,
  listPriceCents: number,
): number {
  if (priceCents === listPriceCents) return 1
  const ratio = Math.min(priceRange.high, Math.max(priceRange.low, priceCents / listPriceCents))
  return exp(elasticity * log(ratio))
}

/** Demand ÷ demand at the rival's usual price: (rival's price ÷ its usual one) ^ elasticity (Auer & Papies 2020). */
export function rivalEffect(crossElasticity: number, rivalPriceRatio: number): number {
  return rivalPriceRatio === 1 ? 1 : exp(crossElasticity * log(rivalPriceRatio))
}

/** Below this share of the price, a reference price has arrived at it: demand differs by hardly more. */
const arrivedRatio = 1e-4

/** r′ = a·r + (1 − a)·p (Winer 1986); exactly p once it is as near as makes no difference. */
export function nextReferencePrice(
  memoryRatio: number,
  referenceCents: number,
  priceCents: number,
): number {
  const next = memoryRatio * referenceCents + (1 - memoryRatio) * priceCents
  return Math.abs(next - priceCents) <= arrivedRatio * priceCents ? priceCents : next
}

/** (price − reference) ÷ reference: below 0 a gain, above 0 a loss. */
export function referenceGap(priceCents: number, referenceCents: number): number {
  return (priceCents - referenceCents) / referenceCents
}

/** Demand ÷ demand at the reference price: exp(k+ · gain − k− · loss), both as shares of the reference price. */
export function referenceEffect(gainEffect: number, lossEffect: number, gap: number): number {
  return gap === 0 ? 1 : exp(-(gap < 0 ? gainEffect : lossEffect) * gap)
}

/** Rise of demand by a gift: full rise × x ÷ (x + half share), x = cost of the gift ÷ price. */
export function giftUplift(
  fullUpliftRatio: number,
  giftCostCents: number,
  priceCents: number,
  halfShareRatio: number,
): number {
  const shareRatio = giftCostCents / priceCents
  return shareRatio === 0 ? 0 : (fullUpliftRatio * shareRatio) / (shareRatio + halfShareRatio)
}

/** Price less a discount in whole cents, never under the range of the list price. */
export function discountedCents(
  priceCents: number,
  discountRatio: number,
  listPriceCents: number,
): number {
  if (discountRatio === 0) return priceCents
  const cents = Math.floor(priceCents * (1 - discountRatio) + 0.5)
  const lowestCents = Math.ceil(priceRange.low * listPriceCents)
  return cents < lowestCents ? Math.min(priceCents, lowestCents) : cents
}
