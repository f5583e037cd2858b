/** Who is at the desk: usual and extra agents, and the hours that calls to buyers take from them. */
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { enlarged } from './arrivals.ts'
import { closeTicket } from './closing.ts'
import { agentsOf } from './desk.ts'
import type { Agents } from './state.ts'

/** Agents of today come, the extra ones are paid, tickets begun on earlier days are finished, calls are made. */
export function openDesk(model: Model, state: State): void {
  const { isPooled, agents: usual, openHour, closeHour } = model.service
  const own = state.service
  const paidHours = closeHour - openHour
  const classes = usual.length
  let extra = 0
  for (let c = 0; c < classes; c++) {
    beginExtra(state, c)
    extra += own.extraAgents[c]!
    own.agents[c] = usual[c]! + own.extraAgents[c]!
    state.today.service.paidHours[c]! += own.agents[c]! * paidHours
  }
  if (extra > 0) {
    const cents =
      extra *
      paidHours *
      model.settings['service.wageCentsPerHour'] *
      model.settings['service.extraWageFactor']
    postCost(state, accounts.wages, Math.floor(cents + 0.5))
  }
  finishBegun(model, state)
  const pools = isPooled ? 1 : classes
  for (let pool = 0; pool < pools; pool++) {
    let wanted = own.agents[pool]!
    if (isPooled) for (let c = 1; c < classes; c++) wanted += own.agents[c]!
    staffPool(model, state, pool, wanted)
  }
  makeCalls(model, state)
}

/** Extra agents come and go by day. */
function beginExtra(state: State, c: number): void {
  const own = state.service
  if (own.nextExtraFromDay[c]! <= state.day) {
    own.extraAgents[c] = own.nextExtraAgents[c]!
    own.extraUntilDay[c] = own.nextExtraUntilDay[c]!
    own.nextExtraFromDay[c] = 2_147_483_647
  }
  if (own.extraUntilDay[c]! < state.day) own.extraAgents[c] = 0
}

/** Tickets begun before today: their hours of today, and their close when it comes today. */
function finishBegun(model: Model, state: State): void {
  const { crew } = state.service
  const { busyHours, systemHours } = state.today.service
  const dayStart = 24 * state.day
  const dayEnd = dayStart + 24
  for (let agent = 0; agent < crew.count; agent++) {
    if (crew.isOpen[agent] === 0) continue
    const hours = Math.min(crew.freeHour[agent]!, dayEnd) - dayStart
    busyHours[crew.ticketClass[agent]!]! += hours
    systemHours[crew.ticketClass[agent]!]! += hours
    if (crew.freeHour[agent]! <= dayEnd) closeTicket(model, state, agent)
  }
}

/** Brings a pool to so many agents. Those busy longest leave first: they finish what they have begun. */
function staffPool(model: Model, state: State, pool: number, wanted: number): void {
  const { crew } = state.service
  const present = agentsOf(state, pool)
  for (let i = present.length; i < wanted; i++) addAgent(crew, pool, 24 * state.day)
  if (present.length <= wanted) return
  const leaving = new Set(
    present
      .toSorted((a, b) => crew.freeHour[b]! - crew.freeHour[a]! || b - a)
      .slice(0, present.length - wanted),
  )
  let kept = 0
  for (let agent = 0; agent < crew.count; agent++) {
    if (leaving.has(agent)) {
      if (crew.isOpen[agent] === 1) closeTicket(model, state, agent)
      continue
    }
    moveAgent(crew, agent, kept)
    kept += 1
  }
  crew.count = kept
}

function addAgent(crew: Agents, pool: number, freeHour: number): void {
  const at = crew.count++
  if (at === crew.pool.length) {
    const rows = 2 * at
    crew.pool = enlarged(crew.pool, new Uint8Array(rows))
    crew.freeHour = enlarged(crew.freeHour, new Float64Array(rows))
    crew.ticketClass = enlarged(crew.ticketClass, new Uint8Array(rows))
    crew.arrivedHour = enlarged(crew.arrivedHour, new Float64Array(rows))
    crew.isHard = enlarged(crew.isHard, new Uint8Array(rows))
    crew.product = enlarged(crew.product, new Int32Array(rows))
    crew.counter = enlarged(crew.counter, new Int32Array(rows))
    crew.quality = enlarged(crew.quality, new Float64Array(rows))
    crew.isOpen = enlarged(crew.isOpen, new Uint8Array(rows))
  }
  crew.pool[at] = pool
  crew.freeHour[at] = freeHour
  crew.isOpen[at] = 0
}

function moveAgent(crew: Agents, from: number, to: number): void {
  if (from === to) return
  crew.pool[to] = crew.pool[from]!
  crew.freeHour[to] = crew.freeHour[from]!
  crew.ticketClass[to] = crew.ticketClass[from]!
  crew.arrivedHour[to] = crew.arrivedHour[from]!
  crew.isHard[to] = crew.isHard[from]!
  crew.product[to] = crew.product[from]!
  crew.counter[to] = crew.counter[from]!
  crew.quality[to] = crew.quality[from]!
  crew.isOpen[to] = crew.isOpen[from]!
}

/** The class whose agents call buyers where the desk is not shared. */
function callClass(model: Model): number {
  return Math.max(0, model.entities.ticketClass.ids.indexOf('normal'))
}

/** Calls to buyers and about stuck orders are made first thing in the morning, by all agents alike. */
function makeCalls(model: Model, state: State): void {
  const { today } = state
  let hours = today.service.callHours[0]!
  for (const minutes of today.fulfilment.followUpMinutes) hours += minutes / 60
  if (hours === 0) return
  const { crew } = state.service
  const c = callClass(model)
  const opens = 24 * state.day + model.service.openHour
  const free = agentsOf(state, model.service.isPooled ? 0 : c).filter(
    (agent) => crew.isOpen[agent] === 0,
  )
  for (const agent of free) {
    crew.freeHour[agent] = Math.max(crew.freeHour[agent]!, opens) + hours / free.length
  }
  if (free.length > 0) today.service.busyHours[c]! += hours
}

/**
 * Hours that agents have for calls on the day that comes: paid hours less the work of the newest closed day and the
 * calls already promised.
 */
export function freeAgentHours(model: Model, state: State): number {
  const { isPooled, openHour, closeHour } = model.service
  const { closed, today } = state
  let agents = 0
  let busy = today.service.callHours[0]!
  for (const minutes of today.fulfilment.followUpMinutes) busy += minutes / 60
  for (const minutes of closed.fulfilment.followUpMinutes) busy -= minutes / 60
  busy -= closed.service.callHours[0]!
  for (let c = 0; c < state.service.agents.length; c++) {
    if (!isPooled && c !== callClass(model)) continue
    agents += state.service.agents[c]!
    busy += closed.service.busyHours[c]!
  }
  return Math.max(0, agents * (closeHour - openHour) - busy)
}
