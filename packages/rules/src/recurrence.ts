/**
 * The subset of RFC 5545 recurrence rules that a schedule understands:
 * `FREQ=DAILY[;INTERVAL=n]` and `FREQ=WEEKLY[;INTERVAL=n];BYDAY=MO,TH`. Day 1 of the run anchors intervals.
 */
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export type Recurrence =
  | { readonly freq: 'daily'; readonly intervalDays: number }
  | {
      readonly freq: 'weekly'
      readonly intervalWeeks: number
      readonly weekdays: readonly number[]
    }

/** Returns undefined when the text is outside the subset. Weekdays: 0 = Monday. */
export function parseRecurrence(text: string): Recurrence | undefined {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [key, value, ...rest] = part.split('=')
    if (key === undefined || value === undefined || rest.length > 0 || parts.has(key))
      return undefined
    parts.set(key, value)
  }
  const freq = parts.get('FREQ')
  const intervalText = parts.get('INTERVAL') ?? '1'
  if (!/^[1-9]\d{0,2}$/.test(intervalText)) return undefined
  const interval = Number(intervalText)
  const byDay = parts.get('BYDAY')
  const known = 1 + Number(parts.has('INTERVAL')) + Number(byDay !== undefined)
  if (freq === undefined || parts.size !== known) return undefined
  if (freq === 'DAILY' && byDay === undefined) return { freq: 'daily', intervalDays: interval }
  if (freq !== 'WEEKLY' || byDay === undefined) return undefined
  const weekdays = byDay.split(',').map((code) => weekdayCodes.indexOf(code as 'MO'))
  if (weekdays.includes(-1) || new Set(weekdays).size !== weekdays.length) return undefined
  return { freq: 'weekly', intervalWeeks: interval, weekdays: weekdays.toSorted((a, b) => a - b) }
}

/** Canonical text of a recurrence; `parseRecurrence` reads it back. */
export function formatRecurrence(recurrence: Recurrence): string {
  return recurrence.freq === 'daily'
    ? `FREQ=DAILY;INTERVAL=${recurrence.intervalDays}`
    : `FREQ=WEEKLY;INTERVAL=${recurrence.intervalWeeks};BYDAY=${recurrence.weekdays.map((day) => weekdayCodes[day]).join(',')}`
}

/** True on day 1 and every `interval` days (or weeks, counted from the week of day 1) after it. */
export function isDue(recurrence: Recurrence, day: number, weekday: number): boolean {
  if (day < 1) return false
  if (recurrence.freq === 'daily') return (day - 1) % recurrence.intervalDays === 0
  const weekdayOfDay1 = (((weekday - (day - 1)) % 7) + 7) % 7
  const weekIndex = Math.floor((day - 1 + weekdayOfDay1) / 7)
  return weekIndex % recurrence.intervalWeeks === 0 && recurrence.weekdays.includes(weekday)
}
