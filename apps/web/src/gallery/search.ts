import { desks, textIn, type Language } from '@sandtable/rules'
import type { PlaybookSummary } from '@sandtable/api'

/** The playbooks that contain every word, in name, question, description, systems or desk; newest first. */
export function searchPlaybooks(
  playbooks: readonly PlaybookSummary[],
  search: string,
  language: Language,
): readonly PlaybookSummary[] {
  const words = search.trim().toLowerCase().split(/\s+/)
  return playbooks
    .filter(({ name, question, description, systems, desk }) => {
      const haystack = [
        textIn(name, language),
        question === undefined ? '' : textIn(question, language),
        description === undefined ? '' : textIn(description, language),
        ...systems,
        desk === undefined ? '' : textIn(desks[desk].label, language),
      ]
        .join(' ')
        .toLowerCase()
      return words.every((word) => haystack.includes(word))
    })
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0))
}
