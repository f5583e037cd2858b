/** Referral: customers invite friends, both sides are rewarded, some friends are not real. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, hashId } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { postChannelCost } from '../demand/channelCost.ts'
import { segments } from './chain.ts'

const shopCounter = hashId('shop')
const centsPerYuan = 100

/** True while a referral programme runs. */
export function hasReferral({ day, customers }: State): boolean {
  return customers.referralUntilDay >= day && customers.referralRewardCents > 0
}

/**
 * Visits that invitations bring a day: active and champion customers × invitations, × reward ÷ (reward + half
 * reward), falling with the root of the invitations needed and with the share of customers who already came this
 * way. 0 without a programme.
 */
export function referralVisits(model: Model, state: State): number {
  if (!hasReferral(state)) return 0
  const own = state.customers
  const { settings } = model
  const inviters = own.customers[segments.active]! + own.customers[segments.champion]!
  let all = 0
  for (const count of own.customers) all += count
  const reward = own.referralRewardCents
  const pull = reward / (reward + settings['referral.halfRewardCents'])
  const referredRatio = all > 0 ? own.referredCustomers / all : 0
  const saturation = 1 / (1 + referredRatio / settings['referral.saturationRatio'])
  const effort = 1 / Math.sqrt(own.referralInvites)
  return inviters * settings['referral.invitesPerCustomerDay'] * pull * saturation * effort
}

/** Rewards of the day: both sides of every friend who ordered, and those who only look like friends. */
export function noteReferrals(model: Model, state: State, luck: Luck): void {
  const own = state.customers
  const channel = model.entities.channel.ids.indexOf('referral')
  const friends = state.today.customers.newCustomers[channel]!
  own.referredCustomers += friends
  if (!hasReferral(state)) return
  const rewarded = Math.min(friends, own.referralCapPerDay)
  const abuseRatio = Math.min(
    1,
    model.settings['referral.abusePerRewardYuan'] * (own.referralRewardCents / centsPerYuan),
  )
  const key = deriveKey(luck.seed, luck.replication, 'customers.referralAbuse', state.day)
  const room = own.referralCapPerDay - rewarded
  const tries = Math.min(room, Math.floor(referralVisits(model, state) + 0.5))
  const abusers = binomialQuantile(drawUniform(key, shopCounter), tries, abuseRatio)
  state.today.customers.abusers[0]! += abusers
  // every friend is rewarded, and the inviter for each full set of them
  const rewards = rewarded + abusers + Math.floor((rewarded + abusers) / own.referralInvites)
  postChannelCost(state, channel, own.referralRewardCents * rewards)
}
