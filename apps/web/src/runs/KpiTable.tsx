import { useId, useState } from 'react'
import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Minus } from 'lucide-react'
import type { KpiInfo } from '@sandtable/api'
import type { KpiResult } from './report.ts'
import type { Unit } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button, Hint } from '../ui/Button.tsx'
import { byImportance } from './headline.ts'
import { IntervalBar } from './IntervalBar.tsx'
import { unbroken } from './unbroken.ts'
import { verdictOf } from './verdict.ts'

interface KpiTableProps {
  readonly kpis: readonly KpiResult[]
  readonly infos: readonly KpiInfo[]
  /** Figures that stand with the main ones, as the playbook claims to move them. */
  readonly claimed: readonly string[]
  readonly nameOf: (figure: string) => string
  readonly helpOf: (figure: string) => string | undefined
}

/** The key figures of both arms, the paired difference, and how sure it is; the less important ones on demand. */
export function KpiTable({ kpis, infos, claimed, nameOf, helpOf }: KpiTableProps) {
  const { t } = useI18n()
  const id = useId()
  const [isWhole, setWhole] = useState(false)
  const { main, others } = byImportance(kpis, infos, claimed)
  const rows = (shown: readonly KpiResult[]) =>
    shown.map((kpi) => (
      <KpiRow key={kpi.id} kpi={kpi} name={nameOf(kpi.id)} help={helpOf(kpi.id)} />
    ))
  const Chevron = isWhole ? ChevronUp : ChevronDown
  return (
    <section aria-label={t.results.kpis}>
      <div className="kpi-scroll">
        <table className="kpis">
          <thead>
            <tr>
              <th scope="col">{t.results.kpi}</th>
              <th scope="col" className="is-number kpi-arm">
                {t.results.baseline}
              </th>
              <th scope="col" className="is-number kpi-arm">
                {t.results.playbook}
              </th>
              <th scope="col" className="is-number">
                {t.results.difference}
              </th>
              <th scope="col" className="kpi-interval">
                {t.results.interval}
              </th>
              <th scope="col" className="is-number kpi-share" aria-label={t.results.pBetter}>
                <Hint text={t.results.pBetterHelp}>
                  <button type="button" className="kpi-hint">
                    {t.results.pBetter}
                  </button>
                </Hint>
              </th>
            </tr>
          </thead>
          <tbody>{rows(main)}</tbody>
          {others.length > 0 && <tbody id={id}>{isWhole && rows(others)}</tbody>}
        </table>
      </div>
      {others.length > 0 && (
        <Button
          className="kpi-more"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setWhole(!isWhole)}
        >
          <Chevron size={14} aria-hidden="true" />
          {isWhole ? t.results.fewer : t.results.all(kpis.length, others.filter(hasMoved).length)}
        </Button>
      )}
    </section>
  )
}

function hasMoved({ difference, direction }: KpiResult): boolean {
  if (difference === null) return false
  return ['better', 'worse', 'changed'].includes(verdictOf(difference, direction))
}

/** Why a figure has no difference: a pair needs it in both arms, an interval needs two pairs. */
function missingIn({ difference, perReplication }: KpiResult): MissingReason | undefined {
  if (difference !== null) return undefined
  const isIn = (arm: 'baseline' | 'playbook') => perReplication.some((one) => one[arm] !== null)
  if (isIn('baseline') && isIn('playbook')) return 'pairs'
  return isIn('playbook') ? 'baseline' : isIn('baseline') ? 'playbook' : 'both'
}
type MissingReason = 'pairs' | 'baseline' | 'playbook' | 'both'

const arrows = { up: ArrowUp, down: ArrowDown, neither: Minus } as const

interface KpiRowProps {
  readonly kpi: KpiResult
  readonly name: string
  readonly help: string | undefined
}

function KpiRow({ kpi, name, help }: KpiRowProps) {
  const { t, value, number } = useI18n()
  const { id, unit, direction, difference, pBetter } = kpi
  const shown = (figure: number | null) =>
    figure === null ? t.results.missing : value(figure, unit)
  const Arrow = arrows[direction]
  const wish =
    direction === 'up'
      ? t.results.higherIsBetter
      : direction === 'down'
        ? t.results.lowerIsBetter
        : t.results.neither
  const missing = missingIn(kpi)
  return (
    <tr data-testid={`kpi-${id}`} data-difference={difference?.mean ?? ''}>
      <th scope="row">
        {help === undefined ? (
          name
        ) : (
          <Hint text={help}>
            <button type="button" className="kpi-hint">
              {name}
            </button>
          </Hint>
        )}
        <Arrow size={12} className="kpi-arrow" aria-hidden="true" />
        <span className="visually-hidden">{wish}</span>
        {kpi.baseline !== null && (
          <span className="kpi-arms numeric">
            {t.results.fromTo(shown(kpi.baseline), shown(kpi.playbook))}
          </span>
        )}
        {missing !== undefined && (
          <span className="muted kpi-missing">{t.results.missingIn[missing]}</span>
        )}
      </th>
      <td className="is-number kpi-arm">{shown(kpi.baseline)}</td>
      <td className="is-number kpi-arm">{shown(kpi.playbook)}</td>
      {difference === null ? (
        <>
          <td className="is-number">{t.results.missing}</td>
          <td className="kpi-interval">{t.results.missing}</td>
        </>
      ) : (
        <Difference difference={difference} unit={unit} direction={direction} />
      )}
      <td className="is-number">
        {pBetter === null ? t.results.missing : `${number(pBetter * 100, 0)} %`}
      </td>
    </tr>
  )
}

interface DifferenceProps {
  readonly difference: NonNullable<KpiResult['difference']>
  readonly unit: Unit
  readonly direction: KpiResult['direction']
}

function Difference({ difference, unit, direction }: DifferenceProps) {
  const { t, value } = useI18n()
  const { mean, low, high } = difference
  const verdict = verdictOf(difference, direction)
  const [from, to] = [low, high].map((bound) => value(bound, unit, { isDifference: true }))
  return (
    <>
      <td className="is-number">
        <strong>{value(mean, unit, { isDifference: true })}</strong>
        <span className={`verdict verdict-${verdict}`}>{t.results.verdicts[verdict]}</span>
        <span className="interval-text interval-below">
          {t.results.between(unbroken(from ?? ''), unbroken(to ?? ''))}
        </span>
      </td>
      <td className="kpi-interval">
        <span className="interval-cell">
          <IntervalBar
            mean={mean}
            low={low}
            high={high}
            verdict={verdict}
            label={t.results.barLabel(from ?? '', to ?? '')}
          />
          <span className="interval-text numeric">{t.results.between(from ?? '', to ?? '')}</span>
        </span>
      </td>
    </>
  )
}
