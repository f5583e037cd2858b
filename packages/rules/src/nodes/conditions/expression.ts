import { configText } from '../../config.ts'
import { defineCondition } from '../../node.ts'
import { splitByTruth, type TruthPorts } from '../../selection.ts'

/** Splits a selection by a condition over the shop's figures. */
export const expression = defineCondition({
  kind: 'condition.expression',
  v: 1,
  label: { en: 'Condition', zh: '条件' },
  summary: {
    en: 'Splits the selection by a condition over the shop’s figures.',
    zh: '按指标条件把对象分流。',
  },
  icon: 'split',
  family: 'general',
  fields: {
    expression: {
      type: 'expression',
      result: 'bool',
      default: 'true',
      label: { en: 'Condition', zh: '条件' },
      help: {
        en: 'Decided for each entity that arrives, on the figures of the day.',
        zh: '对到达的每个对象，按当日数据判断。',
      },
    },
  },
  outputs: () => [
    { id: 'true', label: { en: 'true', zh: '是' } },
    { id: 'false', label: { en: 'false', zh: '否' }, isElse: true },
    { id: 'missing', label: { en: 'missing', zh: '缺失' }, isElse: true },
  ],
  expressions: (config) => ({ test: { text: configText(config, 'expression'), result: 'bool' } }),
  portTruths: ({ onMissing }) => {
    const port = (outcome: 'true' | 'false' | 'missing') => {
      const own = outcome === 'missing' ? [] : [outcome]
      return {
        expression: 'test',
        outcomes: onMissing === outcome ? [...own, 'missing' as const] : own,
      }
    }
    return { true: port('true'), false: port('false'), missing: port('missing') }
  },
  start: ({ config, truth, outputs }) => {
    const test = truth('test')
    const ports = {
      true: outputs['true']!,
      false: outputs['false']!,
      missing: outputs['missing']!,
    }
    const onMissing = config['onMissing'] as keyof TruthPorts
    return (selected, snapshot) => splitByTruth(selected, test(snapshot), ports, onMissing)
  },
  example: {
    config: { expression: 'listingState == "onSale"', onMissing: 'missing' },
    reads: { en: 'Only products on sale pass by “true”.', zh: '只有在售商品从“是”出口通过。' },
  },
})
