/** Parts of a report, named for the views of it. */
import type { RunDetail } from '@sandtable/api'

type NewReport = NonNullable<RunDetail['report']>
/** A stored report; those of earlier versions do not say how often commands were carried out. */
export type Report = Omit<NewReport, 'actions'> & Partial<Pick<NewReport, 'actions'>>
export type KpiResult = Report['kpis'][number]
export type DailySeries = Report['daily'][number]
