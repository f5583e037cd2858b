/** The file format `reference-cases/2`: cases with exact answers for a simulated shop. Only what a run needs is read. */
import { z } from 'zod'

export const lawSchema = z.discriminatedUnion('law', [
  z.object({ law: z.literal('poisson'), mean: z.number() }),
  z.object({ law: z.literal('negbin'), mean: z.number(), r: z.number() }),
  z.object({ law: z.literal('constant'), mean: z.number() }),
  z.object({ law: z.literal('normal'), mean: z.number(), sd: z.number() }),
])
export type Law = z.infer<typeof lawSchema>

const conditionSchema = z.object({
  metric: z.string(),
  op: z.enum(['<', '<=', '==', '>=', '>']),
  value: z.number().optional(),
  timesMetric: z.object({ factor: z.number(), metric: z.string() }).optional(),
  forDays: z.number().optional(),
  windowDays: z.number().optional(),
})
export type PolicyCondition = z.infer<typeof conditionSchema>

const actionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('orderUpTo'), level: z.number(), supplier: z.string().optional() }),
  z.object({ type: z.literal('orderQuantity'), quantity: z.number() }),
  z.object({ type: z.literal('orderMultiple'), multiple: z.number(), above: z.number() }),
  z.object({ type: z.literal('setPrice'), price: z.number() }),
  z.object({ type: z.literal('addGift') }),
  z.object({ type: z.literal('transfer') }),
  z.object({ type: z.literal('alert') }),
  z.object({ type: z.literal('salvage') }),
])
export type PolicyAction = z.infer<typeof actionSchema>

const ruleSchema = z.object({
  review: z.string(),
  when: z.array(conditionSchema),
  action: actionSchema,
  fires: z.enum(['whileTrue', 'becomesTrue']).optional(),
  cooldownDays: z.number().optional(),
  restart: z.boolean().optional(),
  warehouse: z.number().optional(),
})
export type PolicyRule = z.infer<typeof ruleSchema>

const policyOfRunSchema = z.union([z.null(), ruleSchema, z.object({ rules: z.array(ruleSchema) })])
const policySchema = z.union([
  policyOfRunSchema,
  z.object({ byRun: z.record(z.string(), policyOfRunSchema) }),
])

const toleranceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sigma'),
    sigmaInf: z.number(),
    sigmas: z.number(),
    per: z.enum(['day', 'replication', 'ticket', 'demand', 'customer', 'episode']),
  }),
  z.object({
    kind: z.literal('relative'),
    value: z.number(),
    minReplications: z.number().optional(),
    minDays: z.number().optional(),
  }),
  z.object({ kind: z.literal('standardError'), sigmas: z.number(), minReplications: z.number() }),
  z.object({ kind: z.literal('atMost'), factor: z.number(), minDays: z.number().optional() }),
  z.object({ kind: z.literal('equal') }),
])
export type Tolerance = z.infer<typeof toleranceSchema>

const placeSchema = z.object({
  run: z.string().optional(),
  difference: z.tuple([z.string(), z.string()]).optional(),
  stage: z.string().optional(),
  stages: z.array(z.string()).optional(),
  item: z.union([z.number(), z.string()]).optional(),
  channel: z.number().optional(),
  week: z.number().optional(),
  day: z.number().optional(),
  timeUnits: z.number().optional(),
})
/** Which run, day, item … of the case a metric means. */
export type Place = z.infer<typeof placeSchema>

const statusSchema = z.enum(['required', 'optional'])
const metricSchema = z.object({
  metric: z.string().optional(),
  at: placeSchema.optional(),
  exact: z.union([z.number(), z.string(), z.null()]),
  tolerance: toleranceSchema,
  status: statusSchema.optional(),
  why: z.string().optional(),
})

const caseSchema = z.object({
  id: z.string(),
  family: z.string(),
  status: statusSchema,
  why: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()),
  policy: policySchema,
  metrics: z.record(z.string(), metricSchema),
})
export type ReferenceCase = z.infer<typeof caseSchema>

export const caseFileSchema = z.object({
  schema: z.literal('reference-cases/2'),
  cases: z.array(caseSchema),
})

/** The names of a case's runs, and what each of them is given; one run without a name when the case names none. */
export function runsOf({ inputs, policy }: ReferenceCase): CaseRun[] {
  const overrides = inputs['runs'] as Record<string, Record<string, unknown>> | undefined
  const byRun = policy !== null && 'byRun' in policy ? policy.byRun : undefined
  const names = Object.keys(byRun ?? overrides ?? { '': null })
  return names.map((name) => {
    const own = byRun === undefined ? (policy as z.infer<typeof policyOfRunSchema>) : byRun[name]!
    return {
      name,
      inputs: { ...inputs, ...overrides?.[name] },
      rules: own === null ? [] : 'rules' in own ? own.rules : [own],
    }
  })
}

/** One run of a case. */
export interface CaseRun {
  readonly name: string
  /** The case's inputs under those of the run. */
  readonly inputs: Readonly<Record<string, unknown>>
  readonly rules: readonly PolicyRule[]
}
