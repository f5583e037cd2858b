/** What a preset composes of its fields: each field may be right and the whole not fit the shop. */
import { resolvedConfig } from '../config.ts'
import type { GraphNode } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import { recoveryOf } from '../node.ts'
import type { CheckContext } from './context.ts'
import { nodePlace } from './places.ts'

/** Problems of the composed conditions of a trigger, and of its event; placed at the node, as no field holds them. */
export function composedIssues(
  graphNode: GraphNode,
  { scopes, catalogue, texts }: CheckContext,
): Issue[] {
  const { node, definition } = graphNode
  const [scope] = scopes.get(node.id) ?? []
  if (definition?.category !== 'trigger' || scope === undefined) return []
  const place = nodePlace(graphNode)
  // as written, so that a parameter of the wrong unit is seen
  const config = resolvedConfig(definition, node.config)
  const written = Object.values(config)
  const announced = definition.event?.(config)
  const event = catalogue.events.find(({ id }) => id === announced?.id)
  const issues: Issue[] = []
  if (announced !== undefined && !written.includes(announced.id)) {
    const { id } = announced
    if (event === undefined) {
      const known = catalogue.events.map((candidate) => candidate.id)
      return [issue('unknownEvent', { event: id, known }, place)]
    }
    if (!event.isSimulated)
      issues.push(issue('notSimulated', { name: id, what: 'event' }, place, 'info'))
  }
  const composed = [
    definition.expression?.(config),
    recoveryOf(definition, config),
    announced?.where,
  ]
  for (const text of composed) {
    if (text === undefined || written.includes(text)) continue
    const textPlace = { scope, eventId: announced?.id, isComposed: true }
    const checked = texts.checked(text, textPlace, { base: 'bool' })
    for (const { code, severity, facts } of checked.issues) {
      issues.push({ code, severity, facts, ...place })
    }
  }
  return issues
}
