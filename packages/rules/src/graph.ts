/** The graph of a playbook: definitions, neighbours, order, and the scope of the selection that reaches each node. */
import { parameterValues, resolvedConfig } from './config.ts'
import type { Config } from './field.ts'
import { issue, type Issue } from './issues.ts'
import { outputsOf, type NodeDefinition } from './node.ts'
import { nodeDefinition } from './nodes/index.ts'
import type { Edge, Playbook, PlaybookNode } from './playbook.ts'
import { commandDeclaration, type CommandId } from './commands/index.ts'
import { scopeIds, scopeName, type ScopeId } from './scopes.ts'
import { sameText, textOrEmpty, type Text } from './text.ts'

export interface GraphNode {
  readonly node: PlaybookNode
  /** Index in `playbook.nodes`. */
  readonly index: number
  /** Absent for a kind, or a version of it, that this program does not know. */
  readonly definition?: NodeDefinition
  /** Config with defaults and parameters filled in. */
  readonly config: Config
  /** False when disabled by the user or unknown: it does nothing and passes nothing (SPEC G6). */
  readonly isActive: boolean
  readonly incoming: readonly Edge[]
  readonly outgoing: readonly Edge[]
}

export interface Graph {
  /** By node id, in canonical order (ascending id). */
  readonly nodes: ReadonlyMap<string, GraphNode>
  /** Node ids, sources first, ties by id; undefined when there is a cycle. */
  readonly order?: readonly string[]
  /** Ids of one cycle, in the direction of the edges; empty when there is none. */
  readonly cycle: readonly string[]
}

/** Builds the graph of a structurally valid playbook (one that `parsePlaybook` accepts). */
export function graphOf(playbook: Playbook): Graph {
  const params = parameterValues(playbook)
  const incoming = Map.groupBy(playbook.edges, (edge) => edge.to[0])
  const outgoing = Map.groupBy(playbook.edges, (edge) => edge.from[0])
  const entries = playbook.nodes.map((node, index): [string, GraphNode] => {
    const known = nodeDefinition(node.type)
    const definition = known !== undefined && known.v === node.v ? known : undefined
    return [
      node.id,
      {
        node,
        index,
        ...(definition === undefined ? {} : { definition }),
        config:
          definition === undefined ? node.config : resolvedConfig(definition, node.config, params),
        isActive: definition !== undefined && node.isDisabled !== true,
        incoming: incoming.get(node.id) ?? [],
        outgoing: outgoing.get(node.id) ?? [],
      },
    ]
  })
  const nodes = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const order = orderOf(nodes)
  return order.length === nodes.size
    ? { nodes, order, cycle: [] }
    : { nodes, cycle: findCycle(nodes, new Set(order)) }
}

/** Kahn's algorithm over ids in canonical order; shorter than the graph when there is a cycle. */
function orderOf(nodes: ReadonlyMap<string, GraphNode>): string[] {
  const open = new Map([...nodes].map(([id, { incoming }]) => [id, incoming.length]))
  const ready = [...open].filter(([, count]) => count === 0).map(([id]) => id)
  const order: string[] = []
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    order.push(next)
    for (const edge of nodes.get(next)!.outgoing) {
      const left = open.get(edge.to[0])! - 1
      open.set(edge.to[0], left)
      if (left === 0) ready.push(edge.to[0])
    }
  }
  return order
}

/** Walks backwards among the nodes that no order reaches until one repeats: those in between are a cycle. */
function findCycle(nodes: ReadonlyMap<string, GraphNode>, ordered: ReadonlySet<string>): string[] {
  const path: string[] = []
  let current = [...nodes.keys()].find((id) => !ordered.has(id))
  while (current !== undefined && !path.includes(current)) {
    path.push(current)
    current = nodes
      .get(current)!
      .incoming.map(({ from }) => from[0])
      .find((id) => !ordered.has(id))
  }
  return path.slice(path.indexOf(current!)).toReversed()
}

/**
 * The scopes of the selections that reach each node (for a trigger: that leave it): one when all is well,
 * several when triggers of different scopes are joined, none when no trigger reaches it. Needs a graph
 * without cycle.
 */
