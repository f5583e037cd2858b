import { CircleCheck, CircleDashed, CircleHelp, CircleX } from 'lucide-react'
import type { Claim } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { judgeClaim } from './claims.ts'
import type { KpiResult } from './report.ts'
import { unbroken } from './unbroken.ts'

interface ClaimsProps {
  readonly claims: readonly Claim[]
  readonly kpis: readonly KpiResult[]
  readonly nameOf: (figure: string) => string
  /** What the claims are about, when this run is of something else. */
  readonly elsewhere: string | undefined
}

const icons = {
  claimed: CircleCheck,
  unclear: CircleHelp,
  opposite: CircleX,
  missing: CircleDashed,
} as const

/** What the playbook says it does, and whether this run shows it. */
export function Claims({ claims, kpis, nameOf, elsewhere }: ClaimsProps) {
  const { t, value } = useI18n()
  return (
    <section aria-label={t.results.claims} data-testid="claims">
      <h2>{t.results.claims}</h2>
      {elsewhere !== undefined && <p className="muted">{elsewhere}</p>}
      <ul className="claims">
        {claims.map((claim) => {
          const kpi = kpis.find(({ id }) => id === claim.kpi)
          const verdict = judgeClaim(claim, kpi)
          const Icon = icons[verdict]
          return (
            <li key={`${claim.kpi} ${claim.direction}`} className="claim" data-verdict={verdict}>
              <span className="claim-what">
                {t.results.claim[claim.direction](nameOf(claim.kpi))}
              </span>
              <span className={`claim-verdict claim-${verdict}`}>
                <Icon size={14} aria-hidden="true" />
                {t.results.claimVerdicts[verdict]}
              </span>
              {kpi !== undefined && <ClaimFigures kpi={kpi} value={value} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function ClaimFigures({
  kpi: { unit, baseline, playbook, difference },
  value,
}: {
  readonly kpi: KpiResult
  readonly value: ReturnType<typeof useI18n>['value']
}) {
  const { t } = useI18n()
  const shown = (figure: number | null) =>
    figure === null ? t.results.missing : unbroken(value(figure, unit))
  const moved = (figure: number) => unbroken(value(figure, unit, { isDifference: true }))
  return (
    <span className="claim-figures numeric">
      {t.results.fromTo(shown(baseline), shown(playbook))}
      {difference !== null && (
        <>
          {' '}
          <strong>{moved(difference.mean)}</strong>{' '}
          <span className="muted">
            {t.results.intervalOf(moved(difference.low), moved(difference.high))}
          </span>
        </>
      )}
    </span>
  )
}
