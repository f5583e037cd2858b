/**
 * An experiment runs the same shops twice on the same luck, with and without the playbooks.
 *
 *   ExperimentPlan ─prepare─▶ PreparedExperiment ─runReplication(r)─▶ ReplicationResult ─summarize─▶ Report
 *      plain data              in every worker          plain data, r = 0 … n − 1            report/1
 */
import { compile, type Issue, type Program } from '@sandtable/rules'
import { catalogue } from '../catalogue.ts'
import { buildModel, type Model } from '../model.ts'
import type { Problem } from '../problem.ts'
import { runHistory, type Run } from '../run.ts'
import { parsePlan, type ExperimentPlan } from './plan.ts'
import { runArms, type ReplicationResult } from './replication.ts'
import type { Report } from './report.ts'
import { planReport, type ReportPlan } from './series.ts'
import { buildReport } from './summarize.ts'

/** An experiment ready to run. Not plain data: every worker prepares its own from the plan. */
export interface PreparedExperiment {
  readonly plan: ExperimentPlan
  /** Template of the shop. */
  readonly shop: string
  readonly currency: string
  readonly shopHash: string
  readonly model: Model
  readonly baseline: Program
  readonly playbook: Program
  readonly reportPlan: ReportPlan
}

export type PreparationResult =
  | {
      readonly ok: true
      readonly experiment: PreparedExperiment
      /** Warnings and infos of the playbooks. */
      readonly issues: readonly Issue[]
    }
  | {
      readonly ok: false
      /** What is wrong with the plan and its shop. */
      readonly problems: readonly Problem[]
      /** What is wrong with the playbooks. */
      readonly issues: readonly Issue[]
    }

/** Checks a plan of unknown origin and compiles its playbooks against the shop; all problems at once. */
export function prepareExperiment(input: unknown): PreparationResult {
  const parsed = parsePlan(input)
  if (!parsed.ok) return parsed
  const baseline = compile([], catalogue)
  if (!baseline.ok) throw new Error('the empty set of playbooks must compile')
  const playbook = compile(parsed.plan.playbooks, catalogue)
  if (!playbook.ok) return { ok: false, problems: [], issues: playbook.issues }
  const model = buildModel(parsed.shop)
  return {
    ok: true,
    experiment: {
      plan: parsed.plan,
      shop: parsed.shop.id,
      currency: parsed.shop.currency,
      shopHash: parsed.shopHash,
      model,
      baseline: baseline.program,
      playbook: playbook.program,
      reportPlan: planReport(model, parsed.plan.playbooks, parsed.plan.claims),
    },
    issues: playbook.issues,
  }
}

/** Runs one replication, counted from 0: both arms on the same luck. It depends on no other replication. */
export function runReplication(
  { plan, model, baseline, playbook, reportPlan }: PreparedExperiment,
  replication: number,
): ReplicationResult {
  const { days, seed } = plan
  return runArms({ model, days, seed, baseline, playbook, reportPlan }, replication)
}

/** The morning of day 1 of a replication, made again: both arms of it start here. */
export function pastOf({ plan, model, playbook }: PreparedExperiment, replication: number): Run {
  return runHistory(model, { seed: plan.seed, replication }, playbook.historyNeeds)
}

/** The report of all replications of the plan, in whatever order they come. Throws when one is missing or doubled. */
export function summarize(
  { plan, shop, currency, shopHash, model, playbook, reportPlan }: PreparedExperiment,
  results: readonly ReplicationResult[],
): Report {
  const { seed, days, replications } = plan
  return buildReport(
    {
      shop,
      currency,
      shopHash,
      seed,
      days,
      replications,
      program: playbook,
      reportPlan,
      shocks: model.shop.shocks,
    },
    results,
  )
}
