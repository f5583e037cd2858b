/**
 * The file format `playbook/1`. The zod schema is the type; `parse.ts` reads it, `format.ts` writes it.
 * Logic and layout are apart: dragging a node changes `layout` only, never the content hash.
 */
import { config, z } from 'zod'
import type { ConfigValue } from './field.ts'
import { deskIds } from './scopes.ts'

// our pages forbid code made from text, which zod would try for speed
config({ jitless: true })

/** Limits of a playbook, named in the error when passed (SPEC P4). */
export const playbookLimits = {
  bytes: 1_000_000,
  nodes: 2_000,
  edges: 5_000,
  params: 100,
  expressionCharacters: 2_000,
  /** Operators, calls and brackets inside one another. */
  expressionDepth: 200,
  /** Reported for one expression, and for one playbook; the rest is counted. */
  expressionIssues: 20,
  issues: 1_000,
  depth: 32,
  /** Items of a list inside a config: rows of a table, metrics of a message. */
  configItems: 2_000,
  /** Tests, reviews one unit case may run, and effects one run is to have. */
  tests: 200,
  testReviews: 400,
  effects: 50,
  effectCharacters: 300,
  /** Figures that a trial claims to move. */
  claims: 10,
} as const

export const playbookFormat = 'playbook/1'

/** Ids are random, never reused and never derived from names. */
const id = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)
/** Within the reach of a canvas; beyond it nobody would find the node. */
const pixel = z.number().min(-1_000_000).max(1_000_000)
const userText = (maxLength: number) =>
  z.union([
    z.string().max(maxLength),
    z.strictObject({ en: z.string().max(maxLength), zh: z.string().max(maxLength) }),
  ])

/** A number the playbook's expressions read as `params.<name>`; its unit is the suffix of its name. */
export const numberParameterSchema = z.strictObject({
  default: z.number(),
  min: z.number().optional(),
  max: z.number().optional(),
  label: userText(200).optional(),
  help: userText(500).optional(),
})
/** A choice the playbook's expressions compare enums with: `abcClass == params.class`. */
export const choiceParameterSchema = z.strictObject({
  default: z.string().min(1).max(64),
  options: z.array(z.string().min(1).max(64)).min(1).max(64),
  label: userText(200).optional(),
  help: userText(500).optional(),
})
export const parameterSchema = z.union([numberParameterSchema, choiceParameterSchema])
export type NumberParameterSetting = z.infer<typeof numberParameterSchema>
export type ChoiceParameterSetting = z.infer<typeof choiceParameterSchema>
export type Parameter = z.infer<typeof parameterSchema>

const portRef = z.tuple([id, z.string().min(1).max(64)])
export const edgeSchema = z.strictObject({ id, from: portRef, to: portRef })
/** From a node's output port to a node's input port: `[nodeId, portId]`. */
export type Edge = z.infer<typeof edgeSchema>

/** JSON of bounded size; what a field really takes is checked with the field. */
const configValue: z.ZodType<ConfigValue> = z.lazy(() =>
  z.union([
    z.string().max(playbookLimits.expressionCharacters),
    z.number(),
    z.boolean(),
    z.array(configValue).max(playbookLimits.configItems),
    z.record(z.string().max(64), configValue),
  ]),
)
export const nodeSchema = z.strictObject({
  id,
  /** Node kind, such as `trigger.lowStock`. A kind unknown to this version is kept, shown and disabled. */
  type: z
    .string()
    .regex(/^[a-z]+\.[A-Za-z0-9]+$/)
    .max(64),
  /** Version of the kind's config. */
  v: z.int().min(1),
  /** A name given by the user; the kind's label is shown otherwise. */
  name: userText(200).optional(),
  isDisabled: z.boolean().optional(),
  /** Truths of the shop by which a trigger is judged, such as `pageDefect`; a preset brings its own. */
  judgedBy: z.array(z.string().max(64)).max(10).optional(),
  config: z.record(z.string().max(64), configValue),
})
export type PlaybookNode = z.infer<typeof nodeSchema>

const caseScalar = z.union([z.number(), z.boolean(), z.string().max(64), z.null()])
/** A figure that stays, or a series by day with the newest day last. Text for enums; null is missing. */
const caseFigure = z.union([caseScalar, z.array(caseScalar).max(playbookLimits.testReviews)])
/**
 * A unit case: the figures given, day after day, and what each node then does (SPEC P6). It runs in a shop with
 * one entity in every scope. Keys of `given` are figures of every scope that has them, or of one scope as
 * `category.conversionRatio`, which goes first; `id` and `channel.id` name the entity; what is not given is
 * missing.
 */
