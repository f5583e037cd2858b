/** Families of independent days: triggers, prices, the funnel, substitution, returns, packing, customers. */
import type { CaseRun, Place } from './caseFile.ts'
import {
  meanOfReplications,
  ratioOfSums,
  runAt,
  sampleCovariance,
  sampleVariance,
  type Effort,
  type Family,
} from './families.ts'
import {
  cents,
  demand,
  everyProduct,
  labShop,
  lawOf,
  numberOf,
  weightsOf,
  type Inputs,
  type LabShop,
  type Overrides,
} from './laboratory.ts'
import { observe, sum, type DayLog, type ProductField, type ShopField } from './observe.ts'
import { firingNodes, NotExpressed, playbooksOf, type PolicyWorld } from './policy.ts'
import type { Measured } from './tolerance.ts'

const copies = 10
/** Stock that no run sells out. */
const plenty = 10_000_000

interface Plan {
  readonly shop: LabShop
  readonly world?: PolicyWorld
  readonly warmupDays?: number
  readonly days?: number
  readonly replications?: number
  readonly stopsAtFiring?: boolean
  readonly product?: readonly ProductField[]
  readonly shopFields?: readonly ShopField[]
}

/** Runs every run of a case by its plan; `use` keeps what the metrics need of each replication. */
function observeAll<T>(
  runs: readonly CaseRun[],
  effort: Effort,
  planOf: (run: CaseRun) => Plan,
  use: (log: DayLog, run: CaseRun) => T,
): ReadonlyMap<string, { readonly plan: Plan; readonly logs: readonly T[] }> {
  return new Map(
    runs.map((run) => {
      const plan = planOf(run)
      const logs = observe(
        {
          shop: plan.shop,
          playbooks: playbooksOf(run.rules, plan.world ?? {}),
          firingNodes: firingNodes(run.rules),
          warmupDays: plan.warmupDays ?? numberOf(run.inputs, 'warmupDays'),
          days: plan.days ?? effort.days,
          replications: plan.replications ?? effort.replications,
          ...(plan.stopsAtFiring === true ? { stopsAtFiring: true } : {}),
        },
        { product: plan.product ?? [], shop: plan.shopFields ?? [] },
        effort.seed,
        (log) => use(log, run),
      )
      return [run.name, { plan, logs }] as const
    }),
  )
}

const unknown = (metric: string): never => {
  throw new NotExpressed(`no reading of ${metric}`)
}

// triggers

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

// prices

