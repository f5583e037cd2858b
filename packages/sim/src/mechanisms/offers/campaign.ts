/**
 * A campaign of the whole shop: warm-up ─▶ burst ─▶ encore, each with its discount.
 *
 *   warm-up  puts off a share of purchases; some of them leave a deposit, counted as sales and credited in the burst
 *   burst    more visits, the discount's own effect, and in equal parts what was put off; deposits are credited
 *   encore   some more visits
 *
 * Stopped before the burst, deposits are paid back, and what was put off comes back over time or is lost.
 */
import { accounts, postCost, postRefund } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { bookBetween, bookSince, isBooked } from './books.ts'
import { campaignPhases, notYet } from './parts.ts'

const warmupCode = campaignPhases.indexOf('warmup')
const burstCode = campaignPhases.indexOf('burst')
const encoreCode = campaignPhases.indexOf('encore')
/** Days before a campaign that it is measured against. */
export const beforeDays = 28

/** Of purchases put off, those that leave a deposit: falls in a line to nobody at a deposit of the tolerated share. */
export function depositShare(model: Model, state: State, product: number): number {
  const { depositCents } = state.offers.campaign
  if (depositCents === 0) return 0
  const { settings } = model
  const shareRatio = depositCents / state.offers.priceCents[product]!
  return (
    settings['campaign.depositShareRatio'] *
    Math.max(0, 1 - shareRatio / settings['campaign.depositToleranceRatio'])
  )
}

/** By hand, the house opens the burst that it has planned, unless a campaign runs. */
export function beginPlannedCampaign({ shop, settings }: Model, state: State): void {
  const { campaign } = state.offers
  if (!shop.hasRoutine || campaign.phase !== 0) return
  if (settings['campaign.plannedDay'] !== state.day || state.day === 0) return
  campaign.startDay = state.day
  campaign.startClosedDays = state.totals.closedDays
  campaign.phase = burstCode
  campaign.ratio = settings['campaign.plannedRatio']
  campaign.untilDay = state.day + settings['campaign.plannedDays'] - 1
}

/** A phase whose last day was yesterday is over, and with it the campaign unless another phase was ordered. */
export function moveCampaign(model: Model, state: State): void {
  const { campaign } = state.offers
  if (campaign.phase === 0) return
  if (campaign.untilDay < state.day) {
    stopCampaign(model, state, state.day)
    return
  }
  if (campaign.phase === encoreCode) return
  const days = Math.min(beforeDays, state.offers.books.days)
  if (days === 0) return
  const gmvCents = bookSince(state, 'gmvCents', state.totals.closedDays - days)
  const cents = Math.floor((model.settings['campaign.adRatio'] * gmvCents) / days + 0.5)
  if (cents > 0) postCost(state, accounts.adSpend, cents)
}

/** Ends the campaign; `firstDayWithout` is the first day that it does not run. */
export function stopCampaign(model: Model, state: State, firstDayWithout: number): void {
  const { campaign, stockpileDays, isMoving } = state.offers
  const { offers } = state.today
  offers.campaignEndedDays[0] = firstDayWithout - campaign.startDay
  offers.campaignEndedRoi[0] = campaignRoi(state)
  const isUnfinished = campaign.phase === warmupCode
  const returnRatio = model.settings['campaign.returnRatio']
  const { heldDays, depositsCents } = campaign
  for (let product = 0; product < heldDays.length; product++) {
    if (heldDays[product] !== 0) {
      stockpileDays[product]! -= heldDays[product]! * returnRatio
      heldDays[product] = 0
    }
    if (isUnfinished && depositsCents[product]! > 0) {
      postRefund(state, product, depositsCents[product]!)
    }
    depositsCents[product] = 0
    isMoving[product] = 1
  }
  campaign.phase = 0
  campaign.ratio = 0
  campaign.depositCents = 0
  campaign.untilDay = notYet
}

/** (contribution since the start − days × mean of 28 days before) ÷ (discounts + advertising + subsidy); NaN over 0. */
export function campaignRoi(state: State): number {
  const start = state.offers.campaign.startClosedDays
  if (!isBooked(state, start)) return NaN
  const before = Math.min(beforeDays, start)
  const spendCents = bookSince(state, 'spendCents', start)
  if (before === 0 || spendCents === 0) return NaN
  const usualCents = bookBetween(state, 'contributionCents', start - before, start) / before
  const days = state.totals.closedDays - start
  return (bookSince(state, 'contributionCents', start) - days * usualCents) / spendCents
}

/** Deposits that the day's buyers of a product leave for what they put off. */
export function depositsOf(model: Model, state: State, product: number, orders: number): number {
  const { campaign } = state.offers
  if (campaign.phase !== warmupCode || campaign.depositCents === 0) return 0
  const delayRatio = model.settings['campaign.delayRatio']
  const putOffOrders = (orders * delayRatio) / (1 - delayRatio)
  const depositors = putOffOrders * depositShare(model, state, product)
  return Math.floor(depositors * campaign.depositCents + 0.5)
}

/** Deposits credited to a product's buyers today: an equal part for each day of the burst that is left. */
export function creditOf(state: State, product: number, gmvCents: number): number {
  const { campaign } = state.offers
  const deposits = campaign.depositsCents[product]!
  if (campaign.phase !== burstCode || deposits === 0) return 0
  const daysLeft = campaign.untilDay - state.day + 1
  return Math.min(gmvCents, Math.floor(deposits / daysLeft + 0.5))
}

/** Shipping subsidy of an order today. */
export function subsidyCents(model: Model, state: State): number {
  const { phase } = state.offers.campaign
  return phase === burstCode || phase === encoreCode
    ? model.settings['campaign.subsidyCentsPerOrder']
    : 0
}
