import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'
import { premiumCapacity, segmentShare, shareFrom } from './premium.ts'

/**
 * Sends the larger orders of a segment with the better courier, as far as that one carries: what does not fit
 * travels as usual. The receipt says so beforehand, by the orders of the newest day.
 */
export const setCourierTier: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [segment] = command.entities as [number]
  const own = state.fulfilment
  const isPremium = command.values['tier'] === 'premium'
  const firstDay = firstDayOf({ state, isAfterClose })
  own.isPremium[segment] = isPremium ? 1 : 0
  own.premiumMinOrderCents[segment] = numberValue(command, 'minOrderCents')
  own.premiumUntilDay[segment] = untilDayOf({ state, isAfterClose }, command)
  view.refresh()
  if (!isPremium) return { fate: 'applied' }
  let capacity = 0
  for (let warehouse = 0; warehouse < own.backlogOrders.length; warehouse++) {
    capacity += premiumCapacity(model, state, warehouse)
  }
  const orders = state.closed.demand.orderTotal[0]!
  let share = 0
  for (let other = 0; other < own.isPremium.length; other++) {
    if (own.isPremium[other] === 0 || own.premiumUntilDay[other]! < firstDay) continue
    share += segmentShare(state, other) * shareFrom(state, own.premiumMinOrderCents[other]!)
  }
  return share * orders > capacity
    ? { fate: 'adjusted', reason: 'premiumCapacity' }
    : { fate: 'applied' }
}
