/**
 * One shop, one luck, day by day.
 *
 *   start ─▶ history days under the house routine ─▶ fork for each arm ─▶ days of the run
 *
 *   a day:  exogenous ─▶ inbound ─▶ morningReview ─▶ demand ─▶ handling ─▶ service ─▶ customerEffects ─▶ desks
 *           ─▶ money ─▶ close ─▶ eveningReview ─▶ houseRoutine
 *
 *   exogenous        shocks, rivals, suppliers' states, popularity; temporary offers end
 *   inbound          purchase orders, transfers and returns due today arrive
 *   morningReview    playbooks with timing startOfDay, on yesterday's closed figures and this morning's stock
 *   demand           visits, orders, sales, lost sales; who will send goods back is decided
 *   handling         orders and backlog are packed up to capacity
 *   service          tickets arrive and are answered on an event clock
 *   customerEffects  reviews, segments, inspectors
 *   desks            people work on tasks
 *   money            goods age; payouts, supplier bills, wages, advertising, holding cost
 *   close            the books of the day close: windows, histories and records take its figures
 *   eveningReview    playbooks with timing endOfDay, on today's closed figures
 *   houseRoutine     what is done by hand, after the playbooks so that it sees theirs
 *
 * What happens after the close — orders, messages, price labels — belongs to the next day: it takes effect
 * then, and its costs are booked then. So a playbook that first fires on the evening of day k leaves days
 * 1 … k as they were.
 */
import type {
  HistoryNeed,
  Program,
  Reviewer,
  ReviewCounts,
  ReviewWatch,
  ScopeId,
  Shop,
  Snapshot,
} from '@sandtable/rules'
import { announcementsOf } from './announcements.ts'
import { catalogue } from './catalogue.ts'
import { applyCommands } from './commands/index.ts'
import { History } from './history.ts'
import { weekdayOfDay } from './mechanisms/world/calendar.ts'
import type { Luck } from './luck.ts'
import { drawDrift, sell, startDrift } from './mechanisms/demand/demand.ts'
import { inspectShop } from './mechanisms/compliance/day.ts'
import { moveCustomers } from './mechanisms/customers/day.ts'
import { openCustomers } from './mechanisms/customers/opening.ts'
import { beginTrafficDay } from './mechanisms/demand/day.ts'
import { handleOrders } from './mechanisms/fulfilment/day.ts'
import { beginOffersDay, refreshOffers } from './mechanisms/offers/day.ts'
import { workTasks } from './mechanisms/people/day.ts'
import { receiveReturns, scheduleReturns } from './mechanisms/returns/day.ts'
import { writeReviews } from './mechanisms/reviews/day.ts'
import { openRatings } from './mechanisms/reviews/rating.ts'
import { serveTickets } from './mechanisms/service/day.ts'
import { receiveTransfers, ageStock } from './mechanisms/shelves/day.ts'
import { beginWorldDay } from './mechanisms/world/day.ts'
import { runHouseRoutine } from './mechanisms/supply/houseRoutine.ts'
import { settle } from './mechanisms/money/money.ts'
import { closeTotals, openStocks } from './mechanisms/shelves/stock.ts'
import { noteStockouts } from './mechanisms/shelves/stockouts.ts'
import type { Model } from './model.ts'
import { receiveDueOrders } from './mechanisms/supply/day.ts'
import { moveSupplyWindows } from './mechanisms/supply/windows.ts'
import { clearFlows, cloneState, createState, type State } from './state.ts'
import { View } from './view.ts'

/** Figures that exist before any day has closed. */
const stateMetrics: ReadonlySet<string> = new Set(
  catalogue.metrics.filter(({ window }) => window === 'now').map(({ id }) => id),
)

/** Told of every closed day and every review. */
export interface Observer {
  onClose?(view: View): void
  /** `counts` are reused by the next review. */
  onReview?(day: number, counts: ReviewCounts): void
  /** Gives what to watch the next review with; for explanations, never in an experiment. */
  watchReview?(timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot): ReviewWatch
}

/** A shop that has come to the end of some day and can go on. */
export interface Run {
  readonly model: Model
  readonly state: State
  readonly luck: Luck
  readonly view: View
  readonly history: History
  /** Absent while the history runs. */
  readonly reviewer?: Reviewer
  readonly observer: Observer
}

