/** The service desk: exact queues, priorities, seams between days, complaints and every command. */
import { describe, expect, it } from 'vitest'
import type { Command, Receipt, ScopeId } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { queueArrivals, drawTickets } from '../../packages/sim/src/mechanisms/service/arrivals.ts'
import { serveTickets } from '../../packages/sim/src/mechanisms/service/day.ts'
import { serveDay } from '../../packages/sim/src/mechanisms/service/desk.ts'
import { openDesk } from '../../packages/sim/src/mechanisms/service/staff.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { clearFlows, createState, type State } from '../../packages/sim/src/state.ts'
import { View } from '../../packages/sim/src/view.ts'
import { begin, idle, model, once, product, scripted } from './shop.ts'

const luck = { seed: 42, replication: 0 }
const classes = ['major', 'normal', 'urgent'] as const
const [major, normal, urgent] = [0, 1, 2] as const

/** A desk open without a break that nobody writes to unless said. */
const silent: Record<string, number> = {
  'service.openHour': 0,
  'service.openHours': 24,
  'service.isPooled': 0,
  ...Object.fromEntries(
    classes.flatMap((id) =>
      [
        'ticketsPerOrder',
        'ticketsPerReturnedUnit',
        'ticketsPerStuckOrder',
        'ticketsPerBadReview',
        'patienceHours',
        'hardTicketRatio',
      ].map((name) => [`ticketClasses.${id}.${name}`, 0]),
    ),
  ),
  ...Object.fromEntries(classes.map((id) => [`ticketClasses.${id}.agents`, 1])),
}

function desk(numbers: Record<string, number> = {}): Model {
  const quiet = {
    historyDays: 0,
    hasRoutine: false,
    products: [product('p_1', { visitsPerDay: 0 })],
  }
  return model(quiet, { ...silent, ...numbers })
}

/** Serves days one by one; what happened is given to `onDay`. */
function serve(shop: Model, days: number, onDay: (state: State) => void): State {
  const state = createState(shop)
  for (let day = 1; day <= days; day++) {
    state.day = day
    clearFlows(state.today)
    serveTickets(shop, state, luck)
    onDay(state)
  }
  return state
}

type Sums = Record<
  'wait' | 'started' | 'waited' | 'quick' | 'busy' | 'queue' | 'system' | 'given',
  number
>

function sums(shop: Model, days: number, c: number = normal): Sums {
  const sum = { wait: 0, started: 0, waited: 0, quick: 0, busy: 0, queue: 0, system: 0, given: 0 }
  serve(shop, days, ({ today: { service } }) => {
    sum.wait += service.waitHours[c]!
    sum.started += service.startedTickets[c]!
    sum.waited += service.waitedTickets[c]!
    sum.quick += service.quickTickets[c]!
    sum.busy += service.busyHours[c]!
    sum.queue += service.queueHours[c]!
    sum.system += service.systemHours[c]!
    sum.given += service.abandonedTickets[c]!
  })
  return sum
}

/** Stationary law of a birth–death process by its rates; `death(n)` is the rate of leaving n. */
function stationary(birth: number, death: (n: number) => number, states = 2_000): Float64Array {
  const law = new Float64Array(states)
  law[0] = 1
  let total = 1
  for (let n = 1; n < states; n++) total += law[n] = (law[n - 1]! * birth) / death(n)
  return law.map((weight) => weight / total)
}

