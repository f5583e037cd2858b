import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlaybook } from '@sandtable/rules'
import {
  catalogue,
  prepareExperiment,
  productHistory,
  recordedMetrics,
  runReplication,
  type HistoryRequest,
  type PreparedExperiment,
} from '@sandtable/sim'
import { pastOf } from '../../packages/sim/src/experiment/experiment.ts'
import { replayArm } from '../../packages/sim/src/experiment/replay.ts'
import { chartedMetrics } from '../../packages/sim/src/experiment/series.ts'
import { Recorder } from '../../packages/sim/src/recorder.ts'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { begin, model, reorder, scripted, setPrice } from './shop.ts'

const example = new URL('../../examples/playbooks/inv-5-slow-mover-markdown.json', import.meta.url)
const parsed = parsePlaybook(readFileSync(example, 'utf8'))
const markdown = parsed.ok ? [parsed.playbook] : []

function experiment(parts: object = {}): PreparedExperiment {
  const plan = { playbooks: markdown, shop: 'fashion', days: 20, replications: 3, seed: 42 }
  const prepared = prepareExperiment({ ...plan, ...parts })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared))
  return prepared.experiment
}

/** A recorder that has seen these days of a figure, one row of products each. */
function recorded(...days: readonly (readonly number[])[]): Recorder {
  const ids = days[0]!.map((_, product) => `p_${product}`)
  const recorder = new Recorder(ids, days.length, ['figure'])
  for (const day of days)
    recorder.onClose({ need: () => Float64Array.from(day) } as unknown as View)
  return recorder
}

/** Bits of numbers; every NaN has the same. */
function bitsOf(values: Iterable<number>): readonly bigint[] {
  const numbers = Float64Array.from(values, (value) => (Number.isNaN(value) ? NaN : value))
  return Array.from(new BigInt64Array(numbers.buffer))
}

/** Runs with a recorder, and keeps what the View says beside it: figures by day and metric. */
function watch(begun: (onClose: (view: View) => void) => void, recorder: Recorder) {
  const pages: Map<string, Float64Array>[] = []
  begun((view) => {
    recorder.onClose(view)
    const columns = recorder.metricIds.map((id) => [id, view.need('product', id).slice()] as const)
    pages.push(new Map(columns))
  })
  return pages
}

function expectSame(recorder: Recorder, pages: readonly Map<string, Float64Array>[]): void {
  expect(recorder.days).toBe(pages.length)
  recorder.productIds.forEach((product, index) => {
    for (const metric of recorder.metricIds) {
      const seen = pages.map((page) => page.get(metric)![index]!)
      expect(bitsOf(recorder.series(metric, product)), `${metric} of ${product}`).toEqual(
        bitsOf(seen),
      )
    }
  })
}

describe('recorder', () => {
  it('records twelve figures of scope product by default', () => {
    const known = catalogue.metrics.flatMap(({ id, scopes }) =>
      scopes.includes('product') ? [id] : [],
    )
    expect(known).toEqual(expect.arrayContaining([...recordedMetrics]))
    expect(new Set(recordedMetrics).size).toBe(12)
  })
  it('gives every figure back as the view gave it, with returns and changing prices', () => {
    const shop = model({}, { 'categories.c_a.returnRatio': 0.3 })
    const prices = scripted((timing, { day }) =>
      timing === 'endOfDay' ? [setPrice(day % 3, 8_000 + 13 * day), reorder('product', 0, 5)] : [],
    )
    const recorder = new Recorder(shop.entities.product.ids, 60)
    const pages = watch((onClose) => advance(begin(shop, prices, { onClose }), 60), recorder)
    expectSame(recorder, pages)
    const summed = (metric: string) => recorder.series(metric, 'p_3').reduce((a, b) => a + b)
    for (const metric of ['returnedUnits', 'reviews', 'lostUnits', 'gmvCents', 'onOrderUnits']) {
      expect(summed(metric), metric).toBeGreaterThan(0)
    }
    expect(new Set(recorder.series('priceCents', 'p_1')).size).toBeGreaterThan(10)
  })
  it('gives back any figure of a product: missing, negative, fractions, names', () => {
    const { model: shop, playbook } = experiment()
    const every = catalogue.metrics.flatMap(({ id, scopes }) =>
      scopes.includes('product') ? [id] : [],
    )
    const recorder = new Recorder(shop.entities.product.ids, 25, every)
    const past = runHistory(shop, { seed: 7, replication: 1 }, playbook.historyNeeds)
    const pages = watch((onClose) => advance(fork(past, playbook, { onClose }), 25), recorder)
    expectSame(recorder, pages)
    const values = every.flatMap((id) => [...recorder.series(id, recorder.productIds[0]!)])
    expect(values.some((value) => Number.isNaN(value))).toBe(true)
    expect(values.some((value) => value < 0)).toBe(true)
    expect(values.some((value) => !Number.isInteger(value))).toBe(true)
  })
  it.each([
    ['bytes, up to the one that means missing', [0, 254, NaN], [255, NaN, 0]],
    ['two bytes, up to the one that means missing', [1, 65_534, NaN], [65_535, NaN, 2]],
    ['four bytes, up to the one that means missing', [0, 2 ** 31 - 2, NaN], [2 ** 31 - 1, NaN, 3]],
    ['negative values', [1, 2, NaN], [-1, NaN, -(2 ** 31)], [0, -(2 ** 31) - 1, 5]],
    ['the largest whole number beside a negative one', [2 ** 31 - 1, -1, NaN]],
    ['negative zero', [0, 7, NaN], [-0, 7, NaN]],
    ['fractions', [3, NaN, 300], [0.1, NaN, 1e300], [Infinity, -Infinity, 5e-324]],
    ['nothing but missing', [NaN, NaN, NaN], [NaN, NaN, 70_000]],
  ])('keeps %s', (_, ...days: number[][]) => {
    const recorder = recorded(...days)
    for (const [index, product] of recorder.productIds.entries()) {
      const given = days.map((day) => day[index]!)
      expect(bitsOf(recorder.series('figure', product))).toEqual(bitsOf(given))
    }
  })
  it('takes the narrowest cells', () => {
    expect(recorded([0, 127], [3, NaN]).bytes).toBe(4)
    expect(recorded([0, 127], [30_000, NaN]).bytes).toBe(8)
    expect(recorded([0, 127], [-1, NaN]).bytes).toBe(16)
    expect(recorded([0, 127], [0.5, NaN]).bytes).toBe(32)
  })
  it('refuses a figure, a product or a day that it has no room for', () => {
    const recorder = recorded([1, 2])
    expect(() => recorder.series('other', 'p_0')).toThrow('"other"')
    expect(() => recorder.series('figure', 'p_9')).toThrow('"p_9"')
    expect(() => recorder.onClose({ need: () => new Float64Array(2) } as unknown as View)).toThrow(
      'room for 1 days',
    )
  })
  it('stays below 50 bytes by product and day in the mall', () => {
    const shop = { format: 'shop/1', template: 'mall', keep: { products: 300 }, historyDays: 30 }
    const mall = experiment({ shop, days: 30 })
    const recorder = replayArm(mall, 'playbook', pastOf(mall, 0))
    expect(recorder.days).toBe(30)
    expect(recorder.bytes / (recorder.productIds.length * recorder.days)).toBeLessThan(50)
  })
})

