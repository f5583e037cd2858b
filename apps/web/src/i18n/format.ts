/** Dates as people of each language write them. Figures: `@sandtable/rules`. */
import { locales, type Language } from '@sandtable/rules'

/** Date and time in the user's own time zone. */
export function formatMoment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(iso))
}

/** "2 minutes ago", measured from `now`. */
export function formatAgo(iso: string, now: number, language: Language): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000)
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })
  const steps = [
    [60, 'second', 1],
    [3600, 'minute', 60],
    [86_400, 'hour', 3600],
    [Infinity, 'day', 86_400],
  ] as const
  for (const [below, unit, size] of steps) {
    if (Math.abs(seconds) < below) return relative.format(Math.round(seconds / size), unit)
  }
  return formatMoment(iso, language)
}
