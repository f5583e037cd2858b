/** The invariants of the shop, by their names in the reference cases, on random shops with everything switched on. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, parsePlaybook, type Playbook, type Program } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { runArms } from '../../packages/sim/src/experiment/replication.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { hashId } from '../../packages/sim/src/random.ts'
import { entityKinds, type EntityKind } from '../../packages/sim/src/setting.ts'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { plans, programOf } from '../support/randomCommands.ts'
import {
  buildRandom,
  randomShops,
  resolveRandom,
  type RandomShop,
} from '../support/randomShopFile.ts'
import { differences, luckOf, runs, statesOf } from '../support/shopDiary.ts'
import {
  idle,
  model,
  notify,
  once,
  product,
  reorder,
  scripted,
  setPrice,
  template,
} from './shop.ts'

const sum = (values: Iterable<number>) => {
  let total = 0
  for (const value of values) total += value
  return total
}
const days = 12

const folder = new URL('../../examples/playbooks/', import.meta.url)
const gallery: readonly Playbook[] = readdirSync(folder)
  .toSorted()
  .map((name) => {
    const result = parsePlaybook(readFileSync(new URL(name, folder), 'utf8'))
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.issues)}`)
    return result.playbook
  })
function compiled(playbooks: readonly Playbook[]): Program {
  const result = compile(playbooks, catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.program
}
/** A few playbooks of the gallery. */
const playbookSets = fc.uniqueArray(fc.nat(gallery.length - 1), { maxLength: 8, size: 'max' })

