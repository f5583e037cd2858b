/**
 * Runs from request to report.
 *
 *   start ─check, limits─▶ queued ─▶ running ─▶ done | failed
 *                             └─────────┴─────▶ cancelled | interrupted
 *
 * One run at a time: a run uses all worker threads. The store knows of every run; `#live` holds those that
 * are queued or running in this process, with what their watchers wait for.
 */
import { randomBytes } from 'node:crypto'
import {
  checkPlaybook,
  formatPack,
  formatPlaybook,
  isRunnable,
  newId,
  playbookHash,
  type Issue,
  type Text,
} from '@sandtable/rules'
import { catalogue, modelVersion, type ExperimentPlan } from '@sandtable/sim'
import type {
  PackRunDetail,
  PackRunRequest,
  RunDetail,
  RunEvent,
  RunRequest,
  RunSummary,
} from '../contract.ts'
import type { Log } from '../log.ts'
import { planOf, readStoredPack, type PackLibrary } from '../packLibrary.ts'
import { readStored, type PlaybookLibrary } from '../playbookLibrary.ts'
import { limitProblem, shopOfRun } from '../simulation.ts'
import type { NewRun, RunStore } from '../store/store.ts'
import { ChangeSignal } from './changeSignal.ts'
import { effectsOf } from './effects.ts'
import type { ExperimentPool } from './experimentPool.ts'
import {
  endOf,
  eventOf,
  present,
  runBudgetMinutes,
  type LiveRun,
  type StopReason,
} from './liveRun.ts'

/** Runs that wait, at most: a limit for runaway clients, not for people. */
export const queueLimit = 20
/** Progress reaches the disk at most so often; watchers see every step. */
const progressIntervalMs = 500

export type StartResult =
  | { readonly status: 'started'; readonly run: RunSummary }
  | { readonly status: 'missing' }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }
  | { readonly status: 'overLimit'; readonly sentence: Text }
  | { readonly status: 'queueFull' }
  | { readonly status: 'closed' }
  | { readonly status: 'keyReused' }

export type PackStartResult =
  | StartResult
  /** Playbooks of the pack were deleted. */
  | { readonly status: 'incomplete'; readonly missing: readonly string[] }

/** Starts, watches and ends runs. */
export class RunService {
  readonly #store: RunStore
  readonly #library: PlaybookLibrary
  readonly #packs: Pick<PackLibrary, 'read'>
  readonly #pool: Pick<ExperimentPool, 'run'>
  readonly #log: Log
  /** In the order of starting. */
  readonly #live = new Map<string, LiveRun>()
  #isClosed = false

  constructor(parts: {
    readonly store: RunStore
    readonly library: PlaybookLibrary
    readonly packs: Pick<PackLibrary, 'read'>
    readonly pool: Pick<ExperimentPool, 'run'>
    readonly log: Log
  }) {
    this.#store = parts.store
    this.#library = parts.library
    this.#packs = parts.packs
    this.#pool = parts.pool
    this.#log = parts.log
  }

  /** Queues a run of one revision of a playbook. The same idempotency key gives the same run. */
  async start(request: RunRequest, idempotencyKey?: string): Promise<StartResult> {
    // first of all: the answer to a repeated request must not depend on what changed since
    const known =
      idempotencyKey === undefined ? undefined : await this.#store.findByKey(idempotencyKey)
    if (known !== undefined) return repeated(known, request)
    const playbook = await this.#library.getRevision(request.playbookId, request.revision)
    if (playbook === undefined) return { status: 'missing' }
    const shop = shopOfRun(request.shop, playbook)
    if (!shop.ok) return { status: 'overLimit', sentence: shop.sentence }
    const sentence = limitProblem(request, shop.products)
    if (sentence !== undefined) return { status: 'overLimit', sentence }
    const issues = checkPlaybook(playbook, catalogue)
    if (!isRunnable(issues)) return { status: 'refused', issues }
    const { days, replications, seed } = request
    const plan = { playbooks: [playbook], shop: shop.shop, days, replications, seed }
    const pinned = {
      playbookBody: formatPlaybook(playbook),
      playbookHash: playbookHash(playbook),
      shopHash: shop.shopHash,
    }
    return this.#queue(request, { ...pinned, idempotencyKey }, plan)
  }

  /** Queues a run of all playbooks of a pack in one arm, at their newest revisions. */
  async startPack(request: PackRunRequest, idempotencyKey?: string): Promise<PackStartResult> {
    const { packId, shop, replications, seed } = request
    const known =
      idempotencyKey === undefined ? undefined : await this.#store.findByKey(idempotencyKey)
    const drills = [...new Set(request.drills)].toSorted()
    // packs have no revisions: the text of the whole is kept with the run
    const asked = { playbookId: packId, revision: 1, shop, replications, seed, drills }
    if (known !== undefined) return repeated(known, asked)
    const found = await this.#packs.read(packId)
    if (found === undefined) return { status: 'missing' }
    if (!found.ok) return { status: 'incomplete', missing: found.missing }
    const prepared = planOf(found.pack, { ...request, drills })
    if (prepared.status !== 'ready') return prepared
    const { plan } = prepared
    const { playbookHash: hash, shopHash } = prepared
    const pinned = { playbookBody: formatPack(found.pack), playbookHash: hash, shopHash }
    return this.#queue({ ...asked, days: plan.days }, { ...pinned, idempotencyKey }, plan)
  }

