import { runExperiment } from '@sandtable/api'
import { canonicalJson, type EffectTest, type Playbook, type UserText } from '@sandtable/rules'
import {
  judgeEffect,
  planEffects,
  prepareExperiment,
  type EffectOutcome,
  type Report,
} from '@sandtable/sim'
import { progressBar } from './progressBar.ts'
import { UsageError, type Terminal } from './terminal.ts'

/** One effect test, line by line, and what was run for it. */
export interface EffectResult {
  /** Place in `playbook.tests`. */
  readonly index: number
  readonly name?: UserText
  /** Template of the shop. */
  readonly shop: string
  readonly days: number
  readonly replications: number
  readonly seed: number
  readonly isPassed: boolean
  readonly lines: readonly { readonly line: string; readonly outcome: EffectOutcome }[]
}

/** Judges the effects of one playbook; tests that ask for the same run share it. */
export class EffectRunner {
  readonly #playbook: Playbook
  readonly #workers: number | undefined
  readonly #terminal: Terminal
  readonly #reports = new Map<string, Report>()

  constructor(playbook: Playbook, workers: number | undefined, terminal: Terminal) {
    this.#playbook = playbook
    this.#workers = workers
    this.#terminal = terminal
  }

  /** Of all runs so far. */
  get reports(): readonly Report[] {
    return [...this.#reports.values()]
  }

  /** Throws `UsageError` when the shop of the test cannot be run. */
  async judge(test: EffectTest, index: number): Promise<EffectResult> {
    const report = await this.#reportOf(test, index)
    const lines = test.effects.map((line) => ({ line, outcome: judgeEffect(line, report) }))
    const { shop, days, replications, seed } = report
    return {
      index,
      ...(test.name === undefined ? {} : { name: test.name }),
      shop,
      days,
      replications,
      seed,
      isPassed: lines.every(({ outcome }) => outcome.status === 'met'),
      lines,
    }
  }

  async #reportOf(test: EffectTest, index: number): Promise<Report> {
    const input = planEffects(this.#playbook, test)
    const { playbooks: _, ...size } = input
    const key = canonicalJson(size)
    const known = this.#reports.get(key)
    if (known !== undefined) return known
    const { language, say } = this.#terminal
    const prepared = prepareExperiment(input)
    if (!prepared.ok) {
      const sentences = prepared.problems.map(({ sentence }) => sentence[language])
      throw new UsageError(say.effectsCannotRun(index + 1, sentences.join(' ')))
    }
    const { plan } = prepared.experiment
    const bar = progressBar(plan.replications, this.#terminal)
    const report = await runExperiment(plan, {
      ...(this.#workers === undefined ? {} : { workers: this.#workers }),
      onProgress: bar.update,
    })
    bar.end()
    this.#reports.set(key, report)
    return report
  }
}
