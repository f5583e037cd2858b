/** Every change a user can make to a decision table, as a pure function. */
import { playbookLimits, tableLimits, type DecisionTable, type Language } from '@sandtable/rules'
import { isEmptyText, withOptional, withText } from '../edits.ts'

export type Column = DecisionTable['columns'][number]
export type Row = DecisionTable['rows'][number]
export type NewId = (prefix: string) => string

function insertAt<T>(items: readonly T[], at: number, item: T): readonly T[] {
  return [...items.slice(0, at), item, ...items.slice(at)]
}

function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return items
  return insertAt(
    items.filter((_, at) => at !== from),
    to,
    item,
  )
}

export function addRow(table: DecisionTable, at: number, newId: NewId): DecisionTable {
  return { ...table, rows: insertAt(table.rows, at, { id: newId('r'), cells: {} }) }
}

export function removeRow(table: DecisionTable, at: number): DecisionTable {
  return { ...table, rows: table.rows.filter((_, index) => index !== at) }
}

export function moveRow(table: DecisionTable, from: number, to: number): DecisionTable {
  const rows = moved(table.rows, from, to)
  return rows === table.rows ? table : { ...table, rows }
}

export function addColumn(table: DecisionTable, at: number, newId: NewId): DecisionTable {
  return { ...table, columns: insertAt(table.columns, at, { id: newId('c'), expression: '' }) }
}

/** Takes away a column and its cells. */
export function removeColumn(table: DecisionTable, at: number): DecisionTable {
  const gone = table.columns[at]
  if (gone === undefined) return table
  return {
    columns: table.columns.filter((column) => column !== gone),
    rows: table.rows.map((row) => withCell(row, gone.id, '')),
  }
}

export function moveColumn(table: DecisionTable, from: number, to: number): DecisionTable {
  const columns = moved(table.columns, from, to)
  return columns === table.columns ? table : { ...table, columns }
}

export function setExpression(table: DecisionTable, at: number, expression: string): DecisionTable {
  return {
    ...table,
    columns: table.columns.map((column, index) =>
      index === at ? { ...column, expression } : column,
    ),
  }
}

/** An empty cell is an absent one: any value. */
function withCell(row: Row, columnId: string, text: string): Row {
  const cells = withOptional<Record<string, string>, string>(
    row.cells,
    columnId,
    text === '' ? undefined : text,
  )
  return { ...row, cells }
}

function withName(row: Row, language: Language, name: string): Row {
  const next = withText(row.name, language, name)
  return withOptional<Row, 'name'>(row, 'name', isEmptyText(next) ? undefined : next)
}

function changeRow(table: DecisionTable, at: number, change: (row: Row) => Row): DecisionTable {
  return { ...table, rows: table.rows.map((row, index) => (index === at ? change(row) : row)) }
}

/** Sets the text in a column of a row; column −1 is the name of the row. */
export function setCell(
  table: DecisionTable,
  row: number,
  column: number,
  text: string,
  language: Language,
): DecisionTable {
  if (column === -1) return changeRow(table, row, (old) => withName(old, language, text))
  const id = table.columns[column]?.id
  return id === undefined ? table : changeRow(table, row, (old) => withCell(old, id, text))
}

/** Longest name of a row that a file may hold. */
const nameCharacters = 200

/** Fills cells from one on to the right and down; rows are added for what does not fit, columns are not. */
export function pasteCells(
  table: DecisionTable,
  at: { readonly row: number; readonly column: number },
  grid: readonly (readonly string[])[],
  language: Language,
  newId: NewId,
): DecisionTable {
  let next = table
  grid.slice(0, tableLimits.rows - at.row).forEach((cells, down) => {
    const row = at.row + down
    if (row >= next.rows.length) next = addRow(next, row, newId)
    cells.forEach((text, along) => {
      const column = at.column + along
      const limit = column === -1 ? nameCharacters : playbookLimits.expressionCharacters
      next = setCell(next, row, column, text.trim().slice(0, limit), language)
    })
  })
  return next
}
