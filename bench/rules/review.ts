/**
 * A whole review: 5,000 products, 200 conditions in triggers and condition nodes, five windows, through the
 * product's `compile` and `Reviewer.review`. Figures drift from day to day as a shop's do.
 */
import { compile, type Playbook, type Program, type Snapshot } from '@sandtable/rules'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { cpuNow } from '../measure.ts'
import { textOf, twentyRules } from './conditions.ts'
import { catalogue, columnsOf, makeFacts, shopOf, snapshotOf } from './facts.ts'

const products = 5000
const conditionCount = 200
/** Days of figures that take turns; more than any window looks back. */
const days = 35

const windows = [
  'sum(sold7dUnits, 7d) > 120',
  'sum(sold7dUnits, 28d) < 300',
  'zscore(visits, 28d) > 2',
  'falling(visits) >= 3',
  'ewma(visits, 28d) < 0.9 * visits',
]

/** The bench's rules with shifted thresholds, every tenth with a window. */
function conditions(): readonly string[] {
  return Array.from({ length: conditionCount }, (_, index) => {
    const { join, predicates } = twentyRules[index % twentyRules.length]!
    const shift = 1 + Math.floor(index / twentyRules.length) / 20
    const shifted = predicates.map((predicate) =>
      typeof predicate.value === 'number'
        ? { ...predicate, value: Math.round(predicate.value * shift * 1000) / 1000 }
        : predicate,
    )
    const text = textOf({ join, predicates: shifted })
    return index % 10 === 0 ? `(${text}) && ${windows[(index / 10) % windows.length]!}` : text
  })
}

/** Every fourth condition is a condition node behind a trigger, the others are triggers. Few of them act. */
function playbook(): Playbook {
  const nodes: Playbook['nodes'][number][] = [
    {
      id: 'n_act',
      type: 'action.notify',
      v: 1,
      config: { desk: 'operations', severity: 'info', message: 'look' },
    },
    {
      id: 'n_all',
      type: 'trigger.schedule',
      v: 1,
      config: { scope: 'product', recurrence: 'FREQ=DAILY' },
    },
  ]
  const edges: Playbook['edges'][number][] = []
  conditions().forEach((expression, index) => {
    const id = `n_c${index}`
    if (index % 4 === 3) {
      nodes.push({ id, type: 'condition.expression', v: 1, config: { expression } })
      edges.push({ id: `e_${id}`, from: ['n_all', 'out'], to: [id, 'in'] })
    } else {
      const config = { scope: 'product', expression, when: 'becomesTrue' }
      nodes.push({ id, type: 'trigger.metric', v: 1, config })
    }
    if (index === 0) edges.push({ id: `e_act`, from: [id, 'out'], to: ['n_act', 'in'] })
  })
  return { format: 'playbook/1', id: 'pb_bench', name: 'Bench', nodes, edges }
}

function compiled(): Program {
  const result = compile([playbook()], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1))
  return result.program
}

/** Columns of one day after the other; a product's figures wander by a few percent a day. */
function drifting(): readonly ReadonlyMap<string, Float64Array>[] {
  const base = columnsOf(makeFacts(products, 7))
  return Array.from({ length: days }, (_, day) => {
    const noise = makeFacts(products, 100 + day)
    return new Map(
      [...base].map(([id, values]) => [
        id,
        id === 'abcClass' || id === 'leadTimeDays'
          ? values
          : values.map((value, row) => {
              const moved = value * (0.95 + noise[row]!.conversionRatio)
              return id.endsWith('Ratio') || id === 'coverDays' ? moved : Math.round(moved)
            }),
      ]),
    )
  })
}

export interface ReviewFigures {
  /** CPU milliseconds of a review on a new day's figures. */
  readonly newDayMs: number
  /** The same when no figure has changed since the last review. */
  readonly sameFiguresMs: number
  /** Of a review on a new day. */
  readonly nsPerCondition: number
}

export function measureReview(reviews: number): ReviewFigures {
  const shop = shopOf(products)
  const program = compiled()
  const tables = drifting()
  const snapshotOfDay = (day: number): Snapshot =>
    snapshotOf(
      day,
      Array.from({ length: days }, (_, back) => tables[(day + days - back) % days]!),
    )
  expectInterpreter(program, shop, snapshotOfDay(days))
  const reviewer = program.startReviewer(shop)
  const timed = (snapshot: Snapshot): number => {
    const start = cpuNow()
    reviewer.review('endOfDay', snapshot, (commands) => commands.map(() => ({ fate: 'applied' })))
    return cpuNow() - start
  }
  const samples = Array.from({ length: reviews }, (_, index) => [
    timed(snapshotOfDay(days + index)),
    timed(snapshotOfDay(days + index)),
  ])
  // the first half warms up
  const median = (which: 0 | 1) => {
    const sorted = samples
      .slice(reviews >> 1)
      .map((pair) => pair[which]!)
      .toSorted((a, b) => a - b)
    return sorted[sorted.length >> 1]!
  }
  const newDayMs = median(0)
  return {
    newDayMs,
    sameFiguresMs: median(1),
    nsPerCondition: (newDayMs * 1e6) / (products * conditionCount),
  }
}

/** At the first review every trigger and condition lets through what the row interpreter says is true. */
function expectInterpreter(program: Program, shop: ReturnType<typeof shopOf>, snapshot: Snapshot) {
  const nodes = new Map(
    program.compiled.flatMap((book) => book.nodes).map((node) => [node.index, node]),
  )
  let compared = 0
  program
    .startReviewer(shop)
    .review('endOfDay', snapshot, (commands) => commands.map(() => ({ fate: 'applied' })), {
      onNode: ({ node: index, outputs }) => {
        const node = nodes.get(index)
        const typed =
          node?.category === 'trigger'
            ? node.condition?.typed
            : node?.category === 'condition'
              ? node.expressions['test']?.typed
              : undefined
        if (typed === undefined) return
        const left = outputs!['out'] ?? outputs!['true']!
        // every fiftieth product: the interpreter is slow
        for (let entity = 0; entity < products; entity += 50) {
          const value = interpret(typed, { shop, snapshot, scope: 'product', entity })
          const expected = value === 1 ? 1 : 0
          if (left[entity] !== expected) {
            throw new Error(
              `node ${index}, product ${entity}: ${left[entity]} instead of ${expected}`,
            )
          }
          compared++
        }
      },
    })
  if (compared !== conditionCount * (products / 50)) throw new Error(`compared only ${compared}`)
}
