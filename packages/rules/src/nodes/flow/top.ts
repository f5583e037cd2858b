import { configText } from '../../config.ts'
import { defineFlow } from '../../node.ts'
import type { ScopeId } from '../../scopes.ts'
import { orderField } from './fields.ts'
import { rest, writeRest } from './ports.ts'
import { Ranking } from './ranking.ts'

/** Passes the best few by a figure. */
export const top = defineFlow({
  kind: 'flow.top',
  v: 1,
  label: { en: 'Top', zh: '取前几名' },
  summary: {
    en: 'Passes the highest or lowest few by a figure, in the whole shop or per parent.',
    zh: '按指标取最高或最低的几个，可按全店或按上级分别取。',
  },
  icon: 'trophy',
  family: 'general',
  fields: {
    count: {
      type: 'expression',
      result: 'number',
      isConstant: true,
      default: '10',
      label: { en: 'How many', zh: '数量' },
      help: {
        en: 'A number or a parameter, such as params.leaders.',
        zh: '数字或参数，例如 params.leaders。',
      },
    },
    by: {
      type: 'expression',
      result: 'number',
      default: 'sum(orders, 28d)',
      label: { en: 'Ranked by', zh: '排序依据' },
      help: {
        en: 'Entities for which it is missing are never among the best.',
        zh: '该值缺失的对象不会入选。',
      },
    },
    order: orderField,
    per: {
      type: 'scope',
      options: ['shop', 'category', 'supplier', 'product', 'warehouse'],
      isParentOfInput: true,
      default: 'shop',
      label: { en: 'Per', zh: '分组' },
      help: {
        en: 'So many in the whole shop, or so many of each category, supplier …',
        zh: '全店共取，或每个类目、供应商等各取。',
      },
    },
  },
  outputs: () => [{ id: 'top', label: { en: 'top', zh: '入选' } }, rest],
  expressions: (config) => ({
    count: { text: configText(config, 'count'), result: 'number' },
    by: { text: configText(config, 'by'), result: 'number' },
  }),
  start: ({ config, shop, entities, outputs, number }) => {
    const [best, others] = [outputs['top']!, outputs['rest']!]
    const [count, by] = [number('count'), number('by')]
    const sign = config['order'] === 'lowest' ? -1 : 1
    const per = config['per'] as ScopeId
    const ranking = new Ranking(
      entities.ids.length,
      entities.parents[per],
      Math.max(1, shop.entities(per).ids.length),
    )
    return (selected, snapshot) => {
      const values = by(snapshot)
      const chosen = ranking.choose(
        selected,
        (entity) => sign * values[entity]!,
        count(snapshot)[0] ?? 0,
        best,
      )
      writeRest(selected, best, others)
      return chosen
    }
  },
  example: {
    config: { count: '5', by: 'sum(visits, 7d)', order: 'highest', per: 'shop' },
    reads: {
      en: 'The five with the most visits of the last week pass by “top”, all others by “the rest”.',
      zh: '近 7 天访问最多的五个从“入选”通过，其余走“其余”。',
    },
  },
})
