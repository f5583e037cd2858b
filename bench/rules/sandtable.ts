/** Our own engine: conditions compiled as the product compiles them, evaluated as its reviews evaluate them. */
import { compile, type Playbook, type Program } from '@sandtable/rules'
import { createColumns, type TruthBits } from '../../packages/rules/src/language/columns.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import type { Contestant } from '../measure.ts'
import { textOf, type Rule } from './conditions.ts'
import { catalogue, columnsOf, shopOf, snapshotOf, type Fact } from './facts.ts'
import { evaluationsOf, type Task } from './peers.ts'

/** One trigger per rule, all of them heard by one action. */
export function compileTriggers(texts: readonly string[]): Program {
  const triggers = texts.map((expression, index) => ({
    id: `n_t${index}`,
    type: 'trigger.metric',
    v: 1,
    config: { scope: 'product', expression, when: 'becomesTrue' },
  }))
  const playbook: Playbook = {
    format: 'playbook/1',
    id: 'pb_bench',
    name: 'Bench',
    nodes: [
      ...triggers,
      {
        id: 'n_act',
        type: 'action.notify',
        v: 1,
        config: { desk: 'operations', severity: 'info', message: 'look' },
      },
    ],
    edges: triggers.map(({ id }) => ({ id: `e_${id}`, from: [id, 'out'], to: ['n_act', 'in'] })),
  }
  const result = compile([playbook], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1))
  return result.program
}

/** The typed conditions of a program's triggers. */
export function conditionsOf(program: Program): readonly Typed[] {
  return program.compiled.flatMap(({ nodes }) =>
    nodes.flatMap((node) =>
      node.category === 'trigger' && node.condition !== undefined ? [node.condition.typed] : [],
    ),
  )
}

/** Matches per set of facts by the row interpreter, which shares no code with the columns. */
export function matchesByInterpreter(
  rules: readonly Rule[],
  sets: readonly (readonly Fact[])[],
): readonly number[] {
  const conditions = conditionsOf(compileTriggers(rules.map(textOf)))
  return sets.map((facts) => {
    const shop = shopOf(facts.length)
    const snapshot = snapshotOf(1, [columnsOf(facts)])
    let matches = 0
    for (const typed of conditions) {
      for (let entity = 0; entity < facts.length; entity++) {
        matches += interpret(typed, { shop, snapshot, scope: 'product', entity })
      }
    }
    return matches
  })
}

export function sandtable(engine: string, task: Task, useSimd?: boolean): Contestant {
  const { rules, sets, matches } = task
  const products = sets[0]!.length
  const columns = createColumns(shopOf(products), useSimd)
  const truths = conditionsOf(compileTriggers(rules.map(textOf))).map((typed) =>
    columns.truthBits(typed, 'product'),
  )
  const tables = sets.map(columnsOf)
  let day = 0
  return {
    engine,
    matches,
    evaluations: evaluationsOf(task),
    run: (set) => {
      const snapshot = snapshotOf(++day, [tables[set]!])
      columns.beginReview('endOfDay', snapshot)
      let found = 0
      for (const truth of truths) found += countTrue(truth(snapshot), products)
      return found
    },
  }
}

/** Bits that are set. */
function countTrue({ words, trueAt }: TruthBits, products: number): number {
  const whole = products >> 5
  let found = 0
  for (let i = trueAt; i < trueAt + whole; i++) found += ones(words[i]!)
  const rest = products & 31
  return rest === 0 ? found : found + ones(words[trueAt + whole]! & ((1 << rest) - 1))
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
