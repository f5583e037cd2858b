/** Nodes on the system clipboard: JSON text that pastes across tabs, windows and chats. */
import {
  playbookFormat,
  playbookLimits,
  type ConfigValue,
  type Playbook,
  type PlaybookNode,
} from '@sandtable/rules'

/**
 * What is copied is a playbook of its own with only these nodes and the edges between them, so that
 * pasting goes through the same parser as a file, and a whole exported file can be pasted too.
 */
export function copyText(playbook: Playbook, nodeIds: ReadonlySet<string>): string {
  let part: Playbook = {
    format: playbookFormat,
    id: playbook.id,
    name: playbook.name,
    nodes: playbook.nodes.filter(({ id }) => nodeIds.has(id)),
    edges: playbook.edges.filter(({ from, to }) => nodeIds.has(from[0]) && nodeIds.has(to[0])),
    layout: Object.fromEntries(
      Object.entries(playbook.layout ?? {}).filter(([id]) => nodeIds.has(id)),
    ),
  }
  const params = paramsOf(playbook.params, part.nodes)
  if (params !== undefined) part = { ...part, params }
  return JSON.stringify(part, null, 2)
}

/** The parameters that texts of these nodes read as `params.name`; undefined when there are none. */
export function paramsOf(
  params: Playbook['params'],
  nodes: readonly PlaybookNode[],
): Playbook['params'] {
  const texts = nodes.flatMap(({ config }) => textsIn(config)).join('\n')
  const names = new Set([...texts.matchAll(/\bparams\s*\.\s*(\w+)/g)].map(([, name]) => name))
  const used = Object.entries(params ?? {}).filter(([name]) => names.has(name))
  return used.length === 0 ? undefined : Object.fromEntries(used)
}

/** Every text inside of a value. */
function textsIn(value: ConfigValue): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

/** Whether a text may be a piece of a playbook; else the paste is left to others. */
export function isCopied(text: string): boolean {
  return text.length <= playbookLimits.bytes && text.includes('"playbook/')
}
