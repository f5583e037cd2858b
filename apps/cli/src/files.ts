import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { describeIssue, findJsonError, issue } from '@sandtable/rules'
import { runDefaults } from '@sandtable/sim'
import { reasonOf, UsageError, type Terminal } from './terminal.ts'

/** The text of a file, or its size when it is far too large to be read. Throws `UsageError` when it cannot be read. */
export function readSmallFile(
  file: string,
  maxBytes: number,
  { say }: Terminal,
): { readonly text: string } | { readonly bytes: number } {
  try {
    const bytes = statSync(file).size
    return bytes > maxBytes ? { bytes } : { text: readFileSync(file, 'utf8') }
  } catch (error) {
    throw new UsageError(say.cannotRead(file, reasonOf(error, say)))
  }
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
