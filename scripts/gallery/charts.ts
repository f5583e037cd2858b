/** Charts of a headline: a figure day by day with and without the playbook, and when the playbook acts. */
import { formatTick, formatNumber } from '@sandtable/rules'
import type { Band, DailySeries } from '@sandtable/sim'
import { palette, px, svg, text } from './svg.ts'

const frame = { width: 760, height: 240, left: 64, right: 16, top: 34, bottom: 28 }
const plot = {
  width: frame.width - frame.left - frame.right,
  height: frame.height - frame.top - frame.bottom,
}

export interface Line {
  readonly name: string
  readonly color: string
  readonly band: Band
}

/** The untouched shop and each arm: the mean as a line, the 5th to 95th percentile as a band. */
export function dailyChart(
  title: string,
  { unit }: Pick<DailySeries, 'unit'>,
  lines: readonly Line[],
) {
  const values = lines.flatMap(({ band }) => [...band.low, ...band.high]).filter(isNumber)
  const scale = scaleOf(Math.min(...values), Math.max(...values))
  const days = lines[0]!.band.mean.length
  const x = (day: number) => frame.left + (days < 2 ? 0 : (day / (days - 1)) * plot.width)
  const y = (value: number) =>
    frame.top + plot.height - ((value - scale.low) / (scale.high - scale.low)) * plot.height
  return svg(frame.width, frame.height, title, [
    text(16, 20, title, { size: 13, weight: 600 }),
    ...legend(lines),
    ...axis(scale.ticks.map((value) => [y(value), formatTick(value, unit, 'en')])),
    ...dayAxis(days, x),
    ...lines.map(({ band, color }) => bandPath(band, x, y, color)),
    ...lines.map(({ band, color }) => linePath(band.mean, x, y, color)),
  ])
}

/** How often each action fires a day, one strip each. */
export function actionsChart(
  title: string,
  rows: readonly { readonly name: string; readonly perDay: readonly number[] }[],
): string {
  const strip = 34
  const left = 210
  const width = frame.width - left - 60
  const height = frame.top + rows.length * strip + frame.bottom
  const days = rows[0]?.perDay.length ?? 1
  const x = (day: number) => left + (day / days) * width
  const body = rows.flatMap(({ name, perDay }, row) => {
    const most = Math.max(...perDay, 1e-9)
    const bottom = frame.top + (row + 1) * strip - 6
    const bars = perDay.flatMap((count, day) => {
      if (count === 0) return []
      const tall = Math.max(1, (count / most) * (strip - 12))
      return [
        `<rect x="${px(x(day))}" y="${px(bottom - tall)}" width="${px(Math.max(1, width / days - 0.5))}" height="${px(tall)}" fill="${palette.action}"/>`,
      ]
    })
    return [
      text(left - 10, bottom - 6, name, { anchor: 'end' }),
      `<line x1="${left}" x2="${px(left + width)}" y1="${px(bottom)}" y2="${px(bottom)}" stroke="${palette.line}"/>`,
      ...bars,
      text(left + width + 6, bottom - 6, `≤ ${formatNumber(most, 'en', 1)}`, {
        size: 10,
        fill: palette.muted,
      }),
    ]
  })
  const labels = dayTicks(days).map((day) =>
    text(x(day - 0.5), height - 10, `day ${day}`, {
      size: 10,
      fill: palette.muted,
      anchor: 'middle',
    }),
  )
  return svg(frame.width, height, title, [
    text(16, 20, title, { size: 13, weight: 600 }),
    ...body,
    ...labels,
  ])
}

function isNumber(value: number | null): value is number {
  return value !== null
}

/** Round ticks that hold all values. */
function scaleOf(least: number, most: number) {
  const span = most - least || Math.abs(most) || 1
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!
  const low = Math.floor(least / step) * step
  const high = Math.max(low + step, Math.ceil(most / step) * step)
  const count = Math.round((high - low) / step)
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step) }
}

function axis(ticks: readonly (readonly [number, string])[]): string[] {
  return ticks.map(
    ([y, label]) =>
      `<line x1="${frame.left}" x2="${frame.width - frame.right}" y1="${px(y)}" y2="${px(y)}" stroke="${palette.line}"/>` +
      text(frame.left - 8, y + 4, label, { size: 10, fill: palette.muted, anchor: 'end' }),
  )
}

function dayTicks(days: number): number[] {
  const step = days > 200 ? 60 : days > 100 ? 30 : 15
  return Array.from({ length: Math.floor(days / step) }, (_, i) => (i + 1) * step)
}

function dayAxis(days: number, x: (day: number) => number): string[] {
  return dayTicks(days).map((day) =>
    text(x(day - 1), frame.height - 10, `day ${day}`, {
      size: 10,
      fill: palette.muted,
      anchor: 'middle',
    }),
  )
}

function legend(lines: readonly Line[]): string[] {
  let x = frame.width - frame.right
  return lines.toReversed().flatMap(({ name, color }) => {
    const width = name.length * 6.2 + 30
    x -= width
    return [
      `<line x1="${px(x)}" x2="${px(x + 18)}" y1="16" y2="16" stroke="${color}" stroke-width="3"/>`,
      text(x + 22, 20, name, { size: 11 }),
    ]
  })
}

type Place = (value: number) => number

function linePath(values: readonly (number | null)[], x: Place, y: Place, color: string): string {
  let isDrawn = false
  const steps = values.map((value, day) => {
    if (value === null) {
      isDrawn = false
      return ''
    }
    const step = `${isDrawn ? 'L' : 'M'}${px(x(day))} ${px(y(value))}`
    isDrawn = true
    return step
  })
  return `<path d="${steps.join('')}" fill="none" stroke="${color}" stroke-width="2"/>`
}

function bandPath({ low, high }: Band, x: Place, y: Place, color: string): string {
  const known = low.flatMap((value, day) =>
    value === null || high[day] === null || high[day] === undefined
      ? []
      : [{ day, low: value, high: high[day] }],
  )
  const upper = known.map(({ day, high: value }) => `${px(x(day))} ${px(y(value))}`)
  const lower = known.toReversed().map(({ day, low: value }) => `${px(x(day))} ${px(y(value))}`)
  if (upper.length === 0) return ''
  return `<path d="M${[...upper, ...lower].join('L')}Z" fill="${color}" fill-opacity="0.14"/>`
}
