/**
 * Who pays what: buyers fall into classes by the audiences they belong to, and each class pays the price less the
 * largest discount of its audiences.
 *
 *   membership: none │ member │ member of the top tier     × private domain: in │ not     independent of each other
 */
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { discountedCents, priceEffect } from './priceEffects.ts'

const memberAudience = 1
const vipAudience = 2
const groupAudience = 3

/** What a price with its discounts comes to over all classes of buyers. */
export interface PriceOutcome {
  /** Conversion ÷ conversion at the list price. */
  effect: number
  /** Mean price of those who buy. */
  chargedCents: number
  /** Mean price of those who look. */
  seenCents: number
}

/** The discount of an audience that runs today, else 0. */
export function runningDiscount(state: State, product: number, audience: number): number {
  const { discountRatio, discountUntilDay, priceCents } = state.offers
  const place = audience * priceCents.length + product
  return discountUntilDay[place]! >= state.day ? discountRatio[place]! : 0
}

/** Writes into `outcome` what a product's price and discounts come to; `everybodyRatio` is what all buyers get at least. */
export function weighPrice(
  model: Model,
  state: State,
  product: number,
  everybodyRatio: number,
  outcome: PriceOutcome,
): void {
  const members = Math.max(everybodyRatio, runningDiscount(state, product, memberAudience))
  const vips = Math.max(members, runningDiscount(state, product, vipAudience))
  const group = runningDiscount(state, product, groupAudience)
  const { memberShareRatio, vipShareRatio, groupShareRatio } = state.customers
  const vipShare = Math.min(vipShareRatio, memberShareRatio)
  if (group <= everybodyRatio && vips === everybodyRatio) {
    const cents = paidCents(model, state, product, everybodyRatio)
    outcome.effect = cachedEffect(model, state, product, cents)
    outcome.chargedCents = cents
    outcome.seenCents = cents
    return
  }
  outcome.effect = 0
  outcome.chargedCents = 0
  outcome.seenCents = 0
  for (let isIn = 0; isIn <= 1; isIn++) {
    const share = isIn === 1 ? groupShareRatio : 1 - groupShareRatio
    const least = isIn === 1 ? Math.max(everybodyRatio, group) : everybodyRatio
    addClass(model, state, product, share * (1 - memberShareRatio), least, outcome)
    const memberShare = share * (memberShareRatio - vipShare)
    addClass(model, state, product, memberShare, Math.max(members, least), outcome)
    addClass(model, state, product, share * vipShare, Math.max(vips, least), outcome)
  }
  outcome.chargedCents /= outcome.effect
}

function paidCents(model: Model, state: State, product: number, discountRatio: number): number {
  return discountedCents(
    state.offers.priceCents[product]!,
    discountRatio,
    model.listPriceCents[product]!,
  )
}

function addClass(
  model: Model,
  state: State,
  product: number,
  shareRatio: number,
  discountRatio: number,
  outcome: PriceOutcome,
): void {
  if (shareRatio <= 0) return
  const cents = paidCents(model, state, product, discountRatio)
  const effect = shareRatio * cachedEffect(model, state, product, cents)
  outcome.effect += effect
  outcome.chargedCents += effect * cents
  outcome.seenCents += shareRatio * cents
}

/** `priceEffect` of a product, remembered for the price asked last. */
export function cachedEffect(model: Model, state: State, product: number, cents: number): number {
  const { effectOfCents, effect } = state.offers
  if (effectOfCents[product] !== cents) {
    effectOfCents[product] = cents
    effect[product] = priceEffect(
      model.priceElasticity[product]!,
      cents,
      model.listPriceCents[product]!,
    )
  }
  return effect[product]!
}
