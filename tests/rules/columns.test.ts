import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ScopeId, Shop, Snapshot } from '@sandtable/rules'
import { createColumns, type Columns } from '../../packages/rules/src/language/columns.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { Arena } from '../../packages/rules/src/language/runtime/arena.ts'
import { Builder } from '../../packages/rules/src/language/runtime/build.ts'
import { Moment } from '../../packages/rules/src/language/runtime/moment.ts'
import {
  windowFunctions,
  type WindowFunction,
} from '../../packages/rules/src/language/functions.ts'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import { metricIds, RandomDays, randomShop, RandomTyped } from '../support/randomShop.ts'
import { Random } from '../support/random.ts'

const scopes: readonly ScopeId[] = ['product', 'stock', 'category', 'shop']
const windowNames = Object.keys(windowFunctions) as WindowFunction[]
const timings = ['endOfDay', 'startOfDay'] as const

interface Expression {
  readonly scope: ScopeId
  readonly typed: Typed
  readonly isBool: boolean
}
function randomExpressions(random: Random, count: number): readonly Expression[] {
  const make = new RandomTyped(random)
  return Array.from({ length: count }, () => {
    const scope = random.pick(scopes)
    const isBool = random.chance(0.6)
    return { scope, isBool, typed: isBool ? make.bool(scope, 3) : make.number(scope, 3) }
  })
}

/** Asks for the numbers of every expression, and for the truths of the conditions. */
function bind(columns: Columns, expressions: readonly Expression[]) {
  return expressions.map(({ scope, typed, isBool }) => ({
    numbers: columns.number(typed, scope),
    truths: isBool ? columns.truth(typed, scope) : undefined,
  }))
}

/** Equal in every bit: 0 and -0 differ, every NaN is the same. */
function expectSame(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  { typed }: Expression,
): void {
  const differs = Array.from(expected, (_, i) => i).find((i) => !Object.is(got[i], expected[i]))
  if (got.length === expected.length && differs === undefined) return
  // the expression only in the message: most of them are fine
  expect([differs, got[differs ?? 0], got.length], JSON.stringify(typed)).toEqual([
    differs,
    expected[differs ?? 0],
    expected.length,
  ])
}

function byInterpreter(shop: Shop, snapshot: Snapshot, { scope, typed }: Expression): number[] {
  const { ids } = shop.entities(scope)
  return ids.map((_, entity) => interpret(typed, { shop, snapshot, scope, entity }))
}

const column = (metricId: string, scope: ScopeId = 'product'): Typed => ({
  op: 'column',
  scope,
  metricId,
})
const less = (left: Typed, right: Typed): Typed => ({ op: 'compare', operator: '<', left, right })
const constant = (value: number): Typed => ({ op: 'constant', value })

