/**
 * Every living shop, untouched, lies in the ranges that its kind of trade is known by, keeps its level and its
 * cash, and has entities that playbooks and results can rely on. The docstrings of the templates say what was
 * measured over a year; here two replications over half a year have to come near it.
 */
import { describe, expect, it } from 'vitest'
import { kpis, prepareExperiment, runReplication } from '@sandtable/sim'
import { buildModel } from '../../packages/sim/src/model.ts'
import { advance, runHistory } from '../../packages/sim/src/run.ts'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import type { EntityKind } from '../../packages/sim/src/setting.ts'
import { templates } from '../../packages/sim/src/shops/index.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'

type Range = readonly [least: number, most: number]

interface Target {
  /** Categories, products, warehouses, suppliers, accounts. */
  readonly counts: readonly [number, number, number, number, number]
  readonly orderYuan: Range
  readonly grossMarginRatio: Range
  readonly returnRatio: Range
  readonly repeatRatio: Range
  readonly turnsPerYear: Range
  readonly stockoutRatio: Range
  readonly conversionRatio: Range
  /** Advertising ÷ GMV. */
  readonly adShareRatio: Range
  /** Contribution with stock ÷ GMV. */
  readonly contributionRatio: Range
}

const usual = {
  stockoutRatio: [0.035, 0.115],
  conversionRatio: [0.015, 0.04],
  adShareRatio: [0.06, 0.17],
  contributionRatio: [0, 0.17],
} as const satisfies Partial<Target>

/** Ranges of each kind of trade, widened by what two replications over half a year may miss them by. */
const targets: Readonly<Record<string, Target>> = {
  fashion: {
    ...usual,
    counts: [6, 60, 1, 8, 0],
    orderYuan: [150, 300],
    grossMarginRatio: [0.45, 0.55],
    returnRatio: [0.15, 0.3],
    repeatRatio: [0.19, 0.26],
    turnsPerYear: [3, 5.2],
  },
  'mother-baby': {
    ...usual,
    counts: [8, 120, 3, 8, 0],
    orderYuan: [200, 500],
    grossMarginRatio: [0.35, 0.45],
    returnRatio: [0.045, 0.105],
    repeatRatio: [0.28, 0.36],
    turnsPerYear: [2.8, 5.2],
  },
  home: {
    ...usual,
    counts: [8, 100, 3, 8, 20],
    orderYuan: [400, 1200],
    grossMarginRatio: [0.3, 0.4],
    returnRatio: [0.045, 0.105],
    repeatRatio: [0.145, 0.215],
    turnsPerYear: [2.8, 5.2],
  },
  electronics: {
    ...usual,
    counts: [6, 80, 3, 6, 30],
    orderYuan: [800, 3000],
    grossMarginRatio: [0.1, 0.2],
    returnRatio: [0.045, 0.085],
    repeatRatio: [0.145, 0.215],
    turnsPerYear: [3.2, 6.5],
    adShareRatio: [0.03, 0.1],
    contributionRatio: [-0.02, 0.08],
  },
  luxury: {
    ...usual,
    counts: [4, 60, 1, 4, 10],
    orderYuan: [6000, 15_000],
    grossMarginRatio: [0.49, 0.61],
    returnRatio: [0.07, 0.13],
    repeatRatio: [0.14, 0.22],
    turnsPerYear: [1.3, 2.7],
    conversionRatio: [0.004, 0.015],
  },
  beauty: {
    ...usual,
    counts: [6, 90, 1, 6, 0],
    orderYuan: [150, 350],
    grossMarginRatio: [0.55, 0.65],
    returnRatio: [0.05, 0.08],
    repeatRatio: [0.25, 0.35],
    turnsPerYear: [2.4, 3.9],
  },
  fresh: {
    ...usual,
    counts: [8, 90, 3, 10, 10],
    orderYuan: [60, 120],
    grossMarginRatio: [0.2, 0.305],
    returnRatio: [0.04, 0.065],
    repeatRatio: [0.29, 0.36],
    turnsPerYear: [45, 78],
    stockoutRatio: [0.11, 0.19],
    adShareRatio: [0.03, 0.08],
  },
  tea: {
    ...usual,
    counts: [5, 60, 3, 5, 12],
    orderYuan: [25, 60],
    grossMarginRatio: [0.55, 0.65],
    returnRatio: [0.04, 0.065],
    repeatRatio: [0.28, 0.36],
    turnsPerYear: [7.5, 15],
  },
}

