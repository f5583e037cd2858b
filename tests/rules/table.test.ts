/** Decision tables (SPEC D): reading cells, the loop against plain row-by-row evaluation, gaps and overlaps against brute force. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseTable, type HitPolicy } from '../../packages/rules/src/table/analyse.ts'
import { parseCell } from '../../packages/rules/src/table/cells.ts'
import { cellCondition } from '../../packages/rules/src/table/cellSyntax.ts'
import type { ColumnType } from '../../packages/rules/src/table/columns.ts'
import { createLookup } from '../../packages/rules/src/table/lookup.ts'
import { contains, nextDown, nextUp } from '../../packages/rules/src/table/numberSets.ts'
import { parseTable } from '../../packages/rules/src/table/parseTable.ts'
import type { DecisionTable } from '@sandtable/rules'
import { fakeCatalogue } from '../support/fakeShop.ts'

const number: ColumnType = { base: 'number', unit: 'none' }
const letters: ColumnType = {
  base: 'values',
  values: ['A', 'B', 'C'],
  isText: true,
  isOpen: false,
}
const flag: ColumnType = {
  base: 'values',
  values: ['false', 'true'],
  isText: false,
  isOpen: false,
}
const context = {
  scope: 'product',
  catalogue: fakeCatalogue,
  params: new Map<string, number | string>([
    ['lowDays', 7],
    ['class', 'B'],
  ]),
} as const

/** Which of the values pass a cell. */
function passing(text: string, type: ColumnType, values: readonly number[]): number[] {
  const { values: passes, issues } = parseCell(text, type, context)
  if (issues.length > 0) throw new Error(JSON.stringify(issues))
  return values.filter((value) => passes === 'any' || contains(passes, value))
}
const problems = (text: string, type: ColumnType) =>
  parseCell(text, type, context).issues.map(({ code, range }) => [
    code,
    text.slice(range!.start, range!.end),
  ])

describe('cells', () => {
  it('[D2] compare, bound, equal and list numbers', () => {
    const numbers = [-1, 0, 4.9, 5, 7, 9.9, 10, 11]
    expect(passing('< 5', number, numbers)).toEqual([-1, 0, 4.9])
    expect(passing('<= 5', number, numbers)).toEqual([-1, 0, 4.9, 5])
    expect(passing('> 5', number, numbers)).toEqual([7, 9.9, 10, 11])
    expect(passing('>=5', number, numbers)).toEqual([5, 7, 9.9, 10, 11])
    expect(passing('[5..10)', number, numbers)).toEqual([5, 7, 9.9])
    expect(passing('( 5 .. 10 ]', number, numbers)).toEqual([7, 9.9, 10])
    expect(passing('7', number, numbers)).toEqual([7])
    expect(passing('< 0, 7, [10..11]', number, numbers)).toEqual([-1, 7, 10, 11])
    expect(passing('not([5..10), 0)', number, numbers)).toEqual([-1, 4.9, 10, 11])
    expect(passing('-', number, numbers)).toEqual(numbers)
    expect(passing('', number, numbers)).toEqual(numbers)
    expect(passing('-1', number, numbers)).toEqual([-1])
  })
  it('[D2] bounds may be parameters and arithmetic of them', () => {
    expect(passing('< params.lowDays', number, [6, 7])).toEqual([6])
    expect(passing('(params.lowDays + 1) * 2', number, [15, 16])).toEqual([16])
    expect(passing('(params.lowDays..(params.lowDays + 1) * 2)', number, [7, 8, 15, 16])).toEqual([
      8, 15,
    ])
    expect(passing('max(1, params.lowDays), 3', number, [1, 3, 7])).toEqual([3, 7])
    expect(parseCell('< params.lowDays', number, context).usedParams).toEqual(new Set(['lowDays']))
  })
  it('[D2] name the values of enums and conditions', () => {
    expect(passing('"A", "C"', letters, [0, 1, 2])).toEqual([0, 2])
    expect(passing('not("A")', letters, [0, 1, 2])).toEqual([1, 2])
    expect(passing('params.class', letters, [0, 1, 2])).toEqual([1])
    expect(passing('true', flag, [0, 1])).toEqual([1])
    expect(passing('not(true)', flag, [0, 1])).toEqual([0])
  })
  it('[D2] say at which characters they are wrong', () => {
    expect(problems('< coverDays', number)).toEqual([['notConstant', 'coverDays']])
    expect(problems('< params.loDays', number)).toEqual([['unknownParameter', 'params.loDays']])
    expect(problems('"A"', number)).toEqual([['wrongType', '"A"']])
    expect(problems('< 5', letters)).toEqual([['cellSyntax', '5']])
    expect(problems('"A", "D"', letters)).toEqual([['unknownCellValue', '"D"']])
    expect(problems('[5..10', number)).toEqual([['cellSyntax', '[5..10']])
    expect(problems('5,', number)).toEqual([['cellSyntax', ',']])
    expect(problems('not(5', number)).toEqual([['cellSyntax', '5']])
    expect(problems('1 / 0', number)).toEqual([['cellSyntax', '1 / 0']])
    expect(problems('< 5', { base: 'number', unit: 'money' })).toEqual([])
    expect(problems('< params.lowDays', { base: 'number', unit: 'money' })).toEqual([
      ['wrongUnit', 'params.lowDays'],
    ])
  })
  it('[D2] reading never fails, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[\][()<>=.,"not0-9a -]{0,20}$/)),
        fc.constantFrom(number, letters, flag),
        (text, type) => {
          const { issues } = parseCell(text, type, context)
          for (const { range } of issues) expect(range!.end).toBeGreaterThan(range!.start)
        },
      ),
      { numRuns: 2_000 },
    )
  })
  it('[D2] read as conditions over their column', () => {
    expect(cellCondition('[5..10), > params.x', 'a + b')).toBe(
      '(((a + b) >= (5) && (a + b) < (10)) || (a + b) > (params.x))',
    )
    expect(cellCondition('not("A")', 'abcClass')).toBe('!((abcClass) == ("A"))')
    expect(cellCondition('-', 'x')).toBeUndefined()
  })
  it('[D3] takes neighbours of doubles exactly', () => {
    for (const value of [0, 1, -1, 0.1, -0.5, 1e300, 5e-324]) {
      expect(nextUp(value)).toBeGreaterThan(value)
      expect(nextDown(nextUp(value))).toBe(value === 0 ? 0 : value)
    }
    expect(nextUp(1)).toBe(1 + Number.EPSILON)
    expect(nextUp(Number.MAX_VALUE)).toBe(Infinity)
  })
})

