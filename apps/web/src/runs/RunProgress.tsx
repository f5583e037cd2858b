import { useStore } from 'zustand'
import { X } from 'lucide-react'
import type { RunSummary } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import type { WatchStore } from './watchRun.ts'

interface RunProgressProps {
  readonly run: RunSummary
  readonly watch: WatchStore
  readonly onCancel: () => void
}

/** A run that goes on. Reads the stream's own store, so that only this bar renders at each event. */
export function RunProgress({ run, watch, onCancel }: RunProgressProps) {
  const { t } = useI18n()
  const event = useStore(watch, (state) => (state.runId === run.id ? state.event : undefined))
  const isReconnecting = useStore(watch, (state) => state.isReconnecting)
  const done = event?.replicationsDone ?? run.replicationsDone
  return (
    <div className="run-progress" data-testid="run-progress">
      <span className="chip">{t.run.statuses[event?.status ?? run.status]}</span>
      <progress aria-label={t.run.progressLabel} max={run.replications} value={done} />
      <span className="numeric">{t.run.progress(done, run.replications)}</span>
      {isReconnecting && <span className="is-warning">{t.run.reconnecting}</span>}
      <Button onClick={onCancel}>
        <X size={14} aria-hidden="true" />
        {t.run.cancel}
      </Button>
    </div>
  )
}
