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
      describedBy={describedBy}
      isInvalid={isInvalid}
      onChange={(days) => {
        if (days === undefined) onChange(undefined)
        else if (Number.isInteger(days) && days >= 0) onChange(`${days}d`)
      }}
    />
  )
}
