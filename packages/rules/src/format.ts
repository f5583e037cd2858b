/** Writing a playbook: canonical text and content hash. The same playbook has one text, whatever order it was built in. */
import { canonicalJson, contentHash, sha256Hex } from './hash.ts'
import { isTable } from './config.ts'
import type { ConfigValue, DecisionTable } from './field.ts'
import type { Playbook, PlaybookNode } from './playbook.ts'

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * The canonical file text: fixed order of the top-level keys, sorted keys below, nodes and edges by id,
 * one node, edge, parameter and position a line, so that diffs are small. Ends with a line feed.
 */
export function formatPlaybook(playbook: Playbook): string {
  const lines: string[] = []
  const member = (key: string, value: unknown) => {
    if (value !== undefined) lines.push(`  ${JSON.stringify(key)}: ${spaced(value)}`)
  }
  const block = (key: string, open: string, rows: readonly string[], close: string) => {
    const body = rows.length === 0 ? '' : `\n${rows.map((row) => `    ${row}`).join(',\n')}\n  `
    lines.push(`  ${JSON.stringify(key)}: ${open}${body}${close}`)
  }
  const entries = (key: string, record: Readonly<Record<string, unknown>> | undefined) => {
    if (record === undefined) return
    const names = Object.keys(record).toSorted()
    block(
      key,
      '{',
      names.map((name) => `${JSON.stringify(name)}: ${spaced(record[name])}`),
      '}',
    )
  }
  member('format', playbook.format)
  member('id', playbook.id)
  member('name', playbook.name)
  member('description', playbook.description)
  member('question', playbook.question)
  member('systems', playbook.systems)
  member('desk', playbook.desk)
  member('review', playbook.review)
  entries('params', playbook.params)
  member('guards', playbook.guards)
  member('trial', playbook.trial)
  if (playbook.tests !== undefined) block('tests', '[', playbook.tests.map(spaced), ']')
  block('nodes', '[', playbook.nodes.toSorted(byId).map(spaced), ']')
  block('edges', '[', playbook.edges.toSorted(byId).map(spaced), ']')
  entries('layout', playbook.layout)
  return `{\n${lines.join(',\n')}\n}\n`
}

/** One-line JSON with sorted keys and a blank after `:` and `,`, strings untouched. */
export function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/**
 * SHA-256 of what the playbook does: its canonical JSON without id, layout, names, descriptions,
 * labels, trial, tests and bookkeeping (decision 20). Equal hashes run alike on equal shops and seeds.
 */
export function playbookHash(playbook: Playbook): string {
  const { format, review, params, guards, nodes, edges } = playbook
  const logic = {
    format,
    review: review ?? 'endOfDay',
    params: Object.fromEntries(
      Object.entries(params ?? {}).map(([name, parameter]) => [name, parameter.default]),
    ),
    guards: guards ?? {},
    nodes: nodes.map(logicOf).toSorted(byId),
    edges: edges.toSorted(byId),
  }
  return contentHash(logic)
}

/** The content hash of several playbooks that run together: of one, its own; the order decides nothing. */
export function hashOfAll(hashes: readonly string[]): string {
  return hashes.length === 1 ? hashes[0]! : sha256Hex(hashes.toSorted().join(' '))
}

/** A node without what only people read: its name, the names of a table's rows, the truths it is judged by. */
function logicOf({ name: _name, judgedBy: _truths, ...node }: PlaybookNode): PlaybookNode {
  const config = Object.entries(node.config).map(([id, value]): [string, ConfigValue] => {
    if (!isTable(value)) return [id, value]
    const { columns, rows } = value as unknown as DecisionTable
    const nameless = rows.map(({ name: _rowName, ...row }) => row)
    return [id, { columns, rows: nameless }]
  })
  return { ...node, config: Object.fromEntries(config) }
}

/** True when both playbooks have the same canonical text. */
export function isSamePlaybook(left: Playbook, right: Playbook): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right)
}
