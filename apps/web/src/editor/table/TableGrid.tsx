import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
} from 'react'
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalStart,
  BetweenVerticalStart,
  Trash2,
} from 'lucide-react'
import {
  describeIssue,
  tableLimits,
  textIn,
  type Issue,
  type Language,
  type DecisionTable,
} from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { IssueText, SeverityIcon } from '../../ui/IssueText.tsx'
import { useEditor } from '../context.ts'
import { ExpressionInput } from '../expression/ExpressionInput.tsx'
import { issuesAt, partOf } from '../issuesAt.ts'
import type { TableProps } from './TableDialog.tsx'
import {
  addColumn,
  addRow,
  moveColumn,
  moveRow,
  pasteCells,
  removeColumn,
  removeRow,
  setCell,
  setExpression,
  type Column,
  type Row,
} from './tableEdits.ts'
import { isGrid, parseTsv } from './tsv.ts'

/** A cell by its place; row −1 is the head, column −1 the names of the rows. */
interface Place {
  readonly row: number
  readonly column: number
}

/** A place by what stands there, which undo and moving keep. */
function idsAt({ rows, columns }: DecisionTable, { row, column }: Place) {
  return { rowId: rows[row]?.id, columnId: columns[column]?.id }
}

const cellId = ({ row, column }: Place) => `cell-${row}-${column}`

