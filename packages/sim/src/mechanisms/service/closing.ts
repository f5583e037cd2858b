/** What comes of an answer: the ticket is closed and rated, or turns out to be too hard for the front line. */
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { enlarged } from './arrivals.ts'

/** 1 for an answer at once, half of it after the time limit of the class, and so on. */
export function answerQuality(model: Model, ticketClass: number, waitHours: number): number {
  return waitHours === 0 ? 1 : exp((-Math.LN2 * waitHours) / model.service.limitHours[ticketClass]!)
}

/** The agent is done with the ticket: a hard one stays open. */
export function closeTicket(model: Model, state: State, agent: number): void {
  const { crew } = state.service
  const c = crew.ticketClass[agent]!
  crew.isOpen[agent] = 0
  if (crew.isHard[agent] === 1) {
    addHard(state, agent)
    return
  }
  const { starsLeast, starsMost } = model.service
  const stars = starsLeast + (starsMost - starsLeast) * crew.quality[agent]!
  noteClosed(state, c, crew.freeHour[agent]! - crew.arrivedHour[agent]!)
  rate(state, c, stars)
}

/** Books a ticket as closed after so many hours. */
export function noteClosed(state: State, ticketClass: number, hours: number): void {
  const flows = state.today.service
  const at = flows.closedCount[0]!
  if (at === flows.closedHours.length) {
    flows.closedHours = enlarged(flows.closedHours, new Float64Array(2 * at))
    flows.closedClass = enlarged(flows.closedClass, new Uint8Array(2 * at))
  }
  flows.closedHours[at] = hours
  flows.closedClass[at] = ticketClass
  flows.closedTickets[ticketClass]! += 1
  flows.closedCount[0] = at + 1
}

/** Books the stars that a buyer gives. */
export function rate(state: State, ticketClass: number, stars: number): void {
  state.today.service.starsGiven[ticketClass]! += stars
  state.today.service.ratedTickets[ticketClass]! += 1
}

function addHard(state: State, agent: number): void {
  const { crew, hard } = state.service
  const at = hard.count++
  if (at === hard.product.length) {
    const rows = 2 * at
    hard.ticketClass = enlarged(hard.ticketClass, new Uint8Array(rows))
    hard.arrivedHour = enlarged(hard.arrivedHour, new Float64Array(rows))
    hard.triedDay = enlarged(hard.triedDay, new Int32Array(rows))
    hard.product = enlarged(hard.product, new Int32Array(rows))
    hard.counter = enlarged(hard.counter, new Int32Array(rows))
  }
  hard.ticketClass[at] = crew.ticketClass[agent]!
  hard.arrivedHour[at] = crew.arrivedHour[agent]!
  hard.triedDay[at] = state.day
  hard.product[at] = crew.product[agent]!
  hard.counter[at] = crew.counter[agent]!
}

/** Hard tickets that nobody solved in time are given up: one star, and a bad review follows. */
export function giveUpHardTickets(model: Model, state: State): void {
  const { hard } = state.service
  const { givenUpTickets } = state.today.service
  const days = model.settings['service.hardTicketDays']
  const stars = model.settings['service.starsGivenUp']
  keepHardTickets(state, (row) => {
    if (state.day - hard.triedDay[row]! < days) return true
    const product = hard.product[row]!
    if (product >= 0) givenUpTickets[product]! += 1
    rate(state, hard.ticketClass[row]!, stars)
    return false
  })
}

/** Takes out the hard tickets that are not kept; asked oldest first. */
export function keepHardTickets(state: State, isKept: (row: number) => boolean): void {
  const { hard } = state.service
  let kept = 0
  for (let row = 0; row < hard.count; row++) {
    if (!isKept(row)) continue
    hard.ticketClass[kept] = hard.ticketClass[row]!
    hard.arrivedHour[kept] = hard.arrivedHour[row]!
    hard.triedDay[kept] = hard.triedDay[row]!
    hard.product[kept] = hard.product[row]!
    hard.counter[kept] = hard.counter[row]!
    kept += 1
  }
  hard.count = kept
}
