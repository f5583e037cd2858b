import { Link } from '@tanstack/react-router'
import { useI18n } from '../i18n/index.ts'

/** Name and way back to all playbooks. */
export function Brand() {
  const { t } = useI18n()
  return (
    <Link to="/" className="brand" aria-label={`${t.product}: ${t.editor.back}`}>
      <img src="/favicon.svg" alt="" />
      <span className="brand-name">{t.product}</span>
    </Link>
  )
}
