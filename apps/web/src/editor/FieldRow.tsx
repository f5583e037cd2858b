import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { Issue } from '@sandtable/rules'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { useEditor, useEditorState } from './context.ts'

export interface ControlProps {
  readonly id: string
  readonly describedBy: string
  readonly isInvalid: boolean
}

interface FieldRowProps {
  readonly label: string
  readonly help?: string
  readonly issues?: readonly Issue[]
  /** Where a problem or a command jumps to. */
  readonly place?: { readonly nodeId: string; readonly field: string }
  /** The control brings its own visible label (a checkbox). */
  readonly hasOwnLabel?: boolean
  readonly children: (control: ControlProps) => ReactNode
}

const noIssues: readonly Issue[] = []

/** Label, control, help and problems of one field, tied together for screen readers. */
export function FieldRow({
  label,
  help,
  issues = noIssues,
  place,
  hasOwnLabel = false,
  children,
}: FieldRowProps) {
  const id = useId()
  const describedBy = `${id}-about`
  const row = useRef<HTMLDivElement>(null)
  useJump(place, row)
  return (
    <div className="field" ref={row}>
      {!hasOwnLabel && (
        <label className="field-label" htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
      )}
      {children({
        id,
        describedBy,
        isInvalid: issues.some(({ severity }) => severity === 'error'),
      })}
      <div id={describedBy} className="field-about">
        {help !== undefined && <p className="field-help">{help}</p>}
        <FieldProblems issues={issues} />
      </div>
    </div>
  )
}

export function FieldProblems({ issues }: { readonly issues: readonly Issue[] }) {
  return issues.map((issue, index) => (
    // equal problems may occur twice in one expression
    <p key={`${issue.code}-${index}`} className="field-problem">
      <SeverityIcon severity={issue.severity} />
      <IssueText issue={issue} />
    </p>
  ))
}

/** Takes the focus when the inspector is sent to this field. Expression editors may still be loading: it waits for them. */
function useJump(place: FieldRowProps['place'], row: React.RefObject<HTMLDivElement | null>): void {
  const { store } = useEditor()
  const jump = useEditorState((state) => state.jump)
  const isWanted =
    place !== undefined && jump?.nodeId === place.nodeId && jump.field === place.field
  useEffect(() => {
    if (!isWanted) return
    const focus = () => {
      const control = row.current?.querySelector<HTMLElement>(
        '.cm-content, input, select, textarea, .search-select, .table-field > button',
      )
      if (control === null || control === undefined) return false
      control.focus()
      row.current?.scrollIntoView({ block: 'nearest' })
      store.setState({ jump: undefined })
      return true
    }
    if (focus()) return
    const timer = setInterval(() => focus() && clearInterval(timer), 50)
    return () => clearInterval(timer)
  }, [isWanted, row, store])
}
