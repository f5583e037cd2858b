/** Families of independent days: the six steps of the funnel. */
import type { Place } from './caseFile.ts'
import { meanOfReplications, sampleCovariance, sampleVariance, type Family } from './families.ts'
import { everyProduct, labShop, lawOf, numberOf, type Overrides } from './laboratory.ts'
import { sum, type ProductField } from './observe.ts'
import { NotExpressed } from './policy.ts'
import { copies, observeAll, plenty, unknown } from './independentDays.ts'

const funnelFields: readonly ProductField[] = [
  'impressions',
  'visits',
  'views',
  'carts',
  'checkouts',
  'orders',
]

/** Impressions passing the six steps. */
export const funnel: Family = (reference, runs, effort) => {
  const { inputs } = runs[0]!
  const impressions = lawOf(inputs, 'impressionsPerDay')
  if (impressions.law !== 'poisson' && impressions.law !== 'constant') {
    throw new NotExpressed('impressions of that law')
  }
  const stages = inputs['stages'] as readonly {
    readonly name: string
    readonly probability: number
  }[]
  if (stages.length !== funnelFields.length - 1) throw new NotExpressed('a funnel of six steps')
  const [visit, view, , checkout, pay] = stages.map(({ probability }) => probability)
  const passAfterVisit = stages
    .slice(1)
    .reduce((product, { probability }) => product * probability, 1)
  const overrides: Overrides = {
    ...everyProduct(copies, {
      visitsPerDay: impressions.mean * visit!,
      conversionRatio: passAfterVisit,
      initialOnHandUnits: plenty,
    }),
    'demand.law': impressions.law === 'constant' ? 4 : 0,
    'funnel.visitRatio': visit!,
    'funnel.viewRatio': view!,
    'funnel.checkoutRatio': checkout!,
    'funnel.payRatio': pay!,
  }
  const observed = (own: Overrides) =>
    observeAll(
      runs,
      effort,
      () => ({
        shop: labShop({ ...overrides, ...own }, copies),
        product: funnelFields,
        warmupDays: 0,
      }),
      (log) => funnelFields.map((field) => log.product(field).slice()),
    ).get(runs[0]!.name)!.logs
  const fieldOf = (stage: string | undefined) => 1 + stages.findIndex(({ name }) => name === stage)
  const logs = observed({})
  const days = logs.reduce((total, log) => total + log[0]!.length, 0)
  let correlated: typeof logs | undefined
  return (metric, at: Place) => {
    if (metric.startsWith('beta_binomial')) {
      const correlation = numberOf(reference.inputs, 'intraDayCorrelation')
      correlated ??= observed({ 'funnel.dailyCorrelation': correlation })
      const orders = correlated.map((log) => log.at(-1)!)
      return metric === 'beta_binomial_mean'
        ? meanOfReplications(
            orders.map((one) => sum(one) / one.length),
            days,
          )
        : meanOfReplications(orders.map(sampleVariance), days)
    }
    if (metric === 'covariance') {
      const [a, b] = (at.stages ?? []).map(fieldOf)
      return meanOfReplications(
        logs.map((log) => sampleCovariance(log[a!]!, log[b!]!)),
        days,
      )
    }
    const series = logs.map((log) => log[fieldOf(at.stage)]!)
    if (metric === 'mean') {
      return meanOfReplications(
        series.map((one) => sum(one) / one.length),
        days,
      )
    }
    return metric === 'variance'
      ? meanOfReplications(series.map(sampleVariance), days)
      : unknown(metric)
  }
}
