/** The tables, as drizzle sees them. The SQL that makes them is in `migrations/`; a test compares the two. */
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row per playbook ever stored. A deleted one keeps its row, so that its revisions never repeat and examples stay deleted. */
export const playbooks = sqliteTable('playbooks', {
  id: text('id').primaryKey(),
  /** The newest revision; its body is in `playbook_revisions`. */
  revision: integer('revision').notNull(),
  isDeleted: integer('is_deleted', { mode: 'boolean' }).notNull(),
})

export const playbookRevisions = sqliteTable(
  'playbook_revisions',
  {
    playbookId: text('playbook_id').notNull(),
    revision: integer('revision').notNull(),
    /** Canonical text of the file. Text, not JSON columns: the bytes must come out as they went in. */
    body: text('body').notNull(),
    /** ISO 8601, UTC. */
    savedAt: text('saved_at').notNull(),
    /** Made by the client, so that a save whose answer was lost is known again when it is sent once more. */
    saveId: text('save_id'),
  },
  (table) => [
    primaryKey({ columns: [table.playbookId, table.revision] }),
    foreignKey({ columns: [table.playbookId], foreignColumns: [playbooks.id] }),
  ],
)

/** One row per pack ever stored. A deleted one keeps its row, so that examples stay deleted. */
export const packs = sqliteTable('packs', {
  id: text('id').primaryKey(),
  /** Canonical text of the pack, whose files are `<id>.json` of stored playbooks: they are there once. */
  body: text('body').notNull(),
  /** ISO 8601, UTC. */
  savedAt: text('saved_at').notNull(),
  isDeleted: integer('is_deleted', { mode: 'boolean' }).notNull(),
})

export const runs = sqliteTable(
  'runs',
  {
    /** Order of creation. */
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    /** Made by the client, so that a request sent twice starts one run. */
    idempotencyKey: text('idempotency_key').unique(),
    /** Or, of a run of a pack, the id of the pack. No foreign key: a run outlives both. */
    playbookId: text('playbook_id').notNull(),
    revision: integer('revision').notNull(),
    /** Canonical text of the playbook, or of the pack with whole playbooks, as it is run. */
    playbookBody: text('playbook_body').notNull(),
    /** Id of a template, or of a shop of the pack. */
    shop: text('shop').notNull(),
    days: integer('days').notNull(),
    replications: integer('replications').notNull(),
    seed: integer('seed').notNull(),
    status: text('status', {
      enum: ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'],
    }).notNull(),
    replicationsDone: integer('replications_done').notNull(),
    playbookHash: text('playbook_hash').notNull(),
    shopHash: text('shop_hash').notNull(),
    modelVersion: text('model_version').notNull(),
    createdAt: text('created_at').notNull(),
    /** One sentence; only when failed. */
    error: text('error'),
    /** JSON of `report/1`; only when done. */
    report: text('report'),
    /** Of a run of a pack only: JSON of the ids of the drills that are held. */
    drills: text('drills'),
  },
  (table) => [index('runs_by_playbook').on(table.playbookId, table.sequence)],
)

/** Browsers that opened a one-time link. Only the hash of the cookie is kept: a copied database opens nothing. */
export const sessions = sqliteTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  /** Milliseconds since 1970. */
  createdAtMs: integer('created_at_ms').notNull(),
})
