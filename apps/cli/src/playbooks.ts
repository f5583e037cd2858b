/** What is named on the command line: playbook files and packs, each a folder with `pack.json` or one file. */
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  checkPack,
  checkPlaybook,
  conflictsBetween,
  isPackText,
  isRunnable,
  issue,
  packFileName,
  packFileNames,
  packLimits,
  parsePack,
  parsePlaybook,
  type Issue,
  type Pack,
  type ParseResult,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { readSmallFile } from './files.ts'
import { issueLines } from './issueLines.ts'
import type { Terminal } from './terminal.ts'

/** One playbook, or what could not be read as one. */
export interface Source {
  /** Where it comes from: a file, or a file and the id of a playbook in it. */
  readonly file: string
  /** Place of what it was named by among the words of the command line. */
  readonly input: number
  readonly parsed: ParseResult
}

interface Reading {
  /** Every playbook, those of a pack in its order. */
  readonly sources: readonly Source[]
  /** Packs that could be read, by their index or the file that is all of them. */
  readonly packs: readonly { readonly file: string; readonly pack: Pack }[]
}

/** Reads everything that is named. Throws `UsageError` when a file cannot be read. */
export function readNamed(names: readonly string[], terminal: Terminal): Reading {
  const read = names.map((name, input) => readOne(name, input, terminal))
  return {
    sources: read.flatMap(({ sources }) => sources),
    packs: read.flatMap(({ packs }) => packs),
  }
}

function readOne(name: string, input: number, terminal: Terminal): Reading {
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
  const file = isFolder ? join(name, packFileName) : name
  const found = readSmallFile(file, packLimits.bytes, terminal)
  if ('bytes' in found) {
    const facts = { bytes: found.bytes, maxBytes: packLimits.bytes }
    return refused(file, input, [issue('tooLarge', facts, { path: [] })])
  }
  const { text } = found
  if (!isFolder && !isPackText(text)) {
    return { sources: [{ file, input, parsed: parsePlaybook(text) }], packs: [] }
  }
  const result = parsePack(text, filesBeside(file, text, terminal))
  if (!result.ok) return refused(file, input, result.issues)
  const { pack, files } = result
  const sources = pack.playbooks.map((playbook, index): Source => {
    const beside = files[index]
    const from = beside === undefined ? `${file}#${playbook.id}` : join(dirname(file), beside)
    return { file: from, input, parsed: { ok: true, playbook, issues: [] } }
  })
  return { sources, packs: [{ file, pack }] }
}

function refused(file: string, input: number, issues: readonly Issue[]): Reading {
  return { sources: [{ file, input, parsed: { ok: false, issues } }], packs: [] }
}

/** The playbooks that a pack names; one that is not there is a problem of the pack. */
function filesBeside(file: string, text: string, terminal: Terminal): ReadonlyMap<string, string> {
  const beside = new Map<string, string>()
  for (const name of packFileNames(text)) {
    const path = join(dirname(file), name)
    if (!existsSync(path)) continue
    const found = readSmallFile(path, packLimits.bytes, terminal)
    // one too large is refused by its size alone
    beside.set(name, 'text' in found ? found.text : ' '.repeat(packLimits.bytes))
  }
  return beside
}

/**
 * Every problem of what is named, file by file. Playbooks of one pack run together, so conflicts between them are
 * warnings; those between files that are only named side by side are notes.
 */
export function issuesOf({
  sources,
  packs,
}: Reading): readonly { readonly file: string; readonly issues: readonly Issue[] }[] {
  const sound = soundOf(sources)
  const between = conflictsBetween(
    sound.map(({ playbook }) => playbook),
    catalogue,
  ).filter(({ playbook, other }) => sound[playbook]!.source.input !== sound[other]!.source.input)
  const notesOf = (source: Source) =>
    between.flatMap((conflict): Issue[] =>
      sound[conflict.playbook]!.source === source ? [{ ...conflict.issue, severity: 'info' }] : [],
    )
  return [
    ...packs.map(({ file, pack }) => ({ file, issues: checkPack(pack, catalogue) })),
    ...sources.map((source) => ({
      file: source.file,
      issues: [...issuesOfSource(source), ...notesOf(source)],
    })),
  ]
}

function issuesOfSource({ parsed }: Source): readonly Issue[] {
  return parsed.ok ? checkPlaybook(parsed.playbook, catalogue) : parsed.issues
}

function soundOf(sources: readonly Source[]) {
  return sources.flatMap((source) =>
    source.parsed.ok ? [{ source, playbook: source.parsed.playbook }] : [],
  )
}

/** What runs in one arm. */
export interface Runnable {
  /** In the order in which they are named. */
  readonly playbooks: readonly Playbook[]
  /** The pack that is named, when it is one. */
  readonly pack: Pack | undefined
}

/** Reads and checks everything that is to run together; prints what is wrong. Undefined when it cannot run. */
export function readRunnable(names: readonly string[], terminal: Terminal): Runnable | undefined {
  const { sources, packs } = readNamed(names, terminal)
  let isSound = true
  for (const source of sources) {
    const issues = issuesOfSource(source)
    for (const line of issueLines(source.file, issues, terminal)) terminal.err(line)
    isSound &&= source.parsed.ok && isRunnable(issues)
  }
  if (!isSound) {
    terminal.err(terminal.say.refused)
    return undefined
  }
  const playbooks = soundOf(sources).map(({ playbook }) => playbook)
  for (const conflict of conflictsBetween(playbooks, catalogue)) {
    const { file } = sources[conflict.playbook]!
    for (const line of issueLines(file, [conflict.issue], terminal)) terminal.err(line)
  }
  return { playbooks, pack: packs.length === 1 ? packs[0]!.pack : undefined }
}
