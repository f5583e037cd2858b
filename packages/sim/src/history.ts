/** Earlier columns of the figures that a program looks back on. */
import type { HistoryNeed, ScopeId } from '@sandtable/rules'
import type { View } from './view.ts'

interface Kept {
  readonly scope: ScopeId
  readonly metricId: string
  readonly days: number
  /** Newest closed day first. Columns are shared and never written into again. */
  readonly columns: Float64Array[]
}

export class History {
  readonly #kept = new Map<string, Kept>()

  constructor(needs: readonly HistoryNeed[]) {
    for (const { scope, metricId, days } of needs) {
      const known = this.#kept.get(keyOf(scope, metricId))
      if (known !== undefined && known.days >= days) continue
      this.#kept.set(keyOf(scope, metricId), { scope, metricId, days, columns: [] })
    }
  }

  /** Keeps the figures of the day just closed. */
  record(view: View): void {
    for (const { scope, metricId, days, columns } of this.#kept.values()) {
      const column = view.column(scope, metricId)
      if (column === undefined) continue
      columns.unshift(column)
      if (columns.length > days + 1) columns.pop()
    }
  }

  /** The column `daysAgo` days before the newest closed day, if it is kept. */
  column(scope: ScopeId, metricId: string, daysAgo: number): Float64Array | undefined {
    return this.#kept.get(keyOf(scope, metricId))?.columns[daysAgo]
  }

  /** An independent history with the same past. */
  clone(): History {
    const copy = new History([])
    for (const [key, kept] of this.#kept) {
      copy.#kept.set(key, { ...kept, columns: kept.columns.slice() })
    }
    return copy
  }
}

function keyOf(scope: ScopeId, metricId: string): string {
  return `${scope}.${metricId}`
}