// ── random tables ────────────────────────────────────────────────────────────────────────────────────────────────

/** A cell as text, and what it means: written apart from the code under test. */
interface Cell {
  readonly text: string
  readonly passes: (value: number) => boolean
}
const any: Cell = { text: '-', passes: () => true }
const bound = fc.integer({ min: 0, max: 4 })
const numberTest: fc.Arbitrary<Cell> = fc.oneof(
  bound.map((b): Cell => ({ text: `< ${b}`, passes: (x) => x < b })),
  bound.map((b): Cell => ({ text: `<= ${b}`, passes: (x) => x <= b })),
  bound.map((b): Cell => ({ text: `> ${b}`, passes: (x) => x > b })),
  bound.map((b): Cell => ({ text: `>= ${b}`, passes: (x) => x >= b })),
  bound.map((b): Cell => ({ text: `${b}`, passes: (x) => x === b })),
  fc.tuple(bound, bound, fc.boolean(), fc.boolean()).map(([a, b, hasLow, hasHigh]): Cell => ({
    text: `${hasLow ? '[' : '('}${a}..${b}${hasHigh ? ']' : ')'}`,
    passes: (x) => (hasLow ? x >= a : x > a) && (hasHigh ? x <= b : x < b),
  })),
)
const named = (values: readonly string[], quote: string): fc.Arbitrary<Cell> =>
  fc.constantFrom(...values.keys()).map((code) => ({
    text: quote + values[code]! + quote,
    passes: (x) => x === code,
  }))
