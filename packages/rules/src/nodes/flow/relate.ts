import { defineFlow } from '../../node.ts'
import { isParent, scopeIds, type ScopeId } from '../../scopes.ts'
import { out } from './ports.ts'

/** How the entities of two scopes belong together (SPEC F2). */
export function relationOf(from: ScopeId, to: ScopeId): 'parents' | 'children' | 'all' {
  if (isParent(to, from)) return 'parents'
  return isParent(from, to) ? 'children' : 'all'
}

/** Turns a selection into the entities of another scope that belong to it. */
export const relate = defineFlow({
  kind: 'flow.relate',
  v: 1,
  label: { en: 'Related entities', zh: '关联对象' },
  summary: {
    en: 'Goes on with the parents, the children or all entities of another scope.',
    zh: '换成另一类对象继续：所属的上级、下级或全部。',
  },
  icon: 'waypoints',
  family: 'general',
  fields: {
    to: {
      type: 'scope',
      options: scopeIds,
      default: 'product',
      label: { en: 'Go on with', zh: '换成' },
      help: {
        en: 'From suppliers to their products, from stocks to their product. Where neither belongs to the other: all in the shop, as soon as anything arrives.',
        zh: '例如由供应商到其商品，由库存到其商品。两者互不隶属时：只要有对象到达，就是全店该类全部对象。',
      },
    },
  },
  outputs: () => [out],
  outputScope: (config) => config['to'] as ScopeId,
  start: ({ config, shop, entities, outputs }) => {
    const to = config['to'] as ScopeId
    const from = entities.scope
    const related = outputs['out']!
    const relation = relationOf(from, to)
    const parents = entities.parents[to]
    const owners = shop.entities(to).parents[from]
    return (selected) => {
      related.fill(0)
      let count = 0
      if (relation === 'parents' && parents !== undefined) {
        for (let i = 0; i < selected.length; i++) {
          const parent = parents[i]!
          if (selected[i] === 0 || related[parent] === 1) continue
          related[parent] = 1
          count++
        }
      } else if (relation === 'children' && owners !== undefined) {
        for (let child = 0; child < related.length; child++) {
          if (selected[owners[child]!] === 0) continue
          related[child] = 1
          count++
        }
      } else if (relation === 'all' && selected.includes(1)) {
        related.fill(1)
        count = related.length
      }
      return count
    }
  },
  example: {
    config: { to: 'product' },
    reads: {
      en: 'Behind “supplier down”: every product of that supplier.',
      zh: '接在“供应商停供”之后：该供应商的全部商品。',
    },
  },
})