/** Rows are cases, columns are figures, cells are tests: a spreadsheet of conditions. */
export function TableGrid({ table, issues, scope, params, onChange }: TableProps) {
  const { t, language } = useI18n()
  const { newId } = useEditor()
  const [focused, setFocused] = useState(() => idsAt(table, { row: 0, column: 0 }))
  const host = useRef<HTMLDivElement>(null)
  const { columns, rows } = table
  const active: Place = {
    row: rows.findIndex(({ id }) => id === focused.rowId),
    column: columns.findIndex(({ id }) => id === focused.columnId),
  }
  // handlers that stay the same, so that a key press renders one row
  const latest = useRef({ table, onChange, language })
  useEffect(() => {
    latest.current = { table, onChange, language }
  })

  const focus = useCallback((place: Place) => {
    // a row that was just added has to be rendered first
    requestAnimationFrame(() => {
      const cell = host.current?.querySelector<HTMLElement>(`[data-cell="${cellId(place)}"]`)
      cell?.focus()
    })
  }, [])
  const onType = useCallback((place: Place, text: string) => {
    const { table: now, onChange: change, language: shown } = latest.current
    change(setCell(now, place.row, place.column, text, shown), { part: cellId(place) })
  }, [])
  const onFocus = useCallback(({ target }: FocusEvent<HTMLElement>) => {
    const place = placeOf(target)
    if (place !== undefined) setFocused(idsAt(latest.current.table, place))
  }, [])
  const step = (next: typeof table, to: Place) => {
    onChange(next, { isStep: true })
    setFocused(idsAt(next, to))
    focus(to)
  }
  const row = Math.min(Math.max(active.row, 0), rows.length - 1)
  const column = Math.min(Math.max(active.column, 0), columns.length - 1)
  const shiftRow = (by: number) => {
    const next = moveRow(table, row, row + by)
    if (next !== table) step(next, { row: row + by, column: active.column })
  }
  const shiftColumn = (by: number) => {
    const next = moveColumn(table, column, column + by)
    if (next !== table) step(next, { row: active.row, column: column + by })
  }
  const insertRow = () => {
    if (rows.length < tableLimits.rows)
      step(addRow(table, row + 1, newId), { row: row + 1, column: active.column })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event.target)
    if (place === undefined || event.nativeEvent.isComposing) return
    const go = (by: Place) => {
      const next = { row: place.row + by.row, column: place.column + by.column }
      if (next.row < -1 || next.row >= rows.length) return
      if (next.column < -1 || next.column >= columns.length) return
      event.preventDefault()
      focus(next)
    }
    const { key, altKey, shiftKey, ctrlKey, metaKey } = event
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault()
      shiftRow(key === 'ArrowUp' ? -1 : 1)
    } else if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      event.preventDefault()
      shiftColumn(key === 'ArrowLeft' ? -1 : 1)
    } else if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault()
      // the same keys run the playbook elsewhere
      event.stopPropagation()
      insertRow()
    } else if (key === 'Enter') {
      if (!shiftKey && place.row === rows.length - 1) {
        event.preventDefault()
        insertRow()
      } else go({ row: shiftKey ? -1 : 1, column: 0 })
    } else if (key === 'ArrowUp') go({ row: -1, column: 0 })
    else if (key === 'ArrowDown') go({ row: 1, column: 0 })
    else if (key === 'ArrowLeft' && isCaretAt(event.target, 'start')) go({ row: 0, column: -1 })
    else if (key === 'ArrowRight' && isCaretAt(event.target, 'end')) go({ row: 0, column: 1 })
  }
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const place = placeOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (place === undefined || place.row < 0 || !isGrid(text)) return
    event.preventDefault()
    onChange(pasteCells(table, place, parseTsv(text), language, newId), { isStep: true })
  }

  const problems = useRowProblems(issues, language)
  const activeColumn = columns[column]
  const shown = problemsFor(issues, active, columns)
  return (
    <>
      <div className="table-tools" role="toolbar" aria-label={t.table.tools}>
        <span className="table-tools-label">{t.table.row}</span>
        <IconButton
          label={t.table.addRow}
          keys="Ctrl+Enter"
          icon={<BetweenHorizontalStart size={16} />}
          disabled={rows.length >= tableLimits.rows}
          onClick={insertRow}
        />
        <IconButton
          label={t.table.rowUp}
          keys="Alt+↑"
          icon={<ArrowUp size={16} />}
          disabled={row <= 0}
          onClick={() => shiftRow(-1)}
        />
        <IconButton
          label={t.table.rowDown}
          keys="Alt+↓"
          icon={<ArrowDown size={16} />}
          disabled={row >= rows.length - 1}
          onClick={() => shiftRow(1)}
        />
        <IconButton
          label={t.table.deleteRow(row + 1)}
          icon={<Trash2 size={16} />}
          disabled={rows.length === 0}
          onClick={() =>
            step(removeRow(table, row), {
              row: Math.min(row, rows.length - 2),
              column: active.column,
            })
          }
        />
        <span className="table-tools-label">{t.table.column}</span>
        <IconButton
          label={t.table.addColumn}
          icon={<BetweenVerticalStart size={16} />}
          disabled={columns.length >= tableLimits.columns}
          onClick={() => step(addColumn(table, column + 1, newId), { row: -1, column: column + 1 })}
        />
        <IconButton
          label={t.table.columnLeft}
          keys="Alt+←"
          icon={<ArrowLeft size={16} />}
          disabled={column <= 0}
          onClick={() => shiftColumn(-1)}
        />
        <IconButton
          label={t.table.columnRight}
          keys="Alt+→"
          icon={<ArrowRight size={16} />}
          disabled={column >= columns.length - 1}
          onClick={() => shiftColumn(1)}
        />
        <IconButton
          label={t.table.deleteColumn(column + 1)}
          icon={<Trash2 size={16} />}
          disabled={columns.length === 0}
          onClick={() =>
            step(removeColumn(table, column), {
              row: active.row,
              column: Math.min(column, columns.length - 2),
            })
          }
        />
      </div>
      {activeColumn !== undefined && (
        <div className="table-bar">
          <span className="table-bar-label">{t.table.columnNumber(column + 1)}</span>
          <ExpressionInput
            key={activeColumn.id}
            id={`column-${activeColumn.id}`}
            label={t.table.columnExpression(column + 1)}
            value={activeColumn.expression}
            scope={scope}
            params={params}
            issues={issuesAt(issues, 'columns', column, 'expression')}
            onChange={(expression) =>
              onChange(setExpression(table, column, expression), { part: `column-${column}` })
            }
          />
        </div>
      )}
      <div className="table-scroll" ref={host}>
        {/* cells are inputs; the table listens for the keys that go from one to the next */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <table className="table-grid" onKeyDown={onKeyDown} onPaste={onPaste} onFocus={onFocus}>
          <thead>
            <tr>
              <th className="table-corner" scope="col">
                {t.table.rowName}
              </th>
              {columns.map((one, index) => (
                <HeadCell
                  key={one.id}
                  column={one}
                  index={index}
                  isActive={index === column}
                  hasError={issuesAt(issues, 'columns', index, 'expression').some(
                    ({ severity }) => severity === 'error',
                  )}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one, index) => (
              <GridRow
                key={one.id}
                row={one}
                index={index}
                columns={columns}
                language={language}
                problems={problems.get(index)}
                onType={onType}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-status" aria-live="polite">
        {shown.length === 0 ? (
          <p className="field-help">{t.table.cellHelp}</p>
        ) : (
          shown.map((issue, index) => (
            <p key={`${issue.code}-${index}`} className="field-problem">
              <SeverityIcon severity={issue.severity} />
              <IssueText issue={issue} />
            </p>
          ))
        )}
      </div>
    </>
  )
}

/** Shown below the grid: more would push the grid away. */
const mostShown = 4

/** What is wrong with the cell that has the focus, then with its row, then with the table. */
function problemsFor(
  issues: readonly Issue[],
  { row, column }: Place,
  columns: readonly Column[],
): readonly Issue[] {
  const rankOf = (issue: Issue) => {
    const [list, index, cells, id] = partOf(issue)
    if (cells === undefined) return list === 'rows' && index === row ? 1 : 2
    const isHere =
      list === 'columns'
        ? index === column
        : index === row && id !== undefined && id === columns[column]?.id
    return isHere ? 0 : 3
  }
  return issues.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, mostShown)
}

/** Column id → what is wrong with its cell, by row; the same maps as long as the problems are the same. */
function useRowProblems(issues: readonly Issue[], language: Language) {
  return useMemo(() => {
    const byRow = new Map<number, Map<string, string>>()
    for (const issue of issues) {
      const [list, row, cells, column] = partOf(issue)
      if (list !== 'rows' || typeof row !== 'number' || cells !== 'cells') continue
      const cellsOfRow = byRow.get(row) ?? new Map<string, string>()
      byRow.set(row, cellsOfRow.set(String(column), describeIssue(issue, language).sentence))
    }
    return byRow
  }, [issues, language])
}

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof HTMLElement ? target.dataset['cell'] : undefined
  const [, row, column] = /^cell-(-?\d+)-(-?\d+)$/.exec(cell ?? '') ?? []
  return row === undefined ? undefined : { row: Number(row), column: Number(column) }
}

/** Where left and right leave the cell: at the end of its text, or everywhere on what holds none. */
function isCaretAt(target: EventTarget, end: 'start' | 'end'): boolean {
  if (!(target instanceof HTMLInputElement)) return true
  const { selectionStart, selectionEnd, value } = target
  return selectionStart === selectionEnd && selectionStart === (end === 'start' ? 0 : value.length)
}

interface HeadCellProps {
  readonly column: Column
  readonly index: number
  readonly isActive: boolean
  readonly hasError: boolean
}

/** The head shows the expression; it is written in the bar above. */
const HeadCell = memo(function HeadCell({ column, index, isActive, hasError }: HeadCellProps) {
  const { t } = useI18n()
  return (
    <th scope="col" className={isActive ? 'is-active' : ''}>
      <button
        type="button"
        className={`table-head ${hasError ? 'is-error' : ''}`}
        data-cell={cellId({ row: -1, column: index })}
        aria-label={t.table.columnLabel(index + 1, column.expression)}
        title={column.expression}
        onClick={() => document.getElementById(`column-${column.id}`)?.focus()}
      >
        <code>{column.expression === '' ? '…' : column.expression}</code>
      </button>
    </th>
  )
})

interface GridRowProps {
  readonly row: Row
  readonly index: number
  readonly columns: readonly Column[]
  readonly language: Language
  readonly problems: ReadonlyMap<string, string> | undefined
  readonly onType: (place: Place, text: string) => void
}

/** One case. Renders when its own texts or problems change, not when another row does. */
const GridRow = memo(
  function GridRow({ row, index, columns, language, problems, onType }: GridRowProps) {
    const { t } = useI18n()
    return (
      <tr>
        <th scope="row">
          <span className="table-number numeric" aria-hidden="true">
            {index + 1}
          </span>
          <input
            className="table-cell table-name"
            data-cell={cellId({ row: index, column: -1 })}
            aria-label={t.table.nameOf(index + 1)}
            maxLength={200}
            placeholder={t.table.rowNumber(index + 1)}
            value={row.name === undefined ? '' : textIn(row.name, language)}
            onChange={({ target }) => onType({ row: index, column: -1 }, target.value)}
          />
        </th>
        {columns.map((column, at) => {
          const problem = problems?.get(column.id)
          return (
            <td key={column.id}>
              <input
                className="table-cell"
                data-cell={cellId({ row: index, column: at })}
                aria-label={t.table.cell(index + 1, at + 1)}
                aria-invalid={problem !== undefined}
                title={problem}
                spellCheck={false}
                placeholder="–"
                value={row.cells[column.id] ?? ''}
                onChange={({ target }) => onType({ row: index, column: at }, target.value)}
              />
            </td>
          )
        })}
      </tr>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.columns === after.columns &&
    before.language === after.language &&
    before.onType === after.onType &&
    isSameProblems(before.problems, after.problems),
)

function isSameProblems(
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string> | undefined,
): boolean {
  if (before === after) return true
  if (before?.size !== after?.size) return false
  return [...(before ?? [])].every(([column, text]) => after?.get(column) === text)
}