describe('invariants', () => {
  it('[NO-OP] a program that never acts, whatever it reads, leaves every column of every day as it is without it', () => {
    const events = mechanisms.flatMap(({ events: own = [] }) => own)
    let reviews = 0
    const watching = scripted((_timing, snapshot) => {
      reviews += 1
      for (const { id, scopes } of catalogue.metrics) {
        for (const scope of scopes) snapshot.now(scope, id)
      }
      for (const { id, scopes } of events) for (const scope of scopes) snapshot.events(scope, id)
      return []
    })
    fc.assert(
      fc.property(randomShops(), fc.nat(1000), (shop, seed) => {
        const of = buildRandom(shop)
        const before = statesOf(of, idle, days, luckOf(seed))
        expect(differences(statesOf(of, watching, days, luckOf(seed)), before)).toEqual([])
      }),
      runs(12),
    )
    expect(reviews % (2 * days)).toBe(0)
    expect(reviews).toBeGreaterThan(0)
  })

  it('[NO-OP] messages at a wage of 0 to desks that have the time leave everything but the messages as it is', () => {
    const hours = Object.fromEntries(
      ['operations', 'supplyChain', 'customerService', 'finance'].flatMap((desk) => [
        [`desks.${desk}.wageCentsPerHour`, 0],
        [`desks.${desk}.hoursPerDay`, 1000],
      ]),
    )
    const free = model({}, hours)
    const talkative = statesOf(
      free,
      scripted(() => [notify([0, 1, 2], 'urgent')]),
    )
    const silent = statesOf(free)
    const isMessage = (path: string) => /\.people\./u.test(path)
    expect(differences(talkative, silent, isMessage)).toEqual([])
    expect(differences(talkative, silent)).not.toEqual([])
  })

  it('[PREFIX] what first happens on the evening of day k leaves days 1 … k bit-identical', () => {
    fc.assert(
      fc.property(
        randomShops(),
        plans(8),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(1000),
        (shop, steps, day, seed) => {
          const of = buildRandom(shop)
          const late = steps.map((step) => ({ ...step, day: Math.max(step.day, day) }))
          const evenings = late.map((step) =>
            step.day === day ? { ...step, timing: 'endOfDay' as const } : step,
          )
          const changed = statesOf(of, programOf(of, evenings), day, luckOf(seed))
          expect(differences(changed, statesOf(of, idle, day, luckOf(seed)))).toEqual([])
        },
      ),
      runs(12),
    )
  })

  it('[PREFIX] the same on a morning leaves days 1 … k − 1, and shows on day k', () => {
    const act = scripted(once(4, 'startOfDay', setPrice(0, 5_000)))
    const [changed, before] = [statesOf(model(), act, 6), statesOf(model(), idle, 6)]
    expect(differences(changed.slice(0, 3), before.slice(0, 3))).toEqual([])
    expect(differences(changed[3], before[3])).not.toEqual([])
  })

  it('[EXOGENOUS] what chance brings is the same whatever is done', () => {
    // depend on ratings, stock and sales: the rule of entry, the course of the year
    const isCaused = (path: string) =>
      /^\d+\.(?:entryFactor|entryLossRatio|touched|touchedCount|period\w+)$/u.test(path) ||
      // mending an incident ends its effect; that it happened is drawn
      /\.(?:mendedRatio|cartFactor|returnFactor|stepPassFactor|badReviewFactor|reviewBurstCause|batchDefectRatio|conversionFactor|mentionsFactor|channelResponseFactor|channelRepeatFactor|supplierDefectFactor|supplierLeadTimeFactor)$/u.test(
        path,
      )
    const drawn = (states: readonly State[]) =>
      states.map(({ world, demand, closed, customers, reviews }) => ({
        ...world,
        opening: [customers.openingWish, customers.trueUpliftFactor, reviews.meanOpeningRating],
        flows: closed.world,
        drift: demand.drift,
        clickPriceDrift: demand.clickPriceDrift,
      }))
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const changed = drawn(statesOf(of, programOf(of, steps), days, luckOf(seed)))
        const before = drawn(statesOf(of, idle, days, luckOf(seed)))
        expect(differences(changed, before, isCaused)).toEqual([])
      }),
      runs(20),
    )
  })

  it('[EXOGENOUS] orders to suppliers, prices and stock change no visit and no impression where nothing carries them there', () => {
    // switched off: what carries the past of a shop into its visits
    const off = {
      'customers.repeatOrderShareRatio': 0,
      'customers.stockoutEffect': 0,
      'dsr.leastOrganicFactor': 1,
      'dsr.mostOrganicFactor': 1,
      'listing.rankFloorRatio': 1,
      'privateDomain.openingRatio': 0,
      'privateDomain.joinRatio': 0,
      'media.reachVisits': 0,
      'advertising.cpcCents': 0,
      'referral.invitesPerCustomerDay': 0,
    }
    const ids = ['reorder', 'setPrice', 'expedite', 'transfer', 'setSafetyStock'] as const
    fc.assert(
      fc.property(
        randomShops({ shocks: 0 }),
        plans(days, { ids }),
        fc.nat(1000),
        (shop, steps, seed) => {
          const of = buildRandom(shop, {}, { ...off, ...withoutSubstitutes(shop) })
          const seen = (program: Program) =>
            statesOf(of, program, days, luckOf(seed)).map(({ closed, world }) =>
              world.entryLossRatio > 0 ? [] : [closed.demand.impressions, closed.demand.visits],
            )
          expect(differences(seen(programOf(of, steps)), seen(idle))).toEqual([])
        },
      ),
      runs(12),
    )
  })

  it('[UNITS] every stock, those who wait, quarantine and transfers roll forward every day', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const states = statesOf(of, programOf(of, steps), days, luckOf(seed))
        const wrong: string[] = []
        for (let day = 1; day < states.length; day++) {
          wrong.push(...unitsThatDoNotAddUp(of, states[day - 1]!, states[day]!))
        }
        expect(wrong.slice(0, 5)).toEqual([])
      }),
      runs(25),
    )
  })

  it('[CASH] cash, receivables, payables and goods roll forward, and contribution explains the change of wealth, every day', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const profits: number[] = []
        const onClose = (view: { need(scope: 'shop', id: string): Float64Array }) => {
          profits.push(view.need('shop', 'contributionWithStockCents')[0]!)
        }
        const states = statesOf(of, programOf(of, steps), days, luckOf(seed), { onClose })
        const wrong = states.flatMap((state) => moneyThatDoesNotAddUp(state))
        for (let day = 1; day < states.length; day++) {
          wrong.push(...moneyThatDoesNotRoll(states[day - 1]!, states[day]!, profits[day]!))
        }
        expect(wrong.slice(0, 5)).toEqual([])
      }),
      runs(25),
    )
  })

  it('[CASH] no money is worth less or comes sooner because its day lies far ahead', () => {
    // the longest delays that a shop file can say
    const shock = { kind: 'payoutDelay', startDay: 1, days: 365, strength: 60 }
    const result = resolveShop(template({ historyDays: 0 }), {
      overrides: { 'money.payoutDelayDays': 60, 'shocks.payoutDelayPerYear': 0 },
      shocks: [shock, shock],
    })
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const states = statesOf(buildModel(result.shop), idle, 150)
    // the first sale is paid out 180 days later
    const paid = states.map(({ closed }) => closed.money.cashInCents[0]!)
    expect(sum(paid)).toBe(0)
  })

  it('[FUNNEL] no step has more than the one before, by product and by channel, and channels sum to products', () => {
    const steps = ['impressions', 'visits', 'views', 'carts', 'checkouts', 'orders'] as const
    const ofChannels = {
      impressions: 'channelImpressions',
      visits: 'channelVisits',
      views: 'channelViews',
      carts: 'channelCarts',
      checkouts: 'channelCheckouts',
      orders: 'channelOrders',
    } as const
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, asked, seed) => {
        const of = buildRandom(shop)
        const wrong: string[] = []
        for (const { day, closed } of statesOf(of, programOf(of, asked), days, luckOf(seed))) {
          const { demand } = closed
          steps.forEach((step, index) => {
            const total = sum(demand[step])
            const shared = sum(demand[ofChannels[step]])
            if (total !== shared) wrong.push(`day ${day} ${step}: ${total}, channels ${shared}`)
            const before = steps[index - 1]
            if (before === undefined) return
            demand[step].forEach((count, i) => {
              if (!(count <= demand[before][i]!))
                wrong.push(`day ${day} ${step} of product ${i}: ${count}`)
            })
            demand[ofChannels[step]].forEach((count, i) => {
              const more = demand[ofChannels[before]][i]!
              if (!(count <= more && count >= 0))
                wrong.push(`day ${day} ${step} of channel ${i}: ${count} > ${more}`)
            })
          })
        }
        expect(wrong.slice(0, 5)).toEqual([])
      }),
      runs(25),
    )
  })

  it('[LITTLE] the backlogs at the closes sum to the days that orders wait for packing', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        // an empty start; nothing is held by a cause that waiting does not cure
        const of = buildRandom(shop, { historyDays: 0 }, { 'fulfilment.stuckRatio': 0 })
        const states = statesOf(of, programOf(of, steps), days, luckOf(seed))
        const warehouses = of.entities.warehouse.ids.length
        const backlog = states.map(({ fulfilment }) => sum(fulfilment.backlogOrders))
        const came = states.map(({ closed }) => sum(closed.fulfilment.arrivedOrders))
        const shipped = states.map(({ closed }) => sum(closed.fulfilment.shippedOrders))
        const waited = sum(states.map(({ closed }) => sum(closed.fulfilment.waitedDays)))
        // what still waits at the end has waited since its day of order, that day included
        const last = states.at(-1)!
        let waiting = 0
        let left = 0
        for (let w = 0; w < warehouses; w++) {
          for (let ordered = 1; ordered <= days; ordered++) {
            const row = (w * 128 + (ordered & 127)) * 4
            const orders = sum(last.fulfilment.waitingOrders.slice(row, row + 4))
            left += orders
            waiting += orders * (days - ordered + 1)
          }
        }
        expect(sum(backlog)).toBe(waited + waiting)
        expect(sum(came) - sum(shipped)).toBe(left)
        expect(backlog.at(-1)).toBe(left)
      }),
      runs(15),
    )
  })

  it('[SEEDS] the same luck gives the same bits, another replication others', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const [one, two] = [buildRandom(shop), buildRandom(shop)]
        const first = statesOf(one, programOf(one, steps), days, luckOf(seed))
        expect(
          differences(statesOf(two, programOf(two, steps), days, luckOf(seed)), first),
        ).toEqual([])
      }),
      runs(8),
    )
    expect(
      differences(statesOf(model(), idle, 5, luckOf(42, 1)), statesOf(model(), idle, 5)),
    ).not.toEqual([])
  })

  it('[SEEDS] replication r of 3 equals replication r of 10, in any order, on a shop used before', () => {
    const programs = { baseline: compiled([]), playbook: compiled(gallery.slice(0, 20)) }
    const arms = { model: model({ historyDays: 15 }), days: 10, seed: 7, ...programs }
    const ten = Array.from({ length: 10 }, (_, r) => runArms(arms, r))
    const fresh = { ...arms, model: model({ historyDays: 15 }) }
    for (const r of [2, 0, 1]) expect(runArms(fresh, r)).toEqual(ten[r])
    expect(differences(ten[0], ten[1])).not.toEqual([])
  })

  it('[STREAM-INDEPENDENCE] a product, supplier, category, warehouse or account that is added leaves what chance brings to the others', () => {
    const label = { en: 'more', zh: '新增' }
    fc.assert(
      fc.property(randomShops(), fc.nat(1000), (shop, seed) => {
        const { products, suppliers, categories, accounts = [] } = shop.shop
        const more = {
          products: [
            ...products,
            product('p_0', { categoryId: 'c_0', supplierId: 's_0' }),
            product('p_25', { categoryId: 'c_1', supplierId: 's_1' }),
          ],
          suppliers: [
            ...suppliers,
            { id: 's_0', label, leadTimeDays: 3, leadTimeVariationRatio: 0.5, termsDays: 5 },
          ],
          categories: [
            ...categories,
            { id: 'c_0', label, safetyStockUnits: 3, seasonAmplitudeRatio: 0, seasonPeakRatio: 0 },
          ],
          accounts: [...accounts, { id: 'a_0', label }],
        }
        const few = buildRandom(shop)
        const many = buildRandom(shop, more)
        expect(
          drawnByEntity(
            many,
            seed,
            new Set(
              few.shop.products
                .concat(
                  few.shop.suppliers as never,
                  few.shop.categories as never,
                  few.shop.accounts as never,
                )
                .map(({ id }) => id),
            ),
          ),
        ).toEqual(drawnByEntity(few, seed))
      }),
      runs(12),
    )
  })

  it('[STREAM-INDEPENDENCE] a product that is added changes nothing of the others where nothing is shared', () => {
    // Switched off, because these are shared by all products: money to buy with, the budgets of channels (whole
    // cents of the visits of all), customers and their next orders, scores and posts about the shop, packers,
    // space, agents and inspectors, whose numbers follow the size of the shop, substitution, rank of revenue.
    const apart = {
      'purchasing.isCashLimited': 0,
      'advertising.cpcCents': 0,
      'customers.repeatOrderShareRatio': 0,
      'customers.stockoutEffect': 0,
      'privateDomain.openingRatio': 0,
      'dsr.leastOrganicFactor': 1,
      'dsr.mostOrganicFactor': 1,
      'fulfilment.salesLossPerDeliveryDay': 0,
      'fulfilment.reservePickFactor': 1,
      'fulfilment.crowdedSlowdown': 0,
      'fulfilment.stuckRatio': 0,
      'stockouts.substituteRatio': 0,
      'shocks.opinionCrisisPerYear': 0,
      'shocks.ruleChangePerYear': 0,
      'media.reachVisits': 0,
      'reviews.lateBadFactor': 1,
      'reviews.damageBadFactor': 1,
      // the rating of each is compared to the mean of all
      'reviews.valenceElasticity': 0,
    }
    const seen = (of: Model, ids: readonly string[]) => {
      const at = ids.map((id) => of.entities.product.ids.indexOf(id))
      const stocks = ids.map((id) => of.entities.stock.ids.indexOf(`${id}@w_a`))
      return statesOf(of, idle, 20).map(({ closed, shelves }) =>
        at.map((i, place) => [
          closed.demand.visits[i],
          closed.demand.carts[i],
          closed.demand.orders[i],
          closed.offers.gmvCents[i],
          closed.shelves.receivedUnits[stocks[place]!],
          closed.shelves.lostUnits[stocks[place]!],
          shelves.onHandUnits[stocks[place]!],
          shelves.stockValueCents[stocks[place]!],
        ]),
      )
    }
    const shop = template({ accounts: [] })
    const ids = shop.products.map(({ id }) => id)
    const more = [...shop.products, product('p_0'), product('p_25', { visitsPerDay: 500 })]
    expect(seen(model({ products: more }, apart), ids)).toEqual(seen(model({}, apart), ids))
  })

  it('[STREAM-INDEPENDENCE] an order of one product leaves the lead times and sales of the others', () => {
    const shop = model(
      {},
      {
        'stockouts.substituteRatio': 0,
        'customers.repeatOrderShareRatio': 0,
        'customers.stockoutEffect': 0,
        'purchasing.isCashLimited': 0,
      },
    )
    const others = (program: Program) =>
      statesOf(shop, program, 25).map(({ closed }) => [
        closed.demand.visits,
        closed.shelves.receivedUnits.slice(1),
      ])
    const changed = others(scripted(once(1, 'endOfDay', reorder('product', 0, 60))))
    expect(differences(changed, others(idle))).toEqual([])
  })

  it('[SCALING] money × k and units unchanged: every unit unchanged, every sum × k within a cent a posting', () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 10, 64), fc.nat(1000), (factor, seed) => {
        const small = scaledShop(1)
        const large = scaledShop(factor)
        const act = (k: number) =>
          scripted((timing, { day }) =>
            timing === 'startOfDay' && day === 3
              ? [setPrice(0, 8_000 * k), reorder('product', 1, 40)]
              : [],
          )
        const few = statesOf(small, act(1), 20, luckOf(seed))
        const many = statesOf(large, act(factor), 20, luckOf(seed))
        const wrong = few.flatMap((state, day) => scalingProblems(state, many[day]!, factor))
        expect(wrong.slice(0, 5)).toEqual([])
      }),
      runs(6),
    )
  })

  it('[ORDER] the order of entities in the file means nothing', () => {
    fc.assert(
      fc.property(
        randomShops(),
        plans(days),
        fc.nat(1000),
        fc.infiniteStream(fc.nat(1000)),
        (shop, steps, seed, keys) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((one) => [keys.next().value as number, one] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, one]) => one)
          const { products, suppliers, categories, warehouses, accounts = [] } = shop.shop
          const listed = resolveRandom(shop)
          const of = buildModel(listed)
          const other = buildModel({
            ...resolveRandom(shop, {
              products: shuffled(products),
              suppliers: shuffled(suppliers),
              categories: shuffled(categories),
              warehouses: shuffled(warehouses),
              accounts: shuffled(accounts),
            }),
            shocks: listed.shocks,
          })
          const states = statesOf(of, programOf(of, steps), days, luckOf(seed))
          expect(
            differences(statesOf(other, programOf(other, steps), days, luckOf(seed)), states),
          ).toEqual([])
        },
      ),
      runs(15),
    )
  })

  it('[ORDER] the order of playbooks and of shocks means nothing', () => {
    fc.assert(
      fc.property(randomShops(), playbookSets, fc.nat(1000), (shop, chosen, seed) => {
        const books = chosen.map((index) => gallery[index]!)
        const of = buildRandom(shop)
        const other = buildRandom({ ...shop, shocks: shop.shocks.toReversed() })
        const states = statesOf(of, compiled(books), days, luckOf(seed))
        expect(
          differences(statesOf(of, compiled(books.toReversed()), days, luckOf(seed)), states),
        ).toEqual([])
        const figures = (all: readonly State[]) => all.map(({ closed }) => closed)
        expect(
          differences(
            figures(statesOf(other, compiled(books), days, luckOf(seed))),
            figures(states),
            undefined,
          ),
        ).toEqual([])
      }),
      runs(10),
    )
  })

  it('[ZERO-VARIANCE] without chance the shop is the recursion of stock, orders and money by hand', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 0, max: 10 }),
        (unitsADay, orderUnits, reorderPoint, leadTimeDays, termsDays, payoutDelayDays) => {
          const seen = handRun({
            unitsADay,
            orderUnits,
            reorderPoint,
            leadTimeDays,
            termsDays,
            payoutDelayDays,
          })
          const shown = labRun({
            unitsADay,
            orderUnits,
            reorderPoint,
            leadTimeDays,
            termsDays,
            payoutDelayDays,
          })
          expect(shown).toEqual(seen)
        },
      ),
      runs(25),
    )
  })

  it('[ZERO-VARIANCE] the economic order quantity costs what its formula says, and others more', () => {
    // D = 10 a day, order cost 20 yuan, holding 0.05 yuan a unit and day: Q* = √(2·10·2000/5) = 89.4; 180 days are whole cycles
    const cost = (orderUnits: number) => {
      const cycles = 180 / (orderUnits / 10)
      const states = labStates(
        {
          unitsADay: 10,
          orderUnits,
          reorderPoint: 0,
          leadTimeDays: 0,
          termsDays: 0,
          payoutDelayDays: 0,
        },
        { 'stock.holdingCentsPerUnitDay': 5, 'suppliers.orderCostCents': 2_000 },
        180,
      )
      const cents = sum(
        states.map(({ closed }) => closed.money.costCents[3]! + closed.money.costCents[4]!),
      )
      // stock at the close: Q − 10, …, 10, 0 in every cycle
      const n = orderUnits / 10
      expect(cents).toBe(cycles * (2_000 + 5 * 10 * ((n * (n - 1)) / 2)))
      return cents
    }
    const [less, best, more] = [cost(40), cost(90), cost(180)]
    expect(best).toBeLessThan(less)
    expect(best).toBeLessThan(more)
  })

  it('timing A with lead time L and timing B with lead time L + 1 have the same stock day by day', () => {
    // the routine must not be due within the 30 days
    const id = Array.from({ length: 50 }, (_, i) => `p_${i}`).find((name) => {
      const phase = (hashId(name) >>> 0) % 56
      return Array.from({ length: 31 }, (_, day) => (day + phase) % 56).every((rest) => rest !== 0)
    })!
    const stockPath = (timing: 'startOfDay' | 'endOfDay', leadTimeDays: number) => {
      const shop = model(
        {
          historyDays: 0,
          products: [product(id, { moqUnits: 1 })],
          suppliers: template().suppliers.map((s) => ({
            ...s,
            leadTimeDays,
            leadTimeVariationRatio: 0,
            failureRatioPerDay: 0,
          })),
        },
        {
          'routine.reviewCycleDays': 56,
          'stock.openingCoverDays': 10,
          'shocks.supplierDeclinePerYear': 0,
          'shocks.supplierOutagePerYear': 0,
        },
      )
      const program = scripted((now, snapshot) => {
        // the evening before day 1 does not exist, so both begin where day 1 has closed
        const isTurn = timing === 'startOfDay' ? snapshot.day > 1 : true
        const position = snapshot.now('stock', 'inventoryPositionUnits')![0]!
        return now === timing && isTurn && position <= 25 ? [reorder('stock', 0, 30)] : []
      })
      return statesOf(shop, program, 30).map(({ shelves }) => shelves.onHandUnits[0]!)
    }
    for (const leadTimeDays of [0, 1, 2, 5]) {
      const path = stockPath('startOfDay', leadTimeDays)
      expect(stockPath('endOfDay', leadTimeDays + 1)).toEqual(path)
      // the path goes up again, so orders really arrived
      expect(path.some((units, day) => day > 0 && units > path[day - 1]!)).toBe(true)
    }
  })
})

