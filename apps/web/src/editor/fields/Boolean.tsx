import type { BooleanField } from '@sandtable/rules'
import type { FieldProps } from './fieldProps.ts'

export function BooleanWidget({
  id,
  label,
  value,
  onChange,
  describedBy,
}: FieldProps<BooleanField>) {
  return (
    <label className="check">
      <input
        type="checkbox"
        id={id}
        checked={value === true}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span className="field-label">{label}</span>
    </label>
  )
}
