/** docs/shops/<template>.md: how an untouched shop does, beside what is meant. */
import { formatNumber, formatValue, type Unit } from '@sandtable/rules'
import { kpis, modelVersion } from '@sandtable/sim'
import { both, code, page, table } from '../docs/markdown.ts'
import { bestSellerShare, type OutOfStock, type ShopRun, type ShopRuns, type Size } from './runs.ts'
import { living, targetsOf, type Range } from './targets.ts'

/** A figure of every run beside the range it should lie in. */
interface Verdict {
  readonly name: string
  readonly unit: Unit
  readonly values: readonly number[]
  readonly range: Range
  readonly isOk: boolean
}

export interface ShopPage {
  readonly text: string
  /** Names of the figures outside their range. */
  readonly outside: readonly string[]
}

export function shopRunsPage(result: ShopRuns, size: Size): ShopPage {
  const { shop, shopHash, edgeDays, runs } = result
  const verdicts = verdictsOf(result)
  const show = (value: number, unit: Unit) => shown(value, unit, shop.currency)
  const text = page([
    `# ${both(shop.label)}`,
    '<!-- Written by `npx node scripts/shops.ts` from runs of the shop. Change the template, not this page. -->',
    both(shop.description),
    `The shop as the template makes it, run without playbooks: ${shop.historyDays} days of history, then ${size.days} days; ${size.replications} replications, seed ${size.seed}, model ${code(modelVersion)}, shop ${code(shopHash.slice(0, 12))}. How it works is in [shop.md](../shop.md), what the figures mean in [metrics.md](../metrics.md).`,
    entityTable(result),
    '## Is it the shop that is meant?',
    'Targets are assumptions about the trade. A figure is judged by its mean over the replications.',
    table(
      ['figure', 'target', 'mean', 'least', 'greatest', 'verdict'],
      verdicts.map(({ name, unit, values, range: [least, greatest], isOk }) => [
        name,
        greatest === Infinity
          ? `at least ${show(least, unit)}`
          : `${show(least, unit)} – ${show(greatest, unit)}`,
        show(meanOf(values), unit),
        show(leastOf(values), unit),
        show(greatestOf(values), unit),
        isOk ? 'ok' : '**outside**',
      ]),
    ),
    '## Out of stock',
    `Product-days on sale and nothing on hand at the close. Best sellers are the ${formatNumber(100 * bestSellerShare, 'en')} % of products that customers ask for most.`,
    table(
      ['products', 'mean', 'least', 'greatest'],
      [
        ['best sellers', runs.map(({ bestSellers }) => shareOf([bestSellers]))] as const,
        ['the tail', runs.map(({ tail }) => shareOf([tail]))] as const,
        ['all', runs.map(({ bestSellers, tail }) => shareOf([bestSellers, tail]))] as const,
      ].map(([name, values]) => [
        name,
        ...[meanOf(values), leastOf(values), greatestOf(values)].map((value) =>
          show(value, 'percent'),
        ),
      ]),
    ),
    '## Cash',
    cashTable(runs, size.days, (value) => show(value, 'money')),
    '## Figures of the report',
    `Mean, standard deviation, least and greatest over replications of the whole ${size.days} days; beside them the means of the first and of the last ${edgeDays} days.`,
    table(
      [
        'figure',
        'label',
        'mean',
        'spread',
        'least',
        'greatest',
        `first ${edgeDays} d`,
        `last ${edgeDays} d`,
      ],
      kpis.map(({ id, label, unit }, index) => {
        const of = (pick: (run: ShopRun) => readonly number[]) =>
          runs.map((run) => pick(run)[index]!).filter((value) => !Number.isNaN(value))
        const whole = of((run) => run.whole)
        const edges = [of((run) => run.first), of((run) => run.last)]
        const figures = [
          meanOf(whole),
          deviationOf(whole),
          leastOf(whole),
          greatestOf(whole),
          ...edges.map(meanOf),
        ]
        return [code(id), both(label), ...figures.map((value) => show(value, unit))]
      }),
    ),
  ])
  return { text, outside: verdicts.filter(({ isOk }) => !isOk).map(({ name }) => name) }
}

