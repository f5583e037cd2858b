/** What is said about the shop in public, and what the shop does about it. */
import type { Luck } from '../../luck.ts'
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { mendIncidents } from '../world/incidents.ts'
import { concernedRows, opinionLevels } from './state.ts'

/** Below this an attention nobody had asked for is over. */
const leastAttention = 0.01

/** Public posts of the day; the level of alarm costs desk hours and ends a crisis sooner. */
export function followOpinion(model: Model, state: State, luck: Luck): void {
  postMentions(model, state, luck)
  const own = state.reviews
  if (own.attentionFactor !== 1) {
    const keep = exp(-Math.LN2 / model.settings['opinion.attentionHalfLifeDays'])
    const left = (own.attentionFactor - 1) * keep
    own.attentionFactor = left < leastAttention ? 1 : 1 + left
  }
  if (own.opinionLevel > 0) holdAlarm(model, state)
}

/** Posts about a product: Poisson, by its bad reviews and complaints of the day. */
function postMentions(model: Model, state: State, luck: Luck): void {
  const { settings, productHash } = model
  const { badReviews, negativeMentions } = state.today.reviews
  const { complaints } = state.today.service
  const factor = state.world.mentionsFactor * state.reviews.attentionFactor
  const perBadReview = settings['opinion.perBadReview'] * factor
  const perComplaint = settings['opinion.perComplaint'] * factor
  const key = deriveKey(luck.seed, luck.replication, 'reviews.mentions', state.day)
  let concerned = 0
  for (let product = 0; product < productHash.length; product++) {
    const bad = badReviews[product]!
    const complaining = complaints[product]!
    if (bad + complaining === 0) continue
    concerned += bad + complaining
    negativeMentions[product] = poissonQuantile(
      drawUniform(key, productHash[product]!),
      perBadReview * bad + perComplaint * complaining,
    )
  }
  state.reviews.concernedByDay[state.day & (concernedRows - 1)] = concerned
}

/** The desks share the hours of the alarm; what a crisis does fades faster. */
function holdAlarm(model: Model, state: State): void {
  const { settings } = model
  const level = opinionLevels[state.reviews.opinionLevel]!
  if (level === 'none') return
  const minutes = 60 * settings[`opinion.${level}Hours`]
  const desks = state.people.waitingMinutes.length
  for (let desk = 0; desk < desks; desk++) chargeDeskWork(model, state, minutes / desks, desk)
  endCrisis(model, state, settings[`opinion.${level}FadeRatio`])
}

/** Ends a part of every crisis that runs, from the next morning on; true when there is one. */
export function endCrisis(model: Model, state: State, share: number): boolean {
  return mendIncidents(model, state, {
    scope: 'shop',
    entity: 0,
    kinds: ['opinionCrisis'],
    share,
  })
}
