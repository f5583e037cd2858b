/**
 * A table at work: values of the columns → for every entity the port it leaves by.
 *
 *   column value ─▶ class × stride ─sum over columns─▶ cell of the grid ─▶ port
 *
 * The grid holds the answer for every combination of classes, missing included. A table whose grid would be too
 * large keeps the sets of rows per class instead, and intersects them for each entity.
 */
import type { HitPolicy, ParsedTable } from './analyse.ts'
import { classesOf, type ColumnClasses } from './classes.ts'
import { bindColumn, countingCoder, fewBounds } from './coder.ts'
import { domainOf } from './columns.ts'
import { outcomeOf, type Outcome } from './outcomes.ts'
import { allRows, noRows, type RowSet } from './rowSets.ts'
import { lookUpSmall, smallColumns } from './smallTable.ts'

/** Cells of the largest grid. */
export const mostGridCells = 1_000_000
/** Entities worked on at a time, so that their codes stay in the nearest cache. */
const blockSize = 1024

export interface LookupPlan {
  readonly table: ParsedTable
  readonly policy: HitPolicy
  /** Where entities leave for which it cannot be decided. */
  readonly onMissing: 'missing' | 'default'
  /** Entities. */
  readonly size: number
  /** Another limit than `mostGridCells`, for tests. */
  readonly mostCells?: number
}

/**
 * Writes the selections of all ports, one behind the other: a port for each row, `default`, `missing`. Returns
 * how many entities matched a row.
 */
export type Lookup = (
  selected: Uint8Array,
  values: readonly Float64Array[],
  selections: Uint8Array,
) => number

/** Binds a table to the entities of a run. */
export function createLookup(plan: LookupPlan): Lookup {
  const columns = plan.table.columns.map(({ cells, type }) => classesOf(cells, domainOf(type)))
  const cells = columns.reduce((product, { classes }) => product * (classes.length + 1), 1)
  return cells <= (plan.mostCells ?? mostGridCells)
    ? gridLookup(plan, columns, cells)
    : rowSetLookup(plan, columns)
}

/**
 * Outcomes as targets: the place of entity 0 in the selections of the outcome's port, or −1 − k for the k-th list
 * of several.
 */
class Targets {
  readonly lists: Int32Array[] = []
  readonly #plan: LookupPlan
  readonly #indexOfList = new Map<string, number>()

  constructor(plan: LookupPlan) {
    this.#plan = plan
  }

  /** Where the selections of ports begin that are no row's. */
  get elseFrom(): number {
    return this.#plan.table.rowCount * this.#plan.size
  }

  of(outcome: Outcome): number {
    const { size, onMissing } = this.#plan
    if (typeof outcome === 'number') return outcome * size
    if (outcome === 'default') return this.elseFrom
    if (outcome === 'missing') return this.elseFrom + (onMissing === 'missing' ? size : 0)
    const key = outcome.join()
    let index = this.#indexOfList.get(key)
    if (index === undefined) {
      index = this.lists.length
      this.#indexOfList.set(key, index)
      this.lists.push(Int32Array.from(outcome, (row) => row * size))
    }
    return -1 - index
  }
}

function gridLookup(plan: LookupPlan, columns: readonly ColumnClasses[], cells: number): Lookup {
  const { table, policy, size } = plan
  const targets = new Targets(plan)
  const grid = new Int32Array(cells)
  const strides = columns.map((_, index) =>
    columns.slice(0, index).reduce((product, { classes }) => product * (classes.length + 1), 1),
  )
  fillGrid(columns, strides, table.rowCount, (cell, passes, mayPass) => {
    grid[cell] = targets.of(outcomeOf(policy, passes, mayPass))
  })
  const { lists, elseFrom } = targets
  const isSmall =
    columns.length > 0 &&
    columns.length <= smallColumns &&
    columns.every(({ bounds }) => bounds.length <= fewBounds)
  if (isSmall && lists.length === 0) return smallLookup(columns, strides, grid, elseFrom)

  const adders = columns.map((column, index) => bindColumn(column, strides[index]!))
  const sums = new Int32Array(blockSize)
  return (selected, values, selections) => {
    selections.fill(0)
    let matched = 0
    for (let begin = 0; begin < size; begin += blockSize) {
      const count = Math.min(blockSize, size - begin)
      sums.fill(0)
      for (let column = 0; column < adders.length; column++) {
        adders[column]!(values[column]!, begin, count, sums)
      }
      matched +=
        lists.length === 0
          ? writeOne(selected, begin, count, sums, grid, elseFrom, selections)
          : writeSome(selected, begin, count, sums, grid, elseFrom, selections, lists)
    }
    return matched
  }
}

