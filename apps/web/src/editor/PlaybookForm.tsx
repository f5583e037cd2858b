import { use } from 'react'
import { deskIds, desks, textIn } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { IssuesContext, useEditor, usePlaybook } from './context.ts'
import { FieldRow } from './FieldRow.tsx'
import { CasesPanel } from './CasesPanel.tsx'
import { GuardsForm } from './GuardsForm.tsx'
import { ParamsTable } from './ParamsTable.tsx'
import { setDesk, setName, setReview, setText } from './settings.ts'

/** What belongs to the playbook as a whole; shown when no node is selected. */
export function PlaybookForm() {
  const { t, language, text } = useI18n()
  const { store } = useEditor()
  const playbook = usePlaybook()
  const own = use(IssuesContext).filter(
    ({ nodeId, path }) => nodeId === undefined && path[0] !== 'params' && path[0] !== 'guards',
  )
  const longText = (
    key: 'description' | 'question',
    label: string,
    maxLength: number,
    help?: string,
  ) => (
    <FieldRow label={label} {...(help === undefined ? {} : { help })}>
      {({ id, describedBy }) => (
        <textarea
          className="textarea"
          id={id}
          aria-describedby={describedBy}
          maxLength={maxLength}
          value={playbook[key] === undefined ? '' : textIn(playbook[key], language)}
          onChange={({ target }) =>
            store.edit('settings', (now) => setText(now, key, language, target.value), {
              gesture: `settings:${key}`,
            })
          }
        />
      )}
    </FieldRow>
  )
  return (
    <div className="form" data-testid="playbook-form">
      <h2>{t.settings.title}</h2>
      {own.map((issue, index) => (
        // equal problems differ only by their order
        <p key={`${issue.code}-${index}`} className="field-problem">
          <SeverityIcon severity={issue.severity} />
          <IssueText issue={issue} />
        </p>
      ))}
      <FieldRow
        label={t.settings.name}
        {...(typeof playbook.name === 'object' ? { help: t.settings.bothLanguages } : {})}
      >
        {({ id, describedBy }) => (
          <input
            className="input"
            id={id}
            aria-describedby={describedBy}
            maxLength={200}
            value={textIn(playbook.name, language)}
            onChange={({ target }) =>
              store.edit('settings', (now) => setName(now, language, target.value), {
                gesture: 'settings:name',
              })
            }
          />
        )}
      </FieldRow>
      {longText('question', t.settings.question, 1_000, t.settings.questionHelp)}
      {longText('description', t.settings.description, 5_000)}
      <FieldRow label={t.settings.desk} help={t.settings.deskHelp}>
        {({ id, describedBy }) => (
          <select
            className="select"
            id={id}
            aria-describedby={describedBy}
            value={playbook.desk ?? ''}
            onChange={({ target }) =>
              store.edit('settings', (now) =>
                setDesk(
                  now,
                  deskIds.find((desk) => desk === target.value),
                ),
              )
            }
          >
            <option value="">{t.settings.noDesk}</option>
            {deskIds.map((desk) => (
              <option key={desk} value={desk}>
                {text(desks[desk].label)}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      <FieldRow label={t.settings.review}>
        {({ id, describedBy }) => (
          <select
            className="select"
            id={id}
            aria-describedby={describedBy}
            value={playbook.review ?? 'endOfDay'}
            onChange={({ target }) =>
              store.edit('settings', (now) =>
                setReview(now, target.value === 'startOfDay' ? 'startOfDay' : 'endOfDay'),
              )
            }
          >
            <option value="endOfDay">{t.settings.reviews.endOfDay}</option>
            <option value="startOfDay">{t.settings.reviews.startOfDay}</option>
          </select>
        )}
      </FieldRow>
      <GuardsForm />
      <ParamsTable />
      <CasesPanel />
      {playbook.systems !== undefined && playbook.systems.length > 0 && (
        <p className="muted">
          {t.settings.systems}: {playbook.systems.join(', ')}
        </p>
      )}
    </div>
  )
}
