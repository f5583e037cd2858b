/** Families without chance: cash, advertising, classes, reference prices; and the rating, which needs reviews. */
import type { CaseRun, ReferenceCase } from './caseFile.ts'
import {
  fixed,
  meanOfReplications,
  sampleVariance,
  type Effort,
  type Family,
  type RunMetrics,
} from './families.ts'
import {
  cents,
  demand,
  everyProduct,
  labShop,
  numberOf,
  productIds,
  type Inputs,
  type LabShop,
} from './laboratory.ts'
import { observe, sum, type DayLog } from './observe.ts'
import { NotExpressed } from './policy.ts'
import { forecastOfShop } from '../../packages/sim/src/mechanisms/money/shopForecast.ts'
import { firstWeekUnder } from '../../packages/sim/src/mechanisms/money/forecast.ts'
import type { View } from '../../packages/sim/src/view.ts'

export const deterministic: Family = (reference, runs, effort) => {
  const run = runs[0]!
  const family = families[reference.family]
  if (family === undefined) throw new NotExpressed(`family ${reference.family} is not simulated`)
  return family(reference, run, effort)
}

const families: Readonly<
  Record<string, (reference: ReferenceCase, run: CaseRun, effort: Effort) => RunMetrics>
> = { 'cash-forecast': cashForecast, adstock, abc, ewma }

/** Runs one shop for some days without chance or rules. */
function watch<T>(
  shop: LabShop,
  days: number,
  use: (log: DayLog) => T,
  onDay?: (view: View) => void,
): T {
  const run = { shop, playbooks: [], firingNodes: [], warmupDays: 0, days, replications: 1 }
  return observe(run, {}, 1, use, onDay)[0]!
}

function listOf(inputs: Inputs, name: string): number[] {
  return (inputs[name] as readonly number[]).slice()
}

function cashForecast(_reference: ReferenceCase, { inputs }: CaseRun): RunMetrics {
  const centsOf = (name: string) => listOf(inputs, name).map(cents)
  const { forecast, floorCents } = watch(
    labShop(
      {
        ...demand({ law: 'constant', mean: 0 }, 1),
        'money.openingCashCents': cents(numberOf(inputs, 'openingCash')),
        'money.cashFloorCents': cents(numberOf(inputs, 'cashFloor')),
        'money.feeRatio': numberOf(inputs, 'feeFraction'),
        'cashPlan.grossSalesCentsByWeek': centsOf('grossSalesByWeek'),
        'cashPlan.purchasesCentsByWeek': centsOf('purchasesByWeek'),
        'cashPlan.adSpendCentsByWeek': centsOf('adSpendByWeek'),
        'cashPlan.openingReceivablesCentsByWeek': centsOf('openingReceivablesByWeek'),
        'cashPlan.openingPayablesCentsByWeek': centsOf('openingPayablesByWeek'),
        'cashPlan.payoutDelayWeeks': numberOf(inputs, 'payoutDelayWeeks'),
        'cashPlan.supplierTermsWeeks': numberOf(inputs, 'supplierTermsWeeks'),
        'cashPlan.fixedCostCentsPerWeek': cents(numberOf(inputs, 'fixedCostPerWeek')),
        'cashPlan.refundRatio': numberOf(inputs, 'refundFraction'),
      },
      1,
    ),
    1,
    ({ view }) => ({
      forecast: forecastOfShop(view),
      floorCents: view.model.settings['money.cashFloorCents'],
    }),
  )
  if (numberOf(inputs, 'weeks') !== forecast.closingCashCents.length) {
    throw new NotExpressed(`a forecast of ${numberOf(inputs, 'weeks')} weeks`)
  }
  return (metric, at) => {
    const week = (at.week ?? 1) - 1
    switch (metric) {
      case 'inflow':
        return fixed(forecast.inflowCents[week]! / 100)
      case 'outflow':
        return fixed(forecast.outflowCents[week]! / 100)
      case 'closing_cash':
        return fixed(forecast.closingCashCents[week]! / 100)
      case 'minimum_closing_cash':
        return fixed(forecast.minCashCents / 100)
      case 'week_of_minimum_closing_cash':
        return fixed(forecast.minWeek)
      case 'first_week_below_floor': {
        const first = firstWeekUnder(forecast, floorCents)
        return fixed(first === undefined || Number.isNaN(first) ? null : first)
      }
      default:
        throw new NotExpressed(`no reading of ${metric}`)
    }
  }
}

