/** The shop that a pack is run in: one of its shop files, with its periods and the chosen drills said in it. */
import { nearest, type Pack, type Text } from '@sandtable/rules'
import { didYouMean, type Problem } from './problem.ts'
import { parseShopFile, shapeProblems, shopFileSchema, type ShopFile } from './shopFile.ts'
import type { ShockEntry } from './shocks/shock.ts'

/** What of a pack is run. */
export interface PackChoice {
  /** Id of one of its shops; the first unless given. */
  readonly shop?: string
  /** Ids of the drills that are held; all unless given. */
  readonly drills?: readonly string[]
}

export type PackShopResult =
  | { readonly ok: true; readonly shop: ShopFile; readonly days: number }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Makes the shop file of a run. Periods become the numbers `course.*`, the shocks of the drills follow those of the
 * shop, in the order of the pack. A problem names the place in the pack, not in the file that is made of it.
 */
export function packShop(
  pack: Pick<Pack, 'shops' | 'periods' | 'drills'>,
  choice: PackChoice = {},
): PackShopResult {
  const { shops, periods = [], drills = [] } = pack
  const index = choice.shop === undefined ? 0 : shops.findIndex(({ id }) => id === choice.shop)
  const unknown = [
    ...(index < 0 ? [noSuch('unknownShop', 'shop', choice.shop!, shops, shopWord)] : []),
    ...(choice.drills ?? [])
      .filter((id) => !drills.some((drill) => drill.id === id))
      .map((id) => noSuch('unknownDrill', 'drills', id, drills, drillWord)),
  ]
  const chosen = shops[index]
  if (unknown.length > 0 || chosen === undefined) return { ok: false, problems: unknown }
  const place = `shops.${index}.shop`
  const given =
    typeof chosen.shop === 'string' ? { format: 'shop/1', template: chosen.shop } : chosen.shop
  const parsed = shopFileSchema.safeParse(given)
  if (!parsed.success) {
    const problems = shapeProblems(parsed.error, given)
    return {
      ok: false,
      problems: problems.map((problem) => moved(problem, `${place}.${problem.path}`)),
    }
  }
  const file = parsed.data

  /** Place in the made file → place in the pack. */
  const places = new Map<string, string>()
  const overrides: Record<string, number> = {}
  for (const [at, { id, days, targetCentsPerDay }] of periods.entries()) {
    overrides[`course.${id}Days`] = days
    overrides[`course.${id}TargetCentsPerDay`] = targetCentsPerDay
    places.set(`overrides.course.${id}Days`, `periods.${at}.days`)
    places.set(`overrides.course.${id}TargetCentsPerDay`, `periods.${at}.targetCentsPerDay`)
  }
  const twice = Object.keys(overrides).filter((path) => Object.hasOwn(file.overrides ?? {}, path))
  if (twice.length > 0) {
    return { ok: false, problems: twice.map((path) => saidTwice(`${place}.overrides.${path}`)) }
  }
  const shocks = [...(file.shocks ?? [])]
  for (const [at, drill] of drills.entries()) {
    if (choice.drills?.includes(drill.id) === false) continue
    for (const [row, shock] of drill.shocks.entries()) {
      places.set(`shocks.${shocks.length}`, `drills.${at}.shocks.${row}`)
      // its shape is checked with the whole file
      shocks.push(shock as unknown as ShockEntry)
    }
  }
  const shop: ShopFile = {
    ...file,
    ...(periods.length === 0 ? {} : { overrides: { ...file.overrides, ...overrides } }),
    ...(shocks.length === 0 ? {} : { shocks }),
  }
  const resolved = parseShopFile(shop)
  if (resolved.ok) return { ok: true, shop, days: chosen.days }
  const inPack = (path: string) => {
    for (const [from, to] of places)
      if (path === from || path.startsWith(`${from}.`)) return to + path.slice(from.length)
    return typeof chosen.shop === 'string' && path === 'template' ? place : `${place}.${path}`
  }
  return {
    ok: false,
    problems: resolved.problems.map((problem) => moved(problem, inPack(problem.path))),
  }
}

/** The problem with its new place; sentences that begin with the place say the new one. */
function moved({ code, path, sentence }: Problem, to: string): Problem {
  const said = path.replace(/^overrides\./, '')
  const reworded = (text: string) => (said === '' ? text : text.replaceAll(said, to))
  const isNumberOfShop = path.startsWith('overrides.') && to.startsWith('shops.')
  return {
    code,
    path: to,
    // a number of the shop keeps the name that it has in the docs
    sentence: isNumberOfShop ? sentence : { en: reworded(sentence.en), zh: reworded(sentence.zh) },
  }
}

const shopWord: Text = { en: 'shop', zh: '店铺' }
const drillWord: Text = { en: 'drill', zh: '演练' }

function noSuch(
  code: 'unknownShop' | 'unknownDrill',
  path: string,
  id: string,
  known: readonly { readonly id: string }[],
  word: Text,
): Problem {
  const ids = known.map((one) => one.id)
  const guess = nearest(id, ids)
  const list = { en: ids.join(', '), zh: ids.join('、') }
  return {
    code,
    path,
    sentence: {
      en: `The pack has no ${word.en} “${id}”; it has ${list.en === '' ? 'none' : list.en}.${didYouMean.en(guess)}`,
      zh: `策略包没有${word.zh}“${id}”；现有：${list.zh === '' ? '无' : list.zh}。${didYouMean.zh(guess)}`,
    },
  }
}

function saidTwice(path: string): Problem {
  return {
    code: 'saidTwice',
    path,
    sentence: {
      en: `${path} is said by a period of the pack too; leave one of them out.`,
      zh: `${path} 已由策略包的阶段给出，请删除其中一处。`,
    },
  }
}
