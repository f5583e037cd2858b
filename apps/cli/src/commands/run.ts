import { readFileSync, writeFileSync } from 'node:fs'
import { runExperiment } from '@sandtable/api'
import {
  checkPlaybook,
  describeIssue,
  findJsonError,
  formatNumber,
  isRunnable,
  issue,
  type Playbook,
} from '@sandtable/rules'
import { catalogue, prepareExperiment, runDefaults, type PreparedExperiment } from '@sandtable/sim'
import { readPlaybookFile } from '../files.ts'
import { issueLines } from '../issueLines.ts'
import { progressBar } from '../progressBar.ts'
import { reportLines } from '../reportLines.ts'
import { exitCodes, reasonOf, UsageError, type Terminal } from '../terminal.ts'

export interface RunOptions {
  /** Template id, or path of a shop file ending in `.json`. */
  readonly shop?: string
  readonly days?: number
  readonly replications?: number
  readonly seed?: number
  readonly workers?: number
  readonly json?: boolean
  readonly out?: string
}

/** Runs the playbooks of all files together in one arm against the baseline, and prints or writes the report. */
export async function run(
  files: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const { say } = terminal
  const playbooks = readPlaybooks(files, terminal)
  if (playbooks === undefined) return exitCodes.issues
  const experiment = prepare(playbooks, options, terminal)
  const { plan } = experiment

  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  process.once('SIGINT', onInterrupt)
  const bar = progressBar(plan.replications, terminal)
  const startedAt = performance.now()
  try {
    const report = await runExperiment(plan, {
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      signal: stop.signal,
      onProgress: bar.update,
    })
    bar.end()
    const json = JSON.stringify(report, null, 2)
    if (options.out !== undefined) {
      writeReport(options.out, json, terminal)
      terminal.err(say.wroteReport(options.out))
    } else if (options.json === true) {
      terminal.out(json)
    }
    if (options.json !== true)
      for (const line of reportLines(report, playbooks, terminal)) terminal.out(line)
    terminal.err(speedLine(experiment, (performance.now() - startedAt) / 1000, terminal))
    return exitCodes.fine
  } catch (error) {
    bar.end()
    if (!stop.signal.aborted) throw error
    terminal.err(say.cancelled)
    return exitCodes.usage
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}

/** Reads and checks all files; prints their issues. Undefined when one of them cannot run. */
function readPlaybooks(files: readonly string[], terminal: Terminal): Playbook[] | undefined {
  const playbooks: Playbook[] = []
  for (const file of files) {
    const parsed = readPlaybookFile(file, terminal)
    const issues = parsed.ok ? checkPlaybook(parsed.playbook, catalogue) : parsed.issues
    for (const line of issueLines(file, issues, terminal)) terminal.err(line)
    if (parsed.ok && isRunnable(issues)) playbooks.push(parsed.playbook)
  }
  if (playbooks.length === files.length) return playbooks
  terminal.err(terminal.say.refused)
  return undefined
}

/** Settles shop and size of the run; throws `UsageError` with every problem. */
function prepare(
  playbooks: readonly Playbook[],
  options: RunOptions,
  terminal: Terminal,
): PreparedExperiment {
  const { shop: given } = options
  const isFile = given?.endsWith('.json') === true || given?.includes('/') === true
  const shop = isFile ? readShopFile(given, terminal) : given
  const result = prepareExperiment({
    playbooks,
    shop: shop ?? runDefaults.shop,
    // without --days, as many as the shop says
    ...(options.days === undefined ? {} : { days: options.days }),
    replications: options.replications ?? runDefaults.replications,
    seed: options.seed ?? runDefaults.seed,
  })
  if (result.ok) return result.experiment
  const sentences = result.problems.map(({ sentence }) => sentence[terminal.language])
  throw new UsageError([...sentences, ...issueLines('', result.issues, terminal)].join('\n'))
}

function readShopFile(file: string, { say, language }: Terminal): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(say.cannotRead(file, reasonOf(error, say)))
  }
  const broken = findJsonError(text)
  if (broken === undefined) return JSON.parse(text)
  const { sentence } = describeIssue(issue('brokenJson', broken, { path: [] }), language)
  throw new UsageError(`${file}: ${sentence}`)
}

function writeReport(file: string, json: string, { say }: Terminal): void {
  try {
    writeFileSync(file, `${json}\n`)
  } catch (error) {
    throw new UsageError(say.cannotWrite(file, reasonOf(error, say)))
  }
}

/** How much was simulated, both arms and their common history, and how fast. */
function speedLine(
  { plan, model }: PreparedExperiment,
  seconds: number,
  { say, language }: Terminal,
): string {
  const products = model.entities.product.ids.length
  const productDays = products * plan.replications * (model.historyDays + 2 * plan.days)
  const figure = (value: number, digits: number) => formatNumber(value, language, digits)
  return say.speed(figure(productDays, 0), figure(seconds, 2), figure(productDays / seconds, 0))
}
