/** Promotions of the platform: in the calendar by date or by distance, and what follows them. */
import type { ScopeId } from '@sandtable/rules'
import { parseIsoDate } from '../../date.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, hashId, type Key } from '../../random.ts'
import { shockCodes, shockKinds } from '../../shocks/index.ts'
import { wholeWithin, within, type Range } from '../../shocks/shock.ts'
import type { Promotions } from './announcing.ts'

/** A promotion of the calendar. */
interface CalendarPromotion {
  readonly scope: ScopeId
  readonly entity: number
  readonly startDay: number
  readonly days: number
  readonly strength: number
  readonly dice: { readonly key: Key; readonly counter: number }
}

const { randomDays } = shockKinds[shockCodes.promotionPeak] as {
  readonly randomDays: Range
}
const strengthCounter = hashId('strength')
const daysCounter = hashId('days')
const noticeCounter = hashId('notice')

/** Promotions that the calendar brings from one day to another, by first day. */
export function drawCalendar(
  model: Model,
  luck: Luck,
  earliestDay: number,
  latestDay: number,
): CalendarPromotion[] {
  const { settings, startEpochDay } = model
  const least = settings['promotions.leastFactor']
  const greatest = Math.max(least, settings['promotions.greatestFactor'])
  const everyDays = settings['promotions.everyDays']
  const days = new Set(
    datesWithin(
      settings['promotions.dates'],
      startEpochDay + earliestDay - 1,
      latestDay - earliestDay,
    ).map((epochDay) => epochDay - startEpochDay + 1),
  )
  if (everyDays > 0) for (let day = 1 + everyDays; day <= latestDay; day += everyDays) days.add(day)
  return [...days]
    .toSorted((a, b) => a - b)
    .map((startDay) => {
      // keyed by the date, so that the same promotion comes whatever day the run begins on
      const date = startEpochDay + startDay - 1
      const key = deriveKey(luck.seed, luck.replication, 'shocks.promotionPeak', date)
      return {
        scope: 'shop',
        entity: 0,
        startDay,
        days: wholeWithin(randomDays, drawUniform(key, daysCounter)),
        strength: within({ min: least, max: greatest }, drawUniform(key, strengthCounter)),
        dice: { key, counter: noticeCounter },
      }
    })
}

/** Days since 1970-01-01 in a span that lie on one of the dates, given as month × 100 + day; a date that a year lacks is left out. */
function datesWithin(dates: readonly number[], firstEpochDay: number, spanDays: number): number[] {
  const yearOf = (epochDay: number): number => 1970 + Math.floor(epochDay / 365.2425)
  const found: number[] = []
  for (let year = yearOf(firstEpochDay) - 1; year <= yearOf(firstEpochDay + spanDays) + 1; year++) {
    for (const date of dates) {
      const month = String(Math.floor(date / 100)).padStart(2, '0')
      const epochDay = parseIsoDate(`${year}-${month}-${String(date % 100).padStart(2, '0')}`)
      if (epochDay === undefined) continue
      if (epochDay >= firstEpochDay && epochDay <= firstEpochDay + spanDays) found.push(epochDay)
    }
  }
  return found
}

/**
 * Factor on visits after promotions: `promotions.dipRatio` of the visits that a promotion brought is missing, evenly
 * over the `promotions.dipDays` days after it. 1 when none has ended lately.
 */
export function dipFactor(model: Model, promotions: Promotions, day: number): number {
  const dipDays = model.settings['promotions.dipDays']
  const dipRatio = model.settings['promotions.dipRatio']
  const { count, startDay, endDay, factor } = promotions
  let product = 1
  for (let i = 0; i < count; i++) {
    const passed = day - endDay[i]!
    if (passed < 1 || passed > dipDays) continue
    const gainedDays = (factor[i]! - 1) * (endDay[i]! - startDay[i]! + 1)
    product *= Math.max(0, 1 - (dipRatio * gainedDays) / dipDays)
  }
  return product
}
