/** Small shops and hand-written programs for the tests of the simulated shop. */
import type { Command, Program, Receipt, Snapshot } from '@sandtable/rules'
import { shockRateSettings } from '../../packages/sim/src/mechanisms/world/shockSettings.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { advance, fork, runHistory, type Observer, type Run } from '../../packages/sim/src/run.ts'
import { resolveShop, type ResolvedShop, type ShopFile } from '../../packages/sim/src/shopFile.ts'
import type { Product, ShopTemplate } from '../../packages/sim/src/shops/template.ts'

const label = { en: 'test', zh: '测试' }

/** A product of category `c_a` from supplier `s_a`: 40 visits a day, one in ten buys, 100 yuan, cost 50. */
export function product(id: string, numbers: Partial<Product> = {}): Product {
  return {
    id,
    categoryId: 'c_a',
    supplierId: 's_a',
    visitsPerDay: 40,
    conversionRatio: 0.1,
    listPriceCents: 10_000,
    unitCostCents: 5_000,
    priceElasticity: -2,
    moqUnits: 20,
    leftoverUnits: 0,
    ageDays: 100,
    ...numbers,
  }
}

/** A shop of a few products; one warehouse unless said. */
export function template(parts: Partial<ShopTemplate> = {}): ShopTemplate {
  return {
    id: 'test',
    label,
    description: label,
    currency: 'CNY',
    startDate: '2026-03-02',
    historyDays: 40,
    horizonDays: 30,
    hasRoutine: true,
    settings: {},
    categories: [
      { id: 'c_a', label, safetyStockUnits: 10, seasonAmplitudeRatio: 0.2, seasonPeakRatio: 0.5 },
      { id: 'c_b', label, safetyStockUnits: 4, seasonAmplitudeRatio: 0, seasonPeakRatio: 0 },
    ],
    suppliers: [
      { id: 's_a', label, leadTimeDays: 6, leadTimeVariationRatio: 0.3, termsDays: 15 },
      { id: 's_b', label, leadTimeDays: 10, leadTimeVariationRatio: 0.4, termsDays: 0 },
    ],
    warehouses: [{ id: 'w_a', label, demandShareRatio: 1 }],
    products: [
      product('p_1'),
      product('p_2', { visitsPerDay: 10, categoryId: 'c_b', supplierId: 's_b' }),
      product('p_3', { visitsPerDay: 90 }),
    ],
    ...parts,
  }
}

/** Two warehouses, demand three to one. */
export const twoWarehouses = [
  { id: 'w_a', label, demandShareRatio: 0.75 },
  { id: 'w_b', label, demandShareRatio: 0.25 },
]

/** Suppliers of the template that never fail by chance. */
export const reliableSuppliers = template().suppliers.map((supplier) => ({
  ...supplier,
  failureRatioPerDay: 0,
}))

/** No shocks, no promotions, no volume breaks and rivals that hold their prices. */
export const undisturbed: ShopTemplate['settings'] = {
  ...Object.fromEntries(Object.keys(shockRateSettings).map((path) => [path, 0])),
  'promotions.dates': [],
  'purchasing.breakMoqMultiples': [],
  'purchasing.breakDiscountRatios': [],
  'rivals.moveChancePerDay': 0,
}

export function resolve(
  parts: Partial<ShopTemplate> = {},
  file: Omit<ShopFile, 'format' | 'template'> = {},
): ResolvedShop {
  const result = resolveShop(template(parts), file)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.shop
}

export function model(
  parts: Partial<ShopTemplate> = {},
  overrides: NonNullable<ShopFile['overrides']> = {},
): Model {
  return buildModel(resolve(parts, { overrides }))
}

/** What a stub program asks for at a review; nothing when it returns an empty list. */
export type Script = (timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot) => readonly Command[]

/** A program that follows a script; `receipts` collects the answers. */
export function scripted(
  script: Script,
  receipts: Receipt[] = [],
  historyNeeds: Program['historyNeeds'] = [],
): Program {
  const none = new Int32Array(0)
  return {
    playbooks: [],
    hashes: [],
    nodes: [],
    edges: [],
    compiled: [],
    historyNeeds,
    startReviewer: () => ({
      review(timing, snapshot, apply) {
        const commands = script(timing, snapshot)
        if (commands.length > 0) receipts.push(...apply(commands))
        return {
          evaluated: none,
          fired: none,
          applied: none,
          adjusted: none,
          suppressed: none,
          rejected: none,
          passed: none,
          reasons: [],
        }
      },
    }),
  }
}

export const idle = scripted(() => [])

/** A run just before day 1, under a program. */
export function begin(
  shop: Model,
  program: Program = idle,
  observer: Observer = {},
  luck = { seed: 42, replication: 0 },
): Run {
  return fork(runHistory(shop, luck, program.historyNeeds), program, observer)
}

/** Issues commands once, in the given review of the given day. */
export function once(
  day: number,
  timing: 'startOfDay' | 'endOfDay',
  ...commands: Command[]
): Script {
  return (now, snapshot) => (snapshot.day === day && now === timing ? commands : [])
}

export function reorder(scope: 'stock' | 'product', entity: number, units: number): Command {
  return { command: 'reorder', scope, entities: [entity], values: { units } }
}
export function setPrice(entity: number, priceCents: number, days?: number): Command {
  const values = days === undefined ? { priceCents } : { priceCents, days }
  return { command: 'setPrice', scope: 'product', entities: [entity], values }
}
export function notify(entities: readonly number[], severity = 'info'): Command {
  const values = { desk: 'operations', severity, message: 'look' }
  return { command: 'notify', scope: 'product', entities, values }
}

/** The shop figures of every day of a run, as text: equal texts are equal bits. */
export function diary(shop: Model, program: Program, days: number, replication = 0): string[] {
  const pages: string[] = []
  const run = begin(
    shop,
    program,
    {
      onClose: ({ flows, state }) =>
        pages.push(
          JSON.stringify(
            [flows, state.shelves.onHandUnits, state.supply.onOrderUnits, state.money.cashCents],
            columns,
          ),
        ),
    },
    { seed: 42, replication },
  )
  advance(run, days)
  return pages
}

function columns(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? Array.from(value) : value
}
