/** What common random numbers save: the variance of a difference between independent and between paired runs. */
import type { Program } from '@sandtable/rules'
import { buildModel } from '../../packages/sim/src/model.ts'
import { parseShopFile } from '../../packages/sim/src/shopFile.ts'
import { programOf, twentyRules, type Rule } from './rules.ts'
import { pastOf, runArm, type Series } from './runs.ts'

/** Marks down the slow movers of one category; the other nineteen rules are in both arms. */
const narrowRule: Rule = {
  ...twentyRules.find(({ id }) => id === 'markdownSlow')!,
  id: 'markdownSlowKnitwear',
  when: 'category.id == "knit" && sum(soldUnits, 28d) < 0.1 * onHandUnits && priceCents >= listPriceCents',
}
const otherRules = twentyRules.filter(({ id }) => id !== 'markdownSlow')

export const narrowEdit = {
  shop: 'fashion',
  edit: 'the rule "knitwear: 28-day sales under a tenth of the stock → 10 % off" switched off',
  /** Totals over the run. */
  kpis: ['contributionWithStockCents', 'soldUnits'],
} as const

export interface VarianceFigures {
  readonly kpi: string
  /** Var(difference, other luck) ÷ Var(difference, same luck). */
  readonly ratio: number
  /** Pairs in which the edit changed anything. */
  readonly changedPairs: number
  readonly replications: number
  readonly days: number
}

export function measureVariance(replications: number, days: number): readonly VarianceFigures[] {
  const shop = parseShopFile({ format: 'shop/1', template: narrowEdit.shop, historyDays: 60 })
  if (!shop.ok) throw new Error(JSON.stringify(shop.problems))
  const model = buildModel(shop.shop)
  const withRule = programOf([...otherRules, narrowRule])
  const withoutRule = programOf(otherRules)
  const run = (program: Program, replication: number) =>
    runArm(pastOf(model, withRule, replication), program, days)()
  const numbers = Array.from({ length: replications }, (_, replication) => replication)
  const base = numbers.map((replication) => run(withRule, replication))
  const paired = numbers.map((replication) => run(withoutRule, replication))
  const other = numbers.map((replication) => run(withoutRule, replications + replication))
  return narrowEdit.kpis.map((kpi) => {
    const differences = (arm: readonly Series[]) =>
      arm.map((series, index) => total(series[kpi]!) - total(base[index]![kpi]!))
    const pairs = differences(paired)
    return {
      kpi,
      ratio: variance(differences(other)) / variance(pairs),
      changedPairs: pairs.filter((difference) => difference !== 0).length,
      replications,
      days,
    }
  })
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
