/** Every node kind. A new kind is one file and one line here; schema, palette, inspector and docs follow. */
import type { NodeDefinition } from '../node.ts'
import { lowStock } from './triggers/lowStock.ts'
import { metric } from './triggers/metric.ts'
import { schedule } from './triggers/schedule.ts'
import { expression } from './conditions/expression.ts'
import { notify } from './actions/notify.ts'
import { reorder } from './actions/reorder.ts'
import { setPrice } from './actions/setPrice.ts'

export const nodeDefinitions: readonly NodeDefinition[] = [
  lowStock,
  metric,
  schedule,
  expression,
  reorder,
  setPrice,
  notify,
]

const byKind = new Map(nodeDefinitions.map((definition) => [definition.kind, definition]))

/** The definition of a node kind; undefined for a kind of a newer version or a misspelt one. */
export function nodeDefinition(kind: string): NodeDefinition | undefined {
  return byKind.get(kind)
}
