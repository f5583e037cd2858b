import { use, useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { playbookLimits, unitOfId, type Parameter } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { IssuesContext, useEditor, usePlaybook } from './context.ts'
import { withOptional } from './edits.ts'
import { paramNamePattern, setParam } from './settings.ts'
import { UnitNumber } from './UnitNumber.tsx'

const columns = ['default', 'min', 'max'] as const

/** The numbers that expressions read as `params.name`. */
export function ParamsTable() {
  const { t } = useI18n()
  const { store } = useEditor()
  const { params = {} } = usePlaybook()
  const issues = use(IssuesContext)
  const titles = {
    default: t.settings.paramDefault,
    min: t.settings.paramMin,
    max: t.settings.paramMax,
  }

  const change = (name: string, key: (typeof columns)[number], value: number | undefined) => {
    const parameter = store.playbook().params?.[name]
    if (parameter === undefined) return
    const next = withOptional<Parameter, typeof key>(parameter, key, value)
    store.edit('settings', (now) => setParam(now, name, next), { gesture: `param:${name}:${key}` })
  }

  return (
    <section className="params" aria-label={t.settings.params}>
      <h3>{t.settings.params}</h3>
      <p className="field-help">{t.settings.paramsHelp}</p>
      {Object.keys(params).length === 0 ? (
        <p className="muted">{t.settings.noParams}</p>
      ) : (
        <ul className="params-list">
          {Object.entries(params).map(([name, parameter]) => (
            <li key={name} className="param">
              <div className="param-head">
                <code>{name}</code>
                <IconButton
                  label={t.settings.removeParam(name)}
                  icon={<Trash2 size={14} />}
                  onClick={() => store.edit('settings', (now) => setParam(now, name, undefined))}
                />
              </div>
              <div className="param-values">
                {columns.map((key) => (
                  <label key={key}>
                    <span className="field-help">{titles[key]}</span>
                    <UnitNumber
                      label={t.settings.paramOf(titles[key], name)}
                      unit={unitOfId(name)}
                      value={parameter[key]}
                      refuses={{ isRequired: key === 'default' }}
                      onChange={(value) => change(name, key, value)}
                    />
                  </label>
                ))}
              </div>
              {issues
                .filter(({ path }) => path[0] === 'params' && path[1] === name)
                .map((issue) => (
                  <p key={issue.code} className="field-problem">
                    <SeverityIcon severity={issue.severity} />
                    <IssueText issue={issue} />
                  </p>
                ))}
            </li>
          ))}
        </ul>
      )}
      {Object.keys(params).length < playbookLimits.params && (
        <AddParam taken={Object.keys(params)} />
      )}
    </section>
  )
}

function AddParam({ taken }: { readonly taken: readonly string[] }) {
  const { t } = useI18n()
  const { store } = useEditor()
  const [name, setName] = useState('')
  const problem =
    name === ''
      ? undefined
      : taken.includes(name)
        ? t.settings.paramTaken
        : paramNamePattern.test(name)
          ? undefined
          : t.settings.paramNameRule
  const add = () => {
    if (name === '' || problem !== undefined) return
    store.edit('settings', (now) => setParam(now, name, { default: 1 }))
    setName('')
  }
  return (
    <form
      className="param-add"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <input
        className="input"
        aria-label={t.settings.newParam}
        placeholder={t.settings.newParam}
        aria-invalid={problem !== undefined}
        value={name}
        maxLength={64}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit" disabled={name === '' || problem !== undefined}>
        <Plus size={14} />
        {t.settings.addParam}
      </Button>
      {problem !== undefined && <p className="field-problem is-error">{problem}</p>}
    </form>
  )
}
