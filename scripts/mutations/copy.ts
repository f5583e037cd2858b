/** Copies of the project, to plant bugs in: sources of their own, packages of the registry shared. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const notCopied: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  '.types',
  '.git',
  'test-results',
])
const ownPackages = '@sandtable'

/** A temporary copy without build output, in which the project's own packages are those of the copy. */
export function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'sandtable-mutations-'))
  for (const entry of readdirSync(root)) {
    if (notCopied.has(entry)) continue
    cpSync(join(root, entry), join(copy, entry), {
      recursive: true,
      filter: (path) => !notCopied.has(basename(path)) && !path.endsWith('.tsbuildinfo'),
    })
  }
  mkdirSync(join(copy, 'node_modules', ownPackages), { recursive: true })
  for (const entry of readdirSync(join(root, 'node_modules'))) {
    const isShared = entry !== ownPackages && (!entry.startsWith('.') || entry === '.bin')
    if (isShared) symlinkSync(join(root, 'node_modules', entry), join(copy, 'node_modules', entry))
  }
  for (const folder of ['packages', 'apps']) {
    for (const name of readdirSync(join(copy, folder))) {
      symlinkSync(join(copy, folder, name), join(copy, 'node_modules', ownPackages, name))
    }
  }
  return copy
}

export function removeCopy(copy: string): void {
  rmSync(copy, { recursive: true })
}
