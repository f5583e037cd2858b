import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface ConflictDialogProps {
  readonly isOpen: boolean
  readonly onLater: () => void
  readonly onKeepCopy: () => void
  readonly onLoadTheirs: () => void
}

/** Someone else saved a newer revision: nothing is overwritten, the user chooses. */
export function ConflictDialog({ isOpen, onLater, onKeepCopy, onLoadTheirs }: ConflictDialogProps) {
  const { t } = useI18n()
  return (
    <Dialog
      isOpen={isOpen}
      title={t.save.conflictTitle}
      description={t.save.conflictText}
      onClose={onLater}
    >
      <div className="conflict-choice">
        <Button look="primary" onClick={onKeepCopy}>
          {t.save.keepCopy}
        </Button>
        <span className="muted">{t.save.keepCopyHint}</span>
      </div>
      <div className="conflict-choice">
        <Button onClick={onLoadTheirs}>{t.save.loadTheirs}</Button>
        <span className="muted">{t.save.loadTheirsHint}</span>
      </div>
      <div className="dialog-actions">
        <Button look="plain" onClick={onLater}>
          {t.save.decideLater}
        </Button>
      </div>
    </Dialog>
  )
}
