import { configText, durationDays } from '../../config.ts'
import { defineFlow } from '../../node.ts'
import { optionalExpression, orderField } from './fields.ts'
import { out, writeRest } from './ports.ts'
import { Ranking } from './ranking.ts'

/** Lets a number through per day or per some days. */
export const limit = defineFlow({
  kind: 'flow.limit',
  v: 1,
  label: { en: 'Limit', zh: '限量' },
  summary: {
    en: 'Lets at most so many through in so many days, the most important first.',
    zh: '若干天内最多通过若干个，重要的优先。',
  },
  icon: 'gauge',
  family: 'general',
  fields: {
    count: {
      type: 'expression',
      result: 'number',
      isConstant: true,
      default: '10',
      label: { en: 'At most', zh: '最多' },
      help: {
        en: 'A number or a parameter, such as params.perDay.',
        zh: '数字或参数，例如 params.perDay。',
      },
    },
    days: {
      type: 'duration',
      minDays: 1,
      maxDays: 365,
      default: '1d',
      label: { en: 'In', zh: '每' },
      help: {
        en: 'With 7 days: at most so many in any seven reviews in a row.',
        zh: '填 7 天：任意连续七次检查内合计不超过该数。',
      },
    },
    by: {
      type: 'expression',
      result: 'number',
      isOptional: true,
      label: { en: 'Ranked by', zh: '排序依据' },
      help: {
        en: 'Who goes first when there are too many. Without it, and where it is missing, by id and last.',
        zh: '超出时谁优先。不填则按 id；该值缺失者排在最后。',
      },
    },
    order: orderField,
  },
  outputs: () => [out, { id: 'over', label: { en: 'over the limit', zh: '超出' }, isElse: true }],
  expressions: (config) => ({
    count: { text: configText(config, 'count'), result: 'number' },
    ...optionalExpression(config, 'by', 'number'),
  }),
  start: ({ config, entities, outputs, number }) => {
    const [passing, over] = [outputs['out']!, outputs['over']!]
    const count = number('count')
    const by = 'by' in optionalExpression(config, 'by', 'number') ? number('by') : undefined
    const sign = config['order'] === 'lowest' ? -1 : 1
    const ranking = new Ranking(entities.ids.length)
    /** How many passed at each of the last reviews, in a ring. */
    const passed = new Int32Array(durationDays(config['days']) ?? 1)
    let recent = 0
    let review = 0
    return (selected, snapshot) => {
      const values = by?.(snapshot)
      const keyOf = (entity: number): number => {
        const key = values === undefined ? 0 : sign * values[entity]!
        return key === key ? key : -Infinity
      }
      const slot = review++ % passed.length
      recent -= passed[slot]!
      const chosen = ranking.choose(selected, keyOf, (count(snapshot)[0] ?? 0) - recent, passing)
      passed[slot] = chosen
      recent += chosen
      writeRest(selected, passing, over)
      return chosen
    }
  },
  example: {
    config: { count: '20', days: '7d', by: 'sum(visits, 7d)', order: 'highest' },
    reads: {
      en: 'At most twenty in any week, those with the most visits first.',
      zh: '任意一周最多二十个，访问多的优先。',
    },
  },
})