function entityTable({ shop }: ShopRuns): string {
  const counts = {
    products: shop.products.length,
    categories: shop.categories.length,
    warehouses: shop.warehouses.length,
    suppliers: shop.suppliers.length,
    channels: shop.channels.length,
    accounts: shop.accounts.length,
  }
  return table(Object.keys(counts), [Object.values(counts).map(String)])
}

function verdictsOf({ shop, runs }: ShopRuns): Verdict[] {
  const figure = (id: string, pick: (run: ShopRun) => readonly number[] = (run) => run.whole) => {
    const index = kpis.findIndex((kpi) => kpi.id === id)
    return runs.map((run) => pick(run)[index] ?? NaN)
  }
  const verdict = (
    name: string,
    unit: Unit,
    values: readonly number[],
    range: Range | undefined,
  ): Verdict[] => {
    if (range === undefined) return []
    const mean = meanOf(values)
    return [{ name, unit, values, range, isOk: mean >= range[0] && mean <= range[1] }]
  }
  const gmv = figure('gmvCents')
  const over = (below: readonly number[]) => (value: number, run: number) => value / below[run]!
  const grossMargins = figure('cogsCents').map((cogs, run) => 1 - cogs / gmv[run]!)
  const targets = targetsOf(shop.id)
  return [
    ...verdict('order value', 'money', figure('aovCents'), targets?.aovCents),
    ...verdict('gross margin', 'percent', grossMargins, targets?.grossMarginRatio),
    ...verdict('returns', 'percent', figure('returnRatio'), targets?.returnRatio),
    ...verdict('repeat customers', 'percent', figure('repeatRatio'), targets?.repeatRatio),
    ...verdict('stock turns a year', 'none', figure('turnsPerYear'), targets?.turnsPerYear),
    ...verdict('out of stock', 'percent', figure('stockoutRatio'), targets?.stockoutRatio),
    ...verdict(
      'contribution with stock ÷ GMV',
      'percent',
      figure('contributionWithStockCents').map(over(gmv)),
      living.contributionShareRatio,
    ),
    ...verdict(
      'GMV, last days ÷ first days',
      'none',
      figure('gmvCents', (run) => run.last).map(over(figure('gmvCents', (run) => run.first))),
      living.gmvChangeFactor,
    ),
    ...verdict(
      'lowest cash of a run',
      'money',
      runs.map(({ cashCents }) => Math.min(...cashCents)),
      living.lowestCashCents,
    ),
  ]
}

/** Cash at the close of day 0 and of every quarter of the run. */
function cashTable(
  runs: readonly ShopRun[],
  days: number,
  show: (value: number) => string,
): string {
  const shownDays = [0, 0.25, 0.5, 0.75, 1].map((part) => Math.floor(part * days))
  return table(
    ['day', 'mean', 'least', 'greatest'],
    shownDays.map((day) => {
      const cash = runs.map(({ cashCents }) => cashCents[day]!)
      return [String(day), show(meanOf(cash)), show(leastOf(cash)), show(greatestOf(cash))]
    }),
  )
}

function shown(value: number, unit: Unit, currency: string): string {
  return Number.isFinite(value) ? formatValue(value, unit, 'en', { currency }) : '–'
}

function shareOf(counts: readonly OutOfStock[]): number {
  const sum = (pick: (count: OutOfStock) => number) =>
    counts.reduce((total, count) => total + pick(count), 0)
  return sum(({ outOfStock }) => outOfStock) / sum(({ productDays }) => productDays)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** NaN of fewer than two values. */
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1))
}

function leastOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.min(...values)
}

function greatestOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.max(...values)
}
