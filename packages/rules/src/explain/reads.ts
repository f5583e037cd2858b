import type { CompiledExpression, CompiledNode } from '../compile.ts'

/** Every expression that decides or sizes what a node does; guards apart. */
export function expressionsOf(node: CompiledNode): readonly CompiledExpression[] {
  switch (node.category) {
    case 'trigger': {
      const { condition, event } = node
      return [condition, condition?.recover, event?.where].filter((one) => one !== undefined)
    }
    case 'action':
      return [
        ...node.numbers,
        ...node.picks.flatMap(({ by, where }) => (where === undefined ? [by] : [by, where])),
      ]
    default:
      return Object.values(node.expressions)
  }
}
