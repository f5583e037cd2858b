/** Every function of the language, declared once: the checker, the evaluators, completion and `docs/language.md` read these. */
import type { Text } from '../text.ts'
import { ewmaOf, slopeOf, zscoreOf } from './series.ts'

interface FunctionDeclaration {
  /** How it is called, as shown in errors and completion. */
  readonly usage: Text
  readonly help: Text
}

/** Longest window and farthest offset, in days (SPEC W2). */
export const maxWindowDays = 365
/** `falling` and `rising` look back so many days and count no further (SPEC W8). */
export const maxStreakDays = 28

/** Functions of numbers. `arity` is [least, most]. All arguments have one unit, which is the result's. */
export const scalarFunctions = {
  abs: {
    usage: { en: 'abs(x)', zh: 'abs(x)' },
    arity: [1, 1],
    help: { en: 'Distance from zero.', zh: '绝对值。' },
    apply: (x: number) => Math.abs(x),
  },
  floor: {
    usage: { en: 'floor(x)', zh: 'floor(x)' },
    arity: [1, 1],
    help: { en: 'Largest whole number not above x.', zh: '向下取整。' },
    apply: (x: number) => Math.floor(x),
  },
  ceil: {
    usage: { en: 'ceil(x)', zh: 'ceil(x)' },
    arity: [1, 1],
    help: { en: 'Smallest whole number not below x.', zh: '向上取整。' },
    apply: (x: number) => Math.ceil(x),
  },
  round: {
    usage: { en: 'round(x)', zh: 'round(x)' },
    arity: [1, 1],
    help: { en: 'Nearest whole number; halves go up.', zh: '四舍五入。' },
    apply: (x: number) => Math.floor(x + 0.5),
  },
  min: {
    usage: { en: 'min(a, b, …)', zh: 'min(a, b, …)' },
    arity: [2, 16],
    help: { en: 'Smallest of the values.', zh: '各值中的最小值。' },
    apply: (...values: number[]) => Math.min(...values),
  },
  max: {
    usage: { en: 'max(a, b, …)', zh: 'max(a, b, …)' },
    arity: [2, 16],
    help: { en: 'Largest of the values.', zh: '各值中的最大值。' },
    apply: (...values: number[]) => Math.max(...values),
  },
  clamp: {
    usage: { en: 'clamp(x, low, high)', zh: 'clamp(x, low, high)' },
    arity: [3, 3],
    help: { en: 'x, but not below low and not above high.', zh: '限制在 low 与 high 之间。' },
    apply: (x: number, low: number, high: number) => Math.min(Math.max(x, low), high),
  },
} as const satisfies Record<
  string,
  FunctionDeclaration & { arity: readonly [number, number]; apply: (...values: number[]) => number }
>
export type ScalarFunction = keyof typeof scalarFunctions

/** What is folded one value after the other; `end` closes over so many values. */
interface Fold {
  readonly start: number
  readonly add: (folded: number, value: number) => number
  readonly end: (folded: number, values: number) => number
}

/** Day by day, oldest first; member by member in entity order. */
const folds = {
  sum: {
    start: 0,
    add: (total: number, value: number) => total + value,
    end: (total: number, _values: number) => total,
  },
  mean: {
    start: 0,
    add: (total: number, value: number) => total + value,
    end: (total: number, values: number) => total / values,
  },
  min: {
    start: Infinity,
    add: (least: number, value: number) => Math.min(least, value),
    end: (least: number, _values: number) => least,
  },
  max: {
    start: -Infinity,
    add: (most: number, value: number) => Math.max(most, value),
    end: (most: number, _values: number) => most,
  },
  count: {
    start: 0,
    add: (total: number, isTrue: number) => total + isTrue,
    end: (total: number, _values: number) => total,
  },
} as const satisfies Record<string, Fold>

interface WindowDeclaration extends FunctionDeclaration {
  readonly operand: 'number' | 'bool'
  /** Fewest days that it can be taken over. */
  readonly least: number
  /** `operand`: the unit of what it is taken of (a slope: per day). `none`: a plain number. */
  readonly unit: 'operand' | 'none'
  /** Named arguments it takes. */
  readonly options: readonly WindowOption[]
  /** Days back from the newest one that it reads, without its offset. */
  readonly reach: (days: number) => number
}
export type WindowOption = 'offset' | 'minSamples'

/** Days that a window of n days reads behind its newest one. */
const withinWindow = (days: number) => days - 1
const behindWindow = (days: number) => days
const bothOptions: readonly WindowOption[] = ['offset', 'minSamples']

