import { ArrowDown, ArrowUp, Minus } from 'lucide-react'
import type { KpiInfo } from '@sandtable/api'
import type { KpiResult } from './report.ts'
import type { Unit } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Hint } from '../ui/Button.tsx'
import { IntervalBar } from './IntervalBar.tsx'
import { unbroken } from './unbroken.ts'
import { verdictOf } from './verdict.ts'

interface KpiTableProps {
  readonly kpis: readonly KpiResult[]
  readonly infos: readonly KpiInfo[]
}

/** Every key figure of both arms, the paired difference, and how sure it is. */
export function KpiTable({ kpis, infos }: KpiTableProps) {
  const { t } = useI18n()
  return (
    <section className="kpi-scroll" aria-label={t.results.kpis}>
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
        <tbody>
          {kpis.map((kpi) => (
            <KpiRow key={kpi.id} kpi={kpi} info={infos.find(({ id }) => id === kpi.id)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const arrows = { up: ArrowUp, down: ArrowDown, neither: Minus } as const

function KpiRow({ kpi, info }: { readonly kpi: KpiResult; readonly info: KpiInfo | undefined }) {
  const { t, text, value, number } = useI18n()
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
  const name = info === undefined ? id : text(info.label)
  return (
    <tr data-testid={`kpi-${id}`} data-difference={difference?.mean ?? ''}>
      <th scope="row">
        {info === undefined ? (
          name
        ) : (
          <Hint text={`${text(info.help)} ${text(info.formula)}`}>
            <button type="button" className="kpi-hint">
              {name}
            </button>
          </Hint>
        )}
        <Arrow size={12} className="kpi-arrow" aria-hidden="true" />
        <span className="visually-hidden">{wish}</span>
        <span className="kpi-arms numeric">
          {t.results.fromTo(shown(kpi.baseline), shown(kpi.playbook))}
        </span>
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
