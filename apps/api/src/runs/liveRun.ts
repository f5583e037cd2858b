/** The state of one run, and what is said of it. */
import type { ExperimentPlan } from '@sandtable/sim'
import type { RunDetail, RunEvent, RunSummary } from '../contract.ts'
import type { FinalStatus, RunEnd } from '../store/store.ts'
import type { ChangeSignal } from './changeSignal.ts'

/** A run that takes longer is stopped. */
export const runBudgetMinutes = 30

const finalStatuses: ReadonlySet<string> = new Set<FinalStatus>([
  'done',
  'failed',
  'cancelled',
  'interrupted',
])

/** Why a run ends before its result. */
export type StopReason = 'cancelled' | 'interrupted' | 'overBudget'

/** A run that is queued or running in this process. */
export interface LiveRun {
  readonly id: string
  readonly plan: ExperimentPlan
  readonly controller: AbortController
  readonly changes: ChangeSignal
  /** Resolves when the end of the run is stored. */
  readonly ended: PromiseWithResolvers<void>
  status: 'queued' | 'running'
  replicationsDone: number
  stopReason?: StopReason
}

/**
 * A run as it is now. The process knows progress better than the store, which gets it only now and then;
 * and what is unfinished in the store but not alive here was interrupted.
 */
export function present<R extends RunSummary>(run: R, live: LiveRun | undefined): R {
  if (live !== undefined)
    return { ...run, status: live.status, replicationsDone: live.replicationsDone }
  return finalStatuses.has(run.status) ? run : { ...run, status: 'interrupted' }
}

/** A stop asked for by somebody wins over a result that came at the same moment. */
export function endOf(
  { stopReason, replicationsDone }: LiveRun,
  { report, failure }: { readonly report?: RunDetail['report']; readonly failure?: unknown },
): RunEnd {
  if (stopReason === 'overBudget') {
    const error = `The run took longer than ${runBudgetMinutes} minutes and was stopped; ask for fewer days or replications.`
    return { status: 'failed', replicationsDone, error }
  }
  if (stopReason !== undefined) return { status: stopReason, replicationsDone }
  if (report !== undefined) return { status: 'done', replicationsDone, report }
  return { status: 'failed', replicationsDone, error: sentenceOf(failure) }
}

function sentenceOf(failure: unknown): string {
  if (
    failure instanceof Error &&
    'code' in failure &&
    failure.code === 'ERR_WORKER_OUT_OF_MEMORY'
  ) {
    return 'The simulation ran out of memory; ask for fewer days or replications.'
  }
  const reason = failure instanceof Error ? failure.message : String(failure)
  return `The simulation stopped with an error: ${reason}`
}

/** What watchers are told of a run. */
export function eventOf({ status, replicationsDone, replications, error }: RunSummary): RunEvent {
  return {
    status,
    replicationsDone,
    replications,
    isFinal: finalStatuses.has(status),
    ...(error === undefined ? {} : { error }),
  }
}
