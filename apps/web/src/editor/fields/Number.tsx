import type { NumberField } from '@sandtable/rules'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'
import { OrParameter } from './OrParameter.tsx'

export function NumberWidget(props: FieldProps<NumberField>) {
  const { id, field, value, onChange, describedBy, isInvalid } = props
  return (
    <OrParameter {...props} unit={field.unit} fromNumber={(number) => number}>
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
    </OrParameter>
  )
}
