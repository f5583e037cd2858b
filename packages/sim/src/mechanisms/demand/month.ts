/** Days of a month as whole numbers. */

/** 1 … 31. H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days. */
export function dayOfMonth(epochDay: number): number {
  const z = epochDay + 719468
  const dayOfEra = z - Math.floor(z / 146097) * 146097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  return dayOfYear - Math.floor((153 * month + 2) / 5) + 1
}

/** 28 … 31: what lies between the first of the month and the next first. */
export function daysOfMonth(epochDay: number): number {
  const first = epochDay - dayOfMonth(epochDay) + 1
  const after = first + 31
  return 31 - (dayOfMonth(after) - 1)
}
