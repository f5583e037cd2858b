import { z } from 'zod'
import { packLimits } from '@sandtable/rules'
import type {
  PackDetail,
  PackImportResult,
  PackRunDetail,
  PackSummary,
  RunSummary,
} from '../contract.ts'
import { incompletePack, noPack, noRun, packStartedOrThrow } from '../errors.ts'
import { requestLimits } from '../limits.ts'
import type { ExportedFile } from '../playbookLibrary.ts'
import { procedure, router } from '../trpc.ts'
import { recordId } from './inputs.ts'

const byId = z.strictObject({ id: recordId })
const text = z.string().max(requestLimits.bodyBytes)

export const packsRouter = router({
  list: procedure.query(({ ctx }): Promise<readonly PackSummary[]> => ctx.packs.list()),

  get: procedure.input(byId).query(async ({ ctx, input }): Promise<PackDetail> => {
    const found = await ctx.packs.get(input.id)
    if (found === undefined) throw noPack(input.id)
    return found
  }),

  /**
   * Takes a file with whole playbooks, or an index with the files of its folder. Playbooks that are stored as they are
   * are not stored twice. A refused text is an answer with issues, not an error.
   */
  import: procedure
    .input(
      z.strictObject({
        text,
        files: z
          .array(z.strictObject({ name: z.string().max(packLimits.fileNameCharacters), text }))
          .max(packLimits.playbooks)
          .optional(),
      }),
    )
    .mutation(({ ctx, input }): Promise<PackImportResult> => {
      const files = new Map((input.files ?? []).map((file) => [file.name, file.text]))
      return ctx.packs.import(input.text, files)
    }),

  /** One file with whole playbooks: importing and exporting it again gives the same bytes. */
  export: procedure.input(byId).query(async ({ ctx, input }): Promise<ExportedFile> => {
    const file = await ctx.packs.export(input.id)
    if (file === undefined) throw noPack(input.id)
    if ('text' in file) return file
    throw incompletePack(input.id, file.ok ? [] : file.missing)
  }),

  /** Deletes the pack; its playbooks stay. */
  remove: procedure
    .input(byId)
    .mutation(async ({ ctx, input }): Promise<{ readonly removed: true }> => {
      if (!(await ctx.packs.remove(input.id))) throw noPack(input.id)
      return { removed: true }
    }),

  /** Queues a run of all its playbooks. It is watched and cancelled as any other. */
  run: procedure
    .input(
      z.strictObject({
        packId: recordId,
        shop: recordId,
        drills: z.array(recordId).max(packLimits.drills),
        replications: z.int().min(1),
        seed: z.int().min(0),
        idempotencyKey: z.string().min(8).max(64).optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<RunSummary> => {
      const { idempotencyKey, ...request } = input
      return packStartedOrThrow(input.packId, await ctx.runs.startPack(request, idempotencyKey))
    }),

  /** Newest first; also of a deleted pack. */
  runs: procedure
    .input(z.strictObject({ packId: recordId }))
    .query(({ ctx, input }): Promise<readonly RunSummary[]> => ctx.runs.list(input.packId, 'pack')),

  getRun: procedure.input(byId).query(async ({ ctx, input }): Promise<PackRunDetail> => {
    const run = await ctx.runs.getPack(input.id)
    if (run === undefined) throw noRun(input.id)
    return run
  }),
})