describe('an open desk is M/M/c', () => {
  const days = 3_000
  it.each([
    [1, 4, 0.25, 8.4, 1, 1.8],
    [3, 12, 0.1, 2.8, 1.7, 2.3],
  ])('%i agents, %i tickets an hour', (agents, rate, thresholdHours, sdWait, sdP, sdQuick) => {
    const shop = desk({
      'ticketClasses.normal.agents': agents,
      'ticketClasses.normal.ticketsPerHour': rate,
      'ticketClasses.normal.ticketsPerAgentHour': 5,
      'service.waitThresholdHours': thresholdHours,
    })
    const { wait, started, waited, quick, busy, queue, system } = sums(shop, days)
    const law = stationary(rate, (n) => 5 * Math.min(n, agents))
    const pWait = law.slice(agents).reduce((p, one) => p + one, 0)
    const spare = agents * 5 - rate
    const se = (sd: number) => (4 * sd) / Math.sqrt(started)
    expect(Math.abs(waited / started - pWait)).toBeLessThan(se(sdP))
    expect(Math.abs(wait / started - pWait / spare)).toBeLessThan(se(sdWait))
    const pQuick = 1 - pWait * Math.exp(-spare * thresholdHours)
    expect(Math.abs(quick / started - pQuick)).toBeLessThan(se(sdQuick))
    const hours = 24 * days
    expect(busy / hours / agents).toBeCloseTo(0.8, 1)
    // Little's law holds of the integrals themselves, up to what is left at the end
    expect(Math.abs(queue / hours - (rate * wait) / started)).toBeLessThan(0.05 * rate)
    expect(system - queue).toBeCloseTo(busy, 6)
  })

  it('with patience gives up as Erlang A says', () => {
    const [rate, agents, patience] = [12, 2, 0.5] as const
    const shop = desk({
      'ticketClasses.normal.agents': agents,
      'ticketClasses.normal.ticketsPerHour': rate,
      'ticketClasses.normal.ticketsPerAgentHour': 5,
      'ticketClasses.normal.patienceHours': patience,
    })
    const { started, given, queue } = sums(shop, 2_000)
    const law = stationary(
      rate,
      (n) => 5 * Math.min(n, agents) + Math.max(0, n - agents) / patience,
    )
    const meanQueue = law.reduce((sum, p, n) => sum + p * Math.max(0, n - agents), 0)
    expect(given / (given + started)).toBeCloseTo(meanQueue / patience / rate, 2)
    expect(queue / 48_000).toBeCloseTo(meanQueue, 1)
  })
})

describe('the clock', () => {
  const busy = {
    'ticketClasses.normal.agents': 2,
    'ticketClasses.normal.ticketsPerHour': 9,
    'ticketClasses.normal.ticketsPerAgentHour': 5,
  }

  it('runs across midnight without a seam', () => {
    const shop = desk(busy)
    const arrivals: [arrivedHour: number, serviceHours: number][] = []
    const twin = createState(shop)
    for (let day = 1; day <= 30; day++) {
      twin.day = day
      drawTickets(shop, twin, luck)
      twin.service.queue.count = 0
      queueArrivals(shop, twin, luck)
      for (let i = 0; i < twin.service.queue.count; i++) {
        arrivals.push([twin.service.queue.arrivedHour[i]!, twin.service.queue.serviceHours[i]!])
      }
    }
    expect(arrivals.length).toBeGreaterThan(6_000)
    const free = [24, 24]
    const waitOfDay = new Float64Array(40)
    for (const [arrivedHour, hours] of arrivals) {
      free.sort((a, b) => a - b)
      const start = Math.max(free[0]!, arrivedHour)
      waitOfDay[Math.floor(start / 24)]! += start - arrivedHour
      free[0] = start + hours
    }
    let carried = 0
    serve(shop, 30, ({ day, today, service }) => {
      expect(today.service.waitHours[normal]).toBeCloseTo(waitOfDay[day]!, 8)
      if (service.queue.count > 0) carried += 1
    })
    expect(carried).toBeGreaterThan(5)
  })

  it('serves only while the desk is open, and finishes what was begun', () => {
    const shop = desk({ 'service.openHour': 9, 'service.openHours': 2 })
    const state = createState(shop)
    state.day = 1
    put(state, [
      { c: normal, arrived: 10.5, hours: 1 },
      { c: normal, arrived: 10.75, hours: 1 },
    ])
    openDesk(shop, state)
    serveDay(shop, state, luck)
    expect(state.today.service.startedTickets[normal]).toBe(1)
    expect(state.today.service.busyHours[normal]).toBeCloseTo(1, 12)
    expect(state.service.queue.count).toBe(1)
    clearFlows(state.today)
    state.day = 2
    openDesk(shop, state)
    serveDay(shop, state, luck)
    // from 10:45 to 9:00
    expect(state.today.service.waitHours[normal]).toBeCloseTo(22.25, 12)
  })

  it('never lets a ticket wait longer for another agent', () => {
    for (const agents of [3, 4, 6]) {
      const shops = [agents - 1, agents].map((n) =>
        desk({ ...busy, 'ticketClasses.normal.agents': n }),
      )
      const starts = shops.map((shop) => startHours(shop, 60))
      expect(starts[1]!.size).toBeGreaterThanOrEqual(starts[0]!.size)
      for (const [ticket, hour] of starts[0]!) {
        expect(starts[1]!.get(ticket)!).toBeLessThanOrEqual(hour)
      }
    }
  })
})

