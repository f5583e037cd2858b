import { lazy, Suspense } from 'react'
import { playbookLimits, type ExpressionField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { useEditor } from '../context.ts'
import type { FieldProps } from './fieldProps.ts'

// CodeMirror is a third of the editor's size and needed only when an expression is looked at
const ExpressionEditor = lazy(() => import('../expression/ExpressionEditor.tsx'))

export function ExpressionWidget(props: FieldProps<ExpressionField>) {
  const { id, field, label, value, onChange, issues, scope, params, describedBy, isInvalid } = props
  const { t } = useI18n()
  const { catalogue } = useEditor()
  const text = String(value ?? '')
  return (
    <Suspense fallback={<p className="input muted expression-wait">{t.expression.loading}</p>}>
      <ExpressionEditor
        id={id}
        label={label}
        value={text}
        issues={issues}
        scope={scope}
        params={params}
        catalogue={catalogue}
        describedBy={describedBy}
        isInvalid={isInvalid}
        maxLength={playbookLimits.expressionCharacters}
        onChange={(next) => onChange(next === '' && field.isOptional === true ? undefined : next)}
      />
    </Suspense>
  )
}
