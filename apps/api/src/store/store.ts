/**
 * The storage port. Functions return Promises although SQLite answers at once, so that another database
 * can take its place; only the files of this folder know drizzle.
 */
import type { Report } from '@sandtable/sim'
import type { RunRequest, RunStatus, RunSummary } from '../contract.ts'

export interface Store {
  readonly playbooks: PlaybookStore
  readonly packs: PackStore
  readonly runs: RunStore
  readonly sessions: SessionStore
}

export interface PlaybookHead {
  readonly id: string
  readonly revision: number
  /** ISO 8601, UTC. */
  readonly savedAt: string
}

export interface PlaybookRow extends PlaybookHead {
  /** Canonical text of the playbook. */
  readonly body: string
}

/** Every change is one transaction and names the revision it is based on; nothing is overwritten unseen. */
export type ChangeResult =
  | { readonly status: 'changed'; readonly revision: number }
  | { readonly status: 'stale'; readonly currentRevision: number }
  | { readonly status: 'missing' }

/** A save that is known by its id: its answer was lost, and it was sent again. */
export type SaveChange =
  | ChangeResult
  | { readonly status: 'repeated'; readonly revision: number; readonly savedAt: string }

export interface PlaybookStore {
  /** Heads of all playbooks that are not deleted, by id. */
  list(): Promise<readonly PlaybookHead[]>
  get(id: string): Promise<PlaybookRow | undefined>
  /** Text of one revision of a playbook that is not deleted, when it is still kept. */
  bodyOf(id: string, revision: number): Promise<string | undefined>
  /** Revision of the new playbook, or undefined when the id is taken. The id of a deleted one is free; its revisions go on counting. */
  create(id: string, body: string, savedAt: string): Promise<number | undefined>
  /** Creates it unless a playbook of this id is or ever was stored; true when created. */
  createOnce(id: string, body: string, savedAt: string): Promise<boolean>
  /** With the `saveId` of the save that made the current revision from `baseRevision`, changes nothing and says so. */
  save(
    id: string,
    baseRevision: number,
    body: string,
    savedAt: string,
    saveId?: string,
  ): Promise<SaveChange>
  remove(id: string, baseRevision: number): Promise<ChangeResult>
}

export interface PackRow {
  readonly id: string
  /** Canonical text; its files are `<id>.json` of stored playbooks. */
  readonly body: string
  /** ISO 8601, UTC. */
  readonly savedAt: string
}

export interface PackStore {
  /** All packs that are not deleted, by id. */
  list(): Promise<readonly PackRow[]>
  get(id: string): Promise<PackRow | undefined>
  /** False when the id is taken. The id of a deleted one is free. */
  create(pack: PackRow): Promise<boolean>
  /** Creates it unless a pack of this id is or ever was stored. */
  createOnce(pack: PackRow): Promise<void>
  /** False when there is none. */
  remove(id: string): Promise<boolean>
}

export interface NewRun extends RunRequest {
  readonly id: string
  readonly idempotencyKey: string | undefined
  readonly playbookBody: string
  /** Only of a run of a pack. */
  readonly drills?: readonly string[]
  readonly playbookHash: string
  readonly shopHash: string
  readonly modelVersion: string
  readonly createdAt: string
}

export interface RunRow extends RunSummary {
  readonly playbookBody: string
  readonly report?: Report
}

export type FinalStatus = Exclude<RunStatus, 'queued' | 'running'>

export interface RunEnd {
  readonly status: FinalStatus
  readonly replicationsDone: number
  readonly error?: string
  readonly report?: Report
}

export interface RunStore {
  findByKey(idempotencyKey: string): Promise<RunSummary | undefined>
  /** Adds a queued run, or gives the run that has the same idempotency key. */
  add(run: NewRun): Promise<{ readonly run: RunSummary; readonly isNew: boolean }>
  get(id: string): Promise<RunRow | undefined>
  getSummary(id: string): Promise<RunSummary | undefined>
  /** Runs of a playbook, or of a pack, newest first. */
  listOf(id: string, of?: 'playbook' | 'pack'): Promise<readonly RunSummary[]>
  markProgress(id: string, replicationsDone: number): Promise<void>
  /** Ends a queued or running run; a run that has ended stays as it is. */
  end(id: string, end: RunEnd): Promise<void>
  /** Ends what an earlier process left queued or running; gives their number. */
  interruptAll(): Promise<number>
}

export interface SessionStore {
  add(tokenHash: string, createdAtMs: number): Promise<void>
  /** True for a session made after `sinceMs`. */
  has(tokenHash: string, sinceMs: number): Promise<boolean>
  removeBefore(createdAtMs: number): Promise<void>
}
