/** Work (c): a decision table of 50 rows and four columns, as data and as the words of every engine. */
import { compile, type Playbook } from '@sandtable/rules'
import { LogicEngine } from 'json-logic-engine'
import { Engine, type ConditionProperties } from 'json-rules-engine'
import type { Contestant } from '../measure.ts'
import { abcClasses, catalogue, columnsOf, shopOf, snapshotOf, type Fact } from './facts.ts'
import * as handWritten from './handWritten.ts'
import { loadZen } from './peers.ts'

/** Bands of a figure: below the first bound, between two, from the last one on. */
const coverBounds = [7, 14, 30, 60]
const soldBounds = [10, 25, 50, 80]

/** From `least` (included) to `below`; undefined where there is no end. */
interface Band {
  readonly least: number | undefined
  readonly below: number | undefined
}
interface Row {
  readonly classes: readonly Fact['abcClass'][]
  readonly coverDays: Band
  readonly sold30dUnits: Band
  readonly leadTimeDays: Band
}

function bandsOf(bounds: readonly number[]): readonly Band[] {
  return [...bounds, undefined].map((below, index) => ({ least: bounds[index - 1], below }))
}

/** Five bands of cover, five of sales, and two kinds of product in each; no two rows overlap. */
const rows: readonly Row[] = bandsOf(coverBounds).flatMap((coverDays) =>
  bandsOf(soldBounds).flatMap((sold30dUnits): readonly Row[] => [
    {
      classes: ['A', 'B'],
      coverDays,
      sold30dUnits,
      leadTimeDays: { least: 3, below: undefined },
    },
    { classes: ['C'], coverDays, sold30dUnits, leadTimeDays: { least: undefined, below: 10 } },
  ]),
)

export interface TableTask {
  readonly sets: readonly (readonly Fact[])[]
  /** Facts that some row decides, per set. */
  readonly matches: readonly number[]
}

/** The right answers come from the rows themselves, read one after the other. */
export function tableTask(sets: readonly (readonly Fact[])[]): TableTask {
  const answers = sets.map((facts) => facts.map(rowOf))
  answers.forEach((answer, set) => {
    sets[set]!.forEach((fact, i) => {
      if (handWritten.tableRow(fact) !== answer[i]) throw new Error(`by hand, fact ${i} is wrong`)
    })
  })
  return { sets, matches: answers.map((answer) => answer.filter((row) => row >= 0).length) }
}

/** The first row that holds, −1 when none does. */
function rowOf(fact: Fact): number {
  const isIn = (value: number, { least = -Infinity, below = Infinity }: Band) =>
    value >= least && value < below
  return rows.findIndex(
    ({ classes, coverDays, sold30dUnits, leadTimeDays }) =>
      classes.includes(fact.abcClass) &&
      isIn(fact.coverDays, coverDays) &&
      isIn(fact.sold30dUnits, sold30dUnits) &&
      isIn(fact.leadTimeDays, leadTimeDays),
  )
}

/** A table node behind a schedule, run by the product's reviews. */
export function sandtableTable({ sets, matches }: TableTask): Contestant {
  const products = sets[0]!.length
  const result = compile([playbook()], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1))
  const { program } = result
  const node = program.nodes.findIndex(({ id }) => id === 'n_table')
  const reviewer = program.startReviewer(shopOf(products))
  const tables = sets.map(columnsOf)
  let day = 0
  const review = (set: number, onPort?: (port: string, selection: Uint8Array) => void) =>
    reviewer.review(
      'endOfDay',
      snapshotOf(++day, [tables[set]!]),
      () => [],
      onPort === undefined
        ? undefined
        : {
            onNode: ({ node: index, outputs = {} }) => {
              if (index !== node) return
              for (const [port, selection] of Object.entries(outputs)) onPort(port, selection)
            },
          },
    )
  sets.forEach((facts, set) => {
    review(set, (port, selection) => {
      facts.forEach((fact, i) => {
        const row = rowOf(fact)
        const isHere = port === (row < 0 ? 'default' : `r${row}`)
        if (selection[i] !== Number(isHere)) throw new Error(`product ${i} is wrong at ${port}`)
      })
    })
  })
  return {
    engine: 'sandtable',
    evaluations: products,
    matches,
    run: (set) => review(set).fired[node]!,
  }
}

function playbook(): Playbook {
  const cellOf = ({ least, below }: Band) => {
    if (least === undefined) return below === undefined ? '-' : `< ${below}`
    return below === undefined ? `>= ${least}` : `[${least} .. ${below})`
  }
  const table = {
    columns: [
      { id: 'class', expression: 'abcClass' },
      { id: 'cover', expression: 'coverDays' },
      { id: 'sold', expression: 'sold30dUnits' },
      { id: 'lead', expression: 'leadTimeDays' },
    ],
    rows: rows.map((row, index) => ({
      id: `r${index}`,
      cells: {
        class: row.classes.map((value) => `"${value}"`).join(', '),
        cover: cellOf(row.coverDays),
        sold: cellOf(row.sold30dUnits),
        lead: cellOf(row.leadTimeDays),
      },
    })),
  }
  return {
    format: 'playbook/1',
    id: 'pb_table',
    name: 'Table',
    nodes: [
      {
        id: 'n_all',
        type: 'trigger.schedule',
        v: 1,
        config: { scope: 'product', recurrence: 'FREQ=DAILY' },
      },
      { id: 'n_table', type: 'condition.table', v: 1, config: { table, hitPolicy: 'unique' } },
    ],
    edges: [{ id: 'e', from: ['n_all', 'out'], to: ['n_table', 'in'] }],
  }
}

