/** Suppliers that fail, rivals, the calendar and its announcements, the course. */
import { describe, expect, it } from 'vitest'
import type { ScopeId, ShopEvent } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { beginWorldDay } from '../../packages/sim/src/mechanisms/world/day.ts'
import { incidentsOf } from '../../packages/sim/src/mechanisms/world/incidents.ts'
import { dipFactor } from '../../packages/sim/src/mechanisms/world/promotions.ts'
import { shockRateSettings } from '../../packages/sim/src/mechanisms/world/shockSettings.ts'
import { announcementsOf } from '../../packages/sim/src/announcements.ts'
import type { ShopFile } from '../../packages/sim/src/shopFile.ts'
import type { ShockEntry } from '../../packages/sim/src/shocks/shock.ts'
import { clearFlows, createState, type State } from '../../packages/sim/src/state.ts'
import { View } from '../../packages/sim/src/view.ts'
import { resolve } from './shop.ts'

type Overrides = NonNullable<ShopFile['overrides']>
type Parts = Parameters<typeof resolve>[0]

/** A shop to which nothing happens but what is said; no history. */
function quiet(
  overrides: Overrides = {},
  shocks: readonly ShockEntry[] = [],
  parts: Parts = {},
): Model {
  const rates = Object.keys(shockRateSettings).map((path): [string, number] => [path, 0])
  return buildModel(
    resolve(
      { historyDays: 0, ...parts },
      {
        shocks: [...shocks],
        overrides: {
          ...Object.fromEntries(rates),
          'suppliers.s_a.failureRatioPerDay': 0,
          'suppliers.s_b.failureRatioPerDay': 0,
          'promotions.dates': [],
          'rivals.moveChancePerDay': 0,
          ...overrides,
        },
      },
    ),
  )
}

const luck = { seed: 42, replication: 0 }

/** GMV of each product on a day of these shops, where nobody else sells anything. */
const gmvOn = (day: number) => 10_000 + 700 * day

/**
 * Days on which only the world moves: morning, some sales, close. `onMorning` sees the shop after its morning,
 * `onEvening` the closed day.
 */
function days(
  model: Model,
  count: number,
  onMorning: (view: View) => void,
  onEvening: (view: View) => void = () => {},
): State {
  const state = createState(model)
  const view = new View(model, state)
  for (let i = 0; i < count; i++) {
    state.day += 1
    beginWorldDay(model, state, luck)
    view.refresh()
    onMorning(view)
    const { gmvCents, gmvTotalCents } = state.today.offers
    gmvCents.fill(gmvOn(state.day))
    gmvTotalCents[0] = gmvCents.length * gmvOn(state.day)
    const { today, closed } = state
    state.closed = today
    state.today = closed
    clearFlows(state.today)
    state.totals.closedDays += 1
    view.refresh()
    onEvening(view)
  }
  return state
}

function mornings(model: Model, count: number, look: (state: State) => void): State {
  return days(model, count, ({ state }) => look(state))
}

/** Every announcement of an event on the evenings: [day, event]. */
function heard(model: Model, scope: ScopeId, id: string, count: number): [number, ShopEvent][] {
  const seen: [number, ShopEvent][] = []
  days(
    model,
    count,
    () => {},
    (view) => {
      for (const event of announcementsOf(view, scope, id)) seen.push([view.state.day, event])
    },
  )
  return seen
}

/** A figure of one entity on every evening. */
function figures(
  model: Model,
  scope: ScopeId,
  id: string,
  entity: number,
  count: number,
): number[] {
  const values: number[] = []
  days(
    model,
    count,
    () => {},
    (view) => values.push(view.need(scope, id)[entity]!),
  )
  return values
}

