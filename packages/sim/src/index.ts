/** The simulated shop and the experiments on it. */
import type { Text } from '@sandtable/rules'
import { kpiDefinitions } from './kpis/index.ts'
import type { KpiInfo } from './kpis/kpi.ts'
import type { ShockEntry } from './shocks/shock.ts'
import { templates } from './shops/index.ts'

export { catalogue } from './catalogue.ts'
export { modelVersion } from './modelVersion.ts'
export {
  parseShopFile,
  shopFileSchema,
  type ResolvedShop,
  type ShopFile,
  type ShopResult,
} from './shopFile.ts'
export { packShop, type PackChoice, type PackShopResult } from './packShop.ts'
export type { EntitySetting, Setting, ShopSetting } from './setting.ts'
export { entitySettings, settings } from './settings.ts'
export { shockKinds } from './shocks/index.ts'
export type { ShockEntry, ShockKind } from './shocks/shock.ts'
export type { Problem } from './problem.ts'
export {
  runDefaults,
  runLimits,
  type ExperimentInput,
  type ExperimentPlan,
} from './experiment/plan.ts'
export {
  prepareExperiment,
  runReplication,
  summarize,
  type PreparationResult,
  type PreparedExperiment,
} from './experiment/experiment.ts'
export {
  productHistory,
  type HistoryRequest,
  type HistoryResult,
  type ProductHistory,
  type ProductSeries,
} from './experiment/replay.ts'
export { judgeEffect, planEffects, type EffectOutcome } from './experiment/effects.ts'
export { recordedMetrics } from './recorder.ts'
export type { ReplicationResult } from './experiment/replication.ts'
export type * from './experiment/report.ts'
export { explain, type ExplainRequest, type ExplainResult, type RunExplanation } from './explain.ts'
export type { KpiInfo } from './kpis/kpi.ts'

/** The KPIs of a report, in its order. Plain data. */
export const kpis: readonly KpiInfo[] = kpiDefinitions.map(({ reading: _, ...info }) => info)

/** What the client shows of a shop template. Plain data. */
export interface ShopInfo {
  readonly id: string
  readonly label: Text
  readonly description: Text
  readonly products: number
  /** ISO 4217; amounts are in its hundredths. */
  readonly currency: string
  /** What its categories, suppliers, warehouses and accounts are called, by id. */
  readonly names: Readonly<Record<string, Text>>
  /** What happens to it whatever a shop file schedules besides. */
  readonly shocks: readonly ShockEntry[]
}

/** The shops that come with Sandtable. Plain data. */
export const shops: readonly ShopInfo[] = templates.map(
  ({ id, label, description, products, currency, shocks = [], ...template }) => {
    const { categories, suppliers, warehouses, accounts = [] } = template
    const named = [...categories, ...suppliers, ...warehouses, ...accounts]
    return {
      id,
      label,
      description,
      products: products.length,
      currency,
      names: Object.fromEntries(named.map((entity) => [entity.id, entity.label])),
      shocks,
    }
  },
)
