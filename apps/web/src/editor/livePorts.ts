/**
 * Edges follow the ports of their source: a port that an edit takes away (a row of a table, a stage of a
 * ladder) takes its edges along, in the same edit. `parsePlaybook` would refuse what is left otherwise.
 */
import { parameterValues, type Edge, type ParameterValues, type Playbook } from '@sandtable/rules'
import { declaredOutputs } from './graph.ts'

/** Whether an edge leaves by a port that its source has; yes for sources that this program does not know. */
function liveness(playbook: Playbook): (edge: Edge) => boolean {
  const params: ParameterValues = parameterValues(playbook)
  const nodes = new Map(playbook.nodes.map((node) => [node.id, node]))
  const known = new Map<string, ReadonlySet<string> | undefined>()
  return ({ from: [nodeId, port] }) => {
    if (!known.has(nodeId)) {
      const node = nodes.get(nodeId)
      const outputs = node === undefined ? undefined : declaredOutputs(node, params)
      known.set(nodeId, outputs && new Set(outputs.map(({ id }) => id)))
    }
    return known.get(nodeId)?.has(port) ?? true
  }
}

/** The playbook without the edges whose port was there before the edit and is gone after it. */
export function withoutLostPorts(next: Playbook, before: Playbook): Playbook {
  if (next.nodes === before.nodes && next.params === before.params) return next
  const isLive = liveness(next)
  const dead = next.edges.filter((edge) => !isLive(edge))
  if (dead.length === 0) return next
  const wasLive = liveness(before)
  const lost = new Set(dead.filter(wasLive))
  return lost.size === 0 ? next : { ...next, edges: next.edges.filter((edge) => !lost.has(edge)) }
}

/**
 * For a further edit of one gesture: edges that an earlier edit of it took away and whose port is back, such as
 * while "12" becomes "1" and then "13" stages.
 */
export function withRegainedPorts(next: Playbook, present: Playbook, start: Playbook): Playbook {
  if (start.edges === present.edges) return next
  const isThere = new Set(next.edges.map(({ id }) => id))
  const wasThere = new Set(present.edges.map(({ id }) => id))
  const ids = new Set(next.nodes.map(({ id }) => id))
  const isLive = liveness(next)
  const back = start.edges.filter(
    (edge) =>
      !isThere.has(edge.id) &&
      !wasThere.has(edge.id) &&
      ids.has(edge.from[0]) &&
      ids.has(edge.to[0]) &&
      isLive(edge),
  )
  return back.length === 0 ? next : { ...next, edges: [...next.edges, ...back] }
}
