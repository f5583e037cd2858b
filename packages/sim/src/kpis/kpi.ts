/** A KPI is a figure of the shop over a whole run: how one run's daily figures become one number. */
import type { Direction, Text, Unit } from '@sandtable/rules'
import type { MetricDefinition } from '../metric.ts'

/** Daily figures of the shop over one run, by metric or measure id; one value per day, NaN is missing. */
export type DailyFigures = Readonly<Record<string, Float64Array>>

/** What the client shows of a KPI. Plain data. */
export interface KpiInfo {
  readonly id: string
  readonly unit: Unit
  readonly direction: Direction
  readonly label: Text
  readonly formula: Text
  readonly help: Text
  /** One of the few that sum a run up: they stand first. */
  readonly isMain: boolean
}

/** The arithmetic of a KPI: the daily figures it reads and what it makes of them; NaN when it does not exist. */
export interface Reading {
  readonly reads: readonly string[]
  /** True when it reads the last day alone. */
  readonly isOfLastDay?: boolean
  readonly compute: (daily: DailyFigures) => number
}

export interface Kpi extends KpiInfo {
  readonly reading: Reading
}

/**
 * How a metric becomes a row of the report: the total over the run, the mean over its days, the figure of the
 * last day, the ratio of the sums of a ratio's two sides, or the ratio of the sums of two other figures.
 */
export type KpiReading =
  | 'total'
  | 'mean'
  | 'last'
  | 'ratioOfSums'
  | { readonly numerator: string; readonly denominator: string; readonly factor?: number }

/** The row of the report that a metric of the shop declares. */
export function kpiOf(metric: MetricDefinition, kpi: KpiReading): Omit<Kpi, 'isMain'> {
  const { id, unit, direction, label, help } = metric
  const info = { id, unit, direction, help }
  if (kpi === 'total') {
    return { ...info, label, formula: both(`sum(${id})`), reading: sumOf(id) }
  }
  if (kpi === 'mean') {
    return { ...info, label, formula: both(`mean(${id})`), reading: meanOf(id) }
  }
  if (kpi === 'last') {
    return {
      ...info,
      label: { en: `${label.en} at the end`, zh: `期末${label.zh}` },
      formula: { en: `${id} on the last day`, zh: `最后一天的 ${id}` },
      reading: lastOf(id),
    }
  }
  const sides = kpi === 'ratioOfSums' ? metric.formula : { kind: 'ratio' as const, ...kpi }
  if (sides.kind !== 'ratio') throw new Error(`the metric ${id} has no two sides to sum`)
  const { numerator, denominator, factor = 1 } = sides
  const times = factor === 1 ? '' : `${factor} × `
  return {
    ...info,
    label,
    formula: both(`${times}sum(${numerator}) ÷ sum(${denominator})`),
    reading: ratioOfSums(numerator, denominator, factor),
  }
}

const both = (formula: string): Text => ({ en: formula, zh: formula })

/** Total over the run. */
function sumOf(id: string): Reading {
  return { reads: [id], compute: (daily) => total(daily[id]!) }
}

/** Mean over the days of the run on which the figure exists. */
export function meanOf(id: string): Reading {
  return {
    reads: [id],
    compute: (daily) => {
      const known = daily[id]!.filter((value) => value === value)
      return known.length === 0 ? NaN : total(known) / known.length
    },
  }
}

/** Figure of the last day. */
function lastOf(id: string): Reading {
  return { reads: [id], isOfLastDay: true, compute: (daily) => daily[id]!.at(-1) ?? NaN }
}

/** factor × sum ÷ sum, so that a busy day weighs more; missing over 0. */
function ratioOfSums(numerator: string, denominator: string, factor: number): Reading {
  return {
    reads: [numerator, denominator],
    compute: (daily) => {
      const below = total(daily[denominator]!)
      return below === 0 ? NaN : (total(daily[numerator]!) * factor) / below
    },
  }
}

function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
