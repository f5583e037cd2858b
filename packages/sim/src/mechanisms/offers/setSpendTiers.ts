import type { CommandHandler } from '../../commands/handler.ts'
import { bookSince } from './books.ts'
import { beforeDays } from './campaign.ts'
import { untilDayOf } from '../../commands/terms.ts'

/**
 * Rewards orders that reach a threshold for some days; ordered again, the new tiers replace the old ones and are
 * still measured against the days before the first. Refused when a reward is not below its threshold.
 */
export const setSpendTiers: CommandHandler = (context, command) => {
  const { state, view } = context
  const { tiers } = state.offers
  const asked = (command.values['tiers'] as readonly (readonly [number, number])[]).toSorted(
    ([a], [b]) => a - b,
  )
  if (asked.some(([threshold, reward]) => reward >= threshold)) {
    return { fate: 'rejected', reason: 'rewardTooHigh' }
  }
  if (tiers.count === 0) {
    const { closedDays } = state.totals
    const from = Math.max(0, closedDays - beforeDays)
    const orders = bookSince(state, 'orders', from)
    tiers.startClosedDays = closedDays
    tiers.baseAovCents = orders === 0 ? NaN : bookSince(state, 'gmvCents', from) / orders
  }
  tiers.count = asked.length
  asked.forEach(([thresholdCents, rewardCents], tier) => {
    tiers.thresholdCents[tier] = thresholdCents
    tiers.rewardCents[tier] = rewardCents
  })
  tiers.isGift = command.values['kind'] === 'gift' ? 1 : 0
  tiers.untilDay = untilDayOf(context, command)
  view.refresh()
  return { fate: 'applied' }
}
