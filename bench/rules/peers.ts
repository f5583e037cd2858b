/**
 * Other engines on the same rules, each in the fastest way of using it that we found: `json-logic-engine`
 * compiled once, `json-rules-engine` with one engine for all rules and one run per fact, zen with all rules
 * as one array expression evaluated synchronously (its decision graphs cost six times as much).
 */
import { createRequire } from 'node:module'
import { LogicEngine } from 'json-logic-engine'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { Contestant } from '../measure.ts'
import { textOf, type Predicate, type Rule } from './conditions.ts'
import type { Fact } from './facts.ts'

/** Facts, rules, and the right numbers of matches. */
export interface Task {
  readonly rules: readonly Rule[]
  readonly sets: readonly (readonly Fact[])[]
  readonly matches: readonly number[]
}

/** Evaluations in one run over a set. */
export function evaluationsOf({ rules, sets }: Task): number {
  return rules.length * sets[0]!.length
}

export function jsonLogic(task: Task): Contestant {
  const engine = new LogicEngine()
  const predicates = task.rules.map(
    (rule) => engine.build(logicOf(rule)) as (fact: Fact) => unknown,
  )
  return {
    engine: 'json-logic-engine',
    evaluations: evaluationsOf(task),
    matches: task.matches,
    run: (set) => {
      let found = 0
      for (const fact of task.sets[set]!) {
        for (const holds of predicates) if (holds(fact) === true) found++
      }
      return found
    },
  }
}

function logicOf({ join, predicates }: Rule): object {
  const parts = predicates.map(({ metric, operator, value }) => {
    const right = typeof value === 'object' ? { '*': [value.times, { var: value.metric }] } : value
    return { [operator === '==' ? '===' : operator]: [{ var: metric }, right] }
  })
  return { [join === 'all' ? 'and' : 'or']: parts }
}

export function jsonRules(task: Task): Contestant {
  const engine = new Engine(
    task.rules.map((rule) => ({ conditions: conditionsOf(rule), event: { type: 'match' } })),
  )
  const compare = {
    '<': (a: number, b: number) => a < b,
    '<=': (a: number, b: number) => a <= b,
    '>': (a: number, b: number) => a > b,
    '>=': (a: number, b: number) => a >= b,
    '==': (a: number, b: number) => a === b,
  }
  // comparisons with a multiple of another fact exist only as operators of one's own
  for (const { predicates } of task.rules) {
    for (const { operator, value } of predicates) {
      if (typeof value !== 'object') continue
      const { times } = value
      engine.addOperator<number, number>(scaledOperator(operator, times), (a, b) =>
        compare[operator](a, times * b),
      )
    }
  }
  return {
    engine: 'json-rules-engine',
    evaluations: evaluationsOf(task),
    matches: task.matches,
    run: async (set) => {
      let found = 0
      for (const fact of task.sets[set]!) {
        const { events } = await engine.run(fact)
        found += events.length
      }
      return found
    },
  }
}

function conditionsOf({ join, predicates }: Rule): TopLevelCondition {
  const parts = predicates.map(conditionOf)
  return join === 'all' ? { all: parts } : { any: parts }
}

const operatorNames = {
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '==': 'equal',
} as const

function conditionOf({ metric, operator, value }: Predicate) {
  return typeof value === 'object'
    ? {
        fact: metric,
        operator: scaledOperator(operator, value.times),
        value: { fact: value.metric },
      }
    : { fact: metric, operator: operatorNames[operator], value }
}

function scaledOperator(operator: Predicate['operator'], times: number): string {
  return `${operatorNames[operator]} ${times} times`
}

/** The part of the engine's native module that is used; its package of types is not installed. */
interface Zen {
  evaluateExpressionSync(expression: string, context: Fact): unknown
  readonly ZenDecisionContent: new (graph: object) => object
  readonly ZenEngine: new () => {
    createDecision(content: object): {
      evaluate(context: Fact): Promise<{ readonly result: Readonly<Record<string, unknown>> }>
    }
  }
}

/** Undefined when the engine is not installed: its binary exists for few platforms. */
export function loadZen(): Zen | undefined {
  try {
    return createRequire(import.meta.url)('@gorules/zen-engine-linux-x64-gnu') as Zen
  } catch {
    return undefined
  }
}

export function zen(task: Task): Contestant | undefined {
  const engine = loadZen()
  if (engine === undefined) return undefined
  const texts = task.rules.map((rule) =>
    textOf(rule).replaceAll('&&', 'and').replaceAll('||', 'or'),
  )
  const expression = `[${texts.join(', ')}]`
  return {
    engine: 'zen',
    evaluations: evaluationsOf(task),
    matches: task.matches,
    run: (set) => {
      let found = 0
      for (const fact of task.sets[set]!) {
        const results = engine.evaluateExpressionSync(expression, fact) as readonly boolean[]
        for (const holds of results) if (holds) found++
      }
      return found
    },
  }
}