/** Units and profit at a price, a rival's price, a gift. */
export const prices: Family = (_reference, runs, effort) => {
  const results = observeAll(
    runs,
    effort,
    ({ inputs, rules }) => {
      const base = numberOf(inputs, 'basePricePerUnit')
      const own = inputs['demandPerDay']
      const rivalRatio = numberOf(inputs, 'competitorPriceRatio', 1)
      const isGiven =
        rules.length === 0 && own === undefined && inputs['pricePerUnit'] !== undefined
      if (isGiven && numberOf(inputs, 'pricePerUnit') !== base)
        throw new NotExpressed('a price without a rule')
      return {
        shop: {
          ...labShop(
            {
              ...demand({ law: 'poisson', mean: numberOf(inputs, 'baseUnitsPerDay') }, copies),
              ...everyProduct(copies, {
                initialOnHandUnits: plenty,
                listPriceCents: cents(base),
                unitCostCents: Math.max(1, cents(numberOf(inputs, 'unitCost', 1))),
                priceElasticity: numberOf(inputs, 'elasticity'),
                crossElasticity: numberOf(inputs, 'crossElasticity'),
                isRivalTracked: 1,
                rivalPriceRatio: 1,
                giftUpliftRatio: Math.max(0, numberOf(inputs, 'giftDemandFactor', 1) - 1),
              }),
              'offers.giftHalfShareRatio': 0,
              'rivals.priceSd': 0,
            },
            copies,
          ),
          ...(rivalRatio === 1
            ? {}
            : {
                shocks: [
                  {
                    kind: 'priceWar',
                    target: 'c_lab',
                    startDay: 1,
                    days: 365,
                    strength: rivalRatio,
                  },
                ],
              }),
        },
        world: {
          rivalBasePriceCents: cents(base),
          giftCostCents: cents(numberOf(inputs, 'giftCostPerUnit')),
        },
        warmupDays: 0,
        ...(rivalRatio === 1 ? {} : { days: 365, replications: effort.replications * 3 }),
        product: ['sold', 'gmvCents', 'directCostCents'],
      }
    },
    (log, { inputs }) => {
      const unitCost = numberOf(inputs, 'unitCost')
      const sold = log.product('sold')
      const profit =
        (sum(log.product('gmvCents')) - sum(log.product('directCostCents'))) / 100 -
        unitCost * sum(sold)
      return { sold: sold.slice(), units: sum(sold), profit, productDays: sold.length }
    },
  )
  const days = (logs: readonly { readonly productDays: number }[]) =>
    logs.reduce((total, one) => total + one.productDays, 0)
  return (metric, at) => {
    if (metric === 'mean_units_per_day' || metric === 'profit_per_day') {
      const { logs } = runAt(results, at)
      const key = metric === 'profit_per_day' ? 'profit' : 'units'
      return ratioOfSums(
        logs.map((log) => [log[key], log.productDays]),
        days(logs),
      )
    }
    // the same demand at two prices
    const a = runAt(results, { run: runs[0]!.name }).logs
    const b = runAt(results, { run: runs[1]!.name }).logs
    const difference = a.map(({ sold }, r) => sold.map((x, i) => x - b[r]!.sold[i]!))
    const all = days(a)
    if (metric === 'mean_diff') {
      return meanOfReplications(
        difference.map((one) => sum(one) / one.length),
        all,
      )
    }
    const variance = (series: readonly Float64Array[]): Measured =>
      meanOfReplications(series.map(sampleVariance), all)
    if (metric === 'var_diff_thinning' || metric === 'var_diff_inverse_cdf')
      return variance(difference)
    if (metric !== 'var_diff_independent') return unknown(metric)
    const value = (series: typeof a) => variance(series.map(({ sold }) => sold)).value as number
    return { value: value(a) + value(b), perReplication: [], days: all }
  }
}

/** One item out of stock: where its buyers go. */
export const substitution: Family = (_reference, runs, effort) => {
  const results = observeAll(
    runs,
    effort,
    ({ inputs }) => {
      const shoppers = lawOf(inputs, 'shoppersPerDay')
      if (shoppers.law !== 'poisson') throw new NotExpressed('shoppers of that law')
      const choice = inputs['choiceShares'] as readonly number[]
      const moves = inputs['substitutionShares'] as readonly number[]
      const out = inputs['itemOut'] as number | null
      const overrides: Overrides = { ...demand({ law: 'poisson', mean: 1 }, choice.length) }
      choice.forEach((share, item) => {
        const id = `p_${String(item + 1).padStart(2, '0')}`
        overrides[`products.${id}.visitsPerDay`] = shoppers.mean * share
        overrides[`products.${id}.substitutionWeight`] = share
        overrides[`products.${id}.initialOnHandUnits`] = item === out ? 0 : plenty
        overrides[`products.${id}.substituteRatio`] = item === out ? sum(moves) : 0
      })
      return { shop: labShop(overrides, choice.length), product: ['sold'], warmupDays: 0 }
    },
    (log) => {
      const items = new Float64Array(log.products)
      log.product('sold').forEach((units, i) => {
        items[i % log.products]! += units
      })
      return { items, days: log.days }
    },
  )
  return (metric, at) => {
    const all = (run: string) => runAt(results, { run }).logs
    const days = all(runs[0]!.name).reduce((total, log) => total + log.days, 0)
    if (metric === 'mean_units_per_day') {
      const logs = runAt(results, at).logs
      return ratioOfSums(
        logs.map(({ items, days: own }) => [items[at.item as number]!, own]),
        days,
      )
    }
    const inStock = all('allInStock')
    const itemOut = all('itemOut')
    const missing = runs.find(({ name }) => name === 'itemOut')!.inputs['itemOut'] as number
    const others = ({ items }: { readonly items: Float64Array }) => sum(items) - items[missing]!
    if (metric === 'fraction_of_lost_demand_recaptured') {
      return ratioOfSums(
        inStock.map((log, r) => [others(itemOut[r]!) - others(log), log.items[missing]!]),
        days,
      )
    }
    if (metric !== 'lost_units_per_day') return unknown(metric)
    return ratioOfSums(
      inStock.map((log, r) => [sum(log.items) - sum(itemOut[r]!.items), log.days]),
      days,
    )
  }
}