/**
 * Functions over the days of an expression (SPEC W). By form:
 *
 * - `fold`: the n days, oldest first, one by one.
 * - `series`: `of` gets the values of the days read, oldest first, NaN where a day is left out; its result is
 *   missing where it is not finite.
 * - `day`: the value of one day.
 * - `streak`: steps between neighbouring days, newest first, as long as `continues`.
 */
export const windowFunctions = {
  sum: {
    form: 'fold',
    usage: { en: 'sum(x, 28d)', zh: 'sum(x, 28d)' },
    help: { en: 'Sum over the last n closed days.', zh: '最近 n 个已结束日之和。' },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    ...folds.sum,
  },
  mean: {
    form: 'fold',
    usage: { en: 'mean(x, 28d)', zh: 'mean(x, 28d)' },
    help: { en: 'Mean over the last n closed days.', zh: '最近 n 个已结束日的平均值。' },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    ...folds.mean,
  },
  min: {
    form: 'fold',
    usage: { en: 'min(x, 7d)', zh: 'min(x, 7d)' },
    help: { en: 'Smallest value of the last n closed days.', zh: '最近 n 个已结束日的最小值。' },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    ...folds.min,
  },
  max: {
    form: 'fold',
    usage: { en: 'max(x, 7d)', zh: 'max(x, 7d)' },
    help: { en: 'Largest value of the last n closed days.', zh: '最近 n 个已结束日的最大值。' },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    ...folds.max,
  },
  count: {
    form: 'fold',
    usage: { en: 'count(condition, 7d)', zh: 'count(条件, 7d)' },
    help: {
      en: 'On how many of the last n closed days the condition was true.',
      zh: '最近 n 个已结束日中条件成立的天数。',
    },
    operand: 'bool',
    unit: 'none',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    ...folds.count,
  },
  slope: {
    form: 'series',
    usage: { en: 'slope(x, 28d)', zh: 'slope(x, 28d)' },
    help: {
      en: 'Change per day over the last n closed days: slope of the line of least squares.',
      zh: '最近 n 个已结束日的日均变化：最小二乘直线的斜率。',
    },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 2,
    reach: withinWindow,
    of: slopeOf,
  },
  zscore: {
    form: 'series',
    usage: { en: 'zscore(x, 28d)', zh: 'zscore(x, 28d)' },
    help: {
      en: 'How many standard deviations the newest closed day is off the mean of the n days before it.',
      zh: '最新已结束日偏离此前 n 日均值多少个标准差。',
    },
    operand: 'number',
    unit: 'none',
    options: bothOptions,
    least: 2,
    reach: behindWindow,
    of: zscoreOf,
  },
  ewma: {
    form: 'series',
    usage: { en: 'ewma(x, 7d)', zh: 'ewma(x, 7d)' },
    help: {
      en: 'Mean over the last n closed days that weighs recent days more: each day back by (n−1)/(n+1) less.',
      zh: '最近 n 个已结束日的指数加权均值：每往前一天权重乘以 (n−1)/(n+1)。',
    },
    operand: 'number',
    unit: 'operand',
    options: bothOptions,
    least: 1,
    reach: withinWindow,
    of: ewmaOf,
  },
  lag: {
    form: 'day',
    usage: { en: 'lag(x, 7d)', zh: 'lag(x, 7d)' },
    help: { en: 'The value n days before.', zh: 'n 天前的值。' },
    operand: 'number',
    unit: 'operand',
    options: [],
    least: 1,
    reach: behindWindow,
  },
  falling: {
    form: 'streak',
    usage: { en: 'falling(x)', zh: 'falling(x)' },
    help: {
      en: `For how many days in a row the value has been falling, ${maxStreakDays} at most.`,
      zh: `已连续下降多少天，最多 ${maxStreakDays} 天。`,
    },
    operand: 'number',
    unit: 'none',
    options: [],
    least: 1,
    reach: behindWindow,
    continues: (newer: number, older: number) => newer < older,
  },
  rising: {
    form: 'streak',
    usage: { en: 'rising(x)', zh: 'rising(x)' },
    help: {
      en: `For how many days in a row the value has been rising, ${maxStreakDays} at most.`,
      zh: `已连续上升多少天，最多 ${maxStreakDays} 天。`,
    },
    operand: 'number',
    unit: 'none',
    options: [],
    least: 1,
    reach: behindWindow,
    continues: (newer: number, older: number) => newer > older,
  },
} as const satisfies Record<
  string,
  WindowDeclaration &
    (
      | ({ form: 'fold' } & Fold)
      | { form: 'series'; of: (values: ArrayLike<number>) => number }
      | { form: 'day' }
      | { form: 'streak'; continues: (newer: number, older: number) => boolean }
    )
