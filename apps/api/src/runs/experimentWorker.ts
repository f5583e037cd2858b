/** What a worker thread does. Loaded by `experimentPool.ts` through piscina, which calls the exports by name. */
import { describeIssue } from '@sandtable/rules'
import {
  prepareExperiment,
  runReplication,
  summarize,
  type ExperimentPlan,
  type PreparedExperiment,
  type ReplicationResult,
  type Report,
} from '@sandtable/sim'

/** One experiment, as every task of it names it. */
export interface ExperimentTask {
  /** Unique in the process: a worker prepares each experiment once. */
  readonly experiment: number
  readonly plan: ExperimentPlan
}

export interface ChunkTask extends ExperimentTask {
  /** First replication, and the one behind the last. */
  readonly from: number
  readonly to: number
}

export interface SummaryTask extends ExperimentTask {
  /** In the order of replications. */
  readonly results: readonly ReplicationResult[]
}

let last: { readonly experiment: number; readonly prepared: PreparedExperiment } | undefined

function prepared({ experiment, plan }: ExperimentTask): PreparedExperiment {
  if (last?.experiment === experiment) return last.prepared
  const result = prepareExperiment(plan)
  if (!result.ok) {
    const sentences = [
      ...result.problems.map(({ sentence }) => sentence.en),
      ...result.issues.map((issue) => describeIssue(issue, 'en').sentence),
    ]
    throw new Error(sentences.join(' '))
  }
  last = { experiment, prepared: result.experiment }
  return last.prepared
}

/** Runs replications `from` to `to - 1`. */
export function runChunk(task: ChunkTask): ReplicationResult[] {
  const experiment = prepared(task)
  const results: ReplicationResult[] = []
  for (let r = task.from; r < task.to; r++) results.push(runReplication(experiment, r))
  return results
}

/** Makes the report of all results. */
export function summarizeResults(task: SummaryTask): Report {
  return summarize(prepared(task), task.results)
}
