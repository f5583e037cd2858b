import type { ReactElement } from 'react'
import { Variable } from 'lucide-react'
import { parameterRef, type ConfigValue, type Playbook, type Unit } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import type { ControlProps } from '../FieldRow.tsx'
import { numberOf, parametersOfUnit } from '../parameterUse.ts'

interface OrParameterProps extends ControlProps {
  readonly label: string
  readonly value: ConfigValue | undefined
  readonly unit: Unit
  readonly params: Playbook['params']
  /** Number → value of the field, when a parameter gives way to its value. */
  readonly fromNumber: (value: number) => ConfigValue
  readonly onChange: (value: ConfigValue | undefined) => void
  /** The input for a number of one's own. */
  readonly children: ReactElement
}

/** A number, or a parameter of the playbook that stands for it. */
export function OrParameter(props: OrParameterProps) {
  const { label, value, unit, params, fromNumber, onChange, children } = props
  const { t, value: inWords, text } = useI18n()
  const name = parameterRef(value)
  const names = parametersOfUnit(params, unit)
  if (name === undefined && names.length === 0) return children
  const [first] = names
  const toggle = () => {
    if (name === undefined) onChange(first === undefined ? undefined : `params.${first}`)
    else {
      const number = numberOf(params, name)
      onChange(number === undefined ? undefined : fromNumber(number))
    }
  }
  const titleOf = (each: string) => {
    const parameter = params?.[each]
    const number = numberOf(params, each)
    const shown = number === undefined ? '' : ` = ${inWords(number, unit)}`
    return `${parameter?.label === undefined ? each : text(parameter.label)}${shown}`
  }
  return (
    <div className="or-parameter">
      {name === undefined ? (
        children
      ) : (
        <select
          className="select"
          id={props.id}
          value={name}
          aria-describedby={props.describedBy}
          aria-invalid={props.isInvalid}
          onChange={({ target }) => onChange(`params.${target.value}`)}
        >
          {!names.includes(name) && <option value={name}>{name}</option>}
          {names.map((each) => (
            <option key={each} value={each}>
              {titleOf(each)}
            </option>
          ))}
        </select>
      )}
      <IconButton
        label={name === undefined ? t.params.toParameter(label) : t.params.toNumber(label)}
        aria-pressed={name !== undefined}
        icon={<Variable size={16} />}
        onClick={toggle}
      />
    </div>
  )
}
