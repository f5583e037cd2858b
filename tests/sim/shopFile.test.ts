import { describe, expect, it } from 'vitest'
import { parseShopFile, shops } from '@sandtable/sim'
import type { EntityKind, EntitySetting, Setting } from '../../packages/sim/src/setting.ts'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'
import { templates } from '../../packages/sim/src/shops/index.ts'

const file = (parts: object = {}) => ({ format: 'shop/1', template: 'fashion', ...parts })
function problemsOf(input: unknown) {
  const result = parseShopFile(input)
  return result.ok ? [] : result.problems
}
function shopOf(input: unknown) {
  const result = parseShopFile(input)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
}

describe('shop files', () => {
  it('override numbers of the shop and of its entities', () => {
    const { shop } = shopOf(
      file({
        overrides: {
          'money.feeRatio': 0.1,
          'products.p_dress_03.listPriceCents': 12_300,
          'categories.knit.safetyStockUnits': 7,
          'suppliers.s_yiwu.leadTimeDays': 9,
        },
      }),
    )
    expect(shop.settings['money.feeRatio']).toBe(0.1)
    expect(shop.products.find(({ id }) => id === 'p_dress_03')!.listPriceCents).toBe(12_300)
    expect(shop.categories.find(({ id }) => id === 'knit')!.safetyStockUnits).toBe(7)
    expect(shop.suppliers.find(({ id }) => id === 's_yiwu')!.leadTimeDays).toBe(9)
  })

  it('name the path, the value and the range of every number that is out of range, all at once', () => {
    const problems = problemsOf(
      file({ overrides: { 'money.feeRatio': 0.9, 'products.p_dress_03.moqUnits': 2.5 } }),
    )
    expect(problems.map(({ sentence }) => sentence.en)).toEqual([
      'money.feeRatio must be a number from 0 to 0.5, got 0.9.',
      'products.p_dress_03.moqUnits must be a whole number from 1 to 100000, got 2.5.',
    ])
    expect(problems[0]!.path).toBe('overrides.money.feeRatio')
  })

  it('name a shock by its place in the file, also where the template has shocks of its own', () => {
    const shock = { kind: 'viralSpike', startDay: 5, days: 5, strength: 2 }
    const problems = problemsOf({
      format: 'shop/1',
      template: 'home',
      shocks: [shock, { ...shock, target: 'p_none' }, { ...shock, kind: 'alien' }],
    })
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['unknownTarget', 'shocks.1.target'],
      ['unknownShock', 'shocks.2.kind'],
    ])
    expect(problems[0]!.sentence.en).toContain('there is no “p_none”')
  })

  it.each([
    'money.fee',
    'products.p_none.moqUnits',
    'products.p_dress_03.colour',
    'products.p_dress_03.id',
    'products',
    '__proto__.polluted',
    'products.__proto__.moqUnits',
    'products.p_dress_03.moqUnits.x',
    'constructor',
  ])('refuse the unknown path "%s"', (path) => {
    const problems = problemsOf(file({ overrides: JSON.parse(`{"${path}": 1}`) as object }))
    expect(problems.map(({ code }) => code)).toEqual(['unknownPath'])
  })

  it.each([
    [file({ template: 'mall9' }), 'unknownShop'],
    [file({ startDate: '2026-02-30' }), 'wrongShape'],
    [file({ historyDays: -1 }), 'wrongShape'],
    [file({ surprise: 1 }), 'wrongShape'],
    [file({ overrides: { 'money.feeRatio': 'a lot' } }), 'wrongShape'],
    [{ ...file(), format: 'shop/2' }, 'wrongShape'],
    [null, 'wrongShape'],
  ])('refuse %j', (input, code) => {
    expect(problemsOf(input).map((problem) => problem.code)).toEqual([code])
  })

  it('say in both languages what a value of the wrong kind should have been', () => {
    const [problem] = problemsOf(file({ overrides: { 'money.feeRatio': 'a lot' } }))
    expect(problem!.sentence.en).toBe(
      'overrides.money.feeRatio must be a number or a list, got "a lot".',
    )
    expect(problem!.sentence.zh).toBe('overrides.money.feeRatio 应为 数字或列表，实际是 "a lot"。')
  })

  it('say how many numbers a list must have', () => {
    const sentences = (overrides: object) =>
      problemsOf(file({ overrides })).map(({ sentence }) => sentence.en)
    expect(sentences({ 'reviews.starWeights': [1, 2, 3] })).toEqual([
      'reviews.starWeights must have 5 numbers; it has 3.',
    ])
    expect(sentences({ 'purchasing.breakMoqMultiples': [2, 5, 9] })).toEqual([
      'purchasing.breakDiscountRatios must have 3 numbers, as purchasing.breakMoqMultiples has; it has 2.',
    ])
  })

  it('have a hash that follows their content', () => {
    const plain = shopOf(file()).shopHash
    expect(plain).toMatch(/^[0-9a-f]{64}$/)
    expect(shopOf(file({ overrides: {} })).shopHash).toBe(plain)
    expect(shopOf(file({ overrides: { 'money.feeRatio': 0.1 } })).shopHash).not.toBe(plain)
    expect(shopOf(file({ historyDays: 30 })).shopHash).not.toBe(plain)
  })

  it('are offered with their products', () => {
    expect(shops.map(({ id }) => id)).toEqual(templates.map(({ id }) => id))
    for (const { id, products, currency } of shops) {
      const { shop } = shopOf({ format: 'shop/1', template: id })
      expect([id, products, currency]).toEqual([id, shop.products.length, shop.currency])
    }
    expect(shops).toContainEqual(
      expect.objectContaining({ id: 'fashion', products: 60, currency: 'CNY' }),
    )
  })
})

