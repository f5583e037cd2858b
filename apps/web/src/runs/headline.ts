/** Which figures answer the question first. Pure. */
import type { KpiResult } from './report.ts'
import { verdictOf } from './verdict.ts'

type Judged = Pick<KpiResult, 'difference' | 'direction'>

const improvements = 2
const deteriorations = 1
/** The report's rows stand in order of importance: those after these come only when none of these has moved. */
export const importantRows = 14

/** How far the interval is from 0, in half widths: what is clear comes before what is large. */
function clarityOf({ difference }: Judged): number {
  if (difference === null) return 0
  const { mean, low, high } = difference
  return mean === 0 ? 0 : Math.abs(mean) / ((high - low) / 2)
}

/** The report's first figure, which sums up; then the clearest improvements and the clearest deterioration. */
export function headlineOf<K extends Judged>(kpis: readonly K[]): readonly K[] {
  const [first, ...others] = kpis
  if (first === undefined) return []
  const clearest = (verdict: 'better' | 'worse', count: number) =>
    [others.slice(0, importantRows - 1), others.slice(importantRows - 1)]
      .flatMap((rows) =>
        rows
          .filter(
            ({ difference, direction }) =>
              difference !== null && verdictOf(difference, direction) === verdict,
          )
          .toSorted((a, b) => clarityOf(b) - clarityOf(a)),
      )
      .slice(0, count)
  return [first, ...clearest('better', improvements), ...clearest('worse', deteriorations)]
}
