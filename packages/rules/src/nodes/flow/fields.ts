/** Fields that several flow nodes have. */
import type { ChoiceField, Config } from '../../field.ts'
import type { NodeExpression } from '../../node.ts'

export const orderField: ChoiceField = {
  type: 'choice',
  options: {
    highest: { label: { en: 'highest first', zh: '从高到低' } },
    lowest: { label: { en: 'lowest first', zh: '从低到高' } },
  },
  default: 'highest',
  label: { en: 'Order', zh: '顺序' },
  help: { en: 'Equal values go by id.', zh: '数值相同按 id 先后。' },
}

/** An optional expression of a config, where one is written. */
export function optionalExpression(
  config: Config,
  id: string,
  result: NodeExpression['result'],
): Readonly<Record<string, NodeExpression>> {
  const text = config[id]
  return typeof text === 'string' && text.trim() !== '' ? { [id]: { text, result } } : {}
}
