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

/** Exit codes of every command. */
export const exitCodes = { fine: 0, issues: 1, usage: 2 } as const

/** Why a file operation failed: the system's error code in words, or as it is when it is a rare one. */
export function reasonOf(error: unknown, { reasons }: Messages): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return Object.hasOwn(reasons, code) ? reasons[code as keyof Messages['reasons']] : code
}
