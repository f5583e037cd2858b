/**
 * The file format `pack/1`: playbooks that make one system of the domain, the shops they are shown on, the periods
 * of a course and the drills that may be held. The zod schema is the type; `packFile.ts` reads and writes it.
 */
import { z } from 'zod'
import { packLimits } from './packLimits.ts'
import {
  claimSchema,
  configValueSchema,
  idSchema,
  playbookLimits,
  runDaysSchema,
  shopSchema,
  userTextSchema,
  type Playbook,
} from './playbook.ts'

export const packFormat = 'pack/1'

/** The file of a folder that makes it a pack. */
export const packFileName = 'pack.json'

/** Parts of a course, in their order. */
export const periodIds = ['early', 'middle', 'late'] as const

const fileName = z.string().max(packLimits.fileNameCharacters)
/** Read by `parsePlaybookValue`, which names what is wrong inside. */
const wholePlaybook = z.record(z.string(), z.unknown())

const packShopSchema = z.strictObject({
  id: idSchema,
  name: userTextSchema(200),
  shop: shopSchema,
  days: runDaysSchema,
})
const periodSchema = z.strictObject({
  id: z.enum(periodIds),
  name: userTextSchema(200),
  days: runDaysSchema,
  /** Sales to reach each day, in cents. */
  targetCentsPerDay: z.number().min(0),
})
const drillSchema = z.strictObject({
  /** Any id but `none`, by which a run is asked for without drills. */
  id: z.string().regex(/^(?!none$)[A-Za-z][A-Za-z0-9_-]{0,63}$/),
  name: userTextSchema(200),
  description: userTextSchema(5_000).optional(),
  /** What happens, as a shop file says it. The rules do not look inside. */
  shocks: z
    .array(z.record(z.string().max(64), configValueSchema))
    .min(1)
    .max(packLimits.shocks),
  /** Ids of the playbooks that answer it. */
  playbooks: z.array(idSchema).max(packLimits.playbooks).optional(),
})

export const packSchema = z.strictObject({
  format: z.literal(packFormat),
  id: idSchema,
  name: userTextSchema(200),
  description: userTextSchema(5_000).optional(),
  /** The question about the shop that running them together answers. */
  question: userTextSchema(1_000).optional(),
  /** Ids of the systems of the domain it builds, such as `TRN-1`. */
  systems: z.array(z.string().max(16)).max(72).optional(),
  /** Where they may be run; the first unless another is asked for. */
  shops: z.array(packShopSchema).min(1).max(packLimits.shops),
  periods: z.array(periodSchema).max(periodIds.length).optional(),
  drills: z.array(drillSchema).max(packLimits.drills).optional(),
  /** What all of them together are to show on the first shop; said before it is run. */
  claims: z.array(claimSchema).max(playbookLimits.claims).optional(),
  /** Names of files beside it, or whole playbooks. */
  playbooks: z
    .array(z.union([fileName, wholePlaybook]))
    .min(1)
    .max(packLimits.playbooks),
})

type PackFile = z.infer<typeof packSchema>

/** A pack whose members are said as `Member`. Treat as read-only. */
export interface PackOf<Member> extends Omit<PackFile, 'playbooks'> {
  readonly playbooks: readonly Member[]
}
/** A pack with its playbooks. */
export type Pack = PackOf<Playbook>
export type PackShop = Pack['shops'][number]
export type PackPeriod = NonNullable<Pack['periods']>[number]
export type PackDrill = NonNullable<Pack['drills']>[number]
