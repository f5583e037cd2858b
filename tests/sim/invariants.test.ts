/** The invariants of the shop, by their names in the reference cases, on random shops with everything switched on. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandIds, compile, type CommandId, type Playbook, type Program } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { planReport } from '../../packages/sim/src/experiment/series.ts'
import { runArms } from '../../packages/sim/src/experiment/replication.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { hashId } from '../../packages/sim/src/random.ts'
import { parseShopFile, resolveShop } from '../../packages/sim/src/shopFile.ts'
import { templates } from '../../packages/sim/src/shops/index.ts'
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
  moneyThatDoesNotAddUp,
  moneyThatDoesNotRoll,
  sum,
  totalsThatDoNotAddUp,
  unitsThatDoNotAddUp,
} from '../support/shopDiaryBalances.ts'
import { handRun, labRun, labStates } from '../support/shopDiaryByHand.ts'
import { scaledShop, scalingProblems } from '../support/shopDiaryScaling.ts'
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
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'

const days = 12

const gallery = galleryFiles().map(readGalleryFile)
function compiled(playbooks: readonly Playbook[]): Program {
  const result = compile(playbooks, catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.program
}
/** Any commands, or only those that move goods: among all they are rare. */
const goodsPlans = fc.oneof(
  plans(days),
  plans(days, {
    ids: [
      'reorder',
      'expedite',
      'cancelOrders',
      'transfer',
      'dispose',
      'returnToSupplier',
      'quarantine',
      'spotCheck',
      'openPresale',
      'closePresale',
      'bundle',
    ],
  }),
)
/** A few playbooks of the gallery. */
const playbookSets = fc.uniqueArray(fc.nat(gallery.length - 1), { maxLength: 8, size: 'max' })

