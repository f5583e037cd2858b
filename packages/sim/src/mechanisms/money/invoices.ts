/** Invoices of business accounts: written, paid on time, late or never, and at last given up. */
import { postAccountPayment, postBadDebt } from '../../ledger.ts'
import { exponentialQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { noEnd } from '../../rings.ts'
import type { State } from '../../state.ts'
import type { Invoices } from './state.ts'

/** Days over which an account is graded. */
const gradeDays = 180

/**
 * Days after the due day on which an account pays by itself: 0 with its punctual share, never with its share of
 * invoices never paid, else exponential. Monotone in u.
 */
export function lateDaysOf({ money }: Model, account: number, u: number): number {
  const punctual = money.punctualRatio[account]!
  const never = money.neverPaidRatio[account]!
  if (u < punctual) return 0
  if (u >= 1 - never) return noEnd
  const share = (u - punctual) / (1 - never - punctual)
  return Math.ceil(money.lateMeanDays[account]! * exponentialQuantile(share))
}

export interface NewInvoice {
  readonly account: number
  readonly cents: number
  readonly dueDay: number
  readonly lateDays: number
}

export function addInvoice({ money: { invoices } }: State, invoice: NewInvoice): void {
  const at = invoices.count
  if (at === invoices.account.length) grow(invoices)
  invoices.account[at] = invoice.account
  invoices.cents[at] = invoice.cents
  invoices.dueDay[at] = invoice.dueDay
  invoices.lateDays[at] = invoice.lateDays
  invoices.promisedDay[at] = noEnd
  invoices.closedDay[at] = noEnd
  invoices.count = at + 1
}

/** Accounts pay what they mean to pay by today; very old debts are given up; closed invoices are forgotten when no grade needs them. */
export function settleInvoices(model: Model, state: State): void {
  const { invoices } = state.money
  if (invoices.count === 0) return
  const { day } = state
  const writeOffDays = model.settings['accounts.writeOffDays']
  let kept = 0
  for (let i = 0; i < invoices.count; i++) {
    const dueDay = invoices.dueDay[i]!
    if (invoices.closedDay[i] === noEnd) {
      if (payDayOf(state, i) <= day) {
        postAccountPayment(state, invoices.account[i]!, invoices.cents[i]!)
        invoices.closedDay[i] = day
      } else if (day - dueDay > writeOffDays) {
        postBadDebt(state, invoices.account[i]!, invoices.cents[i]!)
        invoices.closedDay[i] = day
      }
    }
    if (invoices.closedDay[i] !== noEnd && day - dueDay > gradeDays) continue
    move(invoices, i, kept)
    kept += 1
  }
  invoices.count = kept
  releaseStopped(state)
}

/** The day on which an open invoice is paid, as things stand: by itself, later in distress, or as promised. */
function payDayOf({ money: { invoices }, world }: State, invoice: number): number {
  const lateDays = invoices.lateDays[invoice]!
  const distressDays = world.accountDelayDays[invoices.account[invoice]!]!
  const byItself =
    lateDays === noEnd ? Infinity : invoices.dueDay[invoice]! + lateDays + distressDays
  return Math.min(byItself, invoices.promisedDay[invoice]!)
}

/** An account that owes nothing overdue is supplied again. */
function releaseStopped(state: State): void {
  const { accountIsStopped } = state.money
  if (!accountIsStopped.includes(1)) return
  const overdue = overdueDaysOf(state, accountIsStopped.length)
  overdue.forEach((days, account) => {
    if (days === 0) accountIsStopped[account] = 0
  })
}

/** Promises payment of everything overdue of an account by a day. */
export function promiseOverdue(state: State, account: number, byDay: number): void {
  const { invoices } = state.money
  for (let i = 0; i < invoices.count; i++) {
    if (invoices.account[i] !== account || !isOverdue(state, i)) continue
    invoices.promisedDay[i] = Math.min(invoices.promisedDay[i]!, byDay)
  }
}

function isOverdue({ money: { invoices }, day }: State, invoice: number): boolean {
  return invoices.closedDay[invoice] === noEnd && invoices.dueDay[invoice]! < day
}

/** Owed past the due day, per account. */
export function overdueCentsOf(state: State, accounts: number): Float64Array {
  const { invoices } = state.money
  const cents = new Float64Array(accounts)
  for (let i = 0; i < invoices.count; i++) {
    if (isOverdue(state, i)) cents[invoices.account[i]!]! += invoices.cents[i]!
  }
  return cents
}

/** Age of the oldest overdue invoice of each account; 0 when there is none. */
export function overdueDaysOf(state: State, accounts: number): Float64Array {
  const { invoices } = state.money
  const days = new Float64Array(accounts)
  for (let i = 0; i < invoices.count; i++) {
    const account = invoices.account[i]!
    if (isOverdue(state, i))
      days[account] = Math.max(days[account]!, state.day - invoices.dueDay[i]!)
  }
  return days
}

/** Mean days late of the invoices of each account that fell due in the last 180 days, open ones as late as they are; 0 without any. */
export function meanLateDaysOf(
  { money: { invoices }, day }: State,
  accounts: number,
): Float64Array {
  const days = new Float64Array(accounts)
  const counts = new Float64Array(accounts)
  for (let i = 0; i < invoices.count; i++) {
    const dueDay = invoices.dueDay[i]!
    if (dueDay >= day || day - dueDay > gradeDays) continue
    const account = invoices.account[i]!
    days[account]! += Math.max(0, Math.min(day, invoices.closedDay[i]!) - dueDay)
    counts[account]! += 1
  }
  return days.map((sum, account) => (counts[account] === 0 ? 0 : sum / counts[account]!))
}

function move(invoices: Invoices, from: number, to: number): void {
  if (from === to) return
  invoices.account[to] = invoices.account[from]!
  invoices.cents[to] = invoices.cents[from]!
  invoices.dueDay[to] = invoices.dueDay[from]!
  invoices.lateDays[to] = invoices.lateDays[from]!
  invoices.promisedDay[to] = invoices.promisedDay[from]!
  invoices.closedDay[to] = invoices.closedDay[from]!
}

function grow(invoices: Invoices): void {
  const doubled = (column: Int32Array) => {
    const larger = new Int32Array(2 * column.length)
    larger.set(column)
    return larger
  }
  invoices.account = doubled(invoices.account)
  invoices.dueDay = doubled(invoices.dueDay)
  invoices.lateDays = doubled(invoices.lateDays)
  invoices.promisedDay = doubled(invoices.promisedDay)
  invoices.closedDay = doubled(invoices.closedDay)
  const cents = new Float64Array(2 * invoices.cents.length)
  cents.set(invoices.cents)
  invoices.cents = cents
}
