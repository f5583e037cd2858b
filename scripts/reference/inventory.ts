/** Families of stock: reordering under several laws of demand, supply and unmet demand. */
import type { CaseRun, Place } from './caseFile.ts'
import {
  meanOfReplications,
  ratioOfSums,
  runAt,
  sampleVariance,
  type Effort,
  type Family,
} from './families.ts'
import {
  cents,
  demand,
  everyProduct,
  inventory,
  labShop,
  lawOf,
  numberOf,
  oneHot,
  type Inputs,
  type Overrides,
} from './laboratory.ts'
import { observe, sum, type DayLog } from './observe.ts'
import { firingNodes, NotExpressed, playbooksOf } from './policy.ts'
import type { Measured } from './tolerance.ts'

/** Products of a shop that are independent copies of the case. */
const copies = 10

/** Sums over the days and products of one replication. */
interface Sums {
  readonly productDays: number
  readonly orders: number
  readonly onHand: number
  readonly backorders: number
  readonly daysWithoutBackorder: number
  readonly filled: number
  readonly demanded: number
  readonly sold: number
  readonly lost: number
  readonly daysWithLost: number
  readonly writtenOff: number
  readonly costCents: number
  readonly gmvCents: number
  readonly spendCents: number
  readonly spareUnits: number
  readonly daysDown: number
  readonly days: number
  readonly costByDay: Float64Array
}

const fields = {
  product: ['onHand', 'backorders', 'sold', 'filled', 'lost', 'writtenOff', 'gmvCents'],
  shop: ['costCents', 'supplierIsDown', 'mainSpendCents', 'spareSpendCents'],
} as const

function sumsOf(log: DayLog, unitCostCents: number, spareCostCents: number): Sums {
  const onHand = log.product('onHand')
  const backorders = log.product('backorders')
  const sold = log.product('sold')
  const lost = log.product('lost')
  const costByDay = log.shop('costCents').slice()
  let daysWithoutBackorder = 0
  let daysWithLost = 0
  for (let i = 0; i < onHand.length; i++) {
    if (backorders[i] === 0) daysWithoutBackorder += 1
    if (lost[i]! > 0) daysWithLost += 1
  }
  const spareSpend = sum(log.shop('spareSpendCents'))
  const spareUnits = spareSpend / spareCostCents
  const extra = log.shop('spareSpendCents')
  // what a backup costs more than the main supplier is a cost of the case
  for (let day = 0; day < log.days; day++) {
    costByDay[day]! += (extra[day]! * (spareCostCents - unitCostCents)) / spareCostCents
  }
  return {
    productDays: onHand.length,
    orders: sum(log.fired.map((days) => sum(days))),
    onHand: sum(onHand),
    backorders: sum(backorders),
    daysWithoutBackorder,
    filled: sum(log.product('filled')),
    demanded: sum(sold) + sum(lost),
    sold: sum(sold),
    lost: sum(lost),
    daysWithLost,
    writtenOff: sum(log.product('writtenOff')),
    costCents: sum(costByDay),
    gmvCents: sum(log.product('gmvCents')),
    spendCents: sum(log.shop('mainSpendCents')) + spareSpend,
    spareUnits,
    daysDown: sum(log.shop('supplierIsDown')),
    days: log.days,
    costByDay,
  }
}

type Reading = (sums: Sums, unitCostCents: number) => readonly [above: number, below: number]

const readings: Readonly<Record<string, Reading>> = {
  orders_per_day: (s) => [s.orders, s.productDays],
  p_order_on_a_day: (s) => [s.orders, s.productDays],
  mean_order_size: (s, unitCostCents) => [s.spendCents / unitCostCents, s.orders],
  mean_onhand_end: (s) => [s.onHand, s.productDays],
  mean_backorders_end: (s) => [s.backorders, s.productDays],
  backorders: (s) => [s.backorders, s.productDays],
  p_no_backorder_end: (s) => [s.daysWithoutBackorder, s.productDays],
  fill_rate: (s) => [s.filled, s.demanded],
  cost_per_day: (s) => [s.costCents / 100, s.productDays],
  sales_per_day: (s) => [s.sold, s.productDays],
  lost_per_day: (s) => [s.lost, s.productDays],
  p_day_with_lost_sales: (s) => [s.daysWithLost, s.productDays],
  profit_per_day: (s) => [(s.gmvCents - s.spendCents - s.costCents) / 100, s.productDays],
  waste_units_per_day: (s) => [s.writtenOff, s.productDays],
  p_supplier_down: (s) => [s.daysDown, s.days],
  backup_units_per_day: (s) => [s.spareUnits, s.productDays],
  days_between_orders: (s) => [s.productDays, s.orders],
}

