import { Variable } from 'lucide-react'
import type { ConditionRow } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { numberOf, parametersOfUnit } from '../parameterUse.ts'
import { UnitNumber } from '../UnitNumber.tsx'
import type { ExpressionInputProps } from './ExpressionInput.tsx'
import { numberText, rightKindOf, type LeftKind } from './rowKinds.ts'

interface RowValueProps {
  readonly row: ConditionRow
  readonly left: LeftKind
  readonly label: string
  readonly params: ExpressionInputProps['params']
  readonly onChange: (right: string) => void
}

/** The right side of a row, in the user's units where it is a plain value. */
export function RowValue(props: RowValueProps) {
  const { left, label, params, row, onChange } = props
  const { t } = useI18n()
  const right = rightKindOf(row, left)
  const names = parametersFor(left, params)
  const [first] = names
  const toggle = () => {
    if (right.kind !== 'parameter') onChange(`params.${first}`)
    else onChange(plainValueOf(right.name, params))
  }
  const canSwitch = right.kind === 'parameter' || (first !== undefined && row.operator !== 'in')
  return (
    <span className="or-parameter">
      <Control {...props} right={right} names={names} />
      {canSwitch && (
        <IconButton
          label={
            right.kind === 'parameter' ? t.params.toNumber(label) : t.params.toParameter(label)
          }
          aria-pressed={right.kind === 'parameter'}
          icon={<Variable size={16} />}
          onClick={toggle}
        />
      )}
    </span>
  )
}

function parametersFor(left: LeftKind, params: ExpressionInputProps['params']): readonly string[] {
  if (left.kind === 'number') return parametersOfUnit(params, left.unit)
  return left.kind === 'enum'
    ? Object.keys(params ?? {}).filter((name) => typeof params?.[name]?.default === 'string')
    : []
}

/** What a parameter stands for now, written out. */
function plainValueOf(name: string, params: ExpressionInputProps['params']): string {
  const value = params?.[name]?.default
  return typeof value === 'string' ? JSON.stringify(value) : numberText(numberOf(params, name) ?? 0)
}

interface ControlProps extends RowValueProps {
  readonly right: ReturnType<typeof rightKindOf>
  readonly names: readonly string[]
}

function Control({ row, left, right, label, names, onChange }: ControlProps) {
  switch (right.kind) {
    case 'number':
      return (
        <UnitNumber
          label={label}
          value={right.value}
          unit={left.kind === 'number' ? left.unit : 'none'}
          refuses={{ isRequired: true }}
          onChange={(value) => {
            if (value !== undefined) onChange(numberText(value))
          }}
        />
      )
    case 'parameter':
      return (
        <select
          className="select"
          aria-label={label}
          value={right.name}
          onChange={({ target }) => onChange(`params.${target.value}`)}
        >
          {[...new Set([right.name, ...names])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )
    case 'value': {
      const values = left.kind === 'enum' ? left.values : []
      return (
        <select
          className="select"
          aria-label={label}
          value={right.value}
          onChange={({ target }) => onChange(JSON.stringify(target.value))}
        >
          {[...new Set([right.value, ...values])].map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </select>
      )
    }
    case 'text':
      return (
        <input
          className="input"
          aria-label={label}
          value={right.value}
          onChange={({ target }) => onChange(JSON.stringify(target.value))}
        />
      )
    case 'written':
      return (
        <input
          className="input code"
          aria-label={label}
          spellCheck={false}
          value={row.right}
          onChange={({ target }) => onChange(target.value)}
        />
      )
  }
}
