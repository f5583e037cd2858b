import { Ban, CircleAlert, CircleCheck, CirclePause, LoaderCircle } from 'lucide-react'
import type { RunStatus, RunSummary } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { formatMoment } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'

interface RunListProps {
  /** Undefined while loading. */
  readonly runs: readonly RunSummary[] | undefined
  readonly shown: string | undefined
  readonly shopName: (id: string) => string
  /** What was run; the revision of the playbook unless given. */
  readonly whatOf?: (run: RunSummary) => string
  readonly onShow: (run: RunSummary) => void
  readonly onAgain: (run: RunSummary) => void
}

const icons = {
  queued: LoaderCircle,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleAlert,
  cancelled: Ban,
  interrupted: CirclePause,
} as const satisfies Record<RunStatus, unknown>

/** Runs that ended without a result can be started again with the same settings. */
const canRepeat: readonly RunStatus[] = ['failed', 'cancelled', 'interrupted']

export function RunList({ runs, shown, shopName, whatOf, onShow, onAgain }: RunListProps) {
  const { t, language } = useI18n()
  if (runs === undefined) return <p className="muted">{t.loading}</p>
  if (runs.length === 0) return <p className="muted">{t.run.noEarlier}</p>
  return (
    <ul className="run-list" aria-label={t.run.earlier}>
      {runs.map((run) => {
        const Icon = icons[run.status]
        return (
          <li key={run.id} className="run-row" data-status={run.status}>
            <button
              type="button"
              className="run-item"
              aria-current={run.id === shown}
              onClick={() => onShow(run)}
            >
              <Icon size={14} aria-hidden="true" className={`run-icon run-${run.status}`} />
              <span>
                <span className="run-what">
                  {t.run.describeRun(shopName(run.shop), run.days, run.replications, run.seed)}
                </span>
                <span className="muted run-when">
                  {t.run.statuses[run.status]} · {whatOf?.(run) ?? t.run.revision(run.revision)} ·{' '}
                  {formatMoment(run.createdAt, language)}
                </span>
              </span>
            </button>
            {canRepeat.includes(run.status) && (
              <Button onClick={() => onAgain(run)}>{t.run.again}</Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
