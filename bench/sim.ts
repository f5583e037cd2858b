/**
 * `npm run bench -- sim [--json] [--quick] [--days N] [--only part,part]`: what a simulated shop costs. See
 * bench/README.md for how it is measured.
 */
import { measureHistory } from './sim/history.ts'
import { recordedMetrics } from '../packages/sim/src/recorder.ts'
import { memoryPerProduct } from './sim/memoryOf.ts'
import { profile } from './sim/profile.ts'
import { readOptions, type Options } from './sim/options.ts'
import { Report } from './sim/report.ts'
import { programOf, twentyRules } from './sim/rules.ts'
import { bareCourseOf, courseOf, daysOfYear, mixOf, pastOf, runArm, type Mix } from './sim/runs.ts'
import { fullModel, reducedModel, sourceTemplate } from './sim/shops.ts'
import { runSimpy } from './sim/simpy.ts'
import { time } from './sim/timing.ts'
import { measureVariance, narrowEdit } from './sim/variance.ts'
import { measureWorkers } from './sim/workers.ts'
import { yardstick } from './sim/yardstick.ts'

const sizes = [50, 500, 3000, 20_000]
const ruleCounts = [0, twentyRules.length]
/** A course that has used so much CPU takes no further turn. */
const mostMs = 20_000

export async function benchSim(words: readonly string[]): Promise<void> {
  const options = readOptions(words, daysOfYear)
  const report = new Report(options.isJson)
  yardstick.prepare()()
  report.setYardstick(time([yardstick], options.rounds, mostMs)[0]!)
  for (const [part, measure] of parts) {
    if (options.only === undefined || options.only.includes(part)) await measure(report, options)
  }
}

const parts: readonly (readonly [
  name: string,
  measure: (report: Report, options: Options) => void | Promise<void>,
])[] = [
  ['time', measureTime],
  ['shares', measureShares],
  ['memory', measureMemory],
  ['workers', measureReplications],
  ['linear', measureLinearity],
  ['simpy', compareWithSimpy],
  ['variance', measureNarrowEdit],
  ['history', measureRecording],
]

function measureTime(report: Report, { days, rounds, isQuick }: Options): void {
  const programs = ruleCounts.map((count) => programOf(twentyRules.slice(0, count)))
  const cases = (isQuick ? sizes.slice(0, 3) : sizes).flatMap((products) => {
    const model = fullModel(products)
    return programs.map((program, index) => ({
      products,
      rules: ruleCounts[index]!,
      course: courseOf(pastOf(model, program), program, days),
    }))
  })
  // compiles the code before the clock starts; the courses of 500 products
  for (const { products, course } of cases) if (products === 500) course.prepare()()
  const [reference, ...timings] = time(
    [yardstick, ...cases.map(({ course }) => course)],
    rounds,
    mostMs,
  )
  report.setYardstick(reference!)
  report.title(`the whole model, ${sourceTemplate.id} cloned, ${days} days: CPU ns per product-day`)
  cases.forEach(({ products, rules }, index) => {
    const { cpuNs, spreadNs, wallNs } = timings[index]!
    report.nanoseconds(
      { products, rules, days },
      { cpuNsPerProductDay: cpuNs },
      { spreadNs, wallNs, goalNs: products === 3000 && rules === 20 ? 400 : undefined },
    )
  })
  const at = (products: number) =>
    timings[cases.findIndex((one) => one.products === products && one.rules === 20)]
  const [small, year, large] = [500, 3000, 20_000].map(at)
  report.number(
    { products: 3000, rules: 20 },
    'cpuSecondsPerShopYear',
    (year!.cpuNs * 3000 * daysOfYear) / 1e9,
    'goal < 0.45',
  )
  if (large !== undefined) {
    report.number({ rules: 20 }, 'ns20000ToNs500Ratio', large.cpuNs / small!.cpuNs, 'goal ≤ 1.25')
  }
}

async function measureShares(report: Report, { days, isQuick }: Options): Promise<void> {
  const products = 3000
  const model = fullModel(products)
  for (const rules of ruleCounts) {
    const program = programOf(twentyRules.slice(0, rules))
    const past = pastOf(model, program)
    const run = () => void runArm(past, program, isQuick ? Math.min(days, 60) : days)()
    const { phases, hotSpots } = await profile(run, run)
    report.title(`where it goes, ${products} products, ${rules} rules: share of samples`)
    for (const [phase, share] of phases) report.share({ products, rules, phase }, share)
    if (rules === 0) continue
    report.title('functions that take most themselves')
    for (const { share, ...spot } of hotSpots.slice(0, isQuick ? 15 : 40)) {
      report.share({ products, rules, ...spot }, share)
    }
  }
}

function measureMemory(report: Report): void {
  report.title('memory by the product: a shop of 3,000 less one of 500, after 60 days')
  for (const rules of ruleCounts) {
    const { modelBytes, runBytes, allocatedBytes } = memoryPerProduct([500, 3000], rules, 60)
    report.number({ rules }, 'bytesPerProduct', runBytes, 'model and one run')
    report.number({ rules }, 'modelBytesPerProduct', modelBytes, 'columns that never change')
    report.number({ rules }, 'allocatedBytesPerProductDay', allocatedBytes, 'garbage of a day')
  }
}

