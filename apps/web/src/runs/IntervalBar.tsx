import { scaleLinear } from 'd3-scale'
import type { Verdict } from './verdict.ts'

interface IntervalBarProps {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly verdict: Verdict
  readonly label: string
}

const size = { width: 140, height: 22, edge: 6 }

/** A difference with its interval, drawn against 0: each bar has its own scale, so only sides and widths compare. */
export function IntervalBar({ mean, low, high, verdict, label }: IntervalBarProps) {
  const reach = Math.max(Math.abs(low), Math.abs(high)) || 1
  const x = scaleLinear([-reach, reach], [size.edge, size.width - size.edge])
  const middle = size.height / 2
  return (
    <svg
      className={`interval verdict-${verdict}`}
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={label}
    >
      <line className="interval-zero" x1={x(0)} x2={x(0)} y1={1} y2={size.height - 1} />
      <line className="interval-line" x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
      <line className="interval-line" x1={x(low)} x2={x(low)} y1={middle - 4} y2={middle + 4} />
      <line className="interval-line" x1={x(high)} x2={x(high)} y1={middle - 4} y2={middle + 4} />
      <circle className="interval-mean" cx={x(mean)} cy={middle} r={4} />
    </svg>
  )
}
