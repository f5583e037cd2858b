/** A table of a playbook → its columns with the values that pass each cell. */
import type { DecisionTable } from '../field.ts'
import type { Issue } from '../issues.ts'
import type { ParsedTable } from './analyse.ts'
import { parseCell, type CellContext } from './cells.ts'
import type { ColumnType } from './columns.ts'

export interface CellProblem {
  readonly row: number
  /** Index of the column. */
  readonly column: number
  readonly issue: Issue
}
export interface TableReading {
  readonly table: ParsedTable
  /** Problems of cells, by row. */
  readonly problems: readonly CellProblem[]
  readonly usedParams: ReadonlySet<string>
}

/** Reads every cell; `types` follow the columns. Cells without a column are left aside. */
export function parseTable(
  { columns, rows }: DecisionTable,
  types: readonly ColumnType[],
  context: CellContext,
): TableReading {
  const problems: CellProblem[] = []
  const usedParams = new Set<string>()
  const parsed = columns.map(({ id, expression }, column) => ({
    name: expression.trim(),
    type: types[column]!,
    cells: rows.map(({ cells }, row) => {
      const cell = parseCell(cells[id] ?? '-', types[column]!, context)
      for (const name of cell.usedParams) usedParams.add(name)
      for (const issue of cell.issues) problems.push({ row, column, issue })
      return cell.values
    }),
  }))
  return {
    table: { columns: parsed, rowCount: rows.length },
    problems: problems.toSorted((a, b) => a.row - b.row),
    usedParams,
  }
}
