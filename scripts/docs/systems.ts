/** docs/systems.md: the systems that playbooks build, from the files of the gallery. */
import { readdirSync, readFileSync } from 'node:fs'
import {
  checkPlaybook,
  commandIds,
  parsePlaybook,
  systemIds,
  systems,
  type SystemId,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { both, codes, generatedNote, page, table } from './markdown.ts'

const folder = new URL('../../examples/playbooks/', import.meta.url)

/** A playbook of the gallery, and the names in it that the shop only announces. */
interface GalleryFile {
  readonly file: string
  readonly systems: readonly string[]
  readonly notSimulated: readonly string[]
}

export function systemsTable(): string {
  const files = galleryFiles()
  const built = systemIds.filter((id) => filesOf(id, files).length > 0)
  const complete = built.filter((id) =>
    filesOf(id, files).every(({ notSimulated }) => notSimulated.length === 0),
  )
  return page([
    '# Systems',
    generatedNote,
    `Operators are taught to automate these ${systemIds.length} systems. ${built.length} have a playbook in the gallery; ${complete.length} of them use only figures, events and commands that the shop simulates. The others check and open, but a figure that is not simulated is missing, an event never happens, and a command is rejected.`,
    table(
      ['id', 'system', 'playbooks', 'commands not simulated', 'figures and events not simulated'],
      systemIds.map((id) => row(id, filesOf(id, files))),
    ),
  ])
}

function row(id: SystemId, files: readonly GalleryFile[]): string[] {
  const names = [...new Set(files.flatMap(({ notSimulated }) => notSimulated))].toSorted()
  const isCommand = (name: string) => (commandIds as readonly string[]).includes(name)
  return [
    id,
    both(systems[id]),
    files.map(({ file }) => `[${file}](../examples/playbooks/${file}.json)`).join('<br>'),
    codes(names.filter(isCommand)),
    codes(names.filter((name) => !isCommand(name))),
  ]
}

function filesOf(id: SystemId, files: readonly GalleryFile[]): readonly GalleryFile[] {
  return files.filter((file) => file.systems.includes(id))
}

/** Files that do not parse are left to the tests of the gallery. */
function galleryFiles(): readonly GalleryFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => {
      const result = parsePlaybook(readFileSync(new URL(name, folder), 'utf8'))
      if (!result.ok) return []
      const notSimulated = checkPlaybook(result.playbook, catalogue).flatMap((issue) =>
        issue.code === 'notSimulated' ? [String(issue.facts['name'])] : [],
      )
      const { systems: built = [] } = result.playbook
      return [{ file: name.replace('.json', ''), systems: built, notSimulated }]
    })
}