/** No customer buys another product instead: they would be counted as its visitors. */
function withoutSubstitutes({ shop }: RandomShop): Record<string, number> {
  const paths = [
    'stockouts.substituteRatio',
    ...shop.products.map(({ id }) => `products.${id}.substituteRatio`),
    ...shop.categories.map(({ id }) => `categories.${id}.substituteRatio`),
  ]
  return Object.fromEntries(paths.map((path) => [path, 0]))
}

/** Balances of units that do not hold from one close to the next. */
function unitsThatDoNotAddUp(of: Model, before: State, after: State): string[] {
  const wrong: string[] = []
  const flows = after.closed.shelves
  const { shelves, supply, day } = after
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  const onOrder = new Float64Array(shelves.onHandUnits.length)
  const { count, stock, units } = supply.purchaseOrders
  for (let line = 0; line < count; line++) onOrder[stock[line]!]! += units[line]!
  shelves.onHandUnits.forEach((closing, i) => {
    const id = of.entities.stock.ids[i]!
    check(
      `on hand ${id}`,
      closing,
      before.shelves.onHandUnits[i]! +
        flows.receivedUnits[i]! +
        flows.restockedUnits[i]! +
        flows.transferInUnits[i]! +
        flows.quarantineOutUnits[i]! -
        flows.shippedUnits[i]! -
        flows.transferOutUnits[i]! -
        flows.quarantineInUnits[i]! -
        flows.writtenOffUnits[i]! -
        flows.sentBackUnits[i]!,
    )
    check(
      `quarantine ${id}`,
      shelves.quarantinedUnits[i]!,
      before.shelves.quarantinedUnits[i]! +
        flows.quarantineInUnits[i]! -
        flows.quarantineOutUnits[i]!,
    )
    check(`on order ${id}`, supply.onOrderUnits[i]!, onOrder[i]!)
    if (closing < 0 || !Number.isInteger(closing))
      wrong.push(`day ${day} on hand ${id}: ${closing}`)
    if (shelves.onHandUnits[i] === 0 && shelves.stockValueCents[i] !== 0)
      wrong.push(`day ${day} value of nothing ${id}: ${shelves.stockValueCents[i]}`)
  })
  // another warehouse may ship what a region waits for
  for (let p = 0; p < of.productHash.length; p++) {
    const ofProduct = (column: Float64Array) =>
      sum(column.filter((_, stock) => of.productOfStock[stock] === p))
    const waiting = (state: State) =>
      ofProduct(state.shelves.backorderUnits) + ofProduct(state.shelves.presaleUnits)
    check(
      `waiting for product ${p}`,
      waiting(after),
      waiting(before) +
        ofProduct(flows.soldUnits) -
        ofProduct(flows.shippedUnits) -
        ofProduct(flows.cancelledUnits),
    )
  }
  const missed = sum(flows.waitedUnits) + sum(flows.substitutedUnits) + sum(flows.lostUnits)
  // what business accounts asked for in vain counts as lost without having been looked for on the shelf
  if (of.entities.account.ids.length === 0) check('missing', sum(flows.blockedUnits), missed)
  else if (missed < sum(flows.blockedUnits))
    check('missing at least', missed, sum(flows.blockedUnits))
  check(
    'in transfer',
    sum(shelves.inTransferUnits),
    sum(before.shelves.inTransferUnits) + sum(flows.transferOutUnits) - sum(flows.transferInUnits),
  )
  check(
    'waiting units of the shop',
    shelves.waitingUnits,
    sum(shelves.backorderUnits) + sum(shelves.presaleUnits),
  )
  return wrong
}