const steps: readonly (readonly [name: string, step: (run: Run) => void])[] = [
  [
    'exogenous',
    ({ model, state, luck }) => {
      beginWorldDay(model, state, luck)
      drawDrift(model, state, luck)
      beginOffersDay(model, state, luck)
    },
  ],
  [
    'inbound',
    ({ model, state, luck }) => {
      receiveDueOrders(model, state)
      receiveTransfers(model, state, luck)
      receiveReturns(model, state, luck)
    },
  ],
  ['morningReview', (run) => review(run, 'startOfDay')],
  [
    'demand',
    ({ model, state, luck }) => {
      refreshOffers(model, state, luck)
      beginTrafficDay(model, state, luck)
      sell(model, state, luck)
      scheduleReturns(model, state, luck)
    },
  ],
  ['handling', ({ model, state, luck }) => handleOrders(model, state, luck)],
  ['service', ({ model, state, luck }) => serveTickets(model, state, luck)],
  [
    'customerEffects',
    ({ model, state, luck }) => {
      writeReviews(model, state, luck)
      moveCustomers(model, state, luck)
      inspectShop(model, state, luck)
    },
  ],
  ['desks', ({ model, state, luck }) => workTasks(model, state, luck)],
  [
    'money',
    ({ model, state, luck }) => {
      ageStock(model, state, luck)
      settle(model, state)
    },
  ],
  ['close', close],
  ['eveningReview', (run) => review(run, 'endOfDay')],
  [
    'houseRoutine',
    ({ model, view, luck }) => {
      if (model.shop.hasRoutine) runHouseRoutine(view, luck)
    },
  ],
]

/**
 * Runs the history of a shop: `historyDays` days up to day 0, without playbooks. `needs` says which figures
 * to keep for the windows of the programs that will take over.
 */
export function runHistory(
  model: Model,
  luck: Luck,
  needs: readonly HistoryNeed[],
  observer: Observer = {},
): Run {
  const state = createState(model)
  startDrift(model, state, luck)
  openStocks(model, state, luck)
  openCustomers(model, state, luck)
  openRatings(model, state, luck)
  const view = new View(model, state)
  const run: Run = { model, state, luck, view, history: new History(needs), observer }
  advance(run, model.historyDays)
  return run
}

/** An independent run from the same morning on, under a program. */
export function fork(run: Run, program: Program, observer: Observer = {}): Run {
  const { model, luck } = run
  const state = cloneState(model, run.state)
  return {
    model,
    state,
    luck,
    view: new View(model, state),
    history: run.history.clone(),
    reviewer: program.startReviewer(shopOf(model)),
    observer,
  }
}

/** Lets `days` days pass. */
export function advance(run: Run, days: number): void {
  for (let i = 0; i < days; i++) {
    run.state.day += 1
    for (const [, step] of steps) step(run)
  }
}

/** The shop as the rules see it. */
export function shopOf(model: Model): Shop {
  return { catalogue, entities: (scope: ScopeId) => model.entities[scope] }
}

/** Closes the books: what is booked from here on belongs to the next day. */
function close({ model, state, view, history, observer }: Run): void {
  noteStockouts(model, state)
  const { today, closed } = state
  state.closed = today
  state.today = closed
  clearFlows(state.today)
  closeTotals(state)
  moveSupplyWindows(model, state)
  view.refresh()
  history.record(view)
  observer.onClose?.(view)
}

/** One review by the playbooks, if there are any yet. */
function review(run: Run, timing: 'startOfDay' | 'endOfDay'): void {
  const { model, state, luck, view, history, reviewer, observer } = run
  if (reviewer === undefined) return
  view.refresh()
  const isAfterClose = timing === 'endOfDay'
  const snapshot: Snapshot = {
    day: state.day,
    weekday: weekdayOfDay(model, state.day),
    closedDays: state.totals.closedDays,
    now: (scope, metricId) => {
      const hasFigures = state.totals.closedDays > 0 || stateMetrics.has(metricId)
      return hasFigures ? view.column(scope, metricId) : undefined
    },
    atClose: (scope, metricId, daysAgo) => history.column(scope, metricId, daysAgo),
    events: (scope, eventId) => announcementsOf(view, scope, eventId),
  }
  const counts = reviewer.review(
    timing,
    snapshot,
    (commands) => applyCommands({ model, state, view, luck, isAfterClose }, commands),
    observer.watchReview?.(timing, snapshot),
  )
  observer.onReview?.(state.day, counts)
  view.refresh()
}
