import { readFileSync, statSync } from 'node:fs'
import {
  issue,
  parsePlaybook,
  playbookLimits,
  type Issue,
  type ParseResult,
} from '@sandtable/rules'
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
