/**
 * Plants bugs, one at a time, in a copy of the project and says whether the tests find them.
 *
 *   npm run mutations                every bug of scripts/mutations/
 *   npm run mutations -- --only ID   one of them; may be given again
 *   npm run mutations -- --list      the table of docs/mutations.md
 *
 * Exits with 1 when a bug survives, does not compile, or no longer fits the code.
 */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { planted, type Bug } from './mutations/bug.ts'
import { makeCopy, removeCopy } from './mutations/copy.ts'
import { bugs } from './mutations/index.ts'

const atOnce = 2
/** A bug that makes a run endless is found by its not ending. */
const mostMinutes = 10

interface Outcome {
  readonly status: number | null
  readonly output: string
}

function run(copy: string, command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(copy, 'node_modules', '.bin', command), args, {
      cwd: copy,
      timeout: mostMinutes * 60_000,
      killSignal: 'SIGKILL',
    })
    let output = ''
    const add = (data: Buffer) => (output += data.toString())
    child.stdout.on('data', add)
    child.stderr.on('data', add)
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

interface TestReport {
  readonly numFailedTests: number
  readonly testResults: readonly { readonly name: string; readonly status: string }[]
}

/** Runs test files; undefined when the run had to be ended. */
async function runTests(
  copy: string,
  tests: readonly string[],
  options: readonly string[] = [],
): Promise<TestReport | undefined> {
  const file = join(copy, 'report.json')
  const { status } = await run(copy, 'vitest', [
    'run',
    ...tests,
    '--reporter=json',
    `--outputFile=${file}`,
    ...options,
  ])
  if (status === null) return undefined
  return JSON.parse(readFileSync(file, 'utf8')) as TestReport
}

/** Of some test files, those that fail as the project stands. */
async function failing(copy: string, tests: readonly string[]): Promise<string[]> {
  const report = await runTests(copy, tests)
  const passed = new Set(
    report?.testResults
      .filter(({ status }) => status === 'passed')
      .map(({ name }) => relative(copy, name)),
  )
  return tests.filter((test) => !passed.has(test))
}

/** All bugs together must fit the code and pass the type check, else one of them would not reach the tests. */
async function checkTypes(copy: string, chosen: readonly Bug[]): Promise<boolean> {
  const originals = new Map<string, string>()
  let allFit = true
  for (const bug of chosen) {
    const path = join(copy, bug.file)
    const source = readFileSync(path, 'utf8')
    if (!originals.has(path)) originals.set(path, source)
    try {
      writeFileSync(path, planted(bug, source))
    } catch (error) {
      allFit = false
      console.error((error as Error).message)
    }
  }
  const { status, output } = await run(copy, 'tsc', ['-b', 'packages/rules', 'packages/sim'])
  if (status !== 0) console.error(`does not compile:\n${output}`)
  for (const [path, source] of originals) writeFileSync(path, source)
  return allFit && status === 0
}

type Verdict = 'caught' | 'SURVIVED' | 'does not load'

async function plant(copy: string, bug: Bug): Promise<Verdict> {
  const path = join(copy, bug.file)
  const source = readFileSync(path, 'utf8')
  writeFileSync(path, planted(bug, source))
  try {
    const report = await runTests(copy, bug.tests, ['--bail=1', '--maxWorkers=1'])
    if (report === undefined || report.numFailedTests > 0) return 'caught'
    return report.testResults.every(({ status }) => status === 'passed')
      ? 'SURVIVED'
      : 'does not load'
  } finally {
    writeFileSync(path, source)
  }
}

/** Plants all, two at a time; gives how many the tests did not find. */
async function plantAll(copies: readonly string[], chosen: readonly Bug[]): Promise<number> {
  const waiting = [...chosen]
  let missed = 0
  const lanes = copies.map(async (copy) => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const verdict = await plant(copy, bug)
      if (verdict !== 'caught') missed += 1
      console.log(`${verdict.padEnd(16)} ${bug.id}`)
    }
  })
  await Promise.all(lanes)
  return missed
}

/** The page docs/mutations.md. */
async function listing(): Promise<string> {
  const code = (text: string) => `\`${text}\``
  const rows = bugs.map(({ id, what, file, tests }) =>
    [code(id), what, code(file), tests.map(code).join(' ')].join(' | '),
  )
  const page = [
    '# Planted bugs',
    '',
    `${bugs.length} bugs, each planted in a copy of the project by \`npm run mutations\`, which fails unless the tests find it.`,
    '',
    'Beside them, `npm run stryker` changes every expression of packages/sim and packages/rules, one at a time. It takes many hours; for some files and the tests they are to be judged by:',
    '',
    '```sh',
    'npm run stryker -- --mutate packages/sim/src/ledger.ts --testFiles tests/sim/ledger.test.ts',
    '```',
    '',
    'and for lines drawn from all files, as an estimate of the whole (here 200 lines, seed 1; about an hour):',
    '',
    '```sh',
    'npm run stryker -- --mutate "$(npx node scripts/mutations/sample.ts 200 1)"',
    '```',
    '',
    'Written by `npm run --silent mutations -- --list > docs/mutations.md`.',
    '',
    '| Bug | What is wrong | File | Found by |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ]
  return format(page.join('\n'), { parser: 'markdown', printWidth: 100 })
}

async function main(only: readonly string[]): Promise<number> {
  const unknown = only.filter((id) => !bugs.some((bug) => bug.id === id))
  if (unknown.length > 0) throw new Error(`no such bug: ${unknown.join(', ')}`)
  const chosen = only.length === 0 ? bugs : bugs.filter(({ id }) => only.includes(id))
  const copies = Array.from({ length: Math.min(atOnce, chosen.length) }, makeCopy)
  try {
    if (!(await checkTypes(copies[0]!, chosen))) return 1
    const tests = [...new Set(chosen.flatMap((bug) => bug.tests))]
    const broken = await failing(copies[0]!, tests)
    for (const test of broken) console.error(`fails without any bug planted: ${test}`)
    if (broken.length > 0) return 1
    const missed = await plantAll(copies, chosen)
    console.log(`\n${chosen.length - missed} of ${chosen.length} caught`)
    return missed === 0 ? 0 : 1
  } finally {
    copies.forEach(removeCopy)
  }
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
  },
})
if (values.list) process.stdout.write(await listing())
else process.exitCode = await main(values.only)
