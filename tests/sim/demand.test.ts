import { describe, expect, it } from 'vitest'
import { fillDemand } from '../../packages/sim/src/mechanisms/shelves/filling.ts'
import { countSwitchers } from '../../packages/sim/src/mechanisms/demand/switchers.ts'
import { expectedUnitsPerDay, sell } from '../../packages/sim/src/mechanisms/demand/demand.ts'
import { shopEffects } from '../../packages/sim/src/mechanisms/demand/effects.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { advance, runHistory, type Run } from '../../packages/sim/src/run.ts'
import { clearFlows } from '../../packages/sim/src/state.ts'
import { calendarFactor } from '../../packages/sim/src/mechanisms/world/calendar.ts'
import { begin, model, product } from './shop.ts'

/** Nothing but the funnel: no weekday, season, popularity or day of the shop. */
const bare = {
  'demand.visitsDispersion': 0,
  'demand.driftSd': 0,
  'demand.shopDaySd': 0,
  'demand.extraUnitRatio': 0,
  'calendar.mondayFactor': 1,
  'calendar.tuesdayFactor': 1,
  'calendar.wednesdayFactor': 1,
  'calendar.thursdayFactor': 1,
  'calendar.fridayFactor': 1,
  'calendar.saturdayFactor': 1,
  'calendar.sundayFactor': 1,
}

/** The funnel of the case R-FUN-poisson: 50,000 impressions. */
const sixSteps = {
  ...bare,
  'funnel.visitRatio': 0.03,
  'funnel.viewRatio': 0.62,
  'funnel.checkoutRatio': 0.55,
  'funnel.payRatio': 0.85,
}
const conversionOfSixSteps = 0.62 * 0.14 * 0.55 * 0.85

const steps = ['impressions', 'visits', 'views', 'carts', 'checkouts', 'orders'] as const
type Counts = Record<(typeof steps)[number], number>

function oneProduct(numbers: Parameters<typeof product>[1], overrides: Record<string, number>) {
  return model(
    {
      historyDays: 0,
      hasRoutine: false,
      products: [product('p_1', { categoryId: 'c_b', ...numbers })],
    },
    { ...bare, ...overrides },
  )
}

/** A shop that never runs out, ready to sell day after day. */
function stocked(shop: Model, replication = 0): Run {
  const run = runHistory(shop, { seed: 42, replication }, [])
  restock(run)
  return run
}

function restock({ state }: Run): void {
  state.shelves.onHandUnits.fill(1e9)
  state.shelves.stockValueCents.fill(5e12)
}

/** Sells once, as on the given day, and gives the funnel of the first product. */
function sellOn(run: Run, day: number): Counts {
  const { model: shop, state, luck } = run
  state.day = day
  restock(run)
  clearFlows(state.today)
  sell(shop, state, luck)
  const { demand } = state.today
  return Object.fromEntries(steps.map((step) => [step, demand[step][0]!])) as Counts
}

function days(shop: Model, count: number, change: (run: Run) => void = () => {}): Counts[] {
  const run = stocked(shop)
  change(run)
  return Array.from({ length: count }, (_, i) => sellOn(run, i + 1))
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  return mean(a.map((x, i) => (x - meanA) * (b[i]! - meanB)))
}

describe('calendar', () => {
  const shop = model()
  const factors = Array.from({ length: 1461 }, (_, day) => calendarFactor(shop, 0, day + 1))

  it('has weekday factors of mean 1', () => {
    expect(shop.weekdayFactors.reduce((sum, factor) => sum + factor, 0) / 7).toBeCloseTo(1, 12)
  })

  it('has mean 1 over four years', () => {
    expect(factors.reduce((sum, factor) => sum + factor, 0) / factors.length).toBeCloseTo(1, 3)
  })

  it('lifts weekends and the middle of the year, where category c_a peaks', () => {
    // day 1 is Monday 2 March; day 122 is Wednesday 1 July, day 304 Wednesday 30 December
    expect(factors[5]!).toBeGreaterThan(factors[1]!)
    expect(factors[121]! / factors[303]!).toBeCloseTo(1.2 / 0.8, 1)
  })
})