const goodsOf = ({ shelves }: State) =>
  sum(shelves.stockValueCents) + sum(shelves.quarantinedCents) + sum(shelves.inTransferCents)
const wealthOf = (state: State) =>
  state.money.cashCents +
  state.money.reserveCents +
  state.money.receivablesCents +
  goodsOf(state) -
  sum(state.money.payablesCents)

/** Accounts of one close that do not agree. */
function moneyThatDoesNotAddUp({ day, money, closed, shelves, supply }: State): string[] {
  const wrong: string[] = []
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  check(
    'receivables',
    money.receivablesCents,
    sum(money.payoutsDueCents) + sum(money.accountReceivablesCents),
  )
  check('payables', sum(money.payablesCents), sum(money.paymentsDueCents))
  const owed = new Float64Array(money.accountReceivablesCents.length)
  const { count, account, cents, closedDay } = money.invoices
  for (let i = 0; i < count; i++)
    if (closedDay[i] === 2_147_483_647) owed[account[i]!]! += cents[i]!
  owed.forEach((open, i) =>
    check(`invoices of account ${i}`, money.accountReceivablesCents[i]!, open),
  )
  let onOrderCents = 0
  for (let line = 0; line < supply.purchaseOrders.count; line++)
    onOrderCents += supply.purchaseOrders.costCents[line]!
  check('goods on order', supply.onOrderCents, onOrderCents)
  const whole = [money, closed.money, { v: shelves.stockValueCents }, closed.offers.gmvCents]
  for (const part of whole) {
    for (const [name, column] of Object.entries(part)) {
      const values =
        typeof column === 'number'
          ? [column]
          : ArrayBuffer.isView(column)
            ? [...(column as Float64Array)]
            : []
      if (name.endsWith('Cents') && !values.every((value) => Number.isSafeInteger(value)))
        wrong.push(`day ${day} ${name} is not in whole cents`)
    }
  }
  return wrong
}

