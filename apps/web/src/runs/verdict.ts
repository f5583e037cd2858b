/** What an interval says: never more than it shows. Pure. */
import type { Direction } from '@sandtable/rules'

export type Verdict = 'better' | 'worse' | 'changed' | 'unclear' | 'none'

interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Better or worse only when the whole interval lies on one side of 0. */
export function verdictOf({ mean, low, high }: Interval, direction: Direction): Verdict {
  if (mean === 0 && low === 0 && high === 0) return 'none'
  if (low <= 0 && high >= 0) return 'unclear'
  if (direction === 'neither') return 'changed'
  return mean > 0 === (direction === 'up') ? 'better' : 'worse'
}
