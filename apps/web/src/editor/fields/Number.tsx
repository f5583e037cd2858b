import type { NumberField } from '@sandtable/rules'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'

export function NumberWidget({
  id,
  field,
  value,
  onChange,
  describedBy,
  isInvalid,
}: FieldProps<NumberField>) {
  return (
    <UnitNumber
      id={id}
      value={typeof value === 'number' ? value : undefined}
      unit={field.unit}
      min={field.min}
      max={field.max}
      isInteger={field.isInteger === true}
      describedBy={describedBy}
      isInvalid={isInvalid}
      onChange={onChange}
    />
  )
}
