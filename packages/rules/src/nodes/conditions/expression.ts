import { defineCondition } from '../../node.ts'

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
  expression: (config) => String(config['expression']),
  example: {
    config: { expression: 'listingState == "onSale"', onMissing: 'missing' },
    reads: { en: 'Only products on sale pass by “true”.', zh: '只有在售商品从“是”出口通过。' },
  },
})