/** Accounts that do not follow from those of the close before. */
function moneyThatDoesNotRoll(before: State, after: State, profitCents: number): string[] {
  const wrong: string[] = []
  const { closed, day } = after
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  const { cashInCents, cashOutCents } = closed.money
  check('cash', after.money.cashCents, before.money.cashCents + cashInCents[0]! - cashOutCents[0]!)
  const { receivedCents, restockedCents, cogsCents, leftUnsoldCents } = closed.shelves
  check(
    'goods',
    goodsOf(after),
    goodsOf(before) +
      sum(receivedCents) +
      sum(restockedCents) -
      sum(cogsCents) -
      sum(leftUnsoldCents),
  )
  check('wealth', wealthOf(after) - wealthOf(before), profitCents)
  return wrong
}

/** What chance brings to each entity by its id: popularity, rivals, suppliers, accounts, incidents. */
function drawnByEntity(of: Model, seed: number, among?: ReadonlySet<string>): unknown {
  const { entities } = of
  const isKnown = (id: string) => among === undefined || among.has(id)
  return statesOf(of, idle, 6, luckOf(seed)).map(({ world, demand }) => ({
    products: entities.product.ids.flatMap((id, i) =>
      isKnown(id)
        ? [
            [
              id,
              demand.drift[i],
              world.rivalPriceCents[i],
              world.rivalNextDay[i],
              world.rivalChanges[i],
              world.visitsFactor[i],
              world.rivalWarFactor[i],
            ],
          ]
        : [],
    ),
    suppliers: entities.supplier.ids.flatMap((id, i) =>
      isKnown(id)
        ? [
            [
              id,
              world.supplierIsDown[i],
              world.supplierLeadTimeFactor[i],
              world.supplierCostFactor[i],
            ],
          ]
        : [],
    ),
    warehouses: [world.warehouseIsClosed, world.regionFactor, world.courierLateFactor],
    channels: [world.channelIsDown, world.channelResponseFactor, demand.clickPriceDrift],
    accounts: entities.account.ids.flatMap((id, i) =>
      isKnown(id) ? [[id, world.accountDelayDays[i]]] : [],
    ),
  }))
}

