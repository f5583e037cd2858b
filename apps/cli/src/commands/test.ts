import {
  checkPlaybook,
  describeNode,
  isRunnable,
  isUnitCase,
  runCases,
  textIn,
  type CaseExpectation,
  type CaseNodeResult,
  type CaseOutcome,
  type CaseResult,
  type CasesResult,
  type Issue,
  type Playbook,
  type UntakenBranch,
} from '@sandtable/rules'
import { catalogue, type Report } from '@sandtable/sim'
import { EffectRunner, type EffectResult } from '../effects.ts'
import { writeTextFile } from '../files.ts'
import { issueLines } from '../issueLines.ts'
import { junitReport, type JunitSuite } from '../junit.ts'
import { readNamed, type Source } from '../playbooks.ts'
import { exitCodes, type Terminal } from '../terminal.ts'

export interface TestOptions {
  readonly json?: boolean
  /** Where a JUnit report goes. */
  readonly junit?: string
  /** Leaves effects out: they take a run each. */
  readonly unit?: boolean
  readonly workers?: number
}

/** One file, and what came of its tests. */
interface TestedFile {
  readonly file: string
  readonly issues: readonly Issue[]
  /** Absent when the playbook has errors. */
  readonly results?: CasesResult & { ok: true }
  /** In the order of the file. */
  readonly effects: readonly EffectResult[]
  /** Ways that neither a case nor a run takes. */
  readonly untaken: readonly UntakenBranch[]
}

/**
 * Runs the unit cases and the effects of every playbook. Exit code 1 when a test fails or has problems, or a playbook
 * has errors. Throws `UsageError` when a file cannot be read, or a shop in it cannot be run.
 */
export async function test(
  files: readonly string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<number> {
  const { say, out, err } = terminal
  const tested: TestedFile[] = []
  // one after the other: a run uses every core
  for (const source of readNamed(files, terminal).sources) {
    const one = await testSource(source, options, terminal)
    tested.push(one)
    // told at once: the effects of many files take minutes
    if (options.json !== true) for (const line of fileLines(one, terminal)) out(line)
  }
  const passed = tested.flatMap(({ results, effects }) => [
    ...(results?.cases ?? []).map(({ isPassed }) => isPassed),
    ...effects.map(({ isPassed }) => isPassed),
  ])
  const failed = passed.filter((isPassed) => !isPassed).length
  const isRefused = tested.some(({ issues }) => issues.length > 0)

  if (options.json === true) {
    const plain = tested.map(({ file, issues, results, effects, untaken }) => ({
      file,
      issues,
      cases: results?.cases ?? [],
      effects,
      untaken,
    }))
    out(JSON.stringify(plain, null, 2))
  } else if (passed.length > 0) {
    out(say.caseCounts(passed.length - failed, failed))
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

async function testSource(
  { file, parsed }: Source,
  { unit, workers }: TestOptions,
  terminal: Terminal,
): Promise<TestedFile> {
  if (!parsed.ok) return { file, issues: parsed.issues, effects: [], untaken: [] }
  const { playbook } = parsed
  const results = runCases(playbook, catalogue)
  const found = checkPlaybook(playbook, catalogue)
  // other warnings and notes are the business of `check`
  const issues = found.filter(({ severity, path }) => severity === 'error' || path[0] === 'tests')
  if (!results.ok || !isRunnable(found)) return { file, issues, effects: [], untaken: [] }
  const runner = new EffectRunner(playbook, workers, terminal)
  const faulty = new Set(issues.flatMap(({ path }) => (path[0] === 'tests' ? [path[1]] : [])))
  const effects: EffectResult[] = []
  for (const [index, one] of (playbook.tests ?? []).entries()) {
    if (isUnitCase(one) || unit === true || faulty.has(index)) continue
    effects.push(await runner.judge(one, index))
  }
  return { file, issues, results, effects, untaken: untakenIn(playbook, results, runner.reports) }
}

/** Ways out of a node that no case takes and, where they lead on, no run either. */
function untakenIn(
  { edges }: Playbook,
  { untaken }: CasesResult & { ok: true },
  reports: readonly Report[],
): readonly UntakenBranch[] {
  const passed = new Set(
    reports.flatMap((report) => report.edges.flatMap((edge) => (edge.passed > 0 ? [edge.id] : []))),
  )
  const carriedOut = new Set(
    reports.flatMap(({ nodes }) =>
      nodes.flatMap(({ id, applied, adjusted }) => (applied + adjusted > 0 ? [id] : [])),
    ),
  )
  return untaken.filter(
    ({ nodeId, port }) =>
      !carriedOut.has(nodeId) &&
      !edges.some(({ id, from }) => from[0] === nodeId && from[1] === port && passed.has(id)),
  )
}

function fileLines(
  { file, issues, results, effects, untaken }: TestedFile,
  terminal: Terminal,
): string[] {
  const { say } = terminal
  if (results === undefined) return []
  const { cases } = results
  if (cases.length + effects.length === 0) return issues.length === 0 ? [say.noCases(file)] : []
  const branches = untaken.map(({ nodeId, port }) => `${nodeId}.${port}`)
  const lines = (name: string, isPassed: boolean, failures: () => string[]) =>
    isPassed
      ? [say.casePassed(file, name)]
      : [say.caseFailed(file, name), ...failures().map((line) => `    ${line}`)]
  return [
    ...cases.flatMap((result) =>
      lines(nameOf(result, terminal), result.isPassed, () => failureLines(result, terminal)),
    ),
    ...effects.flatMap((result) =>
      lines(effectName(result, terminal), result.isPassed, () => unmetLines(result, terminal)),
    ),
    ...(branches.length === 0 ? [] : [say.untaken(file, branches.join(', '))]),
  ]
}

function nameOf({ index, name }: CaseResult, { say, language }: Terminal): string {
  return say.caseName(index + 1, name === undefined ? '' : textIn(name, language))
}

function effectName(
  { index, name, shop, days, replications, seed }: EffectResult,
  { say, language }: Terminal,
): string {
  const own = name === undefined ? '' : textIn(name, language)
  return say.effectsName(index + 1, own, { shop, days, replications, seed })
}

function unmetLines({ lines }: EffectResult, { say, language }: Terminal): string[] {
  return lines.flatMap(({ line, outcome }) => {
    if (outcome.status === 'met') return []
    const reason = 'why' in outcome ? outcome.why : outcome.found
    return [say.effectUnmet(line, reason[language])]
  })
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

function suiteOf({ file, issues, results, effects }: TestedFile, terminal: Terminal): JunitSuite {
  const { say } = terminal
  return {
    name: file,
    // what could not be tested is an error of its suite, not a suite without cases
    errors: issues.length > 0 ? [say.refusedCases, ...issueLines(file, issues, terminal)] : [],
    cases: [
      ...(results?.cases ?? []).map((result) => ({
        name: nameOf(result, terminal),
        failures: failureLines(result, terminal),
      })),
      ...effects.map((result) => ({
        name: effectName(result, terminal),
        failures: unmetLines(result, terminal),
      })),
    ],
  }
}