/** When each ticket was begun, by its arrival; the desk’s own sums must agree. */
function startHours(shop: Model, days: number): Map<number, number> {
  const starts = new Map<number, number>()
  const state = createState(shop)
  for (let day = 1; day <= days; day++) {
    state.day = day
    clearFlows(state.today)
    openDesk(shop, state)
    drawTickets(shop, state, luck)
    queueArrivals(shop, state, luck)
    const { queue, crew } = state.service
    const rows = Array.from({ length: queue.count }, (_, i) => i)
    // the recursion of Kiefer and Wolfowitz on the very rows that the desk will serve
    const free = Array.from(crew.freeHour.subarray(0, crew.count)).filter(
      (_, i) => crew.pool[i] === normal,
    )
    let waitHours = 0
    for (const i of rows) {
      free.sort((a, b) => a - b)
      const start = Math.max(free[0]!, queue.arrivedHour[i]!)
      if (start >= 24 * day + 24) break
      starts.set(queue.arrivedHour[i]!, start)
      waitHours += start - queue.arrivedHour[i]!
      free[0] = start + queue.serviceHours[i]!
    }
    const before = queue.count
    serveDay(shop, state, luck)
    const begun = before - state.service.queue.count
    expect(begun).toBe(state.today.service.startedTickets[normal])
    expect(state.today.service.waitHours[normal]).toBeCloseTo(waitHours, 9)
  }
  return starts
}

interface Ticket {
  readonly c: number
  /** Hour of day 1. */
  readonly arrived: number
  readonly hours: number
  readonly patience?: number
  readonly isHard?: boolean
}

/** Puts tickets into an empty queue, in the order of their arrival. */
function put({ service: { queue } }: State, tickets: readonly Ticket[]): void {
  queue.count = tickets.length
  tickets.forEach(({ c, arrived, hours, patience = Infinity, isHard = false }, row) => {
    queue.ticketClass[row] = c
    queue.arrivedHour[row] = 24 + arrived
    queue.serviceHours[row] = hours
    queue.patienceHour[row] = 24 + arrived + patience
    queue.isHard[row] = isHard ? 1 : 0
    queue.product[row] = 0
    queue.counter[row] = row
  })
}

/** One agent, one day: waits by class. */
function waits(numbers: Record<string, number>, tickets: readonly Ticket[]): number[] {
  const shop = desk(numbers)
  const state = createState(shop)
  state.day = 1
  openDesk(shop, state)
  // all agents but one never come
  state.service.crew.freeHour.fill(1_000, 1)
  put(state, tickets)
  serveDay(shop, state, luck)
  return Array.from(state.today.service.waitHours)
}

describe('a shared desk', () => {
  const tickets: Ticket[] = [
    { c: normal, arrived: 1, hours: 1 },
    { c: normal, arrived: 1.25, hours: 1 },
    { c: major, arrived: 1.5, hours: 1 },
    { c: urgent, arrived: 3.5, hours: 1 },
  ]
  it('serves by arrival while the ranks are equal', () => {
    // 1–2, 2–3 (waited 0.75), major 3–4 (1.5), urgent 4–5 (0.5)
    expect(waits({ 'service.isPooled': 1 }, tickets)).toEqual([1.5, 0.75, 0.5])
  })
  it('serves the first rank first and finishes what was begun', () => {
    // 1–2, major 2–3 (0.5), second normal 3–4 (1.75), urgent 4–5 (0.5)
    const numbers = { 'service.isPooled': 1, 'ticketClasses.major.rank': 1 }
    expect(waits(numbers, tickets)).toEqual([0.5, 1.75, 0.5])
  })
  it('does not meet buyers who have given up', () => {
    const impatient = tickets.map((one, i) => (i === 1 ? { ...one, patience: 0.5 } : one))
    // the second is gone at 1:45: major 2–3 (0.5)
    expect(waits({ 'service.isPooled': 1 }, impatient)).toEqual([0.5, 0, 0])
  })
})

