/** Families of what follows a sale: goods that come back, orders that wait to be packed, customers who order again. */
import {
  meanOfReplications,
  ratioOfSums,
  sampleCovariance,
  sampleVariance,
  type Family,
} from './families.ts'
import {
  demand,
  everyProduct,
  labShop,
  lawOf,
  numberOf,
  weightsOf,
  type Overrides,
} from './laboratory.ts'
import { sum, type DayLog } from './observe.ts'
import { NotExpressed } from './policy.ts'
import { copies, observeAll, plenty, unknown } from './independentDays.ts'

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
