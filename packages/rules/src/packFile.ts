/**
 * Reading and writing packs. All problems at once, those of the playbooks too; nothing half-read, nothing thrown.
 *
 *   text ─size, JSON, depth, keys─▶ ─schema─▶ names ─files beside it─▶ playbooks ─ids─▶ Pack
 */
import { formatPlaybook, spaced } from './format.ts'
import { capped, issue, type Issue } from './issues.ts'
import { packFileName, packFormat, packSchema, type Pack, type PackOf } from './pack.ts'
import { packLimits } from './packLimits.ts'
import { parsePlaybook, parsePlaybookValue, type ParseResult } from './parse.ts'
import { playbookLimits, type Playbook } from './playbook.ts'
import { findHostile, readJson, shapeIssues } from './reading.ts'
import { describeValue } from './schemaWords.ts'
import type { Text } from './text.ts'

/** Text of each file that lies beside the index, by its name. */
export type FilesBeside = ReadonlyMap<string, string>

export type PackResult =
  | {
      readonly ok: true
      readonly pack: Pack
      /** Where each playbook was read from; undefined where it stands in the pack itself. */
      readonly files: readonly (string | undefined)[]
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Reads a pack file, with the files that lie beside it. Refused with every problem found, or whole. */
export function parsePack(source: string, files: FilesBeside = new Map()): PackResult {
  const read = readJson(source, packLimits.bytes)
  return read.ok ? parsePackValue(read.raw, files) : { ok: false, issues: [read.problem] }
}

/** Reads a pack from an already parsed JSON value, with the same guarantees as `parsePack`. */
export function parsePackValue(raw: unknown, files: FilesBeside = new Map()): PackResult {
  const refuse = (issues: readonly Issue[]): PackResult => ({ ok: false, issues: capped(issues) })
  // a playbook lies two levels deeper than in a file of its own
  const hostile = findHostile(raw, playbookLimits.depth + 2)
  if (hostile.length > 0) return refuse(hostile)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const facts = { expected: { en: 'a pack', zh: '策略包' }, got: describeValue(raw) }
    return refuse([issue('wrongShape', facts, { path: [] })])
  }
  const { format, playbooks } = raw as Record<string, unknown>
  if (format !== packFormat) {
    return refuse([issue('wrongFormat', { format: describeValue(format) }, { path: ['format'] })])
  }
  const members = (Array.isArray(playbooks) ? playbooks.slice(0, packLimits.playbooks) : []).map(
    (member: unknown, index) => readMember(member, index, files),
  )
  const shaped = packSchema.safeParse(raw)
  const issues = [
    ...(shaped.success ? [] : shapeIssues(shaped.error, raw, { knownKeys })),
    ...members.flatMap((member) => (member.ok ? [] : member.issues)),
  ]
  if (!shaped.success || issues.length > 0) return refuse(issues)
  const pack: Pack = {
    ...shaped.data,
    playbooks: members.flatMap((member) => (member.ok ? [member.playbook] : [])),
  }
  const twice = idIssues(pack)
  return twice.length > 0
    ? refuse(twice)
    : { ok: true, pack, files: shaped.data.playbooks.map(nameOrNone) }
}

/** Names of the files that a pack asks for, those only that may lie beside it; none when it cannot be read. */
export function packFileNames(source: string): readonly string[] {
  const read = readJson(source, packLimits.bytes)
  if (!read.ok || typeof read.raw !== 'object' || read.raw === null) return []
  const { playbooks } = read.raw as { readonly playbooks?: unknown }
  if (!Array.isArray(playbooks)) return []
  const names = playbooks.slice(0, packLimits.playbooks).map(nameOrNone)
  return [...new Set(names.filter((name) => name !== undefined && isFileBeside(name)))] as string[]
}

/** True for a text that says it is a pack, of this version or another. */
export function isPackText(source: string): boolean {
  const read = readJson(source, packLimits.bytes)
  if (!read.ok || typeof read.raw !== 'object' || read.raw === null) return false
  const { format } = read.raw as { readonly format?: unknown }
  return typeof format === 'string' && format.startsWith('pack/')
}

/**
 * The canonical text: fixed order of the top-level keys, sorted keys below, one shop, period, drill and claim a line;
 * whole playbooks as in their own files. Ends with a line feed.
 */
