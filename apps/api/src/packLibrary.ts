/**
 * What can be done with stored packs. A pack is stored as the text of a folder whose files are the stored playbooks,
 * `<id>.json`: what is changed in a playbook is changed in the pack.
 */
import { randomBytes } from 'node:crypto'
import {
  checkPack,
  checkPlaybook,
  deskIds,
  formatPack,
  hashOfAll,
  isRunnable,
  issueOfMember,
  newId,
  packSchema,
  plainName,
  parsePack,
  playbookHash,
  type FilesBeside,
  type Issue,
  type Language,
  type Pack,
  type PackOf,
  type Playbook,
  type Text,
} from '@sandtable/rules'
import { catalogue, packShop, prepareExperiment, type ExperimentPlan } from '@sandtable/sim'
import type {
  PackDetail,
  PackImportResult,
  PackRunRequest,
  PackSummary,
  PlaybookSummary,
} from './contract.ts'
import { drillInfos, shopInfos } from './packInfo.ts'
import { fileNameOf, type ExportedFile, type PlaybookLibrary } from './playbookLibrary.ts'
import type { PackRow, PackStore } from './store/store.ts'

export type StoredPack =
  | { readonly ok: true; readonly pack: Pack }
  /** Ids of playbooks that were deleted. */
  | { readonly ok: false; readonly missing: readonly string[] }

/** Packs, whose playbooks are in the library. */
export class PackLibrary {
  readonly #store: PackStore
  readonly #playbooks: PlaybookLibrary

  constructor(store: PackStore, playbooks: PlaybookLibrary) {
    this.#store = store
    this.#playbooks = playbooks
  }

  /** Summaries of all packs, by id. */
  async list(): Promise<readonly PackSummary[]> {
    const playbooks = await this.#summaries()
    const rows = await this.#store.list()
    return rows.map((row) => {
      const index = readIndex(row)
      // one that this version cannot read must not hide the others
      const { id, savedAt } = row
      const unread = { id, name: id, systems: [], desks: [], playbooks: 0, missing: 0 }
      return index === undefined
        ? { ...unread, updatedAt: savedAt }
        : summaryOf(row, index, playbooks)
    })
  }

  async get(id: string): Promise<PackDetail | undefined> {
    const row = await this.#store.get(id)
    if (row === undefined) return undefined
    const index = indexOf(row)
    const playbooks = await this.#summaries()
    const { playbooks: _, missing: __, ...summary } = summaryOf(row, index, playbooks)
    const read = await this.#read(index)
    return {
      ...summary,
      members: index.playbooks.map((member) => {
        const playbook = playbooks.get(member)
        return { id: member, ...(playbook === undefined ? {} : { playbook }) }
      }),
      shops: shopInfos(index),
      periods: index.periods ?? [],
      drills: drillInfos(index),
      claims: index.claims ?? [],
      issues: read.ok ? checkPack(read.pack, catalogue) : [],
      ...(read.ok ? { playbookHash: hashOfAll(read.pack.playbooks.map(playbookHash)) } : {}),
    }
  }

  /** The pack with its playbooks as they are now. */
  async read(id: string): Promise<StoredPack | undefined> {
    const row = await this.#store.get(id)
    return row === undefined ? undefined : this.#read(indexOf(row))
  }

  /** The whole pack as one file: importing and exporting it again gives the same bytes. */
  async export(id: string): Promise<ExportedFile | StoredPack | undefined> {
    const read = await this.read(id)
    if (read?.ok !== true) return read
    return { fileName: fileNameOf(read.pack), text: formatPack(read.pack) }
  }

  /** Stores a pack and its playbooks, from one text or from an index and its files; refuses it with every problem found. */
  async import(text: string, files: FilesBeside): Promise<PackImportResult> {
    const parsed = parsePack(text, files)
    if (!parsed.ok) return { status: 'refused', issues: parsed.issues }
    const { pack } = parsed
    const ids = new Map<string, string>()
    for (const playbook of pack.playbooks)
      ids.set(playbook.id, await this.#playbooks.addOrFind(playbook))
    const id = await this.#add(indexUnder(pack, ids))
    return {
      status: 'imported',
      id,
      replacedIds: [...ids, [pack.id, id] as const].flatMap(([old, now]) =>
        old === now ? [] : [old],
      ),
      issues: [...issuesInside(pack), ...checkPack(pack, catalogue)],
    }
  }

  /** Stores an example unless its id is or ever was in use, and its playbooks likewise; gives the problems of one that is refused. */
  async addExample(text: string, files: FilesBeside): Promise<readonly Issue[]> {
    const parsed = parsePack(text, files)
    if (!parsed.ok) return parsed.issues
    const { pack } = parsed
    for (const playbook of pack.playbooks) await this.#playbooks.addExample(playbook)
    await this.#store.createOnce(rowOf(indexUnder(pack)))
    return []
  }

  /** Its playbooks stay. False when there is none. */
  async remove(id: string): Promise<boolean> {
    return this.#store.remove(id)
  }

  async #add(index: PackOf<string>): Promise<string> {
    for (let candidate = index; ; candidate = { ...index, id: newId('pk', randomBytes(12)) }) {
      if (await this.#store.create(rowOf(candidate))) return candidate.id
    }
  }

  async #read(index: PackOf<string>): Promise<StoredPack> {
    const playbooks: Playbook[] = []
    const missing: string[] = []
    for (const id of index.playbooks) {
      const stored = await this.#playbooks.get(id)
      if (stored === undefined) missing.push(id)
      else playbooks.push(stored.playbook)
    }
    return missing.length > 0 ? { ok: false, missing } : { ok: true, pack: { ...index, playbooks } }
  }