// the funnel

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

// returns, packing, customers

/** Units that come back. */
export const returns: Family = (_reference, runs, effort) => {
  const [run] = runs
  const inputs = run!.inputs
  const delay = inputs['returnDelay'] as { days: number[]; probabilities: number[] }
  const chance = numberOf(inputs, 'returnProbability')
  if (delay.days.includes(0)) throw new NotExpressed('returns on the day of the sale')
  const results = observeAll(
    runs,
    effort,
    () => ({
      shop: labShop(
        {
          ...demand(lawOf(inputs, 'salesPerDay'), copies),
          ...everyProduct(copies, { initialOnHandUnits: plenty }),
          'categories.c_lab.returnRatio': chance,
          // the first weight is of one day
          'returns.delayWeights': weightsOf(delay).slice(1),
          'returns.freightCentsPerUnit': 0,
        },
        copies,
      ),
      product: ['sold', 'returned'],
    }),
    (log) => {
      const sold = log.product('sold').slice()
      const returned = log.product('returned').slice()
      return { sold, returned, pending: pendingReturns(log) }
    },
  ).get(run!.name)!.logs
  const days = results.reduce((total, { sold }) => total + sold.length, 0)
  const mean = (series: readonly Float64Array[]) =>
    meanOfReplications(
      series.map((one) => sum(one) / one.length),
      days,
    )
  return (metric) => {
    switch (metric) {
      case 'returns_per_day_mean':
        return mean(results.map(({ returned }) => returned))
      case 'returns_per_day_variance':
        return meanOfReplications(
          results.map(({ returned }) => sampleVariance(returned)),
          days,
        )
      case 'pending_returns_end_of_day_mean':
        return meanOfReplications(
          results.map(({ pending }) => pending),
          days,
        )
      case 'covariance_sales_returns_same_day':
        return meanOfReplications(
          results.map(({ sold, returned }) => sampleCovariance(sold, returned)),
          days,
        )
      case 'net_sales_per_day_long_run':
        return mean(results.map(({ sold, returned }) => sold.map((x, i) => x - returned[i]!)))
      default:
        return unknown(metric)
    }
  }
}

/** Units on their way back at the end of the last day, per product. */
function pendingReturns(log: DayLog): number {
  return sum(log.view.state.returns.onTheWayUnits) / log.products
}

