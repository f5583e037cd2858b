import type { Issue } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'

export interface Refused {
  readonly fileName: string
  readonly issues: readonly Issue[]
}

/** Every problem of a file that was not imported. */
export function RefusedImport({
  refused,
  onClose,
}: {
  readonly refused: Refused | undefined
  readonly onClose: () => void
}) {
  const { t } = useI18n()
  const issues = refused?.issues ?? []
  return (
    <Dialog
      isOpen={refused !== undefined}
      title={t.gallery.refusedTitle(refused?.fileName ?? '')}
      description={t.gallery.refused(issues.length)}
      onClose={onClose}
    >
      <ul className="refused">
        {issues.map((issue, index) => (
          // equal problems differ only by their order
          <li key={`${issue.code}-${index}`}>
            <SeverityIcon severity={issue.severity} />
            <span>
              <IssueText issue={issue} />
              {issue.path.length > 0 && (
                <code className="muted"> {t.gallery.place(issue.path.join('.'))}</code>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}