function shopOf({ inputs }: CaseRun, products: number, own: Overrides) {
  return labShop(
    { ...demand(lawOf(inputs, 'demandPerDay'), products), ...inventory(inputs, products), ...own },
    products,
  )
}

function unitCosts(inputs: Inputs) {
  const unitCostCents = cents(numberOf(inputs, 'unitCost', 50))
  return {
    unitCostCents,
    spareCostCents: unitCostCents + cents(numberOf(inputs, 'backupExtraCostPerUnit')),
  }
}

function runInventory(run: CaseRun, effort: Effort, days: number, own: Overrides = {}): Sums[] {
  const { unitCostCents, spareCostCents } = unitCosts(run.inputs)
  // products of one shop share its supplier: where that fails, they are no copies
  const isShared = numberOf(run.inputs, 'supplierFailureProbabilityPerDay') > 0
  const products = isShared ? 1 : copies
  return observe(
    {
      shop: shopOf(run, products, own),
      playbooks: playbooksOf(run.rules, {}),
      firingNodes: firingNodes(run.rules),
      warmupDays: numberOf(run.inputs, 'warmupDays'),
      days,
      replications: effort.replications * (copies / products),
    },
    fields,
    effort.seed,
    (log) => sumsOf(log, unitCostCents, spareCostCents),
  )
}

/** Long runs of a rule: figures are sums over days and products. */
export const steady: Family = (_reference, runs, effort) => {
  const results = new Map(
    runs.map((run) => {
      const cycleDays = numberOf(run.inputs, 'cycleDays', 1)
      const days = Math.max(1, Math.floor(effort.days / cycleDays)) * cycleDays
      const salvage = run.inputs['salvageValuePerUnit']
      const own: Overrides =
        typeof salvage === 'number'
          ? { 'disposal.liquidationRatio': salvage / numberOf(run.inputs, 'unitCost') }
          : {}
      return [run.name, { sums: runInventory(run, effort, days, own), run }] as const
    }),
  )
  return (metric, at) => {
    const { sums, run } = runAt(results, at)
    const reading = readings[metric]
    if (reading === undefined) throw new NotExpressed(`no reading of ${metric}`)
    const { unitCostCents } = unitCosts(run.inputs)
    const productDays = sums.reduce((total, one) => total + one.productDays, 0)
    return ratioOfSums(
      sums.map((one) => reading(one, unitCostCents)),
      productDays,
    )
  }
}

/** Fixed batches: the fixed cost is booked for each order; every order of these cases is one or more batches. */
export const batches: Family = (reference, runs, effort) => {
  const metrics = steady(reference, runs, effort)
  const multiple = runs[0]!.rules.flatMap(({ action }) =>
    action.type === 'orderMultiple' ? [action.multiple] : [],
  )[0]
  if (multiple === undefined) throw new NotExpressed('a family of batches needs its batch')
  const fixedCost = numberOf(runs[0]!.inputs, 'fixedCostPerBatch')
  return (metric, at) => {
    if (metric === 'batches_per_day') return batchesPerDay(metrics, at, multiple)
    if (metric !== 'cost_per_day') return metrics(metric, at)
    const booked = metrics('cost_per_day', at)
    const orders = metrics('orders_per_day', at)
    const all = batchesPerDay(metrics, at, multiple)
    const extra = (i: number) => fixedCost * (all.perReplication[i]! - orders.perReplication[i]!)
    return {
      ...booked,
      value:
        (booked.value as number) + fixedCost * ((all.value as number) - (orders.value as number)),
      perReplication: booked.perReplication.map((cost, i) => cost + extra(i)),
    }
  }
}