/** Packing: orders come, a fixed number is packed. */
export const backlog: Family = (_reference, runs, effort) => {
  const [run] = runs
  const { inputs } = run!
  const law = lawOf(inputs, 'arrivalsPerDay')
  const logs = observeAll(
    runs,
    effort,
    () => ({
      shop: labShop(
        {
          ...demand(law, 1),
          ...everyProduct(1, { initialOnHandUnits: plenty }),
          'warehouses.w_1.packingOrdersPerDay': numberOf(inputs, 'capacityPerDay'),
        },
        1,
      ),
      shopFields: ['backlog', 'shipped', 'toShip'],
      replications: effort.replications * copies,
    }),
    (log) => ({
      backlog: log.shop('backlog').slice(),
      shipped: log.shop('shipped').slice(),
      arrivals: log.shop('toShip').slice(),
    }),
  ).get(run!.name)!.logs
  const days = logs.reduce((total, log) => total + log.backlog.length, 0)
  type Log = (typeof logs)[number]
  const mean = (of: (log: Log, day: number) => number) =>
    meanOfReplications(
      logs.map((log) => {
        let total = 0
        for (let day = 0; day < log.backlog.length; day++) total += of(log, day)
        return total / log.backlog.length
      }),
      days,
    )
  const notToday = (log: Log, day: number) => Math.min(log.arrivals[day]!, log.backlog[day]!)
  return (metric) => {
    switch (metric) {
      case 'mean_backlog_end':
        return mean((log, day) => log.backlog[day]!)
      case 'p_backlog_zero_end':
        return mean((log, day) => Number(log.backlog[day] === 0))
      case 'mean_served_per_day':
        return mean((log, day) => log.shipped[day]!)
      case 'mean_arrived_today_not_served_today':
        return mean(notToday)
      case 'mean_stuck_over_1_day':
        return mean((log, day) => Math.max(0, log.backlog[day]! - log.arrivals[day]!))
      case 'p_some_stuck_over_1_day':
        return mean((log, day) => Number(log.backlog[day]! > log.arrivals[day]!))
      case 'mean_delay_days_little':
        return ratioOfSums(
          logs.map((log) => [sum(log.backlog), sum(log.arrivals)]),
          days,
        )
      case 'fraction_not_served_same_day':
        return ratioOfSums(
          logs.map((log) => [
            log.backlog.reduce((total, _, day) => total + notToday(log, day), 0),
            sum(log.arrivals),
          ]),
          days,
        )
      default:
        return unknown(metric)
    }
  }
}

/** Customers who come, order by chance and leave. */
export const customers: Family = (_reference, runs, effort) => {
  const [run] = runs
  const { inputs } = run!
  const newcomers = lawOf(inputs, 'newCustomersPerDay')
  if (newcomers.law !== 'poisson') throw new NotExpressed('new customers of that law')
  if (numberOf(inputs, 'initialActiveCustomers') !== 0)
    throw new NotExpressed('customers at the start')
  const logs = observeAll(
    runs,
    effort,
    () => ({
      shop: labShop(
        {
          ...demand({ law: 'constant', mean: 0 }, 1),
          'customers.areTiedToOrders': 0,
          'customers.newPerDay': newcomers.mean,
          'customers.leaveAfterOrderRatio': numberOf(inputs, 'leaveProbabilityAfterOrder'),
          'customers.championRatio': 0,
          ...customerRates(numberOf(inputs, 'orderProbabilityPerDay')),
        },
        1,
      ),
      shopFields: ['customers', 'repeatOrders', 'leavers'],
    }),
    (log) => ({
      customers: sum(log.shop('customers')),
      orders: sum(log.shop('repeatOrders')),
      leavers: sum(log.shop('leavers')),
      days: log.days,
    }),
  ).get(run!.name)!.logs
  const days = logs.reduce((total, log) => total + log.days, 0)
  const leavers = logs.reduce((total, log) => total + log.leavers, 0)
  return (metric) => {
    switch (metric) {
      case 'active_customers_mean':
        return ratioOfSums(
          logs.map((log) => [log.customers, log.days]),
          days,
        )
      case 'repeat_orders_per_day_mean':
        return ratioOfSums(
          logs.map((log) => [log.orders, log.days]),
          days,
        )
      case 'repeat_orders_per_customer':
        return {
          ...ratioOfSums(
            logs.map((log) => [log.orders, log.leavers]),
            days,
          ),
          observations: leavers,
        }
      // in a steady state, by Little's law: customers ÷ leavers a day
      case 'mean_active_days':
        return ratioOfSums(
          logs.map((log) => [log.customers, log.leavers]),
          days,
        )
      default:
        return unknown(metric)
    }
  }
}

function customerRates(orderRatio: number): Overrides {
  return Object.fromEntries(
    ['promising', 'active', 'champion', 'atRisk', 'dormant', 'lost'].flatMap((id) => [
      [`segments.${id}.orderRatioPerDay`, orderRatio],
      [`segments.${id}.coolingDays`, 0],
    ]),
  )
}

export type { Inputs }
