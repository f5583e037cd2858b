import { use } from 'react'
import { CircleCheck } from 'lucide-react'
import { nodeDefinition, type Issue } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { IssuesContext, usePlaybook } from './context.ts'
import { titleById } from './describe.ts'
import { problemCounts } from './problems.ts'

const severityOrder = { error: 0, warning: 1, info: 2 } as const

/** Every problem, the worst first; choosing one goes to its node and field. */
export function Problems({ onJump }: { readonly onJump: (issue: Issue) => void }) {
  const { t, language, text } = useI18n()
  const playbook = usePlaybook()
  const issues = use(IssuesContext)
  const counts = problemCounts(issues)
  if (issues.length === 0) {
    return (
      <p className="problems-none">
        <CircleCheck size={16} aria-hidden="true" />
        {t.problems.none}
      </p>
    )
  }
  const sorted = issues.toSorted((a, b) => severityOrder[a.severity] - severityOrder[b.severity])
  const placeOf = (issue: Issue) => {
    if (issue.nodeId === undefined) return t.problems.playbook
    const title = titleById(playbook, issue.nodeId, language)
    const node = playbook.nodes.find(({ id }) => id === issue.nodeId)
    const field =
      issue.field === undefined || node === undefined
        ? undefined
        : nodeDefinition(node.type)?.fields[issue.field]
    return field === undefined ? title : `${title} › ${text(field.label)}`
  }
  return (
    <>
      <p className="muted problems-summary">
        {t.problems.summary(counts.errors, counts.warnings, counts.notes)}
      </p>
      <ul className="problems" aria-label={t.problems.label}>
        {sorted.map((issue, index) => (
          // several problems may be equal in everything but their order
          <li key={`${issue.code}-${issue.path.join('/')}-${index}`}>
            <button type="button" className="problem" onClick={() => onJump(issue)}>
              <SeverityIcon severity={issue.severity} />
              <span className="problem-place">{placeOf(issue)}</span>
              <IssueText issue={issue} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
