import {
  describeNode,
  runCases,
  textIn,
  type CaseExpectation,
  type CaseNodeResult,
  type CaseOutcome,
  type CaseResult,
  type CasesResult,
  type Issue,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { readPlaybookFile, writeTextFile } from '../files.ts'
import { issueLines } from '../issueLines.ts'
import { junitReport, type JunitSuite } from '../junit.ts'
import { exitCodes, type Terminal } from '../terminal.ts'

export interface TestOptions {
  readonly json?: boolean
  /** Where a JUnit report goes. */
  readonly junit?: string
}

/** One file, and what came of its cases. */
interface TestedFile {
  readonly file: string
  readonly issues: readonly Issue[]
  /** Absent when the playbook has errors. */
  readonly results?: CasesResult & { ok: true }
}

/**
 * Runs the unit cases of every file. Exit code 1 when a case fails or has problems, or a playbook has errors.
 * Throws `UsageError` when a file cannot be read.
 */
export function test(files: readonly string[], options: TestOptions, terminal: Terminal): number {
  const { say, out, err } = terminal
  const tested = files.map((file) => testFile(file, terminal))
  const cases = tested.flatMap(({ results }) => results?.cases ?? [])
  const failed = cases.filter(({ isPassed }) => !isPassed).length
  const isRefused = tested.some(({ issues }) => issues.length > 0)

  if (options.json === true) {
    const plain = tested.map(({ file, issues, results }) => ({
      file,
      issues,
      cases: results?.cases ?? [],
      untaken: results?.untaken ?? [],
    }))
    out(JSON.stringify(plain, null, 2))
  } else {
    for (const one of tested) for (const line of fileLines(one, terminal)) out(line)
    if (cases.length > 0) out(say.caseCounts(cases.length - failed, failed))
  }
  for (const { file, issues } of tested)
    for (const line of issueLines(file, issues, terminal)) err(line)
  if (isRefused) err(say.refusedCases)
  if (options.junit !== undefined) {
    const suites = tested.map((one) => suiteOf(one, terminal))
    writeTextFile(options.junit, junitReport(suites), terminal)
    err(say.wroteJunit(options.junit))
  }
  return failed > 0 || isRefused ? exitCodes.issues : exitCodes.fine
}

function testFile(file: string, terminal: Terminal): TestedFile {
  const parsed = readPlaybookFile(file, terminal)
  if (!parsed.ok) return { file, issues: parsed.issues }
  const { playbook } = parsed
  const results = runCases(playbook, catalogue)
  // other warnings and notes are the business of `check`
  const issues = results.issues.filter(
    ({ severity, path }) => severity === 'error' || path[0] === 'tests',
  )
  return { file, issues, ...(results.ok ? { results } : {}) }
}

function fileLines({ file, issues, results }: TestedFile, terminal: Terminal): string[] {
  const { say } = terminal
  if (results === undefined) return []
  const { cases, untaken } = results
  if (cases.length === 0) return issues.length === 0 ? [say.noCases(file)] : []
  const branches = untaken.map(({ nodeId, port }) => `${nodeId}.${port}`)
  return [
    ...cases.flatMap((result) => {
      const name = nameOf(result, terminal)
      return result.isPassed
        ? [say.casePassed(file, name)]
        : [
            say.caseFailed(file, name),
            ...failureLines(result, terminal).map((line) => `    ${line}`),
          ]
    }),
    ...(branches.length === 0 ? [] : [say.untaken(file, branches.join(', '))]),
  ]
}

function nameOf({ index, name }: CaseResult, { say, language }: Terminal): string {
  return say.caseName(index + 1, name === undefined ? '' : textIn(name, language))
}

/** What differs, and why, indented below it. */
function failureLines({ nodes }: CaseResult, terminal: Terminal): string[] {
  const { say, language } = terminal
  return nodes
    .filter(({ isMet }) => !isMet)
    .flatMap((node) => {
      const { title, nodeId, expected, got } = node
      const differs = [wordsOf(expected), gotWords(got)] as const
      return [
        say.caseDiffers(title[language], nodeId, ...differs),
        ...reasonLines(node, terminal).map((line) => `  ${line}`),
      ]
    })
}

/** Of the nodes on the way, those at which it was decided: where it stopped, or the node itself. */
function reasonLines({ explanation }: CaseNodeResult, { language }: Terminal): string[] {
  if (explanation === undefined) return []
  const { nodes, nodeId, stoppedAt } = explanation
  const deciding = stoppedAt.length > 0 ? stoppedAt : [nodeId]
  return nodes
    .filter((node) => deciding.includes(node.nodeId))
    .flatMap((node) => describeNode(node, language))
    .map(({ depth, text }) => '  '.repeat(depth - 1) + text)
}

function wordsOf(expected: CaseExpectation): string {
  return typeof expected === 'string' ? expected : `proposes ${JSON.stringify(expected)}`
}

function gotWords({ did, values }: CaseOutcome): string {
  return values === undefined ? did : `${did} ${JSON.stringify(values)}`
}

function suiteOf({ file, issues, results }: TestedFile, terminal: Terminal): JunitSuite {
  const { say } = terminal
  return {
    name: file,
    // what could not be tested is an error of its suite, not a suite without cases
    errors: issues.length > 0 ? [say.refusedCases, ...issueLines(file, issues, terminal)] : [],
    cases: (results?.cases ?? []).map((result) => ({
      name: nameOf(result, terminal),
      failures: failureLines(result, terminal),
    })),
  }
}