export function tableByHand({ sets, matches }: TableTask): Contestant {
  return {
    engine: 'hand-written',
    evaluations: sets[0]!.length,
    matches,
    run: (set) => {
      let found = 0
      for (const fact of sets[set]!) if (handWritten.tableRow(fact) >= 0) found++
      return found
    },
  }
}

/** Comparisons of a row with the words of an engine. */
function testsOf<T>(
  row: Row,
  compare: (metric: keyof Fact, operator: '<' | '>=', bound: number) => T,
  isClass: (classes: Row['classes']) => T,
): readonly T[] {
  const bands = (['coverDays', 'sold30dUnits', 'leadTimeDays'] as const).flatMap((metric) => {
    const { least, below } = row[metric]
    return [
      ...(least === undefined ? [] : [compare(metric, '>=', least)]),
      ...(below === undefined ? [] : [compare(metric, '<', below)]),
    ]
  })
  return [isClass(row.classes), ...bands]
}

export function jsonLogicTable({ sets, matches }: TableTask): Contestant {
  const cases = rows.flatMap((row, index) => [
    {
      and: testsOf<object>(
        row,
        (metric, operator, bound) => ({ [operator]: [{ var: metric }, bound] }),
        (classes) =>
          classes.length === 1
            ? { '===': [{ var: 'abcClass' }, classes[0]] }
            : { in: [{ var: 'abcClass' }, classes] },
      ),
    },
    index,
  ])
  const decide = new LogicEngine().build({ if: [...cases, -1] }) as (fact: Fact) => number
  return {
    engine: 'json-logic-engine',
    evaluations: sets[0]!.length,
    matches,
    run: (set) => {
      let found = 0
      for (const fact of sets[set]!) if (decide(fact) >= 0) found++
      return found
    },
  }
}

export function jsonRulesTable({ sets, matches }: TableTask): Contestant {
  const engine = new Engine(
    rows.map((row) => ({
      conditions: {
        all: [
          ...testsOf<ConditionProperties>(
            row,
            (fact, operator, value) => ({
              fact,
              operator: operator === '<' ? 'lessThan' : 'greaterThanInclusive',
              value,
            }),
            (classes) => ({ fact: 'abcClass', operator: 'in', value: classes }),
          ),
        ],
      },
      event: { type: 'row' },
    })),
  )
  return {
    engine: 'json-rules-engine',
    evaluations: sets[0]!.length,
    matches,
    run: async (set) => {
      let found = 0
      for (const fact of sets[set]!) found += (await engine.run(fact)).events.length
      return found
    },
  }
}

/** As a decision table of its own, prepared once; its evaluations are asynchronous and go in batches. */
export function zenTable({ sets, matches }: TableTask): Contestant | undefined {
  const engine = loadZen()
  if (engine === undefined) return undefined
  const decision = new engine.ZenEngine().createDecision(new engine.ZenDecisionContent(zenGraph()))
  const batch = 100
  return {
    engine: 'zen',
    evaluations: sets[0]!.length,
    matches,
    run: async (set) => {
      const facts = sets[set]!
      let found = 0
      for (let from = 0; from < facts.length; from += batch) {
        const answers = facts.slice(from, from + batch).map((fact) => decision.evaluate(fact))
        for (const { result } of await Promise.all(answers)) if ('row' in result) found++
      }
      return found
    },
  }
}

function zenGraph(): object {
  const cellOf = ({ least, below }: Band) => {
    if (least === undefined) return below === undefined ? '' : `< ${below}`
    return below === undefined ? `>= ${least}` : `[${least}..${below})`
  }
  const input = (field: keyof Fact) => ({ id: field, field, name: field })
  const content = {
    hitPolicy: 'first',
    inputs: (['abcClass', 'coverDays', 'sold30dUnits', 'leadTimeDays'] as const).map(input),
    outputs: [{ id: 'row', field: 'row', name: 'row' }],
    rules: rows.map(({ classes, ...bands }, index) => ({
      _id: `r${index}`,
      abcClass: classes.map((value) => `"${value}"`).join(', '),
      coverDays: cellOf(bands.coverDays),
      sold30dUnits: cellOf(bands.sold30dUnits),
      leadTimeDays: cellOf(bands.leadTimeDays),
      row: String(index),
    })),
  }
  const node = (id: string, type: string, more = {}) => ({
    id,
    type,
    name: id,
    position: { x: 0, y: 0 },
    ...more,
  })
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('in', 'inputNode'),
      node('table', 'decisionTableNode', { content }),
      node('out', 'outputNode'),
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  }
}

if (rows.length !== 50 || abcClasses.length !== 3) throw new Error('the table has changed')