const command = (
  id: Command['command'],
  scope: ScopeId,
  entity: number,
  values: Command['values'],
): Command => ({ command: id, scope, entities: [entity], values })

/** Carries a command out on the evening of the run's newest day. */
function ask(run: Run, one: Command, isAfterClose = true): Receipt {
  const { model: shop, state, view } = run
  return applyCommands({ model: shop, state, view, luck, isAfterClose }, [one])[0]!
}

describe('addAgents', () => {
  const add = (agents: number, days?: number) =>
    command('addAgents', 'ticketClass', normal, days === undefined ? { agents } : { agents, days })

  it('brings them tomorrow, for the days asked, at 1.5 times the wage of the open hours', () => {
    const shop = model({ historyDays: 0, hasRoutine: false }, { 'money.staffWagesCentsPerDay': 0 })
    const seen: number[][] = []
    const run = begin(shop, scripted(once(1, 'endOfDay', add(2, 2))), {
      onClose: ({ flows, state }) =>
        seen.push([flows.money.costCents[accounts.wages]!, state.service.agents[normal]!]),
    })
    advance(run, 4)
    const usual = shop.service.agents[normal]!
    const wages = 2 * 12 * 3_000 * 1.5
    expect(seen.map(([, agents]) => agents! - usual)).toEqual([0, 2, 2, 0])
    expect(seen.map(([cents]) => cents)).toEqual([0, wages, wages, 0])
  })
  it('starts tomorrow in the morning too, is renewed and taken back, up to what can be hired', () => {
    const shop = desk({ 'service.extraAgentsMax': 5 })
    const run = begin(shop)
    advance(run, 1)
    expect(ask(run, add(4), false)).toEqual({ fate: 'applied' })
    const other = command('addAgents', 'ticketClass', urgent, { agents: 3, days: 1 })
    expect(ask(run, other)).toEqual({ fate: 'adjusted', reason: 'hiringLimit' })
    advance(run, 1)
    expect(Array.from(run.state.service.extraAgents)).toEqual([0, 4, 1])
    expect(ask(run, add(0))).toEqual({ fate: 'applied' })
    advance(run, 1)
    expect(Array.from(run.state.service.extraAgents)).toEqual([0, 0, 0])
  })
})

describe('setTicketPriority', () => {
  it('sets the rank once', () => {
    const run = begin(desk())
    const rank = command('setTicketPriority', 'ticketClass', major, { rank: 1 })
    expect(ask(run, rank)).toEqual({ fate: 'applied' })
    expect(Array.from(run.state.service.rank)).toEqual([1, 2, 2])
    expect(ask(run, rank)).toEqual({ fate: 'rejected', reason: 'unchanged' })
  })
})

