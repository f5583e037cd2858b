/** Offers that stand on the page of a product: gift, was-price, scarcity line. */
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { lastDayCharged } from './books.ts'
import { productOnHand, scarcityUnits } from './factors.ts'
import { isOnSale } from './rank.ts'
import { untilDayOf } from '../../commands/terms.ts'

/** Most that a gift may cost, of the price. */
const giftLimitRatio = 0.2

/** Gives something along with every unit for some days; renewed when ordered again, 0 takes it back. */
export const addGift: CommandHandler = (context, command) => {
  const { state, view } = context
  const { offers } = state
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  const asked = numberValue(command, 'giftCostCents')
  const cents = Math.min(asked, Math.floor(giftLimitRatio * offers.priceCents[product]!))
  offers.giftCostCents[product] = cents
  offers.giftUntilDay[product] = untilDayOf(context, command)
  offers.isMoving[product] = 1
  view.refresh()
  return cents === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'giftLimit' }
}

/**
 * Shows a struck-out price until it is changed; 0 takes it off the page. It must not lie above every price that was
 * charged to everybody in the last 30 days.
 */
export const setWasPrice: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const { offers } = state
  const [product] = command.entities as [number]
  const cents = numberValue(command, 'wasPriceCents')
  if (cents === offers.wasPriceCents[product]) return { fate: 'rejected', reason: 'unchanged' }
  if (cents > 0) {
    const day = lastDayCharged(state, product, cents, state.day - (isAfterClose ? 0 : 1))
    if (day === undefined) return { fate: 'rejected', reason: 'untruthful' }
    offers.wasChargedDay[product] = day
  }
  offers.wasPriceCents[product] = cents
  offers.isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}

/** Says for some days that only a few are left; refused while more than a few are on hand. */
export const showScarcity: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const [product] = command.entities as [number]
  if (productOnHand(model, state, product) > scarcityUnits) {
    return { fate: 'rejected', reason: 'untruthful' }
  }
  state.offers.scarcityUntilDay[product] = untilDayOf(context, command)
  state.offers.isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}