describe('the funnel', () => {
  const count = 4000

  it('thins Poisson impressions into Poisson counts whose covariance is the mean of the later one', () => {
    const shop = oneProduct({ visitsPerDay: 1500, conversionRatio: conversionOfSixSteps }, sixSteps)
    const funnel = days(shop, count)
    const means = [50_000, 1500, 930, 130.2, 71.61, 60.8685]
    const columns = steps.map((step) => funnel.map((day) => day[step]))
    columns.forEach((column, i) => {
      // four standard errors of a mean and of a variance of Poisson counts
      expect(Math.abs(mean(column) - means[i]!)).toBeLessThan(4 * Math.sqrt(means[i]! / count))
      for (let j = 0; j <= i; j++) {
        const error = Math.sqrt((means[i]! * means[j]! + means[i]! ** 2) / count)
        expect(Math.abs(covariance(column, columns[j]!) - means[i]!)).toBeLessThan(4 * error)
      }
    })
  })

  it('thins a constant number of impressions binomially', () => {
    const shop = oneProduct(
      { visitsPerDay: 1000, conversionRatio: 0.7 * 0.1 * 0.5 * 0.9 },
      {
        'demand.law': 4,
        'funnel.visitRatio': 0.05,
        'funnel.viewRatio': 0.7,
        'funnel.checkoutRatio': 0.5,
        'funnel.payRatio': 0.9,
      },
    )
    const funnel = days(shop, count)
    expect(new Set(funnel.map(({ impressions }) => impressions))).toEqual(new Set([20_000]))
    const visits = funnel.map((day) => day.visits)
    const orders = funnel.map((day) => day.orders)
    expect(Math.abs(covariance(visits, visits) / 950 - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    expect(Math.abs(mean(orders) - 31.5)).toBeLessThan(4 * Math.sqrt(31.45 / count))
    expect(Math.abs(covariance(orders, orders) / 31.45 - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    const error = Math.sqrt((950 * 31.45 + 29.925 ** 2) / count)
    expect(Math.abs(covariance(visits, orders) - 29.925)).toBeLessThan(4 * error)
  })

  it('draws the day’s conversion from a Beta law when fates are correlated', () => {
    const shop = oneProduct(
      { visitsPerDay: 1000, conversionRatio: 0.7 * 0.1 * 0.5 * 0.9 },
      {
        'demand.law': 4,
        'funnel.visitRatio': 0.05,
        'funnel.viewRatio': 0.7,
        'funnel.checkoutRatio': 0.5,
        'funnel.payRatio': 0.9,
        'funnel.dailyCorrelation': 2e-5,
      },
    )
    const orders = days(shop, count).map((day) => day.orders)
    // n·p·(1 − p)·(1 + (n − 1)·correlation)
    const variance = 44.0299
    expect(Math.abs(mean(orders) - 31.5)).toBeLessThan(4 * Math.sqrt(variance / count))
    expect(Math.abs(covariance(orders, orders) / variance - 1)).toBeLessThan(
      4 * Math.sqrt(2.2 / count),
    )
  })

  it('converts a constant number of visits binomially', () => {
    const shop = oneProduct({ visitsPerDay: 1000, conversionRatio: 0.03 }, { 'demand.law': 5 })
    const funnel = days(shop, count)
    expect(new Set(funnel.map(({ visits }) => visits))).toEqual(new Set([1000]))
    expect(funnel.every(({ impressions }) => impressions > 1000)).toBe(true)
    const orders = funnel.map((day) => day.orders)
    expect(Math.abs(mean(orders) - 30)).toBeLessThan(4 * Math.sqrt(29.1 / count))
    expect(Math.abs(covariance(orders, orders) / 29.1 - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    // P(fewer than 20 of 1000 at 0.03)
    const share = orders.filter((n) => n < 20).length / count
    expect(Math.abs(share - 0.0204)).toBeLessThan(4 * Math.sqrt(0.02 / count))
  })

  it('overdisperses visits: variance m + a·m²', () => {
    const shop = oneProduct({ visitsPerDay: 30 }, { 'demand.visitsDispersion': 0.2 })
    const visits = days(shop, count).map((day) => day.visits)
    expect(Math.abs(mean(visits) - 30)).toBeLessThan(4 * Math.sqrt(210 / count))
    expect(covariance(visits, visits) / 210).toBeGreaterThan(0.88)
    expect(covariance(visits, visits) / 210).toBeLessThan(1.12)
  })

  it('never grows from step to step, for any product and day', () => {
    const products = Array.from({ length: 40 }, (_, i) =>
      product(`p_${i}`, { visitsPerDay: 1 + i * i, conversionRatio: 0.01 + i / 40 }),
    )
    const run = stocked(model({ historyDays: 0, products }))
    for (let day = 1; day <= 50; day++) {
      sellOn(run, day)
      const { demand } = run.state.today
      steps.slice(1).forEach((step, i) => {
        demand[step].forEach((value, p) => {
          expect(value).toBeLessThanOrEqual(demand[steps[i]!][p]!)
        })
      })
    }
  })

  it('lets what the cart step cannot take go on to the next ones: the conversion holds up to 1', () => {
    for (const conversionRatio of [0.2, 0.6, 0.9, 1]) {
      const shop = oneProduct({ visitsPerDay: 500, conversionRatio }, {})
      const funnel = days(shop, 300)
      const total = (step: keyof Counts) => funnel.reduce((sum, day) => sum + day[step], 0)
      const ratio = total('orders') / total('visits')
      const error = Math.sqrt((conversionRatio * (1 - conversionRatio)) / total('visits'))
      expect(Math.abs(ratio - conversionRatio)).toBeLessThanOrEqual(4 * error)
    }
  })

  it('spills in order: cart, checkout, payment, page view', () => {
    // 0.65 × 0.55 × 0.75 = 0.268; carts take 1, checkouts 1, payments 0.6 ÷ 0.65
    const funnel = days(oneProduct({ visitsPerDay: 3000, conversionRatio: 0.6 }, {}), 30)
    const total = (step: keyof Counts) => funnel.reduce((sum, day) => sum + day[step], 0)
    expect(total('carts')).toBe(total('views'))
    expect(total('checkouts')).toBe(total('carts'))
    expect(total('orders') / total('checkouts')).toBeCloseTo(0.6 / 0.65, 2)
    expect(total('views') / total('visits')).toBeCloseTo(0.65, 2)
  })

  it('answers a defect at its own step and nowhere else', () => {
    const shop = oneProduct({ visitsPerDay: 2000 }, {})
    const well = days(shop, 60)
    const { ids } = shop.entities.funnelStep
    const total = (funnel: Counts[], step: keyof Counts) =>
      funnel.reduce((sum, day) => sum + day[step], 0)
    steps.slice(1).forEach((step, i) => {
      const id = ['visit', 'view', 'cart', 'checkout', 'pay'][i]!
      const ill = days(shop, 60, ({ state }) => {
        state.world.stepPassFactor[ids.indexOf(id)] = 0.5
      })
      expect(total(ill, step) / total(well, step)).toBeCloseTo(0.5, 1)
      expect(ill.map((day) => day[steps[i]!])).toEqual(well.map((day) => day[steps[i]!]))
    })
  })

  it('has every factor at 1 in an untouched shop, exactly', () => {
    const run = stocked(oneProduct({}, {}))
    const { state, luck } = run
    state.day = 1
    const effects = shopEffects(run.model, state, luck)
    expect([effects.channels, effects.meanWeight, effects.conversion]).toEqual([1, 1, 1])
    expect(effects.calendar[1]).toBe(1)
  })

  const factors: readonly (readonly [string, (run: Run, factor: number) => void])[] = [
    ['shocks on visits', ({ state }, x) => void state.world.visitsFactor.fill(x)],
    ['offers on visits', ({ state }, x) => void state.offers.visitsFactor.fill(x)],
    ['channels', ({ state }, x) => void (state.demand.visitsFactor = x)],
    ['repeat customers', ({ state }, x) => void (state.customers.repeatDemandFactor = x)],
    ['shocks on conversion', ({ state }, x) => void (state.world.conversionFactor = x)],
    ['page defects', ({ state }, x) => void state.world.cartFactor.fill(x)],
    ['offers on conversion', ({ state }, x) => void state.offers.conversionFactor.fill(x)],
    ['reviews', ({ state }, x) => void state.reviews.conversionFactor.fill(x)],
    ['delivery promise', ({ state }, x) => void (state.fulfilment.conversionFactor = x)],
    ['mix of channels', ({ state }, x) => void (state.demand.mixConversionFactor = x)],
  ]
  it.each(factors)('sells no less on any day when a factor rises: %s', (_name, set) => {
    const shop = oneProduct({ visitsPerDay: 25 }, { 'demand.visitsDispersion': 0.2 })
    const [low, usual, high] = [0.8, 1, 1.3].map((factor) =>
      days(shop, 300, (run) => set(run, factor)).map((day) => day.orders),
    ) as [number[], number[], number[]]
    usual.forEach((orders, i) => {
      expect(low[i]!).toBeLessThanOrEqual(orders)
      expect(high[i]!).toBeGreaterThanOrEqual(orders)
    })
    expect(mean(high) / mean(low)).toBeGreaterThan(1.35)
    expect(mean(high) / mean(low)).toBeLessThan(1.9)
  })

  it('follows factors by day', () => {
    const shop = oneProduct({ visitsPerDay: 1000 }, {})
    const planned = { ...shop, settings: { ...shop.settings, 'demand.dayFactors': [0, 2] } }
    const [first, second, third] = days(planned, 3).map(({ visits }) => visits)
    expect(first).toBe(0)
    expect(second! / 2000).toBeCloseTo(1, 1)
    expect(third! / 1000).toBeCloseTo(1, 1)
  })

  it('sells nothing of a product that is not on sale', () => {
    const run = stocked(oneProduct({ visitsPerDay: 1000 }, {}))
    run.state.offers.listing[0] = 4
    expect(Object.values(sellOn(run, 1))).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('keeps a product’s funnel when another one joins the shop', () => {
    const numbers = { categoryId: 'c_b', visitsPerDay: 80 }
    const alone = stocked(model({ historyDays: 0, products: [product('p_1', numbers)] }, bare))
    const joined = stocked(
      model({ historyDays: 0, products: [product('p_1', numbers), product('p_0', numbers)] }, bare),
    )
    for (let day = 1; day <= 20; day++) {
      const before = sellOn(alone, day)
      sellOn(joined, day)
      const { demand } = joined.state.today
      expect(steps.map((step) => demand[step][1])).toEqual(Object.values(before))
    }
  })

  it('lets buyers who switch products pass every step of the other’s funnel', () => {
    const { state } = stocked(oneProduct({}, {}))
    countSwitchers(state, 0, 3)
    const { demand } = state.today
    expect(steps.map((step) => demand[step][0])).toEqual([3, 3, 3, 3, 3, 0])
  })
})

describe('buyers who switch', () => {
  it('are counted in the funnel of what they take, and by channel', () => {
    const shop = model(
      {
        historyDays: 0,
        products: [
          product('p_1', { visitsPerDay: 2000, conversionRatio: 0.2 }),
          product('p_2', { visitsPerDay: 1, conversionRatio: 0.01 }),
        ],
      },
      { ...bare, 'stockouts.substituteRatio': 1, 'stockouts.waitRatio': 0 },
    )
    const run = stocked(shop)
    run.state.day = 1
    run.state.shelves.onHandUnits[0] = 0
    run.state.shelves.stockValueCents[0] = 0
    sell(shop, run.state, run.luck)
    const { demand } = run.state.today
    expect(demand.orders[0]).toBe(0)
    expect(demand.orders[1]).toBeGreaterThan(300)
    steps.slice(1).forEach((step, i) => {
      expect(demand[step][1]).toBeLessThanOrEqual(demand[steps[i]!][1]!)
    })
    const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0)
    expect(total(demand.channelOrders)).toBe(demand.orders[1])
    expect(total(demand.channelVisits)).toBe(total(demand.visits))
  })
})

describe('units', () => {
  it('come by the order, with second units by their share', () => {
    const shop = oneProduct(
      { visitsPerDay: 4000, conversionRatio: 0.2 },
      { 'demand.unitsPerOrder': 3, 'demand.extraUnitRatio': 0.25 },
    )
    const run = stocked(shop)
    const { orders } = sellOn(run, 1)
    const units = run.state.today.shelves.soldUnits[0]!
    expect(units / orders).toBeCloseTo(3.25, 1)
    expect(expectedUnitsPerDay(shop, 0)).toBeCloseTo(4000 * 0.2 * 3.25, 9)
  })

  const laws = [
    ['Poisson', { 'demand.law': 1 }, 20],
    ['negative binomial of size r', { 'demand.law': 2, 'demand.unitsSize': 4 }, 20 + 400 / 4],
    ['constant', { 'demand.law': 3 }, 0],
  ] as const
  it.each(laws)('follow a law of their own: %s', (_name, overrides, variance) => {
    const shop = oneProduct({ visitsPerDay: 20, conversionRatio: 1 }, { ...overrides })
    const run = stocked(shop)
    const units = Array.from({ length: 4000 }, (_, i) => {
      sellOn(run, i + 1)
      return run.state.today.shelves.soldUnits[0]!
    })
    expect(Math.abs(mean(units) - 20)).toBeLessThanOrEqual(4 * Math.sqrt(variance / 4000))
    const tolerance = variance === 0 ? 0 : 0.12 * variance
    expect(Math.abs(covariance(units, units) - variance)).toBeLessThanOrEqual(tolerance)
    expect(expectedUnitsPerDay(shop, 0)).toBe(20)
  })

  it('of a law of their own are not bounded by the visits', () => {
    const shop = oneProduct({ visitsPerDay: 20, conversionRatio: 1 }, { 'demand.law': 3 })
    const run = stocked(shop)
    run.state.offers.conversionFactor[0] = 1.5
    sellOn(run, 1)
    expect(run.state.today.shelves.soldUnits[0]).toBe(30)
  })

  it('of paired runs with means 20 and 17 differ almost only in their means', () => {
    const shop = oneProduct({ visitsPerDay: 20, conversionRatio: 1 }, { 'demand.law': 1 })
    const usual = stocked(shop)
    const dear = stocked(shop)
    dear.state.offers.conversionFactor[0] = 0.85
    const differences = Array.from({ length: 4000 }, (_, i) => {
      sellOn(usual, i + 1)
      sellOn(dear, i + 1)
      return usual.state.today.shelves.soldUnits[0]! - dear.state.today.shelves.soldUnits[0]!
    })
    // exact: mean 3, variance 0.2807 by inversion; 37 without common luck
    expect(Math.abs(mean(differences) - 3)).toBeLessThan(4 * Math.sqrt(0.2807 / 4000))
    expect(covariance(differences, differences)).toBeLessThan(0.32)
  })

  it('fall to the regions of the warehouses by their shares', () => {
    const label = { en: 'test', zh: '测试' }
    const shop = model(
      {
        warehouses: [
          { id: 'w_a', label, demandShareRatio: 0.75 },
          { id: 'w_b', label, demandShareRatio: 0.25 },
        ],
        historyDays: 0,
      },
      bare,
    )
    const run = stocked(shop)
    const asked = [0, 0]
    for (let day = 1; day <= 200; day++) {
      run.state.day = day
      restock(run)
      clearFlows(run.state.today)
      fillDemand(shop, run.state, run.luck, 0, 20, 20)
      run.state.today.shelves.regionUnits.forEach((units, stock) => {
        asked[stock % 2]! += units
      })
    }
    expect(asked[0]! / (asked[0]! + asked[1]!)).toBeCloseTo(0.75, 1)
  })
})

describe('popularity', () => {
  it('leaves the means of the shop file over many products, days and replications', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      product(`p_${i}`, { visitsPerDay: 50, categoryId: 'c_b' }),
    )
    const shop = model(
      { historyDays: 0, products: many },
      {
        'demand.visitsDispersion': 0.2,
        ...Object.fromEntries(Object.entries(bare).filter(([path]) => path.startsWith('cal'))),
      },
    )
    let visits = 0
    for (let replication = 0; replication < 4; replication++) {
      const run = stocked(shop, replication)
      for (let day = 1; day <= 28; day++) {
        sellOn(run, day)
        visits += run.state.today.demand.visits.reduce((sum, x) => sum + x, 0)
      }
    }
    // drawn once for the 28 days: 1,600 log-normal popularities of sd 0.45, 112 days of sd 0.1
    expect(Math.abs(visits / (400 * 28 * 4 * 50) - 1)).toBeLessThan(0.06)
  })

  it('is fed by the history: windows are full on the morning of day 1', () => {
    const { view, state } = runHistory(model({ historyDays: 90 }), { seed: 42, replication: 0 }, [])
    expect([state.day, state.totals.closedDays]).toEqual([0, 90])
    expect(view.windowDays(90)).toBe(90)
  })
})

describe('figures of the funnel', () => {
  const run = begin(model({ historyDays: 30 }))
  advance(run, 1)
  const { view } = run
  const { ids } = run.model.entities.funnelStep
  const shop = (id: string) => view.need('shop', id)[0]!

  it('counts a step as entered by those who passed the one before', () => {
    const entered = view.need('funnelStep', 'stepEntered')
    const passed = view.need('funnelStep', 'stepPassRatio')
    expect(entered[ids.indexOf('impression')]).toBeNaN()
    expect(passed[ids.indexOf('impression')]).toBeNaN()
    expect(entered[ids.indexOf('visit')]).toBe(shop('impressions'))
    expect(passed[ids.indexOf('visit')]).toBe(shop('visits') / shop('impressions'))
    expect(passed[ids.indexOf('cart')]).toBe(shop('carts') / shop('views'))
    expect(passed[ids.indexOf('pay')]).toBe(shop('orders') / shop('checkouts'))
  })

  it('divides what was counted', () => {
    expect(shop('visits')).toBeGreaterThan(50)
    expect(shop('ctrRatio')).toBe(shop('visits') / shop('impressions'))
    expect(shop('addToCartRatio')).toBe(shop('carts') / shop('views'))
    expect(shop('conversionRatio')).toBe(shop('orders') / shop('visits'))
    expect(shop('aovCents')).toBe(shop('gmvCents') / shop('orders'))
  })

  it('adds products up to their parents', () => {
    const products = view.need('product', 'views')
    const categories = view.need('category', 'views')
    expect(categories[0]! + categories[1]!).toBe(products.reduce((sum, x) => sum + x, 0))
    expect(categories[1]).toBe(products[1])
  })
})