describe('suppliers that fail', () => {
  const failing = (f: number, r: number) =>
    quiet({ 'suppliers.s_a.failureRatioPerDay': f, 'suppliers.s_a.recoveryRatioPerDay': r })

  it.each([
    [0.04, 0.25],
    [0.02, 0.1],
  ])('are down failure ÷ (failure + recovery) of the days: %d, %d', (f, r) => {
    const length = 40_000
    let down = 0
    let failures = 0
    let before = 0
    mornings(failing(f, r), length, ({ world }) => {
      const now = world.supplierIsDown[0]!
      down += now
      if (before === 0 && now === 1) failures += 1
      before = now
    })
    const share = f / (f + r)
    // variance of the mean of a two-state chain: p (1 − p) (2 − f − r) ÷ (f + r) ÷ days
    const sd = Math.sqrt((share * (1 - share) * (2 - f - r)) / (f + r) / length)
    expect(Math.abs(down / length - share)).toBeLessThan(4 * sd)
    // failures come with chance f on every day after one that was up
    expect(failures / (length - down)).toBeCloseTo(f, 2)
  })

  it('always, when they fail for sure and recover for sure: every other day', () => {
    const seen: number[] = []
    mornings(failing(1, 1), 5, ({ world }) => seen.push(world.supplierIsDown[0]!))
    expect(seen).toEqual([1, 0, 1, 0, 1])
  })

  it('leave their failures among the incidents, day for day', () => {
    const downDays = new Set<number>()
    const state = mornings(failing(0.1, 0.3), 300, ({ day, world }) => {
      if (world.supplierIsDown[0] === 1) downDays.add(day)
      expect(world.supplierIsDown[1]).toBe(0)
    })
    const told = new Set<number>()
    for (const { kind, entity, startDay, endDay, source } of incidentsOf(state)) {
      expect([kind, entity, source]).toEqual(['supplierOutage', 0, 'supplierFailure'])
      for (let day = startDay; day <= Math.min(endDay, 300); day++) told.add(day)
    }
    expect(told).toEqual(downDays)
    expect(downDays.size).toBeGreaterThan(30)
  })

  it('do not move each other’s luck', () => {
    const path = (model: Model) => {
      const seen: number[] = []
      mornings(model, 100, ({ world }) => seen.push(world.supplierIsDown[0]!))
      return seen
    }
    const alone = path(failing(0.1, 0.2))
    expect(alone).toContain(1)
    expect(
      path(
        quiet({
          'suppliers.s_a.failureRatioPerDay': 0.1,
          'suppliers.s_a.recoveryRatioPerDay': 0.2,
          'suppliers.s_b.failureRatioPerDay': 0.5,
          'shocks.viralSpikePerYear': 10,
        }),
      ),
    ).toEqual(alone)
  })

  it('are announced on the first day down and the first day up', () => {
    const outage: ShockEntry = { kind: 'supplierOutage', target: 's_b', startDay: 4, days: 6 }
    const known = quiet({ 'suppliers.outageKnownRatio': 1 }, [outage])
    expect(heard(known, 'supplier', 'supplierDown', 15)).toEqual([
      [4, { entity: 1, payload: { expectedDays: 6 } }],
    ])
    expect(heard(known, 'supplier', 'supplierUp', 15)).toEqual([
      [10, { entity: 1, payload: { downDays: 6 } }],
    ])
    const unknown = quiet({ 'suppliers.outageKnownRatio': 0 }, [outage])
    expect(heard(unknown, 'supplier', 'supplierDown', 15)[0]![1].payload['expectedDays']).toBeNaN()
  })

  it('are one outage when two overlap', () => {
    const model = quiet({}, [
      { kind: 'supplierOutage', target: 's_a', startDay: 2, days: 4 },
      { kind: 'supplierOutage', target: 's_a', startDay: 4, days: 5 },
    ])
    expect(heard(model, 'supplier', 'supplierDown', 15).map(([day]) => day)).toEqual([2])
    expect(heard(model, 'supplier', 'supplierUp', 15)).toEqual([
      [9, { entity: 0, payload: { downDays: 7 } }],
    ])
  })
})

