import { Link } from '@tanstack/react-router'
import { useI18n } from '../i18n/index.ts'
import { MessagePage } from '../ui/MessagePage.tsx'

/** An address of nothing; `title` says of what, where more is known. */
export function NotFoundPage({ title }: { readonly title?: string }) {
  const { t } = useI18n()
  return (
    <MessagePage title={title ?? t.problemPages.notFoundTitle}>
      <p>{t.problemPages.notFound}</p>
      <p>
        <Link to="/" className="button">
          {t.problemPages.backToGallery}
        </Link>
      </p>
    </MessagePage>
  )
}
