import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Catalogue, Issue, Playbook } from '@sandtable/rules'
import type { CommandId } from './commands.ts'
import type { OverlayStore } from './overlay.ts'
import type { EditorState, EditorStore } from './store.ts'

/** What every part of one open editor shares. */
export interface Editor {
  readonly store: EditorStore
  readonly overlay: OverlayStore
  readonly catalogue: Catalogue
  readonly newId: (prefix: string) => string
}

export const EditorContext = createContext<Editor | undefined>(undefined)

export function useEditor(): Editor {
  const editor = use(EditorContext)
  if (editor === undefined) throw new Error('useEditor is called outside of EditorContext')
  return editor
}

export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select)
}

export function usePlaybook(): Playbook {
  return useEditorState((state) => state.history.present)
}

/** The problems of the playbook, checked after every change. */
export const IssuesContext = createContext<readonly Issue[]>([])

/** Carries out a command of the table in `commands.ts`. */
export const PerformContext = createContext<(command: CommandId) => void>(() => {})
