/** docs/gallery.md says what was measured, of these playbooks, shops and this model, and leaves nothing out. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { courseClaims, systemIds, type SystemId } from '@sandtable/rules'
import { layOut } from '../../scripts/docs.ts'
import { coverage, coverageLines } from '../../scripts/gallery/coverage.ts'
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'
import { headlines } from '../../scripts/gallery/headlines.ts'
import { readMeasured, seeds, trialOf } from '../../scripts/gallery/measure.ts'
import { galleryPage } from '../../scripts/gallery/page.ts'
import { pictures } from '../../scripts/gallery/pictures.ts'
import { headlineSentences, sentences } from '../../scripts/gallery/sentences.ts'
import { staleEntries } from '../../scripts/gallery/stale.ts'
import { verdictOf } from '../../scripts/gallery/verdict.ts'

const docs = new URL('../../docs/', import.meta.url)
const files = galleryFiles()
const measured = readMeasured()

describe('the page of the gallery', () => {
  it('rests on figures of these playbooks, these shops and this model', () => {
    expect(staleEntries(files, measured)).toEqual([])
  })
  it('is what `npm run gallery` writes', async () => {
    const page = await layOut(galleryPage(files, measured))
    expect(readFileSync(new URL('gallery.md', docs), 'utf8')).toBe(page)
  })
  it('has every picture, and no other', () => {
    const all = pictures(files, measured)
    const there = readdirSync(new URL('gallery/', docs)).filter((name) => name.endsWith('.svg'))
    expect(there.map((name) => `gallery/${name}`).toSorted()).toEqual([...all.keys()].toSorted())
    for (const [path, content] of all) {
      expect(readFileSync(new URL(path, docs), 'utf8'), path).toBe(content)
    }
  })
  it('covers every system, with a verdict for each file', () => {
    const { lines, missing } = coverageLines(files, measured)
    expect(missing).toBe(0)
    expect(lines.at(-1)).toBe(`${systemIds.length} of ${systemIds.length} systems covered`)
    const covered = coverage(files, measured)
    expect(covered.map(({ file }) => file.name).toSorted()).toEqual(
      files.map(({ name }) => name).toSorted(),
    )
    for (const { verdicts } of covered) expect(verdicts.length).toBeGreaterThan(0)
  })
  it('gives the reason in a sentence wherever a claim is not seen, and wherever the courses give a figure', () => {
    const silent = files.filter((file) => {
      const playbook = readGalleryFile(file)
      const [system] = playbook.systems as SystemId[]
      const { runs } = measured.entries[file.name]!
      const isSeen = trialOf(playbook).claims!.every(
        (claim) => verdictOf(claim, runs) === 'asClaimed',
      )
      const hasFigure = /\d/.test(courseClaims[system!]?.en ?? '')
      return (!isSeen || hasFigure) && (sentences[file.name] ?? '').length < 40
    })
    expect(silent.map(({ name }) => name)).toEqual([])
    for (const { id } of headlines) expect(headlineSentences[id]!.length).toBeGreaterThan(40)
    const known = new Set(files.map(({ name }) => name))
    expect(Object.keys(sentences).filter((name) => !known.has(name))).toEqual([])
  })
})

describe.each(files)('$name', (file) => {
  const playbook = readGalleryFile(file)
  const entry = measured.entries[file.name]!

  it('has a trial with claims, measured on both seeds', () => {
    expect(trialOf(playbook).claims!.length).toBeGreaterThan(0)
    expect(entry.runs.map(({ seed }) => seed)).toEqual([...seeds])
  })
  it('would be another run without its trigger, and without its action', () => {
    const owns = (category: string) =>
      playbook.nodes.filter(
        ({ id, type }) => type.startsWith(`${category}.`) && !entry.idleOnRemoval.includes(id),
      )
    expect(owns('trigger').length).toBeGreaterThan(0)
    expect(owns('action').length).toBeGreaterThan(0)
  })
  it('has effects that are tested, and were met when it was measured', () => {
    expect((playbook.tests ?? []).some((test) => 'effects' in test)).toBe(true)
    expect(entry.unmet).toEqual([])
  })
})