const unitCaseSchema = z.strictObject({
  name: userText(200).optional(),
  given: z.record(z.string().max(128), caseFigure),
  /** Announced on the last day, or so many days before. */
  event: z
    .strictObject({
      id: z.string().max(64),
      payload: z.record(z.string().max(64), caseFigure).optional(),
      /** Announced so many days before the last; 0 unless given. */
      daysAgo: z.int().min(0).max(playbookLimits.testReviews).optional(),
    })
    .optional(),
  params: z.record(z.string().max(64), z.union([z.number(), z.string().max(64)])).optional(),
  /** Reviews run in a row, the last of which is looked at; 1 unless given. */
  reviews: z.int().min(1).max(playbookLimits.testReviews).optional(),
  /**
   * Node id → for a trigger `fires` or `quiet`; for a condition or flow node the port by which the entity leaves,
   * or `none`; for an action `proposes`, `suppressed`, `rejected` or `quiet`, or values it
   * proposes.
   */
  expect: z.record(
    id,
    z.union([
      z.string().max(64),
      z.record(z.string().max(64), z.union([z.number(), z.string(), z.boolean()])),
    ]),
  ),
})
export type UnitCase = z.infer<typeof unitCaseSchema>

/** A shop as the shop understands it: the id of a template, or a whole shop file. The rules do not look inside. */
const shopSchema = z.union([z.string().min(1).max(64), z.record(z.string().max(200), configValue)])

/** Days, replications and seeds a run may be asked for; what a machine can bear is the shop's to say. */
const runDays = z.int().min(1).max(10_000)

/**
 * What the playbook does to a shop: expectations on the report of a run, such as
 * `stockoutRatio.difference.high < 0` (SPEC P8). It runs on the trial of the playbook unless it says otherwise.
 */
const effectTestSchema = z.strictObject({
  name: userText(200).optional(),
  shop: shopSchema.optional(),
  days: runDays.optional(),
  replications: z.int().min(2).max(10_000).optional(),
  seed: z.int().min(0).optional(),
  effects: z
    .array(z.string().min(1).max(playbookLimits.effectCharacters))
    .min(1)
    .max(playbookLimits.effects),
})
export type EffectTest = z.infer<typeof effectTestSchema>
export type PlaybookTest = UnitCase | EffectTest

/** True for figures in and nodes out; false for effects on a shop. */
export function isUnitCase(test: PlaybookTest): test is UnitCase {
  return 'given' in test
}

/** One figure that the trial is to move, and which way; said before it is run. */
export const claimSchema = z.strictObject({
  /** A figure of the report, or of one entity as `stepPassRatio@pay` (SPEC P9). */
  kpi: z.string().min(1).max(128),
  direction: z.enum(['up', 'down']),
})
export type Claim = z.infer<typeof claimSchema>

/** The shop and the horizon that show the playbook best, and what they are to show. */
export const trialSchema = z.strictObject({
  shop: shopSchema,
  days: runDays,
  claims: z.array(claimSchema).max(playbookLimits.claims).optional(),
})
export type Trial = z.infer<typeof trialSchema>

export const playbookSchema = z.strictObject({
  format: z.literal(playbookFormat),
  id,
  name: userText(200),
  description: userText(5_000).optional(),
  /** The question about the shop that running it answers. */
  question: userText(1_000).optional(),
  /** Ids of the systems of the domain it builds, such as `INV-1`. */
  systems: z.array(z.string().max(16)).max(72).optional(),
  desk: z.enum(deskIds).optional(),
  /** Reads the figures of the day that ends (default), or of the day before at the start of the day. */
  review: z.enum(['endOfDay', 'startOfDay']).optional(),
  params: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/), parameterSchema)
    .check((context) => {
      if (Object.keys(context.value).length <= playbookLimits.params) return
      context.issues.push({
        code: 'too_big',
        origin: 'array',
        maximum: playbookLimits.params,
        inclusive: true,
        input: context.value,
      })
    })
    .optional(),
  guards: z
    .strictObject({
      /** At most so many actions a day, a message counting once; the rest is suppressed, higher priority first. */
      actionsPerDay: z.int().min(0).max(1_000_000).optional(),
      /** No price is charged below or above: number expressions of the product, such as `1.05 * unitCostCents`. */
      priceFloorCents: z.string().max(playbookLimits.expressionCharacters).optional(),
      priceCeilingCents: z.string().max(playbookLimits.expressionCharacters).optional(),
      /** At most so many cents a day are asked for by its actions. */
      spendCapCents: z.number().min(0).max(1e12).optional(),
      /** Days of the run, both included, on which nothing but messages goes out. */
      freeze: z
        .array(z.strictObject({ fromDay: z.int().min(1), toDay: z.int().min(1) }))
        .max(50)
        .optional(),
    })
    .optional(),
  trial: trialSchema.optional(),
  /** Unit cases and effects, run by `sandtable test`. */
  tests: z
    .array(z.union([unitCaseSchema, effectTestSchema]))
    .max(playbookLimits.tests)
    .optional(),
  nodes: z.array(nodeSchema).max(playbookLimits.nodes),
  edges: z.array(edgeSchema).max(playbookLimits.edges),
  /** Position of each node on the canvas, in pixels: `[x, y]`. */
  layout: z.record(id, z.tuple([pixel, pixel])).optional(),
})

/** Parts that packs share. */
export {
  configValue as configValueSchema,
  id as idSchema,
  runDays as runDaysSchema,
  shopSchema,
  userText as userTextSchema,
}

/** A playbook as stored and exported. Treat as read-only: edits make a new one. */
export type Playbook = z.infer<typeof playbookSchema>
