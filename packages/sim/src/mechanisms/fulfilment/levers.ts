/** Capacity and space added for a time: there after a delay, paid for some days at least. */
import { noEnd } from '../../rings.ts'
import type { State } from '../../state.ts'
import { leverKinds, type LeverKind } from './state.ts'

/** Days until it is there, and days that are paid at least. */
export const leverTerms: Readonly<
  Record<LeverKind, { readonly delayDays: number; readonly paidDays: number }>
> = {
  overtime: { delayDays: 0, paidDays: 1 },
  temps: { delayDays: 2, paidDays: 3 },
  partner: { delayDays: 5, paidDays: 7 },
  space: { delayDays: 5, paidDays: 14 },
}

const kindCodes = Object.fromEntries(leverKinds.map((kind, code) => [kind, code])) as Readonly<
  Record<LeverKind, number>
>

export function leverOf(warehouse: number, kind: LeverKind): number {
  return warehouse * leverKinds.length + kindCodes[kind]
}

/**
 * Asks for an amount from `firstDay` on, for `days` days of effect. What is there already stays and is
 * renewed; more than that comes after the delay; less holds at once, paid for as long as was agreed.
 */
export function bookLever(
  state: State,
  warehouse: number,
  kind: LeverKind,
  amount: number,
  firstDay: number,
  days: number | undefined,
): void {
  const own = state.fulfilment
  const lever = leverOf(warehouse, kind)
  const { delayDays, paidDays } = leverTerms[kind]
  const lastDay = (fromDay: number) => (days === undefined ? noEnd : fromDay + days - 1)
  if (amount <= own.leverAmount[lever]!) {
    own.leverAmount[lever] = amount
    own.leverUntilDay[lever] = lastDay(firstDay)
    own.nextAmount[lever] = 0
    return
  }
  const startDay = firstDay + delayDays
  if (amount <= own.nextAmount[lever]!) {
    own.nextAmount[lever] = amount
    own.nextUntilDay[lever] = lastDay(startDay)
    return
  }
  if (own.paidUntilDay[lever]! >= firstDay && own.paidFromDay[lever]! <= firstDay) {
    own.owedAmount[lever] = own.paidAmount[lever]!
    own.owedUntilDay[lever] = own.paidUntilDay[lever]!
  }
  own.paidAmount[lever] = amount
  own.paidFromDay[lever] = startDay
  own.paidUntilDay[lever] = startDay + paidDays - 1
  if (delayDays === 0) {
    own.leverAmount[lever] = amount
    own.leverUntilDay[lever] = lastDay(startDay)
    return
  }
  own.nextAmount[lever] = amount
  own.nextFromDay[lever] = startDay
  own.nextUntilDay[lever] = lastDay(startDay)
  // until then what is there stays
  if (own.leverAmount[lever]! > 0) {
    own.leverUntilDay[lever] = Math.max(own.leverUntilDay[lever]!, startDay - 1)
  }
}

/** What was booked comes and goes as its days do; at the start of the handling of a day. */
export function advanceLevers(state: State): void {
  const own = state.fulfilment
  const { day } = state
  for (let lever = 0; lever < own.leverAmount.length; lever++) {
    if (own.nextAmount[lever]! > 0 && own.nextFromDay[lever]! <= day) {
      own.leverAmount[lever] = own.nextAmount[lever]!
      own.leverUntilDay[lever] = own.nextUntilDay[lever]!
      own.nextAmount[lever] = 0
    }
    if (own.leverUntilDay[lever]! < day) own.leverAmount[lever] = 0
  }
}

/** What has to be paid today: what is there, or what was agreed if that is more. */
export function paidToday(state: State, lever: number): number {
  const own = state.fulfilment
  const { day } = state
  const isAgreed = own.paidFromDay[lever]! <= day && own.paidUntilDay[lever]! >= day
  const agreed = isAgreed ? own.paidAmount[lever]! : 0
  const owed = own.owedUntilDay[lever]! >= day ? own.owedAmount[lever]! : 0
  return Math.max(own.leverAmount[lever]!, agreed, owed)
}
