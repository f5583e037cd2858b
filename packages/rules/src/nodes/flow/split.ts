import { configText } from '../../config.ts'
import { defineFlow } from '../../node.ts'
import { stableFraction } from './stableFraction.ts'

/** Assigns every entity to A or B for good. */
export const split = defineFlow({
  kind: 'flow.split',
  v: 1,
  label: { en: 'Split A / B', zh: 'A / B 分流' },
  summary: {
    en: 'Sends each entity to A or B by chance, always to the same one.',
    zh: '随机分到 A 或 B，同一对象始终分到同一侧。',
  },
  icon: 'flask-conical',
  family: 'general',
  fields: {
    share: {
      type: 'expression',
      result: 'number',
      unit: 'percent',
      isConstant: true,
      default: '0.5',
      label: { en: 'Share of A', zh: 'A 的占比' },
      help: {
        en: 'From 0 to 1. A larger share keeps all that were in A and adds others.',
        zh: '0 到 1。调大时原在 A 的仍在 A，再加入其他对象。',
      },
    },
    salt: {
      type: 'text',
      maxLength: 64,
      isOptional: true,
      isAdvanced: true,
      label: { en: 'Name of the split', zh: '分流名称' },
      help: {
        en: 'Splits with the same name divide alike; another name deals anew.',
        zh: '同名的分流结果一致；换一个名称则重新分配。',
      },
    },
  },
  outputs: () => [
    { id: 'a', label: { en: 'A', zh: 'A' } },
    { id: 'b', label: { en: 'B', zh: 'B' } },
  ],
  expressions: (config) => ({ share: { text: configText(config, 'share'), result: 'number' } }),
  start: ({ config, entities, outputs, number }) => {
    const [a, b] = [outputs['a']!, outputs['b']!]
    const salt = configText(config, 'salt')
    const fractions = Float64Array.from(entities.ids, (id) => stableFraction(salt, id))
    const share = number('share')
    return (selected, snapshot) => {
      const limit = share(snapshot)[0] ?? 0
      let count = 0
      for (let i = 0; i < selected.length; i++) {
        const isA = fractions[i]! < limit ? 1 : 0
        a[i] = selected[i]! & isA
        b[i] = selected[i]! & (1 - isA)
        count += selected[i]!
      }
      return count
    }
  },
  example: {
    config: { share: '0.5', salt: 'gift test' },
    reads: {
      en: 'Half of the products go by A, the other half by B, the same ones every day.',
      zh: '一半商品走 A，另一半走 B，每天不变。',
    },
  },
})
