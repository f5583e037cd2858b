import { CircleAlert, CloudCheck, CloudOff, GitCompareArrows, LoaderCircle } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import type { SaveState } from './autosave.ts'

const icons = {
  saved: CloudCheck,
  pending: LoaderCircle,
  saving: LoaderCircle,
  offline: CloudOff,
  failed: CircleAlert,
  conflict: GitCompareArrows,
} as const
const tones = {
  saved: '',
  pending: '',
  saving: '',
  offline: 'is-warning',
  failed: 'is-error',
  conflict: 'is-error',
} as const

/** Whether the server has every change. A conflict can be settled from here. */
export function SaveChip({
  state,
  onSettle,
}: {
  readonly state: SaveState
  readonly onSettle: () => void
}) {
  const { t } = useI18n()
  const Icon = icons[state.status]
  const text = t.save.states[state.status](state.changes)
  const content = (
    <>
      <Icon size={14} aria-hidden="true" />
      {text}
    </>
  )
  return (
    <output
      aria-label={t.save.label}
      className={`save-chip ${tones[state.status]}`}
      data-testid="save-state"
      data-state={state.status}
      title={state.message === undefined ? undefined : t.save.failedHint(state.message)}
    >
      {state.status === 'conflict' ? (
        <Button look="danger" onClick={onSettle}>
          {content}
        </Button>
      ) : (
        content
      )}
    </output>
  )
}
