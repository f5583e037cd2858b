/** Budgets of channels and how they are changed. */
import { numberValue, type CommandContext, type CommandHandler } from '../../commands/handler.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'
import type { EntityRef } from '@sandtable/rules'

/** Gives a channel another budget; a large change starts a learning phase. */
function changeBudget(context: CommandContext, channel: number, cents: number): void {
  const { model, state } = context
  const { settings } = model
  const { budgetCents, learningUntilDay } = state.demand
  const before = budgetCents[channel]!
  budgetCents[channel] = cents
  const change = Math.abs(cents - before)
  if (change > settings['advertising.learningChangeRatio'] * before) {
    learningUntilDay[channel] = firstDayOf(context) + settings['advertising.learningDays'] - 1
  }
}

/** Sets what a channel may spend a day, within its contract. */
export const setChannelBudget: CommandHandler = (context, command) => {
  const { leastBudgetCents, mostBudgetCents } = context.model.demand.channels
  const [channel] = command.entities as [number]
  const asked = Math.floor(numberValue(command, 'budgetCents'))
  const cents = Math.min(mostBudgetCents[channel]!, Math.max(leastBudgetCents[channel]!, asked))
  if (cents === context.state.demand.budgetCents[channel]) {
    return { fate: 'rejected', reason: cents === asked ? 'unchanged' : 'contractBounds' }
  }
  changeBudget(context, channel, cents)
  context.view.refresh()
  return cents === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'contractBounds' }
}

/**
 * Moves a share of a channel's budget to another one; the total stays. What the contracts of the two do not
 * allow is not moved.
 */
export const moveBudget: CommandHandler = (context, command) => {
  const { state, model, view } = context
  const { leastBudgetCents, mostBudgetCents } = model.demand.channels
  const { budgetCents } = state.demand
  const [giver] = command.entities as [number]
  const to = command.values['to'] as EntityRef | undefined
  if (to === undefined) return { fate: 'rejected', reason: 'noTarget' }
  const receiver = to.entity
  if (receiver === giver) return { fate: 'rejected', reason: 'sameChannel' }
  const { channelIsDown } = state.world
  if (channelIsDown[giver] === 1 || channelIsDown[receiver] === 1) {
    return { fate: 'rejected', reason: 'channelDown' }
  }
  const asked = Math.floor(numberValue(command, 'shareRatio') * budgetCents[giver]!)
  const cents = Math.max(
    0,
    Math.min(
      asked,
      budgetCents[giver]! - leastBudgetCents[giver]!,
      mostBudgetCents[receiver]! - budgetCents[receiver]!,
    ),
  )
  if (cents === 0) {
    return { fate: 'rejected', reason: asked === 0 ? 'unchanged' : 'contractBounds' }
  }
  changeBudget(context, giver, budgetCents[giver]! - cents)
  changeBudget(context, receiver, budgetCents[receiver]! + cents)
  view.refresh()
  return cents === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'contractBounds' }
}

/** Sets the highest price paid for a click. */
export const setBid: CommandHandler = ({ model, state, view }, command) => {
  const { isAuction, leastBidCents } = model.demand.channels
  const [channel] = command.entities as [number]
  if (isAuction[channel] === 0) return { fate: 'rejected', reason: 'noAuction' }
  const asked = Math.floor(numberValue(command, 'bidCents'))
  const cents = Math.max(leastBidCents[channel]!, asked)
  if (cents === state.demand.bidCents[channel]) {
    return { fate: 'rejected', reason: cents === asked ? 'unchanged' : 'minimumBid' }
  }
  state.demand.bidCents[channel] = cents
  view.refresh()
  return cents === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'minimumBid' }
}

/** Caps what a channel, or all of them together, spend a day; given again it is renewed. */
export const throttleSpend: CommandHandler = (context, command) => {
  const { demand } = context.state
  const capCents = Math.floor(numberValue(command, 'capCents'))
  const untilDay = untilDayOf(context, command)
  if (command.scope === 'shop') {
    demand.shopSpendCapCents = capCents
    demand.shopSpendCapUntilDay = untilDay
  } else {
    const [channel] = command.entities as [number]
    demand.spendCapCents[channel] = capCents
    demand.spendCapUntilDay[channel] = untilDay
  }
  context.view.refresh()
  return { fate: 'applied' }
}
