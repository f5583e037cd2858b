/**
 * The three scores of the shop (DSR) are means of 180 days, weighted by deliveries. A day adds to its deliveries × the
 * opening score what was better or worse than usual: fewer or more returns, stars of service, late parcels. Usual is
 * what the history of the shop was like, before the first day what its numbers say.
 */
import { sumOfWhole } from '../../columns.ts'
import { exp, log } from '../../math.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { deliveredRow } from './deliveries.ts'
import { scoreCount, scoreDays, scoreRows, scores } from './state.ts'

/** Weights of the score of the shop: as the platform publishes it. */
const scoreWeights = [0.35, 0.325, 0.325] as const

/** Books the scores of the day and what follows for organic visits. */
export function scoreDay(model: Model, state: State): void {
  const { settings } = model
  const { today, reviews } = state
  const opening = settings['dsr.openingScore']
  const units = reviews.shippedTotal[deliveredRow(model, state) / model.productHash.length]!
  const returned = sumOfWhole(today.returns.returnedUnits)
  const defective = sumOfWhole(today.returns.defectReturnUnits)
  let delivered = 0
  let late = 0
  for (let w = 0; w < today.fulfilment.deliveredOrders.length; w++) {
    delivered += today.fulfilment.deliveredOrders[w]!
    late += today.fulfilment.lateForBuyers[w]!
  }
  let lostStars = 0
  const most = settings['service.starsMost']
  for (let c = 0; c < today.service.ratedTickets.length; c++) {
    lostStars +=
      most * today.service.ratedTickets[c]! -
      today.service.starsGiven[c]! +
      (most - settings['service.starsLeast']) * today.service.abandonedTickets[c]!
  }
  // a donation raises the score of its day by so many stars
  const wonByGiving = settings['dsr.starsPerDonation'] * today.shelves.donations[0]! * units
  const lostByGoods =
    settings['dsr.starsPerReturn'] * returned +
    settings['dsr.starsPerDefect'] * defective -
    wonByGiving
  note(state, scores.description, units, opening, lostByGoods)
  note(state, scores.service, units, opening, lostStars)
  note(state, scores.logistics, delivered, opening, settings['dsr.starsPerLate'] * late)

  const exponent = settings['dsr.organicExponent']
  const relative = shopScore(state) / opening
  reviews.organicFactor =
    exponent === 0
      ? 1
      : Math.min(
          settings['dsr.mostOrganicFactor'],
          Math.max(settings['dsr.leastOrganicFactor'], exp(exponent * log(relative))),
        )
}

/** Today takes its place in the window, the day 180 days ago leaves it. */
function note(
  { reviews, day }: State,
  score: number,
  weight: number,
  opening: number,
  lostStars: number,
): void {
  const { scoreByDay, scoreTotals, usualTroubles, usualDeliveries } = reviews
  if (day <= 0) {
    usualTroubles[score]! += lostStars
    usualDeliveries[score]! += weight
  }
  const usualLoss = usualTroubles[score]! / usualDeliveries[score]!
  const stars = weight * (opening + usualLoss) - lostStars
  const width = 2 * scoreCount
  const newest = (day & (scoreRows - 1)) * width
  const oldest = ((day - scoreDays) & (scoreRows - 1)) * width
  scoreTotals[score]! += stars - scoreByDay[oldest + score]!
  scoreTotals[scoreCount + score]! += weight - scoreByDay[oldest + scoreCount + score]!
  scoreByDay[newest + score] = stars
  scoreByDay[newest + scoreCount + score] = weight
}

/** One of the three scores, 1–5; NaN when nothing was delivered in 180 days. */
export function scoreOf({ reviews: { scoreTotals } }: State, score: number): number {
  const weight = scoreTotals[scoreCount + score]!
  return weight > 1e-9 ? Math.min(5, Math.max(1, scoreTotals[score]! / weight)) : NaN
}

/** The score of the shop: those of the three that exist, by their weights. */
export function shopScore(state: State): number {
  let sum = 0
  let weights = 0
  for (let score = 0; score < scoreCount; score++) {
    const stars = scoreOf(state, score)
    if (stars !== stars) continue
    sum += scoreWeights[score]! * stars
    weights += scoreWeights[score]!
  }
  return weights > 0 ? sum / weights : NaN
}
