import { describe, expect, it } from 'vitest'
import { parseShopFile, shops } from '@sandtable/sim'
import { entitySettings, settings } from '../../packages/sim/src/settings.ts'

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
    expect(problem!.sentence.en).toBe('overrides.money.feeRatio must be a number, got "a lot".')
    expect(problem!.sentence.zh).toBe('overrides.money.feeRatio 应为 数字，实际是 "a lot"。')
  })

  it('have a hash that follows their content', () => {
    const plain = shopOf(file()).shopHash
    expect(plain).toMatch(/^[0-9a-f]{64}$/)
    expect(shopOf(file({ overrides: {} })).shopHash).toBe(plain)
    expect(shopOf(file({ overrides: { 'money.feeRatio': 0.1 } })).shopHash).not.toBe(plain)
    expect(shopOf(file({ historyDays: 30 })).shopHash).not.toBe(plain)
  })

  it('are offered with their products', () => {
    expect(shops.map(({ id, products, currency }) => [id, products, currency])).toEqual([
      ['fashion', 60, 'CNY'],
    ])
  })
})

describe('settings', () => {
  it('have a default inside their range, a label in both languages and a source', () => {
    for (const [path, setting] of Object.entries(settings)) {
      expect([path, setting.default >= setting.min && setting.default <= setting.max]).toEqual([
        path,
        true,
      ])
    }
    for (const setting of [
      ...Object.values(settings),
      ...Object.values(entitySettings).flatMap((fields) => Object.values(fields)),
    ]) {
      expect(
        [setting.label.en, setting.label.zh, setting.source].every((text) => text.length > 0),
      ).toBe(true)
    }
  })

  it('hold the numbers of every template within their ranges', () => {
    const { shop } = shopOf(file())
    for (const [kind, fields] of Object.entries(entitySettings)) {
      for (const entity of shop[kind as keyof typeof entitySettings] as unknown as Record<
        string,
        number
      >[]) {
        for (const [field, { min, max }] of Object.entries(fields)) {
          expect([entity['id'], field, entity[field]! >= min && entity[field]! <= max]).toEqual([
            entity['id'],
            field,
            true,
          ])
        }
      }
    }
  })
})