describe('rivals', () => {
  it('keep the usual price when nothing moves them; none where none is tracked', () => {
    const model = quiet({ 'products.p_1.rivalPriceRatio': 0.9, 'products.p_2.isRivalTracked': 0 })
    expect(figures(model, 'product', 'competitorPriceCents', 0, 20)).toEqual(Array(20).fill(9_000))
    expect(figures(model, 'product', 'competitorPriceCents', 1, 3)).toEqual([NaN, NaN, NaN])
    expect(heard(model, 'product', 'competitorMove', 20)).toEqual([])
  })

  it('cut their price in a price war and take it back after it', () => {
    const model = quiet({ 'products.p_3.isRivalTracked': 0 }, [
      { kind: 'priceWar', target: 'c_a', startDay: 3, days: 4, strength: 0.9 },
    ])
    const usual = [10_000, 10_000]
    expect(figures(model, 'product', 'competitorPriceCents', 0, 8)).toEqual([
      ...usual,
      9_000,
      9_000,
      9_000,
      9_000,
      ...usual,
    ])
    const moves = heard(model, 'product', 'competitorMove', 10)
    expect(moves.map(([day, { entity, payload }]) => [day, entity, payload['kind']])).toEqual([
      [3, 0, 0],
      [7, 0, 0],
    ])
    expect(moves.map(([, { payload }]) => payload['changeRatio'])).toEqual([
      0.9 - 1,
      10_000 / 9_000 - 1,
    ])
    const seen: number[] = []
    mornings(model, 4, ({ world }) =>
      seen.push(world.rivalPriceRatio[0]!, world.rivalPriceRatio[1]!),
    )
    expect(seen).toEqual([1, 1, 1, 1, 0.9, 1, 0.9, 1])
  })

  it('change at their chance, around the usual price, by an autoregression', () => {
    const chance = 0.3
    const sd = 0.05
    const keep = 0.6
    const model = quiet({
      'rivals.moveChancePerDay': chance,
      'rivals.priceSd': sd,
      'rivals.keepRatio': keep,
    })
    const deviations: number[] = []
    let last = 0
    const length = 30_000
    mornings(model, length, ({ world }) => {
      if (world.rivalChanges[0] === last) return
      last = world.rivalChanges[0]!
      deviations.push(world.rivalDeviation[0]!)
      expect(world.rivalPriceCents[0]).toBe(Math.floor(10_000 * world.rivalLevel[0]! + 0.5))
    })
    expect(Math.abs(deviations.length / length - chance)).toBeLessThan(
      4 * Math.sqrt((chance * 0.7) / length),
    )
    const n = deviations.length
    const mean = deviations.reduce((sum, x) => sum + x, 0) / n
    const variance = deviations.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
    const lagged =
      deviations.slice(1).reduce((sum, x, i) => sum + (x - mean) * (deviations[i]! - mean), 0) / n
    expect(Math.abs(mean)).toBeLessThan(0.003)
    expect(Math.sqrt(variance)).toBeCloseTo(sd, 2)
    expect(lagged / variance).toBeCloseTo(keep, 1)
  })

  it('move each by its own luck', () => {
    const path = (model: Model, product: number) => {
      const seen: number[] = []
      mornings(model, 200, ({ world }) => seen.push(world.rivalPriceCents[product]!))
      return seen
    }
    const moving = { 'rivals.moveChancePerDay': 0.1 }
    const alone = path(quiet(moving), 0)
    expect(new Set(alone).size).toBeGreaterThan(5)
    expect(
      path(
        quiet({ ...moving, 'products.p_3.isRivalTracked': 0, 'shocks.demandShiftPerYear': 9 }),
        0,
      ),
    ).toEqual(alone)
    expect(path(quiet(moving), 2)).not.toEqual(alone)
  })

  it('announce their moves that are not about price', () => {
    const model = quiet({}, [
      { kind: 'rivalMove', target: 'p_3', startDay: 5, variant: 'listing' },
      { kind: 'rivalMove', target: 'p_1', startDay: 5, variant: 'keyword' },
    ])
    const codes = catalogue.events.find(({ id }) => id === 'competitorMove')!.payload['kind']!
      .values!
    const moves = heard(model, 'product', 'competitorMove', 10)
    expect(
      moves.map(([day, { entity, payload }]) => [day, entity, codes[payload['kind']!]]),
    ).toEqual([
      [5, 0, 'keyword'],
      [5, 2, 'listing'],
    ])
    expect(moves[0]![1].payload['changeRatio']).toBeNaN()
  })
})