function batchesPerDay(
  metrics: (metric: string, at: Place) => Measured,
  at: Place,
  multiple: number,
): Measured {
  const size = metrics('mean_order_size', at)
  const orders = metrics('orders_per_day', at)
  return {
    ...orders,
    value: ((size.value as number) * (orders.value as number)) / multiple,
    perReplication: orders.perReplication.map((x, i) => (x * size.perReplication[i]!) / multiple),
  }
}

/** Two rules on the same demand, day by day. */
export const commonNumbers: Family = (_reference, runs, effort) => {
  const cost = new Map(
    runs.map((run) => {
      const { unitCostCents, spareCostCents } = unitCosts(run.inputs)
      const perDay = observe(
        {
          shop: labShop(
            { ...demand(lawOf(run.inputs, 'demandPerDay'), 1), ...inventory(run.inputs, 1) },
            1,
          ),
          playbooks: playbooksOf(run.rules, {}),
          firingNodes: firingNodes(run.rules),
          warmupDays: numberOf(run.inputs, 'warmupDays'),
          days: effort.days,
          replications: Math.max(effort.replications, effort.shortReplications),
        },
        fields,
        effort.seed,
        (log) => sumsOf(log, unitCostCents, spareCostCents).costByDay.map((x) => x / 100),
      )
      return [run.name, perDay] as const
    }),
  )
  const [a, b] = runs.map(({ name }) => cost.get(name)!)
  const difference = a!.map((days, r) => days.map((x, day) => x - b![r]![day]!))
  const days = effort.days
  const all = a!.length * days
  const meanOf = (series: readonly Float64Array[]) =>
    meanOfReplications(
      series.map((one) => sum(one) / days),
      all,
    )
  const varianceOf = (series: readonly Float64Array[]) =>
    meanOfReplications(series.map(sampleVariance), all)
  /** sd over replications of the n-day mean, times √n. */
  const sigmaInf = (series: readonly Float64Array[]) => {
    const means = series.map((one) => sum(one) / days)
    return Math.sqrt(sampleVariance(means) * days)
  }
  const plain = (value: number): Measured => ({ value, perReplication: [value], days: all })
  const table: Readonly<Record<string, () => Measured>> = {
    mean_A: () => meanOf(a!),
    mean_cost_A: () => meanOf(a!),
    mean_B: () => meanOf(b!),
    mean_cost_B: () => meanOf(b!),
    mean_diff: () => meanOf(difference),
    var_A: () => varianceOf(a!),
    var_B: () => varianceOf(b!),
    var_diff_independent: () =>
      plain((varianceOf(a!).value as number) + (varianceOf(b!).value as number)),
    var_diff_crn: () => varianceOf(difference),
    sigma_inf_A: () => plain(sigmaInf(a!)),
    sigma_inf_B: () => plain(sigmaInf(b!)),
    sigma_inf_diff_crn: () => plain(sigmaInf(difference)),
    sigma_inf_diff_independent: () => plain(Math.hypot(sigmaInf(a!), sigmaInf(b!))),
    variance_ratio_crn_over_independent: () => {
      const isLongRun = runs.some(({ inputs }) => numberOf(inputs, 'warmupDays') > 0)
      if (isLongRun) {
        return plain(sigmaInf(difference) ** 2 / (sigmaInf(a!) ** 2 + sigmaInf(b!) ** 2))
      }
      const independent = (varianceOf(a!).value as number) + (varianceOf(b!).value as number)
      return plain((varianceOf(difference).value as number) / independent)
    },
  }
  return (metric) => {
    const reading = table[metric]
    if (reading === undefined) throw new NotExpressed(`no reading of ${metric}`)
    return reading()
  }
}

