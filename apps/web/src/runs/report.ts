/** Parts of a report, named for the views of it. */
import type { RunDetail } from '@sandtable/api'

export type Report = NonNullable<RunDetail['report']>
export type KpiResult = Report['kpis'][number]
export type DailySeries = Report['daily'][number]