const days = 180
const replications = 2

function measure(shop: string) {
  const prepared = prepareExperiment({ playbooks: [], shop, days, replications, seed: 42 })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  const arms = Array.from(
    { length: replications },
    (_, r) => runReplication(prepared.experiment, r).baseline,
  )
  return (id: string) => {
    const index = kpis.findIndex((kpi) => kpi.id === id)
    if (index < 0) throw new Error(`no row "${id}" in the report`)
    return arms.reduce((sum, arm) => sum + (arm.kpis[index] ?? NaN), 0) / replications
  }
}

function expectWithin(name: string, value: number, [least, most]: Range) {
  expect({ [name]: value >= least && value <= most ? 'in range' : value }).toEqual({
    [name]: 'in range',
  })
}

const living = templates.filter(({ id }) => id in targets)

it('covers every template but the laboratory and the mall', () => {
  expect(templates.map(({ id }) => id).filter((id) => !(id in targets))).toEqual(
    expect.arrayContaining(['mall', 'laboratory']),
  )
  expect(living.length).toBe(templates.length - 2)
})

describe.each(living.map(({ id }) => id))('the untouched shop %s', (id) => {
  const target = targets[id]!
  const mean = measure(id)

  it('sells at the order value, margin, conversion and advertising of its trade', () => {
    // turns × mean stock value × days ÷ 365 is the cost of what was sold
    const cogs = (mean('turnsPerYear') * mean('stockValueCents') * days) / 365
    expectWithin('orderYuan', mean('aovCents') / 100, target.orderYuan)
    expectWithin('grossMarginRatio', 1 - cogs / mean('gmvCents'), target.grossMarginRatio)
    expectWithin('conversionRatio', mean('conversionRatio'), target.conversionRatio)
    expectWithin('adShareRatio', mean('adSpendCents') / mean('gmvCents'), target.adShareRatio)
  })

  it('has the returns and the repeat customers of its trade', () => {
    expectWithin('returnRatio', mean('returnRatio'), target.returnRatio)
    expectWithin('repeatRatio', mean('repeatRatio'), target.repeatRatio)
  })

  it('turns its stock at the pace of its trade while best sellers run short', () => {
    expectWithin('turnsPerYear', mean('turnsPerYear'), target.turnsPerYear)
    expectWithin('stockoutRatio', mean('stockoutRatio'), target.stockoutRatio)
    expectWithin('slowMoverRatio', mean('slowMoverRatio'), [0.1, 0.45])
  })

  it('makes a modest living and keeps its cash, its name and its queues', () => {
    const share = mean('contributionWithStockCents') / mean('gmvCents')
    expectWithin('contributionRatio', share, target.contributionRatio)
    expect(mean('cashCents')).toBeGreaterThan(0)
    expectWithin('rating', mean('rating'), [4.1, 4.6])
    expectWithin('satisfaction', mean('satisfaction'), [4.3, 5])
    expectWithin('firstResponseHours', mean('firstResponseHours'), [0, 6])
    expectWithin('onTimeShipRatio', mean('onTimeShipRatio'), [0.7, 1])
    // less than two days of orders
    expect(mean('backlogOrders') / (mean('orders') / days)).toBeLessThan(2)
  })

  it('gives no discount besides the promotions of the calendar', () => {
    expect(mean('discountCents') / mean('gmvCents')).toBeLessThan(0.03)
  })
})

const kinds = Object.keys(entitySettings) as EntityKind[]
const entitiesOf = (shop: ShopTemplate, kind: EntityKind) =>
  (shop[kind] ?? []) as readonly Readonly<Record<string, unknown>>[]
const facts = new Set(['id', 'label', 'categoryId', 'supplierId', 'backupSupplierIds'])

