import type { RunDetail, RunSummary, ShopCatalogue } from '@sandtable/api'
import { useI18n, type I18n } from '../i18n/index.ts'
import { later } from '../ui/later.tsx'
import { IssueText } from '../ui/IssueText.tsx'
import type { Issue, Trial } from '@sandtable/rules'
import { figureName } from './figures.ts'
import { RunForm } from './RunForm.tsx'
import type { CheckedSettings, RunSettings } from './runForm.ts'
import { RunList } from './RunList.tsx'
import { RunState, StartNotice } from './RunNotices.tsx'
import { isActive, type StartProblem } from './runState.ts'
import { isOnTrial, shopsFor, trialShop, type RunShop } from './trial.ts'
import type { WatchStore } from './watchRun.ts'
import './runs.css'

// tables and charts are loaded when there is something to show
const { Part: Results } = later(async () => (await import('./Results.tsx')).Results)

export interface RunPanelProps {
  readonly shop: ShopCatalogue
  /** Those to run on: the trial's first, where the playbook has one. */
  readonly shops: readonly RunShop[]
  readonly trial: Trial | undefined
  readonly settings: RunSettings
  readonly checked: CheckedSettings
  readonly run: RunDetail | undefined
  /** The run to show is on its way. */
  readonly isLoading: boolean
  /** Undefined while loading. */
  readonly runs: readonly RunSummary[] | undefined
  readonly watch: WatchStore
  readonly isStarting: boolean
  readonly isStale: boolean
  readonly startProblem: StartProblem | undefined
  readonly question: string | undefined
  readonly titleOf: (nodeId: string) => string
  /** Goes to a node on the canvas, and to a field of it. */
  readonly onNode: (nodeId: string, field?: string) => void
  readonly onSettings: (settings: RunSettings) => void
  readonly onRun: () => void
  readonly onCancel: (runId: string) => void
  readonly onShow: (run: RunSummary) => void
  readonly onAgain: (run: RunSummary) => void
  readonly onDownload: (run: RunDetail) => void
}

/** Settings and earlier runs on the left, progress or results on the right. */
export function RunPanel(props: RunPanelProps) {
  const { t, text } = useI18n()
  const { shop, shops, run, runs, startProblem } = props
  const isBusy = props.isStarting || (run !== undefined && isActive(run))
  return (
    <div className="run-panel">
      <div className="run-side">
        <RunForm
          settings={props.settings}
          checked={props.checked}
          shops={shops}
          shockKinds={shop.shockKinds}
          trial={props.trial}
          isBusy={isBusy}
          onChange={props.onSettings}
          onRun={props.onRun}
        />
        <section aria-label={t.run.earlier} className="run-earlier">
          <h2>{t.run.earlier}</h2>
          <RunList
            runs={runs}
            shown={run?.id}
            shopName={(id) => {
              const known = shops.find((other) => other.id === id)
              if (id !== trialShop) return known === undefined ? id : text(known.label)
              return known === undefined ? t.run.trialGone : t.run.trialIn(text(known.label))
            }}
            onShow={props.onShow}
            onAgain={props.onAgain}
          />
        </section>
      </div>
      {/* it scrolls, so the keyboard must reach it */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="run-main" aria-label={t.editor.results} tabIndex={0}>
        {startProblem !== undefined && (
          <StartNotice
            problem={startProblem}
            renderIssue={(issue) => <StartIssue issue={issue} onNode={props.onNode} />}
          />
        )}
        <RunOutcome {...props} />
      </section>
    </div>
  )
}

function StartIssue({ issue, onNode }: { readonly issue: Issue } & Pick<RunPanelProps, 'onNode'>) {
  const { nodeId, field } = issue
  if (nodeId === undefined) return <IssueText issue={issue} />
  return (
    <button type="button" className="issue-link" onClick={() => onNode(nodeId, field)}>
      <IssueText issue={issue} />
    </button>
  )
}

function RunOutcome(props: RunPanelProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { run, shop } = props
  if (run === undefined) {
    if (props.isLoading) return <p className="muted">{t.loading}</p>
    // what stands above says why there is nothing to show
    if (props.runs?.length !== 0 && props.startProblem !== undefined) return null
    return (
      <div className="run-first">
        <h2>{props.question ?? t.run.firstTitle}</h2>
        <p className="muted">{t.run.first}</p>
        <FirstClaims {...props} />
      </div>
    )
  }
  return (
    <>
      <RunState
        run={run}
        watch={props.watch}
        stale={props.isStale ? t.run.stale(run.revision) : undefined}
        onCancel={() => props.onCancel(run.id)}
        onAgain={() => props.onAgain(run)}
      />
      {run.report !== undefined && (
        <Results
          waiting={<p className="muted">{t.loading}</p>}
          report={run.report}
          claims={run.playbook.trial?.claims ?? []}
          claimedElsewhere={elsewhereOf(run, shop, i18n)}
          effects={run.effects}
          shop={shop}
          question={props.question}
          titleOf={props.titleOf}
          onNode={(nodeId) => props.onNode(nodeId)}
          onDownload={() => props.onDownload(run)}
        />
      )}
    </>
  )
}

/** What the playbook claims, before anything is run. */
function FirstClaims({ trial, shop: { kpis, catalogue }, shops }: RunPanelProps) {
  const i18n = useI18n()
  const { t, text } = i18n
  const [trialsShop] = shops
  if (trial?.claims === undefined || trialsShop === undefined) return null
  const from = { kpis, metrics: catalogue.metrics, names: trialsShop.names }
  return (
    <>
      <p>{t.run.claims(text(trialsShop.label), t.units.days(trial.days))}</p>
      <ul className="first-claims" data-testid="first-claims">
        {trial.claims.map(({ kpi, direction }) => (
          <li key={`${kpi} ${direction}`}>
            {t.results.claim[direction](figureName(kpi, from, i18n))}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Says what the claims are about, when the run is not on the trial of its playbook. */
function elsewhereOf(
  run: RunDetail,
  { shops }: ShopCatalogue,
  { t, text }: Pick<I18n, 't' | 'text'>,
): string | undefined {
  const { trial } = run.playbook
  const [trialsShop] = shopsFor(trial, shops)
  if (trial === undefined || trialsShop === undefined || isOnTrial(run, trial)) return undefined
  return t.results.claimedElsewhere(text(trialsShop.label), trial.days)
}
