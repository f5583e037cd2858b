/** Daily figures of the shop that a run records: those the report charts and those the KPIs read. */
import {
  figuresOfEffect,
  isUnitCase,
  parseEffect,
  splitFigure,
  type Claim,
  type Playbook,
  type ScopeId,
  type Unit,
} from '@sandtable/rules'
import { catalogue } from '../catalogue.ts'
import { kpiDefinitions } from '../kpis/index.ts'
import { meanOf, type Kpi } from '../kpis/kpi.ts'
import { mechanisms } from '../mechanisms/index.ts'
import type { Model } from '../model.ts'
import type { View } from '../view.ts'

/** Metrics of scope shop that every report shows day by day, in its order. */
export const chartedMetrics: readonly string[] = [
  'contributionWithStockCents',
  'contributionCents',
  'stockoutRatio',
  'soldUnits',
  'lostUnits',
  'gmvCents',
  'stockValueCents',
  'cashCents',
  'purchaseSpendCents',
  'visits',
  'conversionRatio',
]

const readings = kpiDefinitions.map(({ reading }) => reading)
const readDaily: ReadonlySet<string> = new Set(
  readings.flatMap(({ isOfLastDay, reads }) => (isOfLastDay === true ? [] : reads)),
)
const readByKpis: readonly string[] = [...new Set(readings.flatMap(({ reads }) => reads))]

/** One figure to note every day, and where it stands; without a place it does not exist in this shop. */
interface Noted {
  readonly id: string
  readonly place?: { readonly scope: ScopeId; readonly metric: string; readonly entity: number }
  /** False when only the last day is read. */
  readonly isDaily: boolean
}

/** What the report of an experiment says: its KPIs, its charts, and the figures that both need. */
export interface ReportPlan {
  /** Those of every report, then the figures that the playbooks claim to move and that are none of them. */
  readonly kpis: readonly Omit<Kpi, 'label' | 'formula' | 'help' | 'isMain'>[]
  readonly charted: readonly { readonly id: string; readonly unit: Unit }[]
  readonly noted: readonly Noted[]
}

/**
 * The plan for playbooks against a shop. Beside the KPIs, a report has a row for every figure of their claims and
 * effects that is not a KPI: the mean over the days of the run (SPEC P9). Claimed figures are charted too.
 */
export function planReport(
  model: Model,
  playbooks: readonly Playbook[] = [],
  claims: readonly Claim[] = [],
): ReportPlan {
  const wanted = wantedFigures(playbooks, claims)
  const known = new Set(kpiDefinitions.map(({ id }) => id))
  const extra = [...new Set(wanted.figures)].filter((id) => !known.has(id))
  const charted = [...new Set([...chartedMetrics, ...wanted.charted])].flatMap((id) => {
    const unit = metricOf(id)?.unit
    return unit === undefined ? [] : [{ id, unit }]
  })
  const daily = new Set([...readDaily, ...extra, ...charted.map(({ id }) => id)])
  const ids = new Set([...readByKpis, ...daily])
  return {
    kpis: [
      ...kpiDefinitions,
      ...extra.flatMap((id) => {
        const metric = metricOf(id)
        if (metric === undefined) return []
        const { unit, direction } = metric
        return [{ id, unit, direction, reading: meanOf(id) }]
      }),
    ],
    charted,
    noted: [...ids].map((id) => {
      const place = placeOf(id, model)
      return { id, isDaily: daily.has(id), ...(place === undefined ? {} : { place }) }
    }),
  }
}

/**
 * What playbooks, and a pack of them, claim or expect of the report. A line that cannot be read wants nothing: its
 * check says so.
 */
function wantedFigures(
  playbooks: readonly Playbook[],
  claims: readonly Claim[],
): {
  readonly figures: readonly string[]
  readonly charted: readonly string[]
} {
  const all = [...claims, ...playbooks.flatMap(({ trial }) => trial?.claims ?? [])]
  const claimed = all.map(({ kpi }) => kpi)
  const lines = playbooks.flatMap(({ tests = [] }) =>
    tests.flatMap((test) => (isUnitCase(test) ? [] : test.effects)),
  )
  const expected = lines.flatMap((line) => {
    const result = parseEffect(line)
    return result.ok ? figuresOfEffect(result.effect) : []
  })
  return { figures: [...claimed, ...expected], charted: claimed }
}

function metricOf(figure: string) {
  const { metric } = splitFigure(figure)
  // measures that the KPIs read are no part of the catalogue
  return mechanisms.flatMap(({ metrics }) => metrics).find(({ id }) => id === metric)
}

/** The first scope of the metric that has the entity. */
function placeOf(figure: string, { entities }: Model): Noted['place'] {
  const { metric, entity } = splitFigure(figure)
  if (entity === undefined) {
    const info = catalogue.metrics.find(({ id }) => id === metric)
    if (info !== undefined && !info.scopes.includes('shop')) return undefined
    return { scope: 'shop', metric, entity: 0 }
  }
  const scopes = catalogue.metrics.flatMap((info) => (info.id === metric ? info.scopes : []))
  for (const scope of scopes) {
    const index = entities[scope].ids.indexOf(entity)
    if (index >= 0) return { scope, metric, entity: index }
  }
  return undefined
}

/** The figures of one run as they come, day by day. */
export interface DailyRecord {
  readonly plan: ReportPlan
  /** One value a day by figure; NaN is missing, or not noted yet. */
  readonly series: Readonly<Record<string, Float64Array>>
}

/** Room for every noted figure over `days` days. */
export function openRecord(plan: ReportPlan, days: number): DailyRecord {
  const series = plan.noted.map(({ id }) => [id, new Float64Array(days).fill(NaN)] as const)
  return { plan, series: Object.fromEntries(series) }
}

/** Notes the figures of the day just closed; those that are read at the end alone, on the last day. */
export function recordDay({ plan, series }: DailyRecord, view: View): void {
  const at = view.state.day - 1
  for (const { id, place, isDaily } of plan.noted) {
    const figures = series[id]!
    if (place === undefined || (!isDaily && at < figures.length - 1)) continue
    figures[at] = view.need(place.scope, place.metric)[place.entity]!
  }
}
