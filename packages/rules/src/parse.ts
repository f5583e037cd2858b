/**
 * Reading a playbook from hostile text. All problems at once, nothing half-read, nothing thrown.
 *
 *   text ─size─▶ ─JSON─▶ raw ─depth, keys─▶ ─format─▶ migrated ─schema─▶ ─ids, edges, ports─▶ Playbook
 */
import type { Config } from './field.ts'
import { capped, issue, type Issue } from './issues.ts'
import { migrateConfig, migrateFormat } from './migrations.ts'
import { areOutputsKnown, resolvedConfig } from './config.ts'
import { outputsOf } from './node.ts'
import { nodeDefinition } from './nodes/index.ts'
import { playbookLimits, playbookSchema, type Playbook } from './playbook.ts'
import { findHostile, readJson, shapeIssues } from './reading.ts'
import { describeValue, valueAt } from './schemaWords.ts'
import type { Text } from './text.ts'

type Path = readonly (string | number)[]

export type ParseResult =
  | { readonly ok: true; readonly playbook: Playbook; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Reads a playbook file. Refused with every problem found, or a valid structure (which may still have problems for `checkPlaybook`). */
export function parsePlaybook(source: string): ParseResult {
  const read = readJson(source, playbookLimits.bytes)
  return read.ok ? parsePlaybookValue(read.raw) : refuse(read.problem)
}

/** Reads a playbook from an already parsed JSON value, with the same guarantees as `parsePlaybook`. */
export function parsePlaybookValue(raw: unknown): ParseResult {
  const hostile = findHostile(raw, playbookLimits.depth)
  if (hostile.length > 0) return { ok: false, issues: capped(hostile) }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refuse(
      issue(
        'wrongShape',
        { expected: { en: 'a playbook', zh: '策略' }, got: describeValue(raw) },
        { path: [] },
      ),
    )
  }
  const current = migrateFormat(raw as Record<string, unknown>)
  if (current === undefined) {
    const format = describeValue((raw as Record<string, unknown>)['format'])
    return refuse(issue('wrongFormat', { format }, { path: ['format'] }))
  }
  const result = playbookSchema.safeParse(current)
  if (!result.success) {
    const words = { knownKeys, expectedAt, placeIn: (path: Path) => nodeOfPath(current, path) }
    return { ok: false, issues: capped(shapeIssues(result.error, current, words)) }
  }
  const playbook = { ...result.data, nodes: result.data.nodes.map(upgradeNode) }
  const issues = structureIssues(playbook)
  return issues.length > 0
    ? { ok: false, issues: capped(issues) }
    : { ok: true, playbook, issues: [] }
}

function refuse(problem: Issue): ParseResult {
  return { ok: false, issues: [problem] }
}

/** Known kinds of an older version are brought up to date; everything else stays as it is. */
function upgradeNode(node: Playbook['nodes'][number]): Playbook['nodes'][number] {
  const definition = nodeDefinition(node.type)
  if (definition === undefined || node.v >= definition.v) return node
  const config: Config = migrateConfig(definition, node.v, node.config)
  return { ...node, v: definition.v, config: { ...config } }
}

/** What an edge joins, as a whole. */
const anEnd: Text = {
  en: 'a pair ["id of the node", "port"]',
  zh: '两项的列表 ["节点 id", "端口"]',
}
function expectedAt([part, , side, ...inside]: Path): Text | undefined {
  const isEnd = part === 'edges' && (side === 'from' || side === 'to') && inside.length === 0
  return isEnd ? anEnd : undefined
}

function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return Object.keys(playbookSchema.shape)
  const { nodes, edges } = playbookSchema.shape
  if (path[0] === 'nodes' && path.length === 2) return Object.keys(nodes.element.shape)
  if (path[0] === 'edges' && path.length === 2) return Object.keys(edges.element.shape)
  return []
}

/** Names the node or edge a path lies in, so that the editor can jump there. */
function nodeOfPath(root: unknown, path: Path): { nodeId?: string; edgeId?: string } {
  const id = valueAt(root, [...path.slice(0, 2), 'id'])
  if (typeof id !== 'string') return {}
  return path[0] === 'nodes' ? { nodeId: id } : path[0] === 'edges' ? { edgeId: id } : {}
}

/** What the schema cannot say: unique ids, edges that join existing nodes and ports. */
function structureIssues(playbook: Playbook): Issue[] {
  const issues: Issue[] = []
  const nodes = new Map<string, Playbook['nodes'][number]>()
  const ids = new Set<string>()
  const takeId = (id: string, path: readonly (string | number)[]) => {
    if (ids.has(id)) issues.push(issue('duplicateId', { id }, { path }))
    ids.add(id)
  }
  playbook.nodes.forEach((node, index) => {
    takeId(node.id, ['nodes', index, 'id'])
    nodes.set(node.id, node)
  })
  playbook.edges.forEach((edge, index) => {
    takeId(edge.id, ['edges', index, 'id'])
    for (const side of ['from', 'to'] as const) {
      const [nodeId, port] = edge[side]
      const place = { path: ['edges', index, side], edgeId: edge.id }
      const node = nodes.get(nodeId)
      if (node === undefined) {
        issues.push(issue('danglingEdge', { edge: edge.id, node: nodeId }, place))
        continue
      }
      const definition = nodeDefinition(node.type)
      if (definition === undefined || node.v !== definition.v) continue
      const config = resolvedConfig(definition, node.config)
      // which outputs there are is unknown until its table can be read; that is reported with the field
      if (side === 'from' && !areOutputsKnown(definition, config)) continue
      const ports = side === 'from' ? outputsOf(definition, config) : definition.inputs
      const known = ports.map(({ id }) => id)
      if (!known.includes(port)) {
        issues.push(
          issue('unknownPort', { edge: edge.id, node: nodeId, port, known }, { ...place, nodeId }),
        )
      }
    }
  })
  return issues
}
