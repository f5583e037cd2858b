/**
 * What a table leaves out, says twice, or never reaches: exactly, over its grid of classes (SPEC D6). Columns
 * count as independent of one another.
 */
import type { CellValues } from './cells.ts'
import { classesOf, type ColumnClass, type ColumnClasses } from './classes.ts'
import { domainOf, type ColumnType } from './columns.ts'
import { intersectionOf, nextDown, unionOf, type NumberSet } from './numberSets.ts'
import { allRows, commonRows, firstRow, hasRow, noRows, RowSetMap, type RowSet } from './rowSets.ts'
import { boxWords } from './words.ts'
import type { Text } from '../text.ts'

export type HitPolicy = 'unique' | 'first' | 'collect'

/** A table whose cells have been read. */
export interface ParsedTable {
  readonly columns: readonly ParsedColumn[]
  readonly rowCount: number
}
export interface ParsedColumn {
  /** What the column is called in sentences: its expression. */
  readonly name: string
  readonly type: ColumnType
  /** One per row. */
  readonly cells: readonly CellValues[]
}

/** Combinations of values: one set per column. */
export interface TableBox {
  readonly sets: readonly NumberSet[]
  /** One combination of it; named values as codes. */
  readonly witness: readonly number[]
  readonly words: Text
}
export interface TableAnalysis {
  /** Combinations that no row matches, as disjoint boxes; at most `listed`. */
  readonly gaps: readonly TableBox[]
  /** Pairs of rows that both match somewhere, and where; at most `listed`. */
  readonly overlaps: readonly { readonly rows: readonly [number, number]; readonly box: TableBox }[]
  /** Rows that can never be the result, and the earlier ones that take everything from them. */
  readonly unreachableRows: readonly { readonly row: number; readonly by: readonly number[] }[]
  /** False when the table is so large that the search was given up: gaps and unreachable rows may be more. */
  readonly isComplete: boolean
}

const listed = 20
/** Intersections of sets of rows, a fraction of a second of them. */
const mostSteps = 100_000

/** Analyses a table for a hit policy: only `first` lets one row hide another. */
export function analyseTable(table: ParsedTable, policy: HitPolicy): TableAnalysis {
  const columns = table.columns.map(({ cells, type }) => classesOf(cells, domainOf(type)))
  const search = new Search(table, columns)
  const gaps = search.gaps(0, allRows(table.rowCount))
  const isEmpty = (row: number) => table.columns.some(({ cells }) => cells[row]!.length === 0)
  const unreachableRows = Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => isEmpty(row) || (policy === 'first' && search.isComplete && !search.wins(row)))
    .map((row) => ({ row, by: isEmpty(row) ? [] : earlierRows(columns, row) }))
  return {
    gaps: gaps.slice(0, listed).map((sets) => boxOf(table, sets)),
    overlaps: overlapsOf(table, columns),
    unreachableRows,
    isComplete: search.isComplete,
  }
}

/** Some sets of classes, from one column on: the rest of a box. */
type Suffix = readonly NumberSet[]

/** Walks the grid column by column, with the rows that still match; equal rests are walked once. */
class Search {
  readonly #table: ParsedTable
  readonly #columns: readonly ColumnClasses[]
  readonly #known: readonly RowSetMap<readonly Suffix[]>[]
  readonly #winners: boolean[] = []
  /** Rows whose cells from a column on pass for every value. */
  readonly #undemanding: readonly RowSet[]
  #steps = 0

