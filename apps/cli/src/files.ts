import { readFileSync, statSync, writeFileSync } from 'node:fs'
import {
  checkPlaybook,
  describeIssue,
  findJsonError,
  isRunnable,
  issue,
  parsePlaybook,
  playbookLimits,
  type Issue,
  type ParseResult,
  type Playbook,
} from '@sandtable/rules'
import { catalogue, runDefaults } from '@sandtable/sim'
import { issueLines } from './issueLines.ts'
import { reasonOf, UsageError, type Terminal } from './terminal.ts'

/** Reads a playbook file; one that is far too large is refused without reading it. Throws `UsageError` when it cannot be read. */
export function readPlaybookFile(file: string, { say }: Terminal): ParseResult {
  try {
    const bytes = statSync(file).size
    if (bytes > playbookLimits.bytes) {
      const tooLarge: Issue = issue(
        'tooLarge',
        { bytes, maxBytes: playbookLimits.bytes },
        { path: [] },
      )
      return { ok: false, issues: [tooLarge] }
    }
    return parsePlaybook(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(say.cannotRead(file, reasonOf(error, say)))
  }
}

/** Reads and checks all files; prints their issues. Undefined when one of them cannot run. */
export function readRunnablePlaybooks(
  files: readonly string[],
  terminal: Terminal,
): Playbook[] | undefined {
  const playbooks: Playbook[] = []
  for (const file of files) {
    const parsed = readPlaybookFile(file, terminal)
    const issues = parsed.ok ? checkPlaybook(parsed.playbook, catalogue) : parsed.issues
    for (const line of issueLines(file, issues, terminal)) terminal.err(line)
    if (parsed.ok && isRunnable(issues)) playbooks.push(parsed.playbook)
  }
  if (playbooks.length === files.length) return playbooks
  terminal.err(terminal.say.refused)
  return undefined
}

/**
 * The shop that `--shop` names: the id of a template, or what is in a shop file; the default without the option.
 * Throws `UsageError` when the file cannot be read or is not JSON.
 */
export function readShop(given: string | undefined, terminal: Terminal): unknown {
  if (given === undefined) return runDefaults.shop
  const isFile = given.endsWith('.json') || given.includes('/')
  if (!isFile) return given
  const { say, language } = terminal
  let text: string
  try {
    text = readFileSync(given, 'utf8')
  } catch (error) {
    throw new UsageError(say.cannotRead(given, reasonOf(error, say)))
  }
  const broken = findJsonError(text)
  if (broken === undefined) return JSON.parse(text)
  const { sentence } = describeIssue(issue('brokenJson', broken, { path: [] }), language)
  throw new UsageError(`${given}: ${sentence}`)
}

/** Writes a file, a line feed at its end. Throws `UsageError` when that fails. */
export function writeTextFile(file: string, text: string, { say }: Terminal): void {
  try {
    writeFileSync(file, `${text}\n`)
  } catch (error) {
    throw new UsageError(say.cannotWrite(file, reasonOf(error, say)))
  }
}
