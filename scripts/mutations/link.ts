/** Gives a copy of the project its packages: those of the registry shared, the project's own the copy's. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ownPackages = '@sandtable'

export function linkPackages(project: string, copy: string): void {
  const shared = join(project, 'node_modules')
  const linked = join(copy, 'node_modules')
  mkdirSync(join(linked, ownPackages), { recursive: true })
  for (const entry of readdirSync(shared)) {
    const isShared = entry !== ownPackages && (!entry.startsWith('.') || entry === '.bin')
    if (isShared) symlinkSync(join(shared, entry), join(linked, entry))
  }
  for (const folder of ['packages', 'apps']) {
    for (const name of readdirSync(join(copy, folder))) {
      symlinkSync(join(copy, folder, name), join(linked, ownPackages, name))
    }
  }
}

// Stryker runs it in its own copy: <project>/.sandtable/stryker/sandbox-…
if (import.meta.main) linkPackages(resolve('..', '..', '..'), process.cwd())
