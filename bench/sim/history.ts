/**
 * The history of a run by product: what recording adds to a run, what it keeps, how long one product takes to read.
 * What is read is compared with what the View said, bit for bit; a wrong value ends the benchmark.
 */
import type { Program } from '@sandtable/rules'
import { createSeries, recordDay } from '../../packages/sim/src/experiment/series.ts'
import { kpiDefinitions } from '../../packages/sim/src/kpis/index.ts'
import { Recorder, recordedMetrics } from '../../packages/sim/src/recorder.ts'
import { advance, fork, type Run } from '../../packages/sim/src/run.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { cpuNow } from '../measure.ts'
import { courseOf } from './runs.ts'
import { quantile, time, type Course } from './timing.ts'

export interface HistoryFigures {
  /** Median over rounds of a run with the recorder ÷ one without, less 1. */
  readonly extraRatio: number
  /** CPU of the recorder alone, with the figures that it asks of the view: a firmer figure than the ratio. */
  readonly recordingNs: number
  readonly bytes: number
  /** Median over products, of all figures and days of one. */
  readonly readMs: number
  readonly firstReadMs: number
}

/** So many products are read and compared. */
const productsRead = 100

/** Plain and recorded runs take turns, in alternating order. */
export function measureHistory(
  past: Run,
  program: Program,
  days: number,
  rounds: number,
): HistoryFigures {
  const ids = past.model.entities.product.ids
  const plain = courseOf(past, program, days)
  const recorded: Course = {
    productDays: plain.productDays,
    prepare: () => recordedRun(past, program, days).run,
  }
  // compiles the code before the clock starts
  for (const { prepare } of [plain, recorded]) prepare()()
  const ratios = Array.from({ length: rounds }, (_, round) => {
    const courses = round % 2 === 0 ? [plain, recorded] : [recorded, plain]
    const [first, second] = time(courses, 1, Infinity)
    const ratio = second!.cpuNs / first!.cpuNs
    return (round % 2 === 0 ? ratio : 1 / ratio) - 1
  })

  const products = ids.filter((_, index) => index % Math.ceil(ids.length / productsRead) === 0)
  const places = products.map((id) => ids.indexOf(id))
  /** By figure, then product, then day. */
  const seen = recordedMetrics.map(() => products.map(() => new Float64Array(days)))
  const { run, recorder, usedMs } = recordedRun(past, program, days, (view) => {
    recordedMetrics.forEach((id, metric) => {
      const column = view.need('product', id)
      places.forEach((place, product) => {
        seen[metric]![product]![view.state.day - 1] = column[place]!
      })
    })
  })
  run()
  const readsMs = products.map((id, product) => {
    const start = performance.now()
    const read = recordedMetrics.map((metric) => recorder.series(metric, id))
    const ms = performance.now() - start
    read.forEach((values, metric) => compare(values, seen[metric]![product]!))
    return ms
  })
  return {
    extraRatio: quantile(ratios, 0.5),
    recordingNs: (usedMs() * 1e6) / plain.productDays,
    bytes: recorder.bytes / plain.productDays,
    readMs: quantile(readsMs, 0.5),
    firstReadMs: readsMs[0]!,
  }
}

/** A run as `runArm` makes it, with a recorder, and the CPU milliseconds that the recorder has taken. */
function recordedRun(past: Run, program: Program, days: number, watch?: (view: View) => void) {
  const series = createSeries(days)
  const recorder = new Recorder(past.model.entities.product.ids, days)
  let recordingMs = 0
  const started = fork(past, program, {
    onClose: (view) => {
      recordDay(series, view)
      const start = cpuNow()
      recorder.onClose(view)
      recordingMs += cpuNow() - start
      watch?.(view)
    },
  })
  const run = () => {
    advance(started, days)
    for (const { reading } of kpiDefinitions) reading.compute(series)
  }
  return { run, recorder, usedMs: () => recordingMs }
}

function compare(read: Float64Array, seen: Float64Array): void {
  read.forEach((value, day) => {
    if (!Object.is(value, seen[day])) throw new Error(`day ${day + 1}: ${value}, not ${seen[day]}`)
  })
}
