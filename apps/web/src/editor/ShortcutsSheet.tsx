import { useRef } from 'react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { commandIds, commandSpec, keysInWords } from './commands.ts'
import { isMac } from './platform.ts'

const groups = ['edit', 'canvas', 'view', 'run'] as const

export function ShortcutsSheet({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { t } = useI18n()
  // the sheet is read from its top, not from its button
  const top = useRef<HTMLElement>(null)
  return (
    <Dialog
      isOpen={isOpen}
      title={t.commands.shortcuts}
      onClose={onClose}
      initialFocus={top}
      className="shortcuts"
    >
      <Shortcuts top={top} />
      <div className="dialog-actions">
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}

function Shortcuts({ top }: { readonly top: React.RefObject<HTMLElement | null> }) {
  const { t } = useI18n()
  return (
    <>
      {groups.map((group, index) => (
        <section key={group} {...(index === 0 ? { ref: top, tabIndex: -1 } : {})}>
          <h3>{t.commandGroups[group]}</h3>
          <dl className="shortcut-list">
            {commandIds
              .filter((id) => commandSpec(id).group === group)
              .map((id) => (
                <div key={id}>
                  <dt>{t.commands[id]}</dt>
                  <dd>
                    <kbd className="kbd">{keysInWords(id, isMac)}</kbd>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <ul className="muted shortcut-notes">
        {t.shortcutNotes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}