>
export type WindowFunction = keyof typeof windowFunctions

/**
 * Functions over the members of a set, in entity order (SPEC L8). Members whose operand is missing are left
 * out; `ofNone` is the value of a set without members.
 */
export const aggregateFunctions = {
  sum: {
    usage: { en: 'sum(products, x)', zh: 'sum(products, x)' },
    help: { en: 'Sum over the members of a set.', zh: '集合成员之和。' },
    operand: 'number',
    ofNone: 0,
    ...folds.sum,
  },
  mean: {
    usage: { en: 'mean(products, x)', zh: 'mean(products, x)' },
    help: { en: 'Mean over the members of a set.', zh: '集合成员的平均值。' },
    operand: 'number',
    ofNone: Number.NaN,
    ...folds.mean,
  },
  min: {
    usage: { en: 'min(products, x)', zh: 'min(products, x)' },
    help: { en: 'Smallest value of the members of a set.', zh: '集合成员的最小值。' },
    operand: 'number',
    ofNone: Number.NaN,
    ...folds.min,
  },
  max: {
    usage: { en: 'max(products, x)', zh: 'max(products, x)' },
    help: { en: 'Largest value of the members of a set.', zh: '集合成员的最大值。' },
    operand: 'number',
    ofNone: Number.NaN,
    ...folds.max,
  },
  count: {
    usage: { en: 'count(products, condition)', zh: 'count(products, 条件)' },
    help: {
      en: 'For how many members of a set the condition is true.',
      zh: '集合中条件成立的成员数。',
    },
    operand: 'bool',
    ofNone: 0,
    ...folds.count,
  },
} as const satisfies Record<
  string,
  FunctionDeclaration & Fold & { operand: 'number' | 'bool'; ofNone: number }
>
export type AggregateFunction = keyof typeof aggregateFunctions

/** Functions about missing figures. */
export const missingFunctions = {
  has: {
    usage: { en: 'has(figure)', zh: 'has(指标)' },
    help: { en: 'True unless the figure is missing.', zh: '数据存在时为真。' },
  },
  orValue: {
    usage: { en: 'figure.orValue(0)', zh: '指标.orValue(0)' },
    help: { en: 'The figure, or the value given when it is missing.', zh: '数据缺失时取给定值。' },
  },
} as const satisfies Record<string, FunctionDeclaration>

/** Tests of an id or of an enum's value, called as methods. */
export const textTests = {
  startsWith: {
    usage: { en: 'id.startsWith("p1")', zh: 'id.startsWith("p1")' },
    help: {
      en: 'True when the id or the value begins with the text.',
      zh: 'id 或枚举值以该文本开头时为真。',
    },
    holds: (value: string, text: string) => value.startsWith(text),
  },
  contains: {
    usage: { en: 'id.contains("x")', zh: 'id.contains("x")' },
    help: {
      en: 'True when the id or the value contains the text.',
      zh: 'id 或枚举值包含该文本时为真。',
    },
    holds: (value: string, text: string) => value.includes(text),
  },
} as const satisfies Record<
  string,
  FunctionDeclaration & { holds: (value: string, text: string) => boolean }
>
export type TextTest = keyof typeof textTests

/** Name → how to call it and what it does, for completion and docs; a name with several forms has all of them. */
export const functionDeclarations: ReadonlyMap<string, FunctionDeclaration> = declareAll([
  ...Object.entries(windowFunctions),
  ...Object.entries(aggregateFunctions),
  ...Object.entries(scalarFunctions),
  ...Object.entries(missingFunctions),
  ...Object.entries(textTests),
])

function declareAll(
  forms: readonly (readonly [string, FunctionDeclaration])[],
): Map<string, FunctionDeclaration> {
  const declared = new Map<string, FunctionDeclaration>()
  for (const [name, { usage, help }] of forms) {
    const known = declared.get(name)
    declared.set(name, {
      usage: known === undefined ? usage : joined(known.usage, { en: ' or ', zh: ' 或 ' }, usage),
      help: known === undefined ? help : joined(known.help, { en: ' ', zh: '' }, help),
    })
  }
  return declared
}

function joined(first: Text, between: Text, second: Text): Text {
  return { en: first.en + between.en + second.en, zh: first.zh + between.zh + second.zh }
}
