import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useStore } from 'zustand'
import {
  formatPlaybook,
  isSamePlaybook,
  newId,
  playbookHash,
  textIn,
  type Playbook,
} from '@sandtable/rules'
import type { RunDetail, ShopCatalogue, StoredPlaybook } from '@sandtable/api'
import { client, problemOf, trpc } from '../api.ts'
import type { Editor } from '../editor/context.ts'
import { titleById } from '../editor/describe.ts'
import { EditorView } from '../editor/EditorView.tsx'
import { ConflictDialog } from '../editor/later.ts'
import { createOverlayStore, noOverlay, type OverlayStore } from '../editor/overlay.ts'
import { SaveChip } from '../editor/SaveChip.tsx'
import { createEditorStore, type EditorStore } from '../editor/store.ts'
import { useI18n } from '../i18n/index.ts'
import { isActive } from '../runs/runState.ts'
import { download } from '../ui/download.ts'
import { MessagePage } from '../ui/MessagePage.tsx'
import { PreferenceMenus } from '../ui/PreferenceMenus.tsx'
import { toast } from '../ui/toasts.tsx'
import { Brand } from './Brand.tsx'
import { keepDraft, recoverDraft, type Draft } from './drafts.ts'
import { EditorRunPanel } from './EditorRunPanel.tsx'
import { ProblemPage } from './ProblemPage.tsx'
import { randomBytes } from './randomBytes.ts'
import { sayProblem } from './sayProblem.ts'
import { lastSave, useAutosave } from './useAutosave.ts'
import { useRuns } from './useRuns.ts'

const route = getRouteApi('/playbooks/$id')

interface Opened {
  readonly stored: StoredPlaybook
  /** Changes of an earlier session that the server does not have. */
  readonly draft: Draft | undefined
}

async function open(id: string): Promise<Opened> {
  await lastSave(id)
  const draft = await recoverDraft(id)
  try {
    const stored = await client.playbooks.get.query({ id })
    if (draft === undefined || !isSamePlaybook(draft.playbook, stored.playbook)) {
      return { stored, draft }
    }
    keepDraft(id, undefined)
    return { stored, draft: undefined }
  } catch (error) {
    if (draft === undefined || problemOf(error).kind !== 'notFound') throw error
    // deleted elsewhere with changes left here: the first save finds that out, and the user chooses
    const { playbook, baseRevision } = draft
    return { stored: { id, revision: baseRevision, playbook, updatedAt: '' }, draft }
  }
}

export function EditorPage() {
  const { id } = route.useParams()
  const { t } = useI18n()
  const shop = useQuery({ ...trpc.shop.catalogue.queryOptions(), staleTime: Infinity })
  const opened = useQuery({
    queryKey: ['editor', id],
    queryFn: () => open(id),
    // the editor owns the document from here on; every opening asks anew
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) =>
      state.error !== null && problemOf(state.error).kind === 'offline' ? 3_000 : false,
  })
  const error = opened.error ?? shop.error
  if (error !== null && (opened.data === undefined || shop.data === undefined)) {
    const retry = () => void Promise.all([opened.refetch(), shop.refetch()])
    return <ProblemPage error={error} onRetry={retry} />
  }
  if (opened.data === undefined || shop.data === undefined) {
    return <MessagePage title={t.loading}>{null}</MessagePage>
  }
  return <EditorSession key={id} {...opened.data} shop={shop.data} />
}

/** A draft on top of the stored revision is one step that can be undone; on an older one, it is a conflict to settle. */
function startStore({ stored, draft }: Opened, showsRun: boolean): EditorStore {
  const isBehind = draft !== undefined && draft.baseRevision !== stored.revision
  const store = createEditorStore(isBehind ? draft.playbook : stored.playbook, {
    now: () => performance.now(),
    widthPx: window.innerWidth,
    showsRun,
  })
  if (draft !== undefined && !isBehind) store.edit('load', () => draft.playbook)
  return store
}

