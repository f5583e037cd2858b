/** More of a good thing is no worse, less no better, under the same luck: one mechanism at a time, several lucks. */
import { describe, expect, it } from 'vitest'
import type { Command } from '@sandtable/rules'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import { luckOf, statesOf } from '../support/shopDiary.ts'
import { idle, once, scripted, setPrice } from './shop.ts'

type Overrides = Record<string, number | number[]>

const days = 20
const lucks = [1, 2, 3].map((seed) => luckOf(seed))

/** Two laboratory products in one warehouse: what is not named does not happen. */
function lab(overrides: Overrides): Model {
  const result = resolveShop(laboratory, {
    keep: { products: 2, warehouses: 1 },
    overrides: {
      'products.p_01.initialOnHandUnits': 100_000,
      'products.p_02.initialOnHandUnits': 100_000,
      'money.openingCashCents': 100_000_000,
      'demand.visitsDispersion': 0.2,
      ...overrides,
    },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return buildModel(result.shop)
}

const sum = (values: Iterable<number>) => {
  let total = 0
  for (const value of values) total += value
  return total
}
const over = (states: readonly State[], figure: (state: State) => Iterable<number>) =>
  sum(states.map((state) => sum(figure(state))))
const soldUnits = (states: readonly State[]) =>
  over(states, ({ closed }) => closed.shelves.soldUnits)
const visits = (states: readonly State[]) => over(states, ({ closed }) => closed.demand.visits)

/** Runs of a ladder of values, by luck. */
function ladder(
  values: readonly number[],
  overridesOf: (value: number) => Overrides,
  figure: (states: readonly State[]) => number,
  commandsOf?: (value: number) => readonly Command[],
  timing: 'startOfDay' | 'endOfDay' = 'startOfDay',
): number[][] {
  const models = values.map((value) => lab(overridesOf(value)))
  return lucks.map((luck) =>
    values.map((value, i) => {
      const commands = commandsOf?.(value) ?? []
      const program = commands.length === 0 ? idle : scripted(once(1, timing, ...commands))
      return figure(statesOf(models[i]!, program, days, luck))
    }),
  )
}

function expectRising(figures: readonly (readonly number[])[]): void {
  for (const row of figures) {
    expect(row).toEqual(row.toSorted((a, b) => a - b))
    // a test of something that does not move at all would have no teeth
    expect(row.at(-1)).toBeGreaterThan(row[0]!)
  }
}
const expectFalling = (figures: readonly (readonly number[])[]) =>
  expectRising(figures.map((row) => row.map((figure) => -figure)))

const toProduct = (command: Command['command'], values: Command['values']): Command => ({
  command,
  scope: 'product',
  entities: [0],
  values,
})

describe('under the same luck', () => {
  it('more opening stock: no fewer units sold', () => {
    expectRising(
      ladder(
        [0, 40, 90, 150, 100_000],
        (n) => ({ 'products.p_01.initialOnHandUnits': n }),
        soldUnits,
      ),
    )
  })

  it('a lower price: no fewer units', () => {
    expectFalling(
      ladder(
        [6_000, 8_000, 9_000, 10_000, 12_000, 15_000],
        () => ({}),
        soldUnits,
        (cents) => [setPrice(0, cents)],
      ),
    )
  })

  it('a larger discount for all: no fewer units', () => {
    expectRising(
      ladder(
        [0.05, 0.1, 0.2, 0.4],
        () => ({}),
        soldUnits,
        (ratio) => [toProduct('discount', { ratio, audience: 'all', days: 20 })],
      ),
    )
  })

  it('a more elastic product: no fewer units at a lower price', () => {
    expectRising(
      ladder(
        [0, 1, 2, 4],
        (n) => ({ 'products.p_01.priceElasticity': -n }),
        soldUnits,
        () => [setPrice(0, 8_000)],
      ),
    )
  })

  it('more visits and a higher conversion: no fewer units', () => {
    expectRising(ladder([0.5, 1, 1.5, 3], (n) => ({ 'demand.visitsFactor': n }), soldUnits))
    expectRising(ladder([0.5, 1, 1.5, 3], (n) => ({ 'demand.conversionFactor': n }), soldUnits))
  })

  it('more agents: no longer waits, ticket by ticket in the mean', () => {
    expectFalling(
      ladder(
        [1, 2, 3, 5],
        (n) => ({
          'ticketClasses.normal.agents': n,
          'ticketClasses.urgent.agents': 1,
          'ticketClasses.major.agents': 1,
          'ticketClasses.normal.ticketsPerHour': 6,
          'ticketClasses.normal.patienceHours': 0,
          'service.isPooled': 0,
        }),
        // tickets open at the closes: by Little's law the hours that they wait
        (states) => over(states, ({ service }) => service.ticketsOpen),
      ),
    )
  })

  it('more packers: no more orders wait, and none leaves later', () => {
    const crowded = (n: number) => ({ 'warehouses.w_1.packingOrdersPerDay': n })
    const capacities = [8, 12, 18, 24, 1_000]
    expectFalling(
      ladder(capacities, crowded, (states) =>
        over(states, ({ fulfilment }) => fulfilment.backlogOrders),
      ),
    )
    expectRising(
      ladder(capacities, crowded, (states) =>
        over(states, ({ closed }) => closed.fulfilment.shippedOrders),
      ),
    )
  })

  it('a longer lead time: no more units sold', () => {
    expectFalling(
      ladder(
        [0, 2, 5, 9, 15],
        (n) => ({ 'suppliers.s_main.leadTimeDays': n, 'products.p_01.initialOnHandUnits': 20 }),
        soldUnits,
        () => [{ command: 'reorder', scope: 'stock', entities: [0], values: { units: 500 } }],
      ),
    )
  })

  it('more ordered: no fewer units sold', () => {
    expectRising(
      ladder(
        [10, 40, 80, 400],
        () => ({ 'suppliers.s_main.leadTimeDays': 3, 'products.p_01.initialOnHandUnits': 20 }),
        soldUnits,
        (units) => [{ command: 'reorder', scope: 'stock', entities: [0], values: { units } }],
      ),
    )
  })

  it('a larger budget of a channel: no fewer visits', () => {
    const search = lab({}).entities.channel.ids.indexOf('search')
    expectRising(
      ladder(
        [2_000, 4_000, 8_000, 16_000],
        () => ({
          'advertising.cpcCents': 100,
          'advertising.cpcDailySd': 0,
          'advertising.learningFactor': 1,
        }),
        visits,
        (budgetCents) => [
          {
            command: 'setChannelBudget',
            scope: 'channel',
            entities: [search],
            values: { budgetCents },
          },
        ],
      ),
    )
  })

  it('better reviews: no fewer units, and no worse a rating', () => {
    const written = (good: number) => ({
      'reviews.starWeights': [1 - good, 0, 0, 0, good],
      'reviews.writeRatio': 0.5,
      'reviews.delayDays': 1,
      'reviews.valenceElasticity': 0.4,
    })
    const shares = [0, 0.3, 0.7, 1]
    expectRising(
      ladder(shares, written, (states) => sum(states.map(({ reviews }) => reviews.rating[0]!))),
    )
    expectRising(ladder(shares, written, soldUnits))
  })

  it('more late couriers: no fewer late parcels', () => {
    expectRising(
      ladder(
        [0, 0.1, 0.3, 0.7],
        (n) => ({ 'couriers.lateRatio': n }),
        (states) => over(states, ({ closed }) => closed.fulfilment.lateDeliveries),
      ),
    )
  })

  it('more damage on the way: no fewer damaged parcels, no more money', () => {
    const damaged = (n: number) => ({ 'couriers.damageRatio': n })
    const ratios = [0, 0.05, 0.2, 0.6]
    expectRising(
      ladder(ratios, damaged, (states) =>
        over(states, ({ closed }) => closed.fulfilment.damagedParcels),
      ),
    )
    expectRising(
      ladder(ratios, damaged, (states) =>
        over(states, ({ closed }) => [closed.money.costCents[8]!]),
      ),
    )
  })

  it('more patient customers: no fewer units sold, none lost more', () => {
    const patience = (n: number) => ({
      'stockouts.waitRatio': n,
      'products.p_01.initialOnHandUnits': 30,
    })
    expectRising(ladder([0, 0.2, 0.5, 1], patience, soldUnits))
    expectFalling(
      ladder([0, 0.2, 0.5, 1], patience, (states) =>
        over(states, ({ closed }) => closed.shelves.lostUnits),
      ),
    )
  })

  it('more who give up waiting: no fewer units cancelled', () => {
    expectRising(
      ladder(
        [0, 0.05, 0.2, 0.6],
        (n) => ({
          'stockouts.waitRatio': 0.8,
          'stockouts.giveUpRatioPerDay': n,
          'products.p_01.initialOnHandUnits': 30,
        }),
        (states) => over(states, ({ closed }) => closed.shelves.cancelledUnits),
      ),
    )
  })

  it('more substitutes: no fewer units of the shop', () => {
    expectRising(
      ladder(
        [0, 0.2, 0.5, 1],
        (n) => ({ 'stockouts.substituteRatio': n, 'products.p_01.initialOnHandUnits': 10 }),
        soldUnits,
      ),
    )
  })

  it('more safety stock under the house routine: no fewer units sold, no less on hand', () => {
    const models = [0, 20, 60, 200].map((safetyStockUnits) => {
      const category = laboratory.categories[0]!
      const result = resolveShop(
        { ...laboratory, hasRoutine: true, categories: [{ ...category, safetyStockUnits }] },
        {
          keep: { products: 2, warehouses: 1 },
          overrides: {
            'demand.visitsDispersion': 0.2,
            'routine.reviewCycleDays': 3,
            'products.p_01.initialOnHandUnits': 60,
            'products.p_02.initialOnHandUnits': 60,
          },
        },
      )
      if (!result.ok) throw new Error(JSON.stringify(result.problems))
      return buildModel(result.shop)
    })
    for (const luck of lucks) {
      const runs = models.map((model) => statesOf(model, idle, 40, luck))
      expectRising([runs.map(soldUnits)])
      expectRising([runs.map((states) => over(states, ({ shelves }) => shelves.onHandUnits))])
    }
  })

  it('a larger reward for reviews: no fewer reviews', () => {
    expectRising(
      ladder(
        [0, 100, 250, 500],
        () => ({ 'reviews.writeRatio': 0.2, 'reviews.delayDays': 1 }),
        (states) => over(states, ({ closed }) => closed.reviews.reviews),
        (rewardCents) => [toProduct('rewardReviews', { rewardCents })],
      ),
    )
  })

  it('more weariness: no more visits that messages bring', () => {
    // none are sent before, or the weariness of those would be part of what visits are measured against
    const reach = {
      'privateDomain.openingRatio': 0.5,
      'customers.repeatOrderShareRatio': 0.3,
      ...Object.fromEntries(
        ['promising', 'active', 'champion', 'atRisk'].map((id) => [
          `segments.${id}.contactsPerWeek`,
          0,
        ]),
      ),
    }
    expectFalling(
      ladder(
        [0, 0.1, 0.25, 1],
        (n) => ({ ...reach, 'contact.fatiguePerMessage': n, 'contact.unsubscribeRatio': 0 }),
        visits,
        () => [
          { command: 'setContactRate', scope: 'segment', entities: [0], values: { perWeek: 7 } },
          { command: 'setContactRate', scope: 'segment', entities: [1], values: { perWeek: 7 } },
        ],
        'endOfDay',
      ),
    )
  })

  it('longer terms of suppliers: no less cash at any close', () => {
    const buy: Command = {
      command: 'reorder',
      scope: 'stock',
      entities: [0],
      values: { units: 500 },
    }
    expectRising(
      ladder(
        [0, 5, 10, 15],
        (n) => ({ 'suppliers.s_main.termsDays': n, 'suppliers.s_main.leadTimeDays': 1 }),
        (states) => sum(states.map(({ money }) => money.cashCents)),
        () => [buy],
      ),
    )
  })

  it('a longer delay of payouts: no more cash at any close', () => {
    expectFalling(
      ladder(
        [0, 3, 10, 30],
        (n) => ({ 'money.payoutDelayDays': n }),
        (states) => sum(states.map(({ money }) => money.cashCents)),
      ),
    )
  })

  it('a higher commission, dearer couriers, dearer storage: no more cash', () => {
    const cash = (states: readonly State[]) => states.at(-1)!.money.cashCents
    expectFalling(ladder([0, 0.05, 0.2], (n) => ({ 'money.feeRatio': n }), cash))
    expectFalling(ladder([0, 300, 900], (n) => ({ 'money.shippingCentsPerOrder': n }), cash))
    expectFalling(ladder([0, 0.1, 0.5], (n) => ({ 'stock.holdingRatioPerYear': n }), cash))
  })

  it('more returns: no fewer refunds, no fewer units back on the shelf', () => {
    const returning = (n: number) => ({
      'categories.c_lab.returnRatio': n,
      'returns.delayWeights': [0, 1],
    })
    const ratios = [0, 0.1, 0.4, 1]
    expectRising(
      ladder(ratios, returning, (states) => over(states, ({ closed }) => closed.money.refundCents)),
    )
    expectRising(
      ladder(ratios, returning, (states) =>
        over(states, ({ closed }) => closed.shelves.restockedUnits),
      ),
    )
  })

  it('a shorter shelf life: no fewer units written off', () => {
    expectFalling(
      ladder(
        [3, 6, 10, 0],
        (n) => ({ 'products.p_01.shelfLifeDays': n, 'products.p_01.initialOnHandUnits': 150 }),
        (states) => over(states, ({ closed }) => closed.shelves.writtenOffUnits),
      ),
    )
  })

  it('a rival’s lower price: no more units', () => {
    const war = (strength: number) => ({
      kind: 'priceWar',
      target: 'p_01',
      startDay: 1,
      days: 20,
      strength,
    })
    const models = [1, 0.9, 0.7, 0.4].map((strength) => {
      const result = resolveShop(laboratory, {
        keep: { products: 2, warehouses: 1 },
        overrides: {
          'products.p_01.initialOnHandUnits': 100_000,
          'products.p_01.isRivalTracked': 1,
        },
        shocks: [war(strength)],
      })
      if (!result.ok) throw new Error(JSON.stringify(result.problems))
      return buildModel(result.shop)
    })
    expectFalling(
      lucks.map((luck) => models.map((model) => soldUnits(statesOf(model, idle, days, luck)))),
    )
  })
})
