/** The decision table as a node (SPEC D): its ports, what the check says of it, and what it does in a review. */
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  describeIssue,
  nodeDefinition,
  type Config,
  type DecisionTable,
  type FlowDefinition,
  type Playbook,
} from '@sandtable/rules'
import { fakeCatalogue, fakeShop, type Figures } from '../support/fakeShop.ts'
import { portsByDay, shopOf } from '../support/flowRun.ts'
import { playbook } from '../support/playbooks.ts'

type Cells = Record<string, string>
function tableOf(columns: Record<string, string>, rows: Record<string, Cells>): DecisionTable {
  return {
    columns: Object.entries(columns).map(([id, expression]) => ({ id, expression })),
    rows: Object.entries(rows).map(([id, cells]) => ({ id, cells })),
  }
}
const everything = ['trigger.schedule', { scope: 'product', recurrence: 'FREQ=DAILY' }] as const
const alert = ['action.notify', { message: 'look' }] as const
function behind(
  table: DecisionTable,
  config: Config = {},
  connected: readonly string[] = [],
): Playbook {
  const full = { table, ...config } as unknown as Config
  return playbook({ t: [...everything], d: ['condition.table', full], a: [...alert] }, [
    't.out>d',
    ...connected.map((port) => `d.${port}>a`),
  ])
}
/** Codes and sentences of errors and warnings about the table. */
function problems(book: Playbook) {
  return checkPlaybook(book, fakeCatalogue)
    .filter(
      ({ severity, nodeId, field }) => severity !== 'info' && nodeId === 'd' && field === 'table',
    )
    .map((problem) => [problem.severity, problem.code, describeIssue(problem, 'en').sentence])
}
function ports(book: Playbook, figures: Figures, products = 3) {
  return portsByDay(book, 'd', fakeShop(products), [figures])[0]
}

const cover = tableOf(
  { c: 'coverDays', k: 'abcClass' },
  { short: { c: '< 7', k: '"A"' }, rest: { c: '>= 7', k: '"A"' }, others: { k: 'not("A")' } },
)

describe('a column of many ids', () => {
  it('compiles, and tells each from all others', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `p${index}`)
    // a cell has room for some 200
    const cellOf = (some: readonly string[]) => some.map((id) => JSON.stringify(id)).join(', ')
    const table = tableOf(
      { which: 'id' },
      { first: { which: cellOf(ids.slice(0, 150)) }, second: { which: cellOf(ids.slice(150)) } },
    )
    const book = behind(table, {}, ['first'])
    expect(problems(book).filter(([severity]) => severity === 'error')).toEqual([])
    const shop = shopOf({ product: { p0: {}, p149: {}, p150: {}, p299: {}, q: {} } })
    expect(portsByDay(book, 'd', shop, [{}])[0]).toMatchObject({
      first: ['p0', 'p149'],
      second: ['p150', 'p299'],
      default: ['q'],
    })
  })
})

