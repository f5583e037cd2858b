import { and, eq } from 'drizzle-orm'
import type { Orm } from '../db/open.ts'
import { packs } from '../db/schema.ts'
import type { PackStore } from './store.ts'

/** Packs in SQLite. */
export function createPackStore(orm: Orm): PackStore {
  const alive = eq(packs.isDeleted, false)
  const columns = { id: packs.id, body: packs.body, savedAt: packs.savedAt }
  return {
    async list() {
      return orm.select(columns).from(packs).where(alive).orderBy(packs.id).all()
    },
    async get(id) {
      return orm
        .select(columns)
        .from(packs)
        .where(and(alive, eq(packs.id, id)))
        .get()
    },
    async create(pack) {
      const row = { ...pack, isDeleted: false }
      // the id of a deleted one is free
      const isFree = eq(packs.isDeleted, true)
      const { changes } = orm
        .insert(packs)
        .values(row)
        .onConflictDoUpdate({ target: packs.id, set: row, setWhere: isFree })
        .run()
      return changes === 1
    },
    async createOnce(pack) {
      orm
        .insert(packs)
        .values({ ...pack, isDeleted: false })
        .onConflictDoNothing()
        .run()
    },
    async remove(id) {
      const { changes } = orm
        .update(packs)
        .set({ isDeleted: true })
        .where(and(alive, eq(packs.id, id)))
        .run()
      return changes === 1
    },
  }
}