function smallLookup(
  columns: readonly ColumnClasses[],
  strides: readonly number[],
  grid: Int32Array,
  elseFrom: number,
): Lookup {
  const places = Array.from({ length: smallColumns }, (_, place) => place)
  const coders = places.map((place) => {
    const column = columns[place]
    // a place without a column looks at the first one once more, and adds nothing
    return countingCoder(
      column ?? columns[0]!,
      column === undefined ? 0 : strides[place]!,
      fewBounds,
    )
  })
  const read: Float64Array[] = places.map(() => new Float64Array(0))
  return (selected, values, selections) => {
    selections.fill(0)
    for (const place of places) read[place] = values[place] ?? values[0]!
    return lookUpSmall(read, coders, selected, grid, elseFrom, selections)
  }
}

/** Calls `set` for every cell of the grid with the rows that pass and may pass there. */
function fillGrid(
  columns: readonly ColumnClasses[],
  strides: readonly number[],
  rowCount: number,
  set: (cell: number, passes: RowSet, mayPass: RowSet) => void,
): void {
  const every = allRows(rowCount)
  const scratch = columns.map(() => ({ passes: noRows(rowCount), mayPass: noRows(rowCount) }))
  const fill = (column: number, cell: number, passes: RowSet, mayPass: RowSet): void => {
    if (column < 0) {
      set(cell, passes, mayPass)
      return
    }
    const { classes, missing } = columns[column]!
    const inner = scratch[column]!
    for (let index = 0; index <= classes.length; index++) {
      const member = classes[index] ?? missing
      for (let word = 0; word < every.length; word++) {
        inner.passes[word] = passes[word]! & member.passes[word]!
        inner.mayPass[word] = mayPass[word]! & member.mayPass[word]!
      }
      fill(column - 1, cell + index * strides[column]!, inner.passes, inner.mayPass)
    }
  }
  fill(columns.length - 1, 0, every, every)
}

/** Where every cell of the grid means one port. */
function writeOne(
  selected: Uint8Array,
  begin: number,
  count: number,
  sums: Int32Array,
  grid: Int32Array,
  elseFrom: number,
  selections: Uint8Array,
): number {
  let matched = 0
  for (let k = 0; k < count; k++) {
    const target = grid[sums[k]!]!
    const isSelected = selected[begin + k]!
    selections[target + begin + k] = isSelected
    matched += isSelected & ((target - elseFrom) >>> 31)
  }
  return matched
}

/** Where a cell may mean several ports. */
function writeSome(
  selected: Uint8Array,
  begin: number,
  count: number,
  sums: Int32Array,
  grid: Int32Array,
  elseFrom: number,
  selections: Uint8Array,
  lists: readonly Int32Array[],
): number {
  let matched = 0
  for (let k = 0; k < count; k++) {
    const entity = begin + k
    if (selected[entity] === 0) continue
    const target = grid[sums[k]!]!
    if (target < elseFrom) matched++
    if (target >= 0) selections[target + entity] = 1
    else for (const port of lists[-1 - target]!) selections[port + entity] = 1
  }
  return matched
}

function rowSetLookup(plan: LookupPlan, columns: readonly ColumnClasses[]): Lookup {
  const { table, policy, size } = plan
  const targets = new Targets(plan)
  const adders = columns.map((column) => bindColumn(column, 1))
  const members = columns.map(({ classes, missing }) => [...classes, missing])
  const codes = columns.map(() => new Int32Array(size))
  const every = allRows(table.rowCount)
  const [passes, mayPass] = [noRows(table.rowCount), noRows(table.rowCount)]
  return (selected, values, selections) => {
    selections.fill(0)
    adders.forEach((add, column) => {
      codes[column]!.fill(0)
      add(values[column]!, 0, size, codes[column]!)
    })
    let matched = 0
    for (let entity = 0; entity < size; entity++) {
      if (selected[entity] === 0) continue
      passes.set(every)
      mayPass.set(every)
      for (let column = 0; column < members.length; column++) {
        const member = members[column]![codes[column]![entity]!]!
        for (let word = 0; word < every.length; word++) {
          passes[word]! &= member.passes[word]!
          mayPass[word]! &= member.mayPass[word]!
        }
      }
      const target = targets.of(outcomeOf(policy, passes, mayPass))
      if (target < targets.elseFrom) matched++
      if (target >= 0) selections[target + entity] = 1
      else for (const port of targets.lists[-1 - target]!) selections[port + entity] = 1
    }
    return matched
  }
}
