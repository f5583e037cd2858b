import { useMemo, useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import {
  parameterValues,
  rowOperators,
  rowsOf,
  scopes,
  textIn,
  textOf,
  type ConditionRow,
  type ConditionRows as Rows,
  type ExpressionContext,
  type RowOperator,
  type ScopeId,
} from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { SearchSelect, type SearchOption } from '../../ui/SearchSelect.tsx'
import { useEditor } from '../context.ts'
import { metricOptions } from '../metricOptions.ts'
import type { ExpressionInputProps } from './ExpressionInput.tsx'
import { RowValue } from './RowValue.tsx'
import { leftKindOf, operatorsFor, withLeft, withOperator } from './rowKinds.ts'

/** What an expression at this place may read. */
export function useReading({ scope, params, payload }: ExpressionInputProps): ExpressionContext {
  const { catalogue } = useEditor()
  return useMemo(
    () => ({
      scope: scope ?? 'product',
      catalogue,
      params: parameterValues({ params }),
      ...(payload === undefined ? {} : { payload }),
    }),
    [scope, catalogue, params, payload],
  )
}

/** A condition that is always true, or not written yet, has no row. */
const noRows: Rows = { join: 'all', rows: [] }
const isOpen = (text: string) => text.trim() === '' || text.trim() === 'true'

/** The rows of a text; undefined when it does not fit into rows. */
export function rowsIn(text: string, context: ExpressionContext): Rows | undefined {
  return isOpen(text) ? noRows : rowsOf(text, context)
}

interface ConditionRowsProps extends Omit<ExpressionInputProps, 'onChange'> {
  readonly rows: Rows
  readonly context: ExpressionContext
  readonly onChange: (text: string, rows: Rows) => void
}

/** A condition as rows. The text stays the truth: rows are read from it and written back. */
export function ConditionRows(props: ConditionRowsProps) {
  const { label, value, rows, context, describedBy, onChange, id } = props
  const { t } = useI18n()
  // a row without figure is not in the text yet
  const [isAdding, setIsAdding] = useState(false)
  const options = useFigures(context)
  const write = (next: Rows) => {
    const text = textOf(next)
    onChange(text, next)
  }
  const setRow = (index: number, row: ConditionRow) =>
    write({ ...rows, rows: rows.rows.map((old, at) => (at === index ? row : old)) })
  return (
    <div className="condition-rows" role="group" aria-label={label} aria-describedby={describedBy}>
      {rows.rows.length > 1 && (
        <select
          className="select condition-join"
          aria-label={t.expression.join}
          value={rows.join}
          onChange={({ target }) =>
            write({ ...rows, join: target.value === 'any' ? 'any' : 'all' })
          }
        >
          <option value="all">{t.expression.all}</option>
          <option value="any">{t.expression.any}</option>
        </select>
      )}
      {rows.rows.map((row, index) => (
        <RowFields
          // rows have no identity but their place
          key={index}
          {...(index === 0 ? { id } : {})}
          row={row}
          number={index + 1}
          options={options}
          context={context}
          params={props.params}
          onChange={(next) => setRow(index, next)}
          onRemove={() => write({ ...rows, rows: rows.rows.filter((_, at) => at !== index) })}
        />
      ))}
      {rows.rows.length === 0 && !isAdding && value.trim() === 'true' && (
        <p className="field-help">{t.expression.always}</p>
      )}
      {isAdding || rows.rows.length === 0 ? (
        <SearchSelect
          {...(rows.rows.length === 0 ? { id } : {})}
          options={options}
          value={undefined}
          label={t.expression.figure(rows.rows.length + 1)}
          placeholder={t.expression.chooseFigure}
          searchLabel={t.expression.searchFigures}
          emptyText={t.expression.noFigure}
          onChange={(left) => {
            setIsAdding(false)
            const row = withLeft({ left: '', operator: '<', right: '' }, left, context)
            write({ ...rows, rows: [...rows.rows, row] })
          }}
        />
      ) : (
        <Button className="condition-add" onClick={() => setIsAdding(true)}>
          <Plus size={14} />
          {t.expression.addRow}
        </Button>
      )}
    </div>
  )
}

/** Figures of the scope and its parents, the event's payload, and the id. */
function useFigures({ scope, catalogue, payload }: ExpressionContext): readonly SearchOption[] {
  const { t, language } = useI18n()
  return useMemo(() => {
    const nameOf = (of: ScopeId, id: string) => (of === scope ? id : `${of}.${id}`)
    const announced = Object.entries(payload ?? {}).map(([name, info]) => ({
      value: `event.${name}`,
      label: textIn(info.label, language),
      detail: `event.${name}`,
      group: t.expression.payload,
    }))
    const figures = metricOptions(catalogue, [scope, ...scopes[scope].parents], language, nameOf)
    const id = {
      value: 'id',
      label: t.expression.id(textIn(scopes[scope].label, language)),
      detail: 'id',
      group: textIn(scopes[scope].label, language),
    }
    return [...announced, ...figures, id]
  }, [scope, catalogue, payload, language, t])
}

interface RowFieldsProps {
  readonly id?: string
  readonly row: ConditionRow
  readonly number: number
  readonly options: readonly SearchOption[]
  readonly context: ExpressionContext
  readonly params: ExpressionInputProps['params']
  readonly onChange: (row: ConditionRow) => void
  readonly onRemove: () => void
}

function RowFields(props: RowFieldsProps) {
  const { id, row, number, options, context, params, onChange, onRemove } = props
  const { t, text } = useI18n()
  const left = useMemo(() => leftKindOf(row.left, context), [row.left, context])
  const isListed = options.some(({ value }) => value === row.left)
  const calculated: SearchOption = {
    value: row.left,
    label: row.left,
    detail: '',
    group: t.expression.calculated,
  }
  return (
    <div className="condition-row" data-testid={`row-${number}`}>
      <SearchSelect
        {...(id === undefined ? {} : { id })}
        options={isListed ? options : [calculated, ...options]}
        value={row.left}
        label={t.expression.figure(number)}
        placeholder={t.expression.chooseFigure}
        searchLabel={t.expression.searchFigures}
        emptyText={t.expression.noFigure}
        onChange={(next) => onChange(withLeft(row, next, context))}
      />
      <IconButton
        label={t.expression.removeRow(number)}
        icon={<Trash2 size={14} />}
        onClick={onRemove}
      />
      <div className="condition-test">
        <select
          className="select"
          aria-label={t.expression.operator(number)}
          value={row.operator}
          onChange={({ target }) =>
            onChange(withOperator(row, target.value as RowOperator, context))
          }
        >
          {operatorsFor(left, row.operator).map((operator) => (
            <option key={operator} value={operator}>
              {text(rowOperators[operator].label)}
            </option>
          ))}
        </select>
        {rowOperators[row.operator].hasRight && (
          <RowValue
            row={row}
            left={left}
            label={t.expression.value(number)}
            params={params}
            onChange={(right) => onChange({ ...row, right })}
          />
        )}
      </div>
    </div>
  )
}
