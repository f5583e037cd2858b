/** The pages of docs/ that are views of declarations, laid out by Prettier. */
import { format, resolveConfig } from 'prettier'
import { commandsPage } from './docs/commands.ts'
import { errorsPage } from './docs/errors.ts'
import { eventsPage } from './docs/events.ts'
import { figuresPage } from './docs/figures.ts'
import { languagePage } from './docs/language.ts'
import { nodesPage } from './docs/nodes.ts'
import { systemsTable } from './docs/systems.ts'

/** Path → content. `spec` is the text of packages/rules/SPEC.md. */
export async function docsFiles(spec: string): Promise<Map<string, string>> {
  const options = await resolveConfig(import.meta.filename)
  const pages = {
    'docs/nodes.md': nodesPage(),
    'docs/commands.md': commandsPage(),
    'docs/figures.md': figuresPage(),
    'docs/events.md': eventsPage(),
    'docs/errors.md': errorsPage(),
    'docs/language.md': languagePage(spec),
    'docs/systems.md': systemsTable(),
  }
  const laidOut = await Promise.all(
    Object.entries(pages).map(async ([path, text]): Promise<[string, string]> => [
      path,
      await format(text, { ...options, parser: 'markdown' }),
    ]),
  )
  return new Map(laidOut)
}
