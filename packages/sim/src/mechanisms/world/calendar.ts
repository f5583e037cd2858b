/** Weekday and season: factors of mean 1 on every product's visits. */
import { weekdayOf, yearFraction } from '../../date.ts'
import type { Model } from '../../model.ts'

/** Weekday of a day of the run, 0 = Monday. */
export function weekdayOfDay(model: Model, day: number): number {
  return weekdayOf(model.startEpochDay + day - 1)
}

/**
 * Visits ÷ mean on this day for one category: weekday × season. The season is a triangle wave, 1 + amplitude
 * at its peak and 1 − amplitude half a year later, so that its mean is 1 without a sine.
 */
export function calendarFactor(model: Model, category: number, day: number): number {
  const ahead = yearFraction(model.startEpochDay + day - 1) - model.seasonPeakRatio[category]!
  const distance = ahead - Math.floor(ahead + 0.5)
  const wave = 1 - 4 * Math.abs(distance)
  const season = 1 + model.seasonAmplitudeRatio[category]! * wave
  return season * model.weekdayFactors[weekdayOfDay(model, day)]!
}
