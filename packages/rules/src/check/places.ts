/** Where in the playbook a problem is. */
import type { ConfigValue } from '../field.ts'
import type { GraphNode } from '../graph.ts'
import type { IssuePlace } from '../issues.ts'
import type { Typed } from '../language/typed.ts'

export function nodePlace({ node, index }: GraphNode): IssuePlace {
  return { path: ['nodes', index], nodeId: node.id }
}

/**
 * The field that holds this text, and the characters of the part when they are those of the text: a preset
 * composes its condition of several fields.
 */
export function textPlace(graphNode: GraphNode, text: string, part?: Typed): IssuePlace {
  const { node, index, config } = graphNode
  const holder = Object.entries(config).find(([, value]: [string, ConfigValue]) => value === text)
  if (holder === undefined) return nodePlace(graphNode)
  const field = holder[0]
  const place = { path: ['nodes', index, 'config', field], nodeId: node.id, field }
  return part?.range === undefined ? place : { ...place, range: part.range }
}
