import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface ConflictDialogProps {
  readonly isOpen: boolean
  /** There is no newer revision to load: the playbook is gone. */
  readonly isDeleted: boolean
  readonly onLater: () => void
  readonly onKeepCopy: () => void
  readonly onLoadTheirs: () => void
  readonly onDiscard: () => void
}

/** Someone else saved a newer revision or deleted the playbook: nothing is overwritten, the user chooses. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { isOpen, isDeleted, onLater, onKeepCopy, onLoadTheirs, onDiscard } = props
  const { t } = useI18n()
  return (
    <Dialog
      isOpen={isOpen}
      title={isDeleted ? t.save.deletedTitle : t.save.conflictTitle}
      description={isDeleted ? t.save.deletedText : t.save.conflictText}
      onClose={onLater}
    >
      <div className="conflict-choice">
        <Button look="primary" onClick={onKeepCopy}>
          {t.save.keepCopy}
        </Button>
        <span className="muted">{t.save.keepCopyHint}</span>
      </div>
      <div className="conflict-choice">
        {isDeleted ? (
          <Button look="danger" onClick={onDiscard}>
            {t.save.discard}
          </Button>
        ) : (
          <Button onClick={onLoadTheirs}>{t.save.loadTheirs}</Button>
        )}
        <span className="muted">{isDeleted ? t.save.discardHint : t.save.loadTheirsHint}</span>
      </div>
      <div className="dialog-actions">
        <Button look="plain" onClick={onLater}>
          {t.save.decideLater}
        </Button>
      </div>
    </Dialog>
  )
}