describe.each([
  ['plain loops', false],
  ['SIMD', true],
])('columns by %s', (_name, useSimd) => {
  it.each([1, 2, 3, 4, 5])(
    '[L1] give the bits of the interpreter at every review of a run, seed %i',
    (seed) => {
      const random = new Random(seed)
      const shop = randomShop(random, 40)
      const days = new RandomDays(shop, random)
      const expressions = randomExpressions(random, 50)
      const columns = createColumns(shop, useSimd)
      const bound = bind(columns, expressions)
      for (let day = 0; day < 12; day++) {
        for (const timing of timings) {
          days.pass(timing === 'endOfDay')
          const snapshot = days.snapshot(timing)
          columns.beginReview(timing, snapshot)
          expressions.forEach((expression, index) => {
            // not every rule is asked at every review
            if (random.chance(0.3)) return
            const expected = byInterpreter(shop, snapshot, expression)
            expectSame(bound[index]!.numbers(snapshot), expected, expression)
            const truths = bound[index]!.truths?.(snapshot)
            if (truths === undefined) return
            const codes = expected.map((value) => (Number.isNaN(value) ? 2 : value))
            expectSame(truths, codes, expression)
          })
        }
      }
    },
  )

  it('[L1] give the bits of the interpreter in shops of several blocks', () => {
    const random = new Random(77)
    const shop = randomShop(random, 2100)
    const days = new RandomDays(shop, random)
    const expressions = randomExpressions(random, 12)
    const columns = createColumns(shop, useSimd)
    const bound = bind(columns, expressions)
    for (let day = 0; day < 3; day++) {
      days.pass(true)
      const snapshot = days.snapshot('endOfDay')
      columns.beginReview('endOfDay', snapshot)
      expressions.forEach((expression, index) => {
        const expected = byInterpreter(shop, snapshot, expression)
        expectSame(bound[index]!.numbers(snapshot), expected, expression)
      })
    }
  })

  it('[W4] give the bits of the interpreter for every window over every kind of figure', () => {
    const random = new Random(21)
    // a whole word of rows, which leaves no room behind the last
    const shop = randomShop(random, 32)
    const days = new RandomDays(shop, random)
    const expressions = windowNames.flatMap((name) =>
      metricIds.map((metricId): Expression => {
        const operand = name === 'count' ? less(column(metricId), constant(2)) : column(metricId)
        const typed: Typed = { op: 'window', name, operand, days: 4, offsetDays: 0 }
        return { scope: 'product', isBool: false, typed }
      }),
    )
    const columns = createColumns(shop, useSimd)
    const bound = bind(columns, expressions)
    for (let day = 0; day < 12; day++) {
      days.pass(true)
      const snapshot = days.snapshot('endOfDay')
      columns.beginReview('endOfDay', snapshot)
      expressions.forEach((expression, index) => {
        const expected = byInterpreter(shop, snapshot, expression)
        expectSame(bound[index]!.numbers(snapshot), expected, expression)
      })
    }
  })

  it('[W4] carry windows from day to day with the bits of windows folded anew', () => {
    const random = new Random(5)
    const shop = randomShop(random, 3000)
    const days = new RandomDays(shop, random)
    const windows = ['sum', 'mean', 'min', 'max', 'slope', 'zscore', 'ewma', 'falling'] as const
    const metrics = ['whole', 'sparse', 'fraction', 'mostlyWhole', 'wild']
    const expressions = windows.flatMap((name) =>
      metrics.flatMap((metricId): Expression[] => {
        const window = { op: 'window', name, operand: column(metricId), offsetDays: 0 } as const
        const long: Typed = { ...window, days: 9 }
        const some: Typed = { ...window, days: 5, offsetDays: 2, minSamples: 2 }
        const typed = name === 'falling' ? [long] : [long, some]
        return typed.map((one) => ({ scope: 'product', isBool: false, typed: one }))
      }),
    )
    const columns = createColumns(shop, useSimd)
    const bound = bind(columns, expressions)
    for (let day = 0; day < 30; day++) {
      days.pass(true)
      // some days nobody looks
      if (random.chance(0.1)) continue
      const snapshot = days.snapshot('endOfDay')
      const fresh = createColumns(shop, useSimd)
      const anew = bind(fresh, expressions)
      columns.beginReview('endOfDay', snapshot)
      fresh.beginReview('endOfDay', snapshot)
      expressions.forEach((expression, index) => {
        expectSame(bound[index]!.numbers(snapshot), anew[index]!.numbers(snapshot), expression)
      })
    }
  })

  it('give what a full evaluation gives when little or nothing changes between reviews', () => {
    const random = new Random(11)
    const shop = randomShop(random, 5000)
    const expressions = randomExpressions(random, 40)
    const columns = createColumns(shop, useSimd)
    const bound = bind(columns, expressions)
    const days = new RandomDays(shop, random)
    days.pass(true)
    for (let review = 0; review < 25; review++) {
      // nothing, a few figures in place, or a whole new morning
      if (random.chance(0.4)) days.touch(random.int(0, 3))
      else if (random.chance(0.2)) days.pass(false)
      const snapshot = days.snapshot('startOfDay')
      const fresh = createColumns(shop, useSimd)
      const anew = bind(fresh, expressions)
      columns.beginReview('startOfDay', snapshot)
      fresh.beginReview('startOfDay', snapshot)
      expressions.forEach((expression, index) => {
        expectSame(bound[index]!.numbers(snapshot), anew[index]!.numbers(snapshot), expression)
        const truths = bound[index]!.truths?.(snapshot)
        if (truths !== undefined) expectSame(truths, anew[index]!.truths!(snapshot), expression)
      })
    }
  })

  it('[W1] see the same closed days in the evening and next morning, and states as they are then', () => {
    const random = new Random(3)
    const shop = randomShop(random, 40)
    const days = new RandomDays(shop, random)
    const sum: Typed = {
      op: 'window',
      name: 'sum',
      operand: column('whole'),
      days: 2,
      offsetDays: 0,
    }
    const columns = createColumns(shop, useSimd)
    const closed = columns.number(sum, 'product')
    const now = columns.number(
      { op: 'arithmetic', operator: '+', left: column('steady'), right: constant(0) },
      'product',
    )
    for (let day = 0; day < 6; day++) {
      days.pass(true)
      const evening = days.snapshot('endOfDay')
      columns.beginReview('endOfDay', evening)
      const before = [...closed(evening)]
      days.pass(false)
      const morning = days.snapshot('startOfDay')
      columns.beginReview('startOfDay', morning)
      expect([...closed(morning)]).toEqual(before)
      expect([...now(morning)]).toEqual(Array.from(morning.now('product', 'steady')!))
    }
  })

  it('are asked only about the snapshot of the review that has begun', () => {
    const random = new Random(1)
    const shop = randomShop(random, 3)
    const days = new RandomDays(shop, random)
    days.pass(true)
    const columns = createColumns(shop, useSimd)
    const truths = columns.truth(less(column('whole'), constant(3)), 'product')
    const [first, second] = [days.snapshot('endOfDay'), days.snapshot('endOfDay')]
    expect(() => truths(first)).toThrow('no review of this snapshot')
    columns.beginReview('endOfDay', first)
    expect(truths(first)).toHaveLength(3)
    expect(() => truths(second)).toThrow('no review of this snapshot')
  })

  it('compute anew when a snapshot object comes back with other figures', () => {
    const shop = randomShop(new Random(1), 2)
    const figures = Float64Array.of(1, 5)
    const snapshot: Snapshot = {
      day: 1,
      weekday: 0,
      closedDays: 1,
      now: () => figures,
      atClose: () => figures,
      events: () => [],
    }
    const columns = createColumns(shop, useSimd)
    const truths = columns.truth(less(column('whole'), constant(3)), 'product')
    for (const [a, b] of [
      [1, 5],
      [1, 5],
      [4, 2],
      [4, 1],
    ] as const) {
      figures.set([a, b])
      columns.beginReview('endOfDay', snapshot)
      expect([...truths(snapshot)]).toEqual([Number(a < 3), Number(b < 3)])
    }
  })

  it('[W3] fold anew when the days of a review do not follow those of the one before', () => {
    const shop = randomShop(new Random(1), 1)
    const sum: Typed = {
      op: 'window',
      name: 'sum',
      operand: column('whole'),
      days: 2,
      offsetDays: 0,
    }
    const columns = createColumns(shop, useSimd)
    const sums = columns.number(sum, 'product')
    const sumOn = (day: number, newestFirst: readonly number[]): number => {
      const snapshot: Snapshot = {
        day,
        weekday: 0,
        closedDays: newestFirst.length,
        now: () => undefined,
        atClose: (_scope, _metric, daysAgo) => Float64Array.of(newestFirst[daysAgo]!),
        events: () => [],
      }
      columns.beginReview('endOfDay', snapshot)
      return sums(snapshot)[0]!
    }
    expect(sumOn(3, [3, 2, 1])).toBe(5)
    expect(sumOn(4, [4, 3, 2, 1])).toBe(7)
    // a day later, but with another past
    expect(sumOn(5, [5, 50])).toBe(55)
    expect(sumOn(6, [6])).toBeNaN()
    expect(sumOn(2, [9, 8])).toBe(17)
  })

  it('tell as bits who is true and who is missing', () => {
    const shop = randomShop(new Random(1), 70)
    const columns = createColumns(shop, useSimd)
    const bits = columns.truthBits(less(column('whole'), constant(3)), 'product')
    const on = (value: number) => {
      const figures = new Float64Array(70).fill(value)
      figures[40] = 1
      const snapshot: Snapshot = {
        day: 1,
        weekday: 0,
        closedDays: 1,
        now: () => figures,
        atClose: () => figures,
        events: () => [],
      }
      columns.beginReview('endOfDay', snapshot)
      const { words, trueAt, missingAt } = bits(snapshot)
      const isIn = (at: number, i: number) => ((words[at + (i >> 5)]! >>> (i & 31)) & 1) === 1
      const rows = Array.from({ length: 70 }, (_, i) => i)
      return [rows.filter((i) => isIn(trueAt, i)), rows.filter((i) => isIn(missingAt, i))]
    }
    const all = Array.from({ length: 70 }, (_, i) => i)
    expect(on(5)).toEqual([[40], []])
    expect(on(Number.NaN)).toEqual([[40], all.filter((i) => i !== 40)])
    expect(on(2)).toEqual([all, []])
  })

  it('fold into the rows they are given, and into none behind them', () => {
    const rows = 32
    const arena = new Arena(useSimd)
    const at = arena.reserveNumbers(5 * rows)
    const [baseAt, meansAt, sumsAt] = [at + rows, at + 2 * rows, at + 3 * rows]
    const { kernels, numbers } = arena
    const folded = (fold: () => void) => {
      // values, bases, means, sums, and what stands behind the sums
      for (const [place, value] of [7, 2, 1, 3, 100].entries()) {
        numbers.fill(value, at + place * rows, at + (place + 1) * rows)
      }
      fold()
      return [...new Set(numbers.subarray(sumsAt, at + 5 * rows))]
    }
    const { slide, addWeighted, addDecayed, addSquares } = kernels
    expect(folded(() => slide(numbers, at, baseAt, sumsAt, rows))).toEqual([8, 100])
    expect(folded(() => addWeighted(numbers, at, baseAt, sumsAt, 2, rows))).toEqual([13, 100])
    expect(folded(() => addDecayed(numbers, at, baseAt, sumsAt, 0.5, rows))).toEqual([6.5, 100])
    expect(folded(() => addSquares(numbers, at, baseAt, meansAt, sumsAt, rows))).toEqual([19, 100])
  })

  it('are empty for a scope without entities', () => {
    const shop = randomShop(new Random(1), 3)
    const snapshot = new RandomDays(shop, new Random(1)).snapshot('endOfDay')
    const columns = createColumns(shop, useSimd)
    const truths = columns.truth(less(column('whole', 'desk'), constant(3)), 'desk')
    const numbers = columns.number(column('whole', 'desk'), 'desk')
    const filled = columns.number(constant(4), 'desk')
    columns.beginReview('endOfDay', snapshot)
    expect(
      [truths(snapshot), numbers(snapshot), filled(snapshot)].map(({ length }) => length),
    ).toEqual([0, 0, 0])
  })

  it('refuse the payload of an event, which no column can have', () => {
    const columns = createColumns(randomShop(new Random(1), 3), useSimd)
    expect(() => columns.number({ op: 'payload', field: 'lateDays' }, 'product')).toThrow(
      'event.lateDays',
    )
  })
})

