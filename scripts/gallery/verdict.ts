/** Whether a claim is seen in the runs. */
import type { Claim } from '@sandtable/rules'
import type { MeasuredRun } from './measure.ts'

export const verdicts = {
  /** The whole interval lies on the claimed side, on every seed. */
  asClaimed: 'as claimed',
  /** It does on some seeds, on the others it contains 0. */
  notConfirmed: 'not confirmed',
  unclear: 'not distinguishable from 0',
  /** The whole interval lies on the other side, on at least one seed. */
  otherSign: 'other sign',
  /** The figure does not exist. */
  noFigure: 'no figure',
} as const
export type Verdict = keyof typeof verdicts

/** Of one claim, over all seeds. */
export function verdictOf({ kpi, direction }: Claim, runs: readonly MeasuredRun[]): Verdict {
  const sides = runs.map(({ figures }) => {
    const difference = figures.find(({ id }) => id === kpi)?.difference
    if (difference === null || difference === undefined) return undefined
    const { low, high } = difference
    if (low <= 0 && high >= 0) return 0
    return low > 0 === (direction === 'up') ? 1 : -1
  })
  if (sides.includes(undefined)) return 'noFigure'
  if (sides.includes(-1)) return 'otherSign'
  if (!sides.includes(1)) return 'unclear'
  return sides.includes(0) ? 'notConfirmed' : 'asClaimed'
}
