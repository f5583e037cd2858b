import { and, eq, gt, lte } from 'drizzle-orm'
import type { Orm } from '../db/open.ts'
import { sessions } from '../db/schema.ts'
import { createPackStore } from './packStore.ts'
import { createPlaybookStore } from './playbookStore.ts'
import { createRunStore } from './runStore.ts'
import type { SessionStore, Store } from './store.ts'

/** The store on one SQLite connection: every function runs to its end before another starts, so nobody reads half a change. */
export function createSqliteStore(orm: Orm): Store {
  return {
    playbooks: createPlaybookStore(orm),
    packs: createPackStore(orm),
    runs: createRunStore(orm),
    sessions: createSessionStore(orm),
  }
}

function createSessionStore(orm: Orm): SessionStore {
  return {
    async add(tokenHash, createdAtMs) {
      orm.insert(sessions).values({ tokenHash, createdAtMs }).run()
    },
    async has(tokenHash, sinceMs) {
      const isValid = and(eq(sessions.tokenHash, tokenHash), gt(sessions.createdAtMs, sinceMs))
      return orm.select().from(sessions).where(isValid).get() !== undefined
    },
    async removeBefore(createdAtMs) {
      orm.delete(sessions).where(lte(sessions.createdAtMs, createdAtMs)).run()
    },
  }
}