describe('work saved', () => {
  function builder(products: number) {
    const random = new Random(9)
    const shop = randomShop(random, products)
    const days = new RandomDays(shop, random)
    const moment = new Moment()
    return { build: new Builder(shop, new Arena(true), moment), days, moment }
  }

  it('equal sub-expressions are one node, wherever they stand in the text', () => {
    const { build } = builder(40)
    const at = (start: number): Typed => ({
      ...less({ ...column('whole'), range: { start, end: start + 5 } }, constant(3)),
      range: { start, end: start + 9 },
    })
    const flag = column('flag')
    const one = build.truth({ op: 'and', left: at(0), right: flag }, 'product')
    expect(build.truth(at(7), 'product')).toBe(build.truth(at(20), 'product'))
    expect(build.truth({ op: 'and', left: at(4), right: flag }, 'product')).toBe(one)
    expect(build.truth({ op: 'or', left: at(4), right: flag }, 'product')).not.toBe(one)
    // 0 and -0 divide to different results
    const over = (value: number): Typed => ({
      op: 'arithmetic',
      operator: '/',
      left: column('whole'),
      right: constant(value),
    })
    expect(build.number(over(0), 'product')).not.toBe(build.number(over(-0), 'product'))
  })

  it('a condition is computed once per review, and not again while its figures stay', () => {
    const { build, days, moment } = builder(5000)
    const node = build.truth(
      {
        op: 'and',
        left: less(column('whole'), column('fraction')),
        right: less(column('whole'), constant(9)),
      },
      'product',
    )
    const { validity } = node.keep()
    const computations = () => {
      build.prepareReview()
      moment.begin('startOfDay', days.snapshot('startOfDay'))
      for (let block = 0; block < node.site.blocks; block++) node.evaluate(block, 0)
      return Array.from({ length: node.site.blocks }, (_, block) => validity.computedAt(block))
    }
    days.pass(true)
    const first = computations()
    // a column of a single reader is kept as soon as it has been seen to repeat itself
    computations()
    const kept = computations()
    expect(kept).not.toEqual(first)
    expect(computations()).toEqual(kept)
    days.touch(1, 4500, 'whole')
    const touched = computations()
    expect(touched.map((token, block) => token === kept[block])).toEqual([true, true, false])
  })
})

describe('a host without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('evaluates by plain loops', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    vi.resetModules()
    const fresh = await import('../../packages/rules/src/language/columns.ts')
    const random = new Random(2)
    const shop = randomShop(random, 70)
    const days = new RandomDays(shop, random)
    days.pass(true)
    const snapshot = days.snapshot('endOfDay')
    const columns = fresh.createColumns(shop)
    const expression: Expression = {
      scope: 'product',
      isBool: true,
      typed: less(column('sparse'), constant(1)),
    }
    const numbers = columns.number(expression.typed, 'product')
    columns.beginReview('endOfDay', snapshot)
    expectSame(numbers(snapshot), byInterpreter(shop, snapshot, expression), expression)
  })
})
