import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api.ts'
import { I18nContext, i18nFor, useI18n } from './i18n/index.ts'
import { holdTabLock } from './pages/tabLock.ts'
import { router } from './router.tsx'
import { cspNonce } from './ui/nonce.ts'
import { applyPreferences, usePreferences } from './ui/preferences.ts'
import { Toasts } from './ui/toasts.tsx'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'

function App() {
  const language = usePreferences((preferences) => preferences.language)
  const i18n = useMemo(() => i18nFor(language), [language])
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
createRoot(host).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
