import { durationDays, type DurationField } from '@sandtable/rules'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'
import { OrParameter } from './OrParameter.tsx'

const inDays = (days: number) => `${days}d`

/** Days as a number; stored as `7d`. */
export function DurationWidget(props: FieldProps<DurationField>) {
  const { id, field, value, onChange, describedBy, isInvalid } = props
  return (
    <OrParameter {...props} unit="day" fromNumber={inDays}>
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
        onChange={(days) => onChange(days === undefined ? undefined : inDays(days))}
      />
    </OrParameter>
  )
}
