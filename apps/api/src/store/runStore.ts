import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm'
import type { Report } from '@sandtable/sim'
import type { RunSummary } from '../contract.ts'
import type { Orm } from '../db/open.ts'
import { runs } from '../db/schema.ts'
import type { RunStore } from './store.ts'

/** Older ended runs of a playbook are forgotten when a new one starts: a report can be large. */
export const runsKept = 100

/** Runs of one playbook, or of one pack: their ids may be the same. */
const runsOf = (id: string, isOfPack: boolean) =>
  and(eq(runs.playbookId, id), isOfPack ? isNotNull(runs.drills) : isNull(runs.drills))

const unfinished = inArray(runs.status, ['queued', 'running'])
const { report: _report, playbookBody: _playbookBody, ...summaryColumns } = getTableColumns(runs)
type SummaryRow = Omit<typeof runs.$inferSelect, 'report' | 'playbookBody'>

/** Runs and their results in SQLite. */
export function createRunStore(orm: Orm): RunStore {
  const ofKey = (db: Pick<Orm, 'select'>, key: string) =>
    db.select(summaryColumns).from(runs).where(eq(runs.idempotencyKey, key)).get()

  return {
    async findByKey(idempotencyKey) {
      const row = ofKey(orm, idempotencyKey)
      return row === undefined ? undefined : toSummary(row)
    },
    async add(run) {
      return orm.transaction(
        (tx) => {
          const key = run.idempotencyKey
          const same = key === undefined ? undefined : ofKey(tx, key)
          if (same !== undefined) return { run: toSummary(same), isNew: false }
          const ofSame = runsOf(run.playbookId, run.drills !== undefined)
          const newest = tx
            .select({ sequence: runs.sequence })
            .from(runs)
            .where(ofSame)
            .orderBy(desc(runs.sequence))
            .limit(runsKept - 1)
          tx.delete(runs)
            .where(
              and(
                ofSame,
                notInArray(runs.sequence, newest),
                notInArray(runs.status, ['queued', 'running']),
              ),
            )
            .run()
          const row = tx
            .insert(runs)
            .values({
              ...run,
              drills: run.drills === undefined ? null : JSON.stringify(run.drills),
              status: 'queued',
              replicationsDone: 0,
            })
            .returning(summaryColumns)
            .get()
          return { run: toSummary(row), isNew: true }
        },
        { behavior: 'immediate' },
      )
    },
    async get(id) {
      const row = orm.select().from(runs).where(eq(runs.id, id)).get()
      if (row === undefined) return undefined
      const { playbookBody } = row
      // written by `end` below, from a report of this type
      const report = row.report === null ? {} : { report: JSON.parse(row.report) as Report }
      return { ...toSummary(row), playbookBody, ...report }
    },
    async getSummary(id) {
      const row = orm.select(summaryColumns).from(runs).where(eq(runs.id, id)).get()
      return row === undefined ? undefined : toSummary(row)
    },
    async listOf(id, of = 'playbook') {
      return orm
        .select(summaryColumns)
        .from(runs)
        .where(runsOf(id, of === 'pack'))
        .orderBy(desc(runs.sequence))
        .all()
        .map(toSummary)
    },
    async markProgress(id, replicationsDone) {
      orm
        .update(runs)
        .set({ status: 'running', replicationsDone })
        .where(and(eq(runs.id, id), unfinished))
        .run()
    },
    async end(id, { status, replicationsDone, error, report }) {
      orm
        .update(runs)
        .set({
          status,
          replicationsDone,
          error: error ?? null,
          report: report === undefined ? null : JSON.stringify(report),
        })
        .where(and(eq(runs.id, id), unfinished))
        .run()
    },
    async interruptAll() {
      return orm.update(runs).set({ status: 'interrupted' }).where(unfinished).run().changes
    },
  }
}

function toSummary(row: SummaryRow): RunSummary {
  return {
    id: row.id,
    playbookId: row.playbookId,
    revision: row.revision,
    shop: row.shop,
    days: row.days,
    replications: row.replications,
    seed: row.seed,
    status: row.status,
    replicationsDone: row.replicationsDone,
    playbookHash: row.playbookHash,
    shopHash: row.shopHash,
    modelVersion: row.modelVersion,
    createdAt: row.createdAt,
    // written by `add` above
    ...(row.drills === null ? {} : { drills: JSON.parse(row.drills) as string[] }),
    ...(row.error === null ? {} : { error: row.error }),
  }
}
