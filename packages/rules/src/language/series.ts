/**
 * Functions of a series of days, oldest first, NaN where a day is left out. Written out step by step, for every
 * evaluator must give the same bits. Results that are not finite are missing; the caller sees to that.
 */

/**
 * SPEC W6. Day numbers count from the oldest day read; values are taken as differences from the oldest one that
 * is there, so that a figure that never changes has slope 0 exactly.
 */
export function slopeOf(values: ArrayLike<number>): number {
  const present = presentDays(values)
  if (present.length === 0) return Number.NaN
  const oldest = values[present[0]!]!
  let dayTotal = 0
  for (const day of present) dayTotal += day
  const meanDay = dayTotal / present.length
  let products = 0
  let squares = 0
  for (const day of present) {
    products += (day - meanDay) * (values[day]! - oldest)
    squares += (day - meanDay) * (day - meanDay)
  }
  return products / squares
}

/** SPEC W7: the last value against those before it, by their population standard deviation. */
export function zscoreOf(values: ArrayLike<number>): number {
  const newest = values.length - 1
  const before = presentDays(values).filter((day) => day < newest)
  if (before.length === 0) return Number.NaN
  const oldest = values[before[0]!]!
  let total = 0
  for (const day of before) total += values[day]! - oldest
  const mean = total / before.length
  let squares = 0
  for (const day of before) {
    const deviation = values[day]! - oldest - mean
    squares += deviation * deviation
  }
  const standardDeviation = Math.sqrt(squares / before.length)
  if (!Number.isFinite(standardDeviation)) return Number.NaN
  return (values[newest]! - oldest - mean) / standardDeviation
}

/** SPEC W9: weights (1 − α)^k of the day k days back, α = 2 / (n + 1), normalised. */
export function ewmaOf(values: ArrayLike<number>): number {
  const present = presentDays(values)
  if (present.length === 0) return Number.NaN
  const oldest = values[present[0]!]!
  const decay = (values.length - 1) / (values.length + 1)
  let total = 0
  let weights = 0
  for (let day = 0; day < values.length; day++) {
    const value = values[day]!
    total *= decay
    weights *= decay
    if (value !== value) continue
    total += value - oldest
    weights += 1
  }
  return oldest + total / weights
}

/** Positions of the values that are not left out. */
function presentDays(values: ArrayLike<number>): number[] {
  const days: number[] = []
  for (let day = 0; day < values.length; day++) if (values[day] === values[day]) days.push(day)
  return days
}