async function measureReplications(report: Report, { isQuick }: Options): Promise<void> {
  const [products, days, replications] = isQuick ? [500, 30, 4] : [500, 90, 8]
  const [one, two] = await measureWorkers(products, days, replications, isQuick ? 1 : 3)
  report.title(
    `${replications} replications of ${products} products, 28 + 2 × ${days} days, warm workers`,
  )
  for (const { workers, wallMs, cpuMs } of [one!, two!]) {
    report.number({ products, days, workers }, 'wallMs', wallMs)
    report.number({ products, days, workers }, 'cpuMsPerReplication', cpuMs)
  }
  report.number({ products, days }, 'speedUpOfTwoWorkers', one!.wallMs / two!.wallMs)
}

function measureLinearity(report: Report, { rounds, isQuick }: Options): void {
  const program = programOf(twentyRules)
  const model = fullModel(500)
  const past = pastOf(model, program)
  const [few, many] = isQuick ? [30, 90] : [73, daysOfYear]
  const replications = (count: number) => {
    const courses = Array.from({ length: count }, (_, replication) =>
      courseOf(pastOf(model, program, replication), program, few),
    )
    return {
      productDays: 500 * few * count,
      prepare: () => {
        const runs = courses.map(({ prepare }) => prepare())
        return () => {
          for (const run of runs) run()
        }
      },
    }
  }
  courseOf(past, program, few).prepare()()
  const [short, long, two, eight] = time(
    [courseOf(past, program, few), courseOf(past, program, many), replications(2), replications(8)],
    rounds,
    mostMs,
  )
  report.title('linear? ns per product-day in one case ÷ in another, 500 products, 20 rules')
  report.number({}, `ns${many}DaysToNs${few}DaysRatio`, long!.cpuNs / short!.cpuNs)
  report.number({}, 'ns8ReplicationsToNs2Ratio', eight!.cpuNs / two!.cpuNs)
}

/** The reduced model in both, in turns, over as many days; neither records more than totals. */
function compareWithSimpy(report: Report, { rounds, isQuick }: Options): void {
  report.title('the reduced model beside SimPy, 20 rules: CPU ns per product-day')
  const program = programOf(twentyRules)
  for (const products of isQuick ? [500] : [500, 3000]) {
    const days = 90
    const past = pastOf(reducedModel(products), program)
    const course = bareCourseOf(past, program, days)
    const mix = mixOf(past, program, days)
    course.prepare()()
    const ours: number[] = []
    const theirs: number[] = []
    let simpy
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      ours.push(time([course], 1, mostMs)[0]!.cpuNs)
      simpy = runSimpy(products, days)
      if (simpy === undefined) break
      theirs.push(simpy.cpuNs)
    }
    const cpuNs = middle(ours)
    report.nanoseconds(
      { model: 'reduced', engine: 'sandtable', products, rules: 20, days },
      { cpuNsPerProductDay: cpuNs },
    )
    tellMix(report, { engine: 'sandtable', products }, mix)
    if (simpy === undefined) {
      report.note('SimPy is not installed (Debian: apt-get install python3-simpy): not compared')
      return
    }
    report.nanoseconds(
      {
        model: 'reduced',
        engine: 'simpy',
        version: simpy.version,
        python: simpy.python,
        products,
        rules: 20,
        days,
      },
      { cpuNsPerProductDay: middle(theirs) },
    )
    tellMix(report, { engine: 'simpy', products }, simpy)
    report.number({ products }, 'timesSimpy', middle(theirs) / cpuNs, 'goal ≥ 25')
  }
}

function tellMix(
  report: Report,
  facts: Readonly<Record<string, string | number>>,
  { visits, sold, fired }: Mix,
): void {
  report.number(facts, 'visitsPerProductDay', visits)
  report.number(facts, 'soldUnitsPerProductDay', sold)
  report.number(facts, 'rulesFiredPerProductDay', fired)
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function measureNarrowEdit(report: Report, { isQuick }: Options): void {
  report.title(`a narrow edit: ${narrowEdit.edit}; shop ${narrowEdit.shop}`)
  for (const { ratio, ...facts } of measureVariance(isQuick ? 12 : 60, 45)) {
    report.number({ ...facts }, 'varianceRatio', ratio, 'goal ≥ 100')
  }
}

function measureRecording(report: Report, { days, rounds }: Options): void {
  const products = 3000
  for (const [index, rules] of ruleCounts.entries()) {
    const program = programOf(twentyRules.slice(0, rules))
    const past = pastOf(fullModel(products), program)
    const figures = measureHistory(past, program, days, Math.min(rounds, 3))
    if (index === 0) {
      report.title(
        `history of ${recordedMetrics.length} figures, ${products} products, ${days} days`,
      )
    }
    const facts = { products, rules, days }
    report.number(facts, 'extraTimeRatio', figures.extraRatio, 'goal ≤ 0.2')
    const { plainNs, recordingNs } = figures
    report.nanoseconds({ ...facts, part: 'run' }, { cpuNsPerProductDay: plainNs })
    report.nanoseconds({ ...facts, part: 'recorder' }, { cpuNsPerProductDay: recordingNs })
    report.number(facts, 'bytesPerProductDay', figures.bytes, 'goal ≤ 50')
    report.number(facts, 'msToReadOneProduct', figures.readMs, 'goal ≤ 2')
    report.number(facts, 'msToReadTheFirst', figures.firstReadMs, 'before the code is warm')
  }
}
