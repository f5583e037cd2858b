/** docs/systems.md: the systems that playbooks build, from the files of the gallery. */
import {
  checkPlaybook,
  commandIds,
  parsePlaybook,
  systemIds,
  systems,
  type SystemId,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { galleryFiles } from '../gallery/files.ts'
import { both, codes, generatedNote, page, table } from './markdown.ts'

/** A playbook of the gallery, and the names in it that the shop only announces. */
interface Listed {
  readonly name: string
  readonly path: string
  readonly systems: readonly string[]
  readonly notSimulated: readonly string[]
}

export function systemsTable(): string {
  const files = listed()
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

function row(id: SystemId, files: readonly Listed[]): string[] {
  const names = [...new Set(files.flatMap(({ notSimulated }) => notSimulated))].toSorted()
  const isCommand = (name: string) => (commandIds as readonly string[]).includes(name)
  return [
    id,
    both(systems[id]),
    files.map(({ name, path }) => `[${name}](../${path})`).join('<br>'),
    codes(names.filter(isCommand)),
    codes(names.filter((name) => !isCommand(name))),
  ]
}

function filesOf(id: SystemId, files: readonly Listed[]): readonly Listed[] {
  return files.filter((file) => file.systems.includes(id))
}

/** Files that do not parse are left to the tests of the gallery. */
function listed(): readonly Listed[] {
  return galleryFiles().flatMap(({ name, path, text }) => {
    const result = parsePlaybook(text)
    if (!result.ok) return []
    const notSimulated = checkPlaybook(result.playbook, catalogue).flatMap((issue) =>
      issue.code === 'notSimulated' ? [String(issue.facts['name'])] : [],
    )
    return [{ name, path, systems: result.playbook.systems ?? [], notSimulated }]
  })
}
