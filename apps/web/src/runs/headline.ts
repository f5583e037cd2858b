/** Which figures answer the question first. Pure. */
import type { KpiInfo } from '@sandtable/api'
import type { KpiResult } from './report.ts'
import { verdictOf } from './verdict.ts'

type Judged = Pick<KpiResult, 'id' | 'difference' | 'direction'>

const improvements = 2
const deteriorations = 1

/** How far the interval is from 0, in half widths: what is clear comes before what is large. */
function clarityOf({ difference }: Judged): number {
  if (difference === null) return 0
  const { mean, low, high } = difference
  return mean === 0 ? 0 : Math.abs(mean) / ((high - low) / 2)
}

/** The main figures and those the playbook claims to move; and the others. */
export function byImportance<K extends { readonly id: string }>(
  kpis: readonly K[],
  infos: readonly Pick<KpiInfo, 'id' | 'isMain'>[],
  claimed: readonly string[] = [],
): { readonly main: readonly K[]; readonly others: readonly K[] } {
  const mainIds = new Set([...claimed, ...infos.flatMap(({ id, isMain }) => (isMain ? [id] : []))])
  const isMain = ({ id }: K) => mainIds.has(id)
  return { main: kpis.filter(isMain), others: kpis.filter((kpi) => !isMain(kpi)) }
}

/**
 * The report's first figure, which sums up; then the clearest improvements and the clearest deterioration: main
 * figures, others only where too few of those have moved.
 */
export function headlineOf<K extends Judged>(
  kpis: readonly K[],
  infos: readonly Pick<KpiInfo, 'id' | 'isMain'>[],
): readonly K[] {
  const [first, ...others] = kpis
  if (first === undefined) return []
  const byRank = byImportance(others, infos)
  const clearest = (verdict: 'better' | 'worse', count: number) =>
    [byRank.main, byRank.others]
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
