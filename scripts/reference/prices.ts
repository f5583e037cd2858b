/** Families of independent days: prices, rivals, gifts, and where buyers go when an item is out of stock. */
import { meanOfReplications, ratioOfSums, runAt, sampleVariance, type Family } from './families.ts'
import {
  everyProduct,
  cents,
  demand,
  labShop,
  lawOf,
  numberOf,
  type Overrides,
} from './laboratory.ts'
import { sum } from './observe.ts'
import { NotExpressed } from './policy.ts'
import type { Measured } from './tolerance.ts'
import { copies, observeAll, plenty, unknown } from './independentDays.ts'

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