describe('hard tickets', () => {
  const hard = (c: number, arrived: number): Ticket => ({ c, arrived, hours: 0.5, isHard: true })

  /** Day 1 with tickets that the front line cannot solve. */
  function tried(tickets: readonly Ticket[]): { shop: Model; state: State; run: Run } {
    const run = begin(desk({ 'service.goodwillRatio': 1, 'service.hardTicketDays': 2 }))
    const { model: shop, state } = run
    put(state, tickets)
    advance(run, 1)
    return { shop, state, run }
  }

  it('stay open after one try, and end with one star and a bad review', () => {
    const { state, run } = tried([hard(normal, 1), hard(normal, 2)])
    expect(state.service.hardTickets[normal]).toBe(2)
    expect(state.service.ticketsOpen[normal]).toBe(2)
    expect(state.closed.service.closedTickets[normal]).toBe(0)
    advance(run, 1)
    expect(state.closed.reviews.badReviews[0]).toBe(0)
    advance(run, 1)
    expect(state.service.hardTickets[normal]).toBe(0)
    expect(state.closed.reviews.badReviews[0]).toBe(2)
    expect(state.closed.service.starsGiven[normal]).toBe(2)
  })

  it('are solved by supervisors as far as their hours go, oldest first, for wages and goodwill', () => {
    const many = Array.from({ length: 10 }, (_, i) => hard(normal, 1 + i))
    const { state, run } = tried(many)
    const escalate = command('escalateTickets', 'ticketClass', normal, { maxTickets: 10 })
    // 4 hours a day, half an hour each
    expect(ask(run, escalate)).toEqual({ fate: 'adjusted', reason: 'supervisorHours' })
    expect(state.service.hardTickets[normal]).toBe(2)
    expect(Array.from(state.service.hard.arrivedHour.subarray(0, 2))).toEqual([24 + 9, 24 + 10])
    expect(state.today.money.costCents[accounts.wages]).toBe(4 * 12_000)
    expect(state.today.money.refundCents[0]).toBe(8 * 3_000)
    expect(state.today.service.closedTickets[normal]).toBe(8)
    expect(state.today.service.starsGiven[normal]).toBeCloseTo(8 * 4.2, 9)
    expect(ask(run, escalate)).toEqual({ fate: 'rejected', reason: 'supervisorHours' })
    const others = command('escalateTickets', 'ticketClass', urgent, { maxTickets: 1 })
    expect(ask(run, others)).toEqual({ fate: 'rejected', reason: 'unchanged' })
  })
})

describe('complaints', () => {
  /** Every unit delivered brings a complaint about the platform or, where said, about the goods. */
  const loud = {
    ...silent,
    'reviews.delayDays': 1,
    'complaints.perUnitByPlatform': 1,
    'complaints.perLateParcel': 0,
    'complaints.perDamagedParcel': 0,
    'complaints.perDefectiveUnit': 0,
  }
  const total = (column: Float64Array) => column.reduce((sum, one) => sum + one, 0)

  it('become tickets, and three in ten are booked on the wrong party until it is traced', () => {
    const shop = model({ historyDays: 0 }, loud)
    const counts = { complaints: 0, channel: 0, opened: 0, late: 0, lateChannel: 0 }
    const run = begin(shop, idle, {
      onClose: ({ flows: { service }, state }) => {
        const all = total(service.complaints)
        expect(total(service.openedTickets)).toBe(all)
        const booked = [service.supplierComplaints, service.warehouseComplaints]
        expect(
          booked.reduce((sum, one) => sum + total(one), total(service.channelComplaints)),
        ).toBe(all)
        if (state.day <= 60) {
          counts.complaints += all
          counts.channel += total(service.channelComplaints)
        } else {
          counts.late += all
          counts.lateChannel += total(service.channelComplaints)
        }
      },
    })
    advance(run, 60)
    expect(counts.complaints).toBeGreaterThan(300)
    expect(counts.channel / counts.complaints).toBeCloseTo(0.7, 1)
    run.state.people.tracedDay.channel.fill(60)
    advance(run, 28)
    expect(counts.lateChannel).toBe(counts.late)
  })

  it('are paid for by who caused them, once, and only as far as is proven', () => {
    const shop = model({ historyDays: 0 }, { ...loud, 'complaints.wrongBookingRatio': 0 })
    const run = begin(shop)
    advance(run, 10)
    const { state } = run
    const view = new View(shop, state)
    view.refresh()
    const c = Array.from(state.service.causedByDay).some((n) => n > 0)
    expect(c).toBe(true)
    const party = 2 + 1 + shop.demand.channels.marketplace
    const parties = state.service.causedByDay.length / 32
    const caused = (p: number) =>
      Array.from({ length: 32 }, (_, row) => state.service.causedByDay[row * parties + p]!).reduce(
        (sum, one) => sum + one,
        0,
      )
    let claimed = 0
    let most = party
    for (let p = 3; p < parties; p++) if (caused(p) > caused(most)) most = p
    const n = caused(most)
    expect(n).toBeGreaterThan(1)
    const channel = most - 3
    const claim = (amountCents: number) =>
      command('chargeBack', 'channel', channel, { amountCents })
    const cash = state.money.cashCents
    expect(ask(run, claim(5_000))).toEqual({ fate: 'applied' })
    claimed += 5_000
    expect(ask(run, claim(1_000_000_000))).toEqual({ fate: 'adjusted', reason: 'provenAmount' })
    claimed += 5_000 * (n - 1)
    expect(state.money.cashCents - cash).toBe(claimed)
    expect(state.today.money.costCents[accounts.other]).toBe(-claimed)
    // nothing is left to claim: the next one is unjust
    expect(ask(run, claim(5_000))).toEqual({ fate: 'rejected', reason: 'notAtFault' })
    expect(state.service.channelRelationFactor[channel]).toBe(1.05)
    advance(run, 60)
    expect(state.service.channelRelationFactor[channel]).toBe(1.05)
    advance(run, 1)
    expect(state.service.channelRelationFactor[channel]).toBe(1)
  })
})