function EditorSession({ stored, draft, shop }: Opened & { readonly shop: ShopCatalogue }) {
  const { t, language, text } = useI18n()
  const navigate = useNavigate()
  const { run: runId } = route.useSearch()
  const [editor] = useState<Editor>(() => ({
    store: startStore({ stored, draft }, runId !== undefined),
    overlay: createOverlayStore(),
    catalogue: shop.catalogue,
    newId: (prefix) => newId(prefix, randomBytes()),
  }))
  const { store, overlay } = editor
  const { id } = stored
  const {
    state: saveState,
    isKept,
    autosave,
  } = useAutosave(store, id, {
    revision: draft?.baseRevision ?? stored.revision,
    isDirty: draft !== undefined,
    sent: draft?.sent,
  })
  const runs = useRuns({ playbookId: id, runId, shop, store, autosave })
  const { run } = runs
  const playbook = useStore(store, (state) => state.history.present)
  const isStale = useOverlay(overlay, playbook, run)
  const [isSettling, setIsSettling] = useState(false)
  const [isTheirsGone, setIsTheirsGone] = useState(false)
  const name = text(playbook.name) || t.untitled

  useEffect(() => {
    if (draft !== undefined) toast({ title: t.save.recovered })
    // once, when the editor opens
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useEffect(() => {
    if (saveState.status === 'conflict' || saveState.status === 'deleted') setIsSettling(true)
  }, [saveState.status])
  useEffect(() => {
    if (runId !== undefined) store.show({ bottomTab: 'run', bottomSize: 'normal' })
  }, [runId, store])
  useEffect(() => {
    document.title = `${name} – ${t.product}`
    return () => {
      document.title = t.product
    }
  }, [name, t])

  const say = (error: unknown) => sayProblem(error, t)
  const onKeepCopy = async () => {
    try {
      const mine = store.playbook()
      const copy: Playbook = {
        ...mine,
        id: newId('pb', randomBytes()),
        name: t.save.copyName(textIn(mine.name, language)),
      }
      const created = await client.playbooks.create.mutate({ playbook: copy })
      // the copy has every change: nothing of this session is left to save
      autosave()?.adopt(stored.revision)
      setIsSettling(false)
      toast({ title: t.save.copied })
      await navigate({ to: '/playbooks/$id', params: { id: created.id } })
    } catch (error) {
      say(error)
    }
  }
  const onLoadTheirs = async () => {
    try {
      const theirs = await client.playbooks.get.query({ id })
      // first the document, which counts as a change, then the news that the server has it
      store.edit('load', () => theirs.playbook)
      autosave()?.adopt(theirs.revision)
      setIsSettling(false)
      toast({ title: t.save.theirsLoaded })
    } catch (error) {
      // deleted since: the dialog offers what is left to do
      if (problemOf(error).kind === 'notFound') setIsTheirsGone(true)
      else say(error)
    }
  }
  const onDiscard = async () => {
    autosave()?.adopt(stored.revision)
    setIsSettling(false)
    await navigate({ to: '/' })
  }
  const onExport = async () => {
    const now = store.playbook()
    const saved = await autosave()?.flush()
    try {
      if (saved?.status === 'saved') {
        const file = await client.playbooks.export.query({ id })
        return download(file.fileName, file.text)
      }
    } catch (error) {
      if (problemOf(error).kind !== 'offline') return say(error)
    }
    // without the server: what is on the screen, in the same canonical form
    download(`${id}.json`, formatPlaybook(now))
  }

  return (
    <>
      <EditorView
        editor={editor}
        brand={<Brand />}
        saveChip={
          <SaveChip
            state={saveState}
            isKept={isKept}
            onSettle={() => setIsSettling(true)}
            onRetry={() => void autosave()?.flush()}
          />
        }
        topBarEnd={<PreferenceMenus />}
        isRunning={runs.isStarting || (run !== undefined && isActive(run))}
        onRun={runs.startNow}
        onExport={() => void onExport()}
        runPanel={
          <EditorRunPanel
            shop={shop}
            shops={runs.shops}
            trial={runs.trial}
            settings={runs.settings}
            checked={runs.checked}
            run={run}
            isLoading={runs.isLoading}
            runs={runs.runs}
            watch={runs.watch}
            isStarting={runs.isStarting}
            isStale={isStale}
            startProblem={runs.runProblem}
            question={playbook.question === undefined ? undefined : text(playbook.question)}
            titleOf={(nodeId) =>
              run === undefined ? nodeId : titleById(run.playbook, nodeId, language)
            }
            onSettings={runs.setSettings}
            onRun={runs.startNow}
            onCancel={runs.cancel}
            onShow={runs.show}
            onAgain={runs.again}
            onDownload={({ id: shownId, report }) =>
              download(`report-${shownId}.json`, `${JSON.stringify(report, null, 2)}\n`)
            }
          />
        }
      />
      <ConflictDialog
        isOpen={isSettling}
        isDeleted={saveState.status === 'deleted' || isTheirsGone}
        onLater={() => setIsSettling(false)}
        onKeepCopy={() => void onKeepCopy()}
        onLoadTheirs={() => void onLoadTheirs()}
        onDiscard={() => void onDiscard()}
      />
    </>
  )
}

/** Puts the shown run's counts on the canvas; tells whether the playbook is another one since. */
function useOverlay(
  overlay: OverlayStore,
  playbook: Playbook,
  run: RunDetail | undefined,
): boolean {
  const report = run?.report
  const deferred = useDeferredValue(playbook)
  const isStale = useMemo(
    () => run?.report !== undefined && playbookHash(deferred) !== run.playbookHash,
    [deferred, run],
  )
  useEffect(() => {
    overlay.setState(
      report === undefined
        ? noOverlay
        : {
            nodes: new Map(report.nodes.map((node) => [node.id, node])),
            edges: new Map(report.edges.map((edge) => [edge.id, edge.passed])),
            isStale,
          },
    )
  }, [overlay, report, isStale])
  return isStale
}
