/**
 * Runs the cases of a file `reference-cases/2` on the laboratory shop and says for every metric whether the
 * simulated figure agrees with the exact one: `npm run reference -- FILE [--thin] [--case ID] [--seed N]`.
 * Exits with 1 when a required metric fails, with 2 when the file cannot be read.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { caseFileSchema } from './reference/caseFile.ts'
import { efforts } from './reference/efforts.ts'
import { runCase, type Line } from './reference/runCase.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    thin: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true },
    seed: { type: 'string', default: '42' },
  },
})

const [file = 'tests/fixtures/reference-cases.json'] = positionals
const cases = readCases(file).filter(({ id }) => values.case?.includes(id) ?? true)
const effort = { ...efforts[values.thin ? 'thin' : 'full'], seed: Number(values.seed) }
const widths = [18, 44, 16, 16, 9, 5, 14]
const row = (cells: readonly string[]) =>
  console.log(cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' '))

row(['case', 'metric', 'exact', 'simulated', 'N', 'seed', 'tolerance', 'verdict'])
const counts = { pass: 0, fail: 0, optional: 0, tooFew: 0 }
for (const reference of cases) {
  for (const line of runCase(reference, effort)) print(line)
}
console.log(
  `\n${counts.pass} passed, ${counts.fail} failed, ${counts.optional} optional not expressed or not met, ${counts.tooFew} need a larger sample`,
)
process.exitCode = counts.fail > 0 ? 1 : 0

function print(line: Line): void {
  const { status, verdict } = line
  if (verdict === 'pass') counts.pass += 1
  else if (verdict === 'too few') counts.tooFew += 1
  else if (status === 'required') counts.fail += 1
  else counts.optional += 1
  row([
    line.case,
    line.metric,
    digits(line.exact),
    digits(line.simulated),
    line.count === undefined ? '–' : String(line.count),
    String(effort.seed),
    digits(line.allowed),
    `${verdict}${status === 'optional' ? ' (optional)' : ''}${line.reason === undefined ? '' : `: ${line.reason}`}`,
  ])
}

function digits(value: number | string | null | undefined): string {
  if (typeof value === 'number') return Number(value.toPrecision(8)).toString()
  return value === undefined ? '–' : String(value)
}

function readCases(path: string) {
  const parsed = (() => {
    try {
      return caseFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      return { success: false as const, error: error as Error }
    }
  })()
  if (parsed.success) return parsed.data.cases
  console.error(`${path} is no file of reference cases: ${parsed.error.message}`)
  process.exit(2)
}
