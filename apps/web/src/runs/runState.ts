import type { RunSummary } from '@sandtable/api'
import type { Issue } from '@sandtable/rules'

/** Why a run did not start or cannot be shown. */
export interface StartProblem {
  readonly message: string
  readonly issues: readonly Issue[]
}

export function isActive(run: Pick<RunSummary, 'status'>): boolean {
  return run.status === 'queued' || run.status === 'running'
}
