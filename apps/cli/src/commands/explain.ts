import { describeExplanation } from '@sandtable/rules'
import { explain as explainRun } from '@sandtable/sim'
import { shopFor, type ShopOptions } from '../experiment.ts'
import { issueLines } from '../issueLines.ts'
import { readRunnable } from '../playbooks.ts'
import { exitCodes, UsageError, type Terminal } from '../terminal.ts'

export interface ExplainOptions extends ShopOptions {
  readonly day: number
  readonly node: string
  readonly entity: string
  readonly seed?: number
  readonly replication?: number
  /** Which playbook, counted from 1. */
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
  const runnable = readRunnable(files, terminal)
  if (runnable === undefined) return exitCodes.issues
  const { playbooks } = runnable
  if (playbook !== undefined && playbook > playbooks.length)
    throw new UsageError(say.noSuchPlaybook(playbooks.length, playbook))
  const result = explainRun({
    playbooks,
    shop: shopFor(runnable, options, terminal).shop,
    day,
    nodeId,
    entity,
    ...(seed === undefined ? {} : { seed }),
    ...(replication === undefined ? {} : { replication }),
    ...(playbook === undefined ? {} : { playbook: playbook - 1 }),
  })
  if (!result.ok) {
    const sentences = result.problems.map(({ code, sentence }) =>
      code === 'ambiguousNode' ? say.whichPlaybook(nodeId, playbooks.length) : sentence[language],
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
