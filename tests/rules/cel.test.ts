/**
 * CEL as an oracle: the cases of cel-spec's conformance suite that lie inside the profile, and random expressions
 * against two CEL libraries. SPEC.md, section L, lists where the language deviates.
 */
import { isCelError, run } from '@bufbuild/cel'
import { Environment } from '@marcbachmann/cel-js'
import { describe, expect, it } from 'vitest'
import type { MetricInfo, Shop, Snapshot } from '@sandtable/rules'
import { checkExpression } from '../../packages/rules/src/language/checkExpression.ts'
import { formatExpression } from '../../packages/rules/src/language/formatExpression.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { conformanceCases } from '../support/celConformance.ts'
import { commonExpression, texts } from '../support/celExpressions.ts'
import { metric } from '../support/fakeShop.ts'
import { Random } from '../support/random.ts'

type Bindings = Readonly<Record<string, number | boolean | string | undefined>>

/** What a binding is in our catalogue; a text is a value of an enum. */
function figureOf(id: string, value: Bindings[string]): MetricInfo {
  const more: Partial<MetricInfo> =
    typeof value === 'string'
      ? { type: 'enum', values: texts }
      : { type: typeof value === 'boolean' || id === 'p' || id === 'q' ? 'bool' : 'number' }
  return metric(id, ['product'], { ...more, unit: 'none' })
}

/** The value of a text in our language; undefined is missing or an error of the check. */
function evaluate(text: string, bindings: Bindings): number | boolean | undefined {
  const metrics = Object.entries(bindings).map(([id, value]) => figureOf(id, value))
  const catalogue = { metrics, events: [], commands: [] }
  const context = { scope: 'product', catalogue, params: new Map<string, number>() } as const
  const asBool = checkExpression(text, context, { base: 'bool' }).typed
  const typed = asBool ?? checkExpression(text, context, { base: 'number' }).typed
  if (typed === undefined) return undefined
  const shop: Shop = {
    catalogue,
    entities: (scope) => ({ scope, ids: ['p'], parents: {} }),
  }
  const column = (id: string) => {
    const value = bindings[id]
    return Float64Array.of(typeof value === 'string' ? texts.indexOf(value) : Number(value))
  }
  const snapshot: Snapshot = {
    day: 1,
    weekday: 0,
    closedDays: 0,
    now: (_scope, id) => column(id),
    atClose: () => undefined,
    events: () => [],
  }
  const value = interpret(typed, { shop, snapshot, scope: 'product', entity: 0 })
  if (Number.isNaN(value)) return undefined
  return asBool === undefined ? value : value === 1
}

describe('conformance of cel-spec', () => {
  const { cases, skipped } = conformanceCases()
  it('says how many cases lie inside the profile, and why the others do not', () => {
    expect({ cases: cases.length, skipped }).toMatchInlineSnapshot(`
      {
        "cases": 385,
        "skipped": {
          "bindings of other types": 98,
          "bools in order": 13,
          "conversions and types": 195,
          "errors of unsigned integers": 4,
          "escapes in texts": 168,
          "functions of integers only": 2,
          "hexadecimal numbers": 4,
          "integers beyond 2^53, overflow": 79,
          "lists as values, indices": 59,
          "macros and extensions": 150,
          "messages and maps": 768,
          "modulo": 8,
          "names that do not exist": 21,
          "not a number": 7,
          "null": 25,
          "one argument of min and max": 22,
          "other functions": 191,
          "raw texts and bytes": 50,
          "results of other types": 15,
          "tests of other types": 11,
          "texts as values: order, joining, branches": 69,
        },
      }
    `)
  })
  it('[L2] [L3] [L4] gives CEL’s value for every case inside', () => {
    const wrong = cases
      .map((one) => ({ ...one, got: evaluate(one.text, one.bindings) }))
      .filter(({ got, expected }) => got !== expected)
    expect(wrong).toEqual([])
  })
})

describe('random expressions of the common subset', () => {
  /** Numbers are doubles in CEL only with a point. */
  const inCel = (text: string) => text.replaceAll(/(?<![\w.])(\d+)(?![\w.])/g, '$1.0')
  const types = { number: 'double', boolean: 'bool', string: 'string' } as const
  const names = { a: 1, b: 2, c: 3, p: true, q: true, s: '', t: '' }

  /** Missing figures are not bound: then CEL reports an error where we say missing. */
  function ofBufbuild(text: string, bindings: Bindings): unknown {
    const bound = Object.fromEntries(
      Object.entries(bindings).filter(([, value]) => value !== undefined),
    )
    const value = run(text, bound as Record<string, number | boolean | string>)
    return isCelError(value) ? undefined : value
  }
  const environment = new Environment({ unlistedVariablesAreDyn: false })
  for (const [name, value] of Object.entries(names)) {
    environment.registerVariable(name, types[typeof value as keyof typeof types])
  }
  function ofCelJs(text: string, bindings: Bindings): unknown {
    const program = environment.parse(text)
    try {
      return program(bindings)
    } catch {
      return undefined
    }
  }

  it('[L3] [L4] agrees with @bufbuild/cel and @marcbachmann/cel-js', () => {
    const random = new Random(1)
    const wrong: unknown[] = []
    let missing = 0
    for (let i = 0; i < 3000; i++) {
      const { expression, bindings } = commonExpression(random)
      const text = formatExpression(expression)
      const ours = evaluate(text, bindings)
      const theirs = [ofBufbuild(inCel(text), bindings), ofCelJs(inCel(text), bindings)]
      if (ours === undefined) missing++
      if (theirs.some((value) => value !== ours)) wrong.push({ text, bindings, ours, theirs })
    }
    expect(wrong).toEqual([])
    expect(missing).toBeGreaterThan(300)
    expect(missing).toBeLessThan(2000)
  })
})
