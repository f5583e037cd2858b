/** Golden traces: a change of what a playbook does in its trial shows here, action by action. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { main } from '../../apps/cli/src/main.ts'
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'
import { readTrace, traceOf } from '../../scripts/gallery/trace.ts'

const files = galleryFiles()

describe('golden traces', () => {
  it.each(files)('$name does what it did (npm run gallery writes it anew)', (file) => {
    expect(traceOf(readGalleryFile(file))).toBe(readTrace(file.name))
  })
  it('are there for the playbooks of the gallery, and for no other', () => {
    const there = readdirSync(new URL('../golden/', import.meta.url))
    expect(there.toSorted()).toEqual(files.map(({ name }) => `${name}.txt`).toSorted())
  })
})

/** The whole gallery is run by `npm run gallery`; these are quick, and of different parts of the shop. */
const sampled = [
  'inv-1-low-stock-reorder',
  'inv-13-order-surge-capacity',
  'cnv-2-funnel-repair',
  'cri-1-main-channel-down',
  'svc-6-hard-tickets-to-supervisor',
  'ord-4-returns-back-in-72-hours',
]

describe('effects of the gallery', () => {
  it.each(sampled)('of %s are there', async (name) => {
    const { path } = files.find((file) => file.name === name)!
    const lines: string[] = []
    const say = (line: string) => lines.push(line)
    const code = await main(['test', path, '--workers', '1'], { out: say, err: say })
    expect(code, lines.join('\n')).toBe(0)
    expect(lines.at(-1)).toMatch(/^\d+ tests: \d+ passed, 0 failed$/)
  })
})
