import { useState } from 'react'
import {
  playbookLimits,
  type ConditionRows as Rows,
  type Issue,
  type Playbook,
  type ScopeId,
  type ValueInfo,
} from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { ConditionRows, rowsIn, useReading } from './ConditionRows.tsx'
import { setConditionView, useConditionView, type ConditionView } from './conditionView.ts'
import './condition.css'

// CodeMirror is a third of the editor's size and needed only when an expression is looked at
const { Part: ExpressionEditor } = later(
  async () => (await import('./ExpressionEditor.tsx')).ExpressionEditor,
)

export interface ExpressionInputProps {
  readonly id: string
  readonly label: string
  readonly value: string
  /** Its result is true or false: it may be written as rows too. */
  readonly isCondition?: boolean
  readonly issues: readonly Issue[]
  readonly scope: ScopeId | undefined
  readonly params: Playbook['params']
  /** What the event of the node says; read as `event.x`. */
  readonly payload?: Readonly<Record<string, ValueInfo>>
  /** Reads literals and parameters only. */
  readonly isConstant?: boolean
  readonly describedBy?: string
  readonly onChange: (value: string) => void
}

/** An expression: a condition as rows or as text, anything else as text. */
export function ExpressionInput(props: ExpressionInputProps) {
  return props.isCondition === true ? <Condition {...props} /> : <ExpressionText {...props} />
}

function ExpressionText(props: ExpressionInputProps) {
  const { t } = useI18n()
  const { id, label, value, issues, describedBy = '' } = props
  const context = useReading(props)
  return (
    <ExpressionEditor
      waiting={<p className="input muted expression-wait">{t.expression.loading}</p>}
      id={id}
      label={label}
      value={value}
      issues={issues}
      reads={{
        catalogue: context.catalogue,
        scope: context.scope,
        params: props.params,
        payload: props.payload ?? {},
        isConstant: props.isConstant === true,
      }}
      describedBy={describedBy}
      isInvalid={issues.some(({ severity }) => severity === 'error')}
      maxLength={playbookLimits.expressionCharacters}
      onChange={props.onChange}
    />
  )
}

/** Rows while the condition fits into them, unless the user prefers text. */
function Condition(props: ExpressionInputProps) {
  const { t } = useI18n()
  const preferred = useConditionView(({ view }) => view)
  const { rows, onRows } = useRows(props)
  const view: ConditionView = rows === undefined ? 'text' : preferred
  return (
    <div className="condition">
      <div className="condition-views" role="group" aria-label={t.expression.view}>
        {(['rows', 'text'] as const).map((each) => (
          <Button
            key={each}
            look="plain"
            aria-pressed={view === each}
            disabled={each === 'rows' && rows === undefined}
            onClick={() => setConditionView(each)}
          >
            {t.expression[each]}
          </Button>
        ))}
      </div>
      {view === 'rows' && rows !== undefined ? (
        <ConditionRows {...props} {...rows} onChange={onRows} />
      ) : (
        <ExpressionText {...props} />
      )}
      {rows === undefined && preferred === 'rows' && (
        <p className="field-help">{t.expression.noRows}</p>
      )}
    </div>
  )
}

/** The rows of the text. What was typed into them stays as typed, even where it cannot be read back yet. */
function useRows(props: ExpressionInputProps) {
  const context = useReading(props)
  const [typed, setTyped] = useState<{ readonly text: string; readonly rows: Rows }>()
  const rows = typed?.text === props.value ? typed.rows : rowsIn(props.value, context)
  return {
    rows: rows === undefined ? undefined : { rows, context },
    onRows: (text: string, next: Rows) => {
      setTyped({ text, rows: next })
      props.onChange(text)
    },
  }
}
