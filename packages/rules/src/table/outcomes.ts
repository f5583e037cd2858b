/** Which port an entity leaves by, given the rows that match or may match it (SPEC D4). */
import type { HitPolicy } from './analyse.ts'
import { firstRow, hasRow, rowsOf, type RowSet } from './rowSets.ts'

/** The row, or the rows of a `collect`; else `default`, or `missing` where it cannot be decided. */
export type Outcome = number | readonly number[] | 'default' | 'missing'

/** `passes`: rows that match; `mayPass`: those, and the rows that cannot be decided. */
export function outcomeOf(policy: HitPolicy, passes: RowSet, mayPass: RowSet): Outcome {
  const first = firstRow(mayPass)
  if (first < 0) return 'default'
  if (policy === 'first') return hasRow(passes, first) ? first : 'missing'
  const rows = rowsOf(passes)
  if (rows.length === 0) return 'missing'
  return rows.length === 1 || policy === 'unique' ? rows[0]! : rows
}
