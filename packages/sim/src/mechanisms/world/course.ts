/** A course in periods: early, middle, late, one after the other from day 1, each with a target. */
import { defineMetric, type Mechanism } from '../../metric.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import type { View } from '../../view.ts'

export const periods = ['early', 'middle', 'late'] as const

/** Index of the period that a day lies in, and its first day; undefined outside the course. */
export function periodOf(
  { settings }: Model,
  day: number,
): { readonly period: number; readonly startDay: number } | undefined {
  let startDay = 1
  if (day < startDay) return undefined
  const lengths = [
    settings['course.earlyDays'],
    settings['course.middleDays'],
    settings['course.lateDays'],
  ]
  for (let period = 0; period < lengths.length; period++) {
    if (day < startDay + lengths[period]!) return { period, startDay }
    startDay += lengths[period]!
  }
  return undefined
}

/** Adds the newest closed day to what its period has sold. */
export function followCourse(model: Model, state: State): void {
  const closedDay = state.day - 1
  const now = periodOf(model, closedDay)
  if (now === undefined) return
  const { world } = state
  if (now.startDay === closedDay) world.periodGmvCents = 0
  world.periodGmvCents += gmvOf(state)
  world.periodDay = closedDay
}

function gmvOf({ closed }: State): number {
  return closed.offers.gmvTotalCents[0]!
}

/** GMV since the period began ÷ its target to date, at the newest closed day; NaN without a period or target. */
function targetRatio({ model, state }: View): number {
  const closedDay = state.totals.closedDays - model.historyDays
  const now = periodOf(model, closedDay)
  if (now === undefined) return NaN
  const { settings } = model
  const perDay = [
    settings['course.earlyTargetCentsPerDay'],
    settings['course.middleTargetCentsPerDay'],
    settings['course.lateTargetCentsPerDay'],
  ][now.period]!
  if (perDay === 0) return NaN
  const { periodGmvCents, periodDay } = state.world
  const before = periodDay >= now.startDay ? periodGmvCents : 0
  const gmvCents = periodDay === closedDay ? periodGmvCents : before + gmvOf(state)
  return gmvCents / (perDay * (closedDay - now.startDay + 1))
}

export const course: Mechanism = {
  id: 'course',
  label: { en: 'Course', zh: '课程' },
  about: {
    en: 'A sand-table course has up to three periods, early, middle and late, one after the other from day 1 on. Each has a length and a target of GMV a day; a length of 0 leaves it out. The figures compare what has been sold since the period began with the target of the same days. Lengths and targets are given, not drawn.',
    zh: '沙盘课程自第 1 天起依次分为前期、中期、后期，每期有天数与日均成交额目标；天数为 0 则略过。达成率将本期累计成交额与同期目标相比。天数与目标均为给定值，不含随机性。',
  },
  metrics: [
    defineMetric({
      id: 'period',
      scopes: ['shop'],
      type: 'enum',
      values: periods,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Period of the course', zh: '课程阶段' },
      help: {
        en: 'Period of the course by the shop file; missing in a shop without one.',
        zh: '店铺文件设定的课程阶段；未设课程则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          shop: ({ model, state }) => Float64Array.of(periodOf(model, state.day)?.period ?? NaN),
        },
      },
    }),
    defineMetric({
      id: 'targetRatio',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'percent',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Target reached', zh: '目标达成率' },
      help: {
        en: 'GMV since the period began ÷ its target to date; missing without a period or a target.',
        zh: '本阶段累计成交额 ÷ 截至当日的目标；无阶段或无目标则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: { shop: (view) => Float64Array.of(targetRatio(view)) },
      },
    }),
  ],
}
