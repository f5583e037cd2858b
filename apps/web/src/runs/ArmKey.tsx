import { useId } from 'react'

export type Arm = 'baseline' | 'playbook'

/** Diagonal lines: the baseline's band can be told from the playbook's without its colour. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse">
      <path className="chart-hatch" d="M-1 1 L1 -1 M0 5 L5 0 M4 6 L6 4" />
    </pattern>
  )
}

/** A name for the pattern that can stand in `url(#…)`. */
export function useHatchId(): string {
  return `hatch${useId().replaceAll(/\W/g, '')}`
}

/** How one arm is drawn, for the legend. */
export function ArmKey({ arm }: { readonly arm: Arm }) {
  const hatchId = useHatchId()
  return (
    <svg className="legend-key" width={28} height={14} viewBox="0 0 28 14" aria-hidden="true">
      <defs>
        <Hatch id={hatchId} />
      </defs>
      <rect
        className={`chart-band arm-${arm}`}
        width={28}
        height={14}
        {...(arm === 'baseline' ? { fill: `url(#${hatchId})` } : {})}
      />
      <path className={`chart-line arm-${arm}`} d="M0 7 H28" />
    </svg>
  )
}
