/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import { exp, log, normalQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { State } from '../../state.ts'
import { adstock, hillResponse } from './adstock.ts'
import { postChannelCost } from './channelCost.ts'
import { decayStreams } from './livestreams.ts'
import { endTrafficWeights } from './trafficWeights.ts'

/** Prices of clicks before the first day, from their long-run law. */
export function startClickPrices(model: Model, state: State, luck: Luck): void {
  const { hash } = model.demand.channels
  const { clickPriceDrift } = state.demand
  const key = deriveKey(luck.seed, luck.replication, 'demand.clickPriceStart', 0)
  const { longRunSd } = clickPriceLaw(model)
  for (let c = 0; c < hash.length; c++) {
    clickPriceDrift[c] = longRunSd * normalQuantile(drawUniform(key, hash[c]!))
  }
}

/** Prices of clicks move: log-normal, a first-order autoregression. They depend on luck only. */
export function drawClickPrices(model: Model, state: State, luck: Luck): void {
  const { hash } = model.demand.channels
  const { clickPriceDrift } = state.demand
  const key = deriveKey(luck.seed, luck.replication, 'demand.clickPrice', state.day)
  const { keep, dailySd } = clickPriceLaw(model)
  for (let c = 0; c < hash.length; c++) {
    const z = normalQuantile(drawUniform(key, hash[c]!))
    clickPriceDrift[c] = keep * clickPriceDrift[c]! + dailySd * z
  }
}

function clickPriceLaw({ settings }: Model) {
  const dailySd = settings['advertising.cpcDailySd']
  const keep = exp(-Math.LN2 / settings['advertising.cpcHalfLifeDays'])
  return { dailySd, keep, longRunSd: dailySd / Math.sqrt(1 - keep * keep) }
}

/** Channels bring visitors: spends the budgets and says how many visits each product can expect. */
export function beginTrafficDay(model: Model, state: State, _luck: Luck): void {
  endTrafficWeights(state)
  decayStreams(model, state)
  spendBudgets(model, state)
  expectVisits(model, state)
}

/** True while the channel is open and works. */
export function channelIsUp(state: State, channel: number): boolean {
  return state.demand.channelIsOn[channel] === 1 && state.world.channelIsDown[channel] === 0
}

/** What a channel may spend today: its plan or budget, as far as its bid wins clicks, under its cap. */
function spendOf(model: Model, state: State, channel: number): number {
  if (!channelIsUp(state, channel)) return 0
  const { spendPlanCents } = model.demand.channels
  const { budgetCents, spendCapCents, spendCapUntilDay } = state.demand
  const plan = spendPlanCents[channel]!
  const plannedCents = plan.length > 0 ? (plan[state.day - 1] ?? 0) : budgetCents[channel]!
  const spentRatio = Math.min(
    1,
    bidPower(
      model,
      state,
      channel,
      model.settings['advertising.bidVolumeExponent'] +
        model.settings['advertising.bidPriceExponent'],
    ),
  )
  const cents = Math.floor(plannedCents * spentRatio + 0.5)
  return spendCapUntilDay[channel]! >= state.day ? Math.min(cents, spendCapCents[channel]!) : cents
}

/** (bid ÷ usual bid) ^ exponent; 1 where there is no auction. */
function bidPower(model: Model, state: State, channel: number, exponent: number): number {
  const { isAuction, usualBidCents } = model.demand.channels
  const bidCents = state.demand.bidCents[channel]!
  if (isAuction[channel] === 0 || bidCents === usualBidCents[channel]) return 1
  return exp(exponent * log(bidCents / usualBidCents[channel]!))
}

/** Price of a click ÷ its usual price: drift, shocks, bid. */
function clickPriceFactor(model: Model, state: State, channel: number): number {
  const { longRunSd } = clickPriceLaw(model)
  const drift = state.demand.clickPriceDrift[channel]! - (longRunSd * longRunSd) / 2
  return (
    exp(drift) *
    state.world.channelCostFactor[channel]! *
    state.service.channelRelationFactor[channel]! *
    bidPower(model, state, channel, model.settings['advertising.bidPriceExponent'])
  )
}

/** Pays the advertising of the day and adds it to the adstocks. */
function spendBudgets(model: Model, state: State): void {
  const { ids, followsSpend, carryOverRatio, mostVisits, halfSaturationCents, saturationExponent } =
    model.demand.channels
  const { adstockCents, responseVisits, shopSpendCapCents, shopSpendCapUntilDay } = state.demand
  const spends = ids.map((_, c) => (followsSpend[c] === 1 ? spendOf(model, state, c) : 0))
  const totalCents = spends.reduce((sum, cents) => sum + cents, 0)
  const isCapped = shopSpendCapUntilDay >= state.day && totalCents > shopSpendCapCents
  for (let c = 0; c < ids.length; c++) {
    if (followsSpend[c] === 0) continue
    const cents = isCapped ? Math.floor((spends[c]! * shopSpendCapCents) / totalCents) : spends[c]!
    postChannelCost(state, c, cents)
    const price = clickPriceFactor(model, state, c)
    const atUsualPrice = price > 0 ? cents / price : 0
    adstockCents[c] = adstock(atUsualPrice, carryOverRatio[c]!, adstockCents[c]!)
    responseVisits[c] = hillResponse(
      adstockCents[c]!,
      mostVisits[c]!,
      halfSaturationCents[c]!,
      saturationExponent[c]!,
    )
  }
}

/** Visits that each channel can expect today, and the factors on all products that follow. */
function expectVisits(model: Model, state: State): void {
  const { channels } = model.demand
  const { settings } = model
  const { expectedVisits, channelExtraVisits, responseVisits } = state.demand
  const learning = settings['advertising.learningFactor']
  const rampDays = settings['advertising.rampDays']
  let total = 0
  let bought = 0
  let ranked = 0
  let converting = 0
  for (let c = 0; c < expectedVisits.length; c++) {
    let visits = 0
    if (channelIsUp(state, c)) {
      const isBought = channels.followsSpend[c] === 1
      const openDays = state.day - state.demand.channelOpenedDay[c]! + 1
      visits = isBought ? responseVisits[c]! : freeVisits(model, c)
      visits *= state.world.channelResponseFactor[c]!
      if (openDays < rampDays) visits *= openDays / rampDays
      if (isBought && state.demand.learningUntilDay[c]! >= state.day) visits *= learning
      if (c === channels.marketplace) {
        visits *= state.world.organicFactor * state.reviews.organicFactor
      }
      visits += channelExtraVisits[c]!
    }
    expectedVisits[c] = visits
    total += visits
    bought += visits * channels.isPaid[c]!
    ranked += visits * channels.isRanked[c]!
    converting += visits * channels.conversionFactor[c]!
  }
  const { startVisitsTotal, startConversion } = channels
  state.demand.unpaidVisitsRatio = total > 0 ? 1 - bought / total : 1
  state.demand.visitsFactor = startVisitsTotal > 0 ? total / startVisitsTotal : 1
  state.demand.weightedVisitsFactor = startVisitsTotal > 0 ? ranked / startVisitsTotal : 0
  state.demand.mixConversionFactor =
    total > 0 && startConversion > 0
      ? (converting * startVisitsTotal) / (total * startConversion)
      : 1
}

/** Visits of a channel that does not follow a spend; a backup without a price of clicks brings what it could. */
function freeVisits({ demand: { channels } }: Model, channel: number): number {
  return channels.isOnAtStart[channel] === 1
    ? channels.startVisits[channel]!
    : channels.usualVisits[channel]!
}
