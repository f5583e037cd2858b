/**
 * Fuzzes the expression language and explanations: `npm run fuzz -- --count 1000000 --seed 1`. Prints what it saw; exit code 1 on a finding.
 */
import { parseArgs } from 'node:util'
import { fuzzRows, fuzzTexts, fuzzValues, type FuzzResult } from '../tests/support/fuzz.ts'
import { fuzzExplanations } from '../tests/support/fuzzExplanations.ts'
import { Random } from '../tests/support/random.ts'

const help = `Usage: npm run fuzz -- [--count N] [--seed N]

Throws random input at the expression language and at explanations, in four parts:
  texts         random texts, broken ones too, are read and checked: nothing may throw or take long
  values        random expressions have the same values in the fast path and in the interpreter, bit for bit
  rows          random conditions that fit the form of rows come back from it as the same condition
  explanations  random playbooks run on random shops: what is explained is what happened

  --count N  inputs of each part, a hundredth of it questions of “explanations”; default 1000000
  --seed N   the same seed gives the same inputs; without it another each time, which is printed

Exit codes: 0 no finding, 1 a finding, 2 wrong usage.`

const { count, seed } = readArguments()

function readArguments(): { readonly count: number; readonly seed: number } {
  const options = {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    help: { type: 'boolean' },
  } as const
  let values
  try {
    values = parseArgs({ options }).values
  } catch (error) {
    console.error(`${(error as Error).message.split('\n')[0]}\n\n${help}`)
    process.exit(2)
  }
  if (values.help === true) {
    console.log(help)
    process.exit(0)
  }
  const [wholes, from] = [Number(values.count), Number(values.seed)]
  if (!Number.isSafeInteger(wholes) || wholes < 1 || !Number.isSafeInteger(from)) {
    console.error('--count and --seed must be whole numbers, --count at least 1.')
    process.exit(2)
  }
  return { count: wholes, seed: from }
}

/** What a count counts; the rest are outcomes of questions, by their names in explanations. */
const countWords: Readonly<Record<string, string>> = {
  texts: 'texts read',
  clean: 'without a problem',
  slowestMs: 'ms for the slowest',
  expressions: 'expressions',
  values: 'values compared',
  missing: 'of them missing',
  columns: 'values compared in columns of earlier days',
  conditions: 'expressions tried',
  fitting: 'conditions that fit rows',
  playbooks: 'playbooks',
  questions: 'questions',
  off: 'about nodes that take no part',
  conflictsWithWinner: 'lost a conflict to a named winner',
  withCauses: 'with earlier causes',
  withRelated: 'over several entities',
}

/** Runs in slices, so that a long run shows where it is. */
function runAll(name: string, fuzz: (random: Random, count: number) => FuzzResult): number {
  const random = new Random(seed)
  const slice = 20_000
  const totals: Record<string, number> = {}
  let findings = 0
  const started = performance.now()
  for (let done = 0; done < count; done += slice) {
    const result = fuzz(random, Math.min(slice, count - done))
    for (const finding of result.findings.slice(0, 20)) console.error(`FINDING ${name}: ${finding}`)
    findings += result.findings.length
    for (const [key, value] of Object.entries(result.counts)) {
      totals[key] = key.startsWith('slowest')
        ? Math.max(totals[key] ?? 0, value)
        : (totals[key] ?? 0) + value
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const seen = Object.entries(totals).map(
    ([key, value]) => `${value} ${countWords[key] ?? `“${key}”`}`,
  )
  console.log(`${name}: ${seen.join(', ')}; ${plural(findings)}; ${seconds} s`)
  return findings
}

function plural(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`
}

console.log(`seed ${seed}`)
const findings =
  runAll('texts', fuzzTexts) +
  runAll('values', fuzzValues) +
  runAll('rows', fuzzRows) +
  // a question runs a whole playbook several times
  runAll('explanations', (random, texts) => fuzzExplanations(random, Math.ceil(texts / 100)))
console.log(plural(findings))
process.exitCode = findings === 0 ? 0 : 1
