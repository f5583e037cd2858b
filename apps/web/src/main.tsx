import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api.ts'
import { I18nContext, loadI18n, useI18n, type I18n } from './i18n/index.ts'
import { holdTabLock } from './pages/tabLock.ts'
import { router } from './router.tsx'
import { cspNonce } from './ui/nonce.ts'
import { applyPreferences, usePreferences } from './ui/preferences.ts'
import { Toasts, toast } from './ui/toasts.tsx'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'

function App({ first }: { readonly first: I18n }) {
  const language = usePreferences((preferences) => preferences.language)
  const [i18n, setI18n] = useState(first)
  useEffect(() => {
    if (i18n.language === language) return undefined
    let isOver = false
    const change = async () => {
      try {
        const next = await loadI18n(language)
        if (isOver) return
        document.title = next.t.product
        setI18n(next)
      } catch {
        // the texts of the language did not come: those that are there stay
        toast({ title: i18n.t.gallery.offline, isError: true })
      }
    }
    void change()
    return () => {
      isOver = true
    }
  }, [language, i18n])
  return (
    <I18nContext value={i18n}>
      <CSPProvider nonce={cspNonce()}>
        <QueryClientProvider client={queryClient}>
          <Tooltip.Provider delay={500}>
            <SkipLink />
            <RouterProvider router={router} />
            <Toasts />
          </Tooltip.Provider>
        </QueryClientProvider>
      </CSPProvider>
    </I18nContext>
  )
}

function SkipLink() {
  const { t } = useI18n()
  return (
    <a className="skip-link" href="#content">
      {t.skipToContent}
    </a>
  )
}

applyPreferences()
holdTabLock()
const host = document.getElementById('root')
if (host === null) throw new Error('index.html has no element "root"')
const i18n = await loadI18n(usePreferences.getState().language)
document.title = i18n.t.product
createRoot(host).render(
  <StrictMode>
    <App first={i18n} />
  </StrictMode>,
)