describe('a decision table', () => {
  it('[D1] has a port for every row, one for no row and one for what is missing', () => {
    expect(
      ports(behind(cover, {}, ['short']), {
        product: { coverDays: [3, 30, Number.NaN], abcClass: [0, 0, 0] },
      }),
    ).toEqual({ short: ['p0'], rest: ['p1'], others: [], default: [], missing: ['p2'] })
  })
  it('[D1] names ports after rows', () => {
    const { outputs } = nodeDefinition('condition.table') as FlowDefinition
    const table = {
      columns: [],
      rows: [
        { id: 'a', name: 'Best', cells: {} },
        { id: 'b', cells: {} },
        { id: 'c', name: { en: 'Third', zh: '第三' }, cells: {} },
      ],
    }
    const labels = outputs({ table }).map(({ id, label }) => [id, label.en])
    expect(labels.slice(0, 3)).toEqual([
      ['a', 'Best'],
      ['b', '2'],
      ['c', 'Third'],
    ])
    expect(outputs({ table: 'no table' }).map(({ id }) => id)).toEqual(['default', 'missing'])
  })
  it('[D4] does not ask for what its cell does not test', () => {
    const figures: Figures = { product: { coverDays: [Number.NaN], abcClass: [1] } }
    expect(ports(behind(cover, {}, ['short']), figures, 1)!['others']).toEqual(['p0'])
  })
  it('[D5] tests numbers, conditions, enums and ids', () => {
    const table = tableOf(
      { a: 'soldUnits / onHandUnits', b: 'isOutOfStock', c: 'id' },
      {
        fast: { a: '> 0.5', b: 'false' },
        gone: { b: 'true' },
        p2: { a: '<= 0.5', b: 'false', c: '"p2"' },
      },
    )
    expect(
      ports(behind(table, {}, ['fast']), {
        product: { soldUnits: [6, 1, 1], onHandUnits: [10, 10, 10], isOutOfStock: [0, 1, 0] },
      }),
    ).toEqual({ fast: ['p0'], gone: ['p1'], p2: ['p2'], default: [], missing: [] })
  })
  it('[D5] knows the ids of scopes that are the same in every shop', () => {
    const rows = { r1: { i: '"major"' }, r2: { i: '"urgent"' }, r3: { i: '"normal"' } }
    const book = behind(tableOf({ i: 'id' }, rows), {}, ['r1'])
    const watching = {
      ...book,
      nodes: book.nodes.map((node) =>
        node.id === 't' ? { ...node, config: { ...node.config, scope: 'ticketClass' } } : node,
      ),
    }
    expect(problems(watching)).toEqual([])
    const shop = shopOf({ ticketClass: { major: {}, normal: {}, urgent: {} } })
    expect(portsByDay(watching, 'd', shop, [{}])[0]).toMatchObject({
      r1: ['major'],
      r2: ['urgent'],
      r3: ['normal'],
    })
    const misspelt = tableOf({ i: 'id' }, { ...rows, r3: { i: '"norml"' } })
    const wrong = {
      ...watching,
      nodes: watching.nodes.map((node) =>
        node.id === 'd' ? { ...node, config: { table: misspelt } as unknown as Config } : node,
      ),
    }
    expect(problems(wrong).map(([, code]) => code)).toEqual(['unknownCellValue'])
  })
  it('[D2] reads bounds from parameters of the playbook', () => {
    const table = tableOf({ c: 'coverDays' }, { low: { c: '< params.lowDays' } })
    const book = {
      ...behind(table, {}, ['low']),
      params: { lowDays: { default: 5 } },
    }
    const figures: Figures = { product: { coverDays: [4, 5] } }
    expect(ports(book, figures, 2)).toMatchObject({ low: ['p0'], default: ['p1'] })
    expect(checkPlaybook(book, fakeCatalogue).map(({ code }) => code)).not.toContain(
      'unusedParameter',
    )
  })
})