describe('promotions', () => {
  it('leave out a date that a year lacks', () => {
    const model = quiet({ 'promotions.dates': [229] }, [], { startDate: '2026-03-02' })
    const starts = incidentsOf(mornings(model, 1, () => {})).map(({ startDay }) => startDay)
    // 29 February 2028
    expect(starts).toEqual([730])
  })

  it('come on their dates, within the ranges, announced 21–30 days ahead or on the first day', () => {
    // day 1 is 2 March 2026
    const model = quiet({ 'promotions.dates': [308, 618, 1111] })
    const state = mornings(model, 1, () => {})
    const promotions = incidentsOf(state).filter(({ startDay }) => startDay <= 365)
    expect(promotions.map(({ kind, startDay, source }) => [kind, startDay, source])).toEqual([
      ['promotionPeak', 7, 'calendar'],
      ['promotionPeak', 109, 'calendar'],
      ['promotionPeak', 255, 'calendar'],
    ])
    for (const { startDay, endDay, strength, announcedDay } of promotions) {
      expect(strength).toBeGreaterThanOrEqual(2)
      expect(strength).toBeLessThanOrEqual(3)
      expect([3, 4, 5, 6, 7]).toContain(endDay - startDay + 1)
      if (startDay === 7) expect(announcedDay).toBe(1)
      else expect(startDay - announcedDay).toBeGreaterThanOrEqual(21)
      expect(startDay - announcedDay).toBeLessThanOrEqual(30)
    }
  })

  it('come every so many days', () => {
    const state = mornings(quiet({ 'promotions.everyDays': 60 }), 1, () => {})
    expect(
      incidentsOf(state)
        .slice(0, 4)
        .map(({ startDay }) => startDay),
    ).toEqual([61, 121, 181, 241])
  })

  it('lie on the same dates with the same strength whatever day 1 is', () => {
    const strengthOf618 = (startDate: string) =>
      incidentsOf(
        mornings(quiet({ 'promotions.dates': [618] }, [], { startDate }), 1, () => {}),
      )[0]!.strength
    expect(strengthOf618('2026-05-01')).toBe(strengthOf618('2026-03-02'))
  })

  it('raise visits on their days, and a share of the gain is missing afterwards', () => {
    const model = quiet({ 'promotions.dipRatio': 0.25, 'promotions.dipDays': 10 }, [
      { kind: 'promotionPeak', startDay: 3, days: 4, strength: 3 },
    ])
    const seen: number[] = []
    mornings(model, 17, ({ world }) => seen.push(world.visitsFactor[1]!))
    // gain: 4 days × 2; a quarter of it, 2 days' visits, over 10 days
    expect(seen).toEqual([1, 1, 3, 3, 3, 3, ...Array<number>(10).fill(0.8), 1])
  })

  it('leave no dip when nothing is stocked up', () => {
    const model = quiet({ 'promotions.dipRatio': 0 }, [
      { kind: 'promotionPeak', startDay: 3, days: 4 },
    ])
    const state = mornings(model, 1, () => {})
    for (let day = 1; day < 40; day++) expect(dipFactor(model, state.world.promotions, day)).toBe(1)
  })

  it('are announced once, and the days to the next one count down to 0 while it runs', () => {
    const model = quiet({}, [
      { kind: 'promotionPeak', startDay: 35, days: 3, strength: 2.6 },
      { kind: 'promotionPeak', startDay: 40, days: 2 },
    ])
    const [first, second] = heard(model, 'shop', 'promotionAnnounced', 45)
    expect(first![1]).toEqual({
      entity: 0,
      payload: { inDays: 35 - first![0], upliftRatio: 2.6 - 1, lastsDays: 3 },
    })
    expect(first![0]).toBeGreaterThanOrEqual(5)
    expect(first![0]).toBeLessThanOrEqual(14)
    expect(second![1].payload['inDays']).toBe(40 - second![0])
    const inDays = figures(model, 'shop', 'promotionInDays', 0, 45)
    expect(inDays[first![0] - 2]).toBeNaN()
    expect(inDays[first![0] - 1]).toBe(35 - first![0])
    expect(inDays.slice(33, 45)).toEqual([1, 0, 0, 0, 2, 1, 0, 0, NaN, NaN, NaN, NaN])
  })
})