export function formatPack(pack: PackOf<Playbook | string>): string {
  const parts: string[] = []
  const member = (key: string, value: unknown) => {
    if (value !== undefined) parts.push(`  ${JSON.stringify(key)}: ${spaced(value)}`)
  }
  const rows = (key: string, members: readonly string[] | undefined) => {
    if (members === undefined) return
    const body = members.map((row) => `    ${row.replaceAll('\n', '\n    ')}`).join(',\n')
    parts.push(`  ${JSON.stringify(key)}: [${body === '' ? '' : `\n${body}\n  `}]`)
  }
  member('format', pack.format)
  member('id', pack.id)
  member('name', pack.name)
  member('description', pack.description)
  member('question', pack.question)
  member('systems', pack.systems)
  rows('shops', pack.shops.map(spaced))
  rows('periods', pack.periods?.map(spaced))
  rows('drills', pack.drills?.map(spaced))
  rows('claims', pack.claims?.map(spaced))
  rows(
    'playbooks',
    pack.playbooks.map((one) =>
      typeof one === 'string' ? JSON.stringify(one) : formatPlaybook(one).trimEnd(),
    ),
  )
  return `{\n${parts.join(',\n')}\n}\n`
}

/** The problem as one of a pack: it names the playbook that it lies in. */
export function issueOfMember(problem: Issue, index: number, name: string): Issue {
  const at = problem.facts['at'] as Text | undefined
  const inside: Text = {
    en: `In “${name}”${at === undefined ? '' : `, ${at.en}`}`,
    zh: `“${name}”${at === undefined ? '' : `，${at.zh}`}`,
  }
  return {
    ...problem,
    path: ['playbooks', index, ...problem.path],
    facts: { ...problem.facts, at: inside },
  }
}

/** The English name of a playbook or pack: where only one can stand. */
export function plainName(name: Playbook['name']): string {
  return typeof name === 'string' ? name : name.en
}

function readMember(member: unknown, index: number, files: FilesBeside): ParseResult {
  const place = { path: ['playbooks', index] }
  if (typeof member !== 'string') {
    // what is neither is said by the schema
    if (typeof member !== 'object' || member === null) return { ok: false, issues: [] }
    return named(parsePlaybookValue(member), index, idOf(member) ?? `playbooks[${index}]`)
  }
  if (!isFileBeside(member)) {
    return { ok: false, issues: [issue('packFileName', { file: member }, place)] }
  }
  const text = files.get(member)
  return text === undefined
    ? { ok: false, issues: [issue('missingFile', { file: member }, place)] }
    : named(parsePlaybook(text), index, member)
}

function named(result: ParseResult, index: number, name: string): ParseResult {
  if (result.ok) return result
  return {
    ok: false,
    issues: result.issues.map((problem) => issueOfMember(problem, index, name)),
  }
}

function idOf(value: object): string | undefined {
  const { id } = value as { readonly id?: unknown }
  return typeof id === 'string' ? id.slice(0, 64) : undefined
}

function nameOrNone(member: unknown): string | undefined {
  return typeof member === 'string' ? member : undefined
}

/** A plain name: nothing that leads out of the folder, to a hidden file, or to the pack itself. */
function isFileBeside(name: string): boolean {
  return (
    name.length <= packLimits.fileNameCharacters &&
    name !== packFileName &&
    // oxlint-disable-next-line no-control-regex -- these are what is refused
    /^[^./\\:\u0000-\u001f][^/\\:\u0000-\u001f]*\.json$/.test(name)
  )
}

/** What the schema cannot say: ids are used once, and drills name playbooks that are there. */
function idIssues({ playbooks, shops, periods = [], drills = [] }: Pack): Issue[] {
  const issues: Issue[] = []
  const lists = { playbooks, shops, periods, drills }
  for (const [list, members] of Object.entries(lists)) {
    const seen = new Set<string>()
    for (const [index, { id }] of members.entries()) {
      if (seen.has(id)) issues.push(issue('duplicateId', { id }, { path: [list, index, 'id'] }))
      seen.add(id)
    }
  }
  const known = playbooks.map(({ id }) => id)
  for (const [index, drill] of drills.entries()) {
    for (const [place, playbook] of (drill.playbooks ?? []).entries()) {
      if (known.includes(playbook)) continue
      const path = ['drills', index, 'playbooks', place]
      issues.push(issue('unknownMember', { playbook, known }, { path }))
    }
  }
  return issues
}

function knownKeys(path: readonly (string | number)[]): readonly string[] {
  const { shape } = packSchema
  if (path.length === 0) return Object.keys(shape)
  if (path.length !== 2) return []
  switch (path[0]) {
    case 'shops':
      return Object.keys(shape.shops.element.shape)
    case 'periods':
      return Object.keys(shape.periods.unwrap().element.shape)
    case 'drills':
      return Object.keys(shape.drills.unwrap().element.shape)
    default:
      return []
  }
}
