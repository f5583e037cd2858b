import { useEffect, useRef, useState } from 'react'
import type { Playbook } from '@sandtable/rules'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import {
  startAutosave,
  type Autosave,
  type SaveAnswer,
  type SaveState,
  type SentSave,
} from '../editor/autosave.ts'
import type { EditorStore } from '../editor/store.ts'
import { useI18n, type Messages } from '../i18n/index.ts'
import { createDraftKeeper, keepDraft } from './drafts.ts'

/** Saves that were still under way when their editor was closed: opening the playbook again waits for them. */
const lastSaves = new Map<string, Promise<unknown>>()

/** Settles when nothing of this playbook is being saved any more. */
export async function lastSave(playbookId: string): Promise<void> {
  await lastSaves.get(playbookId)
}

async function save(
  playbookId: string,
  playbook: Playbook,
  baseRevision: number,
  saveId: string,
  t: Messages,
): Promise<SaveAnswer> {
  try {
    const { revision } = await client.playbooks.save.mutate({
      id: playbookId,
      baseRevision,
      playbook,
      saveId,
    })
    void queryClient.invalidateQueries({ queryKey: trpc.playbooks.list.queryKey() })
    return { kind: 'ok', revision }
  } catch (error) {
    const problem = problemOf(error)
    switch (problem.kind) {
      case 'offline':
        return { kind: 'offline' }
      case 'signedOut':
        return { kind: 'failed', message: t.signedOut, mayBeStored: true }
      case 'notFound':
        return { kind: 'deleted' }
      case 'conflict':
        return { kind: 'conflict' }
      case 'refused':
        return { kind: 'failed', message: problem.message, mayBeStored: problem.mayBeDone }
    }
  }
}

interface UseAutosave {
  readonly state: SaveState
  /** False when the browser has no room for changes that the server does not have. */
  readonly isKept: boolean
  readonly autosave: () => Autosave | undefined
}

interface AutosaveStart {
  readonly revision: number
  /** What the store starts with is not saved yet. */
  readonly isDirty: boolean
  /** What an earlier session sent without getting an answer. */
  readonly sent: SentSave | undefined
}

/** Saves every change of the store's playbook. */
export function useAutosave(
  store: EditorStore,
  playbookId: string,
  start: AutosaveStart,
): UseAutosave {
  const { t } = useI18n()
  const [state, setState] = useState<SaveState>({
    status: 'saved',
    revision: start.revision,
    changes: 0,
  })
  const [isKept, setIsKept] = useState(true)
  const current = useRef<Autosave>(undefined)
  const texts = useRef(t)
  useEffect(() => {
    texts.current = t
  }, [t])

  const { revision, isDirty, sent } = start
  useEffect(() => {
    const drafts = createDraftKeeper({
      write: (draft) => keepDraft(playbookId, draft),
      onRoom: setIsKept,
    })
    const autosave = startAutosave({
      revision,
      sent,
      save: (playbook, baseRevision, saveId) =>
        save(playbookId, playbook, baseRevision, saveId, texts.current),
      newSaveId: () => crypto.randomUUID(),
      onState: setState,
      keep: (draft) => drafts.keep(draft),
    })
    current.current = autosave
    if (isDirty) autosave.changed(store.playbook())
    const unsubscribe = store.subscribe((now, before) => {
      if (now.history.present !== before.history.present) autosave.changed(now.history.present)
    })
    const flush = () => {
      drafts.flush()
      void autosave.flush()
    }
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    // hidden: the tab may not come back; shown again: the user may have signed in elsewhere
    document.addEventListener('visibilitychange', flush)
    return () => {
      unsubscribe()
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', flush)
      lastSaves.set(playbookId, autosave.flush())
      drafts.flush()
      autosave.stop()
    }
  }, [store, playbookId, revision, isDirty, sent])

  return { state, isKept, autosave: () => current.current }
}
