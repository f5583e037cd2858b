/**
 * Measures how right the analyses of `check` are against the truth of a tiny shop, in which everything can be tried:
 * `node scripts/checkTruth.ts --count 2000 --seed 1`. Prints what each found, missed and said wrongly; exit code 1
 * when something was said wrongly.
 */
import { parseArgs } from 'node:util'
import { measureTruth, type TruthCount } from '../tests/support/checkTruth.ts'
import { Random } from '../tests/support/random.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
})
const count = Number(values.count)
const seed = Number(values.seed)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('--count and --seed are whole numbers, --count at least 1')
  process.exit(2)
}

console.log(`seed ${seed}`)
const random = new Random(seed)
const totals = new Map<string, TruthCount>()
let wrong = 0
const started = performance.now()
const slice = 500
for (let done = 0; done < count; done += slice) {
  const { counts, findings } = measureTruth(random, Math.min(slice, count - done))
  for (const finding of findings) console.error(`WRONG ${finding}`)
  wrong += findings.length
  for (const [code, tally] of Object.entries(counts)) {
    const total = totals.get(code) ?? { found: 0, missed: 0, wrong: 0 }
    for (const key of ['found', 'missed', 'wrong'] as const) total[key] += tally[key]
    totals.set(code, total)
  }
}
for (const [code, { found, missed, wrong: said }] of totals)
  console.log(`${code}: found ${found}, missed ${missed}, wrong ${said}`)
const seconds = ((performance.now() - started) / 1000).toFixed(1)
console.log(`${count} playbooks, ${wrong} wrong; ${seconds} s`)
process.exitCode = wrong === 0 ? 0 : 1
