import { useEffect, useRef, useState } from 'react'
import type { Playbook } from '@sandtable/rules'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import {
  startAutosave,
  type Autosave,
  type SaveAnswer,
  type SaveState,
} from '../editor/autosave.ts'
import type { EditorStore } from '../editor/store.ts'
import { useI18n, type Messages } from '../i18n/index.ts'
import { keepDraft } from './drafts.ts'

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
  t: Messages,
): Promise<SaveAnswer> {
  try {
    const { revision } = await client.playbooks.save.mutate({
      id: playbookId,
      baseRevision,
      playbook,
    })
    void queryClient.invalidateQueries({ queryKey: trpc.playbooks.list.queryKey() })
    return { kind: 'ok', revision }
  } catch (error) {
    const problem = problemOf(error)
    switch (problem.kind) {
      case 'offline':
        return { kind: 'offline' }
      case 'signedOut':
        return { kind: 'failed', message: `${t.problemPages.signedOut} npx sandtable open` }
      // deleted elsewhere: to keep it as a copy is one of the choices
      case 'notFound':
      case 'conflict':
        return { kind: 'conflict' }
      case 'refused':
        return { kind: 'failed', message: problem.message }
    }
  }
}

interface UseAutosave {
  readonly state: SaveState
  readonly autosave: () => Autosave | undefined
}

/** Saves every change of the store's playbook. `isDirty`: what it starts with is not saved yet. */
export function useAutosave(
  store: EditorStore,
  playbookId: string,
  start: { readonly revision: number; readonly isDirty: boolean },
): UseAutosave {
  const { t } = useI18n()
  const [state, setState] = useState<SaveState>({
    status: 'saved',
    revision: start.revision,
    changes: 0,
  })
  const current = useRef<Autosave>(undefined)
  const texts = useRef(t)
  useEffect(() => {
    texts.current = t
  }, [t])

  const { revision, isDirty } = start
  useEffect(() => {
    const autosave = startAutosave({
      revision,
      save: (playbook, baseRevision) => save(playbookId, playbook, baseRevision, texts.current),
      onState: setState,
      keep: (draft) => keepDraft(playbookId, draft),
    })
    current.current = autosave
    if (isDirty) autosave.changed(store.playbook())
    const unsubscribe = store.subscribe((now, before) => {
      if (now.history.present !== before.history.present) autosave.changed(now.history.present)
    })
    const flush = () => void autosave.flush()
    const onVisibility = () => {
      if (document.hidden) flush()
    }
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      unsubscribe()
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', onVisibility)
      lastSaves.set(playbookId, autosave.flush())
      autosave.stop()
    }
  }, [store, playbookId, revision, isDirty])

  return { state, autosave: () => current.current }
}
