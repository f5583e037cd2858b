import { useCallback, useMemo, useState } from 'react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { PackDetail, RunSummary, ShopCatalogue } from '@sandtable/api'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import { useI18n } from '../i18n/index.ts'
import {
  checkPackSettings,
  defaultPackSettings,
  packRequest,
  packSettingsOf,
  type PackSettings,
} from '../packs/packForm.ts'
import { isActive, type StartProblem } from '../runs/runState.ts'
import { createWatchStore } from '../runs/watchRun.ts'
import { describeProblem } from './useRuns.ts'
import { useWatching } from './useWatching.ts'

const retryMs = 3_000
const unheardMs = 10_000

/** Runs of one pack: settings, the one shown (by the address), the one going on, the earlier ones. */
export function usePackRuns(pack: PackDetail, shop: ShopCatalogue, runId: string | undefined) {
  const { t, text, number } = useI18n()
  const navigate = useNavigate()
  const packId = pack.id
  const [settings, setSettings] = useState<PackSettings>(() => defaultPackSettings(pack, shop))
  const [isStarting, setIsStarting] = useState(false)
  const [startProblem, setStartProblem] = useState<StartProblem>()
  const [watch] = useState(createWatchStore)
  const checked = useMemo(
    () => checkPackSettings(settings, pack, shop, t, number),
    [settings, pack, shop, t, number],
  )
  const run = useQuery({
    ...trpc.packs.getRun.queryOptions(runId === undefined ? skipToken : { id: runId }),
    staleTime: Infinity,
    refetchInterval: ({ state: { data, error } }) => {
      if (error !== null) return problemOf(error).kind === 'offline' ? retryMs : false
      // the stream tells of the end; should it fail, this does
      return data !== undefined && isActive(data) ? unheardMs : false
    },
  })
  const runs = useQuery({
    ...trpc.packs.runs.queryOptions({ packId }),
    refetchInterval: ({ state }) => (state.error === null ? false : retryMs),
  })
  const refresh = useCallback(
    async (id: string) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.packs.getRun.queryKey({ id }) }),
        queryClient.invalidateQueries({ queryKey: trpc.packs.runs.queryKey({ packId }) }),
      ])
    },
    [packId],
  )
  const say = useCallback(
    (error: unknown) => setStartProblem(describeProblem(error, { t, text }, t.gallery.offline)),
    [t, text],
  )
  // the form takes the settings of the run that is shown, until they are changed
  const [formOf, setFormOf] = useState<string>()
  if (run.data !== undefined && formOf !== run.data.id) {
    setFormOf(run.data.id)
    setSettings(packSettingsOf(run.data))
  }
  const onFinal = useCallback((id: string) => void refresh(id), [refresh])
  const onError = useCallback(
    (id: string, error: unknown) => {
      // a lost connection comes back by itself
      if (problemOf(error).kind !== 'offline') say(error)
      void refresh(id)
    },
    [say, refresh],
  )
  const activeId = run.data !== undefined && isActive(run.data) ? run.data.id : undefined
  useWatching(activeId, watch, onFinal, onError)

  const showRun = (id: string) =>
    navigate({ to: '/packs/$id', params: { id: packId }, search: { run: id }, resetScroll: false })
  const start = async (wanted: PackSettings) => {
    if (isStarting || activeId !== undefined) return
    setIsStarting(true)
    setStartProblem(undefined)
    try {
      const started = await client.packs.run.mutate({
        ...packRequest(packId, wanted),
        drills: [...wanted.drills],
        // a request that the network repeats starts one run
        idempotencyKey: crypto.randomUUID(),
      })
      await Promise.all([
        queryClient.prefetchQuery(trpc.packs.getRun.queryOptions({ id: started.id })),
        refresh(started.id),
      ])
      await showRun(started.id)
    } catch (error) {
      say(error)
    } finally {
      setIsStarting(false)
    }
  }
  return {
    settings,
    checked,
    run: run.data,
    isLoading: runId !== undefined && run.data === undefined && run.error === null,
    /** Undefined while loading. */
    runs: runs.data,
    watch,
    isStarting,
    problem:
      run.error === null || run.data !== undefined
        ? startProblem
        : describeProblem(run.error, { t, text }, t.run.offline),
    onSettings: (changed: PackSettings) => {
      setStartProblem(undefined)
      setSettings(changed)
    },
    onRun: () => {
      if (checked.ok) void start(settings)
    },
    onAgain: (before: RunSummary) => {
      setSettings(packSettingsOf(before))
      void start(packSettingsOf(before))
    },
    onShow: (shown: RunSummary) => {
      setStartProblem(undefined)
      setSettings(packSettingsOf(shown))
      void showRun(shown.id)
    },
    onCancel: (id: string) => {
      client.runs.cancel.mutate({ id }).then(() => refresh(id), say)
    },
  }
}
