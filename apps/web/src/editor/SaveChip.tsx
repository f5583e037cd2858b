import {
  CircleAlert,
  CloudCheck,
  CloudOff,
  GitCompareArrows,
  LoaderCircle,
  Trash2,
} from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import type { SaveState } from './autosave.ts'
import { FailedSave } from './FailedSave.tsx'

const icons = {
  saved: CloudCheck,
  pending: LoaderCircle,
  saving: LoaderCircle,
  offline: CloudOff,
  failed: CircleAlert,
  conflict: GitCompareArrows,
  deleted: Trash2,
} as const
const tones = {
  saved: '',
  pending: '',
  saving: '',
  offline: 'is-warning',
  failed: 'is-error',
  conflict: 'is-error',
  deleted: 'is-error',
} as const

interface SaveChipProps {
  readonly state: SaveState
  /** Whether the browser keeps what the server does not have. */
  readonly isKept: boolean
  readonly onSettle: () => void
  readonly onRetry: () => void
}

/** Whether the server has every change. What went wrong can be read, tried again and settled from here. */
export function SaveChip({ state, isKept, onSettle, onRetry }: SaveChipProps) {
  const { t } = useI18n()
  const { status, changes } = state
  const Icon = icons[status]
  const content = (
    <>
      <Icon size={14} aria-hidden="true" />
      {status === 'offline' && !isKept
        ? t.save.offlineNotKept(changes)
        : t.save.states[status](changes)}
    </>
  )
  return (
    <output
      aria-label={t.save.label}
      className={`save-chip ${tones[status]}`}
      data-testid="save-state"
      data-state={status}
    >
      {status === 'conflict' || status === 'deleted' ? (
        <Button look="danger" onClick={onSettle}>
          {content}
        </Button>
      ) : status === 'failed' ? (
        <FailedSave message={state.message} isKept={isKept} onRetry={onRetry}>
          {content}
        </FailedSave>
      ) : (
        content
      )}
    </output>
  )
}
