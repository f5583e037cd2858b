import { use, useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import {
  playbookLimits,
  unitOfId,
  type ChoiceParameterSetting,
  type NumberParameterSetting,
  type Parameter,
} from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { IssuesContext, useEditor, usePlaybook } from './context.ts'
import { withOptional } from './edits.ts'
import { optionsIn, paramNamePattern, setParam, withOptions } from './settings.ts'
import { UnitNumber } from './UnitNumber.tsx'

/** What expressions read as `params.name`: numbers and choices. */
export function ParamsTable() {
  const { t } = useI18n()
  const { store } = useEditor()
  const { params = {} } = usePlaybook()
  const issues = use(IssuesContext)
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
              {'options' in parameter ? (
                <ChoiceValues name={name} parameter={parameter} />
              ) : (
                <NumberValues name={name} parameter={parameter} />
              )}
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

const bounds = ['default', 'min', 'max'] as const

function NumberValues({
  name,
  parameter,
}: {
  readonly name: string
  readonly parameter: NumberParameterSetting
}) {
  const { t } = useI18n()
  const { store } = useEditor()
  const titles = {
    default: t.settings.paramDefault,
    min: t.settings.paramMin,
    max: t.settings.paramMax,
  }
  const change = (key: (typeof bounds)[number], value: number | undefined) =>
    store.edit(
      'settings',
      (now) =>
        setParam(
          now,
          name,
          withOptional<NumberParameterSetting, typeof key>(parameter, key, value),
        ),
      { gesture: `param:${name}:${key}` },
    )
  return (
    <div className="param-values">
      {bounds.map((key) => (
        <label key={key}>
          <span className="field-help">{titles[key]}</span>
          <UnitNumber
            label={t.settings.paramOf(titles[key], name)}
            unit={unitOfId(name)}
            value={parameter[key]}
            refuses={{ isRequired: key === 'default' }}
            onChange={(value) => change(key, value)}
          />
        </label>
      ))}
    </div>
  )
}

function ChoiceValues({
  name,
  parameter,
}: {
  readonly name: string
  readonly parameter: ChoiceParameterSetting
}) {
  const { t } = useI18n()
  const { store } = useEditor()
  const { default: value, options } = parameter
  // commas and spaces being typed are kept until the field is left
  const [typed, setTyped] = useState<string>()
  const change = (next: ChoiceParameterSetting, part: string) =>
    store.edit('settings', (now) => setParam(now, name, next), {
      gesture: `param:${name}:${part}`,
    })
  return (
    <div className="param-choice">
      <label>
        <span className="field-help">{t.settings.paramDefault}</span>
        <select
          className="select"
          aria-label={t.settings.paramOf(t.settings.paramDefault, name)}
          value={value}
          onChange={({ target }) => change({ ...parameter, default: target.value }, 'default')}
        >
          {!options.includes(value) && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-help">
          {t.settings.paramOptions} · {t.settings.paramOptionsHelp}
        </span>
        <input
          className="input"
          aria-label={t.settings.paramOf(t.settings.paramOptions, name)}
          value={typed ?? options.join(', ')}
          onBlur={() => setTyped(undefined)}
          onChange={({ target }) => {
            setTyped(target.value)
            const next = optionsIn(target.value)
            if (next.length > 0) change(withOptions(parameter, next), 'options')
          }}
        />
      </label>
    </div>
  )
}

/** A parameter fresh from the button. */
const fresh: Readonly<Record<'number' | 'choice', Parameter>> = {
  number: { default: 1 },
  choice: { default: 'A', options: ['A', 'B'] },
}

function AddParam({ taken }: { readonly taken: readonly string[] }) {
  const { t } = useI18n()
  const { store } = useEditor()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<keyof typeof fresh>('number')
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
    store.edit('settings', (now) => setParam(now, name, fresh[kind]))
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
      <select
        className="select"
        aria-label={t.settings.paramKind}
        value={kind}
        onChange={({ target }) => setKind(target.value === 'choice' ? 'choice' : 'number')}
      >
        <option value="number">{t.settings.paramKinds.number}</option>
        <option value="choice">{t.settings.paramKinds.choice}</option>
      </select>
      <Button type="submit" disabled={name === '' || problem !== undefined}>
        <Plus size={14} />
        {t.settings.addParam}
      </Button>
      {problem !== undefined && <p className="field-problem is-error">{problem}</p>}
    </form>
  )
}
