/** Whether a run shows what its playbook claims. Pure. */
import type { Claim } from '@sandtable/rules'
import type { KpiResult } from './report.ts'
import { verdictOf } from './verdict.ts'

/** `missing`: the run has no such figure, or not in both arms. */
export type ClaimVerdict = 'claimed' | 'unclear' | 'opposite' | 'missing'

/** As claimed only when the whole interval lies on the claimed side of 0. */
export function judgeClaim(
  { direction }: Claim,
  kpi: Pick<KpiResult, 'difference'> | undefined,
): ClaimVerdict {
  const difference = kpi?.difference ?? null
  if (difference === null) return 'missing'
  switch (verdictOf(difference, direction)) {
    case 'better':
      return 'claimed'
    case 'worse':
      return 'opposite'
    default:
      return 'unclear'
  }
}
