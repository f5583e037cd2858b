import { choicePlace, numberValue, type CommandHandler } from '../../commands/handler.ts'
import { stopCampaign } from './campaign.ts'
import { campaignPhases } from './parts.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'

/**
 * Starts a campaign with any phase, renews the running phase, goes on to the next one, or stops it. Another order
 * of phases is refused (`alreadyRunning`). Deposits are taken in the warm-up only.
 */
export const setCampaign: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const { campaign } = state.offers
  const phase = choicePlace(command, 'phase', campaignPhases)
  if (phase === 0) {
    if (campaign.phase === 0) return { fate: 'rejected', reason: 'unchanged' }
    stopCampaign(model, state, firstDayOf(context))
    view.refresh()
    return { fate: 'applied' }
  }
  if (campaign.phase !== 0 && phase !== campaign.phase && phase !== campaign.phase + 1) {
    return { fate: 'rejected', reason: 'alreadyRunning' }
  }
  const ratio = numberValue(command, 'ratio')
  const untilDay = untilDayOf(context, command)
  const given = command.values['depositCents']
  const depositCents =
    phase === warmupCode ? (typeof given === 'number' ? given : 0) : campaign.depositCents
  if (
    phase === campaign.phase &&
    ratio === campaign.ratio &&
    untilDay === campaign.untilDay &&
    depositCents === campaign.depositCents
  ) {
    return { fate: 'rejected', reason: 'unchanged' }
  }
  if (campaign.phase === 0) {
    campaign.startDay = firstDayOf(context)
    campaign.startClosedDays = state.totals.closedDays
  }
  campaign.phase = phase
  campaign.ratio = ratio
  campaign.untilDay = untilDay
  campaign.depositCents = depositCents
  view.refresh()
  return { fate: 'applied' }
}

const warmupCode = campaignPhases.indexOf('warmup')