/** A fixed horizon from a given start; every product of every replication is one observation. */
export const finiteHorizon: Family = (_reference, runs, effort) => {
  const results = new Map(
    runs.map((run) => {
      const days = numberOf(run.inputs, 'horizonDays')
      const unitCost = numberOf(run.inputs, 'unitCost', 50)
      const price = numberOf(run.inputs, 'pricePerUnit', numberOf(run.inputs, 'salePricePerUnit'))
      const salvage = numberOf(run.inputs, 'salvageValuePerUnit')
      // what is ordered in the evening stands in the books of the next day
      const bookedLaterDays = run.rules.some(({ review }) => review === 'endOfDay') ? 1 : 0
      const observed = observe(
        {
          shop: labShop(horizonShop(run.inputs, price), copies),
          playbooks: playbooksOf(run.rules, {}),
          firingNodes: firingNodes(run.rules),
          warmupDays: 0,
          days: days + 1,
          replications: effort.shortReplications,
        },
        { product: horizonFields },
        effort.seed,
        (log) => outcomes(log, days, { unitCost, salvage, bookedLaterDays }),
      ).flat()
      return [run.name, observed] as const
    }),
  )
  return (metric, at) => {
    const key = horizonMetrics[metric]
    if (key === undefined) throw new NotExpressed(`no reading of ${metric}`)
    const of = (name: string | undefined) =>
      runAt(results, name === undefined ? {} : { run: name }).map((one) => one[key])
    const values =
      at.difference === undefined
        ? of(at.run)
        : of(at.difference[0]).map((x, i) => x - of(at.difference![1])[i]!)
    if (metric.startsWith('sd_')) {
      const value = Math.sqrt(sampleVariance(values))
      return { value, perReplication: values, days: values.length }
    }
    return meanOfReplications(values, values.length)
  }
}

interface Outcome {
  readonly sales: number
  readonly profit: number
  readonly orders: number
  readonly revenue: number
  readonly leftover: number
  readonly isCut: number
}

const horizonMetrics: Readonly<Record<string, keyof Outcome>> = {
  sales: 'sales',
  profit: 'profit',
  orders: 'orders',
  expected_revenue: 'revenue',
  sd_revenue: 'revenue',
  expected_leftover: 'leftover',
  p_markdown_fires: 'isCut',
}

function horizonShop(inputs: Inputs, price: number): Overrides {
  const atPrice = inputs['demandPerDayAtPrice'] as readonly Inputs[] | undefined
  const law =
    atPrice === undefined
      ? lawOf(inputs, 'demandPerDay')
      : lawOf({ law: atPrice.find((one) => one['pricePerUnit'] === price) }, 'law')
  return {
    ...demand(law, copies),
    ...inventory(inputs, copies),
    ...everyProduct(copies, {
      listPriceCents: cents(price),
      priceElasticity: numberOf(inputs, 'elasticity'),
    }),
    ...(inputs['leadTimeDays'] === undefined
      ? { 'suppliers.s_main.leadTimeWeights': oneHot(0) }
      : {}),
  }
}

const horizonFields = [
  'sold',
  'onHand',
  'onOrder',
  'received',
  'gmvCents',
  'directCostCents',
  'orderCostCents',
] as const

/** What became of each product within the horizon. */
function outcomes(
  log: DayLog,
  days: number,
  given: { readonly unitCost: number; readonly salvage: number; readonly bookedLaterDays: number },
): Outcome[] {
  const { products } = log
  const at = (field: (typeof horizonFields)[number], day: number, product: number) =>
    day < 0 ? 0 : log.product(field)[day * products + product]!
  return Array.from({ length: products }, (_, product) => {
    let sales = 0
    let gmvCents = 0
    let costCents = 0
    let orders = 0
    let orderedUnits = 0
    for (let day = 0; day < days; day++) {
      sales += at('sold', day, product)
      gmvCents += at('gmvCents', day, product)
      costCents += at('directCostCents', day, product) - at('orderCostCents', day, product)
      const booked = day + given.bookedLaterDays
      const units =
        at('onOrder', booked, product) -
        at('onOrder', booked - 1, product) +
        at('received', booked, product)
      orderedUnits += units
      if (units > 0) orders += 1
      costCents += at('orderCostCents', booked, product)
    }
    const left = at('onHand', days - 1, product)
    const opening = log.model.shelves.initialOnHandUnits[product]!
    // all that was ordered and not sold is on the shelf or under way
    const owned = opening + orderedUnits - sales
    return {
      sales,
      profit: (gmvCents - costCents) / 100 + given.unitCost * (owned - orderedUnits),
      orders,
      revenue: gmvCents / 100 + given.salvage * left,
      leftover: left,
      isCut: firedFor(log, product),
    }
  })
}

/** 1 when the price of the product was ever cut. */
function firedFor(log: DayLog, product: number): number {
  return log.view.state.offers.priceCents[product]! < log.model.listPriceCents[product]! ? 1 : 0
}
