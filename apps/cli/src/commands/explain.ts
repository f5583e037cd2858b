import { describeExplanation } from '@sandtable/rules'
import { explain as explainRun } from '@sandtable/sim'
import { readRunnablePlaybooks, readShop } from '../files.ts'
import { issueLines } from '../issueLines.ts'
import { exitCodes, UsageError, type Terminal } from '../terminal.ts'

export interface ExplainOptions {
  readonly day: number
  readonly node: string
  readonly entity: string
  /** Template id, or path of a shop file ending in `.json`. */
  readonly shop?: string
  readonly seed?: number
  readonly replication?: number
  /** Which file, counted from 1. */
  readonly playbook?: number
  readonly json?: boolean
}

/** Runs one replication again up to the day, and says why the node did what it did for the entity. */
export function explain(
  files: readonly string[],
  options: ExplainOptions,
  terminal: Terminal,
): number {
  const { say, out, language } = terminal
  const { day, node: nodeId, entity, seed, replication, playbook } = options
  if (playbook !== undefined && playbook > files.length)
    throw new UsageError(say.noSuchPlaybook(files.length, playbook))
  const playbooks = readRunnablePlaybooks(files, terminal)
  if (playbooks === undefined) return exitCodes.issues
  const result = explainRun({
    playbooks,
    shop: readShop(options.shop, terminal),
    day,
    nodeId,
    entity,
    ...(seed === undefined ? {} : { seed }),
    ...(replication === undefined ? {} : { replication }),
    ...(playbook === undefined ? {} : { playbook: playbook - 1 }),
  })
  if (!result.ok) {
    const sentences = result.problems.map(({ code, sentence }) =>
      code === 'ambiguousNode' ? say.whichPlaybook(nodeId, files.length) : sentence[language],
    )
    throw new UsageError([...sentences, ...issueLines('', result.issues, terminal)].join('\n'))
  }
  const { explanation } = result
  const { currency } = explanation
  const lines = describeExplanation(explanation, language, { currency })
  if (options.json === true) {
    out(JSON.stringify({ ...explanation, lines }, null, 2))
    return exitCodes.fine
  }
  out(say.explained(explanation.shop, explanation.seed, explanation.replication))
  for (const { depth, text } of lines) out('  '.repeat(depth) + text)
  return exitCodes.fine
}