function adstock(_reference: ReferenceCase, { inputs }: CaseRun): RunMetrics {
  if (numberOf(inputs, 'initialAdstock') !== 0)
    throw new NotExpressed('advertising before the first day')
  const spend = listOf(inputs, 'spendByDay')
  const days: { readonly adstockCents: number; readonly response: number }[] = []
  watch(
    labShop(
      {
        ...demand({ law: 'constant', mean: 0 }, 1),
        'advertising.cpcDailySd': 0,
        'channels.search.spendPlanCents': spend.map(cents),
        'channels.search.carryOverRatio': numberOf(inputs, 'carryOver'),
        'channels.search.halfSaturationCents': cents(numberOf(inputs, 'halfSaturation')),
        'channels.search.mostVisitsPerDay': numberOf(inputs, 'maxResponse'),
        'channels.search.saturationExponent': numberOf(inputs, 'hillExponent'),
      },
      1,
    ),
    spend.length,
    () => undefined,
    ({ state, model }) => {
      const search = model.entities.channel.ids.indexOf('search')
      days.push({
        adstockCents: state.demand.adstockCents[search]!,
        response: state.demand.responseVisits[search]!,
      })
    },
  )
  return (metric, at) => {
    const day = days[(at.day ?? 1) - 1]!
    if (metric === 'adstock') return fixed(day.adstockCents / 100)
    if (metric === 'response') return fixed(day.response)
    throw new NotExpressed(`no reading of ${metric}`)
  }
}

function abc(_reference: ReferenceCase, { inputs }: CaseRun): RunMetrics {
  const items = Object.entries(inputs['revenueByItem'] as Readonly<Record<string, number>>)
  if (items.length > 10) throw new NotExpressed('more than ten products')
  const ids = productIds(items.length)
  const overrides = {
    ...demand({ law: 'constant', mean: 1 }, items.length),
    ...everyProduct(items.length, { listPriceCents: 100, initialOnHandUnits: 10_000_000 }),
    'listing.classAShareRatio': numberOf(inputs, 'classAShareBelow'),
    'listing.classBShareRatio': numberOf(inputs, 'classBShareBelow'),
  }
  const perDay = items.map(([, revenue], i) => [`products.${ids[i]}.visitsPerDay`, revenue])
  const classes = watch(
    labShop(
      { ...overrides, ...(Object.fromEntries(perDay) as Record<string, number>) },
      items.length,
    ),
    2,
    ({ view }) => Array.from(view.need('product', 'abcClass'), (code) => 'ABC'.charAt(code)),
  )
  return (metric, at) => {
    if (metric !== 'class') throw new NotExpressed(`no reading of ${metric}`)
    return fixed(classes[items.findIndex(([name]) => name === at.item)] ?? null)
  }
}

function ewma(_reference: ReferenceCase, { inputs }: CaseRun, effort: Effort): RunMetrics {
  const plan = listOf(inputs, 'priceByDay')
  const initial = numberOf(inputs, 'initialReferencePrice')
  // the shop keeps the reference price of the next day
  const next: number[] = []
  const gaps: number[] = []
  watch(
    labShop(
      {
        ...demand({ law: 'constant', mean: 0 }, 1),
        ...everyProduct(1, {
          listPriceCents: cents(initial),
          initialReferencePriceCents: cents(initial),
          pricePlanCents: plan.map(cents),
        }),
        'offers.referenceMemoryRatio': numberOf(inputs, 'referenceMemory'),
      },
      1,
    ),
    plan.length,
    () => undefined,
    ({ state }) => {
      next.push(state.offers.referencePriceCents[0]! / 100)
      gaps.push(state.offers.referenceGapRatio[0]!)
    },
  )
  let rating: { readonly mean: number; readonly variance: number; readonly n: number }[] | undefined
  return (metric, at) => {
    const day = (at.day ?? 1) - 1
    switch (metric) {
      case 'reference_before':
        return fixed(day === 0 ? initial : next[day - 1]!)
      case 'gap':
        return fixed(gaps[day]!)
      case 'final_reference':
        return fixed(next.at(-1)!)
      case 'rating_stationary_mean':
      case 'rating_stationary_variance': {
        rating ??= ratings(inputs, effort)
        const values = rating.map((one) => (metric.endsWith('mean') ? one.mean : one.variance))
        return meanOfReplications(
          values,
          rating.reduce((total, one) => total + one.n, 0),
        )
      }
      default:
        throw new NotExpressed(`no reading of ${metric}`)
    }
  }
}

/** A long run in which some reviews come every day: the rating after each day. */
function ratings(inputs: Inputs, effort: Effort) {
  const copies = 10
  return observe(
    {
      shop: labShop(
        {
          ...demand({ law: 'constant', mean: 20 }, copies),
          ...everyProduct(copies, { initialOnHandUnits: 10_000_000 }),
          'reviews.writeRatio': 0.2,
          'reviews.starWeights': listOf(inputs, 'starProbabilities'),
          'reviews.ewmaWeight': numberOf(inputs, 'ratingWeight'),
          'reviews.delayDays': 0,
        },
        copies,
      ),
      playbooks: [],
      firingNodes: [],
      warmupDays: 200,
      days: effort.days,
      replications: effort.replications,
    },
    { product: ['rating'] },
    effort.seed,
    (log) => {
      const values = log.product('rating')
      return {
        mean: sum(values) / values.length,
        variance: sampleVariance(values),
        n: values.length,
      }
    },
  )
}
