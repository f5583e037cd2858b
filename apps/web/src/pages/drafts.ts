/**
 * Unsaved changes in localStorage until the server has them. Each tab keeps its own under its own id and
 * holds a lock of that name while it lives, so that only what a dead tab left behind is recovered.
 */
import { parsePlaybookValue, type Playbook } from '@sandtable/rules'
import { livingTabs, tabId } from './tabLock.ts'

export interface Draft {
  readonly playbook: Playbook
  readonly baseRevision: number
}

const keyOf = (playbookId: string, tab: string) => `sandtable.draft.${playbookId}.${tab}`

/** Keeps the draft, or forgets it when there is none. Answers false when the browser has no room. */
export function keepDraft(playbookId: string, draft: Draft | undefined): boolean {
  const key = keyOf(playbookId, tabId)
  if (draft === undefined) {
    localStorage.removeItem(key)
    return true
  }
  try {
    localStorage.setItem(key, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/** Takes what a tab that is gone left of this playbook. It is removed only when this tab has kept it in turn. */
export async function recoverDraft(playbookId: string): Promise<Draft | undefined> {
  const prefix = keyOf(playbookId, '')
  const alive = await livingTabs()
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  for (const key of keys) {
    if (alive.has(key.slice(prefix.length)) && key !== keyOf(playbookId, tabId)) continue
    const draft = readDraft(localStorage.getItem(key))
    if (draft !== undefined) keepDraft(playbookId, draft)
    if (key !== keyOf(playbookId, tabId)) localStorage.removeItem(key)
    if (draft !== undefined) return draft
  }
  return undefined
}

function readDraft(text: string | null): Draft | undefined {
  let value: unknown
  try {
    value = JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { playbook, baseRevision } = value as Record<string, unknown>
  const parsed = parsePlaybookValue(playbook)
  if (!parsed.ok || typeof baseRevision !== 'number') return undefined
  return { playbook: parsed.playbook, baseRevision }
}
