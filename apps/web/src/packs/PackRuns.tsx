import type { ReactNode } from 'react'
import type { PackDetail, PackRunDetail, RunSummary, ShopCatalogue } from '@sandtable/api'
import { nodeTitle } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import type { CheckedSettings } from '../runs/runForm.ts'
import { RunList } from '../runs/RunList.tsx'
import { RunState, StartNotice } from '../runs/RunNotices.tsx'
import { isActive, type StartProblem } from '../runs/runState.ts'
import type { WatchStore } from '../runs/watchRun.ts'
import { IssueText } from '../ui/IssueText.tsx'
import { later } from '../ui/later.tsx'
import { PackRunForm } from './PackRunForm.tsx'
import type { PackSettings } from './packForm.ts'
import '../runs/runs.css'

// tables and charts are loaded when there is something to show
const { Part: Results } = later(async () => (await import('../runs/Results.tsx')).Results)

export interface PackRunsProps {
  readonly pack: PackDetail
  readonly shop: ShopCatalogue
  readonly settings: PackSettings
  readonly checked: CheckedSettings
  readonly run: PackRunDetail | undefined
  readonly isLoading: boolean
  /** Undefined while loading. */
  readonly runs: readonly RunSummary[] | undefined
  readonly watch: WatchStore
  readonly isStarting: boolean
  readonly problem: StartProblem | undefined
  readonly onSettings: (settings: PackSettings) => void
  readonly onRun: () => void
  readonly onCancel: (runId: string) => void
  readonly onShow: (run: RunSummary) => void
  readonly onAgain: (run: RunSummary) => void
  readonly onDownload: (run: PackRunDetail) => void
  /** Opens a playbook of the pack. */
  readonly onPlaybook: (id: string) => void
}

/** Settings and earlier runs of a pack, progress or results beside them. */
export function PackRuns(props: PackRunsProps) {
  const { pack, run, problem } = props
  const { t, text } = useI18n()
  const isBusy = props.isStarting || (run !== undefined && isActive(run))
  /** In the order of the pack. */
  const namesOf = (ids: readonly string[]) =>
    pack.drills.flatMap(({ id, name }) => (ids.includes(id) ? [text(name)] : []))
  return (
    <section className="pack-runs" aria-labelledby="pack-run">
      <div className="pack-run-side">
        <h2 id="pack-run">{t.packs.run}</h2>
        <PackRunForm
          pack={pack}
          settings={props.settings}
          checked={props.checked}
          isBusy={isBusy}
          onChange={props.onSettings}
          onRun={props.onRun}
        />
        <section aria-label={t.run.earlier} className="run-earlier">
          <h2>{t.run.earlier}</h2>
          <RunList
            runs={props.runs}
            shown={run?.id}
            shopName={(id) => {
              const known = pack.shops.find((other) => other.id === id)
              return known === undefined ? id : text(known.name)
            }}
            whatOf={({ drills = [] }) => t.packs.ranWith(namesOf(drills))}
            onShow={props.onShow}
            onAgain={props.onAgain}
          />
        </section>
      </div>
      <div className="pack-run-main">
        {problem !== undefined && (
          <StartNotice problem={problem} renderIssue={(issue) => <IssueText issue={issue} />} />
        )}
        <Outcome {...props} />
      </div>
    </section>
  )
}

function Outcome(props: PackRunsProps): ReactNode {
  const { pack, run, shop } = props
  const { t, text, language } = useI18n()
  if (run === undefined) {
    if (props.isLoading) return <p className="muted">{t.loading}</p>
    return (
      <div className="run-first">
        <h2>{t.packs.firstTitle}</h2>
        <p className="muted">{t.packs.first}</p>
      </div>
    )
  }
  const { playbooks, claims = [] } = run.pack
  return (
    <>
      <RunState
        run={run}
        watch={props.watch}
        stale={run.playbookHash === pack.playbookHash ? undefined : t.packs.stale}
        onCancel={() => props.onCancel(run.id)}
        onAgain={() => props.onAgain(run)}
      />
      {run.report !== undefined && (
        <Results
          waiting={<p className="muted">{t.loading}</p>}
          report={run.report}
          claims={claims}
          shop={shop}
          question={pack.question === undefined ? undefined : text(pack.question)}
          titleOf={(nodeId, index) => {
            const playbook = playbooks[index]
            const node = playbook?.nodes.find(({ id }) => id === nodeId)
            const name = playbook === undefined ? '' : text(playbook.name)
            return t.packs.node(name, node === undefined ? nodeId : nodeTitle(node)[language])
          }}
          onNode={(_, index) => {
            const playbook = playbooks[index]
            if (playbook !== undefined) props.onPlaybook(playbook.id)
          }}
          onDownload={() => props.onDownload(run)}
        />
      )}
    </>
  )
}
