import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'

/** A reward for every review of a product, whatever its stars; paid for each one written. 0 ends it. */
export const rewardReviews: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [product] = command.entities as [number]
  const { rewardCents, rewardWithPicture, rewardUntilDay } = state.reviews
  const cents = numberValue(command, 'rewardCents')
  const mostCents = model.settings['reviews.rewardMostRatio'] * state.offers.priceCents[product]!
  if (cents > mostCents) return { fate: 'rejected', reason: 'reviewRewardTooHigh' }
  rewardCents[product] = cents
  rewardWithPicture[product] = command.values['withPicture'] === true ? 1 : 0
  rewardUntilDay[product] =
    cents > 0
      ? untilDayOf({ state, isAfterClose }, command)
      : firstDayOf({ state, isAfterClose }) - 1
  view.refresh()
  return { fate: 'applied' }
}
