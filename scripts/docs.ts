/** The pages of docs/ that are views of declarations, laid out by Prettier. */
import { format, resolveConfig } from 'prettier'
import { commandsPage } from './docs/commands.ts'
import { errorsPage } from './docs/errors.ts'
import { eventsPage } from './docs/events.ts'
import { languagePage } from './docs/language.ts'
import { metricsPage } from './docs/metrics.ts'
import { nodesPage } from './docs/nodes.ts'
import { shopPage } from './docs/shop.ts'

/** What pages quote from: the text of packages/rules/SPEC.md and of packages/sim/src/run.ts. */
export interface Sources {
  readonly spec: string
  readonly day: string
}

/** Path → content. */
export async function docsFiles({ spec, day }: Sources): Promise<Map<string, string>> {
  const pages = {
    'docs/nodes.md': nodesPage(),
    'docs/commands.md': commandsPage(),
    'docs/metrics.md': metricsPage(),
    'docs/events.md': eventsPage(),
    'docs/shop.md': shopPage(day),
    'docs/errors.md': errorsPage(),
    'docs/language.md': languagePage(spec),
  }
  const laidOut = await Promise.all(
    Object.entries(pages).map(async ([path, text]): Promise<[string, string]> => [
      path,
      await layOut(text),
    ]),
  )
  return new Map(laidOut)
}

/** Text as Prettier writes it under the settings of the project. */
export async function layOut(text: string, parser: 'markdown' | 'json' = 'markdown') {
  const options = await resolveConfig(import.meta.filename)
  return format(text, { ...options, parser })
}
