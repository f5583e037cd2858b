/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { noteShipments } from '../reviews/deliveries.ts'
import { drawTickets, queueArrivals } from './arrivals.ts'
import { endBadRelations } from './chargeBack.ts'
import { giveUpHardTickets } from './closing.ts'
import { drawComplaints } from './complaints.ts'
import { serveDay } from './desk.ts'
import { openDesk } from './staff.ts'

/** Tickets of the day arrive and are answered, on an event clock. */
export function serveTickets(model: Model, state: State, luck: Luck): void {
  noteShipments(model, state)
  endBadRelations(state)
  openDesk(model, state)
  drawComplaints(model, state, luck)
  drawTickets(model, state, luck)
  queueArrivals(model, state, luck)
  serveDay(model, state, luck)
  giveUpHardTickets(model, state)
  countOpen(model, state, state.day)
  rememberAnswers(model, state)
}

/** Tickets open now, and of them those overdue at the end of the newest day that was served. */
export function countOpen(model: Model, state: State, servedDay: number): void {
  const { ticketsOpen, ticketsOverdue, hardTickets, queue, crew, hard } = state.service
  const { limitHours } = model.service
  const dayEnd = 24 * (servedDay + 1)
  ticketsOpen.fill(0)
  ticketsOverdue.fill(0)
  hardTickets.fill(0)
  const count = (c: number, arrivedHour: number): void => {
    ticketsOpen[c]! += 1
    if (dayEnd - arrivedHour > limitHours[c]!) ticketsOverdue[c]! += 1
  }
  for (let row = 0; row < queue.count; row++)
    count(queue.ticketClass[row]!, queue.arrivedHour[row]!)
  for (let agent = 0; agent < crew.count; agent++) {
    if (crew.isOpen[agent] === 1) count(crew.ticketClass[agent]!, crew.arrivedHour[agent]!)
  }
  for (let row = 0; row < hard.count; row++) {
    count(hard.ticketClass[row]!, hard.arrivedHour[row]!)
    hardTickets[hard.ticketClass[row]!]! += 1
  }
}

/** What buyers think of the answers: the mean quality of today’s enters a mean that fades; giving up counts 0. */
function rememberAnswers(model: Model, state: State): void {
  const { today, service } = state
  const { settings } = model
  const span = settings['service.starsMost'] - settings['service.starsLeast']
  let answers = 0
  let quality = 0
  for (let c = 0; c < service.agents.length; c++) {
    const rated = today.service.ratedTickets[c]!
    answers += rated + today.service.abandonedTickets[c]!
    if (span > 0) {
      const stars = today.service.starsGiven[c]! - rated * settings['service.starsLeast']
      quality += Math.max(0, stars) / span
    }
  }
  if (answers === 0) return
  const share = Math.min(1, quality / answers)
  service.answerQuality += (share - service.answerQuality) / settings['service.memoryDays']
}
