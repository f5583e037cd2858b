import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  entitySettings,
  parseShopFile,
  settings,
  shops,
  type EntitySetting,
  type ShopSetting,
  type Setting,
} from '@sandtable/sim'
import { galleryPacks } from '../../scripts/gallery/files.ts'
import { shopFileExample } from '../../scripts/docs/shop.ts'
import { shockExamples } from '../../scripts/docs/shocks.ts'
import { generatedFiles } from '../../scripts/generate.ts'

const files = await generatedFiles()

describe('generated files', () => {
  it.each([...files])('%s is what npm run generate writes', (path, content) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content)
  })
})

describe('the JSON Schema of packs', () => {
  const written = JSON.parse(files.get('packages/rules/pack.schema.json')!) as {
    properties: { playbooks: { items: { anyOf: [{ pattern: string }, { $ref: string }] } } }
  }
  const [name, whole] = written.properties.playbooks.items.anyOf
  // what lies in another file is read by that file's schema
  const properties = { ...written.properties, playbooks: { type: 'array' } }
  const schema = z.fromJSONSchema({ ...written, properties } as Parameters<
    typeof z.fromJSONSchema
  >[0])

  it('takes the packs that come with Sandtable, and refuses what the parser refuses', () => {
    for (const { text } of galleryPacks()) {
      const pack = JSON.parse(text) as { shops: object[]; playbooks: string[] }
      expect(schema.safeParse(pack).success).toBe(true)
      for (const file of pack.playbooks) expect(file).toMatch(new RegExp(name.pattern))
      expect(schema.safeParse({ ...pack, colour: 'red' }).success).toBe(false)
      expect(schema.safeParse({ ...pack, shops: [] }).success).toBe(false)
    }
    for (const file of ['../a.json', '.a.json', 'a/b.json', 'a.txt'])
      expect(file).not.toMatch(new RegExp(name.pattern))
  })
  it('leads to the schema of playbooks beside it', () => {
    expect([...files.keys()]).toContain(`packages/rules/${whole.$ref}`)
  })
})

describe('the JSON Schema of shop files', () => {
  const text = files.get('packages/sim/shop.schema.json')!
  const schema = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0])
  const takes = (file: object) =>
    schema.safeParse({ format: 'shop/1', template: 'fashion', ...file }).success
  const resolves = (file: object) =>
    parseShopFile({ format: 'shop/1', template: 'fashion', ...file }).ok

  it('stays small enough for an editor', () => {
    expect(text.length).toBeLessThan(200_000)
  })
  it('takes every template and the examples of the docs', () => {
    for (const { id } of shops) expect(takes({ template: id })).toBe(true)
    expect(takes(shopFileExample)).toBe(true)
    expect(takes({ shocks: shockExamples })).toBe(true)
  })
  it.each([
    ['an unknown template', { template: 'nowhere' }],
    ['an unknown member', { seed: 1 }],
    ['a path that no number has', { overrides: { 'money.feeRati': 0.1 } }],
    ['an entity’s number that does not exist', { overrides: { 'products.p_dress_03.price': 1 } }],
    ['a number out of range', { overrides: { 'products.p_dress_03.listPriceCents': -1 } }],
    ['half a cent', { overrides: { 'products.p_dress_03.listPriceCents': 99.5 } }],
    ['a number for a list', { overrides: { 'couriers.remoteDayWeights': 0.5 } }],
    ['a list too short', { overrides: { 'reviews.starWeights': [1, 2] } }],
    ['a list for a number', { overrides: { 'money.feeRatio': [0.04] } }],
    ['an unknown kind of shock', { shocks: [{ kind: 'meteor', startDay: 1 }] }],
    ['a shock without a day', { shocks: [{ kind: 'viralSpike' }] }],
    ['a shock too strong', { shocks: [{ kind: 'viralSpike', startDay: 1, strength: 1000 }] }],
    ['a form of another kind', { shocks: [{ kind: 'viralSpike', startDay: 1, variant: 'heat' }] }],
    ['a day that does not exist', { startDate: '2026-02-30' }],
  ])('refuses %s, as the shop does', (_, file) => {
    expect(takes(file)).toBe(false)
    expect(resolves(file)).toBe(false)
  })
  it('has the bounds of every number, as the shop has them', () => {
    const ofShop = Object.entries(settings)
    const ofEntities = Object.entries(entitySettings).flatMap(([kind, fields]) =>
      Object.entries(fields).map(([name, setting]) => [`${kind}.some_1.${name}`, setting] as const),
    )
    const all: readonly (readonly [string, EntitySetting])[] = [...ofShop, ...ofEntities]
    const lengthOf = (setting: EntitySetting | ShopSetting) =>
      'length' in setting && typeof setting.length === 'number' ? setting.length : 1
    const overrides = (numbers: typeof all, value: (setting: EntitySetting) => number) =>
      Object.fromEntries(
        numbers.map(([path, setting]) => [
          path,
          Array.isArray(setting.default)
            ? Array.from({ length: lengthOf(setting) }, () => value(setting))
            : value(setting),
        ]),
      )
    for (const edge of ['min', 'max'] as const) {
      expect(takes({ overrides: overrides(all, (setting) => setting[edge]) })).toBe(true)
      expect(resolves({ overrides: overrides(ofShop, (setting) => setting[edge]) })).toBe(true)
    }
    for (const outside of [({ min }: Setting) => min - 1, ({ max }: Setting) => max + 1]) {
      const file = { format: 'shop/1', template: 'fashion', overrides: overrides(all, outside) }
      const issues = schema.safeParse(file).error?.issues ?? []
      const wrong = new Set(issues.map(({ path }) => path[1]))
      expect(all.filter(([path]) => !wrong.has(path)).map(([path]) => path)).toEqual([])
      const found = parseShopFile({ ...file, overrides: overrides(ofShop, outside) })
      expect(found.ok ? [] : found.problems.map(({ path }) => path)).toEqual(
        ofShop.map(([path]) => `overrides.${path}`),
      )
    }
  })
})
