/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { followOpinion } from './opinion.ts'
import { scoreDay } from './scores.ts'
import { badRows } from './state.ts'
import { writeNewReviews } from './writing.ts'

/** Days after which the buyer of a bad review cannot be won back. */
const contactDays = 2

/** Buyers write reviews; ratings, scores and public opinion move. */
export function writeReviews(model: Model, state: State, luck: Luck): void {
  writeNewReviews(model, state, luck)
  noteContacts(model, state)
  scoreDay(model, state)
  followOpinion(model, state, luck)
}

/** Where the bad reviews of a day begin in their rings. */
export function badRow(model: Model, day: number): number {
  return (day & (badRows - 1)) * model.productHash.length
}

/** The time to call the buyers of two days ago is over; those of today can be called from tonight on. */
function noteContacts(model: Model, state: State): void {
  const { badByDay, contactedByDay } = state.reviews
  const { badReviews, dueContacts, contactedInTime } = state.today.reviews
  const products = badReviews.length
  const due = badRow(model, state.day - contactDays)
  dueContacts.set(badByDay.subarray(due, due + products))
  contactedInTime.set(contactedByDay.subarray(due, due + products))
  const newest = badRow(model, state.day)
  badByDay.set(badReviews, newest)
  contactedByDay.fill(0, newest, newest + products)
}
