/**
 * A column of a table, cut up: its values fall into regions between the bounds of its cells, and regions that
 * pass the same cells are one class. A table then is a finite grid of classes, exactly.
 */
import type { CellValues } from './cells.ts'
import { contains, unionOf, type Interval, type NumberSet } from './numberSets.ts'
import { addRow, noRows, type RowSet } from './rowSets.ts'

/** What the cells of a column say of the values of a class. */
export interface ClassRows {
  /** Rows whose cell passes. */
  readonly passes: RowSet
  /** Rows whose cell passes or cannot be decided. */
  readonly mayPass: RowSet
}
export interface ColumnClass extends ClassRows {
  readonly values: NumberSet
}
export interface ColumnClasses {
  /** Bounds between regions, ascending: region k begins at bound k − 1. */
  readonly bounds: readonly number[]
  /** Class of each region. */
  readonly classOfRegion: readonly number[]
  /** Without that of missing values. */
  readonly classes: readonly ColumnClass[]
  readonly missing: ClassRows
}

/** Cuts up a column with these cells, one per row. */
export function classesOf(cells: readonly CellValues[], domain: NumberSet): ColumnClasses {
  const tests = cells.map((test) => (test === 'any' ? domain : test))
  const [low, high] = domain[0]!
  const inner = tests
    .flat(2)
    .filter((bound) => bound > low && bound < high)
    .toSorted((a, b) => a - b)
  const bounds = [...new Set(inner)]
  const regions = [...bounds.keys(), bounds.length].map((region): Interval => [
    region === 0 ? low : bounds[region - 1]!,
    region === bounds.length ? high : bounds[region]!,
  ])
  const bySignature = new Map<string, { readonly regions: Interval[]; readonly passes: RowSet }>()
  const signatures = regions.map((region) => {
    const passes = rowsWhere(cells.length, (row) => contains(tests[row]!, region[0]))
    const signature = passes.join()
    const group = bySignature.get(signature)
    if (group === undefined) bySignature.set(signature, { regions: [region], passes })
    else group.regions.push(region)
    return signature
  })
  const order = [...bySignature.keys()]
  return {
    bounds,
    classOfRegion: signatures.map((signature) => order.indexOf(signature)),
    classes: [...bySignature.values()].map((group) => ({
      values: unionOf([group.regions]),
      passes: group.passes,
      mayPass: group.passes,
    })),
    missing: {
      passes: rowsWhere(cells.length, (row) => cells[row] === 'any'),
      mayPass: rowsWhere(cells.length, () => true),
    },
  }
}

function rowsWhere(rows: number, holds: (row: number) => boolean): RowSet {
  const set = noRows(rows)
  for (let row = 0; row < rows; row++) if (holds(row)) addRow(set, row)
  return set
}
