/**
 * What the buyers of a product pay:
 *
 *   units × mean charged price − bundle − tier rewards − deposits credited + deposits taken − still owed of presales
 *
 * Gifts, tier gifts, shipping, and the shipping subsidy of a campaign are costs of the shop.
 */
import { accounts, postCost, postSales } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { creditOf, depositsOf, subsidyCents } from './campaign.ts'
import { bookGift, payGifts, sellBundles, tierReward, topUpUnits } from './extras.ts'
import { notePresold } from './presales.ts'

/** Books the paid orders of a product and day: `units` ≥ `orders` of them. */
export function chargeOrders(
  model: Model,
  state: State,
  product: number,
  orders: number,
  units: number,
): void {
  const { offers } = state
  const chargedCents = offers.chargedCents[product]!
  const { tiers, campaign } = offers
  const isPlain =
    offers.isMoving[product] === 0 &&
    tiers.count === 0 &&
    campaign.phase === 0 &&
    offers.bundleWith[product]! < 0 &&
    offers.presaleUnits[product] === offers.presaleLotUnits[product]
  if (isPlain) {
    const gmvCents = Math.floor(units * chargedCents + 0.5)
    // a price above the list is no discount
    const discountCents = Math.max(0, units * model.listPriceCents[product]! - gmvCents)
    postSales(model, state, product, { gmvCents, discountCents, orders })
  } else chargeOffers(model, state, product, orders, units)
  // couriers are paid when they collect (fulfilment/parcels.ts); the product bears its share now
  state.today.money.directCostCents[product]! +=
    orders * model.settings['money.shippingCentsPerOrder']
}

function chargeOffers(
  model: Model,
  state: State,
  product: number,
  orders: number,
  units: number,
): void {
  const { offers } = state
  const { tiers, campaign } = offers
  const chargedCents = offers.chargedCents[product]!
  const owedCents = notePresold(state, product, chargedCents)
  let soldUnits = units
  let rewardsCents = 0
  if (tiers.count > 0) {
    // an order takes one unit or more
    const singles = Math.max(0, 2 * orders - units)
    const larger = orders - singles
    const topUps = topUpUnits(model, state, product, singles, chargedCents)
    soldUnits += topUps
    rewardsCents =
      (singles - topUps) * tierReward(state, chargedCents) +
      topUps * tierReward(state, 2 * chargedCents) +
      (larger === 0 ? 0 : larger * tierReward(state, (chargedCents * (units - singles)) / larger))
    state.today.offers.tierCents[0]! += rewardsCents
  }
  const fullCents = Math.floor(soldUnits * chargedCents + 0.5)
  const bundleCents =
    offers.bundleWith[product]! >= 0
      ? Math.min(fullCents, sellBundles(model, state, product, orders))
      : 0
  const moneyOffCents = Math.min(fullCents, bundleCents + (tiers.isGift === 1 ? 0 : rewardsCents))
  const paidCents = fullCents - moneyOffCents
  const creditCents = creditOf(state, product, Math.max(0, paidCents - owedCents))
  const depositCents = depositsOf(model, state, product, orders)
  campaign.depositsCents[product]! += depositCents - creditCents
  postSales(model, state, product, {
    gmvCents: paidCents - creditCents + depositCents - owedCents,
    discountCents: Math.max(0, soldUnits * model.listPriceCents[product]! - paidCents),
    orders,
  })
  payGifts(state, product, soldUnits)
  if (tiers.isGift === 1) bookGift(state, product, rewardsCents)
  const subsidy = orders * subsidyCents(model, state)
  if (subsidy > 0) {
    state.today.offers.shippingSubsidyCents[0]! += subsidy
    postCost(state, accounts.shipping, subsidy, product)
  }
}
