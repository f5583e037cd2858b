/** How a KPI is declared: what people read, and how one run's daily figures become one number. */
import type { Direction, Text, Unit } from '@sandtable/rules'
import { catalogue } from '../catalogue.ts'

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
}

/** The arithmetic of a KPI: the daily figures it reads and what it makes of them; NaN when it does not exist. */
export interface Reading {
  readonly reads: readonly string[]
  readonly compute: (daily: DailyFigures) => number
}

export interface Kpi extends KpiInfo {
  readonly reading: Reading
}

/** Declares the KPI of a metric of the shop: unit, direction and, unless it needs its own, label are the metric's. */
export function defineKpi(
  kpi: Pick<Kpi, 'id' | 'formula' | 'help' | 'reading'> & Partial<Pick<Kpi, 'label'>>,
): Kpi {
  const metric = catalogue.metrics.find(
    ({ id, scopes }) => id === kpi.id && scopes.includes('shop'),
  )
  if (metric === undefined) throw new Error(`the shop has no metric ${kpi.id}`)
  const { unit, direction, label } = metric
  return { unit, direction, label, ...kpi }
}

/** Total over the run. */
export function sumOf(id: string): Reading {
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
export function lastOf(id: string): Reading {
  return { reads: [id], compute: (daily) => daily[id]!.at(-1) ?? NaN }
}

/** factor × sum ÷ sum, so that a busy day weighs more; missing over 0. */
export function ratioOfSums(numerator: string, denominator: string, factor = 1): Reading {
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
