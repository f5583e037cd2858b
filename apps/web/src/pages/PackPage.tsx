import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Download, Trash2 } from 'lucide-react'
import type { PackDetail, ShopCatalogue } from '@sandtable/api'
import { client, problemOf, queryClient, trpc } from '../api.ts'
import { useI18n } from '../i18n/index.ts'
import { PackRuns } from '../packs/PackRuns.tsx'
import { PackView } from '../packs/PackView.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { download } from '../ui/download.ts'
import { MessagePage } from '../ui/MessagePage.tsx'
import { PreferenceMenus } from '../ui/PreferenceMenus.tsx'
import { toast } from '../ui/toasts.tsx'
import { Brand } from './Brand.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { ProblemPage } from './ProblemPage.tsx'
import { sayProblem } from './sayProblem.ts'
import { usePackRuns } from './usePackRuns.ts'
import '../gallery/gallery.css'
import '../packs/packs.css'

const route = getRouteApi('/packs/$id')

export function PackPage() {
  const { id } = route.useParams()
  const { t } = useI18n()
  const shop = useQuery({ ...trpc.shop.catalogue.queryOptions(), staleTime: Infinity })
  const pack = useQuery({
    ...trpc.packs.get.queryOptions({ id }),
    // its playbooks may have been changed in the editor a moment ago
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.error !== null && problemOf(state.error).kind === 'offline' ? 3_000 : false,
  })
  const error = pack.error ?? shop.error
  if (error !== null && (pack.data === undefined || shop.data === undefined)) {
    if (problemOf(error).kind === 'notFound') return <NotFoundPage title={t.packs.notFoundTitle} />
    const retry = () => void Promise.all([pack.refetch(), shop.refetch()])
    return <ProblemPage error={error} onRetry={retry} />
  }
  if (pack.data === undefined || shop.data === undefined) {
    return <MessagePage title={t.loading}>{null}</MessagePage>
  }
  return <PackSession key={id} pack={pack.data} shop={shop.data} />
}

function PackSession({ pack, shop }: { readonly pack: PackDetail; readonly shop: ShopCatalogue }) {
  const { t, text } = useI18n()
  const navigate = useNavigate()
  const { run: runId } = route.useSearch()
  const runs = usePackRuns(pack, shop, runId)
  const [isRemoving, setIsRemoving] = useState(false)
  const name = text(pack.name)
  const { id } = pack

  useEffect(() => {
    document.title = `${name} – ${t.product}`
    return () => {
      document.title = t.product
    }
  }, [name, t])

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      sayProblem(error, t)
    }
  }
  const onExport = () =>
    attempt(async () => {
      const file = await client.packs.export.query({ id })
      download(file.fileName, file.text)
      toast({ title: t.gallery.exported(file.fileName) })
    })
  const onRemove = () =>
    attempt(async () => {
      setIsRemoving(false)
      await client.packs.remove.mutate({ id })
      toast({ title: t.packs.removed(name) })
      await queryClient.invalidateQueries({ queryKey: trpc.packs.list.queryKey() })
      await navigate({ to: '/' })
    })

  return (
    <>
      <header className="top-bar">
        <Brand />
        <Link to="/" className="button button-plain">
          <ArrowLeft size={16} aria-hidden="true" />
          {t.editor.back}
        </Link>
        <div className="top-bar-end">
          <PreferenceMenus />
        </div>
      </header>
      <main className="pack" id="content" data-testid="pack">
        <PackView
          pack={pack}
          shop={shop}
          actions={
            <>
              <Button onClick={() => void onExport()}>
                <Download size={16} aria-hidden="true" />
                {t.gallery.exportFile}
              </Button>
              <Button onClick={() => setIsRemoving(true)}>
                <Trash2 size={16} aria-hidden="true" />
                {t.gallery.remove}
              </Button>
            </>
          }
          renderLink={(playbook, label) => (
            <Link to="/playbooks/$id" params={{ id: playbook.id }}>
              {label}
            </Link>
          )}
        />
        <PackRuns
          pack={pack}
          shop={shop}
          {...runs}
          onDownload={({ id: shownId, report }) =>
            download(`report-${shownId}.json`, `${JSON.stringify(report, null, 2)}\n`)
          }
          onPlaybook={(playbookId) =>
            void navigate({ to: '/playbooks/$id', params: { id: playbookId } })
          }
        />
      </main>
      <Dialog
        isOpen={isRemoving}
        title={t.packs.removeTitle(name)}
        description={t.packs.removeText}
        onClose={() => setIsRemoving(false)}
      >
        <div className="dialog-actions">
          <Button onClick={() => setIsRemoving(false)}>{t.cancel}</Button>
          <Button look="danger" onClick={() => void onRemove()}>
            {t.packs.removeConfirm}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
