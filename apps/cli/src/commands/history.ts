import { productHistory, runLimits, type HistoryRequest, type ProductHistory } from '@sandtable/sim'
import { prepare, type ExperimentOptions } from '../experiment.ts'
import { readRunnable } from '../playbooks.ts'
import { exitCodes, UsageError, type Terminal } from '../terminal.ts'

export interface HistoryOptions extends Omit<ExperimentOptions, 'replications'>, HistoryRequest {
  readonly json?: boolean
}

/** Runs one replication again, and prints the figures of some products day by day. */
export function history(
  files: readonly string[],
  options: HistoryOptions,
  terminal: Terminal,
): number {
  const runnable = readRunnable(files, terminal)
  if (runnable === undefined) return exitCodes.issues
  // no other replication has a part in this one
  const size = { ...options, replications: runLimits.leastReplications }
  const result = productHistory(prepare(runnable, size, terminal), options)
  if (!result.ok) {
    const sentences = result.problems.map(({ sentence }) => sentence[terminal.language])
    throw new UsageError(sentences.join('\n'))
  }
  if (options.json === true) terminal.out(JSON.stringify(result.history, null, 2))
  else for (const line of csvLines(result.history)) terminal.out(line)
  return exitCodes.fine
}

/** A line per product, arm and day, in this order; a missing figure is an empty cell. Ids and names need no quotes. */
function* csvLines({ days, metrics, series }: ProductHistory): Generator<string> {
  const ids = metrics.map(({ id }) => id)
  yield ['day', 'product', 'arm', ...ids].join(',')
  for (const { product, arm, values } of series) {
    for (let day = 1; day <= days; day++) {
      const figures = ids.map((id) => values[id]![day - 1] ?? '')
      yield [day, product, arm, ...figures].join(',')
    }
  }
}
