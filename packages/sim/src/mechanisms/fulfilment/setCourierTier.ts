import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { noEnd } from '../../rings.ts'
import { daysOf } from './addCapacity.ts'
import { premiumCapacity, segmentShare, shareFrom } from './premium.ts'

/**
 * Sends the larger orders of a segment with the better courier, as far as that one carries: what does not fit
 * travels as usual. The receipt says so beforehand, by the orders of the newest day.
 */
export const setCourierTier: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [segment] = command.entities as [number]
  const own = state.fulfilment
  const isPremium = command.values['tier'] === 'premium'
  const days = daysOf(command)
  const firstDay = state.day + (isAfterClose ? 1 : 0)
  own.isPremium[segment] = isPremium ? 1 : 0
  own.premiumMinOrderCents[segment] = numberValue(command, 'minOrderCents')
  own.premiumUntilDay[segment] = days === undefined ? noEnd : firstDay + days - 1
  view.refresh()
  if (!isPremium) return { fate: 'applied' }
  let capacity = 0
  for (let warehouse = 0; warehouse < own.backlogOrders.length; warehouse++) {
    capacity += premiumCapacity(model, state, warehouse)
  }
  let orders = 0
  for (const count of state.closed.demand.orders) orders += count
  let share = 0
  for (let other = 0; other < own.isPremium.length; other++) {
    if (own.isPremium[other] === 0 || own.premiumUntilDay[other]! < firstDay) continue
    share += segmentShare(state, other) * shareFrom(state, own.premiumMinOrderCents[other]!)
  }
  return share * orders > capacity
    ? { fate: 'adjusted', reason: 'premiumCapacity' }
    : { fate: 'applied' }
}
