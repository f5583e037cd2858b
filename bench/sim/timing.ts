/** CPU time of runs whose preparation does not count. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { cpuNow } from '../measure.ts'

export interface Course {
  readonly productDays: number
  /** Makes what one run needs; the clock starts after it. */
  readonly prepare: () => () => void
}

export interface Timing {
  /** CPU nanoseconds, user and system, all threads, per product-day. */
  readonly cpuNs: number
  /** Half of the distance between the quartiles; 0 of a single turn. */
  readonly spreadNs: number
  /** Nanoseconds on the clock. */
  readonly wallNs: number
}

/** A turn repeats short runs until it has used so much CPU. */
const leastTurnMs = 60

setFlagsFromString('--expose-gc')
export const collectGarbage = runInNewContext('gc') as () => void

/**
 * Every course takes a turn in every round, in alternating order. A course that has used `mostMs` of CPU takes no
 * more turns after its first.
 */
export function time(
  courses: readonly Course[],
  rounds: number,
  mostMs: number,
): readonly Timing[] {
  const cpu = courses.map((): number[] => [])
  const wall = courses.map((): number[] => [])
  const usedMs = courses.map(() => 0)
  const order = courses.map((_, index) => index)
  for (let round = 0; round < rounds; round++) {
    for (const index of round % 2 === 0 ? order : order.toReversed()) {
      if (round > 0 && usedMs[index]! > mostMs) continue
      const turn = takeTurn(courses[index]!)
      usedMs[index]! += turn.cpuMs
      cpu[index]!.push((turn.cpuMs * 1e6) / turn.productDays)
      wall[index]!.push((turn.wallMs * 1e6) / turn.productDays)
    }
  }
  return courses.map((_, index) => ({
    cpuNs: quantile(cpu[index]!, 0.5),
    spreadNs: (quantile(cpu[index]!, 0.75) - quantile(cpu[index]!, 0.25)) / 2,
    wallNs: quantile(wall[index]!, 0.5),
  }))
}

function takeTurn({ productDays, prepare }: Course) {
  let cpuMs = 0
  let wallMs = 0
  let runs = 0
  do {
    const run = prepare()
    if (runs === 0) collectGarbage()
    const cpuStart = cpuNow()
    const wallStart = performance.now()
    run()
    cpuMs += cpuNow() - cpuStart
    wallMs += performance.now() - wallStart
    runs++
  } while (cpuMs < leastTurnMs)
  return { cpuMs, wallMs, productDays: productDays * runs }
}

/** The value under which the share of the values lies, without interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))]!
}
