import { useRef, type KeyboardEvent } from 'react'
import type { DecisionTable, Issue, Playbook, ScopeId } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { commandOf } from '../commands.ts'
import { useEditor } from '../context.ts'
import type { ChangeOptions } from '../fields/fieldProps.ts'
import { TableGrid } from './TableGrid.tsx'
import './table.css'

export interface TableProps {
  readonly table: DecisionTable
  readonly issues: readonly Issue[]
  readonly scope: ScopeId | undefined
  readonly params: Playbook['params']
  readonly onChange: (table: DecisionTable, options: ChangeOptions) => void
}

interface TableDialogProps extends TableProps {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
}

/** The grid over most of the window. Changes count at once; closing only closes. */
export function TableDialog({ isOpen, title, onClose, ...grid }: TableDialogProps) {
  const { t } = useI18n()
  const { store } = useEditor()
  const body = useRef<HTMLDivElement>(null)
  /** The editor's own keys end at a dialog; undo and redo are wanted here too. */
  const onKeyDown = (event: KeyboardEvent) => {
    // what closed a list of completions does not close the dialog too
    if (event.key === 'Escape' && event.isDefaultPrevented()) event.stopPropagation()
    const command = commandOf(event.nativeEvent, { isInCanvas: false, isTyping: true })
    if (command !== 'undo' && command !== 'redo') return
    event.preventDefault()
    const label = store[command]()
    if (label !== undefined)
      store.announce(
        command === 'undo' ? t.editor.undone(t.edits[label]) : t.editor.redone(t.edits[label]),
      )
  }
  return (
    <Dialog
      isOpen={isOpen}
      title={title}
      description={t.table.keys}
      onClose={onClose}
      className="table-dialog"
      initialFocus={() => body.current?.querySelector<HTMLElement>('td .table-cell') ?? true}
    >
      {/* a listener for what bubbles up from the cells */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={body} className="table-body" onKeyDown={onKeyDown}>
        <TableGrid {...grid} />
      </div>
      <div className="dialog-actions">
        <Button look="primary" onClick={onClose}>
          {t.table.done}
        </Button>
      </div>
    </Dialog>
  )
}
