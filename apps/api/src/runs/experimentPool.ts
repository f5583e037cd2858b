/**
 * Runs experiments in worker threads.
 *
 *   plan ─▶ chunks of replications ─▶ workers ─▶ results, put in order of replication ─▶ summarize ─▶ Report
 *
 * A replication depends on nothing but the plan and its number, so the report has the same bytes for any
 * number of workers and any cutting into chunks.
 */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { ExperimentPlan, ReplicationResult, Report } from '@sandtable/sim'
import type { ChunkTask, SummaryTask } from './experimentWorker.ts'

/** A chunk takes about so long: short enough for visible progress, long enough that handing it over costs nothing. */
const chunkMs = 100
const idleThreadMs = 60_000
/** For objects; typed arrays are bounded by the limits of a run. */
const workerHeapMb = 2_048

let experimentsStarted = 0

export interface ExperimentOptions {
  /** Aborting it ends the worker threads that are busy with the experiment; the promise rejects with its reason. */
  readonly signal?: AbortSignal
  /** Called after every chunk with the number of replications finished so far. */
  readonly onProgress?: (replicationsDone: number) => void
}

/** One thread for each core. */
export function defaultWorkers(): number {
  return availableParallelism()
}

/** Threads that stay warm between experiments. */
export class ExperimentPool {
  readonly #threads: Piscina

  /** `onIdleFailure` hears of a thread that died without work; the pool replaces it when there is some. */
  constructor(
    workers: number = defaultWorkers(),
    onIdleFailure: (error: unknown) => void = () => {},
  ) {
    this.#threads = new Piscina({
      filename: fileURLToPath(new URL('./experimentWorker.ts', import.meta.url)),
      name: 'runChunk',
      minThreads: 0,
      maxThreads: workers,
      idleTimeout: idleThreadMs,
      resourceLimits: { maxOldGenerationSizeMb: workerHeapMb },
    })
    this.#threads.on('error', onIdleFailure)
  }

  /** The live worker threads, busy or idle. */
  get threads(): readonly Worker[] {
    return this.#threads.threads
  }

  /** Runs an experiment. The first error of a worker stops the rest of it. */
  async run(plan: ExperimentPlan, { signal, onProgress }: ExperimentOptions = {}): Promise<Report> {
    const failure = new AbortController()
    const stop = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal])
    stop.throwIfAborted()
    const experiment = ++experimentsStarted
    const results: ReplicationResult[] = Array.from({ length: plan.replications })
    let next = 0
    let done = 0
    let chunk = 1

    const lane = async (): Promise<void> => {
      while (next < plan.replications && !stop.aborted) {
        const from = next
        const to = Math.min(from + chunk, plan.replications)
        next = to
        const startedAt = performance.now()
        const task: ChunkTask = { experiment, plan, from, to }
        const part = (await this.#threads.run(task, { signal: stop })) as ReplicationResult[]
        part.forEach((result, index) => (results[from + index] = result))
        done += part.length
        onProgress?.(done)
        const msEach = (performance.now() - startedAt) / part.length
        chunk = Math.max(1, Math.min(chunk * 2, Math.floor(chunkMs / msEach)))
      }
    }
    const lanes = Array.from(
      { length: Math.min(this.#threads.maxThreads, plan.replications) },
      () =>
        lane().catch((error: unknown) => {
          failure.abort(error)
          throw error
        }),
    )
    const outcomes = await Promise.allSettled(lanes)
    // a cancelled lane rejects too; the caller's reason comes first, then the first error
    signal?.throwIfAborted()
    failure.signal.throwIfAborted()
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason

    const summary: SummaryTask = { experiment, plan, results }
    try {
      return (await this.#threads.run(summary, {
        name: 'summarizeResults',
        signal: stop,
      })) as Report
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }

  /** Ends all threads; what still runs is rejected. */
  async close(): Promise<void> {
    await this.#threads.destroy()
  }
}

/** Runs one experiment in threads of its own. Same plan, same bytes, for any number of workers. */
export async function runExperiment(
  plan: ExperimentPlan,
  { workers, ...options }: ExperimentOptions & { readonly workers?: number } = {},
): Promise<Report> {
  const pool = new ExperimentPool(workers)
  try {
    return await pool.run(plan, options)
  } finally {
    await pool.close()
  }
}
