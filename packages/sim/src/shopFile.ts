/**
 * The file format `shop/1`: a template and what differs from it. Resolving gives a whole shop as plain
 * data, whose hash names it in reports.
 */
import { z } from 'zod'
import { contentHash, describeValue, schemaExpectation, valueAt, type Text } from '@sandtable/rules'
import { parseIsoDate } from './date.ts'
import type { Problem } from './problem.ts'
import { fixedIds } from './fixedIds.ts'
import {
  entityKinds,
  type EntityKind,
  type Setting,
  type SettingValue,
  type ShopSetting,
} from './setting.ts'
import {
  defaultSettings,
  entityDefault,
  entitySettings,
  settings,
  type SettingValues,
} from './settings.ts'
import { shockKinds } from './shocks/index.ts'
import { shockSchema, type ShockEntry, type ShockKind } from './shocks/shock.ts'
import { templates } from './shops/index.ts'
import type { Entity, ShopTemplate } from './shops/template.ts'

export const shopFileSchema = z.strictObject({
  format: z.literal('shop/1'),
  /** Id of a template, such as `fashion`. */
  template: z.string().max(64),
  /** Use only the first so many, by id: a small part of a large shop. */
  keep: z
    .strictObject({
      products: z.int().min(1).optional(),
      warehouses: z.int().min(1).optional(),
      suppliers: z.int().min(1).optional(),
    })
    .optional(),
  /** Numbers, or lists of numbers, by dotted path: `money.feeRatio`, `products.p_dress_03.listPriceCents`. */
  overrides: z
    .record(z.string().max(200), z.union([z.number(), z.array(z.number()).max(10_000)]))
    .optional(),
  /** What happens to the shop on given days, besides what chance brings. */
  shocks: z.array(shockSchema).max(1_000).optional(),
  /** Whether the shop is run by hand where no playbook steps in. */
  routine: z.enum(['house', 'none']).optional(),
  /** Days that run under the house routine before day 1, so that windows are full on day 1. */
  historyDays: z.int().min(0).max(365).optional(),
  /** Days of a run that does not say how many. */
  horizonDays: z.int().min(1).max(730).optional(),
  /** ISO date of day 1. */
  startDate: z.string().max(10).optional(),
  /** ISO 4217 code; amounts are in its hundredths and are not converted. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
})
export type ShopFile = z.infer<typeof shopFileSchema>

/** A whole shop: a template with every number settled. Plain data; its content hash is `shopHash`. */
export interface ResolvedShop
  extends
    Omit<ShopTemplate, EntityKind | 'settings'>,
    Readonly<{ [K in EntityKind]: readonly Entity<K>[] }> {
  readonly settings: SettingValues
  /** Day 1 as days since 1970-01-01. */
  readonly startEpochDay: number
  readonly shocks: readonly ShockEntry[]
}

export type ShopResult =
  | { readonly ok: true; readonly shop: ResolvedShop; readonly shopHash: string }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads a shop file of unknown origin and resolves it; all problems at once. */
export function parseShopFile(input: unknown): ShopResult {
  const parsed = shopFileSchema.safeParse(input)
  if (!parsed.success) return { ok: false, problems: shapeProblems(parsed.error, input) }
  const file = parsed.data
  const template = templates.find(({ id }) => id === file.template)
  if (template === undefined) return { ok: false, problems: [unknownShop(file.template)] }
  return resolveShop(template, file)
}

/** Settles every number of a template under the overrides of a shop file. */
export function resolveShop(
  template: ShopTemplate,
  file: Omit<ShopFile, 'format' | 'template'> = {},
): ShopResult {
  const problems: Problem[] = []
  const values: Record<string, SettingValue> = { ...defaultSettings(), ...template.settings }
  const shop = entitiesOf(template, file.keep ?? {})
  for (const [path, value] of Object.entries(file.overrides ?? {})) {
    const place = findPlace(path, values, shop)
    if (place === undefined) {
      problems.push(unknownPath(path))
      continue
    }
    const problem = rangeProblem(path, value, place)
    if (problem === undefined) place.target[place.key] = value
    else problems.push(problem)
  }
  problems.push(...lengthProblems(values))
  const startDate = file.startDate ?? template.startDate
  const startEpochDay = parseIsoDate(startDate)
  if (startEpochDay === undefined) {
    problems.push({
      code: 'wrongShape',
      path: 'startDate',
      sentence: {
        en: `startDate must be a day of the calendar as YYYY-MM-DD, got “${startDate}”.`,
        zh: `startDate 须为 YYYY-MM-DD 格式的日期，实际为“${startDate}”。`,
      },
    })
  }
  const added = file.shocks ?? []
  problems.push(...added.flatMap((shock, index) => shockProblems(shock, index, shop)))
  if (problems.length > 0 || startEpochDay === undefined) return { ok: false, problems }
  const resolved: ResolvedShop = {
    ...template,
    ...(shop as unknown as { [K in EntityKind]: Entity<K>[] }),
    settings: values as unknown as SettingValues,
    hasRoutine: file.routine === undefined ? template.hasRoutine : file.routine === 'house',
    shocks: [...(template.shocks ?? []), ...added],
    startDate,
    startEpochDay,
    historyDays: file.historyDays ?? template.historyDays,
    horizonDays: file.horizonDays ?? template.horizonDays,
    currency: file.currency ?? template.currency,
  }
  return { ok: true, shop: resolved, shopHash: contentHash(withoutTexts(resolved)) }
}

/** What a run depends on: the same shop under another name has the same hash. */
function withoutTexts(shop: ResolvedShop): unknown {
  const { label: _label, description: _description, ...numbers } = shop
  const unnamed = ({ label: _, ...rest }: { readonly label: Text }) => rest
  return {
    ...numbers,
    categories: shop.categories.map(unnamed),
    suppliers: shop.suppliers.map(unnamed),
    warehouses: shop.warehouses.map(unnamed),
    accounts: shop.accounts.map(unnamed),
  }
}

type ListedEntity = Record<string, unknown> & { readonly id: string }

/** The entities of a template with every number settled; those that every shop has are filled in. */
function entitiesOf(
  template: ShopTemplate,
  keep: NonNullable<ShopFile['keep']>,
): Record<EntityKind, ListedEntity[]> {
  const kept: Readonly<Partial<Record<EntityKind, number | undefined>>> = keep
  const kinds = Object.entries(entityKinds) as [EntityKind, string][]
  const entities = kinds.map(([kind, scope]): [EntityKind, ListedEntity[]] => {
    const listed = (template[kind] ?? []) as readonly ListedEntity[]
    const fixed = (fixedIds as Partial<Record<string, readonly string[]>>)[scope]
    const all = fixed?.map((id) => listed.find((one) => one.id === id) ?? { id }) ?? listed
    return [
      kind,
      firstById(all, kept[kind]).map((one) => ({ ...defaultsOf(kind, one.id), ...one })),
    ]
  })
  return dropOrphans(Object.fromEntries(entities) as Record<EntityKind, ListedEntity[]>)
}

function firstById(entities: readonly ListedEntity[], count = entities.length): ListedEntity[] {
  const sorted = entities.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return count < sorted.length ? sorted.slice(0, count) : entities.slice()
}

function defaultsOf(kind: EntityKind, id: string): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(entitySettings[kind]).flatMap(([name, setting]) => {
      const value = entityDefault(setting, id)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A product whose main supplier is not kept goes to the first that is; backups that are not kept are dropped. */
function dropOrphans(shop: Record<EntityKind, ListedEntity[]>): Record<EntityKind, ListedEntity[]> {
  const known = new Set(shop.suppliers.map(({ id }) => id))
  const products = shop.products.map((product) => {
    const backups = ((product['backupSupplierIds'] ?? []) as readonly string[]).filter((id) =>
      known.has(id),
    )
    const main = product['supplierId'] as string
    return {
      ...product,
      supplierId: known.has(main) ? main : (backups[0] ?? shop.suppliers[0]?.id ?? main),
      backupSupplierIds: backups.filter((id) => id !== main),
    }
  })
  return { ...shop, products }
}

/** Lists of the whole shop that have not as many numbers as they must. */
function lengthProblems(values: Readonly<Record<string, SettingValue>>): Problem[] {
  return Object.entries<ShopSetting>(settings).flatMap(([path, { length }]): Problem[] => {
    const list = values[path]
    if (length === undefined || typeof list === 'number' || list === undefined) return []
    const other = typeof length === 'string' ? values[length] : undefined
    const wanted = typeof length === 'number' ? length : (other as readonly number[]).length
    if (list.length === wanted) return []
    const as =
      typeof length === 'string'
        ? { en: `, as ${length} has`, zh: `（与 ${length} 相同）` }
        : { en: '', zh: '' }
    return [
      {
        code: 'outOfRange',
        path: `overrides.${path}`,
        sentence: {
          en: `${path} must have ${wanted} numbers${as.en}; it has ${list.length}.`,
          zh: `${path} 须有 ${wanted} 个数${as.zh}，实际为 ${list.length} 个。`,
        },
      },
    ]
  })
}

/** What is wrong with one scheduled shock. */
function shockProblems(
  { kind, target, strength, days, variant }: ShockEntry,
  index: number,
  shop: Readonly<Record<EntityKind, readonly ListedEntity[]>>,
): Problem[] {
  const path = `shocks.${index}`
  const declared: ShockKind | undefined = shockKinds.find(({ id }) => id === kind)
  if (declared === undefined) {
    const known = shockKinds.map(({ id }) => id).join(', ')
    return [
      {
        code: 'unknownShock',
        path: `${path}.kind`,
        sentence: {
          en: `There is no kind of shock “${kind}”; there are: ${known}.`,
          zh: `没有冲击类型“${kind}”；可用：${known}。`,
        },
      },
    ]
  }
  const problems: Problem[] = []
  const outside = (name: string, value: number | undefined, min: number, max: number) => {
    if (value === undefined || (value >= min && value <= max)) return
    problems.push({
      code: 'outOfRange',
      path: `${path}.${name}`,
      sentence: {
        en: `${path}.${name} of “${kind}” must lie between ${min} and ${max}, got ${value}.`,
        zh: `“${kind}”的 ${path}.${name} 须在 ${min} 到 ${max} 之间，实际为 ${value}。`,
      },
    })
  }
  outside('strength', strength, declared.strength.min, declared.strength.max)
  outside('days', days, declared.days.min, declared.days.max)
  const variants = (declared.variants ?? []).map(({ id }) => id)
  if (variant !== undefined && !variants.includes(variant)) {
    const [en, zh] =
      variants.length > 0
        ? [`there are: ${variants.join(', ')}`, `可用：${variants.join('、')}`]
        : ['it has none; leave the variant out', '该类型没有变体，请删除此项']
    problems.push({
      code: 'unknownVariant',
      path: `${path}.variant`,
      sentence: {
        en: `“${kind}” has no variant “${variant}”; ${en}.`,
        zh: `“${kind}”没有变体“${variant}”；${zh}。`,
      },
    })
  }
  const scopes: readonly string[] = declared.scopes
  const ids = (Object.entries(entityKinds) as [EntityKind, string][]).flatMap(([name, scope]) =>
    scopes.includes(scope) ? shop[name].map(({ id }) => id) : [],
  )
  const stockIds = scopes.includes('stock')
    ? shop.products.flatMap(({ id }) => shop.warehouses.map((warehouse) => `${id}@${warehouse.id}`))
    : []
  ids.push(...stockIds)
  if (target !== undefined && !ids.includes(target)) {
    problems.push({
      code: 'unknownTarget',
      path: `${path}.target`,
      sentence: {
        en: `“${kind}” can meet ${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ' …' : ''}; there is no “${target}”. Leave the target out to meet all.`,
        zh: `“${kind}”可作用于 ${ids.slice(0, 8).join('、')}${ids.length > 8 ? ' 等' : ''}，没有“${target}”。留空表示全部。`,
      },
    })
  }
  return problems
}

interface Place {
  readonly setting: Setting
  readonly target: Record<string, unknown>
  readonly key: string
}

function findPlace(
  path: string,
  values: Record<string, unknown>,
  shop: Readonly<Record<EntityKind, ListedEntity[]>>,
): Place | undefined {
  if (Object.hasOwn(settings, path)) {
    return { setting: settings[path as keyof typeof settings], target: values, key: path }
  }
  const [kind = '', id, key = '', ...rest] = path.split('.')
  if (rest.length > 0 || !Object.hasOwn(entityKinds, kind)) return undefined
  const fields = entitySettings[kind as EntityKind]
  const target = shop[kind as EntityKind].find((entity) => entity.id === id)
  const setting = Object.hasOwn(fields, key) ? fields[key] : undefined
  return target !== undefined && setting !== undefined ? { setting, target, key } : undefined
}

function rangeProblem(
  path: string,
  value: SettingValue,
  { setting, target, key }: Place,
): Problem | undefined {
  const { min, max } = setting
  const isList = typeof target[key] !== 'number'
  const numbers = typeof value === 'number' ? [value] : value
  const isWrongShape = isList === (typeof value === 'number')
  const isInRange = (number: number) =>
    number >= min && number <= max && (setting.isInteger !== true || Number.isInteger(number))
  if (!isWrongShape && numbers.every(isInRange)) return undefined
  const kind =
    setting.isInteger === true ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' }
  const list = isList ? { en: 'a list, each ', zh: '列表，每项为' } : { en: '', zh: '' }
  const got = isWrongShape ? JSON.stringify(value) : String(numbers.find((one) => !isInRange(one)))
  return {
    code: 'outOfRange',
    path: `overrides.${path}`,
    sentence: {
      en: `${path} must be ${list.en}${kind.en} from ${min} to ${max}, got ${got}.`,
      zh: `${path} 须为${list.zh} ${min} 到 ${max} 之间的${kind.zh}，实际为 ${got}。`,
    },
  }
}

function unknownPath(path: string): Problem {
  return {
    code: 'unknownPath',
    path: `overrides.${path}`,
    sentence: {
      en: `The shop has no number “${path}”. Paths look like “money.feeRatio” or “products.p_dress_03.listPriceCents”.`,
      zh: `店铺没有数值“${path}”。路径形如“money.feeRatio”或“products.p_dress_03.listPriceCents”。`,
    },
  }
}

/** There is no such template. */
export function unknownShop(id: string): Problem {
  const known = templates.map((template) => template.id).join(', ')
  return {
    code: 'unknownShop',
    path: 'template',
    sentence: {
      en: `There is no shop template “${id}”; there are: ${known}.`,
      zh: `没有店铺模板“${id}”；可用：${known}。`,
    },
  }
}

/** The problems zod found in `input`, one for each place. */
export function shapeProblems(error: z.ZodError, input: unknown): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    const place = steps.join('.')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const path = [...steps, key].join('.')
        return {
          code: 'wrongShape',
          path,
          sentence: {
            en: `${path} is unknown here; remove it.`,
            zh: `此处不认识 ${path}，请删除。`,
          },
        }
      })
    }
    const expected = schemaExpectation(issue)
    const got = describeValue(valueAt(input, steps))
    const [en, zh] = place === '' ? ['The file', '文件'] : [place, place]
    return [
      {
        code: 'wrongShape',
        path: place,
        sentence: {
          en: `${en} must be ${expected.en}, got ${got.en}.`,
          zh: `${zh} 应为 ${expected.zh}，实际是 ${got.zh}。`,
        },
      },
    ]
  })
}
