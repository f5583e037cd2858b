import { scopes, type ScopeField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { asText } from '../configText.ts'
import type { FieldProps } from './fieldProps.ts'

export function ScopeWidget({
  id,
  field,
  value,
  onChange,
  describedBy,
  isInvalid,
}: FieldProps<ScopeField>) {
  const { t, text } = useI18n()
  const isKnown = field.options.some((option) => option === value)
  return (
    <select
      className="select"
      id={id}
      value={asText(value)}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      onChange={({ target }) => onChange(target.value)}
    >
      {!isKnown && (
        <option value={asText(value)}>{value === undefined ? t.notSet : asText(value)}</option>
      )}
      {field.options.map((option) => (
        <option key={option} value={option}>
          {text(scopes[option].label)}
        </option>
      ))}
    </select>
  )
}
