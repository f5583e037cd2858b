/**
 * Orders accepted and checked within two hours, by a fluid queue over the hours of the day: orders come in
 * by their hourly profile, staff work by theirs at `acceptSpeedRatio` times the pace of packing, first come,
 * first served, behind the backlog of the morning. An order of hour h counts when it is accepted by the end
 * of hour h + 2; staff of the next day's first hours are as many as today's.
 */
import type { Model } from '../../model.ts'

const hours = 24
const withinHours = 2
const acceptedBy = new Float64Array(hours + withinHours)

/** Orders of the day accepted within two hours; not whole. */
export function acceptedWithin2h(
  model: Model,
  openingBacklog: number,
  arrivals: number,
  capacity: number,
): number {
  if (arrivals === 0) return 0
  const { orderHours, staffHours } = model.fulfilment
  const pace = capacity * model.settings['fulfilment.acceptSpeedRatio']
  let queue = openingBacklog
  let accepted = 0
  for (let hour = 0; hour < hours + withinHours; hour++) {
    if (hour < hours) queue += arrivals * orderHours[hour]!
    const served = Math.min(queue, pace * staffHours[hour % hours]!)
    queue -= served
    accepted += served
    acceptedBy[hour] = accepted
  }
  let before = openingBacklog
  let within = 0
  for (let hour = 0; hour < hours; hour++) {
    const came = arrivals * orderHours[hour]!
    within += Math.min(came, Math.max(0, acceptedBy[hour + withinHours]! - before))
    before += came
  }
  return within
}
