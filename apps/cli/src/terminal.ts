import type { Language } from '@sandtable/rules'
import type { Messages } from './messages/index.ts'

/** What a command may use of the outside; tests give their own. */
export interface Terminal {
  readonly language: Language
  readonly say: Messages
  /** Writes a line to standard output. */
  readonly out: (line: string) => void
  /** Writes a line to standard error. */
  readonly err: (line: string) => void
}

/** Ends a command with a sentence for the user and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

// oxlint-disable-next-line no-control-regex -- these are what is removed
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** The line without control and direction characters, which a name from a file could use to take over the terminal. */
export function printable(line: string): string {
  return line.replaceAll(unprintable, '\uFFFD')
}

/** Exit codes of every command. */
export const exitCodes = { fine: 0, issues: 1, usage: 2 } as const

/** Why a file operation failed: the system's error code in words, or as it is when it is a rare one. */
export function reasonOf(error: unknown, { reasons }: Messages): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return Object.hasOwn(reasons, code) ? reasons[code as keyof Messages['reasons']] : code
}
