import { useCallback, useEffect, useMemo, useState } from 'react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { checkPlaybook, isRunnable } from '@sandtable/rules'
import type { RunSummary, ShopCatalogue } from '@sandtable/api'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import type { Autosave } from '../editor/autosave.ts'
import type { EditorStore } from '../editor/store.ts'
import { useI18n } from '../i18n/index.ts'
import {
  checkSettings,
  defaultSettings,
  type RunNumbers,
  type RunSettings,
} from '../runs/runForm.ts'
import { isActive, type StartProblem } from '../runs/RunPanel.tsx'
import { createWatchStore, watchRun } from '../runs/watchRun.ts'

interface UseRunsOptions {
  readonly playbookId: string
  readonly runId: string | undefined
  readonly shop: ShopCatalogue
  readonly store: EditorStore
  readonly autosave: () => Autosave | undefined
}

/** Runs of one playbook: settings, the one shown (by the address), the one going on, the earlier ones. */
export function useRuns({ playbookId, runId, shop, store, autosave }: UseRunsOptions) {
  const { t, number } = useI18n()
  const navigate = useNavigate()
  const [settings, setSettings] = useState<RunSettings>(() => defaultSettings(shop))
  const [isStarting, setIsStarting] = useState(false)
  const [startProblem, setStartProblem] = useState<StartProblem>()
  const [watch] = useState(createWatchStore)
  const checked = useMemo(
    () => checkSettings(settings, shop, t, number),
    [settings, shop, t, number],
  )
  const run = useQuery({
    ...trpc.runs.get.queryOptions(runId === undefined ? skipToken : { id: runId }),
    staleTime: Infinity,
  })
  const runs = useQuery(trpc.runs.list.queryOptions({ playbookId }))

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
    (error: unknown) => {
      const problem = problemOf(error)
      setStartProblem({
        message:
          problem.kind === 'refused'
            ? problem.message
            : problem.kind === 'notFound'
              ? t.run.gone
              : problem.kind === 'signedOut'
                ? t.problemPages.signedOutTitle
                : t.gallery.offline,
        issues: problem.kind === 'refused' ? problem.issues : [],
      })
    },
    [t],
  )

  const activeId = run.data !== undefined && isActive(run.data) ? run.data.id : undefined
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
      onFinal: ({ status }) => {
        store.announce(status === 'done' ? t.run.finished : t.run.statuses[status])
        void refresh(activeId)
      },
      onError: (error) => {
        say(error)
        void refresh(activeId)
      },
    })
  }, [activeId, watch, refresh, say, store, t])

  const start = useCallback(
    async (numbers: RunNumbers) => {
      store.show({ bottomTab: 'run' })
      if (store.getState().panels.bottomSize === 'collapsed') store.show({ bottomSize: 'normal' })
      const issues = checkPlaybook(store.playbook(), shop.catalogue)
      if (!isRunnable(issues)) {
        const errors = issues.filter(({ severity }) => severity === 'error')
        return setStartProblem({ message: t.run.hasErrors(errors.length), issues: errors })
      }
      setIsStarting(true)
      setStartProblem(undefined)
      try {
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
        await refresh(started.id)
        await navigate({
          to: '/playbooks/$id',
          params: { id: playbookId },
          search: { run: started.id },
        })
      } catch (error) {
        say(error)
      } finally {
        setIsStarting(false)
      }
    },
    [store, shop, autosave, playbookId, refresh, navigate, say, t],
  )

  return {
    settings,
    setSettings,
    checked,
    run: run.data,
    /** The address names a run that does not exist or cannot be read. */
    runProblem: run.error === null ? startProblem : { message: t.run.gone, issues: [] },
    runs: runs.data ?? [],
    watch,
    isStarting,
    startNow: () => {
      if (checked.ok) void start(checked.numbers)
      else store.show({ bottomTab: 'run', bottomSize: 'normal' })
    },
    again: ({ shop: shopId, days, replications, seed }: RunSummary) => {
      const numbers = { shop: shopId, days, replications, seed }
      setSettings({
        shop: shopId,
        days: String(days),
        replications: String(replications),
        seed: String(seed),
      })
      void start(numbers)
    },
    show: (shown: RunSummary) =>
      void navigate({
        to: '/playbooks/$id',
        params: { id: playbookId },
        search: { run: shown.id },
      }),
    cancel: (id: string) => {
      client.runs.cancel.mutate({ id }).then(() => refresh(id), say)
    },
  }
}
