/** The playbooks that come with Sandtable: those of the gallery, and those of its packs. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packFileName, parsePack, parsePlaybook, type Pack, type Playbook } from '@sandtable/rules'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

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
        .filter((file) => file.endsWith('.json') && file !== packFileName)
        .map((file) => ({
          name: file.slice(0, -'.json'.length),
          path: `examples/${folder}/${file}`,
          text: readFileSync(`${examples}${folder}/${file}`, 'utf8'),
        })),
    )
    .toSorted((a, b) => collator.compare(a.name, b.name))
}

/** A pack that comes with Sandtable. */
export interface GalleryPack {
  /** Name of its folder. */
  readonly name: string
  readonly text: string
  /** Text of every other file of the folder, by name. */
  readonly files: ReadonlyMap<string, string>
}

/** Every pack, by the name of its folder. */
export function galleryPacks(): readonly GalleryPack[] {
  return namesIn('packs').map((name) => {
    const textOf = (file: string) => readFileSync(`${examples}packs/${name}/${file}`, 'utf8')
    const beside = namesIn(`packs/${name}`).filter((file) => file !== packFileName)
    return {
      name,
      text: textOf(packFileName),
      files: new Map(beside.map((file) => [file, textOf(file)])),
    }
  })
}

/** The pack of a folder that must be sound. */
export function readGalleryPack({ name, text, files }: GalleryPack): Pack {
  const result = parsePack(text, files)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.issues)}`)
  return result.pack
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
