/** The state of one open editor: the document with its history, and what is selected, open and under way. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Playbook } from '@sandtable/rules'
import { edit, redo, startHistory, undo, type EditLabel, type History } from './model.ts'
import type { Connecting } from './connecting.ts'
import type { PortRef } from './edits.ts'
import type { Point } from './geometry.ts'

/** The node picker: where the new node goes and what it is wired to. */
export interface PickerRequest {
  readonly at?: Point
  readonly from?: PortRef
  readonly to?: PortRef
}

export type BottomTab = 'problems' | 'run'
export type BottomSize = 'collapsed' | 'normal' | 'full'
export type LeftTab = 'palette' | 'outline'

/** Which panels are open. */
export interface Panels {
  readonly left: LeftTab | undefined
  readonly hasInspector: boolean
  readonly bottomTab: BottomTab
  readonly bottomSize: BottomSize
}

/** A place in the inspector to go to: a field of the node, or just the node. */
export interface Jump {
  readonly nodeId: string
  readonly field?: string
}

export interface EditorState {
  readonly history: History
  readonly selectedNodes: ReadonlySet<string>
  readonly selectedEdges: ReadonlySet<string>
  readonly picker: PickerRequest | undefined
  readonly connecting: Connecting | undefined
  readonly panels: Panels
  readonly hasShortcuts: boolean
  /** Taken (and cleared) by the inspector. */
  readonly jump: Jump | undefined
  /** Last sentence for the aria-live region; the number makes equal sentences new. */
  readonly announcement: { readonly text: string; readonly serial: number }
}

export interface EditorStore extends StoreApi<EditorState> {
  playbook(): Playbook
  /** Applies a pure edit. */
  edit(
    label: EditLabel,
    change: (playbook: Playbook) => Playbook,
    options?: { readonly gesture?: string; readonly select?: Iterable<string> },
  ): void
  readonly undo: () => EditLabel | undefined
  readonly redo: () => EditLabel | undefined
  select(nodes: Iterable<string>, edges?: Iterable<string>): void
  announce(text: string): void
  show(panels: Partial<Panels>): void
}

const none: ReadonlySet<string> = new Set()

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id))
}

export interface EditorStoreOptions {
  /** Clock of the history, in ms. */
  readonly now: () => number
  /** On a narrow screen the canvas comes first and the panels are opened when needed. */
  readonly isNarrow: boolean
}

export function createEditorStore(
  playbook: Playbook,
  { now, isNarrow }: EditorStoreOptions,
): EditorStore {
  const store = createStore<EditorState>(() => ({
    panels: {
      left: isNarrow ? undefined : 'palette',
      hasInspector: !isNarrow,
      bottomTab: 'problems',
      bottomSize: 'collapsed',
    },
    hasShortcuts: false,
    history: startHistory(playbook),
    selectedNodes: none,
    selectedEdges: none,
    picker: undefined,
    connecting: undefined,
    jump: undefined,
    announcement: { text: '', serial: 0 },
  }))

  /** Drops what no longer exists from the selection. */
  function withHistory(history: History, state: EditorState): Partial<EditorState> {
    const { nodes, edges } = history.present
    const nodeIds = new Set(nodes.map(({ id }) => id))
    const edgeIds = new Set(edges.map(({ id }) => id))
    const keep = (ids: ReadonlySet<string>, existing: ReadonlySet<string>) => {
      const kept = [...ids].filter((id) => existing.has(id))
      return kept.length === ids.size ? ids : new Set(kept)
    }
    return {
      history,
      selectedNodes: keep(state.selectedNodes, nodeIds),
      selectedEdges: keep(state.selectedEdges, edgeIds),
      connecting: undefined,
    }
  }

  function step(go: typeof undo): EditLabel | undefined {
    const stepped = go(store.getState().history)
    if (stepped === undefined) return undefined
    store.setState((state) => withHistory(stepped.history, state))
    return stepped.label
  }

  return Object.assign(store, {
    playbook: () => store.getState().history.present,
    edit(
      label: EditLabel,
      change: (playbook: Playbook) => Playbook,
      { gesture, select }: { readonly gesture?: string; readonly select?: Iterable<string> } = {},
    ) {
      store.setState((state) => {
        const next = change(state.history.present)
        const history = edit(state.history, next, {
          label,
          at: now(),
          ...(gesture === undefined ? {} : { gesture }),
        })
        if (history === state.history) return state
        const selection =
          select === undefined ? {} : { selectedNodes: new Set(select), selectedEdges: none }
        return withHistory(history, { ...state, ...selection })
      })
    },
    undo: () => step(undo),
    redo: () => step(redo),
    select(nodes: Iterable<string>, edges: Iterable<string> = []) {
      store.setState((state) => {
        const selectedNodes = new Set(nodes)
        const selectedEdges = new Set(edges)
        return isSame(selectedNodes, state.selectedNodes) &&
          isSame(selectedEdges, state.selectedEdges)
          ? state
          : { selectedNodes, selectedEdges }
      })
    },
    show(panels: Partial<Panels>) {
      store.setState((state) => ({ panels: { ...state.panels, ...panels } }))
    },
    announce(text: string) {
      store.setState(({ announcement }) => ({
        announcement: { text, serial: announcement.serial + 1 },
      }))
    },
  })
}
