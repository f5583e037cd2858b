/** The commands this mechanism carries out. */
import type { Command, Receipt } from '@sandtable/rules'
import {
  choicePlace,
  numberValue,
  type CommandContext,
  type CommandHandlers,
} from '../../commands/handler.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'
import { accounts, postCost } from '../../ledger.ts'
import { exp } from '../../math.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import { refreshWishes, totalWish } from './wishes.ts'

const offerKinds = ['coupon', 'privilege', 'gift']
const tiers = ['none', 'silver', 'gold']
/** Incentive at which the join ratio of the settings holds. */
const usualIncentiveCents = 300

export const customersCommands = {
  sendOffer,
  setMembership,
  inviteToGroup,
  setContactRate,
  setReferral,
} satisfies CommandHandlers

/** Brings the wish of earlier customers up to date, so that this morning's demand sees the command. */
function refresh({ model, state, view, isAfterClose }: CommandContext): void {
  if (!isAfterClose) {
    const own = state.customers
    refreshWishes(model, state)
    const share = model.settings['customers.repeatOrderShareRatio']
    if (own.openingWish > 0) {
      own.repeatDemandFactor = 1 - share + share * (totalWish(model, state) / own.openingWish)
    }
  }
  view.refresh()
}

/** An offer to all customers of a segment; one a day, and it counts as a message. A value of 0 takes it back. */
function sendOffer(context: CommandContext, command: Command): Receipt {
  const { state } = context
  const own = state.customers
  const [segment] = command.entities as [number]
  const from = firstDayOf(context)
  if (own.offerSentDay[segment] === from) return { fate: 'rejected', reason: 'offerToday' }
  const valueCents = numberValue(command, 'valueCents')
  own.offerSentDay[segment] = from
  own.offerFromDay[segment] = from
  own.offerUntilDay[segment] =
    valueCents === 0 ? from - 1 : from + numberValue(command, 'validDays') - 1
  own.offerValueCents[segment] = valueCents
  own.offerMinOrderCents[segment] = numberValue(command, 'minOrderCents')
  own.offerKind[segment] = choicePlace(command, 'kind', offerKinds)
  if (valueCents > 0) own.recentMessages[segment]! += 1
  refresh(context)
  return { fate: 'applied' }
}

function setMembership(context: CommandContext, command: Command): Receipt {
  const own = context.state.customers
  const [segment] = command.entities as [number]
  own.tier[segment] = choicePlace(command, 'tier', tiers)
  own.pointsRatio[segment] = numberValue(command, 'pointsRatio')
  own.tierUntilDay[segment] = untilDayOf(context, command)
  refresh(context)
  return { fate: 'applied' }
}

/** Part of those who are no members yet join; each is paid the incentive. The invitation counts as a message. */
function inviteToGroup(context: CommandContext, command: Command): Receipt {
  const { model, state, luck } = context
  const own = state.customers
  const [segment] = command.entities as [number]
  const outside = Math.floor(own.customers[segment]! - own.privateMembers[segment]!)
  if (outside <= 0) return { fate: 'rejected', reason: 'unchanged' }
  const incentiveCents = numberValue(command, 'incentiveCents')
  const { settings } = model
  const relative = incentiveCents / usualIncentiveCents
  const tiredness = exp(-settings['contact.fatiguePerMessage'] * own.recentMessages[segment]!)
  const pull = 0.5 + relative / (relative + 1)
  const chance = Math.min(1, settings['privateDomain.joinRatio'] * pull * tiredness)
  const key = deriveKey(luck.seed, luck.replication, 'customers.join', firstDayOf(context))
  const u = drawUniform(key, model.customers.segmentHash[segment]!)
  const joined = binomialQuantile(u, outside, chance)
  own.privateMembers[segment]! += joined
  own.recentMessages[segment]! += 1
  postCost(state, accounts.gifts, joined * incentiveCents)
  refresh(context)
  return { fate: 'applied' }
}

function setContactRate(context: CommandContext, command: Command): Receipt {
  const own = context.state.customers
  const [segment] = command.entities as [number]
  const perWeek = numberValue(command, 'perWeek')
  if (own.contactsPerWeek[segment] === perWeek) return { fate: 'rejected', reason: 'unchanged' }
  own.contactsPerWeek[segment] = perWeek
  refresh(context)
  return { fate: 'applied' }
}

function setReferral(context: CommandContext, command: Command): Receipt {
  const own = context.state.customers
  own.referralRewardCents = numberValue(command, 'rewardCents')
  own.referralInvites = numberValue(command, 'invites')
  own.referralCapPerDay = numberValue(command, 'capPerDay')
  own.referralUntilDay = untilDayOf(context, command)
  context.view.refresh()
  return { fate: 'applied' }
}
