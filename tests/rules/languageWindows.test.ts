import { describe, expect, it } from 'vitest'
import { historyNeedsOf } from '../../packages/rules/src/language/historyNeeds.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { fakeShop, snapshot } from '../support/fakeShop.ts'
import {
  bool,
  check,
  codes,
  evaluate,
  missing,
  number,
  product,
  series,
} from '../support/language.ts'

describe('windows', () => {
  const days = [5, 4, 3, 2, 1].map((units) => product({ soldUnits: [units, 10 * units] }))
  it('[W1] covers the last n closed days, today included', () => {
    expect(evaluate('sum(soldUnits, 3d)', days)).toEqual([12, 120])
    expect(evaluate('mean(soldUnits, 2d)', days)).toEqual([4.5, 45])
    expect(evaluate('min(soldUnits, 3d)', days)).toEqual([3, 30])
    expect(evaluate('max(soldUnits, 5d)', days)).toEqual([5, 50])
  })
  it('[W1] shifts a window by offset, and lag reads one day', () => {
    expect(evaluate('sum(soldUnits, 2d, offset: 3d)', days)).toEqual([3, 30])
    expect(evaluate('lag(soldUnits, 4d)', days)).toEqual([1, 10])
  })
  it('[W1] reads the review outside windows, and closes inside them', () => {
    const { typed } = check('onHandUnits - mean(onHandUnits, 2d)', { expected: number })
    const closes = [product({ onHandUnits: [9] }), product({ onHandUnits: [13] })]
    const morning = { ...snapshot(1, closes), now: () => Float64Array.of(55) }
    const row = { shop: fakeShop(1), snapshot: morning, scope: 'product' as const, entity: 0 }
    expect(interpret(typed!, row)).toBe(44)
  })
  it('[W2] takes windows of 1 to 365 days, none inside another', () => {
    expect(codes('sum(soldUnits, 365d) > 1')).toEqual([])
    expect(codes('sum(soldUnits, 366d) > 1')).toEqual(['wrongValue'])
    expect(codes('sum(soldUnits, 0d) > 1')).toEqual(['wrongValue'])
    expect(codes('sum(soldUnits, 7d, offset: 366d) > 1')).toEqual(['wrongValue'])
    expect(codes('sum(soldUnits, 7d, offset: 7) > 1')).toEqual(['wrongType'])
    expect(codes('slope(soldUnits, 1d) > 1')).toEqual(['wrongValue'])
    expect(codes('zscore(soldUnits, 1d) > 1')).toEqual(['wrongValue'])
    expect(codes('max(sum(soldUnits, 2d), 3d) > 1')).toEqual(['nested'])
    expect(codes('falling(mean(soldUnits, 7d)) > 1')).toEqual(['nested'])
    expect(codes('sum(max(category.products, lag(soldUnits, 1d)), 3d) > 1')).toEqual(['nested'])
    expect(codes('sum(max(category.products, soldUnits), 3d) > 1')).toEqual([])
    expect(codes('max(category.products, sum(soldUnits, 3d)) > 1')).toEqual([])
  })
  it('[W2] takes each named argument once, and only those it has', () => {
    expect(codes('sum(soldUnits, 7d, offset: 1d, offset: 2d) > 1')).toEqual(['unknownOption'])
    expect(codes('lag(soldUnits, 7d, offset: 1d) > 1')).toEqual(['unknownOption'])
    expect(codes('falling(soldUnits, minSamples: 1) > 1')).toEqual(['unknownOption'])
    expect(codes('abs(soldUnits, offset: 1d) > 1')).toEqual(['wrongArguments'])
  })
  it('[W3] is missing while a day is missing or not yet there', () => {
    expect(evaluate('sum(soldUnits, 6d)', days)).toEqual([missing, missing])
    const gap = series('conversionRatio', [0.1, missing])
    expect(evaluate('mean(conversionRatio, 2d)', gap)).toEqual([missing])
    expect(evaluate('count(conversionRatio > 0, 2d)', gap)).toEqual([missing])
  })
  it('[W3] is missing when it reaches behind the first day, also with orValue and has', () => {
    expect(evaluate('sum(soldUnits.orValue(0), 5d)', days)).toEqual([15, 150])
    expect(evaluate('sum(soldUnits.orValue(0), 6d)', days)).toEqual([missing, missing])
    expect(evaluate('sum(has(soldUnits) ? 1 : 0, 5d, offset: 1d)', days)).toEqual([
      missing,
      missing,
    ])
    expect(evaluate('count(has(soldUnits), 6d)', days)).toEqual([missing, missing])
    expect(evaluate('lag(soldUnits.orValue(0), 5d)', days)).toEqual([missing, missing])
    expect(evaluate('zscore(soldUnits.orValue(0), 5d)', days)).toEqual([missing, missing])
  })
  it('[W4] folds an expression, evaluated for each day', () => {
    expect(evaluate('sum(2 * soldUnits + 1, 2d)', days)).toEqual([20, 182])
    expect(evaluate('count(soldUnits > 2 && soldUnits < 30, 5d)', days)).toEqual([3, 2])
    expect(codes('count(soldUnits, 7d) > 1')).toEqual(['wrongType'])
  })
  it('[W4] adds from the oldest day to the newest', () => {
    // 1e16 + 1 is 1e16 in doubles: the two ones survive only when they are added first
    const newestFirst = series('soldUnits', [1e16, 1, 1])
    expect(evaluate('sum(soldUnits, 3d)', newestFirst)).toEqual([1e16 + 2])
    expect(evaluate('sum(soldUnits, 3d)', newestFirst.toReversed())).toEqual([1e16])
  })
  it('[L2] is missing when its sum would not be finite', () => {
    expect(evaluate('sum(soldUnits, 2d)', series('soldUnits', [1e308, 1e308]))).toEqual([missing])
  })
  it('[W5] leaves out days that are missing or not yet there, as long as minSamples are', () => {
    const gaps = series('soldUnits', [5, missing, 3, missing, 1])
    expect(evaluate('sum(soldUnits, 5d, minSamples: 3)', gaps)).toEqual([9])
    expect(evaluate('mean(soldUnits, 5d, minSamples: 3)', gaps)).toEqual([3])
    expect(evaluate('mean(soldUnits, 5d, minSamples: 4)', gaps)).toEqual([missing])
    expect(evaluate('mean(soldUnits, 9d, minSamples: 3)', gaps)).toEqual([3])
    expect(evaluate('max(soldUnits, 3d, minSamples: 2, offset: 2d)', gaps)).toEqual([3])
    expect(evaluate('count(soldUnits > 2, 5d, minSamples: 1)', gaps)).toEqual([2])
    // a day that is not recorded is left out, whatever the expression makes of it
    expect(evaluate('sum(soldUnits.orValue(100), 9d, minSamples: 1)', gaps)).toEqual([209])
    expect(codes('mean(soldUnits, 7d, minSamples: 8) > 1')).toEqual(['wrongValue'])
    expect(codes('mean(soldUnits, 7d, minSamples: 0) > 1')).toEqual(['wrongValue'])
    expect(codes('mean(soldUnits, 7d, minSamples: 2.5) > 1')).toEqual(['wrongValue'])
    expect(codes('mean(soldUnits, 7d, minSamples: 3d) > 1')).toEqual(['wrongType'])
  })
  it('[W6] fits a line by least squares', () => {
    // days 0 1 2 3, values 1 3 2 6: Σ(i − 1.5)(x − 1) = −0.5·2 + 0.5·1 + 1.5·5 = 7, Σ(i − 1.5)² = 5
    expect(evaluate('slope(soldUnits, 4d)', series('soldUnits', [6, 2, 3, 1]))).toEqual([7 / 5])
    expect(
      evaluate('slope(conversionRatio, 5d)', series('conversionRatio', Array(5).fill(0.1))),
    ).toEqual([0])
    // the days there are 0 and 3
    const gaps = series('soldUnits', [7, missing, missing, 1])
    expect(evaluate('slope(soldUnits, 4d, minSamples: 2)', gaps)).toEqual([2])
    expect(evaluate('slope(soldUnits, 2d, minSamples: 1)', gaps)).toEqual([missing])
  })
  it('[W7] sets the newest day against the n days before it', () => {
    // before: 2 4 4 4 5 5 7 9, mean 5, population standard deviation 2 (a textbook series)
    const newestFirst = series('soldUnits', [11, 9, 7, 5, 5, 4, 4, 4, 2])
    expect(evaluate('zscore(soldUnits, 8d)', newestFirst)).toEqual([3])
    // one day earlier, 7 days: 9 against 2 4 4 4 5 5 7
    const earlier = evaluate('zscore(soldUnits, 7d, offset: 1d)', newestFirst)
    expect(earlier).toEqual(evaluate('zscore(soldUnits, 7d)', newestFirst.slice(1)))
    expect(evaluate('zscore(soldUnits, 9d)', newestFirst)).toEqual([missing])
    expect(evaluate('zscore(soldUnits, 20d, minSamples: 8)', newestFirst)).toEqual([3])
  })
  it('[W7] is missing when nothing varied before, or the newest day is missing', () => {
    const constant = series('conversionRatio', [0.2, ...Array<number>(28).fill(0.1)])
    expect(evaluate('zscore(conversionRatio, 28d)', constant)).toEqual([missing])
    const unknown = series('soldUnits', [missing, 1, 2, 3])
    expect(evaluate('zscore(soldUnits, 3d, minSamples: 2)', unknown)).toEqual([missing])
  })
  it('[W8] counts strictly lower or higher days in a row, the newest last', () => {
    const falling = (newestFirst: readonly number[]) =>
      evaluate('falling(soldUnits)', series('soldUnits', newestFirst))[0]
    expect(falling([1, 2, 3, 3, 4])).toBe(2)
    expect(falling([3, 2, 1])).toBe(0)
    expect(falling([1, 2, missing, 4])).toBe(1)
    expect(falling([missing, 2, 3])).toBe(missing)
    expect(falling([7])).toBe(0)
    expect(falling([1, 2, 3])).toBe(2)
    expect(falling(Array.from({ length: 60 }, (_, k) => k))).toBe(28)
    expect(evaluate('rising(soldUnits)', series('soldUnits', [3, 2, 1, 5]))).toEqual([2])
  })
  it('[W9] weighs recent days more', () => {
    // n = 3: weights 1, ½, ¼ from the newest back
    const newestFirst = series('soldUnits', [8, 4, 2])
    expect(evaluate('ewma(soldUnits, 3d)', newestFirst)).toEqual([(8 + 2 + 0.5) / 1.75])
    expect(evaluate('ewma(soldUnits, 1d)', newestFirst)).toEqual([8])
    const gap = series('soldUnits', [8, missing, 2])
    expect(evaluate('ewma(soldUnits, 3d, minSamples: 2)', gap)).toEqual([(8 + 0.5) / 1.25])
    const constant = series('conversionRatio', Array<number>(7).fill(0.1))
    expect(evaluate('ewma(conversionRatio, 7d) == 0.1', constant, { expected: bool })).toEqual([1])
  })
  it('tells how far back it reads', () => {
    const needsOf = (text: string) => historyNeedsOf(check(text).typed!)
    expect(needsOf('sum(soldUnits, 28d, offset: 7d) > lag(onHandUnits, 3d)')).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 34 },
      { scope: 'product', metricId: 'onHandUnits', days: 3 },
    ])
    expect(needsOf('onHandUnits > mean(soldUnits, 1d)')).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 0 },
    ])
    expect(needsOf('zscore(soldUnits, 28d) > 3 || falling(onHandUnits) > 3')).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 28 },
      { scope: 'product', metricId: 'onHandUnits', days: 28 },
    ])
    expect(
      needsOf('max(category.products, sum(soldUnits, 7d)) > mean(sum(stocks, onHandUnits), 5d)'),
    ).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 6 },
      { scope: 'stock', metricId: 'onHandUnits', days: 4 },
    ])
  })
})
