/** Shocks: their declarations, how those of chance are drawn, what they do on a day, and how they are mended. */
import { describe, expect, it } from 'vitest'
import { scopes } from '@sandtable/rules'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { beginWorldDay } from '../../packages/sim/src/mechanisms/world/day.ts'
import {
  eachIncident,
  incidentsOf,
  mendIncident,
  mendIncidents,
  strongestIncident,
  type Incident,
} from '../../packages/sim/src/mechanisms/world/incidents.ts'
import { shockRateSettings } from '../../packages/sim/src/mechanisms/world/shockSettings.ts'
import { noEnd } from '../../packages/sim/src/rings.ts'
import { parseShopFile, type ShopFile } from '../../packages/sim/src/shopFile.ts'
import { shockKinds } from '../../packages/sim/src/shocks/index.ts'
import type { ShockEntry, ShockKind } from '../../packages/sim/src/shocks/shock.ts'
import { createState, cloneState, type State } from '../../packages/sim/src/state.ts'
import { advance } from '../../packages/sim/src/run.ts'
import {
  begin,
  idle,
  once,
  product,
  reorder,
  resolve,
  scripted,
  setPrice,
  twoWarehouses,
} from './shop.ts'

type Overrides = NonNullable<ShopFile['overrides']>
type Parts = Parameters<typeof resolve>[0]

const noRates: Overrides = Object.fromEntries(
  Object.keys(shockRateSettings).map((path) => [path, 0]),
)
const accounts = [{ id: 'a_1', label: { en: 'a', zh: '甲' } }] as const

/** A shop to which nothing happens but the given shocks; suppliers never fail, no history. */
function quiet(
  shocks: readonly ShockEntry[] = [],
  overrides: Overrides = {},
  parts: Parts = {},
): Model {
  const suppliers = ['s_a', 's_b'].map((id): [string, number] => [
    `suppliers.${id}.failureRatioPerDay`,
    0,
  ])
  return buildModel(
    resolve(
      { historyDays: 0, warehouses: twoWarehouses, accounts: [...accounts] as never, ...parts },
      {
        shocks: [...shocks],
        overrides: {
          ...noRates,
          ...Object.fromEntries(suppliers),
          'promotions.dates': [],
          'rivals.moveChancePerDay': 0,
          ...overrides,
        },
      },
    ),
  )
}

const luck = { seed: 42, replication: 0 }

/** The shop on the morning of a day. */
function morning(model: Model, day: number, state = createState(model), with_ = luck): State {
  while (state.day < day) {
    state.day += 1
    beginWorldDay(model, state, with_)
  }
  return state
}

const worldOn = (model: Model, day: number) => morning(model, day).world
const list = (model: Model, with_ = luck): Incident[] =>
  incidentsOf(morning(model, 1 - model.historyDays, createState(model), with_))
/** What a run does not change, without the row. */
const facts = (incidents: readonly Incident[]) => incidents.map(({ row: _, ...rest }) => rest)

