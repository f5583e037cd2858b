/** Families of independent days: alerts, and a week against the week before. */
import type { CaseRun } from './caseFile.ts'
import { meanOfReplications, ratioOfSums, runAt, type Family } from './families.ts'
import { demand, everyProduct, labShop, lawOf, numberOf, type Overrides } from './laboratory.ts'
import { sum } from './observe.ts'
import { NotExpressed } from './policy.ts'
import { copies, observeAll, plenty, unknown } from './independentDays.ts'

function triggerShop({ inputs }: CaseRun, count: number): Overrides {
  const base = everyProduct(count, { initialOnHandUnits: plenty })
  if (inputs['visitsPerDay'] !== undefined) {
    const law = lawOf(inputs, 'visitsPerDay')
    if (law.law !== 'constant' && law.law !== 'poisson')
      throw new NotExpressed('visits of that law')
    return {
      ...base,
      ...everyProduct(count, {
        visitsPerDay: law.mean,
        conversionRatio: numberOf(inputs, 'conversion'),
      }),
      'demand.law': law.law === 'constant' ? 5 : 0,
    }
  }
  const law = lawOf(inputs, 'badReviewsPerDay')
  if (law.law !== 'poisson') throw new NotExpressed('bad reviews come by a Poisson law')
  return {
    ...base,
    ...demand({ law: 'constant', mean: 0 }, count),
    'reviews.badPerDayMean': law.mean,
  }
}

/** Alerts: how often, and how soon after a fresh start. */
export const triggers: Family = (_reference, runs, effort) => {
  const daily = observeAll(
    runs,
    effort,
    (run) => ({ shop: labShop(triggerShop(run, copies), copies) }),
    (log): readonly [number, number] => [
      sum(log.fired.map((days) => sum(days))),
      log.days * log.products,
    ],
  )
  let episodes: ReadonlyMap<string, { readonly logs: readonly number[] }> | undefined
  return (metric, at) => {
    if (metric === 'firings_per_day') {
      const { logs } = runAt(daily, at)
      return ratioOfSums(
        logs,
        logs.reduce((days, [, own]) => days + own, 0),
      )
    }
    if (metric !== 'mean_days_to_detect') return unknown(metric)
    episodes ??= observeAll(
      runs.filter(({ name }) => name === (at.run ?? name)),
      effort,
      (run) => ({
        shop: labShop(triggerShop(run, 1), 1),
        days: episodeDays,
        warmupDays: 0,
        replications: effort.shortReplications * 4,
        stopsAtFiring: true,
      }),
      (log) => log.fired[0]!.findIndex((count) => count > 0) + 1,
    )
    const { logs } = runAt(episodes, at)
    if (logs.includes(0)) throw new Error(`an episode lasted longer than ${episodeDays} days`)
    return meanOfReplications(logs, logs.length, logs.length)
  }
}
/** Longer than any episode: the chance of a longer one is far below one in a million. */
const episodeDays = 2_000

/** A week against the week before; every product of every replication is one observation. */
export const weeklyRatio: Family = (_reference, runs, effort) => {
  const results = observeAll(
    runs,
    effort,
    ({ inputs }) => {
      const first = lawOf(inputs, 'unitsWeek1')
      const second = lawOf(inputs, 'unitsWeek2')
      if (first.law !== 'poisson' || second.law !== 'poisson')
        throw new NotExpressed('weeks of that law')
      const growth = second.mean / first.mean
      return {
        shop: labShop(
          {
            ...demand({ law: 'poisson', mean: first.mean / 7 }, copies),
            ...everyProduct(copies, { initialOnHandUnits: plenty }),
            'demand.dayFactors': [
              ...Array.from({ length: 7 }, () => 1),
              ...Array.from({ length: 7 }, () => growth),
            ],
          },
          copies,
        ),
        days: numberOf(inputs, 'horizonDays'),
        warmupDays: 0,
        replications: effort.shortReplications,
      }
    },
    (log) => sum(log.fired[0]!) / log.products,
  )
  return (metric, at) => {
    if (metric !== 'p_fire') return unknown(metric)
    const { logs } = runAt(results, at)
    return meanOfReplications(logs, logs.length * copies, logs.length * copies)
  }
}
