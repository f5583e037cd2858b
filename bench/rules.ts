/**
 * `npm run bench -- rules [--json]`: our rules beside other engines and hand-written JavaScript, and a whole
 * review. See bench/README.md for how it is measured and what the works are.
 */
import { measure, type Contestant, type Figure } from './measure.ts'
import { oneCondition, twentyRules } from './rules/conditions.ts'
import { makeFacts, type Fact } from './rules/facts.ts'
import * as handWritten from './rules/handWritten.ts'
import { evaluationsOf, jsonLogic, jsonRules, zen, type Task } from './rules/peers.ts'
import { measureReview } from './rules/review.ts'
import { matchesByInterpreter, sandtable } from './rules/sandtable.ts'
import {
  jsonLogicTable,
  jsonRulesTable,
  sandtableTable,
  tableByHand,
  tableTask,
  zenTable,
} from './rules/table.ts'

/** The slow engines get fewer facts, but no fewer than this. */
const leastFacts = 10_000

interface Work {
  readonly id: string
  readonly title: string
  /** What a nanosecond is divided by. */
  readonly per: string
  readonly contestants: readonly Contestant[]
}

export async function benchRules(options: readonly string[]): Promise<void> {
  const isJson = options.includes('--json')
  const rounds = options.includes('--quick') ? 3 : 9
  for (const work of [workA(), workB(), workC()]) {
    const figures = await measure(work.contestants, rounds)
    if (isJson) printJson(work.id, figures)
    else printTable(work, figures)
  }
  const review = measureReview(400)
  if (isJson) {
    printJson('review', [{ engine: 'sandtable', cpuNs: review.nsPerCondition, spreadNs: 0 }])
    return
  }
  console.log('(review) 5,000 products × 200 conditions and five windows in one review\n')
  console.log(
    `  a new day         ${review.newDayMs.toFixed(2)} ms CPU, ${review.nsPerCondition.toFixed(2)} ns per condition and product`,
  )
  console.log(`  the same figures  ${review.sameFiguresMs.toFixed(2)} ms CPU`)
}

function workA(): Work {
  return {
    id: 'a',
    title: 'one condition over 100,000 facts',
    per: 'evaluation',
    contestants: contestants([oneCondition], 100_000, (fact) =>
      Number(handWritten.oneCondition(fact)),
    ),
  }
}

function workB(): Work {
  return {
    id: 'b',
    title: '20 rules of 3–4 predicates over 10,000 facts',
    per: 'rule and fact',
    contestants: contestants(twentyRules, 10_000, handWritten.twentyRules),
  }
}

function workC(): Work {
  const task = tableTask([makeFacts(leastFacts, 1), makeFacts(leastFacts, 2)])
  const peer = zenTable(task)
  return {
    id: 'c',
    title: 'a decision table of 50 rows and 4 columns over 10,000 facts',
    per: 'fact',
    contestants: [
      sandtableTable(task),
      tableByHand(task),
      jsonLogicTable(task),
      ...(peer === undefined ? [] : [peer]),
      jsonRulesTable(task),
    ],
  }
}

function contestants(
  rules: Task['rules'],
  facts: number,
  byHand: (fact: Fact) => number,
): readonly Contestant[] {
  const task = taskOf(rules, facts)
  const short = facts === leastFacts ? task : taskOf(rules, leastFacts)
  const peer = zen(short)
  return [
    sandtable('sandtable', task),
    sandtable('sandtable-closures', task, false),
    {
      engine: 'hand-written',
      evaluations: evaluationsOf(task),
      matches: task.matches,
      run: (set) => {
        let found = 0
        for (const fact of task.sets[set]!) found += byHand(fact)
        return found
      },
    },
    jsonLogic(task),
    ...(peer === undefined ? [] : [peer]),
    jsonRules(short),
  ]
}

function taskOf(rules: Task['rules'], facts: number): Task {
  // two sets that take turns, so that no engine sees the same figures twice in a row
  const sets = [makeFacts(facts, 1), makeFacts(facts, 2)]
  return { rules, sets, matches: matchesByInterpreter(rules, sets) }
}

function printJson(work: string, figures: readonly Figure[]): void {
  for (const { engine, cpuNs } of figures) {
    console.log(JSON.stringify({ work, engine, cpuNs: Number(cpuNs.toPrecision(4)) }))
  }
}

function printTable({ id, title, per }: Work, figures: readonly Figure[]): void {
  const own = figures[0]!.cpuNs
  console.log(`(${id}) ${title}: CPU ns per ${per}, median ± half the quartile distance\n`)
  for (const { engine, cpuNs, spreadNs } of figures) {
    const times = cpuNs / own
    console.log(
      [
        `  ${engine.padEnd(20)}`,
        formatNs(cpuNs).padStart(10),
        `± ${formatNs(spreadNs)}`.padEnd(12),
        times === 1 ? '' : `${times.toPrecision(3)} × sandtable`,
      ].join(' '),
    )
  }
  if (!figures.some(({ engine }) => engine === 'zen'))
    console.log('  zen                  not installed')
  console.log()
}

function formatNs(nanoseconds: number): string {
  return nanoseconds >= 100 ? nanoseconds.toFixed(0) : nanoseconds.toFixed(2)
}