/** The template with every amount of money of the declarations times `factor`; prices such that all usual parts of them are whole. */
function scaledShop(factor: number): Model {
  const scaled = (value: unknown): unknown =>
    typeof value === 'number' ? value * factor : Array.isArray(value) ? value.map(scaled) : value
  const shop = template({
    accounts: [{ id: 'a_1', label: { en: 'a', zh: 'a' }, orderValueCents: 300_000 }],
    products: [
      product('p_1', { visitsPerDay: 600 }),
      product('p_2', { visitsPerDay: 300, categoryId: 'c_b', supplierId: 's_b' }),
      product('p_3', { visitsPerDay: 100, listPriceCents: 20_000, unitCostCents: 8_000 }),
    ],
    // rivals change prices by parts of a cent, which are rounded
    settings: { 'advertising.cpcCents': 100, 'rivals.moveChancePerDay': 0 },
  })
  const result = resolveShop(shop)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const resolved = result.shop
  const numbers = Object.entries(resolved.settings).map(([path, value]) => [
    path,
    settings[path as keyof typeof settings].unit === 'money' ? scaled(value) : value,
  ])
  const kinds = (Object.keys(entityKinds) as EntityKind[]).map((kind) => [
    kind,
    (resolved[kind] as readonly Record<string, unknown>[]).map((entity) =>
      Object.fromEntries(
        Object.entries(entity).map(([name, value]) => [
          name,
          entitySettings[kind][name]?.unit === 'money' ? scaled(value) : value,
        ]),
      ),
    ),
  ])
  return buildModel({
    ...resolved,
    ...(Object.fromEntries(kinds) as object),
    settings: Object.fromEntries(numbers) as typeof resolved.settings,
  })
}

