/** What the figures of a report are called: KPIs, and what a playbook claims to move that is none. Pure. */
import type { KpiInfo } from '@sandtable/api'
import { desks, splitFigure, type Catalogue, type MetricInfo, type Text } from '@sandtable/rules'
import type { I18n } from '../i18n/index.ts'

/** Where names come from: the KPIs, the figures of the shop, and what the entities of this shop are called. */
export interface FigureNames {
  readonly kpis: readonly KpiInfo[]
  readonly metrics: Catalogue['metrics']
  readonly names: Readonly<Record<string, Text>>
}

type Words = Pick<I18n, 't' | 'text'>

/** The row of a report by its name: that of the KPI, or else of the figure, with its entity in words. */
export function figureName(id: string, from: FigureNames, words: Words): string {
  const kpi = from.kpis.find((known) => known.id === id)
  return kpi === undefined ? metricName(id, from, words) : words.text(kpi.label)
}

/** A figure day by day: a KPI “at the end” is not at the end there. */
export function metricName(id: string, from: FigureNames, words: Words): string {
  const { entity } = splitFigure(id)
  const metric = metricOf(id, from.metrics)
  const name = metric === undefined ? splitFigure(id).metric : words.text(metric.label)
  if (entity === undefined) return name
  return words.t.results.ofEntity(name, entityName(entity, from.names, words))
}

/** What the row means. */
export function figureHelp(id: string, from: FigureNames, { t, text }: Words): string | undefined {
  const kpi = from.kpis.find((known) => known.id === id)
  if (kpi !== undefined) return `${text(kpi.help)} ${text(kpi.formula)}`
  const metric = metricOf(id, from.metrics)
  return metric === undefined ? undefined : `${text(metric.help)} ${t.results.meanOverDays}`
}

/** Some figures mean one thing of the shop and another of its parts. */
function metricOf(id: string, metrics: Catalogue['metrics']): MetricInfo | undefined {
  const { metric, entity } = splitFigure(id)
  const same = metrics.filter((known) => known.id === metric)
  const isOfShop = ({ scopes }: MetricInfo) => scopes.includes('shop')
  return same.find((known) => isOfShop(known) === (entity === undefined)) ?? same[0]
}

/** An entity in words: its name in this shop, or that which it has in every shop; a product has its id alone. */
export function entityName(
  id: string,
  names: Readonly<Record<string, Text>>,
  { t, text }: Words,
): string {
  const everywhere: Readonly<Record<string, string>> = t.entities
  const named = (part: string): string => {
    const own = Object.hasOwn(names, part) ? names[part] : undefined
    if (own !== undefined) return text(own)
    if (Object.hasOwn(desks, part)) return text(desks[part as keyof typeof desks].label)
    return Object.hasOwn(everywhere, part) ? (everywhere[part] ?? part) : part
  }
  // of stock: the product, and where it lies
  return id.split('@').map(named).join(' · ')
}
