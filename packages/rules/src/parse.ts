/**
 * Reading a playbook from hostile text. All problems at once, nothing half-read, nothing thrown.
 *
 *   text ─size─▶ ─JSON─▶ raw ─depth, keys─▶ ─format─▶ migrated ─schema─▶ ─ids, edges, ports─▶ Playbook
 */
import type { z } from 'zod'
import type { Config } from './field.ts'
import { capped, issue, type Issue } from './issues.ts'
import { findJsonError } from './jsonError.ts'
import { migrateConfig, migrateFormat } from './migrations.ts'
import { areOutputsKnown, resolvedConfig } from './config.ts'
import { outputsOf } from './node.ts'
import { nodeDefinition } from './nodes/index.ts'
import { playbookLimits, playbookSchema, type Playbook } from './playbook.ts'
import { describeValue, leafProblems, pathText, schemaExpectation, valueAt } from './schemaWords.ts'
import type { Text } from './text.ts'

export type ParseResult =
  | { readonly ok: true; readonly playbook: Playbook; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Reads a playbook file. Refused with every problem found, or a valid structure (which may still have problems for `checkPlaybook`). */
export function parsePlaybook(source: string): ParseResult {
  // editors on Windows write a byte order mark in front
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const bytes = utf8Length(text)
  if (bytes > playbookLimits.bytes) {
    return refuse(issue('tooLarge', { bytes, maxBytes: playbookLimits.bytes }, { path: [] }))
  }
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    const found = findJsonError(text)
    if (found === undefined) throw error
    return refuse(issue('brokenJson', found, { path: [] }))
  }
  return parsePlaybookValue(raw)
}

/** Reads a playbook from an already parsed JSON value, with the same guarantees as `parsePlaybook`. */
export function parsePlaybookValue(raw: unknown): ParseResult {
  const hostile = findHostile(raw)
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
    return {
      ok: false,
      issues: capped(
        result.error.issues
          .flatMap((problem) => leafProblems(problem))
          .flatMap((problem) => schemaIssues(problem, current)),
      ),
    }
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

/** Names that every object of JavaScript has: as keys they would be found where nothing was written. */
const forbiddenKeys = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** Depth and forbidden keys, before anything recursive sees the value. Iterative: no depth can exhaust the stack. */
function findHostile(root: unknown): Issue[] {
  const issues: Issue[] = []
  const pending: { value: unknown; path: readonly (string | number)[] }[] = [
    { value: root, path: [] },
  ]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null) continue
    if (path.length > playbookLimits.depth) {
      return [issue('tooDeep', { maxDepth: playbookLimits.depth }, { path: path.slice(0, 8) })]
    }
    if (Array.isArray(value)) {
      value.forEach((member: unknown, index) =>
        pending.push({ value: member, path: [...path, index] }),
      )
      continue
    }
    for (const key of Object.keys(value)) {
      if (forbiddenKeys.has(key))
        issues.push(issue('forbiddenKey', { key }, { path: [...path, key] }))
      else pending.push({ value: (value as Record<string, unknown>)[key], path: [...path, key] })
    }
  }
  return issues
}

function schemaIssues(problem: z.core.$ZodIssue, root: unknown): Issue[] {
  const path = problem.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (problem.code === 'unrecognized_keys') {
    return problem.keys.map((key) =>
      issue(
        'unknownKey',
        { key, known: knownKeys(path) },
        { path: [...path, key], ...nodeOfPath(root, path) },
      ),
    )
  }
  const got = describeValue(valueAt(root, path))
  const expected = isEnd(path) ? anEnd : schemaExpectation(problem)
  const where = path.length === 0 ? {} : { where: pathText(path) }
  return [issue('wrongShape', { ...where, expected, got }, { path, ...nodeOfPath(root, path) })]
}

/** What an edge joins, as a whole. */
const anEnd: Text = {
  en: 'a pair ["id of the node", "port"]',
  zh: '两项的列表 ["节点 id", "端口"]',
}
function isEnd([part, , side, ...inside]: readonly (string | number)[]): boolean {
  return part === 'edges' && (side === 'from' || side === 'to') && inside.length === 0
}

function knownKeys(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return Object.keys(playbookSchema.shape)
  const { nodes, edges } = playbookSchema.shape
  if (path[0] === 'nodes' && path.length === 2) return Object.keys(nodes.element.shape)
  if (path[0] === 'edges' && path.length === 2) return Object.keys(edges.element.shape)
  return []
}

/** Names the node or edge a path lies in, so that the editor can jump there. */
function nodeOfPath(
  root: unknown,
  path: readonly (string | number)[],
): { nodeId?: string; edgeId?: string } {
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

function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // a surrogate pair is two code units and four bytes
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3
  }
  return bytes
}