/** A number, every number of a list, or every number by id. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) throw new Error(`no number: ${String(value)}`)
  return Object.values(value as Record<string, number>)
}
function isWithin({ min, max, isInteger }: Setting, value: unknown): boolean {
  return numbersOf(value).every(
    (number) => number >= min && number <= max && (isInteger !== true || Number.isInteger(number)),
  )
}

describe('settings', () => {
  const ofEntities: readonly (readonly [string, EntitySetting])[] = Object.entries(
    entitySettings,
  ).flatMap(([kind, fields]) =>
    Object.entries(fields).map(([name, setting]) => [`${kind}.${name}`, setting] as const),
  )

  it('have a default inside their range, of the whole shop and of entities', () => {
    for (const [path, setting] of [...Object.entries(settings), ...ofEntities]) {
      const { default: usual } = setting
      if (usual !== undefined) expect([path, isWithin(setting, usual)]).toEqual([path, true])
    }
  })

  it('have a label in both languages and a source', () => {
    for (const [path, { label, source }] of [...Object.entries(settings), ...ofEntities]) {
      expect([path, label.en]).toEqual([path, expect.stringMatching(/^[^\p{Script=Han}]+$/u)])
      expect([path, label.zh]).toEqual([path, expect.stringMatching(/\p{Script=Han}/u)])
      expect([path, source]).toEqual([path, expect.stringMatching(/./)])
    }
  })

  it.each(templates.map(({ id }) => id))('hold the numbers and shocks of the template %s', (id) => {
    const { shop } = shopOf({ format: 'shop/1', template: id })
    expect(problemsOf({ format: 'shop/1', template: id, shocks: shop.shocks })).toEqual([])
    for (const [path, setting] of Object.entries(settings)) {
      const value = shop.settings[path as keyof typeof settings]
      expect([path, isWithin(setting, value)]).toEqual([path, true])
    }
    for (const [kind, fields] of Object.entries(entitySettings)) {
      const entities: readonly object[] = shop[kind as EntityKind]
      for (const entity of entities as readonly Readonly<Record<string, unknown>>[]) {
        for (const [field, setting] of Object.entries(fields)) {
          const name = `${kind}.${String(entity['id'])}.${field}`
          expect([name, isWithin(setting, entity[field])]).toEqual([name, true])
        }
      }
    }
  })
})