describe('the kinds of shocks', () => {
  const kinds: readonly ShockKind[] = shockKinds

  it('are all those the project agreed on', () => {
    expect(kinds.map(({ id }) => id).toSorted()).toEqual(
      [
        'viralSpike demandShift demandEffect promotionPeak regionShift supplierOutage supplierDecline',
        'supplierPriceRise pageDefect stepDefect qualityBatch reviewBurst opinionCrisis channelOutage',
        'channelDecay adInflation cohortDrop priceWar rivalMove ruleChange warehouseClosure courierFailure',
        'payoutDelay debtorDistress certificateLapse copyViolation priceViolation misslot',
      ]
        .join(' ')
        .split(' ')
        .toSorted(),
    )
  })

  it('are plain data whose numbers fit together', () => {
    expect(JSON.parse(JSON.stringify(kinds))).toEqual(kinds)
    for (const { id, strength, random, days, variants = [], scopes: own, rate } of kinds) {
      for (const scope of own) expect(Object.keys(scopes)).toContain(scope)
      const ranges = [random, ...variants.map((variant) => variant.random)]
      for (const { min, max } of ranges) {
        expect([id, min >= strength.min, max <= strength.max, min <= max]).toEqual([
          id,
          true,
          true,
          true,
        ])
      }
      for (const { usual } of [strength, ...variants]) {
        expect([id, usual >= strength.min, usual <= strength.max]).toEqual([id, true, true])
      }
      expect([id, days.usual <= days.max]).toEqual([id, true])
      if (variants.length > 0) {
        expect(variants.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
      }
      if (rate !== undefined) expect(own).toContain(rate.scope)
    }
  })

  it('may be scheduled by a shop file, which says what is wrong with one', () => {
    const file = (shock: Partial<ShockEntry>) =>
      parseShopFile({ format: 'shop/1', template: 'fashion', shocks: [{ startDay: 3, ...shock }] })
    for (const { id } of kinds.filter((kind) => kind.id !== 'debtorDistress')) {
      expect([id, file({ kind: id }).ok]).toEqual([id, true])
    }
    expect(file({ kind: 'ruleChange', variant: 'commission', strength: 0.02 }).ok).toBe(true)
    expect(file({ kind: 'ruleChange', variant: 'page' })).toMatchObject({
      problems: [
        {
          path: 'shocks.0.variant',
          sentence: { en: expect.stringContaining('traffic, commission, entry') },
        },
      ],
    })
    expect(file({ kind: 'viralSpike', variant: 'page' })).toMatchObject({
      problems: [{ code: 'unknownVariant', sentence: { en: expect.stringContaining('none') } }],
    })
    expect(file({ kind: 'misslot', target: 'p_dress_01@w_nowhere' }).ok).toBe(false)
    expect(file({ kind: 'misslot', target: 'p_dress_01@w_east' }).ok).toBe(true)
    expect(file({ kind: 'viralSpike', strength: 50 }).ok).toBe(false)
  })
})

describe('a shop to which nothing happens', () => {
  it('has every factor at exactly its neutral value', () => {
    const model = quiet()
    const state = morning(model, 400)
    const fresh = createState(model)
    const { isDrawn, active: _a, ...now } = state.world
    const { isDrawn: before, active: _b, ...then } = fresh.world
    expect([before, isDrawn]).toEqual([0, 1])
    expect(now).toEqual(then)
    expect(state.today).toEqual(fresh.today)
  })

  it('is the same when its shocks are over', () => {
    const everything = shockKinds
      .filter(({ id }) => id !== 'misslot')
      .map(({ id }): ShockEntry => ({ kind: id, startDay: 2, days: 5 }))
    const model = quiet(everything, { 'promotions.dipDays': 1 })
    const hit = morning(model, 4).world
    expect([hit.visitsFactor[0], hit.stepPassFactor[4], hit.payoutExtraDays]).not.toContain(1)
    expect(hit.payoutExtraDays).toBe(21)
    const {
      incidents: _i,
      promotions: _p,
      signals: _s,
      active: _a,
      touched: _t,
      ...after
    } = morning(model, 9).world
    const {
      incidents: _i2,
      promotions: _p2,
      signals: _s2,
      active: _a2,
      touched: _t2,
      ...fresh
    } = createState(model).world
    expect({
      ...after,
      isDrawn: 0,
      drawnCount: 0,
      nextRow: 0,
      supplierDownSinceDay: fresh.supplierDownSinceDay,
      channelDownSinceDay: fresh.channelDownSinceDay,
    }).toEqual(fresh)
  })
})

describe('incidents of chance', () => {
  const many: Overrides = Object.fromEntries(
    Object.keys(shockRateSettings).map((path) => [path, 6]),
  )
  const parts = { historyDays: 30 }

  it('are laid out before the first day, sorted by their own, and no day changes them', () => {
    const model = quiet([], many, parts)
    const state = morning(model, -29)
    const first = incidentsOf(state)
    expect(first.length).toBeGreaterThan(300)
    expect(first.map(({ startDay }) => startDay)).toEqual(
      first.map(({ startDay }) => startDay).toSorted((a, b) => a - b),
    )
    expect(incidentsOf(morning(model, 200, state))).toEqual(first)
  })

  it('keep to the ranges of their kind', () => {
    for (const incident of list(quiet([], many, parts))) {
      const kind: ShockKind = shockKinds.find(({ id }) => id === incident.kind)!
      const { min, max } =
        kind.variants?.find(({ id }) => id === incident.variant)?.random ?? kind.random
      expect(incident.strength).toBeGreaterThanOrEqual(min - 1e-12)
      expect(incident.strength).toBeLessThanOrEqual(max + 1e-12)
      expect(incident.scope).toBe(kind.rate!.scope)
      const { randomDays } = kind
      if (randomDays === undefined) continue
      const days = incident.endDay - incident.startDay + 1
      if (randomDays.max === 0) expect(incident.endDay).toBe(noEnd)
      else expect([days >= randomDays.min, days <= randomDays.max]).toEqual([true, true])
    }
  })

  it('come as often as their rate says', () => {
    const rate = 3
    let count = 0
    let entities = 0
    for (let replication = 0; replication < 100; replication++) {
      const model = quiet([], { 'shocks.demandShiftPerYear': rate })
      count += list(model, { seed: 7, replication }).filter(
        ({ startDay }) => startDay <= 365,
      ).length
      entities += 3
    }
    // Poisson: 900 ± 3 × 30
    expect(Math.abs(count - rate * entities)).toBeLessThan(3 * Math.sqrt(rate * entities))
  })

  it('never overlap on one entity when they end', () => {
    const lastDay = new Map<string, number>()
    for (const { kind, entity, startDay, endDay } of list(quiet([], many, parts))) {
      if (endDay === noEnd) continue
      const place = `${kind} ${entity}`
      expect(startDay).toBeGreaterThan(lastDay.get(place) ?? -1_000)
      lastDay.set(place, endDay)
    }
  })

  it('differ from replication to replication and by the seed', () => {
    const model = quiet([], many, parts)
    const starts = (with_: typeof luck) => list(model, with_).map(({ startDay }) => startDay)
    expect(starts({ seed: 42, replication: 1 })).not.toEqual(starts(luck))
    expect(starts({ seed: 43, replication: 0 })).not.toEqual(starts(luck))
    expect(starts(luck)).toEqual(starts(luck))
  })

  it('stay where they are when another entity, kind, shock or rate joins', () => {
    const of = (model: Model, id: string) =>
      facts(
        list(model).filter(
          ({ kind, scope, entity }) =>
            kind === 'viralSpike' && model.entities[scope].ids[entity] === id,
        ),
      ).map(({ entity: _, ...rest }) => rest)
    const plain = of(quiet([], many, parts), 'p_3')
    expect(plain.length).toBeGreaterThan(5)
    const withMore = quiet(
      [{ kind: 'viralSpike', target: 'p_1', startDay: 5 }],
      { ...many, 'shocks.demandShiftPerYear': 1 },
      { ...parts, products: ['p_0', 'p_1', 'p_2', 'p_22', 'p_3'].map((id) => product(id)) },
    )
    expect(of(withMore, 'p_3')).toEqual(plain)
  })

  it('stay where they are under a longer history', () => {
    const starts = (historyDays: number) =>
      list(quiet([], many, { historyDays }))
        .filter(({ startDay }) => startDay >= 1)
        .map(({ kind, entity, startDay, endDay, strength }) => [
          kind,
          entity,
          startDay,
          endDay,
          strength,
        ])
    expect(starts(200)).toEqual(starts(0))
  })

  it('are the same whatever a playbook does', () => {
    const model = quiet(
      [],
      { ...many, 'rivals.moveChancePerDay': 0.2 },
      { ...parts, hasRoutine: true },
    )
    const script = once(3, 'endOfDay', setPrice(0, 5_000), reorder('stock', 0, 200))
    const runs = [idle, scripted(script)].map((program) => begin(model, program))
    const worlds = runs.map((run) => {
      const seen: unknown[] = []
      for (let day = 1; day <= 25; day++) {
        advance(run, 1)
        const { world } = run.state
        seen.push([...world.visitsFactor, ...world.rivalPriceCents, ...world.supplierIsDown].join())
      }
      return [seen, incidentsOf(run.state)]
    })
    expect(worlds[1]).toEqual(worlds[0])
    expect(runs[1]!.state.money.cashCents).not.toBe(runs[0]!.state.money.cashCents)
  })

  it('do not meet rivals that nobody tracks, nor the share of a single region', () => {
    const kinds = (overrides: Overrides, warehouses = twoWarehouses) =>
      new Set(list(quiet([], { ...many, ...overrides }, { warehouses })).map(({ kind }) => kind))
    expect(kinds({})).toContain('rivalMove')
    expect(kinds({})).toContain('regionShift')
    const untracked = Object.fromEntries(
      ['p_1', 'p_2', 'p_3'].map((id) => [`products.${id}.isRivalTracked`, 0]),
    )
    const alone = kinds(untracked, twoWarehouses.slice(0, 1))
    expect(alone).not.toContain('rivalMove')
    expect(alone).not.toContain('regionShift')
  })

  it('of signals come to nothing as often as the setting says', () => {
    const model = quiet([], { 'shocks.demandEffectPerYear': 40 })
    const state = morning(model, 1)
    const { signals } = state.world
    const real = incidentsOf(state).length
    expect(signals.count).toBeGreaterThan(60)
    expect(real / signals.count).toBeGreaterThan(0.6)
    expect(real / signals.count).toBeLessThan(0.9)
    const sure = morning(
      quiet([], { 'shocks.demandEffectPerYear': 40, 'signals.emptyRatio': 0 }),
      1,
    )
    expect(incidentsOf(sure).length).toBe(sure.world.signals.count)
  })
})

describe('shapes', () => {
  const spike = (entry: Partial<ShockEntry>) =>
    quiet([{ kind: 'viralSpike', target: 'p_1', startDay: 3, strength: 5, days: 8, ...entry }])

  it('block: all of it from the first day to the last', () => {
    const model = spike({ shape: 'block' })
    expect([2, 3, 10, 11].map((day) => worldOn(model, day).visitsFactor[0])).toEqual([1, 5, 5, 1])
  })

  it('decay: half of what is above nothing after each half-life, 3 days', () => {
    const model = spike({})
    const on = (day: number) => worldOn(model, day).visitsFactor[0]
    expect(on(3)).toBe(5)
    expect(on(6)).toBeCloseTo(3, 12)
    expect(on(9)).toBeCloseTo(2, 12)
    expect(on(11)).toBe(1)
  })

  it('ramp: rises evenly to its strength', () => {
    const model = spike({ shape: 'ramp' })
    expect([3, 4, 6, 10].map((day) => worldOn(model, day).visitsFactor[0])).toEqual([1.5, 2, 3, 5])
  })

  it('ramp of worn creative: over 30 days, and it stays', () => {
    const model = quiet([{ kind: 'channelDecay', target: 'search', startDay: 1, strength: 0.7 }])
    const search = model.entities.channel.ids.indexOf('search')
    const on = (day: number) => worldOn(model, day).channelResponseFactor[search]
    expect(on(1)).toBeCloseTo(0.99, 12)
    expect(on(10)).toBeCloseTo(0.9, 12)
    expect(on(30)).toBeCloseTo(0.7, 12)
    expect(on(300)).toBeCloseTo(0.7, 12)
  })
})

describe('what the kinds do', () => {
  const on = (day: number, ...shocks: readonly Partial<ShockEntry>[]) =>
    worldOn(quiet(shocks.map((shock) => ({ kind: '', startDay: 1, ...shock }))), day)

  it('reach the products of a category, and all of the shop', () => {
    // p_1 and p_3 are of c_a, p_2 of c_b
    expect([...on(1, { kind: 'demandShift', target: 'c_a', strength: 0.5 }).visitsFactor]).toEqual([
      0.5, 1, 0.5,
    ])
    expect([...on(1, { kind: 'demandShift', strength: 0.5 }).visitsFactor]).toEqual([0.5, 0.5, 0.5])
    expect([...on(1, { kind: 'viralSpike', strength: 3 }).visitsFactor]).toEqual([3, 3, 3])
    expect([...on(1, { kind: 'pageDefect', target: 'c_b', strength: 0.6 }).cartFactor]).toEqual([
      1, 0.6, 1,
    ])
  })

  it('multiply where they meet', () => {
    const { visitsFactor } = on(
      2,
      { kind: 'demandShift', target: 'c_a', strength: 0.5 },
      { kind: 'rivalMove', target: 'p_1', strength: 0.8 },
    )
    expect([...visitsFactor]).toEqual([0.4, 1, 0.5])
  })

  it('of demand, pages and reviews', () => {
    expect([...on(1, { kind: 'demandEffect', target: 'c_b' }).visitsFactor]).toEqual([1, 1.6, 1])
    expect(
      on(1, { kind: 'pageDefect', target: 'p_2', variant: 'description' }).returnFactor[1],
    ).toBe(1.3)
    expect(on(1, { kind: 'pageDefect', target: 'p_2', variant: 'description' }).cartFactor[1]).toBe(
      1,
    )
    const burst = on(1, { kind: 'reviewBurst', target: 'p_3', variant: 'malice', strength: 6 })
    expect([
      burst.badReviewFactor[2],
      burst.reviewBurstCause[2],
      burst.reviewBurstCause[0],
    ]).toEqual([6, 3, 0])
    expect([
      ...on(3, { kind: 'qualityBatch', target: 'p_2', strength: 0.2 }).batchDefectRatio,
    ]).toEqual([0, 0.2, 0])
  })

  it('of suppliers, with the second effect between its points', () => {
    const world = on(
      1,
      { kind: 'supplierDecline', target: 's_b', strength: 1.65 },
      { kind: 'supplierPriceRise', target: 's_a', strength: 1.1 },
    )
    expect(world.supplierLeadTimeFactor[1]).toBe(1.65)
    // halfway from (1.3, 2) to (2, 5)
    expect(world.supplierDefectFactor[1]).toBeCloseTo(3.5, 12)
    expect([...world.supplierCostFactor]).toEqual([1.1, 1])
  })

  it('of warehouses and couriers', () => {
    const world = on(
      1,
      { kind: 'warehouseClosure', target: 'w_b' },
      { kind: 'courierFailure', target: 'w_a', strength: 2 },
      { kind: 'regionShift', target: 'w_a', strength: 0.7 },
    )
    expect([...world.warehouseIsClosed]).toEqual([0, 1])
    expect([
      world.courierLateFactor[0],
      world.courierDamageFactor[0],
      world.regionFactor[0],
    ]).toEqual([2, 3, 0.7])
  })

  it('of channels and steps', () => {
    const world = on(
      1,
      { kind: 'channelOutage', target: 'marketplace' },
      { kind: 'adInflation', target: 'search', strength: 1.5 },
      { kind: 'cohortDrop', target: 'live', strength: 0.5 },
      { kind: 'stepDefect', target: 'pay', strength: 0.8 },
    )
    const { channel, funnelStep } = quiet().entities
    expect(world.channelIsDown[channel.ids.indexOf('marketplace')]).toBe(1)
    expect(world.channelCostFactor[channel.ids.indexOf('search')]).toBe(1.5)
    expect(world.channelRepeatFactor[channel.ids.indexOf('live')]).toBe(0.5)
    expect(world.stepPassFactor[funnelStep.ids.indexOf('pay')]).toBe(0.8)
  })

  it('of the public: posts and conversion fade by half every week', () => {
    const shock = { kind: 'opinionCrisis', strength: 30 }
    expect([on(1, shock).mentionsFactor, on(1, shock).conversionFactor]).toEqual([30, 0.8])
    expect(on(8, shock).mentionsFactor).toBeCloseTo(15.5, 12)
    expect(on(8, shock).conversionFactor).toBeCloseTo(0.9, 12)
  })

  it('of the platform', () => {
    expect(on(1, { kind: 'ruleChange' }).organicFactor).toBe(0.8)
    expect(on(1, { kind: 'ruleChange', variant: 'commission' }).commissionExtraRatio).toBe(0.02)
    expect(on(1, { kind: 'payoutDelay', strength: 14 }).payoutExtraDays).toBe(14)
  })

  it('of the platform: a rule of entry meets products with a low rating or an empty shelf', () => {
    const model = quiet([{ kind: 'ruleChange', variant: 'entry', startDay: 1, strength: -0.25 }])
    const state = createState(model)
    const { onHandUnits } = state.shelves
    // stocks lie product by product, two warehouses each
    onHandUnits.set([5, 5, 20, 0, 0, 9])
    state.reviews.rating.set([4.6, 4.5, 4.9])
    morning(model, 1, state)
    expect([...state.world.entryFactor]).toEqual([1, 0.75, 0.75])
  })

  it('of debtors', () => {
    expect(on(1, { kind: 'debtorDistress' }).accountDelayDays[0]).toBe(60)
    expect(on(1, { kind: 'debtorDistress', variant: 'never' }).accountDelayDays[0]).toBe(Infinity)
  })
})

describe('mending', () => {
  const model = quiet([
    { kind: 'pageDefect', target: 'p_1', startDay: 1, strength: 0.6, days: 50 },
    {
      kind: 'pageDefect',
      target: 'c_a',
      startDay: 1,
      strength: 0.8,
      days: 50,
      variant: 'description',
    },
    { kind: 'supplierOutage', target: 's_a', startDay: 1, days: 50 },
    { kind: 'certificateLapse', target: 'p_2', startDay: 20 },
  ])
  const p1 = { scope: 'product', entity: 0 } as const

  it('keeps 1 − s of the strength from the next morning on, and again of what is left', () => {
    const state = morning(model, 2)
    expect(
      mendIncidents(model, state, { ...p1, kinds: ['pageDefect'], variant: 'page', share: 0.5 }),
    ).toBe(true)
    expect(state.world.cartFactor[0]).toBe(0.6)
    morning(model, 3, state)
    expect(state.world.cartFactor[0]).toBe(0.8)
    mendIncidents(model, state, { ...p1, kinds: ['pageDefect'], variant: 'page', share: 0.5 })
    morning(model, 4, state)
    expect(state.world.cartFactor[0]).toBeCloseTo(0.9, 12)
    expect(state.world.returnFactor[0]).toBe(0.8)
  })

  it('finds nothing where nothing is, nor what is wholly mended', () => {
    const state = morning(model, 2)
    expect(mendIncidents(model, state, { scope: 'product', entity: 1, share: 1 })).toBe(false)
    expect(mendIncidents(model, state, { ...p1, kinds: ['qualityBatch'], share: 1 })).toBe(false)
    const page = { ...p1, kinds: ['pageDefect'], variant: 'page', share: 1 } as const
    expect(mendIncidents(model, state, { ...page, share: 0 })).toBe(true)
    expect(mendIncidents(model, state, page)).toBe(true)
    expect(mendIncidents(model, state, page)).toBe(false)
    expect(morning(model, 3, state).world.cartFactor[0]).toBe(1)
    expect(mendIncidents(model, morning(model, 60), page)).toBe(false)
  })

  it('of a product mends its part of what meets the category; of the category all that its products have', () => {
    const one = morning(model, 2)
    mendIncidents(model, one, { ...p1, kinds: ['pageDefect'], variant: 'description', share: 1 })
    // one of the two products of c_a
    expect(incidentsOf(one).find(({ scope }) => scope === 'category')?.mendedRatio).toBe(0.5)
    const all = morning(model, 2)
    mendIncidents(model, all, { scope: 'category', entity: 0, kinds: ['pageDefect'], share: 0.9 })
    const mended = incidentsOf(all).filter(({ mendedRatio }) => mendedRatio === 0.9)
    expect(mended.map(({ kind, scope }) => [kind, scope])).toEqual([
      ['pageDefect', 'product'],
      ['pageDefect', 'category'],
    ])
    expect(incidentsOf(all).filter(({ mendedRatio }) => mendedRatio === 0)).toHaveLength(2)
  })

  it('ends an outage only when it is whole', () => {
    const state = morning(model, 2)
    mendIncidents(model, state, { scope: 'supplier', entity: 0, share: 0.9 })
    expect(morning(model, 3, state).world.supplierIsDown[0]).toBe(1)
    mendIncidents(model, state, { scope: 'supplier', entity: 0, share: 1 })
    expect(morning(model, 4, state).world.supplierIsDown[0]).toBe(0)
    expect(state.today.world.supplierDownDays[0]).toBe(3)
  })

  it('may come before the day', () => {
    const state = morning(model, 2)
    const renewal = { scope: 'product', entity: 1, kinds: ['certificateLapse'], share: 1 } as const
    expect(mendIncidents(model, state, { ...renewal, aheadDays: 17 })).toBe(false)
    expect(mendIncidents(model, state, { ...renewal, aheadDays: 18 })).toBe(true)
    const lapse = incidentsOf(state).find(({ kind }) => kind === 'certificateLapse')
    expect([lapse?.startDay, lapse?.mendedRatio]).toEqual([20, 1])
  })

  it('changes nothing but its own arm', () => {
    const state = morning(model, 2)
    const copy = cloneState(model, state)
    mendIncidents(model, copy, { ...p1, share: 1 })
    morning(model, 3, copy)
    morning(model, 3, state)
    expect([state.world.cartFactor[0], copy.world.cartFactor[0]]).toEqual([0.6, 1])
    const shared = ({ mendedRatio: _, ...rest }: Incident) => rest
    expect(incidentsOf(copy).map(shared)).toEqual(incidentsOf(state).map(shared))
  })

  it('knows the strongest for its kind', () => {
    const state = morning(model, 2)
    const row = strongestIncident(model, state, p1)!
    // page 0.4 of a usual 0.25; description 0.2 of a usual 0.3
    expect(incidentsOf(state)[row]).toMatchObject({ kind: 'pageDefect', variant: 'page' })
    mendIncident(model, state, row, 0.9)
    expect(incidentsOf(state)[strongestIncident(model, state, p1)!]).toMatchObject({
      variant: 'description',
    })
    expect(strongestIncident(model, state, { scope: 'warehouse', entity: 0 })).toBeUndefined()
    const rows: number[] = []
    eachIncident(state, 'pageDefect', (one) => rows.push(one))
    expect(rows).toHaveLength(2)
  })

  it('of a shop-wide shock that could have met the product alone', () => {
    const wide = quiet([
      { kind: 'viralSpike', startDay: 1 },
      { kind: 'payoutDelay', startDay: 1 },
    ])
    const state = morning(wide, 1)
    expect(incidentsOf(state)[strongestIncident(wide, state, p1)!]!.kind).toBe('viralSpike')
    expect(mendIncidents(wide, state, { ...p1, kinds: ['payoutDelay'], share: 1 })).toBe(false)
  })
})

describe('shocks of the shop file', () => {
  it('take what is not said from their kind, and meet all of the widest scope without a target', () => {
    const incidents = list(
      quiet([
        { kind: 'supplierDecline', startDay: 4 },
        { kind: 'rivalMove', target: 'p_2', startDay: 2, variant: 'keyword' },
        { kind: 'misslot', target: 'p_3@w_b', startDay: 2 },
      ]),
    )
    expect(incidents).toMatchObject([
      {
        kind: 'rivalMove',
        scope: 'product',
        entity: 1,
        variant: 'keyword',
        startDay: 2,
        endDay: 22,
        strength: 0.88,
        source: 'shopFile',
      },
      { kind: 'misslot', scope: 'stock', endDay: noEnd },
      {
        kind: 'supplierDecline',
        scope: 'supplier',
        entity: 0,
        startDay: 4,
        endDay: 93,
        strength: 1.6,
      },
      { kind: 'supplierDecline', scope: 'supplier', entity: 1 },
    ])
    const { ids } = quiet().entities.stock
    expect(ids[incidents[1]!.entity]).toBe('p_3@w_b')
  })

  it('run when they began before the history', () => {
    const model = quiet([
      { kind: 'stepDefect', target: 'pay', startDay: -20, days: 200, strength: 0.8 },
    ])
    const pay = model.entities.funnelStep.ids.indexOf('pay')
    expect([1, 179, 180].map((day) => worldOn(model, day).stepPassFactor[pay])).toEqual([
      0.8, 0.8, 1,
    ])
  })
})
