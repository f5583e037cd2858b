/** docs/metrics.md: every figure that the shop announces, from its catalogue. */
import {
  scopeIds,
  scopes,
  type Direction,
  type MetricInfo,
  type MetricWindow,
  type ValueInfo,
} from '@sandtable/rules'
import { catalogue, kpis } from '@sandtable/sim'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import {
  anchorOf,
  both,
  code,
  codes,
  generatedNote,
  inGroups,
  page,
  table,
  unitName,
} from './markdown.ts'

const directions = {
  up: 'higher',
  down: 'lower',
  neither: '–',
} as const satisfies Record<Direction, string>

export function metricsPage(): string {
  const { metrics } = catalogue
  const ids = (some: readonly MetricInfo[]) => new Set(some.map(({ id }) => id))
  const simulated = ids(metrics.filter(({ isSimulated }) => isSimulated))
  return page([
    '# Figures',
    generatedNote,
    `What expressions may name: ${ids(metrics).size} figures, of which the simulated shop computes ${simulated.size}. The others may be named too: \`check\` says _not simulated_, and they are always missing. How figures are combined is in [language.md](language.md); what is announced rather than measured is in [events.md](events.md); how the shop makes them is in [shop.md](shop.md).`,
    'A figure is named plainly in a rule about its own scope (`coverDays`), and behind a parent elsewhere (`product.abcClass` in a rule about a stock). A _state_ is as it is at the review; a _flow_ is that of the newest closed day, and for an earlier day or a sum over days a window such as `sum(soldUnits, 28d)` is used; “last 30 days” has its window built in. A figure that “may be missing” has no value for some entities on some days, for example a ratio whose denominator is 0. A figure that is simulated for some scopes only stands twice.',
    `${kpis.length} figures of the shop are rows of a report: “in the report” says what is made of the figures of all days of a run.`,
    '## By scope',
    table(
      ['scope', '名称', 'figures'],
      scopeIds.map((scope) => {
        const own = metrics.filter((metric) => metric.scopes.includes(scope))
        return [code(scope), both(scopes[scope].label), codes([...ids(own)].toSorted())]
      }),
    ),
    ...inGroups(metrics, scopeIds, (metric) => metric.scopes[0]!).flatMap(([scope, members]) => [
      `## Figures of ${both(scopes[scope].label)}`,
      `Those that other scopes have as well stand here when ${code(scope)} is the first of them.`,
      table(
        [
          'figure',
          'label',
          'scopes',
          'value',
          'covers',
          'better',
          'may be missing',
          'made by',
          'in the report',
          'definition',
        ],
        members.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(metricRow),
      ),
    ]),
  ])
}

function metricRow(metric: MetricInfo): string[] {
  const { id, label, window, direction, mayBeMissing, help } = metric
  return [
    code(id),
    both(label),
    codes(metric.scopes),
    valueOf(metric),
    covers(window),
    directions[direction],
    mayBeMissing ? 'yes' : 'no',
    maker(metric),
    metric.scopes.includes('shop') && metric.isSimulated ? reading(id) : '',
    both(help),
  ]
}

/** The mechanism that computes it, on docs/shop.md. */
function maker({ id, scopes: own, isSimulated }: MetricInfo): string {
  const found = mechanisms.find(({ metrics }) =>
    metrics.some((metric) => metric.id === id && metric.scopes[0] === own[0]),
  )
  if (!isSimulated || found === undefined) return 'not simulated yet'
  return `[${found.label.en}](shop.md#${anchorOf(both(found.label))})`
}

/** How the report makes one number of a run of it. */
function reading(id: string): string {
  const kpi = kpis.find((row) => row.id === id)
  return kpi === undefined ? '' : code(kpi.formula.en)
}

/** The unit of a number, or the values there are. */
export function valueOf({ type, unit, values = [] }: ValueInfo): string {
  if (type === 'bool') return '`true`, `false`'
  if (type === 'enum') return codes(values.map((value) => JSON.stringify(value)))
  return unitName(unit) === '' ? 'number' : unitName(unit)
}

function covers(window: MetricWindow): string {
  if (window === 'now') return 'state'
  return window === 'day' ? 'flow of a day' : `last ${window.slice(0, -1)} days`
}
