import type { ReactNode } from 'react'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { RunDetail, RunSummary } from '@sandtable/api'
import type { Issue } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { RunProgress } from './RunProgress.tsx'
import { isActive, type StartProblem } from './runState.ts'
import type { WatchStore } from './watchRun.ts'

/** Why a run did not start, problem by problem. */
export function StartNotice({
  problem: { message, issues },
  renderIssue,
}: {
  readonly problem: StartProblem
  readonly renderIssue: (issue: Issue) => ReactNode
}) {
  return (
    <div className="notice notice-error" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        {message}
        <ul>
          {issues.map((issue, index) => (
            // equal problems differ only by their order
            <li key={`${issue.code}-${index}`}>{renderIssue(issue)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

interface RunStateProps {
  readonly run: RunSummary & Pick<RunDetail, 'report'>
  readonly watch: WatchStore
  /** Said when the results are of something that was changed since. */
  readonly stale: string | undefined
  readonly onCancel: () => void
  readonly onAgain: () => void
}

/** How far a run is, or why it ended without a result; what stands before its results. */
export function RunState({ run, watch, stale, onCancel, onAgain }: RunStateProps) {
  const { t } = useI18n()
  const ended =
    run.status === 'failed'
      ? t.run.failedText(run.error ?? '')
      : run.status === 'interrupted'
        ? t.run.interruptedText
        : run.status === 'cancelled'
          ? t.run.cancelledText
          : undefined
  return (
    <>
      {isActive(run) && <RunProgress run={run} watch={watch} onCancel={onCancel} />}
      {ended !== undefined && (
        <output className="notice notice-warning">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{ended}</span>
          <Button onClick={onAgain}>{t.run.again}</Button>
        </output>
      )}
      {run.report !== undefined && stale !== undefined && (
        <output className="notice notice-warning" data-testid="stale-banner">
          <TriangleAlert size={16} aria-hidden="true" />
          {stale}
        </output>
      )}
    </>
  )
}
