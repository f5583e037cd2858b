import { useEffect } from 'react'
import type { RunEvent } from '@sandtable/api'
import { client } from '../api.ts'
import { watchRun, type WatchStore } from '../runs/watchRun.ts'

/** Follows the run that goes on, if there is one, until its end. Both functions must stay the same between renders. */
export function useWatching(
  activeId: string | undefined,
  watch: WatchStore,
  onFinal: (runId: string, event: RunEvent) => void,
  onError: (runId: string, error: unknown) => void,
): void {
  useEffect(() => {
    if (activeId === undefined) return undefined
    return watchRun({
      runId: activeId,
      store: watch,
      open: (id, handlers) => {
        const subscription = client.runs.watch.subscribe(
          { runId: id },
          {
            onData: ({ data }) => handlers.onEvent(data),
            onError: handlers.onError,
            onConnectionStateChange: ({ state, error }) =>
              handlers.onConnecting(state === 'connecting' && error !== null),
          },
        )
        return () => subscription.unsubscribe()
      },
      onFinal: (event) => onFinal(activeId, event),
      onError: (error) => onError(activeId, error),
    })
  }, [activeId, watch, onFinal, onError])
}
