/** What the API takes from the simulator besides running it: the catalogue for the client, the shop and the limits of a run. */
import { sameText, type Playbook, type Text, type Trial } from '@sandtable/rules'
import {
  catalogue,
  kpis,
  modelVersion,
  parseShopFile,
  runDefaults,
  runLimits,
  shockKinds,
  shops,
  type ExperimentPlan,
  type Problem,
  type ShockKind,
} from '@sandtable/sim'
import { trialShop, type RunRequest, type ShopCatalogue } from './contract.ts'

/** Plain data, the same for as long as the process lives. */
export const shopCatalogue: ShopCatalogue = {
  catalogue,
  kpis,
  shops,
  shockKinds: shockKinds.map(({ id, label, variants = [] }: ShockKind) => ({
    id,
    label,
    variants: variants.map((variant) => ({ id: variant.id, label: variant.label })),
  })),
  modelVersion,
  runDefaults,
  runLimits,
}

/** The shop that a run is made on, or one sentence why it cannot be. */
export type RunShop =
  | {
      readonly ok: true
      readonly shop: ExperimentPlan['shop']
      readonly shopHash: string
      readonly products: number
    }
  | { readonly ok: false; readonly sentence: Text }

/** Finds the shop that a run asks for: a template by its id, or the trial's of the playbook that it runs. */
export function shopOfRun(wanted: string, { trial }: Pick<Playbook, 'trial'>): RunShop {
  if (wanted !== trialShop) {
    return shops.some(({ id }) => id === wanted) ? resolve(wanted) : noShop(wanted)
  }
  return trial === undefined ? noTrial : resolve(trial.shop)
}

const noTrial: RunShop = {
  ok: false,
  sentence: {
    en: 'This playbook has no trial; choose one of the shops instead.',
    zh: '该策略没有试运行设置，请另选一家店铺。',
  },
}

function noShop(wanted: string): RunShop {
  const known = shops.map(({ id }) => id)
  return {
    ok: false,
    sentence: {
      en: `There is no shop “${wanted}”; there are: ${known.join(', ')}.`,
      zh: `没有店铺“${wanted}”；可用：${known.join('、')}。`,
    },
  }
}

function resolve(shop: Trial['shop']): RunShop {
  const resolved = parseShopFile(
    typeof shop === 'string' ? { format: 'shop/1', template: shop } : shop,
  )
  if (!resolved.ok) return wrongTrial(resolved.problems)
  return {
    ok: true,
    // `parseShopFile` has accepted it
    shop: shop as ExperimentPlan['shop'],
    shopHash: resolved.shopHash,
    products: resolved.shop.products.length,
  }
}

function wrongTrial(problems: readonly Problem[]): RunShop {
  const [first] = problems
  if (first === undefined) throw new Error('a shop is refused without a problem')
  const count = problems.length
  const more =
    count === 1
      ? { en: '', zh: '' }
      : { en: ` (${count} problems in all)`, zh: `（共 ${count} 个问题）` }
  return {
    ok: false,
    sentence: {
      en: `The shop of this playbook’s trial cannot be used: ${first.sentence.en}${more.en}`,
      zh: `该策略试运行的店铺无法使用：${first.sentence.zh}${more.zh}`,
    },
  }
}

/** One sentence when a run is larger than this server runs: the limit and the value. */
export function limitProblem(
  { days, replications }: Pick<RunRequest, 'days' | 'replications'>,
  products: number,
): Text | undefined {
  if (days > runLimits.days) {
    return {
      en: `A run has at most ${runLimits.days} days, got ${days}.`,
      zh: `一次运行最多 ${runLimits.days} 天，实际为 ${days} 天。`,
    }
  }
  if (replications < runLimits.leastReplications || replications > runLimits.replications) {
    return {
      en: `A run has ${runLimits.leastReplications} to ${runLimits.replications} replications, got ${replications}.`,
      zh: `一次运行须重复 ${runLimits.leastReplications} 到 ${runLimits.replications} 次，实际为 ${replications} 次。`,
    }
  }
  const productDays = products * days * replications
  if (productDays <= runLimits.productDays) return undefined
  return {
    en:
      `A run has at most ${runLimits.productDays} product-days; ${products} products × ${days} days × ` +
      `${replications} replications are ${productDays}. Ask for fewer days or replications.`,
    zh:
      `一次运行最多 ${runLimits.productDays} 商品·天；${products} 个商品 × ${days} 天 × ` +
      `${replications} 次重复为 ${productDays}。请减少天数或重复次数。`,
  }
}

/** What the gallery calls the shop of a trial: the name of its template; an unknown one by its id. */
export function trialLabel({ shop }: Trial): Text {
  const template = typeof shop === 'string' ? shop : shop['template']
  const known = shops.find(({ id }) => id === template)
  return known?.label ?? sameText(typeof template === 'string' ? template : '')
}
