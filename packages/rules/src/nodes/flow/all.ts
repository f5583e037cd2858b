import { defineFlow } from '../../node.ts'
import { out, rest, writeRest } from './ports.ts'

/** The intersection of what its edges bring. */
export const all = defineFlow({
  kind: 'flow.all',
  v: 1,
  label: { en: 'All of', zh: '同时满足' },
  summary: {
    en: 'Passes what every incoming edge brings; several edges into other nodes mean any of them.',
    zh: '只通过每条入边都带来的对象；其他节点的多条入边表示任一。',
  },
  icon: 'combine',
  family: 'general',
  fields: {},
  commonPort: 'out',
  outputs: () => [out, rest],
  start: ({ outputs }) => {
    const [common, others] = [outputs['out']!, outputs['rest']!]
    return (selected, _, inputs) => {
      let count = 0
      for (let i = 0; i < selected.length; i++) {
        let isEverywhere = selected[i]!
        for (const input of inputs) isEverywhere &= input[i]!
        common[i] = isEverywhere
        count += isEverywhere
      }
      writeRest(selected, common, others)
      return count
    }
  },
  example: {
    config: {},
    reads: {
      en: 'Behind two triggers: products for which both fire on the same day.',
      zh: '接在两个触发器之后：同一天两者都触发的商品。',
    },
  },
})
