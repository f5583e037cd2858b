/** What can be done with stored playbooks. Texts and values from outside are parsed here; only valid structures get in. */
import { randomBytes } from 'node:crypto'
import {
  checkPlaybook,
  formatPlaybook,
  newId,
  parsePlaybook,
  parsePlaybookValue,
  type Issue,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import type { ImportResult, PlaybookSummary, StoredPlaybook } from './contract.ts'
import { trialLabel } from './simulation.ts'
import type { ChangeResult, PlaybookHead, PlaybookStore } from './store/store.ts'

interface Refused {
  readonly status: 'refused'
  readonly issues: readonly Issue[]
}

export type CreateResult = { readonly status: 'created'; readonly stored: StoredPlaybook } | Refused

export type SaveResult =
  | { readonly status: 'saved'; readonly revision: number; readonly updatedAt: string }
  | { readonly status: 'otherId'; readonly found: string }
  | Exclude<ChangeResult, { readonly status: 'changed' }>
  | Refused

export interface ExportedFile {
  readonly fileName: string
  /** Canonical text. */
  readonly text: string
}

/** Playbooks with revisions. */
export class PlaybookLibrary {
  readonly #store: PlaybookStore
  /** Counting nodes and problems takes parsing and checking; a revision never changes. */
  readonly #summaries = new Map<string, PlaybookSummary>()

  constructor(store: PlaybookStore) {
    this.#store = store
  }

  /** Summaries of all playbooks, by id. */
  async list(): Promise<readonly PlaybookSummary[]> {
    const summaries: PlaybookSummary[] = []
    for (const head of await this.#store.list()) {
      const summary = await this.#summaryOf(head)
      if (summary !== undefined) summaries.push(summary)
    }
    const listed = new Set(summaries.map(({ id }) => id))
    for (const id of this.#summaries.keys()) if (!listed.has(id)) this.#summaries.delete(id)
    return summaries
  }

  async get(id: string): Promise<StoredPlaybook | undefined> {
    const row = await this.#store.get(id)
    if (row === undefined) return undefined
    return {
      id,
      revision: row.revision,
      playbook: readStored(id, row.body),
      updatedAt: row.savedAt,
    }
  }

  /** The playbook of one revision, when that is still kept. */
  async getRevision(id: string, revision: number): Promise<Playbook | undefined> {
    const body = await this.#store.bodyOf(id, revision)
    return body === undefined ? undefined : readStored(id, body)
  }

  /** Stores a new playbook under its own id, or under a new one when that is taken. */
  async create(value: unknown): Promise<CreateResult> {
    const parsed = parsePlaybookValue(value)
    if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
    return { status: 'created', stored: await this.#add(parsed.playbook) }
  }

  /**
   * Stores the next revision if `baseRevision` is the newest one. Problems of a draft do not stop it; a broken structure does.
   * A save that is sent again under its `saveId` is answered as it was the first time.
   */
  async save(
    id: string,
    baseRevision: number,
    value: unknown,
    saveId?: string,
  ): Promise<SaveResult> {
    const parsed = parsePlaybookValue(value)
    if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
    if (parsed.playbook.id !== id) return { status: 'otherId', found: parsed.playbook.id }
    const updatedAt = new Date().toISOString()
    const result = await this.#store.save(
      id,
      baseRevision,
      formatPlaybook(parsed.playbook),
      updatedAt,
      saveId,
    )
    switch (result.status) {
      case 'changed':
        return { status: 'saved', revision: result.revision, updatedAt }
      case 'repeated':
        return { status: 'saved', revision: result.revision, updatedAt: result.savedAt }
      default:
        return result
    }
  }

  async remove(id: string, baseRevision: number): Promise<ChangeResult> {
    return this.#store.remove(id, baseRevision)
  }

  /** Stores a playbook from the text of a file; refuses it with every problem found. */
  async import(text: string): Promise<ImportResult> {
    const parsed = parsePlaybook(text)
    if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
    const { id, revision } = await this.#add(parsed.playbook)
    return {
      status: 'imported',
      id,
      revision,
      ...(id === parsed.playbook.id ? {} : { replacedId: parsed.playbook.id }),
      issues: [...parsed.issues, ...checkPlaybook(parsed.playbook, catalogue)],
    }
  }

  async export(id: string): Promise<ExportedFile | undefined> {
    const row = await this.#store.get(id)
    if (row === undefined) return undefined
    const playbook = readStored(id, row.body)
    return { fileName: fileNameOf(playbook), text: formatPlaybook(playbook) }
  }

  /** Stores an example unless its id is or ever was in use. */
  async addExample(playbook: Playbook): Promise<void> {
    await this.#store.createOnce(playbook.id, formatPlaybook(playbook), new Date().toISOString())
  }

  /** Finds the playbook where it is stored as it is; else stores it, under a new id when its own is taken. */
  async addOrFind(playbook: Playbook): Promise<string> {
    const found = await this.#store.get(playbook.id)
    if (found?.body === formatPlaybook(playbook)) return playbook.id
    return (await this.#add(playbook)).id
  }

  async #add(playbook: Playbook): Promise<StoredPlaybook> {
    const updatedAt = new Date().toISOString()
    for (
      let candidate = playbook;
      ;
      candidate = { ...playbook, id: newId('pb', randomBytes(12)) }
    ) {
      const { id } = candidate
      const body = formatPlaybook(candidate)
      const revision = await this.#store.create(id, body, updatedAt)
      // read back: the canonical text has its own order of nodes
      if (revision !== undefined) return { id, revision, playbook: readStored(id, body), updatedAt }
    }
  }

  async #summaryOf({ id, revision, savedAt }: PlaybookHead): Promise<PlaybookSummary | undefined> {
    const known = this.#summaries.get(id)
    if (known?.revision === revision) return known
    const body = await this.#store.bodyOf(id, revision)
    // deleted since it was listed
    if (body === undefined) return undefined
    const parsed = parsePlaybook(body)
    if (!parsed.ok) {
      // one that this version cannot read must not hide the others
      const errors = parsed.issues.length
      return {
        id,
        revision,
        name: id,
        systems: [],
        nodes: 0,
        errors,
        warnings: 0,
        updatedAt: savedAt,
      }
    }
    const issues = checkPlaybook(parsed.playbook, catalogue)
    const { name, description, question, systems, desk, trial, nodes } = parsed.playbook
    const summary: PlaybookSummary = {
      id,
      revision,
      name,
      ...(description === undefined ? {} : { description }),
      ...(question === undefined ? {} : { question }),
      systems: systems ?? [],
      ...(desk === undefined ? {} : { desk }),
      nodes: nodes.length,
      errors: issues.filter(({ severity }) => severity === 'error').length,
      warnings: issues.filter(({ severity }) => severity === 'warning').length,
      ...(trial === undefined ? {} : { trial: { shop: trialLabel(trial), days: trial.days } }),
      updatedAt: savedAt,
    }
    this.#summaries.set(id, summary)
    return summary
  }
}

/** A text that was valid when it was stored; an old format is migrated on the way. */
export function readStored(id: string, body: string): Playbook {
  const parsed = parsePlaybook(body)
  if (parsed.ok) return parsed.playbook
  throw new Error(
    `the stored playbook ${id} cannot be read: ${parsed.issues.map(({ code }) => code).join(', ')}`,
  )
}

/** From the English name: letters and digits, at most 60. A name without any gives way to the id. */
export function fileNameOf({ id, name }: Pick<Playbook, 'id' | 'name'>): string {
  const words = (typeof name === 'string' ? name : name.en)
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const stem = words?.join('-').slice(0, 60).replace(/-$/, '')
  return `${stem ?? id}.json`
}