export function scopesOf(graph: Graph): ReadonlyMap<string, readonly ScopeId[]> {
  const found = new Map<string, readonly ScopeId[]>()
  for (const id of graph.order ?? []) {
    const { definition, config, incoming, isActive } = graph.nodes.get(id)!
    if (!isActive) {
      // it passes nothing
      found.set(id, [])
      continue
    }
    // the value in the file may be anything; what is no scope is reported with its field
    const own =
      definition?.category === 'trigger'
        ? scopeIds.filter((scope) => scope === definition.scope(config))
        : []
    const inherited = incoming.flatMap(({ from }) => leavingScopes(graph, from[0], found))
    found.set(id, [...new Set([...own, ...inherited])].toSorted())
  }
  return found
}

/** The scopes of the selections that leave a node. */
export function leavingScopes(
  graph: Graph,
  id: string,
  arriving: ReadonlyMap<string, readonly ScopeId[]>,
): readonly ScopeId[] {
  const { definition, config } = graph.nodes.get(id)!
  const scopes = arriving.get(id) ?? []
  if (definition?.category !== 'condition' && definition?.category !== 'flow') return scopes
  const { outputScope } = definition
  if (outputScope === undefined) return scopes
  return scopes
    .map((scope) => outputScope(config, scope))
    .filter((scope) => scopeIds.includes(scope))
}

/** What a node is called on the screen: the user's name, else the label of its kind, else the kind. */
export function nodeTitle({ name, type }: PlaybookNode): Text {
  if (typeof name === 'string' && name !== '') return sameText(name)
  if (typeof name === 'object') return name
  return nodeDefinition(type)?.label ?? sameText(type)
}

/**
 * Why a new edge between two ports would be wrong: the ends do not exist, the edge exists, it would close
 * a cycle, or the target cannot act on what flows. Undefined when it may be drawn.
 */
export function canConnect(
  playbook: Playbook,
  from: readonly [string, string],
  to: readonly [string, string],
): Issue | undefined {
  const graph = graphOf(playbook)
  const source = graph.nodes.get(from[0])
  const target = graph.nodes.get(to[0])
  const place = { path: ['edges'], nodeId: to[0] }
  const edge = 'new'
  for (const [end, [id, port], side] of [
    [source, from, 'outputs'],
    [target, to, 'inputs'],
  ] as const) {
    if (end === undefined) return issue('danglingEdge', { edge, node: id }, place)
    const ports =
      end.definition === undefined
        ? []
        : side === 'inputs'
          ? end.definition.inputs
          : outputsOf(end.definition, end.config)
    const known = ports.map((declared) => declared.id)
    if (!known.includes(port)) return issue('unknownPort', { edge, node: id, port, known }, place)
  }
  const twin = target!.incoming.find(
    (other) => other.from[0] === from[0] && other.from[1] === from[1] && other.to[1] === to[1],
  )
  if (twin !== undefined) return issue('duplicateEdge', { edge, other: twin.id }, place)
  const candidate = {
    id: edge,
    from: [...from] as [string, string],
    to: [...to] as [string, string],
  }
  const next = graphOf({ ...playbook, edges: [...playbook.edges, candidate] })
  const names = (ids: readonly string[]) => ids.map((id) => nodeTitle(next.nodes.get(id)!.node))
  if (next.order === undefined) return issue('cycle', { nodes: names(next.cycle) }, place)
  const before = new Set(scopeIssues(graph).map(({ nodeId }) => nodeId))
  return scopeIssues(next).find(({ nodeId }) => !before.has(nodeId))
}

/** Selections of several scopes in one node, and actions that cannot act on what reaches them. */
export function scopeIssues(graph: Graph): Issue[] {
  const issues: Issue[] = []
  for (const [id, found] of scopesOf(graph)) {
    const { node, index, definition, config } = graph.nodes.get(id)!
    const place = { path: ['nodes', index], nodeId: id }
    const title = nodeTitle(node)
    if (found.length > 1)
      issues.push(issue('scopeMismatch', { node: title, scopes: found.map(scopeName) }, place))
    if (definition?.category !== 'action') continue
    const targets = targetsOf(definition.command, config)
    const wrong = found.find((scope) => !targets.includes(scope))
    if (wrong !== undefined)
      issues.push(
        issue(
          'wrongTarget',
          { node: title, scope: scopeName(wrong), targets: targets.map(scopeName) },
          place,
        ),
      )
  }
  return issues
}

/** The scopes that a command may target with this config: some are narrowed by one of its choices. */
export function targetsOf(command: CommandId, config: Config): readonly ScopeId[] {
  const { targets, targetsBy } = commandDeclaration(command)
  return targetsBy?.targets[textOrEmpty(config[targetsBy.parameter])] ?? targets
}
