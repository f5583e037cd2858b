/** Runs of a shop, as an experiment makes them. */
import type { Program } from '@sandtable/rules'
import { openRecord, planReport, recordDay } from '../../packages/sim/src/experiment/series.ts'
import { kpiDefinitions } from '../../packages/sim/src/kpis/index.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { advance, fork, runHistory, type Run } from '../../packages/sim/src/run.ts'
import type { Course } from './timing.ts'

export const daysOfYear = 365

/** A shop at the morning of day 1. */
export function pastOf(model: Model, program: Program, replication = 0): Run {
  return runHistory(model, { seed: 42, replication }, program.historyNeeds)
}

/** The shop's daily figures of a run. */
export type Series = Readonly<Record<string, Float64Array>>

/** Lets the days pass under a program, records what a report needs and computes its KPIs. */
export function runArm(past: Run, program: Program, days: number): () => Series {
  const record = openRecord(planReport(past.model), days)
  const run = fork(past, program, { onClose: (view) => recordDay(record, view) })
  return () => {
    advance(run, days)
    for (const { reading } of kpiDefinitions) reading.compute(record.series)
    return record.series
  }
}

export function courseOf(past: Run, program: Program, days: number): Course {
  const products = past.model.entities.product.ids.length
  return {
    productDays: products * days,
    prepare: () => {
      const run = runArm(past, program, days)
      return () => void run()
    },
  }
}

/** The same without the report's figures: only what the programs of peers add up, visits and sales. */
export function bareCourseOf(past: Run, program: Program, days: number): Course {
  const products = past.model.entities.product.ids.length
  return {
    productDays: products * days,
    prepare: () => {
      let total = 0
      const run = fork(past, program, {
        onClose: (view) => {
          total += view.need('shop', 'visits')[0]! + view.need('shop', 'soldUnits')[0]!
        },
      })
      return () => {
        advance(run, days)
        if (!(total > 0)) throw new Error('nothing was sold')
      }
    },
  }
}

/** What happens in a run, per product-day: the work that the nanoseconds are spent on. */
export interface Mix {
  readonly visits: number
  readonly sold: number
  /** Products that a rule let through. */
  readonly fired: number
}

export function mixOf(past: Run, program: Program, days: number): Mix {
  const triggers = program.nodes.flatMap(({ type }, node) =>
    type.startsWith('trigger.') ? [node] : [],
  )
  let visits = 0
  let sold = 0
  let fired = 0
  const run = fork(past, program, {
    onClose: (view) => {
      visits += view.need('shop', 'visits')[0]!
      sold += view.need('shop', 'soldUnits')[0]!
    },
    onReview: (_day, counts) => {
      for (const node of triggers) fired += counts.fired[node]!
    },
  })
  advance(run, days)
  const productDays = past.model.entities.product.ids.length * days
  return { visits: visits / productDays, sold: sold / productDays, fired: fired / productDays }
}
