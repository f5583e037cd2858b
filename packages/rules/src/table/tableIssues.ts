/** Everything that is wrong with a decision table, or that it leaves out (SPEC D). */
import type { DecisionTable } from '../field.ts'
import { Meaning } from '../analysis/meaning.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { checkExpression } from '../language/checkExpression.ts'
import type { Typed } from '../language/typed.ts'
import type { Catalogue } from '../shop.ts'
import { nearest } from '../suggest.ts'
import { sameText, type Text } from '../text.ts'
import type { ScopeId } from '../scopes.ts'
import { analyseTable, type HitPolicy } from './analyse.ts'
import type { CellContext } from './cells.ts'
import { columnExpression, columnType, isIdColumn, knownIds, type ColumnType } from './columns.ts'
import { nextUp } from './numberSets.ts'
import { parseTable } from './parseTable.ts'

/** Beyond it nobody reads a table, and its analysis takes too long for every key press. */
export const tableLimits = { columns: 12, rows: 200 } as const
/** Gaps, and overlaps, of one table that are listed. */
const mostListed = 5

export interface TableQuestion {
  readonly table: DecisionTable
  readonly policy: HitPolicy
  /** What no row matches goes on somewhere: then nothing is left out. */
  readonly isDefaultConnected: boolean
  /** Scopes in question; the one that fits the columns best is taken. */
  readonly scopes: readonly ScopeId[]
  readonly context: Omit<CellContext, 'scope'>
}
export interface TableAnswer {
  /** Paths begin at the table. */
  readonly issues: readonly Issue[]
  readonly usedParams: ReadonlySet<string>
}

/** Checks a table whose shape is right. */
export function checkTable(question: TableQuestion): TableAnswer {
  const { table, scopes } = question
  const { columns, rows } = table
  if (columns.length > tableLimits.columns || rows.length > tableLimits.rows) {
    const facts = {
      columns: columns.length,
      rows: rows.length,
      maxColumns: tableLimits.columns,
      maxRows: tableLimits.rows,
    }
    return { issues: [issue('tableTooLarge', facts, { path: [] })], usedParams: new Set() }
  }
  const structure = structureIssues(table)
  const best = scopes
    .map((scope) => checkColumns(question, scope))
    .reduce((least, next) => (next.issues.length < least.issues.length ? next : least))
  const usedParams = new Set(best.usedParams)
  const types = best.types.filter((type) => type !== undefined)
  const found = [...structure, ...best.issues]
  if (types.length < columns.length || structure.length > 0) return { issues: found, usedParams }
  const reading = parseTable(table, types, { ...question.context, scope: best.scope })
  for (const name of reading.usedParams) usedParams.add(name)
  const cells = reading.problems.map(({ row, column, issue: problem }) => ({
    ...problem,
    facts: { ...problem.facts, at: cellWords(table, row, column) },
    path: ['rows', row, 'cells', columns[column]!.id],
  }))
  const isClean = cells.every(({ severity }) => severity !== 'error')
  const coverage = isClean ? coverageIssues(question, reading.table) : []
  return { issues: [...found, ...cells, ...coverage], usedParams }
}

function structureIssues({ columns, rows }: DecisionTable): Issue[] {
  const issues: Issue[] = []
  for (const [part, members] of Object.entries({ columns, rows })) {
    const seen = new Set<string>()
    members.forEach(({ id }, index) => {
      const place: IssuePlace = { path: [part, index, 'id'] }
      if (seen.has(id)) issues.push(issue('duplicateId', { id }, place))
      else if (part === 'rows' && (id === 'default' || id === 'missing'))
        issues.push(issue('reservedRowId', { id }, place))
      seen.add(id)
    })
  }
  const known = columns.map(({ id }) => id)
  rows.forEach(({ cells }, row) => {
    for (const column of Object.keys(cells)) {
      if (known.includes(column)) continue
      const suggestion = nearest(column, known)
      const facts = { column, known, ...(suggestion === undefined ? {} : { suggestion }) }
      const problem = issue('unknownColumn', facts, { path: ['rows', row, 'cells', column] })
      issues.push({ ...problem, facts: { ...facts, at: rowWords(rows[row]!) } })
    }
  })
  if (rows.length === 0) issues.push(issue('noRows', {}, { path: ['rows'] }, 'warning'))
  return issues
}

