import { describe, expect, it } from 'vitest'
import type { Pack } from '@sandtable/rules'
import { packShop, parseShopFile, type PackChoice } from '@sandtable/sim'

const pack: Pick<Pack, 'shops' | 'periods' | 'drills'> = {
  shops: [
    { id: 'tea', name: 'Tea', shop: 'tea', days: 180 },
    {
      id: 'small',
      name: 'Small',
      shop: {
        format: 'shop/1',
        template: 'fashion',
        keep: { products: 5 },
        overrides: { 'money.feeRatio': 0.1 },
        shocks: [{ kind: 'viralSpike', startDay: 5 }],
      },
      days: 40,
    },
  ],
  periods: [{ id: 'early', name: 'Early', days: 60, targetCentsPerDay: 1_500_000 }],
  drills: [
    { id: 'ads', name: 'Ads', shocks: [{ kind: 'adInflation', startDay: 20 }] },
    { id: 'rule', name: 'Rule', shocks: [{ kind: 'ruleChange', startDay: 30 }] },
  ],
}
const problemsOf = (changed: Partial<typeof pack>, choice?: PackChoice) => {
  const result = packShop({ ...pack, ...changed }, choice)
  return result.ok ? [] : result.problems
}

describe('the shop of a pack', () => {
  it('is its first shop with its periods and all drills, unless others are asked for', () => {
    expect(packShop(pack)).toEqual({
      ok: true,
      days: 180,
      shop: {
        format: 'shop/1',
        template: 'tea',
        overrides: { 'course.earlyDays': 60, 'course.earlyTargetCentsPerDay': 1_500_000 },
        shocks: [
          { kind: 'adInflation', startDay: 20 },
          { kind: 'ruleChange', startDay: 30 },
        ],
      },
    })
    // in the order of the pack, behind those of the shop
    expect(packShop(pack, { shop: 'small', drills: ['rule', 'ads'] })).toMatchObject({
      days: 40,
      shop: {
        keep: { products: 5 },
        overrides: { 'money.feeRatio': 0.1, 'course.earlyDays': 60 },
        shocks: [{ kind: 'viralSpike' }, { kind: 'adInflation' }, { kind: 'ruleChange' }],
      },
    })
    const none = packShop({ shops: pack.shops }, { drills: [] })
    expect(none).toEqual({ ok: true, days: 180, shop: { format: 'shop/1', template: 'tea' } })
    expect(none.ok && parseShopFile(none.shop).ok).toBe(true)
  })
  it('names what the pack does not have', () => {
    const found = problemsOf({}, { shop: 'smal', drills: ['ads', 'reviews'] })
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['unknownShop', 'shop'],
      ['unknownDrill', 'drills'],
    ])
    expect(found[0]!.sentence).toEqual({
      en: 'The pack has no shop “smal”; it has tea, small. Did you mean “small”?',
      zh: '策略包没有店铺“smal”；现有：tea、small。是否指“small”？',
    })
  })
  it('has problems that name the place in the pack', () => {
    const shop = (given: Pack['shops'][number]['shop']) => [
      { id: 'a', name: 'A', shop: given, days: 9 },
    ]
    const found = [
      problemsOf({ shops: shop('nowhere') }),
      problemsOf({ shops: shop({ format: 'shop/1', template: 'nowhere' }) }),
      problemsOf({ shops: shop({ format: 'shop/1' }) }),
      problemsOf({
        shops: shop({ format: 'shop/1', template: 'tea', overrides: { 'money.feeRatio': 9 } }),
      }),
      problemsOf({
        shops: shop({ format: 'shop/1', template: 'tea', overrides: { 'course.earlyDays': 9 } }),
      }),
      problemsOf({ periods: [{ ...pack.periods![0]!, days: 9_000 }] }),
      problemsOf({
        drills: [
          pack.drills![0]!,
          { id: 'b', name: 'B', shocks: [{ kind: 'meteor', startDay: 1 }] },
        ],
      }),
      problemsOf(
        {
          drills: [
            { id: 'b', name: 'B', shocks: [{ kind: 'adInflation', startDay: 1, strength: 1e9 }] },
          ],
        },
        { shop: 'small' },
      ),
      problemsOf({
        drills: [{ id: 'b', name: 'B', shocks: [{ kind: 'adInflation', startDay: 'soon' }] }],
      }),
    ]
    expect(found.map((problems) => problems.map(({ path }) => path))).toEqual([
      ['shops.0.shop'],
      ['shops.0.shop.template'],
      ['shops.0.shop.template'],
      ['shops.0.shop.overrides.money.feeRatio'],
      ['shops.0.shop.overrides.course.earlyDays'],
      ['periods.0.days'],
      ['drills.1.shocks.0.kind'],
      ['drills.0.shocks.0.strength'],
      ['drills.0.shocks.0.startDay'],
    ])
    expect(found[5]![0]!.sentence.en).toMatch(/^periods\.0\.days must be a whole number/)
    expect(found[7]![0]!.sentence.zh).toContain('drills.0.shocks.0.strength')
  })
})
