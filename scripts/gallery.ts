/**
 * The gallery: every playbook in its trial, on the seed of its claim and on the one that confirms it.
 *
 *   npm run gallery                       runs all, writes docs/gallery/measured.json, pictures, golden traces, docs/gallery.md
 *   npm run gallery -- inv-1 cnv-2 …      those only (a name or its beginning); the others keep their figures
 *   npm run gallery -- --headlines        the headline claims and the packs only
 *   npm run gallery -- --page             the page and pictures anew from what was measured
 *   npm run gallery -- --coverage         lists every system → file → verdict; nothing is run
 *
 * Exit code 1 when an effect is not met or a figure of the page belongs to another version of playbook, shop or
 * model; with `--coverage`, when a system has no playbook.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { coverageLines } from './gallery/coverage.ts'
import { galleryFiles, galleryPacks, readGalleryFile } from './gallery/files.ts'
import { headlines } from './gallery/headlines.ts'
import {
  measure,
  measurePack,
  readMeasured,
  writeMeasured,
  type Measured,
} from './gallery/measure.ts'
import { measureHeadline } from './gallery/measureHeadline.ts'
import { writePictures } from './gallery/pictures.ts'
import { galleryPage } from './gallery/page.ts'
import { idleOnRemoval } from './gallery/removal.ts'
import { staleEntries } from './gallery/stale.ts'
import { traceOf, writeTrace } from './gallery/trace.ts'
import { layOut } from './docs.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    coverage: { type: 'boolean', default: false },
    headlines: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
})
const files = galleryFiles()
const isAsked = (name: string) =>
  positionals.length === 0 ||
  positionals.some((asked) => name === asked || name.startsWith(`${asked}-`))

if (values.coverage) {
  const { lines, missing } = coverageLines(files, readMeasured())
  for (const line of lines) console.log(line)
  process.exit(missing === 0 ? 0 : 1)
}

const unknown = positionals.filter(
  (asked) => !files.some(({ name }) => name === asked || name.startsWith(`${asked}-`)),
)
if (unknown.length > 0) {
  console.error(`no playbook ${unknown.join(', ')} in the gallery; see examples/`)
  process.exit(2)
}

let measured: Measured = readMeasured()
if (!values.headlines && !values.page) {
  for (const file of files.filter(({ name }) => isAsked(name))) {
    const started = performance.now()
    const playbook = readGalleryFile(file)
    const entry = await measure(playbook, file.path)
    const idle = idleOnRemoval(playbook)
    measured = {
      ...measured,
      entries: { ...measured.entries, [file.name]: { ...entry, idleOnRemoval: idle } },
    }
    await writeMeasured(measured)
    writeTrace(file.name, traceOf(playbook))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${file.name}: ${seconds} s${idle.length > 0 ? `; idle: ${idle.join(', ')}` : ''}`)
  }
}
if (values.headlines || (positionals.length === 0 && !values.page)) {
  for (const headline of headlines) {
    measured = {
      ...measured,
      headlines: {
        ...measured.headlines,
        [headline.id]: await measureHeadline(headline, files),
      },
    }
    await writeMeasured(measured)
    console.log(`headline ${headline.id}`)
  }
  for (const pack of galleryPacks()) {
    measured = {
      ...measured,
      packs: { ...measured.packs, [pack.name]: await measurePack(pack) },
    }
    await writeMeasured(measured)
    console.log(`pack ${pack.name}`)
  }
}
writePictures(files, measured)
const page = fileURLToPath(new URL('../docs/gallery.md', import.meta.url))
writeFileSync(page, await layOut(galleryPage(files, measured)))
console.log('wrote docs/gallery.md')
const stale = staleEntries(files, measured)
for (const line of stale) console.error(line)
process.exit(stale.length === 0 ? 0 : 1)