describe('signals', () => {
  const model = quiet({}, [
    { kind: 'demandEffect', target: 'c_b', startDay: 20, variant: 'cold', strength: 1.75 },
  ])

  it('announce what is to come, and count down', () => {
    const [[day, event], ...others] = heard(model, 'category', 'demandSignal', 30) as [
      [number, ShopEvent],
      ...unknown[],
    ]
    expect(others).toEqual([])
    expect(event).toEqual({ entity: 1, payload: { kind: 2, inDays: 20 - day, upliftRatio: 0.75 } })
    expect(20 - day).toBeGreaterThanOrEqual(2)
    expect(20 - day).toBeLessThanOrEqual(7)
    const inDays = figures(model, 'category', 'signalInDays', 1, 30)
    expect(inDays.slice(day - 2, 21)).toEqual([
      NaN,
      ...Array.from({ length: 21 - day }, (_, i) => 20 - day - i),
      NaN,
    ])
    const uplift = figures(model, 'category', 'signalUpliftRatio', 1, 30)
    expect(uplift[day - 2]).toBeNaN()
    expect(uplift.slice(day - 1, 20)).toEqual(Array(21 - day).fill(0.75))
    expect(figures(model, 'category', 'signalInDays', 0, 30)).toEqual(Array(30).fill(NaN))
  })
})

