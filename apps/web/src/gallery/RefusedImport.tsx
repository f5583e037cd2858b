import { useState } from 'react'
import type { Issue } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'

export interface Refused {
  readonly fileName: string
  readonly issues: readonly Issue[]
}

/** Every problem of every file that was not imported. */
export function RefusedImport({
  refused,
  onClose,
}: {
  readonly refused: readonly Refused[]
  readonly onClose: () => void
}) {
  const { t } = useI18n()
  // what is said stays while the dialog fades
  const [shown, setShown] = useState(refused)
  if (refused.length > 0 && refused !== shown) setShown(refused)
  const [first] = shown
  const problems = shown.reduce((sum, { issues }) => sum + issues.length, 0)
  return (
    <Dialog
      isOpen={refused.length > 0}
      title={
        shown.length > 1
          ? t.gallery.refusedSeveral(shown.length)
          : t.gallery.refusedTitle(first?.fileName ?? '')
      }
      description={t.gallery.refused(problems)}
      onClose={onClose}
    >
      {shown.map(({ fileName, issues }, file) => (
        // two files of different folders may have one name
        <section key={`${fileName}-${file}`} className="refused-file">
          {shown.length > 1 && <h3>{fileName}</h3>}
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
        </section>
      ))}
      <div className="dialog-actions">
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}
