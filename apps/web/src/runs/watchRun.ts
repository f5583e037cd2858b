/**
 * Following a run that goes on: one stream at most, none while the tab is hidden. Events go into a store
 * of their own, once a frame; the result itself is fetched when the last event has come.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RunEvent } from '@sandtable/api'

export interface Watched {
  readonly runId: string | undefined
  readonly event: RunEvent | undefined
  readonly isReconnecting: boolean
}
export type WatchStore = StoreApi<Watched>

export function createWatchStore(): WatchStore {
  return createStore<Watched>(() => ({ runId: undefined, event: undefined, isReconnecting: false }))
}

interface StreamHandlers {
  readonly onEvent: (event: RunEvent) => void
  readonly onConnecting: (isAgain: boolean) => void
  readonly onError: (error: unknown) => void
}

export interface WatchOptions {
  readonly runId: string
  readonly store: WatchStore
  /** Opens the stream; the answer closes it. */
  readonly open: (runId: string, handlers: StreamHandlers) => () => void
  readonly onFinal: (event: RunEvent) => void
  readonly onError: (error: unknown) => void
}

/** Starts following; the answer stops it. */
export function watchRun({ runId, store, open, onFinal, onError }: WatchOptions): () => void {
  let close: (() => void) | undefined
  let frame: number | undefined
  let isOver = false
  if (store.getState().runId !== runId) {
    store.setState({ runId, event: undefined, isReconnecting: false })
  }

  const show = (event: RunEvent) => {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => store.setState({ runId, event, isReconnecting: false }))
  }
  const stop = () => {
    close?.()
    close = undefined
  }
  const start = () => {
    if (isOver || close !== undefined || document.hidden) return
    close = open(runId, {
      onEvent(event) {
        show(event)
        if (!event.isFinal || isOver) return
        isOver = true
        stop()
        onFinal(event)
      },
      onConnecting: (isAgain) => store.setState({ isReconnecting: isAgain }),
      onError(error) {
        isOver = true
        stop()
        onError(error)
      },
    })
    // the stream may have ended before `open` gave the means to close it
    if (isOver) stop()
  }
  const onVisibility = () => (document.hidden ? stop() : start())
  document.addEventListener('visibilitychange', onVisibility)
  start()
  return () => {
    isOver = true
    if (frame !== undefined) cancelAnimationFrame(frame)
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  }
}