describe('announcements', () => {
  it('of prices and rules come ahead of them', () => {
    const model = quiet({}, [
      { kind: 'supplierPriceRise', target: 's_b', startDay: 30, strength: 1.08 },
      { kind: 'ruleChange', startDay: 25, variant: 'commission', strength: 0.02 },
      { kind: 'ruleChange', startDay: 40, variant: 'entry' },
    ])
    const [[day, rise]] = heard(model, 'supplier', 'supplierPriceChange', 40) as [
      [number, ShopEvent],
    ]
    expect(rise.entity).toBe(1)
    expect(rise.payload['changeRatio']).toBeCloseTo(0.08, 12)
    expect(rise.payload['inDays']).toBe(30 - day)
    expect(30 - day).toBeGreaterThanOrEqual(7)
    expect(30 - day).toBeLessThanOrEqual(14)
    const rules = heard(model, 'shop', 'platformRuleChange', 40)
    expect(
      rules.map(([when, { payload }]) => [payload['kind'], payload['inDays']! + when]),
    ).toEqual([
      [1, 25],
      [2, 40],
    ])
    expect(rules[0]![1].payload['changeRatio']).toBe(0.02)
    expect(rules[1]![1].payload['changeRatio']).toBeNaN()
  })

  it('of channels tell when one goes down and comes back', () => {
    const model = quiet({}, [
      { kind: 'channelOutage', target: 'marketplace', startDay: 3, days: 5 },
    ])
    const marketplace = model.entities.channel.ids.indexOf('marketplace')
    expect(heard(model, 'channel', 'channelDown', 12)).toEqual([
      [3, { entity: marketplace, payload: {} }],
    ])
    expect(heard(model, 'channel', 'channelUp', 12)).toEqual([
      [8, { entity: marketplace, payload: { downDays: 5 } }],
    ])
  })

  it('of media come in the first days of a crisis, or never', () => {
    const crisis: ShockEntry = { kind: 'opinionCrisis', startDay: 6, strength: 10 }
    const reported = quiet({ 'media.reportChance': 1, 'media.reachVisits': 300 }, [crisis])
    const [[day, event], ...others] = heard(reported, 'shop', 'mediaReport', 20) as [
      [number, ShopEvent],
      ...unknown[],
    ]
    expect([6, 7, 8, 9]).toContain(day)
    expect([event, others]).toEqual([{ entity: 0, payload: { reachVisits: 3_000 } }, []])
    expect(heard(quiet({ 'media.reportChance': 0 }, [crisis]), 'shop', 'mediaReport', 20)).toEqual(
      [],
    )
  })

  it('of new products come on the day they are offered', () => {
    const model = quiet({ 'products.p_2.arrivesDay': 7 })
    expect(heard(model, 'product', 'candidateArrived', 12)).toEqual([
      [7, { entity: 1, payload: { unitCostCents: 5_000, moqUnits: 20 } }],
    ])
  })

  it('are none in a shop to which nothing happens', () => {
    const model = quiet()
    for (const { id, scopes } of catalogue.events) {
      if (
        !/^(supplier|channel|competitor|platform|promotion|demand|media|candidate|period)/.test(id)
      )
        continue
      for (const scope of scopes) expect([id, heard(model, scope, id, 30)]).toEqual([id, []])
    }
  })
})

describe('the course', () => {
  const model = quiet({
    'course.earlyDays': 4,
    'course.lateDays': 3,
    'course.earlyTargetCentsPerDay': 100_000,
    'course.lateTargetCentsPerDay': 200_000,
  })

  it('goes through its periods and says when one begins; a length of 0 leaves one out', () => {
    const periods = catalogue.metrics.find(({ id }) => id === 'period')!.values!
    const now = figures(model, 'shop', 'period', 0, 9).map((code) => periods[code])
    expect(now).toEqual([...Array(4).fill('early'), 'late', 'late', 'late', undefined, undefined])
    expect(heard(model, 'shop', 'periodStarted', 9)).toEqual([
      [1, { entity: 0, payload: { period: 0 } }],
      [5, { entity: 0, payload: { period: 2 } }],
    ])
    expect(heard(quiet(), 'shop', 'periodStarted', 9)).toEqual([])
  })

  it('compares what was sold since the period began with its target of the same days', () => {
    const target = figures(model, 'shop', 'targetRatio', 0, 9)
    // three products
    const sum = (from: number, to: number) => {
      let total = 0
      for (let day = from; day <= to; day++) total += 3 * gmvOn(day)
      return total
    }
    expect(target).toEqual([
      ...[1, 2, 3, 4].map((day) => sum(1, day) / (100_000 * day)),
      ...[5, 6, 7].map((day) => sum(5, day) / (200_000 * (day - 4))),
      NaN,
      NaN,
    ])
  })

  it('reads the same in the morning as on the evening before', () => {
    const inMorning: number[] = []
    const inEvening: number[] = []
    const read = (view: View) => view.need('shop', 'targetRatio')[0]!
    days(
      model,
      7,
      (view) => inMorning.push(read(view)),
      (view) => inEvening.push(read(view)),
    )
    expect(inMorning.slice(1)).toEqual(inEvening.slice(0, -1))
  })

  it('has no figure without a target', () => {
    expect(figures(quiet({ 'course.middleDays': 5 }), 'shop', 'targetRatio', 0, 3)).toEqual([
      NaN,
      NaN,
      NaN,
    ])
  })
})
