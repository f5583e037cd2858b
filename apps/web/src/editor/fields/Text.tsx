import type { TextField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { asText } from '../configText.ts'
import type { FieldProps } from './fieldProps.ts'

export function TextWidget({
  id,
  field,
  value,
  onChange,
  describedBy,
  isInvalid,
}: FieldProps<TextField>) {
  const { t } = useI18n()
  const text = asText(value)
  return (
    <>
      <textarea
        className="textarea"
        id={id}
        value={text}
        maxLength={field.maxLength}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onChange={({ target }) =>
          onChange(target.value === '' && field.isOptional === true ? undefined : target.value)
        }
      />
      {text.length > field.maxLength * 0.8 && (
        <p className="field-help">{t.inspector.chars(text.length, field.maxLength)}</p>
      )}
    </>
  )
}
