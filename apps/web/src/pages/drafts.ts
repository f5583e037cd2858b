/**
 * Unsaved changes in localStorage until the server has them. Each tab keeps its own under its own id and
 * holds a lock of that name while it lives, so that only what a dead tab left behind is recovered.
 */
import type { parsePlaybookValue, Playbook } from '@sandtable/rules'
import type { SentSave, Unsaved } from '../editor/autosave.ts'
import { livingTabs, tabId } from './tabLock.ts'

export type Draft = Unsaved

const keyOf = (playbookId: string, tab: string) => `sandtable.draft.${playbookId}.${tab}`

/** Keeps the draft, or forgets it when there is none. Answers false when the browser has no room. */
export function keepDraft(playbookId: string, draft: Draft | undefined): boolean {
  const key = keyOf(playbookId, tabId)
  if (draft === undefined) {
    localStorage.removeItem(key)
    return true
  }
  try {
    localStorage.setItem(key, writeDraft(draft))
    return true
  } catch {
    return false
  }
}

export interface DraftKeeper {
  keep(draft: Draft | undefined): void
  /** Writes what waits; for when the page may be gone the next moment. */
  flush(): void
}

export interface DraftKeeperOptions {
  /** Puts it where a crash cannot reach it; false when there is no room. */
  readonly write: (draft: Draft | undefined) => boolean
  readonly onRoom: (hasRoom: boolean) => void
  readonly delayMs?: number
}

/** Writes the newest draft at most every `delayMs`: dragging and typing make many, and each is the whole playbook. */
export function createDraftKeeper({
  write,
  onRoom,
  delayMs = 250,
}: DraftKeeperOptions): DraftKeeper {
  let waiting: { readonly draft: Draft | undefined } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let written: string | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (waiting === undefined) return
    const { draft } = waiting
    waiting = undefined
    written = draft?.sent?.saveId
    onRoom(write(draft))
  }
  return {
    flush,
    keep(draft) {
      waiting = { draft }
      // a save on its way must be known again after a crash, and an acknowledged draft must not come back
      if (draft === undefined || draft.sent?.saveId !== written) flush()
      else timer ??= setTimeout(flush, delayMs)
    },
  }
}

/** Takes what a tab that is gone left of this playbook. It is removed only when this tab has kept it in turn. */
export async function recoverDraft(playbookId: string): Promise<Draft | undefined> {
  const prefix = keyOf(playbookId, '')
  const alive = await livingTabs()
  const own = keyOf(playbookId, tabId)
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  if (keys.length === 0) return undefined
  const { parsePlaybookValue: parse } = await import('./parse.ts')
  for (const key of keys) {
    if (alive.has(key.slice(prefix.length)) && key !== own) continue
    const text = localStorage.getItem(key)
    const draft = readDraft(text, parse)
    if (key !== own) localStorage.removeItem(key)
    if (draft === undefined) continue
    // where one has room, so has the other
    if (!keepDraft(playbookId, draft) && key !== own) localStorage.setItem(key, text ?? '')
    return draft
  }
  return undefined
}

/** What was sent is written once when it is also the newest. */
export function writeDraft({ playbook, baseRevision, sent }: Draft): string {
  const { saveId, playbook: sentPlaybook } = sent ?? {}
  return JSON.stringify({
    playbook,
    baseRevision,
    saveId,
    sentPlaybook: sentPlaybook === playbook ? undefined : sentPlaybook,
  })
}

type Parse = typeof parsePlaybookValue

export function readDraft(text: string | null, parse: Parse): Draft | undefined {
  let value: unknown
  try {
    value = JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { playbook, baseRevision, saveId, sentPlaybook } = value as Record<string, unknown>
  const parsed = parse(playbook)
  if (!parsed.ok || typeof baseRevision !== 'number') return undefined
  const sent = readSent(parsed.playbook, saveId, sentPlaybook, parse)
  return { playbook: parsed.playbook, baseRevision, ...(sent === undefined ? {} : { sent }) }
}

function readSent(
  newest: Playbook,
  saveId: unknown,
  playbook: unknown,
  parse: Parse,
): SentSave | undefined {
  if (typeof saveId !== 'string') return undefined
  if (playbook === undefined) return { saveId, playbook: newest }
  const parsed = parse(playbook)
  return parsed.ok ? { saveId, playbook: parsed.playbook } : undefined
}
