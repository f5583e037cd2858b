import { useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { newId } from '@sandtable/rules'
import type { PlaybookSummary } from '@sandtable/api'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import { emptyPlaybook } from '../gallery/emptyPlaybook.ts'
import { Gallery } from '../gallery/Gallery.tsx'
import { RefusedImport, type Refused } from '../gallery/RefusedImport.tsx'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { download } from '../ui/download.ts'
import { PreferenceMenus } from '../ui/PreferenceMenus.tsx'
import { toast } from '../ui/toasts.tsx'
import { Brand } from './Brand.tsx'
import { ProblemPage } from './ProblemPage.tsx'
import { randomBytes } from './randomBytes.ts'
import { sayProblem } from './sayProblem.ts'

export function GalleryPage() {
  const { t, text } = useI18n()
  const navigate = useNavigate()
  const list = useQuery({
    ...trpc.playbooks.list.queryOptions(),
    // while the server is away, the page comes back by itself
    refetchInterval: ({ state }) => (state.error === null ? false : 3_000),
  })
  const packs = useQuery({
    ...trpc.packs.list.queryOptions(),
    refetchInterval: ({ state }) => (state.error === null ? false : 3_000),
  })
  const [isBusy, setIsBusy] = useState(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const [removing, setRemoving] = useState<PlaybookSummary>()
  const listKey = trpc.playbooks.list.queryKey()

  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true)
    try {
      await work()
    } catch (error) {
      sayProblem(error, t)
    } finally {
      setIsBusy(false)
    }
  }

  const onCreate = () =>
    attempt(async () => {
      const playbook = emptyPlaybook(newId('pb', randomBytes()), t.untitled)
      const { id } = await client.playbooks.create.mutate({ playbook })
      void queryClient.invalidateQueries({ queryKey: listKey })
      await navigate({ to: '/playbooks/$id', params: { id } })
    })
  const onImport = (files: readonly File[]) =>
    attempt(async () => {
      const { importFiles } = await import('./importFiles.ts')
      await importFiles(files, {
        t,
        onRefused: setRefused,
        onOpen: ({ kind, id }) =>
          void navigate({ to: kind === 'pack' ? '/packs/$id' : '/playbooks/$id', params: { id } }),
      })
    })
  const onExport = ({ id }: PlaybookSummary) =>
    attempt(async () => {
      const file = await client.playbooks.export.query({ id })
      download(file.fileName, file.text)
      toast({ title: t.gallery.exported(file.fileName) })
    })
  const onRemove = (playbook: PlaybookSummary) =>
    attempt(async () => {
      setRemoving(undefined)
      const name = text(playbook.name) || t.untitled
      try {
        const { id, revision } = playbook
        await client.playbooks.remove.mutate({ id, baseRevision: revision })
        toast({ title: t.gallery.removed(name) })
      } catch (error) {
        if (problemOf(error).kind !== 'conflict') throw error
        toast({ title: t.gallery.removeConflict(name), isError: true })
      } finally {
        // a pack that had it is not complete any more
        void queryClient.invalidateQueries({ queryKey: trpc.packs.list.queryKey() })
        await queryClient.invalidateQueries({ queryKey: listKey })
      }
    })

  if (list.error !== null && list.data === undefined) {
    return <ProblemPage error={list.error} onRetry={() => void list.refetch()} />
  }
  return (
    <>
      <header className="top-bar">
        <Brand />
        <div className="top-bar-end">
          <PreferenceMenus />
        </div>
      </header>
      <Gallery
        playbooks={list.data}
        packs={packs.data ?? []}
        now={list.dataUpdatedAt}
        isBusy={isBusy}
        renderLink={({ id }, name) => (
          <Link to="/playbooks/$id" params={{ id }}>
            {name}
          </Link>
        )}
        renderPackLink={({ id }, name) => (
          <Link to="/packs/$id" params={{ id }}>
            {name}
          </Link>
        )}
        onCreate={() => void onCreate()}
        onImport={(files) => void onImport(files)}
        onExport={(playbook) => void onExport(playbook)}
        onRemove={setRemoving}
      />
      <RefusedImport refused={refused} onClose={() => setRefused([])} />
      <Dialog
        isOpen={removing !== undefined}
        title={t.gallery.removeTitle(
          removing === undefined ? '' : text(removing.name) || t.untitled,
        )}
        description={t.gallery.removeText}
        onClose={() => setRemoving(undefined)}
      >
        <div className="dialog-actions">
          <Button onClick={() => setRemoving(undefined)}>{t.cancel}</Button>
          <Button look="danger" onClick={() => removing !== undefined && void onRemove(removing)}>
            {t.gallery.removeConfirm}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