/** Flows of a day whose units differ, or whose money is not `factor` times within a cent a posting. */
function scalingProblems(small: State, large: State, factor: number): string[] {
  const wrong: string[] = []
  const { closed } = small
  // at most so many postings on an entity in a day: sales, returns, refunds by order, receipts, costs
  const postings = 10 + sum(closed.demand.orders) + sum(closed.returns.inspectedUnits ?? [])
  for (const [part, flows] of Object.entries(closed)) {
    for (const [name, column] of Object.entries(flows as Record<string, Float64Array>)) {
      const other = (large.closed as unknown as Record<string, Record<string, Float64Array>>)[
        part
      ]![name]!
      column.forEach((value, i) => {
        const isMoney = name.endsWith('Cents')
        const off = isMoney
          ? Math.abs(other[i]! - factor * value)
          : Object.is(other[i], value)
            ? 0
            : Infinity
        if (off > (isMoney ? factor * postings : 0))
          wrong.push(`day ${small.day} ${part}.${name}[${i}]: ${value} × ${factor} ≠ ${other[i]}`)
      })
    }
  }
  return wrong
}

interface Lab {
  readonly unitsADay: number
  readonly orderUnits: number
  readonly reorderPoint: number
  readonly leadTimeDays: number
  readonly termsDays: number
  readonly payoutDelayDays: number
}
const priceCents = 10_000
const costCents = 5_000
const openingUnits = 100

