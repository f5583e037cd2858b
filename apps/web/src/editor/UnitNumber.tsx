import { useState } from 'react'
import type { Unit } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { displayScale, inputUnit } from '@sandtable/rules'
import { fromDisplay, toDisplay } from './unitNumber.ts'

interface UnitNumberProps {
  readonly value: number | undefined
  readonly unit: Unit
  readonly min?: number
  readonly max?: number
  readonly isInteger?: boolean
  readonly onChange: (value: number | undefined) => void
  readonly id?: string
  readonly label?: string
  readonly describedBy?: string
  readonly isInvalid?: boolean
}

/** A number in the user's unit (¥, %, days); stored in the unit of the file (cents, ratio, days). */
export function UnitNumber({
  value,
  unit,
  min,
  max,
  isInteger = false,
  onChange,
  id,
  label,
  describedBy,
  isInvalid = false,
}: UnitNumberProps) {
  const { language } = useI18n()
  // what is being typed, such as "1." or "-", until it is left
  const [typed, setTyped] = useState<string>()
  const sign = inputUnit(unit, language)
  const scale = displayScale(unit)
  const step = isInteger && scale === 1 ? 1 : 'any'
  const stored = value === undefined ? '' : toDisplay(value, unit)
  const control = (
    <input
      className="input numeric"
      type="number"
      inputMode={step === 1 ? 'numeric' : 'decimal'}
      value={typed ?? stored}
      step={step}
      min={min === undefined ? undefined : toDisplay(min, unit)}
      max={max === undefined ? undefined : toDisplay(max, unit)}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      onChange={({ target }) => {
        setTyped(target.value)
        // half a number such as "-" is no change yet
        if (target.value === '' && target.validity.badInput) return
        onChange(fromDisplay(target.value, unit))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
  if (sign === '') return control
  return (
    <span className="with-unit">
      {unit === 'money' && <span className="unit">{sign}</span>}
      {control}
      {unit !== 'money' && <span className="unit">{sign}</span>}
    </span>
  )
}
