/** The state of one open editor: the document with its history, and what is selected, open and under way. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NodeCategory, Playbook } from '@sandtable/rules'
import { edit, redo, startHistory, undo, type EditLabel, type History } from './model.ts'
import type { Connecting } from './connecting.ts'
import type { PortRef } from './edits.ts'
import { nodeCategories } from './kindSearch.ts'
import type { Point } from './geometry.ts'

/** The node picker: where the new node goes and what it is wired to. */
export interface PickerRequest {
  /** Offers only this category. */
  readonly category?: NodeCategory
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
  /** Nodes follow the pointer; the playbook learns of it when they are let go. */
  readonly isDragging: boolean
  readonly panels: Panels
  readonly isNarrow: boolean
  readonly hasShortcuts: boolean
  /** Groups of the palette that are open, by category or `category/family`. */
  readonly openGroups: ReadonlySet<string>
  /** The node that the canvas is to bring into view; a new object for every wish. */
  readonly goingTo: { readonly nodeId: string } | undefined
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
  setNarrow(isNarrow: boolean): void
  openGroup(id: string, isOpen: boolean): void
  /** Selects a node and brings it into view; to edit it, the focus goes to its form. */
  goTo(nodeId: string, options?: GoToOptions): void
}

interface GoToOptions {
  readonly field?: string
  readonly isEditing?: boolean
}

const none: ReadonlySet<string> = new Set()

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id))
}

export interface EditorStoreOptions {
  /** Clock of the history, in ms. */
  readonly now: () => number
  /** Width of the window: what fits beside the canvas when the editor opens. */
  readonly widthPx: number
  /** The address names a run: its results are there from the start. */
  readonly showsRun?: boolean
}

/** Below this, side panels lie over the canvas, and one is open at a time. As in `editor.css`. */
export const narrowPx = 900
/** Below this, two side panels leave too little canvas to begin with. */
const twoPanelsPx = 1200

/** The panels of an editor that opens. An empty playbook begins with what can be added. */
function firstPanels(
  playbook: Playbook,
  { widthPx, showsRun = false }: EditorStoreOptions,
): Panels {
  const isEmpty = playbook.nodes.length === 0
  const [hasLeft, hasInspector] =
    widthPx <= narrowPx
      ? [false, false]
      : widthPx < twoPanelsPx
        ? [isEmpty, !isEmpty]
        : [true, true]
  return {
    left: hasLeft ? 'palette' : undefined,
    hasInspector,
    bottomTab: showsRun ? 'run' : 'problems',
    bottomSize: showsRun ? 'normal' : 'collapsed',
  }
}

/** On a narrow screen, opening one side panel closes the other. */
function withPanels(before: Panels, change: Partial<Panels>, isNarrow: boolean): Panels {
  const next = { ...before, ...change }
  if (!isNarrow || next.left === undefined || !next.hasInspector) return next
  return change.left === undefined ? { ...next, left: undefined } : { ...next, hasInspector: false }
}

export function createEditorStore(playbook: Playbook, options: EditorStoreOptions): EditorStore {
  const { now, widthPx } = options
  const store = createStore<EditorState>(() => ({
    panels: firstPanels(playbook, options),
    isNarrow: widthPx <= narrowPx,
    goingTo: undefined,
    hasShortcuts: false,
    openGroups: new Set(['recent', ...nodeCategories]),
    history: startHistory(playbook),
    selectedNodes: none,
    selectedEdges: none,
    picker: undefined,
    connecting: undefined,
    isDragging: false,
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

  function choose(nodes: Iterable<string>, edges: Iterable<string> = []): void {
    store.setState((state) => {
      const selectedNodes = new Set(nodes)
      const selectedEdges = new Set(edges)
      if (isSame(selectedNodes, state.selectedNodes) && isSame(selectedEdges, state.selectedEdges))
        return state
      const { connecting } = state
      const staysConnecting =
        connecting !== undefined && isSame(selectedNodes, new Set([connecting.nodeId]))
      return {
        selectedNodes,
        selectedEdges,
        connecting: staysConnecting ? connecting : undefined,
      }
    })
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
    select: choose,
    show(panels: Partial<Panels>) {
      store.setState((state) => ({ panels: withPanels(state.panels, panels, state.isNarrow) }))
    },
    setNarrow(isNarrow: boolean) {
      store.setState(({ panels }) => ({ isNarrow, panels: withPanels(panels, {}, isNarrow) }))
    },
    openGroup(id: string, isOpen: boolean) {
      store.setState(({ openGroups }) => {
        if (openGroups.has(id) === isOpen) return {}
        const next = new Set(openGroups)
        if (isOpen) next.add(id)
        else next.delete(id)
        return { openGroups: next }
      })
    },
    goTo(nodeId: string, { field, isEditing = false }: GoToOptions = {}) {
      choose([nodeId])
      store.setState(({ panels, isNarrow }) => ({
        goingTo: { nodeId },
        panels: withPanels(
          panels,
          {
            ...(panels.bottomSize === 'full' ? { bottomSize: 'normal' } : {}),
            ...(isEditing ? { hasInspector: true } : {}),
          },
          isNarrow,
        ),
        ...(isEditing ? { jump: { nodeId, ...(field === undefined ? {} : { field }) } } : {}),
      }))
    },
    announce(text: string) {
      store.setState(({ announcement }) => ({
        announcement: { text, serial: announcement.serial + 1 },
      }))
    },
  })
}
