/** The playbooks that come with Sandtable: those of the gallery, and those of its packs. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parsePlaybook, type Playbook } from '@sandtable/rules'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

/** The file of a pack that lists what belongs to it. */
export const packIndex = 'pack.json'

export interface GalleryFile {
  /** Base name without extension, such as `inv-1-low-stock-reorder`; once in the whole gallery. */
  readonly name: string
  /** From the repository's root, with `/` between. */
  readonly path: string
  readonly text: string
}

/** Every playbook, by name in order of system and number. */
export function galleryFiles(): readonly GalleryFile[] {
  const packs = namesIn('packs').map((pack) => `packs/${pack}`)
  return ['playbooks', ...packs]
    .flatMap((folder) =>
      namesIn(folder)
        .filter((file) => file.endsWith('.json') && file !== packIndex)
        .map((file) => ({
          name: file.slice(0, -'.json'.length),
          path: `examples/${folder}/${file}`,
          text: readFileSync(`${examples}${folder}/${file}`, 'utf8'),
        })),
    )
    .toSorted((a, b) => collator.compare(a.name, b.name))
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(examples + folder)
}
const collator = new Intl.Collator('en', { numeric: true })

/** The playbook of a file that must be sound. */
export function readGalleryFile({ path, text }: GalleryFile): Playbook {
  const result = parsePlaybook(text)
  if (!result.ok) throw new Error(`${path}: ${JSON.stringify(result.issues)}`)
  return result.playbook
}
