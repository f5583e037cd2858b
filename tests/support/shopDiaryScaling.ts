/** A shop with all money times a factor, and what of its days is not the same times that factor. */
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { entityKinds, type EntityKind } from '../../packages/sim/src/setting.ts'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { product, template } from '../sim/shop.ts'
import { sum } from './shopDiaryBalances.ts'

/** The template with every amount of money of the declarations times `factor`; prices such that all usual parts of them are whole. */
export function scaledShop(factor: number): Model {
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
    settings: {
      'advertising.cpcCents': 100,
      'rivals.moveChancePerDay': 0,
      'shocks.priceWarPerYear': 0,
    },
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
export function scalingProblems(small: State, large: State, factor: number): string[] {
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
