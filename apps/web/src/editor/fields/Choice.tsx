import type { ChoiceField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { asText } from '../configText.ts'
import type { FieldProps } from './fieldProps.ts'

export function ChoiceWidget({
  id,
  field,
  value,
  onChange,
  describedBy,
  isInvalid,
}: FieldProps<ChoiceField>) {
  const { t, text } = useI18n()
  const current = asText(value)
  const isKnown = Object.hasOwn(field.options, current)
  return (
    <select
      className="select"
      id={id}
      value={current}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    >
      {(field.isOptional === true || value === undefined) && <option value="">{t.notSet}</option>}
      {value !== undefined && !isKnown && <option value={current}>{current}</option>}
      {Object.entries(field.options).map(([option, { label }]) => (
        <option key={option} value={option}>
          {text(label)}
        </option>
      ))}
    </select>
  )
}
