/** Finding node kinds by words of either language, by kind and by the systems they build; and grouping them. */
import {
  families,
  nodeDefinitions,
  systems,
  type FamilyId,
  type NodeCategory,
  type NodeDefinition,
} from '@sandtable/rules'
import { categoryNames } from '../i18n/categories.ts'

/** Texts of a kind, those that count most first. */
interface Entry {
  readonly labels: readonly string[]
  readonly names: string
  readonly rest: string
}

function entryOf(definition: NodeDefinition): Entry {
  const { kind, label, summary, category, family } = definition
  const ids = definition.category === 'trigger' ? (definition.systems ?? []) : []
  const group = families[family].label
  return {
    labels: [label.en.toLowerCase(), label.zh.toLowerCase()],
    names: [kind, ...ids].join(' ').toLowerCase(),
    rest: [
      summary.en,
      summary.zh,
      group.en,
      group.zh,
      categoryNames.en[category],
      categoryNames.zh[category],
      ...ids.flatMap((id) => [systems[id].en, systems[id].zh]),
    ]
      .join(' ')
      .toLowerCase(),
  }
}

const entries = new Map(nodeDefinitions.map((definition) => [definition, entryOf(definition)]))

/** How well a kind answers a word: 0 is best; undefined when not at all. */
function rankOf({ labels, names, rest }: Entry, word: string): number | undefined {
  if (labels.some((label) => label.startsWith(word))) return 0
  if (labels.some((label) => label.includes(` ${word}`))) return 1
  if (labels.some((label) => label.includes(word))) return 2
  if (names.includes(word)) return 3
  return rest.includes(word) ? 4 : undefined
}

/** The kinds that answer every word of the text, best first; all of them, in their order, for no text. */
export function searchKinds(
  kinds: readonly NodeDefinition[],
  text: string,
): readonly NodeDefinition[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return kinds
  const found: { readonly kind: NodeDefinition; readonly rank: number }[] = []
  for (const kind of kinds) {
    const entry = entries.get(kind)
    if (entry === undefined) continue
    const ranks = words.map((word) => rankOf(entry, word))
    if (ranks.some((rank) => rank === undefined)) continue
    found.push({ kind, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0) })
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ kind }) => kind)
}

export interface FamilyGroup {
  readonly family: FamilyId
  readonly kinds: readonly NodeDefinition[]
}
export interface CategoryGroup {
  readonly category: NodeCategory
  readonly count: number
  readonly families: readonly FamilyGroup[]
}

/** In the order in which they follow one another in a playbook. */
export const nodeCategories = [
  'trigger',
  'condition',
  'flow',
  'action',
] as const satisfies readonly NodeCategory[]

/** Kinds by category and, inside of it, by family, in the order of the declarations; general kinds first. */
export function groupKinds(kinds: readonly NodeDefinition[]): readonly CategoryGroup[] {
  const familyOrder = [
    'general',
    ...(Object.keys(families) as FamilyId[]).filter((id) => id !== 'general'),
  ] as const
  return nodeCategories.flatMap((category) => {
    const own = kinds.filter((kind) => kind.category === category)
    const byFamily = Map.groupBy(own, ({ family }) => family)
    const groups = familyOrder.flatMap((family) => {
      const members = byFamily.get(family)
      return members === undefined ? [] : [{ family, kinds: members }]
    })
    return own.length === 0 ? [] : [{ category, count: own.length, families: groups }]
  })
}
