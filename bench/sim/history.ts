/**
 * The history of a run by product: what recording adds to a run, what it keeps, how long one product takes to read.
 * What is read is compared with what the View said, bit for bit; a wrong value ends the benchmark.
 */
import type { Program } from '@sandtable/rules'
import { openRecord, planReport, recordDay } from '../../packages/sim/src/experiment/series.ts'
import { Recorder, recordedMetrics } from '../../packages/sim/src/recorder.ts'
import { advance, fork, type Run } from '../../packages/sim/src/run.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { cpuNow } from '../measure.ts'
import { quantile } from './timing.ts'

export interface HistoryFigures {
  /** Median turn without a recorder, per product-day. */
  readonly plainNs: number
  /** Median over pairs of turns of the days with a recorder ÷ the same days without, less 1. */
  readonly extraRatio: number
  /** CPU of the recorder alone, with the figures that it asks of the view, on the median day. */
  readonly recordingNs: number
  readonly bytes: number
  /** Median over products, of all figures and days of one. */
  readonly readMs: number
  readonly firstReadMs: number
}

/** So many products are read and compared. */
const productsRead = 100
/** Days in a turn: few, so that other load meets both runs alike. */
const turnDays = 5

/** Two runs side by side, plain and recorded, take turns in alternating order; then a third is read. */
export function measureHistory(
  past: Run,
  program: Program,
  days: number,
  rounds: number,
): HistoryFigures {
  const ids = past.model.entities.product.ids
  // the first round compiles the code
  const turns = Array.from({ length: rounds + 1 }, () => sideBySide(past, program, days))
    .slice(1)
    .flat()

  const products = ids.filter((_, index) => index % Math.ceil(ids.length / productsRead) === 0)
  const places = products.map((id) => ids.indexOf(id))
  /** By figure, then product, then day. */
  const seen = recordedMetrics.map(() => products.map(() => new Float64Array(days)))
  const { run, recorder, msPerDay } = recordedRun(past, program, days, (view) => {
    recordedMetrics.forEach((id, metric) => {
      const column = view.need('product', id)
      places.forEach((place, product) => {
        seen[metric]![product]![view.state.day - 1] = column[place]!
      })
    })
  })
  advance(run, days)
  const readsMs = products.map((id, product) => {
    const start = performance.now()
    const read = recordedMetrics.map((metric) => recorder.series(metric, id))
    const ms = performance.now() - start
    read.forEach((values, metric) => compare(values, seen[metric]![product]!))
    return ms
  })
  return {
    plainNs: (middle(turns.map(({ plainMs }) => plainMs)) * 1e6) / (ids.length * turnDays),
    extraRatio: middle(turns.map(({ plainMs, recordedMs }) => recordedMs / plainMs)) - 1,
    recordingNs: (middle(msPerDay) * 1e6) / ids.length,
    bytes: recorder.bytes / (ids.length * days),
    readMs: middle(readsMs),
    firstReadMs: readsMs[0]!,
  }
}

const middle = (values: readonly number[]) => quantile(values, 0.5)

/** CPU milliseconds of every turn of both runs. */
function sideBySide(past: Run, program: Program, days: number) {
  const record = openRecord(planReport(past.model), days)
  const plain = fork(past, program, { onClose: (view) => recordDay(record, view) })
  const { run: recorded } = recordedRun(past, program, days)
  const msOf = (run: Run) => {
    const start = cpuNow()
    advance(run, turnDays)
    return cpuNow() - start
  }
  return Array.from({ length: Math.floor(days / turnDays) }, (_, turn) => {
    const [first, second] = turn % 2 === 0 ? [plain, recorded] : [recorded, plain]
    const [firstMs, secondMs] = [msOf(first), msOf(second)]
    return turn % 2 === 0
      ? { plainMs: firstMs, recordedMs: secondMs }
      : { plainMs: secondMs, recordedMs: firstMs }
  })
}

/** A run that records what a report needs and what a history needs; and what the recorder takes on each day. */
function recordedRun(past: Run, program: Program, days: number, watch?: (view: View) => void) {
  const record = openRecord(planReport(past.model), days)
  const recorder = new Recorder(past.model.entities.product.ids, days)
  const msPerDay: number[] = []
  const run = fork(past, program, {
    onClose: (view) => {
      recordDay(record, view)
      const start = cpuNow()
      recorder.onClose(view)
      msPerDay.push(cpuNow() - start)
      watch?.(view)
    },
  })
  return { run, recorder, msPerDay }
}

function compare(read: Float64Array, seen: Float64Array): void {
  read.forEach((value, day) => {
    if (!Object.is(value, seen[day])) throw new Error(`day ${day + 1}: ${value}, not ${seen[day]}`)
  })
}
