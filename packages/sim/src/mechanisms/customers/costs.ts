/** What orders of the segments are worth, and what offers, points, tiers and messages cost on the day. */
import { accounts, postCost } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { segmentCount } from './chain.ts'
import { eligibleRatio, hasOffer, tierOf } from './wishes.ts'

/** Books the day's value by segment, offers used, points earned and redeemed, tier service, and unsubscribes. */
export function spendOnCustomers(model: Model, state: State, luck: Luck): void {
  shareOutValue(model, state)
  payOffers(model, state, luck)
  keepPoints(model, state)
  loseContacts(model, state, luck)
}

/** The day's GMV by segment: orders × relative order value, whole cents; rounding goes to the largest segment. */
function shareOutValue(model: Model, state: State): void {
  const { segmentOrders, segmentGmvCents, messageGmvCents } = state.today.customers
  const { orderValueRatio } = model.customers
  const gmvCents = state.today.offers.gmvTotalCents[0]!
  let weight = 0
  for (let s = 0; s < segmentCount; s++) weight += segmentOrders[s]! * orderValueRatio[s]!
  if (weight === 0) return
  let left = gmvCents
  let largest = 0
  for (let s = 0; s < segmentCount; s++) {
    const cents = Math.floor((gmvCents * segmentOrders[s]! * orderValueRatio[s]!) / weight)
    segmentGmvCents[s] = cents
    left -= cents
    if (cents > segmentGmvCents[largest]!) largest = s
  }
  segmentGmvCents[largest]! += left
  const { wishFactor, quietWishFactor } = state.customers
  const { returningCustomers } = state.today.customers
  for (let s = 0; s < segmentCount; s++) {
    if (segmentOrders[s] === 0 || wishFactor[s] === 0) continue
    const byMessage = 1 - quietWishFactor[s]! / wishFactor[s]!
    const repeatCents = (segmentGmvCents[s]! * returningCustomers[s]!) / segmentOrders[s]!
    messageGmvCents[s] = Math.floor(repeatCents * byMessage + 0.5)
  }
}

/** Everybody who may use an offer uses it with the same chance, whether or not they would have ordered without. */
function payOffers(model: Model, state: State, luck: Luck): void {
  const { returningCustomers, segmentGmvCents, segmentOrders, couponCents } = state.today.customers
  const kindCost = model.settings['offers.kindCostRatios']
  const key = deriveKey(luck.seed, luck.replication, 'customers.offerUse', state.day)
  const useRatio = model.settings['offers.segmentUseRatio']
  for (let s = 0; s < segmentCount; s++) {
    const orders = returningCustomers[s]!
    if (orders === 0 || !hasOffer(state, s)) continue
    const meanCents = segmentGmvCents[s]! / segmentOrders[s]!
    const chance = useRatio * eligibleRatio(state.customers.offerMinOrderCents[s]!, meanCents)
    const used = binomialQuantile(drawUniform(key, model.customers.segmentHash[s]!), orders, chance)
    const kind = state.customers.offerKind[s]!
    const valueCents = used * state.customers.offerValueCents[s]!
    // a coupon is money off; a privilege or a gift comes with the order
    if (kind === 0) couponCents[s]! += valueCents
    postCost(state, accounts.gifts, Math.floor(valueCents * kindCost[kind]! + 0.5))
  }
}

/** Points are owed when earned and paid for when redeemed; a tier costs its service with every order. */
function keepPoints(model: Model, state: State): void {
  const { settings } = model
  const own = state.customers
  const { returningCustomers, segmentGmvCents, segmentOrders } = state.today.customers
  const redeemedCents = Math.floor(
    own.pointsLiabilityCents * settings['membership.redeemRatioPerDay'] + 0.5,
  )
  own.pointsLiabilityCents -= redeemedCents
  postCost(state, accounts.gifts, redeemedCents)
  for (let s = 0; s < segmentCount; s++) {
    const tier = tierOf(state, s)
    const orders = returningCustomers[s]!
    if (tier === 0 || orders === 0) continue
    const valueCents = (segmentGmvCents[s]! * orders) / segmentOrders[s]!
    own.pointsLiabilityCents += Math.floor(valueCents * own.pointsRatio[s]! + 0.5)
    const service = settings[tier === 2 ? 'membership.goldCostCents' : 'membership.silverCostCents']
    postCost(state, accounts.gifts, orders * service)
  }
}

/** Members of the private domain close the contact the sooner, the more they are written to. */
function loseContacts(model: Model, state: State, luck: Luck): void {
  const { privateMembers, recentMessages } = state.customers
  const ratio = model.settings['contact.unsubscribeRatio']
  const key = deriveKey(luck.seed, luck.replication, 'customers.unsubscribe', state.day)
  for (let s = 0; s < segmentCount; s++) {
    const members = Math.floor(privateMembers[s]!)
    if (members === 0) continue
    const chance = Math.min(1, ratio * recentMessages[s]! * recentMessages[s]!)
    const lost = binomialQuantile(
      drawUniform(key, model.customers.segmentHash[s]!),
      members,
      chance,
    )
    privateMembers[s]! -= lost
    state.today.customers.unsubscribes[s]! += lost
  }
}