describe('replay', () => {
  it('gives the days that the replication had, and leaves a run as it was', () => {
    const prepared = experiment()
    const { baseline, playbook } = runReplication(prepared, 2)
    const past = pastOf(prepared, 2)
    const additive = ['visits', 'soldUnits', 'lostUnits']
    expect(baseline.daily).not.toEqual(playbook.daily)
    for (const [arm, result] of [
      ['baseline', baseline],
      ['playbook', playbook],
    ] as const) {
      const recorder = replayArm(prepared, arm, past)
      for (const metric of additive) {
        const sums = new Float64Array(recorder.days)
        for (const product of recorder.productIds) {
          recorder.series(metric, product).forEach((value, day) => (sums[day]! += value))
        }
        expect(sums, metric).toEqual(result.daily[chartedMetrics.indexOf(metric)])
      }
    }
    expect(runReplication(prepared, 2)).toEqual(runReplication(experiment(), 2))
  })
  it('tells of the products asked for in both arms, as what the run itself recorded', () => {
    const prepared = experiment()
    const { model: shop, playbook: program } = prepared
    const recorder = new Recorder(shop.entities.product.ids, 20)
    const past = runHistory(shop, { seed: 42, replication: 1 }, program.historyNeeds)
    advance(fork(past, program, recorder), 20)
    const productIds = [...recorder.productIds].slice(2, 5).toReversed()
    const { series, ...head } = toldOf(prepared, { productIds, replication: 1 })
    expect(head).toMatchObject({ shop: 'fashion', seed: 42, replication: 1, days: 20 })
    expect(head.metrics.map(({ id }) => id)).toEqual(recordedMetrics)
    expect(series.map(({ product, arm }) => [product, arm])).toEqual(
      productIds.flatMap((id) => [
        [id, 'baseline'],
        [id, 'playbook'],
      ]),
    )
    for (const { product, values } of series.filter(({ arm }) => arm === 'playbook')) {
      for (const id of recordedMetrics) {
        expect(values[id]).toEqual(Array.from(recorder.series(id, product)))
      }
    }
  })
  it('tells missing figures, yes and no, and names as people read them', () => {
    const prepared = experiment({ playbooks: [], days: 3 })
    const metricIds = ['wasPriceCents', 'isOutOfStock', 'listingState']
    const { series } = toldOf(prepared, { productIds: ['p_dress_03'], metricIds })
    expect(series).toEqual([
      {
        product: 'p_dress_03',
        arm: 'baseline',
        values: {
          wasPriceCents: [null, null, null],
          isOutOfStock: [true, true, true],
          listingState: ['onSale', 'onSale', 'onSale'],
        },
      },
    ])
  })
  it('says everything that is wrong with a request', () => {
    const metricIds = ['soldUnit', 'cashCents', 'visits']
    const productIds = ['p_dress_3', 'zzzzzzzz']
    const result = productHistory(experiment(), { productIds, metricIds, replication: -1 })
    const problems = result.ok ? [] : result.problems
    expect(problems.map(({ code }) => code)).toEqual([
      'outOfRange',
      'unknownEntity',
      'unknownEntity',
      'unknownMetric',
      'unknownMetric',
    ])
    const [english, chinese] = (['en', 'zh'] as const).map((language) =>
      problems.map(({ sentence }) => sentence[language]).join('\n'),
    )
    for (const text of [english, chinese]) {
      for (const name of ['p_dress_3', 'p_dress_03', 'zzzzzzzz', 'soldUnits', 'cashCents', '-1']) {
        expect(text).toContain(name)
      }
    }
  })
})

function toldOf(prepared: PreparedExperiment, request: HistoryRequest) {
  const result = productHistory(prepared, request)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.history
}
