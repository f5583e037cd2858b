/**
 * `node memory.ts PRODUCTS RULES DAYS` in a process of its own: bytes that a shop and a run of it keep, as JSON.
 * The caller takes the difference of two sizes, so that what does not grow with the shop drops out.
 */
import { setTimeout } from 'node:timers/promises'
import { openRecord, planReport, recordDay } from '../../packages/sim/src/experiment/series.ts'
import { advance, fork, type Run } from '../../packages/sim/src/run.ts'
import { programOf, twentyRules } from './rules.ts'
import { pastOf } from './runs.ts'
import { fullModel } from './shops.ts'
import { collectGarbage } from './timing.ts'

export interface MemoryFigures {
  /** Columns that never change. */
  readonly modelBytes: number
  /** Model, one running shop, its windows and the reviewer's. */
  readonly runBytes: number
  /** Made in a day, nearly all of it garbage by the next; numbers in columns and objects. */
  readonly allocatedBytes: number
}

/** Days over which allocations are counted. */
const daysWatched = 10

/** Memory of columns is given back by another thread, a little after a collection. */
async function keptBytes(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage()
    await setTimeout(30)
  }
  return heldBytes()
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const [products = 0, rules = 0, days = 0] = process.argv.slice(2).map(Number)
const program = programOf(twentyRules.slice(0, rules))
const before = await keptBytes()
const model = fullModel(products)
const modelBytes = (await keptBytes()) - before
const run = startRun()
advance(run, days)
const runBytes = (await keptBytes()) - before
// at the start of a day nothing is left to collect, and the young space holds more than a day makes
let allocatedBytes = 0
for (let day = 0; day < daysWatched; day++) {
  const atMorning = await keptBytes()
  advance(run, 1)
  allocatedBytes += heldBytes() - atMorning
}
const figures: MemoryFigures = {
  modelBytes,
  runBytes,
  allocatedBytes: allocatedBytes / daysWatched,
}
console.log(JSON.stringify(figures))

/** A run whose past is let go: a function of its own, lest a register keep it. */
function startRun(): Run {
  const record = openRecord(planReport(model), days + daysWatched)
  return fork(pastOf(model, program), program, { onClose: (view) => recordDay(record, view) })
}
