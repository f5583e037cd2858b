import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { describeIssue, type Issue, type Severity } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** The sign of a severity, with its name for those who cannot see it. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const { t } = useI18n()
  const Icon = icons[severity]
  return (
    <>
      <Icon size={14} className={`is-${severity}`} aria-hidden="true" />
      <span className="visually-hidden">{t.severities[severity]}: </span>
    </>
  )
}

/** An issue as a sentence with its next move. */
export function IssueText({ issue }: { readonly issue: Issue }) {
  const { language } = useI18n()
  const { sentence, suggestion } = describeIssue(issue, language)
  return (
    <span>
      {sentence}
      {suggestion !== undefined && <span className="muted"> {suggestion}</span>}
    </span>
  )
}
