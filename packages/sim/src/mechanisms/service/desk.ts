/**
 * The event clock of the service desk. Agents of a pool take the waiting ticket of the first rank, the oldest first,
 * as soon as one of them is free; hours go on from day to day, so that a ticket waits, and is answered, across
 * midnight as within a day. One class, no closing and exponential times: M/M/c (Erlang 1917, formula C), with
 * exponential patience M/M/c+M (Erlang A; Garnett, Mandelbaum & Reiman 2002).
 *
 *   agent free at f, oldest ticket arrived at a ─▶ t = max(f, a, opening) ─▶ first rank among those arrived by t
 *                                                      patience over before t: given up, next
 */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, type Key } from '../../random.ts'
import type { State } from '../../state.ts'
import { patienceOf } from './arrivals.ts'
import { answerQuality, closeTicket } from './closing.ts'

/** Class of a row of the queue that is no longer waiting. */
const gone = 255

/** Serves the tickets in the queue until the day is over; what is not begun stays in it. */
export function serveDay(model: Model, state: State, luck: Luck): void {
  const key = deriveKey(luck.seed, luck.replication, 'service.patience', state.day)
  const pools = model.service.isPooled ? 1 : model.service.agents.length
  for (let pool = 0; pool < pools; pool++) servePool(model, state, key, pool)
  sweepQueue(model, state, key)
}

function servePool(model: Model, state: State, key: Key, pool: number): void {
  const { queue, crew, rank } = state.service
  const { ticketClass, arrivedHour } = queue
  const { freeHour } = crew
  const { isPooled, openHour, closeHour } = model.service
  const classes = rank.length
  const firstClass = isPooled ? 0 : pool
  const lastClass = isPooled ? classes - 1 : pool
  const agents = agentsOf(state, pool)
  if (agents.length === 0) return
  const dayStart = 24 * state.day
  const opens = dayStart + openHour
  const closes = dayStart + closeHour
  const end = queue.count
  const heads = new Int32Array(classes)
  const isByArrival = isPooled && rank.every((one) => one === rank[0])
  /** First ticket that still waits, of any class. */
  let first = 0
  while (true) {
    let oldest = end
    if (isByArrival) {
      while (first < end && ticketClass[first] === gone) first += 1
      oldest = first
    } else {
      for (let c = firstClass; c <= lastClass; c++) {
        let head = heads[c]!
        while (head < end && ticketClass[head] !== c) head += 1
        heads[c] = head
        if (head < oldest) oldest = head
      }
    }
    if (oldest === end) return
    let agent = agents[0]!
    for (let i = 1; i < agents.length; i++) {
      if (freeHour[agents[i]!]! < freeHour[agent]!) agent = agents[i]!
    }
    const startHour = Math.max(freeHour[agent]!, arrivedHour[oldest]!, opens)
    if (startHour >= closes) return
    let ticket = oldest
    if (isPooled && !isByArrival) {
      for (let c = 0; c < classes; c++) {
        const head = heads[c]!
        if (head === end || arrivedHour[head]! > startHour) continue
        const ahead = rank[c]! - rank[ticketClass[ticket]!]!
        if (ahead < 0 || (ahead === 0 && head < ticket)) ticket = head
      }
    }
    const mustWait = startHour > arrivedHour[ticket]!
    if (mustWait && patienceOf(model, state, key, ticket) < startHour)
      giveUp(state, ticket, dayStart)
    else begin(model, state, agent, ticket, startHour)
  }
}

/** Rows of the agents of a pool. */
export function agentsOf(state: State, pool: number): number[] {
  const { crew } = state.service
  const rows: number[] = []
  for (let i = 0; i < crew.count; i++) if (crew.pool[i] === pool) rows.push(i)
  return rows
}

/** An agent answers a ticket. */
function begin(model: Model, state: State, agent: number, ticket: number, startHour: number): void {
  const { queue, crew } = state.service
  const flows = state.today.service
  const dayStart = 24 * state.day
  const dayEnd = dayStart + 24
  const c = queue.ticketClass[ticket]!
  const arrivedHour = queue.arrivedHour[ticket]!
  const waitHours = startHour - arrivedHour
  const freeHour = startHour + queue.serviceHours[ticket]!
  const queuedFrom = arrivedHour > dayStart ? arrivedHour : dayStart
  const busyUntil = freeHour < dayEnd ? freeHour : dayEnd
  flows.startedTickets[c]! += 1
  flows.waitHours[c]! += waitHours
  if (waitHours > 0) flows.waitedTickets[c]! += 1
  if (waitHours <= model.service.waitThresholdHours) flows.quickTickets[c]! += 1
  flows.queueHours[c]! += startHour - queuedFrom
  flows.systemHours[c]! += busyUntil - queuedFrom
  flows.busyHours[c]! += busyUntil - startHour
  crew.freeHour[agent] = freeHour
  crew.ticketClass[agent] = c
  crew.arrivedHour[agent] = arrivedHour
  crew.isHard[agent] = queue.isHard[ticket]!
  crew.product[agent] = queue.product[ticket]!
  crew.counter[agent] = queue.counter[ticket]!
  crew.quality[agent] = answerQuality(model, c, waitHours)
  crew.isOpen[agent] = 1
  queue.ticketClass[ticket] = gone
  if (freeHour <= dayEnd) closeTicket(model, state, agent)
}

/** A buyer gives up waiting. */
function giveUp(state: State, ticket: number, dayStart: number): void {
  const { queue } = state.service
  const flows = state.today.service
  const c = queue.ticketClass[ticket]!
  const hours = queue.patienceHour[ticket]! - Math.max(queue.arrivedHour[ticket]!, dayStart)
  flows.abandonedTickets[c]! += 1
  flows.queueHours[c]! += hours
  flows.systemHours[c]! += hours
  queue.ticketClass[ticket] = gone
}

/** The day is over: buyers whose patience is over have given up, the others wait on. */
function sweepQueue(model: Model, state: State, key: Key): void {
  const { queue } = state.service
  const { queueHours, systemHours } = state.today.service
  const dayStart = 24 * state.day
  const dayEnd = dayStart + 24
  let kept = 0
  for (let row = 0; row < queue.count; row++) {
    const c = queue.ticketClass[row]!
    if (c === gone) continue
    if (patienceOf(model, state, key, row) <= dayEnd) {
      giveUp(state, row, dayStart)
      continue
    }
    const hours = dayEnd - Math.max(queue.arrivedHour[row]!, dayStart)
    queueHours[c]! += hours
    systemHours[c]! += hours
    queue.ticketClass[kept] = c
    queue.arrivedHour[kept] = queue.arrivedHour[row]!
    queue.serviceHours[kept] = queue.serviceHours[row]!
    queue.patienceHour[kept] = queue.patienceHour[row]!
    queue.isHard[kept] = queue.isHard[row]!
    queue.product[kept] = queue.product[row]!
    queue.counter[kept] = queue.counter[row]!
    kept += 1
  }
  queue.count = kept
}