function cellOf(test: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> {
  const list = fc.array(test, { minLength: 1, maxLength: 2 }).map((tests): Cell => ({
    text: tests.map(({ text }) => text).join(', '),
    passes: (x) => tests.some(({ passes }) => passes(x)),
  }))
  const negated = list.map(({ text, passes }): Cell => ({
    text: `not(${text})`,
    passes: (x) => !passes(x),
  }))
  return fc.oneof({ weight: 2, arbitrary: fc.constant(any) }, list, negated)
}
const columnKinds = [
  { type: number, cell: cellOf(numberTest), points: [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5] },
  { type: letters, cell: cellOf(named(['A', 'B', 'C'], '"')), points: [0, 1, 2] },
  { type: flag, cell: cellOf(named(['false', 'true'], '')), points: [0, 1] },
] as const

interface RandomTable {
  readonly kinds: readonly (typeof columnKinds)[number][]
  readonly rows: readonly (readonly Cell[])[]
}
const randomTable: fc.Arbitrary<RandomTable> = fc
  .array(fc.constantFrom(...columnKinds), { minLength: 1, maxLength: 3 })
  .chain((kinds) =>
    fc
      .array(fc.tuple(...kinds.map(({ cell }) => cell)), { maxLength: 6 })
      .map((rows) => ({ kinds, rows })),
  )

function decisionTable({ kinds, rows }: RandomTable): DecisionTable {
  return {
    columns: kinds.map((_, index) => ({ id: `c${index}`, expression: `c${index}` })),
    rows: rows.map((cells, row) => ({
      id: `r${row}`,
      cells: Object.fromEntries(cells.map(({ text }, index) => [`c${index}`, text])),
    })),
  }
}
function parsed(random: RandomTable) {
  const types = random.kinds.map(({ type }) => type)
  const { table, problems: found } = parseTable(decisionTable(random), types, context)
  expect(found).toEqual([])
  return table
}
/** Every combination of the points of the columns: at least one of every region. */
function combinations({ kinds }: RandomTable, withMissing: boolean): number[][] {
  return kinds.reduce<number[][]>(
    (found, { points }) =>
      found.flatMap((start) =>
        [...points, ...(withMissing ? [Number.NaN] : [])].map((point) => [...start, point]),
      ),
    [[]],
  )
}
/** Kleene: 1 true, 0 false, undefined when a value that a cell asks for is missing. */
function rowTruth(cells: readonly Cell[], values: readonly number[]): 0 | 1 | undefined {
  let truth: 1 | undefined = 1
  for (const [index, cell] of cells.entries()) {
    const value = values[index]!
    if (cell === any) continue
    if (Number.isNaN(value)) truth = undefined
    else if (!cell.passes(value)) return 0
  }
  return truth
}
/** Ports by SPEC D4, row by row. */
function expectedPorts(
  { rows }: RandomTable,
  policy: HitPolicy,
  values: readonly number[],
): string[] {
  const truths = rows.map((cells) => rowTruth(cells, values))
  const matching = truths.flatMap((truth, row) => (truth === 1 ? [`r${row}`] : []))
  const isOpen = truths.includes(undefined)
  if (policy === 'first') {
    const first = truths.findIndex((truth) => truth !== 0)
    if (first < 0) return ['default']
    return truths[first] === 1 ? [`r${first}`] : ['missing']
  }
  if (matching.length > 0) return matching
  return [isOpen ? 'missing' : 'default']
}
function hasOverlap({ rows }: RandomTable, values: readonly number[]): boolean {
  return rows.filter((cells) => rowTruth(cells, values) === 1).length > 1
}

/** Ports of every combination by the loop under test. */
function portsByLookup(random: RandomTable, policy: HitPolicy, mostCells?: number): string[][] {
  const rows = combinations(random, true)
  const size = rows.length
  const lookup = createLookup({
    table: parsed(random),
    policy,
    onMissing: 'missing',
    size,
    ...(mostCells === undefined ? {} : { mostCells }),
  })
  const columns = random.kinds.map((_, index) => Float64Array.from(rows, (row) => row[index]!))
  const ids = [...random.rows.keys()].map((row) => `r${row}`).concat('default', 'missing')
  const selections = new Uint8Array(ids.length * size).fill(1)
  const matched = lookup(new Uint8Array(size).fill(1), columns, selections)
  const ports = rows.map((_, entity) =>
    ids.filter((__, port) => selections[port * size + entity] === 1),
  )
  expect(matched).toBe(ports.filter(([port]) => port!.startsWith('r')).length)
  return ports
}

describe('a table', () => {
  it.each(['first', 'collect'] as const)(
    '[D4] %s gives what row-by-row evaluation gives, missing values included',
    (policy) => {
      fc.assert(
        fc.property(randomTable, fc.constantFrom(undefined, 0), (random, mostCells) => {
          expect(portsByLookup(random, policy, mostCells)).toEqual(
            combinations(random, true).map((values) => expectedPorts(random, policy, values)),
          )
        }),
        { numRuns: 300 },
      )
    },
  )
  it('[D4] unique gives what row-by-row evaluation gives when no rows overlap', () => {
    fc.assert(
      fc.property(randomTable, fc.constantFrom(undefined, 0), (random, mostCells) => {
        fc.pre(combinations(random, false).every((values) => !hasOverlap(random, values)))
        expect(portsByLookup(random, 'unique', mostCells)).toEqual(
          combinations(random, true).map((values) => expectedPorts(random, 'unique', values)),
        )
      }),
      { numRuns: 200 },
    )
  })
  it('[D4] sends what cannot be decided to default when it is told to', () => {
    const { table } = parseTable(
      {
        columns: [{ id: 'x', expression: 'x' }],
        rows: [{ id: 'low', cells: { x: '< 5' } }],
      },
      [number],
      context,
    )
    const selections = new Uint8Array(9)
    const lookup = createLookup({ table, policy: 'unique', onMissing: 'default', size: 3 })
    lookup(Uint8Array.of(1, 1, 0), [Float64Array.of(1, Number.NaN, 1)], selections)
    expect([...selections]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0])
  })
  it('[D3] takes bounds that lie far apart, and values beyond them', () => {
    const bounds = [-1e308, -1, 0, 1e-300, 1, 2, 3, 1e9, 1e308]
    const random: RandomTable = {
      kinds: [columnKinds[0]],
      rows: bounds.map((b) => [{ text: `< ${b}`, passes: (x: number) => x < b }]),
    }
    const values = bounds.flatMap((b) => [nextDown(b), b, nextUp(b)]).filter(Number.isFinite)
    const lookup = createLookup({
      table: parsed(random),
      policy: 'first',
      onMissing: 'missing',
      size: values.length,
    })
    const selections = new Uint8Array((bounds.length + 2) * values.length)
    lookup(new Uint8Array(values.length).fill(1), [Float64Array.from(values)], selections)
    values.forEach((value, entity) => {
      const row = bounds.findIndex((b) => value < b)
      const port = row < 0 ? bounds.length : row
      expect(selections[port * values.length + entity]).toBe(1)
    })
  })
})

