/**
 * The file format `shop/1`: a template and what differs from it. Resolving gives a whole shop as plain
 * data, whose hash names it in reports.
 */
import { z } from 'zod'
import { contentHash, describeValue, schemaExpectation, valueAt, type Text } from '@sandtable/rules'
import { parseIsoDate } from './date.ts'
import type { Problem } from './problem.ts'
import {
  defaultSettings,
  entitySettings,
  settings,
  type Setting,
  type Settings,
} from './settings.ts'
import { templates } from './shops/index.ts'
import type { ShopTemplate } from './shops/template.ts'

export const shopFileSchema = z.strictObject({
  format: z.literal('shop/1'),
  /** Id of a template, such as `fashion`. */
  template: z.string().max(64),
  /** Numbers by dotted path: `money.feeRatio`, `products.p_dress_03.listPriceCents`. */
  overrides: z.record(z.string().max(200), z.number()).optional(),
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
export interface ResolvedShop extends Omit<ShopTemplate, 'settings'> {
  readonly settings: Settings
  /** Day 1 as days since 1970-01-01. */
  readonly startEpochDay: number
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
  const values: Record<string, number> = { ...defaultSettings(), ...template.settings }
  const shop: Record<string, Record<string, unknown>[]> = {
    products: template.products.map((product) => ({ ...product })),
    categories: template.categories.map((category) => ({ ...category })),
    suppliers: template.suppliers.map((supplier) => ({ ...supplier })),
    warehouses: template.warehouses.map((warehouse) => ({ ...warehouse })),
  }
  for (const [path, value] of Object.entries(file.overrides ?? {})) {
    const place = findPlace(path, values, shop)
    if (place === undefined) {
      problems.push(unknownPath(path))
      continue
    }
    const problem = rangeProblem(path, value, place.setting)
    if (problem === undefined) place.target[place.key] = value
    else problems.push(problem)
  }
  const startDate = file.startDate ?? template.startDate
  const startEpochDay = parseIsoDate(startDate)
  if (startEpochDay === undefined) {
    problems.push({
      code: 'wrongShape',
      path: 'startDate',
      sentence: {
        en: `startDate must be a day of the calendar as YYYY-MM-DD, got "${startDate}".`,
        zh: `startDate 须为 YYYY-MM-DD 格式的日期，实际为“${startDate}”。`,
      },
    })
  }
  if (problems.length > 0 || startEpochDay === undefined) return { ok: false, problems }
  const resolved: ResolvedShop = {
    ...template,
    ...(shop as unknown as Pick<
      ShopTemplate,
      'products' | 'categories' | 'suppliers' | 'warehouses'
    >),
    settings: values as Settings,
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
  }
}

interface Place {
  readonly setting: Setting
  readonly target: Record<string, unknown>
  readonly key: string
}

function findPlace(
  path: string,
  values: Record<string, unknown>,
  shop: Readonly<Record<string, Record<string, unknown>[]>>,
): Place | undefined {
  if (Object.hasOwn(settings, path)) {
    return { setting: settings[path as keyof typeof settings], target: values, key: path }
  }
  const [kind = '', id, key = '', ...rest] = path.split('.')
  if (rest.length > 0 || !Object.hasOwn(entitySettings, kind)) return undefined
  const fields: Record<string, Setting> = entitySettings[kind as keyof typeof entitySettings]
  const target = shop[kind]?.find((entity) => entity['id'] === id)
  const setting = Object.hasOwn(fields, key) ? fields[key] : undefined
  return target !== undefined && setting !== undefined ? { setting, target, key } : undefined
}

function rangeProblem(path: string, value: number, setting: Setting): Problem | undefined {
  const isWhole = setting.isInteger !== true || Number.isInteger(value)
  if (value >= setting.min && value <= setting.max && isWhole) return undefined
  const { min, max } = setting
  const kind =
    setting.isInteger === true ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' }
  return {
    code: 'outOfRange',
    path: `overrides.${path}`,
    sentence: {
      en: `${path} must be ${kind.en} from ${min} to ${max}, got ${value}.`,
      zh: `${path} 须为 ${min} 到 ${max} 之间的${kind.zh}，实际为 ${value}。`,
    },
  }
}

function unknownPath(path: string): Problem {
  return {
    code: 'unknownPath',
    path: `overrides.${path}`,
    sentence: {
      en: `The shop has no number "${path}". Paths look like "money.feeRatio" or "products.p_dress_03.listPriceCents".`,
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
      en: `There is no shop template "${id}"; there are: ${known}.`,
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
