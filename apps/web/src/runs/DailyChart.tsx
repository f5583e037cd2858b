import { useId, useMemo, useState, type PointerEvent } from 'react'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { Hatch, useHatchId } from './ArmKey.tsx'
import type { DailySeries } from './report.ts'
import { displayScale, formatTick } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'

interface DailyChartProps {
  readonly series: DailySeries
  readonly name: string
}

const size = { width: 420, height: 170, left: 58, right: 10, top: 8, bottom: 22 }
const arms = ['baseline', 'playbook'] as const

/** One figure of the shop, day by day, in both arms: mean as a line, spread over replications as a band. */
export function DailyChart({ series, name }: DailyChartProps) {
  const { t, value, language } = useI18n()
  const [day, setDay] = useState<number>()
  const titleId = useId()
  const hatchId = useHatchId()
  const days = series.baseline.mean.length
  const drawing = useMemo(() => draw(series, days), [series, days])
  const shown = (figure: number | null | undefined) =>
    figure === null || figure === undefined ? t.results.missing : value(figure, series.unit)
  const readoutDay = day ?? days
  const readout = t.results.readout(
    readoutDay,
    shown(series.baseline.mean[readoutDay - 1]),
    shown(series.playbook.mean[readoutDay - 1]),
  )
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * size.width
    setDay(Math.min(days, Math.max(1, Math.round(drawing.x.invert(x)))))
  }
  return (
    <figure className="chart" data-testid={`chart-${series.id}`}>
      <figcaption id={titleId}>{name}</figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`${t.results.chartTitle(name)}. ${t.results.chartDescription(days)}`}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setDay(undefined)}
      >
        <defs>
          <Hatch id={hatchId} />
        </defs>
        {drawing.y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${drawing.y(tick)})`}>
            <line className="chart-grid" x1={size.left} x2={size.width - size.right} />
            <text className="chart-tick" x={size.left - 6} dy="0.32em" textAnchor="end">
              {formatTick(tick / displayScale(series.unit), series.unit, language)}
            </text>
          </g>
        ))}
        {drawing.x
          .ticks(6)
          .filter(Number.isInteger)
          .map((tick) => (
            <text
              key={tick}
              className="chart-tick"
              x={drawing.x(tick)}
              y={size.height - 6}
              textAnchor="middle"
            >
              {tick}
            </text>
          ))}
        {arms.map((arm) => (
          <path
            key={`${arm}-band`}
            className={`chart-band arm-${arm}`}
            d={drawing[arm].band}
            {...(arm === 'baseline' ? { fill: `url(#${hatchId})` } : {})}
          />
        ))}
        {arms.map((arm) => (
          <path key={`${arm}-line`} className={`chart-line arm-${arm}`} d={drawing[arm].line} />
        ))}
        {day !== undefined && (
          <line
            className="chart-cursor"
            x1={drawing.x(day)}
            x2={drawing.x(day)}
            y1={size.top}
            y2={size.height - size.bottom}
          />
        )}
      </svg>
      <input
        type="range"
        className="chart-range"
        min={1}
        max={days}
        value={readoutDay}
        aria-label={t.results.dayOf(name)}
        aria-valuetext={readout}
        onChange={({ target }) => setDay(Number(target.value))}
        onBlur={() => setDay(undefined)}
      />
      <p className="chart-readout numeric" aria-hidden="true">
        {readout}
      </p>
      <DailyTable series={series} labelledBy={titleId} />
    </figure>
  )
}

/** The same numbers for those who want to read or copy them. Rows are made only when it is opened. */
function DailyTable({
  series,
  labelledBy,
}: {
  readonly series: DailySeries
  readonly labelledBy: string
}) {
  const { t, value } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const shown = (figure: number | null | undefined) =>
    figure === null || figure === undefined ? t.results.missing : value(figure, series.unit)
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t.results.asTable}</summary>
      {isOpen && (
        // it scrolls, so the keyboard must reach it
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="chart-table" tabIndex={0} aria-labelledby={labelledBy}>
          <table aria-labelledby={labelledBy}>
            <thead>
              <tr>
                <th scope="col">{t.results.day}</th>
                <th scope="col">{t.results.baseline}</th>
                <th scope="col">{t.results.playbook}</th>
              </tr>
            </thead>
            <tbody>
              {series.baseline.mean.map((figure, index) => (
                // days have no identity but their number
                <tr key={`day-${index}`}>
                  <th scope="row">{index + 1}</th>
                  <td>{shown(figure)}</td>
                  <td>{shown(series.playbook.mean[index])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}

/** From 0, unless everything lies far above it: then the difference between the arms is what matters. */
function domainOf(least: number, most: number): [number, number] {
  if (least > most) return [0, 1]
  const low = least > most / 2 ? least : Math.min(0, least)
  return [low, most > low ? most : low + 1]
}

function draw(series: DailySeries, days: number) {
  const scale = displayScale(series.unit)
  const bounds = arms
    .flatMap((arm) => [...series[arm].low, ...series[arm].high, ...series[arm].mean])
    .filter((figure) => figure !== null)
    .map((figure) => figure * scale)
  const least = bounds.reduce((a, b) => Math.min(a, b), Infinity)
  const most = bounds.reduce((a, b) => Math.max(a, b), -Infinity)
  const domain = domainOf(least, most)
  const x = scaleLinear([1, Math.max(2, days)], [size.left, size.width - size.right])
  const y = scaleLinear(domain, [size.height - size.bottom, size.top]).nice(4)
  const ofArm = (arm: (typeof arms)[number]) => {
    const { mean, low, high } = series[arm]
    const rows = mean.map((figure, index) => ({
      day: index + 1,
      mean: figure,
      low: low[index] ?? null,
      high: high[index] ?? null,
    }))
    const meanLine = line<(typeof rows)[number]>()
      .defined((row) => row.mean !== null)
      .x((row) => x(row.day))
      .y((row) => y((row.mean ?? 0) * scale))
    const band = area<(typeof rows)[number]>()
      .defined((row) => row.low !== null && row.high !== null)
      .x((row) => x(row.day))
      .y0((row) => y((row.low ?? 0) * scale))
      .y1((row) => y((row.high ?? 0) * scale))
    return { line: meanLine(rows) ?? '', band: band(rows) ?? '' }
  }
  return { x, y, baseline: ofArm('baseline'), playbook: ofArm('playbook') }
}
