import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useStore } from 'zustand'
import { isRunnable } from '@sandtable/rules'
import type { RunEvent, RunSummary, ShopCatalogue } from '@sandtable/api'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import type { Autosave } from '../editor/autosave.ts'
import { loadChecks } from '../editor/later.ts'
import type { EditorStore } from '../editor/store.ts'
import { useI18n, type I18n } from '../i18n/index.ts'
import {
  checkSettings,
  defaultSettings,
  settingsOf,
  type RunNumbers,
  type RunSettings,
} from '../runs/runForm.ts'
import { isActive, type StartProblem } from '../runs/runState.ts'
import { shopsFor } from '../runs/trial.ts'
import { createWatchStore } from '../runs/watchRun.ts'
import { useWatching } from './useWatching.ts'

const retryMs = 3_000
const unheardMs = 10_000

interface UseRunsOptions {
  readonly playbookId: string
  readonly runId: string | undefined
  readonly shop: ShopCatalogue
  readonly store: EditorStore
  readonly autosave: () => Autosave | undefined
}

/** Runs of one playbook: settings, the one shown (by the address), the one going on, the earlier ones. */
export function useRuns({ playbookId, runId, shop, store, autosave }: UseRunsOptions) {
  const { t, text, number } = useI18n()
  const navigate = useNavigate()
  const trial = useStore(store, (state) => state.history.present.trial)
  const shops = useMemo(() => shopsFor(trial, shop.shops), [trial, shop])
  const [settings, setSettings] = useState<RunSettings>(() => defaultSettings(shop, trial))
  const [isStarting, setIsStarting] = useState(false)
  const [startProblem, setStartProblem] = useState<StartProblem>()
  const [watch] = useState(createWatchStore)
  const checked = useMemo(
    () => checkSettings(settings, { runLimits: shop.runLimits, shops }, t, number),
    [settings, shop, shops, t, number],
  )
  const run = useQuery({
    ...trpc.runs.get.queryOptions(runId === undefined ? skipToken : { id: runId }),
    staleTime: Infinity,
    refetchInterval: ({ state: { data, error } }) => {
      if (error !== null) return problemOf(error).kind === 'offline' ? retryMs : false
      // the stream tells of the end; should it fail, this does
      return data !== undefined && isActive(data) ? unheardMs : false
    },
  })
  const runs = useQuery({
    ...trpc.runs.list.queryOptions({ playbookId }),
    refetchInterval: ({ state }) => (state.error === null ? false : retryMs),
  })

  const refresh = useCallback(
    async (id: string) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id }) }),
        queryClient.invalidateQueries({ queryKey: trpc.runs.list.queryKey({ playbookId }) }),
      ])
    },
    [playbookId],
  )
  const say = useCallback(
    (error: unknown) => setStartProblem(describeProblem(error, { t, text }, t.gallery.offline)),
    [t, text],
  )
  // what stopped the last start may be what this change mends
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.history.present !== before.history.present) setStartProblem(undefined)
      }),
    [store],
  )
  // the form takes the settings of the run that is shown, until they are changed
  const shownRun = run.data
  const [formOf, setFormOf] = useState<string>()
  if (shownRun !== undefined && formOf !== shownRun.id) {
    setFormOf(shownRun.id)
    setSettings(settingsOf(shownRun))
  }

  const activeId = run.data !== undefined && isActive(run.data) ? run.data.id : undefined
  const onFinal = useCallback(
    (id: string, { status }: RunEvent) => {
      store.announce(status === 'done' ? t.run.finished : t.run.statuses[status])
      void refresh(id)
    },
    [store, refresh, t],
  )
  const onError = useCallback(
    (id: string, error: unknown) => {
      // a lost connection comes back by itself
      if (problemOf(error).kind !== 'offline') say(error)
      void refresh(id)
    },
    [say, refresh],
  )
  useWatching(activeId, watch, onFinal, onError)

  /** Set before anything is awaited: keys come faster than React renders. */
  const isLocked = useRef(false)
  const shownId = useRef(runId)
  useEffect(() => {
    shownId.current = runId
  }, [runId])

  const start = useCallback(
    async (numbers: RunNumbers) => {
      const shown =
        shownId.current === undefined
          ? undefined
          : queryClient.getQueryData(trpc.runs.get.queryKey({ id: shownId.current }))
      if (isLocked.current || (shown !== undefined && isActive(shown))) return
      store.show({ bottomTab: 'run' })
      if (store.getState().panels.bottomSize === 'collapsed') store.show({ bottomSize: 'normal' })
      isLocked.current = true
      setIsStarting(true)
      setStartProblem(undefined)
      try {
        const { checkPlaybook } = await loadChecks()
        const issues = checkPlaybook(store.playbook(), shop.catalogue)
        if (!isRunnable(issues)) {
          const errors = issues.filter(({ severity }) => severity === 'error')
          return setStartProblem({ message: t.run.hasErrors(errors.length), issues: errors })
        }
        const saved = await autosave()?.flush()
        if (saved?.status !== 'saved') {
          return setStartProblem({ message: t.run.notSaved, issues: [] })
        }
        const started = await client.runs.start.mutate({
          playbookId,
          revision: saved.revision,
          ...numbers,
          // a request that the network repeats starts one run
          idempotencyKey: crypto.randomUUID(),
        })
        // known before the lock is gone: a run that goes on is what keeps the next one waiting
        await Promise.all([
          queryClient.prefetchQuery(trpc.runs.get.queryOptions({ id: started.id })),
          refresh(started.id),
        ])
        shownId.current = started.id
        await navigate({
          to: '/playbooks/$id',
          params: { id: playbookId },
          search: { run: started.id },
        })
      } catch (error) {
        say(error)
      } finally {
        isLocked.current = false
        setIsStarting(false)
      }
    },
    [store, shop, autosave, playbookId, refresh, navigate, say, t],
  )

  return {
    trial,
    shops,
    settings,
    setSettings,
    checked,
    run: run.data,
    /** The run of the address is on its way. */
    isLoading: runId !== undefined && run.data === undefined && run.error === null,
    /** Why the run of the address cannot be shown, or else why the last one did not start. */
    runProblem:
      run.error === null || run.data !== undefined
        ? startProblem
        : describeProblem(run.error, { t, text }, t.run.offline),
    /** Undefined while loading. */
    runs: runs.data,
    watch,
    isStarting,
    startNow: () => {
      if (checked.ok) void start(checked.numbers)
      else store.show({ bottomTab: 'run', bottomSize: 'normal' })
    },
    again: (before: RunSummary) => {
      setSettings(settingsOf(before))
      const { shop: shopId, days, replications, seed } = before
      void start({ shop: shopId, days, replications, seed })
    },
    show: (shown: RunSummary) => {
      setStartProblem(undefined)
      setSettings(settingsOf(shown))
      void navigate({
        to: '/playbooks/$id',
        params: { id: playbookId },
        search: { run: shown.id },
      })
    },
    cancel: (id: string) => {
      client.runs.cancel.mutate({ id }).then(() => refresh(id), say)
    },
  }
}

/** Why a run did not start, or cannot be shown. */
export function describeProblem(
  error: unknown,
  { t, text }: Pick<I18n, 't' | 'text'>,
  offline: string,
): StartProblem {
  const problem = problemOf(error)
  switch (problem.kind) {
    case 'refused':
      return {
        message: problem.sentence === undefined ? problem.message : text(problem.sentence),
        issues: problem.issues,
      }
    case 'notFound':
      return { message: t.run.gone, issues: [] }
    case 'signedOut':
      return { message: t.signedOut, issues: [] }
    case 'offline':
    case 'conflict':
      return { message: offline, issues: [] }
  }
}