type Row = DecisionTable['rows'][number]
type Column = DecisionTable['columns'][number]

/** What a row is called in sentences: its name, else its id. */
function rowName({ id, name }: Row): Text {
  if (typeof name === 'object') return name
  return sameText(name === undefined || name === '' ? id : name)
}
function rowWords(row: Row): Text {
  const { en, zh } = rowName(row)
  return { en: `Row “${en}”`, zh: `行“${zh}”` }
}
function columnWords({ id, expression }: Column): Text {
  const name = isName(expression) ? expression.trim() : id
  return { en: `Column “${name}”`, zh: `列“${name}”` }
}
function cellWords({ columns, rows }: DecisionTable, row: number, column: number): Text {
  const inRow = rowWords(rows[row]!)
  const { zh, en } = columnWords(columns[column]!)
  return { en: `${inRow.en}, ${en.replace('C', 'c')}`, zh: inRow.zh + zh }
}
/** True for what says by itself which column is meant. */
function isName(expression: string): boolean {
  return /^\s*[A-Za-z][\w.]{0,40}\s*$/.test(expression)
}

interface CheckedColumns {
  readonly scope: ScopeId
  /** Undefined where the expression has a problem. */
  readonly types: readonly (ColumnType | undefined)[]
  readonly issues: readonly Issue[]
  readonly usedParams: ReadonlySet<string>
}

function checkColumns({ table, context }: TableQuestion, scope: ScopeId): CheckedColumns {
  const usedParams = new Set<string>()
  const issues: Issue[] = []
  const types = table.columns.map((column, index) => {
    const { expression } = column
    const anId = knownIds(expression, scope)?.[0] ?? 'x'
    const text = isIdColumn(expression)
      ? `${expression} == ${JSON.stringify(anId)}`
      : columnExpression(table, column)
    const checked = checkExpression(text, { ...context, scope }, { base: 'any' })
    for (const name of checked.usedParams) usedParams.add(name)
    issues.push(
      ...checked.issues.map((problem) => ({
        ...problem,
        facts: { ...problem.facts, at: columnWords(column) },
        path: ['columns', index, 'expression'],
      })),
    )
    const { type, typed } = checked
    if (typed === undefined) return undefined
    return withRange(columnType(table, column, type, scope), typed, context.catalogue)
  })
  return { scope, types, issues, usedParams }
}

/** A column of counts is never below 0: then nothing is left out there. */
function withRange(
  type: ColumnType | undefined,
  typed: Typed,
  catalogue: Catalogue,
): ColumnType | undefined {
  if (type?.base !== 'number') return type
  const { low, high, isLowOpen, isHighOpen } = new Meaning(catalogue).rangeOf(typed)
  const from = isLowOpen && low !== -Infinity ? nextUp(low) : low
  const to = isHighOpen || high === Infinity ? high : nextUp(high)
  return { ...type, range: [[from, to]] }
}

/** What the rows leave out, say twice, or never reach. */
function coverageIssues(
  { table: { rows }, policy, isDefaultConnected }: TableQuestion,
  table: Parameters<typeof analyseTable>[0],
): Issue[] {
  const { gaps, overlaps, unreachableRows } = analyseTable(table, policy)
  const nameOf = (row: number): Text => rowName(rows[row]!)
  const twice = (policy === 'unique' ? overlaps : []).slice(0, mostListed).map((overlap) => {
    const [row, other] = overlap.rows
    const facts = { row: nameOf(other), other: nameOf(row), where: overlap.box.words }
    return issue('tableOverlap', facts, { path: ['rows', other] })
  })
  const hidden = unreachableRows.map(({ row, by }) =>
    issue(
      'unreachableRow',
      { row: nameOf(row), by: by.map(nameOf) },
      { path: ['rows', row] },
      'warning',
    ),
  )
  const leftOut = (isDefaultConnected || rows.length === 0 ? [] : gaps).slice(0, mostListed)
  return [
    ...twice,
    ...hidden,
    ...leftOut.map(({ words: where }) =>
      issue('tableGap', { where }, { path: ['rows'] }, 'warning'),
    ),
  ]
}
