/** Figures as people of each language write them. Stored: cents, ratios 0–1, days, counts; shown: ¥, %, d. */
import type { Language } from './text.ts'
import type { Unit } from './units.ts'

/** The BCP 47 locale whose formats a language uses. */
export const locales = { en: 'en-GB', zh: 'zh-CN' } as const satisfies Record<Language, string>

/** What a unit looks like behind a number; money and percent have signs of their own. */
const suffixes = {
  en: { money: '', percent: '', day: ' d', hour: ' h', count: '', none: '' },
  zh: { money: '', percent: '', day: ' 天', hour: ' 小时', count: '', none: '' },
} as const satisfies Record<Language, Record<Unit, string>>

const formats = new Map<string, Intl.NumberFormat>()

/** Writes a number with a true minus sign; formats are made once. */
function write(value: number, language: Language, options: Intl.NumberFormatOptions): string {
  const key = language + JSON.stringify(options)
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language], options)
    formats.set(key, format)
  }
  return format.format(value).replace('-', '−')
}

/** How many units of the screen one stored unit makes: ¥ per cent, % per ratio. */
export function displayScale(unit: Unit): number {
  return unit === 'money' ? 0.01 : unit === 'percent' ? 100 : 1
}

function digitsFor(magnitude: number): number {
  return magnitude >= 1000 ? 0 : magnitude >= 100 ? 1 : magnitude >= 1 ? 2 : 3
}

/** Enough digits that a difference of at least a millionth does not read as 0. */
function digitsToTell(magnitude: number, usual: number): number {
  if (magnitude < 1e-6 || magnitude >= 0.5 / 10 ** usual) return usual
  return Math.ceil(-Math.log10(magnitude))
}

/** A plain number, rounded to what people read. */
export function formatNumber(value: number, language: Language, maxDigits?: number): string {
  return write(value, language, {
    maximumFractionDigits: maxDigits ?? digitsFor(Math.abs(value)),
  })
}

export interface FormatOptions {
  /** Always with + or −, as a difference. Ratios become percentage points. */
  readonly isDifference?: boolean
  /** ISO 4217 code of money, whose hundredths are stored; CNY when not given. */
  readonly currency?: string
}

/** A stored figure in the user's unit: 123456 cents are ¥1,235, a ratio of 0.05 is 5.00%. */
export function formatValue(
  value: number,
  unit: Unit,
  language: Language,
  { isDifference = false, currency = 'CNY' }: FormatOptions = {},
): string {
  const shown = value * displayScale(unit)
  const signDisplay = isDifference ? 'exceptZero' : 'auto'
  const digitsAt = (usual: number) => (isDifference ? digitsToTell(Math.abs(shown), usual) : usual)
  if (unit === 'money') {
    const digits = digitsAt(Math.abs(shown) >= 1000 ? 0 : 2)
    return write(shown, language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      signDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  }
  if (unit === 'percent') {
    const digits = digitsAt(Math.abs(shown) >= 10 ? 1 : 2)
    const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    if (!isDifference) return write(value, language, { style: 'percent', ...fixed })
    const points = write(shown, language, { signDisplay, ...fixed })
    return points + (language === 'zh' ? ' 个百分点' : ' pp')
  }
  const number = write(shown, language, {
    signDisplay,
    maximumFractionDigits: digitsAt(digitsFor(Math.abs(shown))),
  })
  return number + suffixes[language][unit]
}

/** A stored figure on an axis: short, so that it fits beside the chart. */
export function formatTick(
  value: number,
  unit: Unit,
  language: Language,
  currency = 'CNY',
): string {
  if (unit === 'percent') {
    return write(value, language, { style: 'percent', maximumFractionDigits: 2 })
  }
  return write(value * displayScale(unit), language, {
    notation: 'compact',
    maximumFractionDigits: 1,
    ...(unit === 'money' ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}),
  })
}

/** The sign that stands in front of or behind an input of this unit. */
export function inputUnit(unit: Unit, language: Language): string {
  if (unit === 'money') return '¥'
  if (unit === 'percent') return '%'
  return suffixes[language][unit].trim()
}
