/** What to run: checked as a whole before anything runs, all problems at once. */
import { z } from 'zod'
import {
  claimSchema,
  parsePlaybookValue,
  playbookLimits,
  type Claim,
  type Issue,
  type Playbook,
} from '@sandtable/rules'
import type { Problem } from '../problem.ts'
import { parseShopFile, shapeProblems, type ResolvedShop, type ShopFile } from '../shopFile.ts'

export const runDefaults = { shop: 'fashion', days: 90, replications: 30, seed: 42 } as const

/** Most of each in one run, and the least number of replications. */
export const runLimits = {
  days: 730,
  replications: 1_000,
  /** An interval needs two. */
  leastReplications: 2,
  seed: Number.MAX_SAFE_INTEGER,
  /** Products × days × replications. */
  productDays: 20_000_000,
} as const

const planSchema = z.strictObject({
  playbooks: z.array(z.unknown()).max(100),
  claims: z.array(claimSchema).max(playbookLimits.claims).optional(),
  /** Read by `parseShopFile`, which names what is wrong inside. */
  shop: z.unknown(),
  days: z.int().min(1).max(runLimits.days).optional(),
  replications: z.int().min(runLimits.leastReplications).max(runLimits.replications),
  seed: z.int().min(0).max(runLimits.seed),
})

/** What to run, not yet checked. */
export type ExperimentInput = z.input<typeof planSchema>

/** What to run, once checked. Plain data: it crosses worker borders. */
export interface ExperimentPlan {
  /** The playbook arm; the baseline arm is the empty set. */
  readonly playbooks: readonly Playbook[]
  /** What all of them together are to move; each playbook has claims of its own beside. */
  readonly claims?: readonly Claim[]
  /** Id of a template, or a whole shop file. */
  readonly shop: string | ShopFile
  /** Days of a run; the horizon of the shop when a plan does not say. */
  readonly days: number
  readonly replications: number
  readonly seed: number
}

export type PlanResult =
  | {
      readonly ok: true
      readonly plan: ExperimentPlan
      readonly shop: ResolvedShop
      readonly shopHash: string
    }
  | {
      readonly ok: false
      /** What is wrong with the plan and its shop. */
      readonly problems: readonly Problem[]
      /** What is wrong with the structure of the playbooks. */
      readonly issues: readonly Issue[]
    }

/** Reads a plan of unknown origin: its playbooks, its shop, its size; all problems at once. */
export function parsePlan(input: unknown): PlanResult {
  const parsed = planSchema.safeParse(input)
  const shopInput = parsed.success ? parsed.data.shop : shopOf(input)
  const resolved = parseShopFile(
    typeof shopInput === 'string' ? { format: 'shop/1', template: shopInput } : shopInput,
  )
  const books = (parsed.success ? parsed.data.playbooks : []).map(parsePlaybookValue)
  const issues = books.flatMap((book) => book.issues)
  if (!parsed.success || !resolved.ok || !books.every((book) => book.ok)) {
    const planProblems = parsed.success ? [] : shapeProblems(parsed.error, input)
    const problems = [...planProblems, ...(resolved.ok ? [] : resolved.problems)]
    return { ok: false, problems, issues }
  }
  const { shop, shopHash } = resolved
  const { claims, ...asked } = parsed.data
  const plan: ExperimentPlan = {
    ...asked,
    ...(claims === undefined ? {} : { claims }),
    playbooks: books.map(({ playbook }) => playbook),
    // `parseShopFile` has accepted it
    shop: shopInput as string | ShopFile,
    days: parsed.data.days ?? shop.horizonDays,
  }
  const productDays = shop.products.length * plan.days * plan.replications
  if (productDays > runLimits.productDays)
    return { ok: false, problems: [tooLarge(productDays)], issues }
  return { ok: true, plan, shop, shopHash }
}

function shopOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'shop' in input ? input.shop : undefined
}

function tooLarge(productDays: number): Problem {
  const most = runLimits.productDays
  return {
    code: 'tooLarge',
    path: 'replications',
    sentence: {
      en: `Products × days × replications must be at most ${most}, got ${productDays}. Take fewer days or replications.`,
      zh: `商品数 × 天数 × 重复次数最多为 ${most}，实际为 ${productDays}。请减少天数或重复次数。`,
    },
  }
}
