import { areOutputsKnown } from '../config.ts'
import { nodeTitle, scopeIssues, type Graph, type GraphNode } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import type { Playbook } from '../playbook.ts'
import { outputsOf } from '../node.ts'
import { nodeDefinition, nodeDefinitions } from '../nodes/index.ts'
import { nearest } from '../suggest.ts'
import type { Analysis } from './context.ts'

/** Unknown kinds, cycles, duplicate edges, selections of the wrong scope. */
export const structure: Analysis = ({ playbook, graph }) => {
  const issues = []
  for (const [id, { node, index, definition }] of graph.nodes) {
    if (definition !== undefined) continue
    const place = { path: ['nodes', index, 'type'], nodeId: id }
    // a disabled node runs nothing, so an unknown kind there stops nothing
    const severity = node.isDisabled === true ? 'warning' : 'error'
    const known = nodeDefinition(node.type)
    if (known === undefined) {
      const suggestion = nearest(
        node.type,
        nodeDefinitions.map(({ kind }) => kind),
      )
      const facts = { kind: node.type, ...(suggestion === undefined ? {} : { suggestion }) }
      issues.push(issue('unknownKind', facts, place, severity))
    } else {
      issues.push(
        issue('newerKindVersion', { kind: node.type, v: node.v, known: known.v }, place, severity),
      )
    }
  }
  if (graph.cycle.length > 0) {
    const nodes = graph.cycle.map((id) => nodeTitle(graph.nodes.get(id)!.node))
    const first = graph.nodes.get(graph.cycle[0]!)!
    issues.push(
      issue(
        'cycle',
        { nodes: [...nodes, nodes[0]!] },
        { path: ['nodes', first.index], nodeId: first.node.id },
      ),
    )
  }
  const seen = new Map<string, string>()
  playbook.edges.forEach((edge, index) => {
    const key = [...edge.from, ...edge.to].join('\n')
    const other = seen.get(key)
    if (other === undefined) seen.set(key, edge.id)
    else
      issues.push(
        issue(
          'duplicateEdge',
          { edge: edge.id, other },
          { path: ['edges', index], edgeId: edge.id },
        ),
      )
  })
  return [...issues, ...gonePorts(playbook, graph), ...scopeIssues(graph)]
}

/** Edges from ports that a node has no more with the values of its parameters, such as a stage of a ladder. */
function gonePorts({ edges }: Playbook, { nodes }: Graph): Issue[] {
  return edges.flatMap((edge, index) => {
    const [nodeId, port] = edge.from
    const { definition, config } = nodes.get(nodeId)!
    if (definition === undefined || !areOutputsKnown(definition, config)) return []
    const known = outputsOf(definition, config).map(({ id }) => id)
    if (known.includes(port)) return []
    const place = { path: ['edges', index, 'from'], edgeId: edge.id, nodeId }
    return [issue('unknownPort', { edge: edge.id, node: nodeId, port, known }, place)]
  })
}

/** Nodes that nothing reaches or that reach nothing, and playbooks that never act. */
export const connections: Analysis = ({ playbook, graph }) => {
  const issues = []
  const active = [...graph.nodes.values()].filter(({ isActive }) => isActive)
  const isTrigger = ({ node }: GraphNode) => node.type.startsWith('trigger.')
  if (![...graph.nodes.values()].some(isTrigger)) {
    issues.push(issue('noTrigger', {}, { path: ['nodes'] }, 'warning'))
  }
  for (const { node, index, definition, config, incoming, outgoing } of active) {
    const place = { path: ['nodes', index], nodeId: node.id }
    const title = nodeTitle(node)
    if (definition!.inputs.length > 0 && incoming.length === 0 && playbook.nodes.length > 0) {
      issues.push(issue('notConnected', { node: title }, place, 'warning'))
    }
    if (outputsOf(definition!, config).length > 0 && outgoing.length === 0) {
      issues.push(issue('noEffect', { node: title }, place, 'warning'))
    }
  }
  return issues
}