  async #summaries(): Promise<ReadonlyMap<string, PlaybookSummary>> {
    return new Map((await this.#playbooks.list()).map((summary) => [summary.id, summary]))
  }
}

type PackPlan =
  | {
      readonly status: 'ready'
      readonly plan: ExperimentPlan
      readonly playbookHash: string
      readonly shopHash: string
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }
  | { readonly status: 'overLimit'; readonly sentence: Text }

/** What a run of the pack is, or why there can be none. */
export function planOf(pack: Pack, request: Omit<PackRunRequest, 'packId'>): PackPlan {
  const { shop, drills, replications, seed } = request
  const made = packShop(pack, { shop, drills })
  if (!made.ok) return { status: 'overLimit', sentence: sentencesOf(made.problems) }
  const { claims = [], playbooks } = pack
  const issues = issuesInside(pack)
  if (!isRunnable(issues)) return { status: 'refused', issues }
  const plan = { playbooks, claims, shop: made.shop, days: made.days, replications, seed }
  const prepared = prepareExperiment(plan)
  if (!prepared.ok) {
    return prepared.problems.length > 0
      ? { status: 'overLimit', sentence: sentencesOf(prepared.problems) }
      : { status: 'refused', issues: prepared.issues }
  }
  const { plan: settled, shopHash } = prepared.experiment
  const hash = hashOfAll(playbooks.map(playbookHash))
  return { status: 'ready', plan: settled, playbookHash: hash, shopHash }
}

/** Problems of its playbooks, each with the name of its playbook. */
function issuesInside({ playbooks }: Pack): readonly Issue[] {
  return playbooks.flatMap((playbook, index) => {
    const name = plainName(playbook.name) || playbook.id
    return checkPlaybook(playbook, catalogue).map((issue) => issueOfMember(issue, index, name))
  })
}

/** The text of a pack that was pinned to a run. */
export function readStoredPack(id: string, body: string): Pack {
  const parsed = parsePack(body)
  if (parsed.ok) return parsed.pack
  throw new Error(
    `the stored pack ${id} cannot be read: ${parsed.issues.map(({ code }) => code).join(', ')}`,
  )
}

function sentencesOf(problems: readonly { readonly sentence: Text }[]): Text {
  const inLanguage = (language: Language, between: string) =>
    problems.map(({ sentence }) => sentence[language]).join(between)
  return { en: inLanguage('en', ' '), zh: inLanguage('zh', '') }
}

const extension = '.json'

/** The stored text, with the ids of its playbooks. */
function indexOf(row: PackRow): PackOf<string> {
  const index = readIndex(row)
  if (index === undefined) throw new Error(`the stored pack ${row.id} cannot be read`)
  return index
}

function readIndex({ body }: PackRow): PackOf<string> | undefined {
  const read = packSchema.safeParse(JSON.parse(body))
  if (!read.success) return undefined
  const files = read.data.playbooks.map(String)
  return { ...read.data, playbooks: files.map((name) => name.slice(0, -extension.length)) }
}

function rowOf(index: PackOf<string>): PackRow {
  const playbooks = index.playbooks.map((id) => id + extension)
  const savedAt = new Date().toISOString()
  return { id: index.id, body: formatPack({ ...index, playbooks }), savedAt }
}

/** The pack by the ids of its playbooks, where some of them got others. */
function indexUnder(pack: Pack, ids: ReadonlyMap<string, string> = new Map()): PackOf<string> {
  const idNow = (id: string) => ids.get(id) ?? id
  const drills = pack.drills?.map((drill) =>
    drill.playbooks === undefined ? drill : { ...drill, playbooks: drill.playbooks.map(idNow) },
  )
  return {
    ...pack,
    ...(drills === undefined ? {} : { drills }),
    playbooks: pack.playbooks.map(({ id }) => idNow(id)),
  }
}

function summaryOf(
  { savedAt }: PackRow,
  { id, name, description, question, systems, playbooks }: PackOf<string>,
  known: ReadonlyMap<string, PlaybookSummary>,
): PackSummary {
  const members = playbooks.flatMap((member) => known.get(member) ?? [])
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(question === undefined ? {} : { question }),
    systems: systems ?? [],
    desks: deskIds.filter((desk) => members.some((member) => member.desk === desk)),
    playbooks: playbooks.length,
    missing: playbooks.length - members.length,
    updatedAt: savedAt,
  }
}
