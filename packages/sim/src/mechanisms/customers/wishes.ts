/** What makes earlier customers order more or less often: offers, membership, messages, disappointment. */
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { segmentCount } from './chain.ts'

/** Beyond this share of the price, more points move nobody. */
const mostPointsRatio = 0.03
/** Beyond this share of the order value, a larger offer moves nobody more. */
const mostOfferRatio = 0.3

/**
 * Brings the wish factors of the day up to date: 1 is a customer left in peace who was never disappointed.
 * Offers: 1 + response × value ÷ (a tenth of the order value) × luck of the segment × exp(−fatigue × messages).
 * Messages: orders a day = rate ÷ 7 × open × click × convert × exp(−fatigue × messages), for those reached.
 */
export function refreshWishes(model: Model, state: State): void {
  const { settings } = model
  const own = state.customers
  const fatigue = settings['contact.fatiguePerMessage']
  const ordersPerMessage =
    settings['contact.openRatio'] *
    settings['contact.clickRatio'] *
    settings['contact.convertRatio']
  const offerResponse = settings['offers.segmentResponse']
  const kindResponse = settings['offers.kindResponseRatios']
  const premiumLift = settings['customers.premiumLiftRatio']
  const orderValueCents = usualOrderValueCents(model, state)
  const memory = Math.max(0.1, 1 - settings['customers.stockoutEffect'] * own.disappointmentRatio)
  for (let s = 0; s < segmentCount; s++) {
    const tiredness = exp(-fatigue * own.recentMessages[s]!)
    let quiet =
      memory * membershipFactor(model, state, s) * (1 + premiumLift * own.premiumShare[s]!)
    if (hasOffer(state, s) && orderValueCents > 0) {
      const share = Math.min(mostOfferRatio, own.offerValueCents[s]! / orderValueCents)
      const eligible = eligibleRatio(own.offerMinOrderCents[s]!, orderValueCents)
      const kind = kindResponse[own.offerKind[s]!]!
      const response = offerResponse * kind * own.trueUpliftFactor[s]!
      quiet *= 1 + response * (share / 0.1) * eligible * tiredness
    }
    const base = model.customers.orderRatio[s]!
    const reached = own.customers[s]! > 0 ? own.privateMembers[s]! / own.customers[s]! : 0
    const extra = (own.contactsPerWeek[s]! / 7) * ordersPerMessage * tiredness * reached
    own.quietWishFactor[s] = quiet
    own.wishFactor[s] = base > 0 ? quiet + extra / base : quiet
  }
}

/** Orders a day that all earlier customers wish for. */
export function totalWish(model: Model, state: State): number {
  const { customers, wishFactor } = state.customers
  const { orderRatio } = model.customers
  let wish = 0
  for (let s = 0; s < segmentCount; s++) wish += customers[s]! * orderRatio[s]! * wishFactor[s]!
  return wish
}

/** True on the days on which the segment may use its offer. */
export function hasOffer({ day, customers }: State, segment: number): boolean {
  return customers.offerFromDay[segment]! <= day && customers.offerUntilDay[segment]! >= day
}

/** 0 none, 1 silver, 2 gold: the tier of a segment today. */
export function tierOf({ day, customers }: State, segment: number): number {
  return customers.tierUntilDay[segment]! >= day ? customers.tier[segment]! : 0
}

function membershipFactor(model: Model, state: State, segment: number): number {
  const tier = tierOf(state, segment)
  if (tier === 0) return 1
  const { settings } = model
  const lift = settings[tier === 2 ? 'membership.goldLiftRatio' : 'membership.silverLiftRatio']
  const points = Math.min(mostPointsRatio, state.customers.pointsRatio[segment]!)
  return 1 + lift + settings['membership.pointsResponse'] * points
}

/** Part of orders that reach a threshold: order values spread exponentially around their mean. */
export function eligibleRatio(thresholdCents: number, orderValueCents: number): number {
  return thresholdCents <= 0 ? 1 : exp(-thresholdCents / (1.5 * orderValueCents))
}

/** Mean value of an order of the last day with orders; the list-price mean before any. */
export function usualOrderValueCents(model: Model, state: State): number {
  const orders = state.closed.demand.orderTotal[0]!
  if (orders > 0) return state.closed.offers.gmvTotalCents[0]! / orders
  let list = 0
  for (const cents of model.listPriceCents) list += cents
  return list / Math.max(1, model.listPriceCents.length)
}
