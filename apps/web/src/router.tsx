/** The addresses of the client. Each page is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { client, isMissingPart } from './api.ts'
import { useI18n } from './i18n/index.ts'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { ProblemPage } from './pages/ProblemPage.tsx'
import { MessagePage } from './ui/MessagePage.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => <NotFoundPage />,
  errorComponent: Broken,
})

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/GalleryPage.tsx'), 'GalleryPage'),
})

interface RunSearch {
  /** The run that is shown. */
  readonly run?: string
}
function runSearch({ run }: Record<string, unknown>): RunSearch {
  return typeof run === 'string' && run !== '' ? { run } : {}
}

const editor = createRoute({
  getParentRoute: () => root,
  path: '/playbooks/$id',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('./pages/EditorPage.tsx'), 'EditorPage'),
})

const pack = createRoute({
  getParentRoute: () => root,
  path: '/packs/$id',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('./pages/PackPage.tsx'), 'PackPage'),
})

export const router = createRouter({ routeTree: root.addChildren([gallery, editor, pack]) })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Asks the server why a part of the client did not come: signed out, away, or there again. */
function MissingPart({ error }: { readonly error: unknown }) {
  const reach = useQuery({
    queryKey: ['reach'],
    queryFn: () => client.playbooks.list.query(),
    retry: false,
    gcTime: 0,
  })
  if (reach.isPending) return null
  if (reach.error === null) return <Fault error={error} />
  return <ProblemPage error={reach.error} onRetry={() => window.location.reload()} />
}

function Broken({ error }: { readonly error: unknown }) {
  return isMissingPart(error) ? <MissingPart error={error} /> : <Fault error={error} />
}

function Fault({ error }: { readonly error: unknown }) {
  const { t } = useI18n()
  return (
    <MessagePage title={t.problemPages.brokenTitle}>
      <p>{t.problemPages.broken}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t.problemPages.reload}
        </button>
      </p>
    </MessagePage>
  )
}
