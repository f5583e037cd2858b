/** What every figure and event says of itself holds on long runs, under every shock and under every playbook. */
import { describe, expect, it } from 'vitest'
import { compile, type Program } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { advance } from '../../packages/sim/src/run.ts'
import { shockKinds } from '../../packages/sim/src/shocks/index.ts'
import type { ShockEntry, ShockKind } from '../../packages/sim/src/shocks/shock.ts'
import { fashion } from '../../packages/sim/src/shops/fashion.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import type { ShopTemplate } from '../../packages/sim/src/shops/template.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { begin, idle, product, template } from './shop.ts'
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'

const days = 120

/** Every kind of shock in every variant, one after the other and so that they overlap. */
const everyShock: readonly ShockEntry[] = shockKinds.flatMap((kind: ShockKind, index) =>
  (kind.variants ?? [undefined]).map((variant): ShockEntry => ({
    kind: kind.id,
    startDay: 3 + ((index * 7) % 80),
    days: Math.min(kind.days.max, Math.max(kind.days.min, 12)),
    ...(variant === undefined ? {} : { variant: variant.id }),
  })),
)

const label = { en: 'test', zh: '测试' }
/** Something of everything: three warehouses, backups, accounts, perishables, a newcomer, a product nobody wants. */
const small: ShopTemplate = template({
  warehouses: [0.5, 0.3, 0.2].map((demandShareRatio, index) => ({
    id: `w_${index}`,
    label,
    demandShareRatio,
  })),
  accounts: ['a_x', 'a_y'].map((id) => ({ id, label, ordersPerWeek: 3 })),
  products: [
    product('p_1', { backupSupplierIds: ['s_b'] }),
    product('p_2', { visitsPerDay: 10, categoryId: 'c_b', supplierId: 's_b' }),
    product('p_3', { visitsPerDay: 300, backupSupplierIds: ['s_b'], certificateDaysLeft: 40 }),
    product('p_fresh', { shelfLifeDays: 9 }),
    product('p_new', { arrivesDay: 20, ageDays: 0 }),
    product('p_none', { visitsPerDay: 0, leftoverUnits: 50 }),
  ],
})

function modelOf(shop: ShopTemplate): Model {
  const result = resolveShop(shop, { shocks: [...everyShock] })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return buildModel(result.shop)
}

/** Figures that are absent, of the wrong length, out of their bounds, no known code, or missing where they must not be. */
function wrongFigures(view: View): string[] {
  return catalogue.metrics.flatMap((metric) => {
    const { id, type, values, least = -Infinity, greatest = Infinity, mayBeMissing } = metric
    const isWrong = (value: number) => {
      if (Number.isNaN(value)) return !mayBeMissing
      if (type === 'bool') return value !== 0 && value !== 1
      if (type === 'enum') return values?.[value] === undefined
      return !Number.isFinite(value) || value < least - 1e-9 || value > greatest + 1e-9
    }
    return metric.scopes.flatMap((scope) => {
      const column = view.column(scope, id)
      if (column?.length !== view.count(scope)) return [`${id} of ${scope}: ${column?.length} rows`]
      const value = column.find(isWrong)
      return value === undefined ? [] : [`${id} of ${scope}: ${value}`]
    })
  })
}

/** What is wrong with the figures over a run. */
function wrongOver(shop: Model, program: Program): string[] {
  const wrong = new Set<string>()
  const run = begin(shop, program, {
    onClose: (view) => {
      for (const problem of wrongFigures(view)) wrong.add(`day ${view.state.day}: ${problem}`)
    },
  })
  advance(run, days)
  return [...wrong].slice(0, 10)
}

/** All playbooks of the gallery at once; each command is then given by some of them. */
function gallery(): Program {
  const compiled = compile(galleryFiles().map(readGalleryFile), catalogue)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.program
}

describe.each([
  ['the fashion shop', fashion],
  ['the laboratory', laboratory],
  ['a small shop', small],
])('figures of %s', (_name, shop) => {
  const built = modelOf(shop)

  it('are computed for every scope and stay within what they declare, every shock on', () => {
    expect(wrongOver(built, idle)).toEqual([])
  })

  it('do so too when every playbook of the gallery acts at once', () => {
    expect(wrongOver(built, gallery())).toEqual([])
  })
})

it('bounds most figures, and knows which may be negative', () => {
  const numbers = catalogue.metrics.filter(({ type }) => type === 'number')
  const bounded = numbers.filter(
    ({ least, greatest }) => least !== undefined || greatest !== undefined,
  )
  expect(bounded.length).toBeGreaterThan(0.8 * numbers.length)
  expect(numbers.find(({ id }) => id === 'cashCents')?.least).toBeUndefined()
  expect(numbers.find(({ id }) => id === 'rating')).toMatchObject({ least: 1, greatest: 5 })
})
