/**
 * One shop, one luck, day by day.
 *
 *   start ─▶ history days under the house routine ─▶ fork for each arm ─▶ days of the run
 *
 *   a day:  exogenous ─▶ inbound ─▶ morningReview ─▶ demand ─▶ money ─▶ close ─▶ eveningReview ─▶ houseRoutine
 *
 *   exogenous      temporary prices end; popularity drifts
 *   inbound        purchase orders due today arrive
 *   morningReview  playbooks with timing startOfDay, on yesterday's closed figures and this morning's stock
 *   demand         visits, orders, sales, lost sales
 *   money          payouts, supplier bills, wages, advertising, holding cost
 *   close          the books of the day close: windows, histories and records take its figures
 *   eveningReview  playbooks with timing endOfDay, on today's closed figures
 *   houseRoutine   orders placed by hand, after the playbooks so that it sees theirs
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
import { announcementsOf } from './announced/announcements.ts'
import { catalogue } from './catalogue.ts'
import { applyCommands } from './commands/index.ts'
import { History } from './history.ts'
import { weekdayOfDay } from './mechanisms/calendar.ts'
import { drawDrift, sell, startDrift, type Luck } from './mechanisms/demand.ts'
import { runHouseRoutine } from './mechanisms/houseRoutine.ts'
import { settle } from './mechanisms/money.ts'
import { endTemporaryPrices } from './mechanisms/pricing.ts'
import { closeTotals, openStocks } from './mechanisms/stock.ts'
import { noteStockouts } from './mechanisms/stockouts.ts'
import type { Model } from './model.ts'
import { receiveDueOrders } from './purchasing.ts'
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
      endTemporaryPrices(state)
      drawDrift(model, state, luck)
    },
  ],
  ['inbound', ({ model, state }) => receiveDueOrders(model, state)],
  ['morningReview', (run) => review(run, 'startOfDay')],
  ['demand', ({ model, state, luck }) => sell(model, state, luck)],
  ['money', ({ model, state }) => settle(model, state)],
  ['close', close],
  ['eveningReview', (run) => review(run, 'endOfDay')],
  ['houseRoutine', ({ view, luck }) => runHouseRoutine(view, luck)],
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
  closeTotals(model, state)
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