  constructor(table: ParsedTable, columns: readonly ColumnClasses[]) {
    this.#table = table
    this.#columns = columns
    this.#known = columns.map(() => new RowSetMap())
    this.#undemanding = [...columns.keys(), columns.length].map((from) =>
      columns
        .slice(from)
        .flatMap(({ classes }) => classes.map(({ passes }) => passes))
        .reduce(commonRows, allRows(table.rowCount)),
    )
  }

  get isComplete(): boolean {
    return this.#steps <= mostSteps
  }

  /** True when the row is the first match of some combination. */
  wins(row: number): boolean {
    return this.#winners[row] === true
  }

  /** The boxes, from this column on, that none of these rows matches. */
  gaps(column: number, rows: RowSet): readonly Suffix[] {
    const first = firstRow(rows)
    if (first < 0) {
      return [this.#columns.slice(column).map((_, rest) => this.#whole(column + rest))]
    }
    if (hasRow(this.#undemanding[column]!, first)) {
      this.#winners[first] = true
      return []
    }
    const known = this.#known[column]!.get(rows)
    if (known !== undefined) return known
    const found: { values: NumberSet; readonly rest: Suffix }[] = []
    for (const { left, members } of this.#groups(column, rows)) {
      if (this.#steps > mostSteps) break
      const rests = this.gaps(column + 1, left)
      if (rests.length === 0) continue
      const values = unionOf(members.map((member) => member.values))
      for (const rest of rests) if (found.length < 10 * listed) found.push({ values, rest })
    }
    const suffixes = joined(found)
    this.#known[column]!.add(rows, suffixes)
    return suffixes
  }

  /** The classes of a column by the rows that they leave. */
  #groups(column: number, rows: RowSet): Iterable<RowGroup> {
    const groups: RowGroup[] = []
    const byRows = new RowSetMap<RowGroup>()
    for (const member of this.#columns[column]!.classes) {
      this.#steps++
      const left = commonRows(rows, member.passes)
      const group = byRows.get(left)
      if (group === undefined) {
        const fresh = { left, members: [member] }
        byRows.add(left, fresh)
        groups.push(fresh)
      } else {
        group.members.push(member)
      }
    }
    return groups
  }

  #whole(column: number): NumberSet {
    return domainOf(this.#table.columns[column]!.type)
  }
}

interface RowGroup {
  readonly left: RowSet
  readonly members: ColumnClass[]
}

/** Boxes that differ in the first column only are one. */
function joined(found: readonly { readonly values: NumberSet; readonly rest: Suffix }[]): Suffix[] {
  const byRest = Map.groupBy(found, ({ rest }) => JSON.stringify(rest))
  return [...byRest.values()].map((group) => [
    unionOf(group.map(({ values }) => values)),
    ...group[0]!.rest,
  ])
}

/** For each row, the rows that pass some class which it passes too. */
function neighbours({ classes }: ColumnClasses, rowCount: number): RowSet[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const near = noRows(rowCount)
    for (const { passes } of classes) {
      if (hasRow(passes, row)) passes.forEach((word, index) => (near[index]! |= word))
    }
    return near
  })
}

function overlapsOf(
  table: ParsedTable,
  columns: readonly ColumnClasses[],
): TableAnalysis['overlaps'][number][] {
  const near = columns.map((column) => neighbours(column, table.rowCount))
  const found: TableAnalysis['overlaps'][number][] = []
  for (let later = 1; later < table.rowCount; later++) {
    const rows = near.reduce(
      (common, column) => commonRows(common, column[later]!),
      allRows(table.rowCount),
    )
    for (let row = 0; row < later; row++) {
      if (!hasRow(rows, row)) continue
      if (found.length === listed) return found
      const sets = table.columns.map(({ cells, type }) =>
        intersectionOf(valuesOf(cells[row]!, type), valuesOf(cells[later]!, type)),
      )
      found.push({ rows: [row, later], box: boxOf(table, sets) })
    }
  }
  return found
}

/** Earlier rows that match something that a row matches. */
function earlierRows(columns: readonly ColumnClasses[], row: number): number[] {
  return Array.from({ length: row }, (_, earlier) => earlier).filter((earlier) =>
    columns.every(({ classes }) =>
      classes.some(({ passes }) => hasRow(passes, row) && hasRow(passes, earlier)),
    ),
  )
}

function valuesOf(test: CellValues, type: ColumnType): NumberSet {
  return test === 'any' ? domainOf(type) : test
}

function boxOf({ columns }: ParsedTable, sets: readonly NumberSet[]): TableBox {
  return {
    sets,
    witness: sets.map((set, index) => memberOf(set, columns[index]!.type)),
    words: boxWords(columns, sets),
  }
}

/** A value of a set that is not empty, as round as can be. */
function memberOf(set: NumberSet, type: ColumnType): number {
  const [from, to] = set[0]!
  if (type.base === 'values') return Math.ceil(from)
  if (Number.isFinite(from)) return from
  if (!Number.isFinite(to)) return 0
  return to - 1 < to ? to - 1 : nextDown(to)
}
