import { runExperiment } from '@sandtable/api'
import { formatNumber } from '@sandtable/rules'
import type { PreparedExperiment } from '@sandtable/sim'
import { prepare, type ExperimentOptions } from '../experiment.ts'
import { writeTextFile } from '../files.ts'
import { readRunnable } from '../playbooks.ts'
import { progressBar } from '../progressBar.ts'
import { reportLines } from '../reportLines.ts'
import { exitCodes, type Terminal } from '../terminal.ts'

export interface RunOptions extends ExperimentOptions {
  readonly workers?: number
  readonly json?: boolean
  readonly out?: string
}

/** Runs the playbooks of all files and packs together in one arm against the baseline, and prints or writes the report. */
export async function run(
  files: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const { say } = terminal
  const runnable = readRunnable(files, terminal)
  if (runnable === undefined) return exitCodes.issues
  const experiment = prepare(runnable, options, terminal)
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
      writeTextFile(options.out, json, terminal)
      terminal.err(say.wroteReport(options.out))
    } else if (options.json === true) {
      terminal.out(json)
    }
    if (options.json !== true)
      for (const line of reportLines(report, runnable.playbooks, terminal)) terminal.out(line)
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
