import type { ReactNode } from 'react'
import { desks } from '@sandtable/rules'
import type { PackDetail, PlaybookSummary, ShopCatalogue } from '@sandtable/api'
import { SystemChip } from '../gallery/SystemChip.tsx'
import { useI18n } from '../i18n/index.ts'
import { IssueText, SeverityIcon } from '../ui/IssueText.tsx'

interface PackViewProps {
  readonly pack: PackDetail
  readonly shop: ShopCatalogue
  /** Export, delete. */
  readonly actions: ReactNode
  /** The name as a link to the editor. */
  readonly renderLink: (playbook: PlaybookSummary, name: string) => ReactNode
}

/** What is in a pack: its question, its playbooks, its course and its drills. */
export function PackView(props: PackViewProps) {
  const { pack, actions } = props
  const { t, text } = useI18n()
  return (
    <>
      <header className="pack-head">
        <div className="pack-title">
          <h1>{text(pack.name)}</h1>
          <p className="playbook-chips">
            {pack.systems.map((system) => (
              <SystemChip key={system} id={system} />
            ))}
            {pack.desks.map((desk) => (
              <span key={desk} className="chip">
                {text(desks[desk].label)}
              </span>
            ))}
          </p>
        </div>
        <div className="pack-actions">{actions}</div>
        {pack.question !== undefined && <p className="pack-question">{text(pack.question)}</p>}
        {pack.description !== undefined && <p className="muted">{text(pack.description)}</p>}
        <PackClaims {...props} />
      </header>
      {pack.issues.length > 0 && (
        <section aria-labelledby="pack-issues">
          <h2 id="pack-issues">{t.packs.issues}</h2>
          <ul className="refused">
            {pack.issues.map((issue, index) => (
              // equal problems differ only by their order
              <li key={`${issue.code}-${index}`}>
                <SeverityIcon severity={issue.severity} />
                <span>
                  <IssueText issue={issue} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="pack-parts">
        <Members {...props} />
        <div className="pack-side">
          {pack.periods.length > 0 && <Periods pack={pack} />}
          {pack.drills.length > 0 && <Drills {...props} />}
        </div>
      </div>
    </>
  )
}

function PackClaims({ pack, shop }: PackViewProps) {
  const { t, text } = useI18n()
  if (pack.claims.length === 0) return null
  const labelOf = (id: string) => {
    const [metric = ''] = id.split('@')
    const known =
      shop.kpis.find((kpi) => kpi.id === id) ??
      shop.catalogue.metrics.find((one) => one.id === metric)
    return known === undefined ? id : text(known.label)
  }
  return (
    <p className="muted">
      {t.packs.claims(
        pack.claims.map(({ kpi, direction }) => t.packs.claim(labelOf(kpi), direction)),
      )}
    </p>
  )
}

function Members({ pack, renderLink }: PackViewProps) {
  const { t, text } = useI18n()
  return (
    <section aria-labelledby="pack-members">
      <h2 id="pack-members">{t.packs.members}</h2>
      <ol className="pack-members">
        {pack.members.map(({ id, playbook }) => (
          <li key={id}>
            {playbook === undefined ? (
              <>
                <strong>{id}</strong>
                <p className="is-warning">{t.packs.deleted}</p>
              </>
            ) : (
              <>
                <p className="pack-member-head">
                  {renderLink(playbook, text(playbook.name) || t.untitled)}
                  {playbook.desk !== undefined && (
                    <span className="chip">{text(desks[playbook.desk].label)}</span>
                  )}
                  {playbook.errors > 0 && (
                    <span className="chip chip-error">{t.gallery.errors(playbook.errors)}</span>
                  )}
                </p>
                {playbook.question !== undefined && (
                  <p className="muted">{text(playbook.question)}</p>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Periods({ pack }: { readonly pack: PackDetail }) {
  const { t, text, value } = useI18n()
  const currency = pack.shops[0]?.currency ?? 'CNY'
  const money = (cents: number) => value(cents, 'money', { currency })
  const starts = pack.periods.map((_, index) =>
    pack.periods.slice(0, index).reduce((sum, { days }) => sum + days, 1),
  )
  return (
    <section aria-labelledby="pack-periods">
      <h2 id="pack-periods">{t.packs.periods}</h2>
      {/* it scrolls, so the keyboard must reach it */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="kpi-scroll" role="group" aria-labelledby="pack-periods" tabIndex={0}>
        <table className="kpis pack-periods">
          <thead>
            <tr>
              <th scope="col">{t.packs.period}</th>
              <th scope="col">{t.packs.dayColumn}</th>
              <th scope="col" className="is-number">
                {t.packs.targetPerDay}
              </th>
              <th scope="col" className="is-number">
                {t.packs.target}
              </th>
            </tr>
          </thead>
          <tbody>
            {pack.periods.map(({ id, name, days, targetCentsPerDay }, index) => (
              <tr key={id}>
                <th scope="row">{text(name)}</th>
                <td>{t.packs.dayRange(starts[index]!, starts[index]! + days - 1)}</td>
                <td className="is-number">{money(targetCentsPerDay)}</td>
                <td className="is-number">{money(targetCentsPerDay * days)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Drills({ pack, renderLink }: PackViewProps) {
  const { t, text } = useI18n()
  const playbooks = new Map(pack.members.map(({ id, playbook }) => [id, playbook]))
  return (
    <section aria-labelledby="pack-drills">
      <h2 id="pack-drills">{t.packs.drills}</h2>
      <ul className="pack-drills">
        {pack.drills.map((drill) => (
          <li key={drill.id}>
            <h3>{text(drill.name)}</h3>
            {drill.description !== undefined && <p>{text(drill.description)}</p>}
            {drill.shocks.map(({ label, target, startDay, days }, index) => (
              <p key={index} className="muted">
                {t.packs.shock(
                  text(label),
                  target === undefined ? undefined : text(target),
                  startDay,
                  days,
                )}
              </p>
            ))}
            <p className="muted">
              {drill.playbooks.length === 0 ? t.packs.unanswered : t.packs.answeredBy}
              {drill.playbooks.map((id, index) => {
                const playbook = playbooks.get(id)
                return (
                  <span key={id}>
                    {index > 0 && t.listComma}
                    {playbook === undefined ? id : renderLink(playbook, text(playbook.name))}
                  </span>
                )
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
