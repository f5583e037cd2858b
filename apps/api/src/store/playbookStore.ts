import { and, eq, lte } from 'drizzle-orm'
import type { Orm } from '../db/open.ts'
import { playbookRevisions, playbooks } from '../db/schema.ts'
import type { ChangeResult, PlaybookStore, SaveChange } from './store.ts'

/** Older revisions are forgotten, so that automatic saving cannot fill the disk. */
export const revisionsKept = 200

const immediately = { behavior: 'immediate' } as const
const current = and(
  eq(playbookRevisions.playbookId, playbooks.id),
  eq(playbookRevisions.revision, playbooks.revision),
)
const alive = (id: string) => and(eq(playbooks.id, id), eq(playbooks.isDeleted, false))

/** Playbooks and their revisions in SQLite. */
export function createPlaybookStore(orm: Orm): PlaybookStore {
  const addRevision = (
    tx: Pick<Orm, 'insert'>,
    playbookId: string,
    revision: number,
    body: string,
    savedAt: string,
    saveId?: string,
  ) => tx.insert(playbookRevisions).values({ playbookId, revision, body, savedAt, saveId }).run()

  /** Moves `baseRevision` on by one if that is the stored revision; says how things stand otherwise. */
  const change = (
    id: string,
    baseRevision: number,
    isDeleted: boolean,
    follow: (tx: Pick<Orm, 'insert' | 'delete'>, revision: number) => void,
  ): ChangeResult =>
    orm.transaction((tx) => {
      const revision = baseRevision + 1
      const { changes } = tx
        .update(playbooks)
        .set({ revision, isDeleted })
        .where(and(alive(id), eq(playbooks.revision, baseRevision)))
        .run()
      if (changes === 1) {
        follow(tx, revision)
        return { status: 'changed', revision }
      }
      const found = tx.select().from(playbooks).where(alive(id)).get()
      return found === undefined
        ? { status: 'missing' }
        : { status: 'stale', currentRevision: found.revision }
    }, immediately)

  /** The revision, when it was made by the save of this id. */
  const savedBefore = (id: string, revision: number, saveId: string): SaveChange | undefined => {
    const found = orm
      .select({ savedAt: playbookRevisions.savedAt })
      .from(playbookRevisions)
      .where(
        and(
          eq(playbookRevisions.playbookId, id),
          eq(playbookRevisions.revision, revision),
          eq(playbookRevisions.saveId, saveId),
        ),
      )
      .get()
    return found && { status: 'repeated', revision, savedAt: found.savedAt }
  }

  return {
    async list() {
      return orm
        .select({
          id: playbooks.id,
          revision: playbooks.revision,
          savedAt: playbookRevisions.savedAt,
        })
        .from(playbooks)
        .innerJoin(playbookRevisions, current)
        .where(eq(playbooks.isDeleted, false))
        .orderBy(playbooks.id)
        .all()
    },
    async get(id) {
      return orm
        .select({
          id: playbooks.id,
          revision: playbooks.revision,
          savedAt: playbookRevisions.savedAt,
          body: playbookRevisions.body,
        })
        .from(playbooks)
        .innerJoin(playbookRevisions, current)
        .where(alive(id))
        .get()
    },
    async bodyOf(id, revision) {
      return orm
        .select({ body: playbookRevisions.body })
        .from(playbookRevisions)
        .innerJoin(playbooks, eq(playbookRevisions.playbookId, playbooks.id))
        .where(and(alive(id), eq(playbookRevisions.revision, revision)))
        .get()?.body
    },
    async create(id, body, savedAt) {
      return orm.transaction((tx) => {
        const found = tx.select().from(playbooks).where(eq(playbooks.id, id)).get()
        if (found?.isDeleted === false) return undefined
        // an editor that still holds a deleted playbook must not save over its successor
        const revision = (found?.revision ?? 0) + 1
        const row = { id, revision, isDeleted: false }
        tx.insert(playbooks)
          .values(row)
          .onConflictDoUpdate({ target: playbooks.id, set: row })
          .run()
        addRevision(tx, id, revision, body, savedAt)
        return revision
      }, immediately)
    },
    async createOnce(id, body, savedAt) {
      return orm.transaction((tx) => {
        const { changes } = tx
          .insert(playbooks)
          .values({ id, revision: 1, isDeleted: false })
          .onConflictDoNothing()
          .run()
        if (changes === 1) addRevision(tx, id, 1, body, savedAt)
        return changes === 1
      }, immediately)
    },
    async save(id, baseRevision, body, savedAt, saveId) {
      const result = change(id, baseRevision, false, (tx, revision) => {
        addRevision(tx, id, revision, body, savedAt, saveId)
        const tooOld = lte(playbookRevisions.revision, revision - revisionsKept)
        tx.delete(playbookRevisions)
          .where(and(eq(playbookRevisions.playbookId, id), tooOld))
          .run()
      })
      const isNext = result.status === 'stale' && result.currentRevision === baseRevision + 1
      return isNext && saveId !== undefined
        ? (savedBefore(id, result.currentRevision, saveId) ?? result)
        : result
    },
    async remove(id, baseRevision) {
      return change(id, baseRevision, true, (tx) => {
        tx.delete(playbookRevisions).where(eq(playbookRevisions.playbookId, id)).run()
      })
    },
  }
}
