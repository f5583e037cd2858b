/** Every node kind. A new kind is one file and one line here; schema, palette, inspector and docs follow. */
import { commandIds } from '../commands/index.ts'
import { actionOf, type NodeDefinition } from '../node.ts'
import { expression } from './conditions/expression.ts'
import { table } from './conditions/table.ts'
import { all } from './flow/all.ts'
import { ladder } from './flow/ladder.ts'
import { limit } from './flow/limit.ts'
import { relate } from './flow/relate.ts'
import { split } from './flow/split.ts'
import { top } from './flow/top.ts'
import { wait } from './flow/wait.ts'
import { event } from './triggers/event.ts'
import { metric } from './triggers/metric.ts'
import { presets } from './triggers/presets/index.ts'
import { schedule } from './triggers/schedule.ts'

export const nodeDefinitions: readonly NodeDefinition[] = [
  metric,
  event,
  schedule,
  ...presets,
  expression,
  table,
  relate,
  top,
  limit,
  wait,
  ladder,
  split,
  all,
  ...commandIds.map(actionOf),
]

const byKind = new Map(nodeDefinitions.map((definition) => [definition.kind, definition]))

/** The definition of a node kind; undefined for a kind of a newer version or a misspelt one. */
export function nodeDefinition(kind: string): NodeDefinition | undefined {
  return byKind.get(kind)
}
