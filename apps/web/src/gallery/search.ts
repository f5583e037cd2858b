import { desks, systemIds, systems, type DeskId, type UserText } from '@sandtable/rules'
import type { PackSummary, PlaybookSummary } from '@sandtable/api'
import { topicIds, topicOf, type TopicId } from './topics.ts'

export interface GalleryFilter {
  readonly search: string
  readonly desk: DeskId | undefined
  readonly topic: TopicId | undefined
}

const both = (text: UserText | undefined): string =>
  text === undefined ? '' : typeof text === 'string' ? text : `${text.en} ${text.zh}`

/** What a search looks at, in both languages. A summary is never changed, only replaced. */
const searched = new WeakMap<PlaybookSummary, string>()

function textOf(playbook: PlaybookSummary): string {
  const known = searched.get(playbook)
  if (known !== undefined) return known
  const { name, question, description, desk } = playbook
  const text = [
    both(name),
    both(question),
    both(description),
    ...playbook.systems.map((id) => {
      const system = systemIds.find((other) => other === id)
      return system === undefined ? id : `${id} ${both(systems[system])}`
    }),
    desk === undefined ? '' : both(desks[desk].label),
  ]
    .join(' ')
    .toLowerCase()
  searched.set(playbook, text)
  return text
}

/**
 * The playbooks of the desk and topic that contain every word in name, question, description, systems or desk,
 * in either language; newest first.
 */
export function searchPlaybooks(
  playbooks: readonly PlaybookSummary[],
  { search, desk, topic }: GalleryFilter,
): readonly PlaybookSummary[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  return playbooks
    .filter(
      (playbook) =>
        (desk === undefined || playbook.desk === desk) &&
        (topic === undefined || topicOf(playbook) === topic) &&
        words.every((word) => textOf(playbook).includes(word)),
    )
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0))
}

/** The packs of the desk and topic that contain every word in name, question, description or systems. */
export function searchPacks(
  packs: readonly PackSummary[],
  { search, desk, topic }: GalleryFilter,
): readonly PackSummary[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  return packs.filter((pack) => {
    const texts = [pack.name, pack.question, pack.description].map(both)
    const text = [...texts, ...pack.systems].join(' ').toLowerCase()
    return (
      (desk === undefined || pack.desks.includes(desk)) &&
      (topic === undefined || topicOf(pack) === topic) &&
      words.every((word) => text.includes(word))
    )
  })
}

export interface TopicGroup {
  readonly topic: TopicId
  readonly playbooks: readonly PlaybookSummary[]
}

/** By topic, and inside of one by system: 2 before 10. */
export function groupByTopic(playbooks: readonly PlaybookSummary[]): readonly TopicGroup[] {
  const groups = Map.groupBy(playbooks, topicOf)
  const order = ({ systems: [first = ''] }: PlaybookSummary) => Number(first.split('-')[1] ?? 0)
  return topicIds.flatMap((topic) => {
    const group = groups.get(topic)
    if (group === undefined) return []
    return [{ topic, playbooks: group.toSorted((a, b) => order(a) - order(b)) }]
  })
}
