import { problemOf } from '../api.ts'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { MessagePage } from '../ui/MessagePage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

/** A page that could not be loaded: why, and what to do. */
export function ProblemPage({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry: () => void
}) {
  const { t } = useI18n()
  const problem = problemOf(error)
  switch (problem.kind) {
    case 'signedOut':
      return (
        <MessagePage title={t.problemPages.signedOutTitle}>
          <p>{t.problemPages.signedOut}</p>
          <pre>npx sandtable open</pre>
          <p>
            <Button onClick={onRetry}>{t.retry}</Button>
          </p>
        </MessagePage>
      )
    case 'notFound':
      return <NotFoundPage />
    case 'offline':
      return (
        <MessagePage title={t.problemPages.offlineTitle}>
          <p>{t.problemPages.offline}</p>
          <p>
            <Button onClick={onRetry}>{t.retry}</Button>
          </p>
        </MessagePage>
      )
    case 'conflict':
    case 'refused':
      return (
        <MessagePage title={t.problemPages.brokenTitle}>
          <p>{problem.kind === 'refused' ? problem.message : t.problemPages.broken}</p>
          <p>
            <Button onClick={onRetry}>{t.retry}</Button>
          </p>
        </MessagePage>
      )
  }
}