describe('the analysis of a table', () => {
  it('[D6] finds exactly the combinations that no row matches', () => {
    fc.assert(
      fc.property(randomTable, (random) => {
        const { gaps, isComplete } = analyseTable(parsed(random), 'first')
        expect(isComplete).toBe(true)
        const isGap = (values: readonly number[]) =>
          gaps.some(({ sets }) => sets.every((set, index) => contains(set, values[index]!)))
        // at most 20 are listed: fewer means all of them
        if (gaps.length < 20) {
          for (const values of combinations(random, false)) {
            expect(isGap(values)).toBe(expectedPorts(random, 'first', values)[0] === 'default')
          }
        }
        for (const { witness } of gaps) {
          expect(isGap(witness)).toBe(true)
          expect(expectedPorts(random, 'first', witness)).toEqual(['default'])
        }
      }),
      { numRuns: 300 },
    )
  })
  it('[D6] finds exactly the pairs of rows that overlap', () => {
    fc.assert(
      fc.property(randomTable, (random) => {
        const { overlaps } = analyseTable(parsed(random), 'unique')
        const expected = random.rows.flatMap((later, j) =>
          random.rows
            .slice(0, j)
            .flatMap((row, i) =>
              combinations(random, false).some(
                (values) => rowTruth(row, values) === 1 && rowTruth(later, values) === 1,
              )
                ? [[i, j]]
                : [],
            ),
        )
        expect(overlaps.map(({ rows }) => rows)).toEqual(expected)
        for (const { rows, box } of overlaps) {
          for (const row of rows) expect(rowTruth(random.rows[row]!, box.witness)).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('[D6] finds exactly the rows that never win', () => {
    fc.assert(
      fc.property(
        randomTable,
        fc.constantFrom<HitPolicy[]>('first', 'collect'),
        (random, policy) => {
          const { unreachableRows } = analyseTable(parsed(random), policy)
          const reached = new Set(
            combinations(random, false).flatMap((values) => expectedPorts(random, policy, values)),
          )
          expect(unreachableRows.map(({ row }) => row)).toEqual(
            [...random.rows.keys()].filter((row) => !reached.has(`r${row}`)),
          )
        },
      ),
      { numRuns: 300 },
    )
  })
  it('[D6] says where, in words of both languages', () => {
    const { table } = parseTable(
      {
        columns: [
          { id: 'a', expression: 'coverDays' },
          { id: 'b', expression: 'abcClass' },
        ],
        rows: [
          { id: 'r1', cells: { a: '< 7', b: '"A"' } },
          { id: 'r2', cells: { a: '[7..30]' } },
          { id: 'r3', cells: { a: '> 20', b: 'not("C")' } },
          { id: 'r4', cells: { a: '[9..3]' } },
        ],
      },
      [number, letters],
      context,
    )
    const { gaps, overlaps, unreachableRows } = analyseTable(table, 'unique')
    expect(gaps.map(({ words }) => words.en)).toEqual([
      'coverDays < 7 and abcClass is "B" or "C"',
      'coverDays > 30 and abcClass is "C"',
    ])
    expect(gaps[0]!.words.zh).toBe('coverDays 小于 7，且 abcClass 是 "B" 或 "C"')
    expect(overlaps.map(({ rows, box }) => [rows, box.words.en])).toEqual([
      [[1, 2], 'coverDays in (20..30] and abcClass is "A" or "B"'],
    ])
    expect(unreachableRows).toEqual([{ row: 3, by: [] }])
  })
})
