/**
 * What comes on top of the price: bundles and spend tiers. Both make some orders larger; the units come from the
 * shelf at once, and only as far as they are there. Shares of a day's few orders are carried over until they make
 * a whole one, so that they are exact in the long run and take no draw.
 */
import { accounts, postCost, postSales, postShipment } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { isOnSale } from './rank.ts'

/** Units of a product on the shelves of warehouses that work. */
function unitsThere(model: Model, state: State, product: number): number {
  const { firstStock, stocksOfProduct } = model
  const { warehouseOfStock } = model.shelves
  let units = 0
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    if (state.world.warehouseIsClosed[warehouseOfStock[stock]!] === 1) continue
    units += state.shelves.onHandUnits[stock]!
  }
  return units
}

/** Takes units of a product from those shelves in order; the caller knows that they are there. */
function takeFromShelf(model: Model, state: State, product: number, units: number): void {
  const { firstStock, stocksOfProduct } = model
  const { filledUnits, regionUnits, demandedUnits } = state.today.shelves
  let left = units
  for (let i = firstStock[product]!; i < firstStock[product + 1]! && left > 0; i++) {
    const stock = stocksOfProduct[i]!
    if (state.world.warehouseIsClosed[model.shelves.warehouseOfStock[stock]!] === 1) continue
    const taken = Math.min(left, state.shelves.onHandUnits[stock]!)
    postShipment(state, stock, taken)
    filledUnits[stock]! += taken
    regionUnits[stock]! += taken
    demandedUnits[stock]! += taken
    left -= taken
  }
}

/** Share of buyers who take a bundle: that of the usual discount, up to twice as many for more. */
export function attachShare(attachRatio: number, ratio: number, usualRatio: number): number {
  return Math.min(1, (2 * attachRatio * ratio) / (ratio + usualRatio))
}

/**
 * Part of the buyers takes the partner too, in the same order, both at the bundle's discount; so do those who
 * would have bought both anyway. Gives the discount on the product itself, and that on the partners of those who
 * buy them apart: they may come on another day.
 */
export function sellBundles(model: Model, state: State, product: number, orders: number): number {
  const { offers } = state
  const partner = offers.bundleWith[product]!
  if (offers.bundleUntilDay[product]! < state.day || !isOnSale(state, partner)) return 0
  const { settings } = model
  const ratio = offers.bundleRatio[product]!
  const usualRatio = settings['bundle.usualRatio']
  const wanted =
    offers.bundleCarry[product]! +
    orders * attachShare(model.offers.attachRatio[product]!, ratio, usualRatio)
  const bundles = Math.min(Math.floor(wanted), unitsThere(model, state, partner))
  // those who find no partner do without
  offers.bundleCarry[product] = wanted - Math.floor(wanted)
  const pairsWanted = offers.pairCarry[product]! + orders * settings['bundle.naturalRatio']
  const pairs = Math.floor(pairsWanted)
  offers.pairCarry[product] = pairsWanted - pairs
  if (bundles + pairs === 0) return 0
  const partnerCents = offers.chargedCents[partner]!
  takeFromShelf(model, state, partner, bundles)
  const fullCents = Math.floor(bundles * partnerCents + 0.5)
  const offCents = Math.floor(bundles * partnerCents * ratio + 0.5)
  postSales(model, state, partner, {
    gmvCents: fullCents - offCents,
    discountCents: bundles * model.listPriceCents[partner]! - fullCents + offCents,
    orders: 0,
  })
  payGifts(state, partner, bundles)
  const ownOff = (bundles + pairs) * offers.chargedCents[product]! * ratio
  return Math.floor(ownOff + pairs * partnerCents * ratio + 0.5)
}

/** Gifts of units sold. */
export function payGifts(state: State, product: number, units: number): void {
  const { giftUntilDay, giftCostCents } = state.offers
  if (giftUntilDay[product]! < state.day) return
  bookGift(state, product, units * giftCostCents[product]!)
}

export function bookGift(state: State, product: number, cents: number): void {
  if (cents === 0) return
  state.today.offers.giftCostCents[product]! += cents
  postCost(state, accounts.gifts, cents, product)
}

/** Reward of an order of some value. */
export function tierReward(state: State, valueCents: number): number {
  const { count, thresholdCents, rewardCents } = state.offers.tiers
  let reward = 0
  for (let tier = 0; tier < count && thresholdCents[tier]! <= valueCents; tier++) {
    reward = rewardCents[tier]!
  }
  return reward
}

/** Units that orders of one unit add to reach a higher tier; they are taken from the shelf. */
export function topUpUnits(
  model: Model,
  state: State,
  product: number,
  singleOrders: number,
  unitCents: number,
): number {
  const { settings } = model
  const { tiers } = state.offers
  const moreCents = tierReward(state, 2 * unitCents) - tierReward(state, unitCents)
  if (moreCents <= 0 || singleOrders === 0) return 0
  const pull = settings[tiers.isGift === 1 ? 'tiers.giftPullRatio' : 'tiers.pullRatio']
  const share = Math.min(settings['tiers.maxShareRatio'], (pull * moreCents) / unitCents)
  const wanted = tiers.carry[product]! + singleOrders * share
  const whole = Math.floor(wanted)
  tiers.carry[product] = wanted - whole
  const units = Math.min(whole, singleOrders, unitsThere(model, state, product))
  if (units > 0) takeFromShelf(model, state, product, units)
  return units
}
