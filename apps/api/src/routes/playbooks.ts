import { z } from 'zod'
import type { ImportResult, PlaybookSummary, StoredPlaybook } from '../contract.ts'
import { createdOrThrow, noPlaybook, removedOrThrow, savedOrThrow } from '../errors.ts'
import { requestLimits } from '../limits.ts'
import type { ExportedFile } from '../playbookLibrary.ts'
import { procedure, router } from '../trpc.ts'
import { recordId, revisionNumber } from './inputs.ts'

/** Parsed by the rules package, which names every problem; a schema here would only say that there is one. */
const playbook = z.unknown()
const byId = z.strictObject({ id: recordId })

export const playbooksRouter = router({
  list: procedure.query(({ ctx }): Promise<readonly PlaybookSummary[]> => ctx.playbooks.list()),

  get: procedure.input(byId).query(async ({ ctx, input }): Promise<StoredPlaybook> => {
    const found = await ctx.playbooks.get(input.id)
    if (found === undefined) throw noPlaybook(input.id)
    return found
  }),

  /** Stores a new playbook. When its id is taken it gets another: use the id of the answer. */
  create: procedure
    .input(z.strictObject({ playbook }))
    .mutation(async ({ ctx, input }) => createdOrThrow(await ctx.playbooks.create(input.playbook))),

  /**
   * CONFLICT when `baseRevision` is not the stored one; `data.currentRevision` says which is. A client that
   * got no answer sends the same playbook with the same `saveId` again: it is stored once.
   */
  save: procedure
    .input(
      z.strictObject({
        id: recordId,
        baseRevision: revisionNumber,
        playbook,
        saveId: z.uuid().optional(),
      }),
    )
    .mutation(async ({ ctx, input: { id, baseRevision, playbook: value, saveId } }) =>
      savedOrThrow(id, await ctx.playbooks.save(id, baseRevision, value, saveId)),
    ),

  remove: procedure
    .input(z.strictObject({ id: recordId, baseRevision: revisionNumber }))
    .mutation(async ({ ctx, input }): Promise<{ readonly removed: true }> => {
      removedOrThrow(input.id, await ctx.playbooks.remove(input.id, input.baseRevision))
      return { removed: true }
    }),

  /** A refused text is an answer with issues, not an error. */
  import: procedure
    .input(z.strictObject({ text: z.string().max(requestLimits.bodyBytes) }))
    .mutation(({ ctx, input }): Promise<ImportResult> => ctx.playbooks.import(input.text)),

  /** The canonical text: importing and exporting it again gives the same bytes. */
  export: procedure.input(byId).query(async ({ ctx, input }): Promise<ExportedFile> => {
    const file = await ctx.playbooks.export(input.id)
    if (file === undefined) throw noPlaybook(input.id)
    return file
  }),
})