/**
 * Switched off, because these are shared by all products: money to buy with, the budgets of channels (whole cents of
 * the visits of all), customers and their next orders, scores and posts about the shop, packers, space, agents and
 * inspectors, whose numbers follow the size of the shop, substitution.
 */
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
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const drawn = (program: Program) =>
          statesOf(of, program, days, luckOf(seed)).map(
            ({ world, demand, customers, reviews }) => ({
              // what happens is drawn; only how much of it has been mended may differ
              incidents: { ...world.incidents, mendedRatio: 0 },
              rivals: [
                world.rivalDeviation,
                world.rivalLevel,
                world.rivalChanges,
                world.rivalNextDay,
              ],
              suppliers: [world.supplierHasFailed, world.supplierIsDown, world.supplierCostFactor],
              warehouses: [world.warehouseIsClosed, world.regionFactor, world.courierLateFactor],
              channels: [world.channelIsDown, demand.clickPriceDrift],
              announced: [world.promotions, world.signals],
              popularity: demand.drift,
              opening: [
                customers.openingWish,
                customers.trueUpliftFactor,
                reviews.meanOpeningRating,
              ],
            }),
          )
        expect(differences(drawn(programOf(of, steps)), drawn(idle))).toEqual([])
      }),
      runs(15),
    )
  })

  it('[EXOGENOUS] what is done on the first morning does not change what the shop opens with', () => {
    const shop = model({ historyDays: 0 }, { 'privateDomain.openingRatio': 0.5 })
    const write = ['active', 'atRisk', 'promising'].map((id) => ({
      command: 'setContactRate' as const,
      scope: 'segment' as const,
      entities: [shop.entities.segment.ids.indexOf(id)],
      values: { perWeek: 7 },
    }))
    const opening = (program: Program) => {
      const { customers, reviews } = statesOf(shop, program, 1)[0]!
      return [customers.openingWish, customers.trueUpliftFactor, reviews.meanOpeningRating]
    }
    const changed = opening(scripted(once(1, 'startOfDay', ...write)))
    expect(differences(changed, opening(idle))).toEqual([])
  })

  it('[EXOGENOUS] where nothing is mended, every effect of what happens is the same too', () => {
    const menders: readonly CommandId[] = ['openTask', 'publishStatement', 'reslot', 'chargeBack']
    const ids = commandIds.filter((id) => !menders.includes(id))
    // the rule of entry looks at ratings and stock, the course of the year at sales
    const isCaused = (path: string) =>
      /^\d+\.(?:entryFactor|touched|touchedCount|period\w+|incidents\.mendedRatio)$/u.test(path)
    const effects = (states: readonly State[]) =>
      states.map(({ world, closed }) => ({ ...world, flows: closed.world }))
    fc.assert(
      fc.property(randomShops(), plans(days, { ids }), fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const changed = effects(statesOf(of, programOf(of, steps), days, luckOf(seed)))
        const before = effects(statesOf(of, idle, days, luckOf(seed)))
        expect(differences(changed, before, isCaused)).toEqual([])
      }),
      runs(15),
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
      // laws that draw units count nobody who does not buy
      'demand.law': 0,
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
      fc.property(randomShops(), goodsPlans, fc.nat(1000), (shop, steps, seed) => {
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
      fc.property(randomShops(), goodsPlans, fc.nat(1000), (shop, steps, seed) => {
        const of = buildRandom(shop)
        const profits: number[] = []
        const onClose = (view: { need(scope: 'shop', id: string): Float64Array }) => {
          profits.push(view.need('shop', 'contributionWithStockCents')[0]!)
        }
        const states = statesOf(of, programOf(of, steps), days, luckOf(seed), { onClose })
        const wrong = states.flatMap((state) => [
          ...moneyThatDoesNotAddUp(state),
          ...totalsThatDoNotAddUp(state),
        ])
        for (let day = 1; day < states.length; day++) {
          wrong.push(...moneyThatDoesNotRoll(states[day - 1]!, states[day]!, profits[day]!))
        }
        expect(wrong.slice(0, 5)).toEqual([])
      }),
      runs(25),
    )
  })

  for (const { id } of templates) {
    it(`[UNITS] [CASH] in a part of the shop ${id}, under all playbooks of the gallery`, () => {
      const result = parseShopFile({
        format: 'shop/1',
        template: id,
        keep: { products: 15, warehouses: 3 },
        historyDays: 20,
      })
      if (!result.ok) throw new Error(JSON.stringify(result.problems))
      const of = buildModel(result.shop)
      const profits: number[] = []
      const states = statesOf(of, compiled(gallery), days, luckOf(), {
        onClose: (view) => profits.push(view.need('shop', 'contributionWithStockCents')[0]!),
      })
      const wrong = states.flatMap((state) => [
        ...moneyThatDoesNotAddUp(state),
        ...totalsThatDoNotAddUp(state),
      ])
      for (let day = 1; day < states.length; day++) {
        wrong.push(...unitsThatDoNotAddUp(of, states[day - 1]!, states[day]!))
        wrong.push(...moneyThatDoesNotRoll(states[day - 1]!, states[day]!, profits[day]!))
      }
      expect(wrong.slice(0, 5)).toEqual([])
    })
  }

  it('[CASH] no money is worth less or comes sooner because its day lies far ahead', () => {
    // the longest delays that a shop file can say
    const shock = { kind: 'payoutDelay', startDay: 1, days: 365, strength: 60 }
    const result = resolveShop(template({ historyDays: 0 }), {
      overrides: { 'money.payoutDelayDays': 60, 'shocks.payoutDelayPerYear': 0 },
      shocks: [shock, shock],
    })
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const states = statesOf(buildModel(result.shop), idle, 119)
    // each of the delays alone, on top of the usual one, makes it 120 days for the first sale
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
    const shop = model({ historyDays: 15 })
    const arms = { model: shop, reportPlan: planReport(shop), days: 10, seed: 7, ...programs }
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
    const shop = model({}, apart)
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
        fc.record({
          unitsADay: fc.integer({ min: 1, max: 30 }),
          orderUnits: fc.integer({ min: 1, max: 200 }),
          reorderPoint: fc.integer({ min: 0, max: 60 }),
          leadTimeDays: fc.integer({ min: 0, max: 6 }),
          termsDays: fc.integer({ min: 0, max: 10 }),
          payoutDelayDays: fc.integer({ min: 0, max: 10 }),
        }),
        (lab) => {
          expect(labRun(lab)).toEqual(handRun(lab))
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