describe('the check of a table', () => {
  it('[D6] rows that overlap are an error when only one may match', () => {
    const table = tableOf({ c: 'coverDays' }, { a: { c: '< 10' }, b: { c: '>= 8' } })
    expect(problems(behind(table, {}, ['a']))).toEqual([
      ['error', 'tableOverlap', 'Rows “a” and “b” both match where coverDays in [8..10).'],
    ])
    expect(problems(behind(table, { hitPolicy: 'first' }, ['a']))).toEqual([])
    expect(problems(behind(table, { hitPolicy: 'collect' }, ['a']))).toEqual([])
  })
  it('[D6] a gap is a warning until the port for no row is connected', () => {
    const table = tableOf(
      { c: 'coverDays', k: 'abcClass' },
      { a: { c: '< 10' }, b: { c: '> 10', k: '"A"' } },
    )
    const gaps = problems(behind(table, {}, ['a']))
    expect(gaps).toEqual([
      ['warning', 'tableGap', 'No row matches where coverDays == 10.'],
      ['warning', 'tableGap', 'No row matches where coverDays > 10 and abcClass is "B" or "C".'],
    ])
    expect(problems(behind(table, {}, ['a', 'default']))).toEqual([])
  })
  it('[D6] a row that can never match is a warning', () => {
    const table = tableOf(
      { c: 'coverDays' },
      { a: { c: '< 10' }, b: { c: '>= 5' }, c: { c: '[6..9]' }, d: { c: '[9..6]' } },
    )
    expect(problems(behind(table, { hitPolicy: 'first' }, ['a']))).toEqual([
      [
        'warning',
        'unreachableRow',
        'Row “c” never matches: the rows above it take everything (a, b).',
      ],
      ['warning', 'unreachableRow', 'Row “d” never matches: one of its cells admits no value.'],
    ])
  })
  it('[D7] says where a table is wrong', () => {
    const table = {
      columns: [
        { id: 'c', expression: 'coverDay' },
        { id: 'c', expression: 'abcClass' },
      ],
      rows: [
        { id: 'default', cells: { c: '1' } },
        { id: 'b', cells: { x: '1' } },
      ],
    }
    const book = behind(table, {}, ['b'])
    const issues = checkPlaybook(book, fakeCatalogue).filter(({ severity }) => severity === 'error')
    expect(issues.map(({ code, path }) => [code, path.slice(3).join('.')])).toEqual([
      ['duplicateId', 'table.columns.1.id'],
      ['reservedRowId', 'table.rows.0.id'],
      ['unknownColumn', 'table.rows.1.cells.x'],
      ['unknownName', 'table.columns.0.expression'],
    ])
  })
  it('[D7] says at which characters a cell is wrong', () => {
    const table = tableOf({ c: 'coverDays' }, { a: { c: '[1..params.x)' } })
    const [problem] = checkPlaybook(behind(table, {}, ['a']), fakeCatalogue)
    expect(problem).toMatchObject({
      code: 'unknownParameter',
      path: ['nodes', 1, 'config', 'table', 'rows', 0, 'cells', 'c'],
      range: { start: 4, end: 12 },
      nodeId: 'd',
      field: 'table',
    })
  })
  it('[D7] refuses a table beyond its limits', () => {
    const rows = Array.from({ length: 201 }, (_, row) => [`r${row}`, { c: `${row}` }])
    const table = tableOf({ c: 'coverDays' }, Object.fromEntries(rows) as Record<string, Cells>)
    expect(problems(behind(table, {}, ['r1'])).map(([, code]) => code)).toEqual(['tableTooLarge'])
    expect(problems(behind(tableOf({ c: 'coverDays' }, {}), {}, ['default']))).toEqual([
      ['warning', 'noRows', 'The table has no rows, so everything leaves by “no row”.'],
    ])
  })
  it('takes less than a moment for a large table', () => {
    const rows = Array.from({ length: 150 }, (_, row): [string, Cells] => [
      `r${row}`,
      { a: `[${row}..${row + 1})`, b: row % 2 === 0 ? '< 5' : '-', c: '-' },
    ])
    const table = tableOf(
      { a: 'coverDays', b: 'soldUnits', c: 'abcClass' },
      Object.fromEntries(rows),
    )
    const begin = performance.now()
    const found = problems(behind(table, {}, ['r1']))
    expect(found.map(([, code]) => code)).toEqual(['tableGap', 'tableGap'])
    expect(performance.now() - begin).toBeLessThan(1_000)
  })
})

describe('conditions of ports', () => {
  const { portConditions } = nodeDefinition('condition.table') as FlowDefinition
  const table = tableOf({ c: 'coverDays', i: 'id' }, { a: { c: '< 7' }, b: { i: '"p1"' } })
  const of = (config: Config) =>
    portConditions!({
      table,
      hitPolicy: 'unique',
      onMissing: 'missing',
      ...config,
    } as unknown as Config)
  it('[D8] say what holds for an entity that leaves by the port', () => {
    expect(of({})).toEqual({
      a: '((coverDays) < (7))',
      b: '((id) == ("p1"))',
      default: '!((coverDays) < (7)) && !((id) == ("p1"))',
      missing: '!(has(coverDays))',
    })
    expect(of({ hitPolicy: 'first' })['b']).toBe('!((coverDays) < (7)) && ((id) == ("p1"))')
    expect(of({ onMissing: 'default' })).toMatchObject({ missing: 'false' })
    expect(of({ onMissing: 'default' })).not.toHaveProperty('default')
  })
})
