/**
 * The history of a run by product, made when somebody asks: one replication runs again with a recorder. A run is
 * a pure function of its plan, so nothing of it has to be stored; and because substitution, baskets, cash and
 * warehouses couple the products, all of them run again, whichever are asked for (docs/decisions/0012).
 */
import {
  metricsOfScope,
  nearest,
  plainFigure,
  type MetricInfo,
  type PlainValue,
  type Unit,
} from '@sandtable/rules'
import { catalogue } from '../catalogue.ts'
import { modelVersion } from '../modelVersion.ts'
import { didYouMean, outOfRange, type Problem } from '../problem.ts'
import { recordedMetrics, Recorder } from '../recorder.ts'
import { advance, fork, type Run } from '../run.ts'
import { pastOf, type PreparedExperiment } from './experiment.ts'
import { runLimits } from './plan.ts'

/** The arms of an experiment. */
export type Arm = 'baseline' | 'playbook'

/** Which products of which replication to tell of. */
export interface HistoryRequest {
  readonly productIds: readonly string[]
  /** Figures of scope product; `recordedMetrics` unless given. */
  readonly metricIds?: readonly string[]
  /** Counted from 0, which is the default. */
  readonly replication?: number
}

/** One product in one arm: for every figure, a value per day from day 1 on. */
export interface ProductSeries {
  readonly product: string
  readonly arm: Arm
  readonly values: Readonly<Record<string, readonly PlainValue[]>>
}

/** Histories with what names the run: the same request gives the same bytes. Plain data. */
export interface ProductHistory {
  readonly shop: string
  readonly shopHash: string
  /** ISO 4217; money is in its hundredths. */
  readonly currency: string
  readonly seed: number
  readonly replication: number
  readonly days: number
  readonly modelVersion: string
  readonly metrics: readonly { readonly id: string; readonly unit: Unit }[]
  /** By product in the order asked, then by arm; without playbooks the baseline alone. */
  readonly series: readonly ProductSeries[]
}

export type HistoryResult =
  | { readonly ok: true; readonly history: ProductHistory }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Replays a replication and tells of some products; all problems at once. Its cost is that of the replication. */
export function productHistory(
  experiment: PreparedExperiment,
  { productIds, metricIds = recordedMetrics, replication = 0 }: HistoryRequest,
): HistoryResult {
  const { plan, shop, shopHash, currency, model } = experiment
  const known = metricsOfScope(catalogue, 'product')
  const problems = [
    outOfRange('replication', replication, 0, runLimits.replications - 1),
    ...productIds.map((id) => unknownProduct(id, model.entities.product.ids)),
    ...metricIds.map((id) => unknownMetric(id, known)),
  ].filter((problem) => problem !== undefined)
  if (problems.length > 0) return { ok: false, problems }
  const metrics = metricIds.map((id) => known.get(id)!)
  const past = pastOf(experiment, replication)
  const arms: readonly Arm[] = plan.playbooks.length === 0 ? ['baseline'] : ['baseline', 'playbook']
  const recorders = arms.map((arm) => replayArm(experiment, arm, past, metricIds))
  const series = productIds.flatMap((product) =>
    arms.map((arm, index): ProductSeries => {
      const valuesOf = (info: MetricInfo) =>
        Array.from(recorders[index]!.series(info.id, product), (value) => plainFigure(value, info))
      const values = Object.fromEntries(metrics.map((info) => [info.id, valuesOf(info)]))
      return { product, arm, values }
    }),
  )
  const { seed, days } = plan
  return {
    ok: true,
    history: {
      shop,
      shopHash,
      currency,
      seed,
      replication,
      days,
      modelVersion,
      metrics: metrics.map(({ id, unit }) => ({ id, unit })),
      series,
    },
  }
}

/** Runs one arm again from the morning that `pastOf` gave, and records every product. */
export function replayArm(
  experiment: PreparedExperiment,
  arm: Arm,
  past: Run,
  metricIds: readonly string[] = recordedMetrics,
): Recorder {
  const { plan, model } = experiment
  const recorder = new Recorder(model.entities.product.ids, plan.days, metricIds)
  advance(fork(past, experiment[arm], recorder), plan.days)
  return recorder
}

function unknownProduct(id: string, ids: readonly string[]): Problem | undefined {
  if (ids.includes(id)) return undefined
  const guess = nearest(id, ids)
  const some = ids.slice(0, 5)
  const next = {
    en: guess === undefined ? ` There are ${some.join(', ')} and others.` : didYouMean.en(guess),
    zh: guess === undefined ? `现有 ${some.join('、')} 等。` : didYouMean.zh(guess),
  }
  return {
    code: 'unknownEntity',
    path: 'productIds',
    sentence: {
      en: `The shop has no product “${id}”.${next.en}`,
      zh: `店铺没有商品“${id}”。${next.zh}`,
    },
  }
}

function unknownMetric(id: string, known: ReadonlyMap<string, MetricInfo>): Problem | undefined {
  if (known.has(id)) return undefined
  const guess = nearest(id, known.keys())
  return {
    code: 'unknownMetric',
    path: 'metricIds',
    sentence: {
      en: `A product has no figure “${id}”.${didYouMean.en(guess)} All are listed in docs/metrics.md.`,
      zh: `商品没有指标“${id}”。${didYouMean.zh(guess)}全部指标见 docs/metrics.md。`,
    },
  }
}
