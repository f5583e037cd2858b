import { Download } from 'lucide-react'
import type { EffectTestResult, ShopCatalogue } from '@sandtable/api'
import { reasonText, type Claim } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { ActionsTable } from './ActionsTable.tsx'
import { ArmKey } from './ArmKey.tsx'
import { Claims } from './Claims.tsx'
import { DailyChart } from './DailyChart.tsx'
import { Effects } from './Effects.tsx'
import { figureHelp, figureName, metricName } from './figures.ts'
import { Headline } from './Headline.tsx'
import { KpiTable } from './KpiTable.tsx'
import type { Report } from './report.ts'

interface ResultsProps {
  readonly report: Report
  /** What is claimed of the run, and what of another one when it is not of this. */
  readonly claims: readonly Claim[]
  readonly claimedElsewhere?: string | undefined
  /** What became of effect tests; absent where none were judged. */
  readonly effects?: readonly EffectTestResult[] | undefined
  readonly shop: ShopCatalogue
  /** The playbook's question, repeated where it is answered. */
  readonly question: string | undefined
  /** `playbook` is its place in the arm. */
  readonly titleOf: (nodeId: string, playbook: number) => string
  /** Goes to a node on the canvas. */
  readonly onNode: (nodeId: string, playbook: number) => void
  readonly onDownload: () => void
}

/** What the playbook did to the shop. */
export function Results({
  report,
  claims,
  claimedElsewhere,
  effects,
  shop: { kpis, catalogue, shops },
  question,
  titleOf,
  onNode,
  onDownload,
}: ResultsProps) {
  const i18n = useI18n()
  const { t, text, number } = i18n
  const hasFired = report.nodes.some(({ fired }) => fired > 0)
  const figures = {
    kpis,
    metrics: catalogue.metrics,
    names: shops.find(({ id }) => id === report.shop)?.names ?? {},
  }
  const nameOf = (figure: string) => figureName(figure, figures, i18n)
  return (
    <div className="results" data-testid="results">
      <header className="results-head">
        <div>
          {question !== undefined && <p className="results-question">{question}</p>}
          <p className="muted">
            {t.results.facts(report.days, report.replications, report.seed)} ·{' '}
            {t.results.model(report.modelVersion)}
          </p>
        </div>
        <Button onClick={onDownload}>
          <Download size={14} aria-hidden="true" />
          {t.run.download}
        </Button>
      </header>
      {!hasFired && <p className="notice notice-warning">{t.results.nothingFired}</p>}
      {claims.length > 0 && (
        <Claims claims={claims} kpis={report.kpis} nameOf={nameOf} elsewhere={claimedElsewhere} />
      )}
      <Headline kpis={report.kpis} infos={kpis} nameOf={nameOf} />
      {effects !== undefined && <Effects effects={effects} />}
      <KpiTable
        kpis={report.kpis}
        infos={kpis}
        claimed={claims.map(({ kpi }) => kpi)}
        nameOf={nameOf}
        helpOf={(figure) => figureHelp(figure, figures, i18n)}
      />
      <section aria-label={t.results.daily}>
        <h2>{t.results.daily}</h2>
        <p className="chart-legend muted">
          <ArmKey arm="baseline" /> {t.results.baseline}
          <ArmKey arm="playbook" /> {t.results.playbook}
          <span>{t.results.band}</span>
        </p>
        <div className="charts">
          {report.daily.map((series) => (
            <DailyChart
              key={series.id}
              series={series}
              name={metricName(series.id, figures, i18n)}
            />
          ))}
        </div>
      </section>
      {report.actions !== undefined && report.actions.length > 0 && (
        <ActionsTable actions={report.actions} />
      )}
      <section aria-label={t.results.nodes}>
        <h2>{t.results.nodes}</h2>
        <p className="muted">{t.results.perRun}</p>
        <div className="kpi-scroll">
          <table className="kpis">
            <thead>
              <tr>
                <th scope="col">{t.results.node}</th>
                <th scope="col" className="is-number">
                  {t.results.fired}
                </th>
                {fates.map((fate) => (
                  <th key={fate} scope="col" className="is-number">
                    {t.canvas.fates[fate]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.nodes.toSorted(byPlaybook).map((node) => (
                <tr key={`${node.playbook}.${node.id}`}>
                  <th scope="row">
                    <button
                      type="button"
                      className="node-link"
                      onClick={() => onNode(node.id, node.playbook)}
                    >
                      {titleOf(node.id, node.playbook)}
                    </button>
                    {node.reasons.map(({ reason, count }) => (
                      <span key={reason} className="muted node-reason">
                        {number(count, 1)} × {text(reasonText(reason))}
                      </span>
                    ))}
                  </th>
                  <td className="is-number">{number(node.fired, 1)}</td>
                  {fates.map((fate) => (
                    <td key={fate} className="is-number">
                      {number(node[fate], 1)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}

/** Nodes of one playbook stay together, in the order of the arm. */
const byPlaybook = (a: Report['nodes'][number], b: Report['nodes'][number]) =>
  a.playbook - b.playbook

const fates = ['applied', 'adjusted', 'suppressed', 'rejected'] as const
