import { durationDays, type DurationField } from '@sandtable/rules'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'

/** Days as a number; stored as `7d`. */
export function DurationWidget({
  id,
  field,
  value,
  onChange,
  describedBy,
  isInvalid,
}: FieldProps<DurationField>) {
  return (
    <UnitNumber
      id={id}
      value={durationDays(value)}
      unit="day"
      min={field.minDays}
      max={field.maxDays}
      isInteger
      refuses={{ min: field.minDays, max: field.maxDays, isInteger: true }}
      describedBy={describedBy}
      isInvalid={isInvalid}
      onChange={(days) => onChange(days === undefined ? undefined : `${days}d`)}
    />
  )
}
