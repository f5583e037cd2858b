import { CircleCheck, CircleHelp, CircleX, Equal, MoveRight } from 'lucide-react'
import type { KpiInfo } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { headlineOf } from './headline.ts'
import type { KpiResult } from './report.ts'
import { unbroken } from './unbroken.ts'
import { verdictOf } from './verdict.ts'

interface HeadlineProps {
  readonly kpis: readonly KpiResult[]
  readonly infos: readonly KpiInfo[]
  readonly nameOf: (figure: string) => string
}

const icons = {
  better: CircleCheck,
  worse: CircleX,
  changed: MoveRight,
  unclear: CircleHelp,
  none: Equal,
} as const

/** The answer in a few figures, before all of them. */
export function Headline({ kpis, infos, nameOf }: HeadlineProps) {
  const { t, value } = useI18n()
  return (
    <ul className="headline" aria-label={t.results.headline} data-testid="headline">
      {headlineOf(kpis, infos).map(({ id, unit, direction, difference }) => {
        const shown = (figure: number) => unbroken(value(figure, unit, { isDifference: true }))
        const verdict = difference === null ? 'none' : verdictOf(difference, direction)
        const Icon = icons[verdict]
        return (
          <li key={id} className="tile" data-verdict={verdict}>
            <span className="tile-name">{nameOf(id)}</span>
            <strong className="tile-difference numeric">
              {difference === null ? t.results.missing : shown(difference.mean)}
            </strong>
            {difference !== null && (
              <>
                <span className={`tile-verdict verdict-${verdict}`}>
                  <Icon size={14} aria-hidden="true" />
                  {t.results.verdicts[verdict]}
                </span>
                <span className="interval-text numeric">
                  {t.results.intervalOf(shown(difference.low), shown(difference.high))}
                </span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