describe.each(templates.map((shop) => [shop.id, shop] as const))('the template %s', (id, shop) => {
  it('names settings that exist, of the shop and of its entities', () => {
    for (const path of Object.keys(shop.settings)) expect(settings).toHaveProperty([path])
    for (const kind of kinds) {
      const names = new Set(entitiesOf(shop, kind).flatMap((entity) => Object.keys(entity)))
      const unknown = [...names].filter(
        (name) => !facts.has(name) && !Object.hasOwn(entitySettings[kind], name),
      )
      expect({ [kind]: unknown }).toEqual({ [kind]: [] })
    }
    expect(resolveShop(shop)).toMatchObject({ ok: true })
  })

  it('has unique ids of a fixed form and names in both languages', () => {
    const forms = { products: /^p_/, categories: /^[a-z_]+$/, suppliers: /^s_/, warehouses: /^w_/ }
    for (const [kind, form] of Object.entries(forms)) {
      const ids = entitiesOf(shop, kind as EntityKind).map((entity) => entity['id'])
      expect(new Set(ids).size).toBe(ids.length)
      for (const one of ids) expect(one).toMatch(form)
    }
    for (const kind of ['categories', 'suppliers', 'warehouses', 'accounts'] as const) {
      const labels = (shop[kind] ?? []).map(({ label }) => label)
      for (const { en, zh } of labels) {
        expect(en).toMatch(/^[^\p{Script=Han}]+$/u)
        expect(zh).toMatch(/\p{Script=Han}/u)
      }
      expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
      expect(new Set(labels.map(({ zh }) => zh)).size).toBe(labels.length)
    }
  })

  it('gives every product a category, a main supplier and up to two others', () => {
    const categories = new Set(shop.categories.map((category) => category.id))
    const suppliers = new Set(shop.suppliers.map((supplier) => supplier.id))
    const used = new Set<string>()
    for (const { categoryId, supplierId, backupSupplierIds = [] } of shop.products) {
      const makers = [supplierId, ...backupSupplierIds]
      expect(categories).toContain(categoryId)
      expect(makers.length).toBeLessThanOrEqual(3)
      expect(new Set(makers).size).toBe(makers.length)
      for (const one of makers) used.add(one)
    }
    expect([...used].toSorted()).toEqual([...suppliers].toSorted())
  })

  it('has the entities that its page promises', () => {
    const target = targets[id]
    if (target === undefined) return
    const { categories, products, warehouses, suppliers, accounts = [] } = shop
    expect([
      categories.length,
      products.length,
      warehouses.length,
      suppliers.length,
      accounts.length,
    ]).toEqual(target.counts)
  })
})

describe('the template mall', () => {
  const mall = templates.find(({ id }) => id === 'mall')!

  it('has 3,000 products in 60 categories, 120 suppliers, 3 warehouses and 40 accounts', () => {
    const { categories, products, warehouses, suppliers, accounts = [] } = mall
    expect([categories, products, warehouses, suppliers, accounts].map(({ length }) => length)) //
      .toEqual([60, 3_000, 3, 120, 40])
  })

  it('sells for ten days', () => {
    const resolved = resolveShop(mall, { historyDays: 0 })
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
    let gmvCents = 0
    let orders = 0
    const run = runHistory(buildModel(resolved.shop), { seed: 42, replication: 0 }, [], {
      onClose: (view) => {
        gmvCents += view.need('shop', 'gmvCents')[0]!
        orders += view.need('shop', 'orders')[0]!
      },
    })
    advance(run, 10)
    expectWithin('ordersPerDay', orders / 10, [1_000, 5_000])
    expectWithin('orderYuan', gmvCents / orders / 100, [150, 300])
  })
})

it('products keep their ids: results and shop files name them', () => {
  const ids = (shop: string) =>
    templates.find(({ id }) => id === shop)!.products.map(({ id }) => id)
  expect(ids('fashion')).toContain('p_dress_03')
  expect(ids('beauty')).toContain('p_serum_15')
  expect(ids('fresh')).toContain('p_berries_01')
  expect(ids('tea')).toContain('p_puer_12')
  expect(ids('mall')).toContain('p_umbrella_50')
})
