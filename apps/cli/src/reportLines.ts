import {
  formatNumber,
  formatValue,
  nodeTitle,
  reasonText,
  textIn,
  type Playbook,
  type Text,
} from '@sandtable/rules'
import { kpis, type KpiResult, type NodeResult, type Report } from '@sandtable/sim'
import { tableLines } from './table.ts'
import type { Terminal } from './terminal.ts'

/** The report as tables: KPIs with paired intervals, then what happened at each node. */
export function reportLines(
  report: Report,
  playbooks: readonly Playbook[],
  { language, say }: Terminal,
): string[] {
  const { columns } = say
  const labels = new Map<string, Text>(kpis.map(({ id, label }) => [id, label]))
  const figure = (value: number | null, kpi: KpiResult, isDifference = false) =>
    value === null
      ? '–'
      : formatValue(value, kpi.unit, language, { isDifference, currency: report.currency })
  const labelOf = ({ id }: KpiResult) => labels.get(id)?.[language] ?? id
  const isMissing = ({ perReplication }: KpiResult) =>
    perReplication.every(({ baseline, playbook }) => baseline === null && playbook === null)
  const missing = report.kpis.filter(isMissing).map(labelOf)
  const kpiRows = report.kpis
    .filter((kpi) => !isMissing(kpi))
    .map((kpi) => {
      const { difference } = kpi
      const isClear = difference !== null && (difference.low > 0 || difference.high < 0)
      return [
        labelOf(kpi),
        figure(kpi.baseline, kpi),
        figure(kpi.playbook, kpi),
        figure(difference?.mean ?? null, kpi, true) + (isClear ? ' *' : '  '),
        difference === null
          ? '–'
          : `${figure(difference.low, kpi, true)} … ${figure(difference.high, kpi, true)}`,
        kpi.pBetter === null ? '–' : formatNumber(kpi.pBetter, language, 2),
      ]
    })
  const counts = ['evaluated', 'fired', 'applied', 'adjusted', 'suppressed', 'rejected'] as const
  const titleOf = ({ playbook, id, type }: NodeResult) => {
    const node = playbooks[playbook]?.nodes.find((member) => member.id === id)
    return `${node === undefined ? id : nodeTitle(node)[language]} (${type})`
  }
  const nodeRows = report.nodes.map((result) => [
    titleOf(result),
    ...counts.map((count) => formatNumber(result[count], language)),
  ])
  const reasonRows = report.nodes.flatMap((result) =>
    result.reasons.map(
      ({ reason, count }) =>
        `${titleOf(result)}: ${formatNumber(count, language)} × ${reasonText(reason)[language]}`,
    ),
  )
  return [
    say.title(playbooks.map(({ name }) => textIn(name, language)).join(' + ')),
    say.setting(report.shop, report.days, report.replications, report.seed),
    '',
    ...tableLines(
      [
        columns.kpi,
        columns.baseline,
        columns.playbook,
        `${columns.difference}  `,
        columns.interval,
        columns.pBetter,
      ],
      kpiRows,
    ),
    say.marker,
    ...(missing.length === 0 ? [] : [say.missing(missing)]),
    '',
    say.perRun,
    ...tableLines([columns.node, ...counts.map((count) => columns[count])], nodeRows),
    ...reasonRows,
  ]
}
