import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { RunDetail, RunSummary } from '../contract.ts'
import { noRun, startedOrThrow } from '../errors.ts'
import { procedure, router } from '../trpc.ts'
import { recordId, revisionNumber } from './inputs.ts'

const byId = z.strictObject({ id: recordId })

export const runsRouter = router({
  /** Queues a run. With an `idempotencyKey`, a request sent twice starts one run. */
  start: procedure
    .input(
      z.strictObject({
        playbookId: recordId,
        revision: revisionNumber,
        shop: recordId,
        days: z.int().min(1),
        replications: z.int().min(1),
        seed: z.int().min(0),
        idempotencyKey: z.string().min(8).max(64).optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<RunSummary> => {
      const { idempotencyKey, ...request } = input
      return startedOrThrow(request, await ctx.runs.start(request, idempotencyKey))
    }),

  /** Newest first; also of a deleted playbook. */
  list: procedure
    .input(z.strictObject({ playbookId: recordId }))
    .query(({ ctx, input }): Promise<readonly RunSummary[]> => ctx.runs.list(input.playbookId)),

  get: procedure.input(byId).query(async ({ ctx, input }): Promise<RunDetail> => {
    const run = await ctx.runs.get(input.id)
    if (run === undefined) throw noRun(input.id)
    return run
  }),

  /** Stops a queued or running run; one that has ended stays as it is. */
  cancel: procedure.input(byId).mutation(async ({ ctx, input }): Promise<RunSummary> => {
    const run = await ctx.runs.cancel(input.id)
    if (run === undefined) throw noRun(input.id)
    return run
  }),

  /** The present state, then every change; ends with an event that is final. */
  watch: procedure
    .input(z.strictObject({ runId: recordId, lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      if (!(await ctx.runs.has(input.runId))) throw noRun(input.runId)
      const seenId = input.lastEventId ?? undefined
      for await (const [eventId, event] of ctx.runs.watch(input.runId, { seenId, signal })) {
        yield tracked(eventId, event)
      }
    }),
})