/** A shop without chance: so many units a day, an order when the position of the morning is at or below a point. */
function labStates(lab: Lab, more: Record<string, number> = {}, runDays = 40): State[] {
  const result = resolveShop(laboratory, {
    keep: { products: 1, warehouses: 1 },
    overrides: {
      'demand.law': 3,
      'products.p_01.visitsPerDay': lab.unitsADay,
      'products.p_01.conversionRatio': 1,
      'products.p_01.initialOnHandUnits':
        more['stock.holdingCentsPerUnitDay'] === undefined ? openingUnits : 0,
      'products.p_01.listPriceCents': priceCents,
      'products.p_01.unitCostCents': costCents,
      'suppliers.s_main.leadTimeDays': lab.leadTimeDays,
      'suppliers.s_main.termsDays': lab.termsDays,
      'money.payoutDelayDays': lab.payoutDelayDays,
      'suppliers.orderCostCents': 2_000,
      'purchasing.breakDiscountRatios': [0, 0],
      ...more,
    },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const program = scripted((timing, snapshot) => {
    if (timing !== 'startOfDay') return []
    const position = snapshot.now('stock', 'inventoryPositionUnits')![0]!
    return position <= lab.reorderPoint ? [reorder('stock', 0, lab.orderUnits)] : []
  })
  return statesOf(buildModel(result.shop), program, runDays)
}

function labRun(lab: Lab): number[][] {
  return labStates(lab).map(({ shelves, money, closed, supply }) => [
    shelves.onHandUnits[0]!,
    sum(supply.onOrderUnits),
    closed.shelves.soldUnits[0]!,
    closed.shelves.lostUnits[0]!,
    money.cashCents,
    money.receivablesCents,
    sum(money.payablesCents),
  ])
}

/** The same by hand. */
function handRun({
  unitsADay,
  orderUnits,
  reorderPoint,
  leadTimeDays,
  termsDays,
  payoutDelayDays,
}: Lab): number[][] {
  const pages: number[][] = []
  const arrivals = new Map<number, number>()
  const payouts = new Map<number, number>()
  const bills = new Map<number, number>()
  const add = (to: Map<number, number>, day: number, amount: number) =>
    to.set(day, (to.get(day) ?? 0) + amount)
  let [onHand, onOrder, cash, receivables, payables] = [openingUnits, 0, 0, 0, 0]
  const receive = (day: number, units: number) => {
    onHand += units
    payables += units * costCents
    add(bills, day + termsDays, units * costCents)
  }
  for (let day = 1; day <= 40; day++) {
    const due = arrivals.get(day) ?? 0
    onOrder -= due
    if (due > 0) receive(day, due)
    if (onHand + onOrder <= reorderPoint) {
      cash -= 2_000
      if (leadTimeDays === 0) receive(day, orderUnits)
      else {
        onOrder += orderUnits
        add(arrivals, day + leadTimeDays, orderUnits)
      }
    }
    const sold = Math.min(onHand, unitsADay)
    onHand -= sold
    receivables += sold * priceCents
    add(payouts, day + payoutDelayDays, sold * priceCents)
    const paidOut = payouts.get(day) ?? 0
    receivables -= paidOut
    const paid = bills.get(day) ?? 0
    payables -= paid
    cash += paidOut - paid
    pages.push([onHand, onOrder, sold, unitsADay - sold, cash, receivables, payables])
  }
  return pages
}
