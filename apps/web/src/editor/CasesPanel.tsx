import { use, useState } from 'react'
import { CircleCheck, CircleX, FlaskConical } from 'lucide-react'
import {
  isUnitCase,
  type CaseNodeResult,
  type CaseResult,
  type CasesResult,
  type EffectTest,
  type Playbook,
  type PlaybookTest,
} from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'
import { IssuesContext, useEditor, usePlaybook } from './context.ts'

/** What the playbook is tested for: its unit cases, and below them the effects that a run is to show. */
export function CasesPanel() {
  const { tests = [] } = usePlaybook()
  // a result names its case by its place among all tests
  const numbered = tests.map((test, index) => ({ test, index }))
  const cases = numbered.filter(({ test }) => isUnitCase(test))
  const effects = numbered.flatMap(({ test, index }) => (isUnitCase(test) ? [] : [{ test, index }]))
  return (
    <>
      {cases.length > 0 && <UnitCases cases={cases} />}
      {effects.length > 0 && <EffectTests effects={effects} />}
    </>
  )
}

interface Numbered<T extends PlaybookTest> {
  readonly test: T
  readonly index: number
}

/** Effect tests take a run, which is not made here: their lines, and what checks them. */
function EffectTests({ effects }: { readonly effects: readonly Numbered<EffectTest>[] }) {
  const { t, text } = useI18n()
  return (
    <section className="params" aria-label={t.cases.effects} data-testid="effect-tests">
      <h3>{t.cases.effects}</h3>
      <p className="field-help">{t.cases.effectsHelp}</p>
      {effects.map(({ test: { name, shop, effects: lines }, index }) => (
        <div key={index}>
          <p className="case">
            {name === undefined || text(name) === '' ? t.cases.effect(index + 1) : text(name)}
          </p>
          {shop !== undefined && <p className="field-help">{t.cases.effectsElsewhere}</p>}
          <ul className="cases">
            {lines.map((line) => (
              <li key={line}>
                <code className="case-effect">{line}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** The unit cases, and what became of them when they were last run. */
function UnitCases({ cases: listed }: { readonly cases: readonly Numbered<PlaybookTest>[] }) {
  const { t, text } = useI18n()
  const { catalogue } = useEditor()
  const playbook = usePlaybook()
  const errors = use(IssuesContext).filter(({ severity }) => severity === 'error').length
  const [last, setLast] = useState<{ readonly of: Playbook; readonly result: CasesResult }>()
  // what was found out about another version says nothing of this one
  const result = last?.of === playbook ? last.result : undefined
  const cases = result?.ok === true ? result.cases : []
  // of a playbook without errors, what keeps single cases from running
  const problems = (result?.issues ?? []).filter(
    ({ path }) => result?.ok === false || path[0] === 'tests',
  )
  const run = async () => {
    const { runCases } = await import('./cases.ts')
    setLast({ of: playbook, result: runCases(playbook, catalogue) })
  }
  return (
    <section className="params" aria-label={t.cases.title}>
      <h3>{t.cases.title}</h3>
      <p className="field-help">{t.cases.help}</p>
      <ul className="cases" aria-live="polite">
        {listed.map(({ test: { name }, index }) => (
          <li key={index} data-testid={`case-${index}`}>
            <CaseLine
              title={
                name === undefined || text(name) === '' ? t.cases.number(index + 1) : text(name)
              }
              result={cases.find((one) => one.index === index)}
            />
          </li>
        ))}
      </ul>
      {problems.map((issue, index) => (
        <p key={`${issue.code}-${index}`} className="field-problem">
          <SeverityIcon severity={issue.severity} />
          <IssueText issue={issue} />
        </p>
      ))}
      {result?.ok === true && (
        <p>{t.cases.passed(cases.filter(({ isPassed }) => isPassed).length, cases.length)}</p>
      )}
      <p>
        <Button disabled={errors > 0} onClick={() => void run()}>
          <FlaskConical size={14} />
          {t.cases.run}
        </Button>
      </p>
      {errors > 0 && <p className="field-help">{t.run.hasErrors(errors)}</p>}
    </section>
  )
}

function CaseLine({
  title,
  result,
}: {
  readonly title: string
  readonly result: CaseResult | undefined
}) {
  const { t } = useI18n()
  if (result === undefined) return <span className="case">{title}</span>
  const unmet = result.nodes.filter(({ isMet }) => !isMet)
  const Sign = result.isPassed ? CircleCheck : CircleX
  return (
    <>
      <span className={`case ${result.isPassed ? 'is-good' : 'is-error'}`}>
        <Sign size={14} aria-hidden="true" />
        <span className="visually-hidden">
          {result.isPassed ? t.cases.isPassed : t.cases.isFailed}:{' '}
        </span>
        {title}
      </span>
      {unmet.map((node) => (
        <Unmet key={node.nodeId} node={node} />
      ))}
    </>
  )
}

function Unmet({ node }: { readonly node: CaseNodeResult }) {
  const { t, text } = useI18n()
  const { store } = useEditor()
  const { expected, got } = node
  const did = got.values === undefined ? got.did : `${got.did} ${JSON.stringify(got.values)}`
  return (
    <p className="field-help case-unmet">
      <button type="button" className="connection-node" onClick={() => store.goTo(node.nodeId)}>
        {text(node.title)}
      </button>{' '}
      {t.cases.unmet(typeof expected === 'string' ? expected : JSON.stringify(expected), did)}
    </p>
  )
}