  async #queue(
    request: RunRequest & { readonly drills?: readonly string[] },
    pinned: Pick<NewRun, 'idempotencyKey' | 'playbookBody' | 'playbookHash' | 'shopHash'>,
    plan: ExperimentPlan,
  ): Promise<StartResult> {
    if (this.#isClosed) return { status: 'closed' }
    if (this.#live.size > queueLimit) return { status: 'queueFull' }
    const { run, isNew } = await this.#store.add({
      ...request,
      ...pinned,
      id: newId('run', randomBytes(12)),
      modelVersion,
      createdAt: new Date().toISOString(),
    })
    if (!isNew) return repeated(run, request)
    this.#live.set(run.id, {
      id: run.id,
      plan,
      controller: new AbortController(),
      changes: new ChangeSignal(),
      ended: Promise.withResolvers(),
      status: 'queued',
      replicationsDone: 0,
    })
    this.#runNext()
    return { status: 'started', run }
  }

  async get(id: string): Promise<RunDetail | undefined> {
    const live = this.#live.get(id)
    const row = await this.#store.get(id)
    if (row === undefined || row.drills !== undefined) return undefined
    const { playbookBody, ...rest } = row
    const run = { ...present(rest, live), playbook: readStored(rest.playbookId, playbookBody) }
    const effects = effectsOf(run)
    return effects.length === 0 ? run : { ...run, effects }
  }

  /** A run of a pack. */
  async getPack(id: string): Promise<PackRunDetail | undefined> {
    const live = this.#live.get(id)
    const row = await this.#store.get(id)
    if (row?.drills === undefined) return undefined
    const { playbookBody, ...rest } = row
    return { ...present(rest, live), pack: readStoredPack(rest.playbookId, playbookBody) }
  }

  async has(id: string): Promise<boolean> {
    return (await this.#store.getSummary(id)) !== undefined
  }

  /** Of a playbook, or of a pack; newest first. */
  async list(id: string, of?: 'playbook' | 'pack'): Promise<readonly RunSummary[]> {
    const live = new Map(this.#live)
    const runs = await this.#store.listOf(id, of)
    return runs.map((run) => present(run, live.get(run.id)))
  }

  /** Stops a run; resolves when its worker threads have been told to end and the status is stored. A run that has ended stays as it is. */
  async cancel(id: string): Promise<RunSummary | undefined> {
    const live = this.#live.get(id)
    if (live !== undefined) await this.#stop(live, 'cancelled')
    const run = await this.#store.getSummary(id)
    return run === undefined ? undefined : present(run, this.#live.get(id))
  }

  /**
   * The present state, then every change, up to the final state. Events are cumulative: one that was missed
   * is contained in the next. `seenId` is the id of an event the watcher already has.
   */
  async *watch(
    id: string,
    {
      seenId,
      signal,
    }: { readonly seenId?: string | undefined; readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<readonly [eventId: string, event: RunEvent], void> {
    const left = Promise.withResolvers<void>()
    const leave = () => left.resolve()
    signal?.addEventListener('abort', leave, { once: true })
    try {
      let lastId = seenId
      for (;;) {
        if (signal?.aborted === true) return
        // before the state is read, so that a change in between is not missed
        const live = this.#live.get(id)
        const change = live?.changes.next()
        const run = await this.#store.getSummary(id)
        if (run === undefined) return
        const event = eventOf(present(run, live))
        const eventId = `${event.status}-${event.replicationsDone}`
        if (event.isFinal || eventId !== lastId) yield [eventId, event]
        if (event.isFinal) return
        lastId = eventId
        await Promise.race([change, left.promise])
      }
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }

  /** Interrupts everything that is queued or running; watchers get their final event. No run starts afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#live.values()].map((live) => this.#stop(live, 'interrupted')))
  }

  async #stop(live: LiveRun, reason: StopReason): Promise<void> {
    live.stopReason ??= reason
    live.controller.abort()
    // nobody else would end a run that has not begun
    if (live.status === 'queued') await this.#end(live, {})
    await live.ended.promise
  }

  #runNext(): void {
    const [first] = this.#live.values()
    if (first === undefined || first.status === 'running' || this.#isClosed) return
    void this.#execute(first)
  }

  async #execute(live: LiveRun): Promise<void> {
    live.status = 'running'
    let storedAtMs = -Infinity
    const showProgress = (replicationsDone: number) => {
      live.replicationsDone = replicationsDone
      live.changes.notify()
      if (performance.now() - storedAtMs < progressIntervalMs) return
      storedAtMs = performance.now()
      this.#store.markProgress(live.id, replicationsDone).catch(this.#logFailure)
    }
    const budget = setTimeout(() => void this.#stop(live, 'overBudget'), runBudgetMinutes * 60_000)
    try {
      showProgress(0)
      const report = await this.#pool.run(live.plan, {
        signal: live.controller.signal,
        onProgress: showProgress,
      })
      await this.#end(live, { report })
    } catch (error) {
      if (live.stopReason === undefined) this.#log.failure(`run ${live.id} failed`, error)
      await this.#end(live, { failure: error })
    } finally {
      clearTimeout(budget)
    }
  }

  async #end(live: LiveRun, outcome: Parameters<typeof endOf>[1]): Promise<void> {
    try {
      await this.#store.end(live.id, endOf(live, outcome))
    } catch (error) {
      this.#logFailure(error)
    }
    this.#live.delete(live.id)
    live.changes.notify()
    live.ended.resolve()
    this.#runNext()
  }

  readonly #logFailure = (error: unknown): void =>
    this.#log.failure('a run could not be stored', error)
}

/** A key belongs to one request; sent with another, it is a mistake of the client. */
function repeated(run: RunSummary, request: Partial<RunSummary>): StartResult {
  const isSame =
    (run.drills === undefined) === (request.drills === undefined) &&
    (Object.keys(request) as (keyof RunSummary)[]).every(
      (key) => JSON.stringify(run[key]) === JSON.stringify(request[key]),
    )
  return isSame ? { status: 'started', run } : { status: 'keyReused' }
}
