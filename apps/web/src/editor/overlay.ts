/**
 * What a run did at each node and edge, for the badges on the canvas. A store of its own: history and
 * autosave never see it, and a card reads only its own entry.
 */
import type { FateReason } from '@sandtable/rules'
import { createStore, type StoreApi } from 'zustand/vanilla'

export interface NodeCounts {
  readonly fired: number
  readonly applied: number
  readonly adjusted: number
  readonly suppressed: number
  readonly rejected: number
  /** Why proposals were adjusted, suppressed or rejected. */
  readonly reasons: readonly { readonly reason: FateReason; readonly count: number }[]
}

export interface Overlay {
  /** Means per run; undefined when no result is shown. */
  readonly nodes: ReadonlyMap<string, NodeCounts> | undefined
  readonly edges: ReadonlyMap<string, number> | undefined
  /** The playbook has changed since the run. */
  readonly isStale: boolean
}
export type OverlayStore = StoreApi<Overlay>

export const noOverlay: Overlay = { nodes: undefined, edges: undefined, isStale: false }

export function createOverlayStore(): OverlayStore {
  return createStore<Overlay>(() => noOverlay)
}