describe('calls', () => {
  it('about stuck orders take agents off the desk first thing in the morning', () => {
    const shop = desk()
    const state = createState(shop)
    state.day = 1
    state.today.fulfilment.followUpMinutes[0] = 120
    openDesk(shop, state)
    put(state, [{ c: normal, arrived: 0.5, hours: 1 }])
    serveDay(shop, state, luck)
    expect(state.today.service.waitHours[normal]).toBeCloseTo(1.5, 12)
    expect(state.today.service.busyHours[normal]).toBeCloseTo(3, 12)
  })
})

describe('figures of the desk', () => {
  it('are sums, ratios and the 90th percentile of the closed day', () => {
    const run = begin(desk())
    put(
      run.state,
      Array.from({ length: 10 }, (_, i) => ({ c: normal, arrived: 0, hours: i === 9 ? 5 : 1 })),
    )
    advance(run, 1)
    const figure = (id: string) => run.view.column('ticketClass', id)![normal]
    // answered at 0, 1 … 9 o’clock; the last is closed at 14
    expect(figure('firstResponseHours')).toBeCloseTo(4.5, 9)
    expect(figure('waitP90Hours')).toBeCloseTo(9, 9)
    expect(figure('agentUseRatio')).toBeCloseTo(14 / 24, 9)
    expect(figure('ticketsOpen')).toBe(0)
    expect(run.view.column('shop', 'agents')![0]).toBe(3)
    expect(figure('limitHours')).toBe(24)
    // stars 2 + 2.8 × 2^(−wait ÷ 24)
    const stars = Array.from({ length: 10 }, (_, h) => 2 + 2.8 * 2 ** (-h / 24))
    expect(figure('satisfaction')).toBeCloseTo(stars.reduce((s, one) => s + one, 0) / 10, 9)
    expect(run.view.column('ticketClass', 'satisfaction')![major]).toBeNaN()
  })

  it('say of every class how busy the whole desk is where agents serve all', () => {
    const run = begin(desk({ 'service.isPooled': 1 }))
    put(run.state, [{ c: normal, arrived: 0, hours: 6 }])
    advance(run, 1)
    const ofDesk = run.view.column('shop', 'agentUseRatio')![0]!
    expect(ofDesk).toBeCloseTo(6 / (24 * run.view.column('shop', 'agents')![0]!), 9)
    expect([...run.view.column('ticketClass', 'agentUseRatio')!]).toEqual([ofDesk, ofDesk, ofDesk])
  })

  it('count what is overdue at the end of the day', () => {
    const run = begin(desk())
    put(run.state, [
      { c: urgent, arrived: 1, hours: 30 },
      { c: urgent, arrived: 19, hours: 1 },
      { c: urgent, arrived: 21, hours: 1 },
    ])
    advance(run, 1)
    expect(run.view.column('ticketClass', 'ticketsOpen')![urgent]).toBe(3)
    expect(run.view.column('ticketClass', 'ticketsOverdue')![urgent]).toBe(2)
  })
})
