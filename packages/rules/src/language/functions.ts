/** Every function of the language, declared once: the checker, the evaluator, completion and `docs/language.md` read these. */
import type { Text } from '../text.ts'

interface FunctionDeclaration {
  /** How it is called, as shown in errors and completion. */
  readonly usage: Text
  readonly help: Text
}

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
    usage: { en: 'min(a, b, …) or min(figure, 7d)', zh: 'min(a, b, …) 或 min(指标, 7d)' },
    arity: [2, 16],
    help: { en: 'Smallest of the values.', zh: '最小值。' },
    apply: (...values: number[]) => Math.min(...values),
  },
  max: {
    usage: { en: 'max(a, b, …) or max(figure, 7d)', zh: 'max(a, b, …) 或 max(指标, 7d)' },
    arity: [2, 16],
    help: { en: 'Largest of the values.', zh: '最大值。' },
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

/**
 * Functions over the last n closed days of an expression, today's review included (SPEC W1). `start` and
 * `add` fold the days from the oldest to the newest; `end` closes over n days. One missing day makes the
 * result missing (SPEC W3). `lag` is the value n days before and folds nothing.
 */
export const windowFunctions = {
  sum: {
    usage: {
      en: 'sum(figure, 28d) or sum(figure, 28d, offset: 7d)',
      zh: 'sum(指标, 28d) 或 sum(指标, 28d, offset: 7d)',
    },
    help: { en: 'Sum over the last n closed days.', zh: '最近 n 个已结束日之和。' },
    start: 0,
    add: (total: number, value: number) => total + value,
    end: (total: number, _days: number) => total,
  },
  mean: {
    usage: {
      en: 'mean(figure, 28d) or mean(figure, 28d, offset: 7d)',
      zh: 'mean(指标, 28d) 或 mean(指标, 28d, offset: 7d)',
    },
    help: { en: 'Mean over the last n closed days.', zh: '最近 n 个已结束日的平均值。' },
    start: 0,
    add: (total: number, value: number) => total + value,
    end: (total: number, days: number) => total / days,
  },
  min: {
    usage: { en: 'min(figure, 7d)', zh: 'min(指标, 7d)' },
    help: { en: 'Smallest value of the last n closed days.', zh: '最近 n 个已结束日的最小值。' },
    start: Infinity,
    add: (least: number, value: number) => Math.min(least, value),
    end: (least: number, _days: number) => least,
  },
  max: {
    usage: { en: 'max(figure, 7d)', zh: 'max(指标, 7d)' },
    help: { en: 'Largest value of the last n closed days.', zh: '最近 n 个已结束日的最大值。' },
    start: -Infinity,
    add: (most: number, value: number) => Math.max(most, value),
    end: (most: number, _days: number) => most,
  },
  lag: {
    usage: { en: 'lag(figure, 7d)', zh: 'lag(指标, 7d)' },
    help: { en: 'The value n days before.', zh: 'n 天前的值。' },
  },
} as const satisfies Record<
  string,
  FunctionDeclaration & {
    start?: number
    add?: (folded: number, value: number) => number
    end?: (folded: number, days: number) => number
  }
>
export type WindowFunction = keyof typeof windowFunctions

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

/** Name → how to call it and what it does, for completion and docs. */
export const functionDeclarations: ReadonlyMap<string, FunctionDeclaration> = new Map<
  string,
  FunctionDeclaration
>([
  ...Object.entries(windowFunctions),
  ...Object.entries(scalarFunctions),
  ...Object.entries(missingFunctions),
])

/** Longest window and farthest offset, in days (SPEC W2). */
export const maxWindowDays = 365
