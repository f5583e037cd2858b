import { useId, useState } from 'react'
import { displayScale, inputUnit, type Unit } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { readNumber, toDisplay, type NumberRules } from './unitNumber.ts'

interface UnitNumberProps {
  readonly value: number | undefined
  readonly unit: Unit
  readonly min?: number
  readonly max?: number
  readonly isInteger?: boolean
  /** What the file cannot hold is kept in the field and explained there. Without it, the checks of the playbook judge. */
  readonly refuses?: NumberRules
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
  refuses = {},
  onChange,
  id,
  label,
  describedBy = '',
  isInvalid = false,
}: UnitNumberProps) {
  const { language, t, value: inWords } = useI18n()
  const problemId = useId()
  const { typed, type, leave } = useTyped(value)
  const sign = inputUnit(unit, language)
  const step = isInteger && displayScale(unit) === 1 ? 1 : 'any'
  const stored = value === undefined ? '' : toDisplay(value, unit)
  const limit = (bound: number | undefined) =>
    bound === undefined ? undefined : toDisplay(bound, unit)
  const problem = typed?.problem
  const control = (
    <input
      className="input numeric"
      type="number"
      inputMode={step === 1 ? 'numeric' : 'decimal'}
      value={typed?.text ?? stored}
      step={step}
      min={limit(min)}
      max={limit(max)}
      id={id}
      aria-label={label}
      aria-describedby={problem === undefined ? describedBy : `${problemId} ${describedBy}`}
      aria-invalid={isInvalid || problem !== undefined}
      onChange={({ target }) => {
        const read = readNumber(target.value, target.validity.badInput, unit, refuses)
        type(target.value, read.problem)
        if (read.problem === undefined) onChange(read.value)
      }}
      onBlur={leave}
    />
  )
  return (
    <>
      {sign === '' ? (
        control
      ) : (
        <span className="with-unit">
          {unit === 'money' && <span className="unit">{sign}</span>}
          {control}
          {unit !== 'money' && <span className="unit">{sign}</span>}
        </span>
      )}
      {problem !== undefined && (
        <span className="field-problem is-error" id={problemId}>
          {t.numberProblems[problem](
            inWords(refuses.min ?? -Infinity, unit),
            inWords(refuses.max ?? Infinity, unit),
          )}
        </span>
      )}
    </>
  )
}

interface Typed {
  readonly text: string
  readonly problem: ReturnType<typeof readNumber>['problem']
  /** The value this text made, or left as it was; known in the render after the key. */
  readonly value: number | undefined
  readonly isNew: boolean
}

/** What is being typed, such as "1.", for as long as the value is the one it made: undo shows at once. */
function useTyped(value: number | undefined) {
  const [typed, setTyped] = useState<Typed>()
  if (typed?.isNew === true) setTyped({ ...typed, value, isNew: false })
  else if (typed !== undefined && !Object.is(typed.value, value)) setTyped(undefined)
  return {
    typed,
    type: (text: string, problem: Typed['problem']) =>
      setTyped({ text, problem, value, isNew: true }),
    // what cannot be used stays to be seen
    leave: () => setTyped((now) => (now?.problem === undefined ? undefined : now)),
  }
}
