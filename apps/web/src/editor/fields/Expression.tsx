import { displayScale, type ExpressionField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { useEditor } from '../context.ts'
import { ExpressionInput } from '../expression/ExpressionInput.tsx'
import { asText } from '../configText.ts'
import { plainNumber } from '../describe.ts'
import type { FieldProps } from './fieldProps.ts'

export function ExpressionWidget(props: FieldProps<ExpressionField>) {
  const { id, field, label, value, onChange, issues, scope, params, describedBy, config } = props
  const { value: inWords } = useI18n()
  const { catalogue } = useEditor()
  const eventId = field.payloadOf === undefined ? undefined : config[field.payloadOf]
  const event = catalogue.events.find((candidate) => candidate.id === eventId)
  const text = asText(value)
  const plain = field.unit === undefined ? undefined : plainNumber(value)
  return (
    <>
      <ExpressionInput
        id={id}
        label={label}
        value={text}
        isCondition={field.result === 'bool' && field.isConstant !== true}
        {...(event === undefined ? {} : { payload: event.payload })}
        isConstant={field.isConstant === true}
        issues={issues}
        scope={scope}
        params={params}
        describedBy={describedBy}
        onChange={(next) => onChange(next === '' && field.isOptional === true ? undefined : next)}
      />
      {/* cents and ratios are written as in the file: what they are for people stands beside */}
      {plain !== undefined && displayScale(field.unit ?? 'none') !== 1 && (
        <p className="field-help numeric">= {inWords(plain, field.unit ?? 'none')}</p>
      )}
    </>
  )
}
