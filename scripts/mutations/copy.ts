/** Copies of the project, to plant bugs in. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { linkPackages } from './link.ts'

const project = join(import.meta.dirname, '..', '..')
const notCopied: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  '.types',
  '.git',
  '.sandtable',
  'test-results',
])

/** A temporary copy without build output, in which the project's own packages are those of the copy. */
export function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'sandtable-mutations-'))
  for (const entry of readdirSync(project)) {
    if (notCopied.has(entry)) continue
    cpSync(join(project, entry), join(copy, entry), {
      recursive: true,
      filter: (path) => !notCopied.has(basename(path)) && !path.endsWith('.tsbuildinfo'),
    })
  }
  linkPackages(project, copy)
  return copy
}

export function removeCopy(copy: string): void {
  rmSync(copy, { recursive: true })
}
