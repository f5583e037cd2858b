/** What the values of a table's column are: numbers of a unit, or one of a list of named values. */
import type { DecisionTable } from '../field.ts'
import type { ValueType } from '../language/typed.ts'
import { idsOf as idsOfScope, scopeIds, type ScopeId } from '../scopes.ts'
import type { Unit } from '../units.ts'
import { allNumbers, type NumberSet } from './numberSets.ts'

/** Named values are kept as codes: the place in `values`. */
export type ColumnType =
  | {
      readonly base: 'number'
      readonly unit: Unit
      /** What it may be at all, as one interval; absent where nothing is known. For the analysis only. */
      readonly range?: NumberSet
    }
  | {
      readonly base: 'values'
      /** An enum's values, `false` and `true` of a bool, the ids that the cells of an id column name. */
      readonly values: readonly string[]
      /** Written in quotes in a cell. */
      readonly isText: boolean
      /** True for ids of which some are not named: they have the code behind the last. */
      readonly isOpen: boolean
      /** Every id there is, where all shops have the same. */
      readonly known?: readonly string[]
    }

type Column = DecisionTable['columns'][number]

const idColumn = /^\s*(?:[A-Za-z]\w*\s*\.\s*)*id\s*$/
const quoted = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/gs

/** True for `id`, `product.id` …: ids can only be tested, they are no values of the language. */
export function isIdColumn(expression: string): boolean {
  return idColumn.test(expression)
}

/** The ids that a column's cells name, in their order; undefined when the column is no id. */
function idsOf({ rows }: DecisionTable, { id, expression }: Column): readonly string[] | undefined {
  if (!isIdColumn(expression)) return undefined
  const cells = rows.map(({ cells: tests }) => tests[id] ?? '')
  const texts = cells.flatMap((cell) =>
    [...cell.matchAll(quoted)].map((match) => (match[1] ?? match[2]!).replaceAll(/\\(.)/gs, '$1')),
  )
  return [...new Set(texts)]
}

/**
 * The expression that gives a column's values. The language can only test ids, so that a column `id` becomes the
 * code of the id among those that the cells name.
 */
export function columnExpression(table: DecisionTable, column: Column): string {
  const { expression } = column
  const ids = idsOf(table, column)
  if (ids === undefined) return expression
  return codeText(expression.trim(), ids, 0, ids.length)
}

/**
 * The code of the id among those from `first` up to, not including, `end`; behind all when it is none of them. Halved
 * at every step, so that hundreds of ids nest no deeper than a few.
 */
function codeText(own: string, ids: readonly string[], first: number, end: number): string {
  const none = String(ids.length)
  if (end === first) return none
  if (end === first + 1) return `${own} == ${JSON.stringify(ids[first])} ? ${first} : ${none}`
  const middle = Math.ceil((first + end) / 2)
  const left = ids.slice(first, middle).map((id) => JSON.stringify(id))
  return `${own} in [${left.join(', ')}] ? (${codeText(own, ids, first, middle)}) : (${codeText(own, ids, middle, end)})`
}

/** The ids that a column `id` or `product.id` may have, where all shops have the same; undefined elsewhere. */
export function knownIds(expression: string, scope: ScopeId): readonly string[] | undefined {
  const owner = /(\w+)\s*\.\s*id\s*$/.exec(expression)?.[1]
  const known = owner === undefined ? scope : scopeIds.find((candidate) => candidate === owner)
  return known === undefined ? undefined : idsOfScope(known)
}

/**
 * The type of a column whose expression has been checked in a scope; undefined when it is none that a cell can
 * test.
 */
export function columnType(
  table: DecisionTable,
  column: Column,
  type: ValueType,
  scope: ScopeId,
): ColumnType | undefined {
  const ids = idsOf(table, column)
  if (ids !== undefined) {
    const known = knownIds(column.expression, scope)
    const isOpen = known === undefined || known.some((id) => !ids.includes(id))
    return {
      base: 'values',
      values: ids,
      isText: true,
      isOpen,
      ...(known === undefined ? {} : { known }),
    }
  }
  switch (type.base) {
    case 'number':
      return { base: 'number', unit: type.unit }
    case 'bool':
      return { base: 'values', values: ['false', 'true'], isText: false, isOpen: false }
    case 'enum':
      return { base: 'values', values: type.values, isText: true, isOpen: false }
    default:
      return undefined
  }
}

/** Every value that a column can have; of named values, each code k as the interval [k − ½, k + ½). */
export function domainOf(type: ColumnType): NumberSet {
  if (type.base === 'number') return type.range ?? allNumbers
  const codes = type.values.length + (type.isOpen ? 1 : 0)
  return [[-0.5, codes - 0.5]]
}

/** The set of one code. */
export function codeSet(code: number): NumberSet {
  return [[code - 0.5, code + 0.5]]
}
