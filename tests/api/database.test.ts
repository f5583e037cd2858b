import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../apps/api/src/db/open.ts'
import * as schema from '../../apps/api/src/db/schema.ts'
import { createPlaybookStore, revisionsKept } from '../../apps/api/src/store/playbookStore.ts'
import { createRunStore, runsKept } from '../../apps/api/src/store/runStore.ts'
import type { NewRun } from '../../apps/api/src/store/store.ts'
import { temporaryFolder } from './support/server.ts'

const tables: SQLiteTable[] = Object.values(schema)
const at = '2026-01-01T00:00:00.000Z'

async function emptyDatabase() {
  const path = join(await temporaryFolder(), 'test.db')
  return { path, ...openDatabase(path) }
}

describe('the migrated database', () => {
  it('has the columns, keys and indexes the schema says', async () => {
    const { path, close } = await emptyDatabase()
    close()
    const client = new Database(path, { readonly: true })
    const names = client
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all()
    expect(names.toSorted()).toEqual(tables.map((table) => getTableConfig(table).name).toSorted())
    for (const table of tables) {
      const { name, columns, primaryKeys, indexes } = getTableConfig(table)
      const found = client.pragma(`table_info(${name})`) as {
        name: string
        type: string
        notnull: number
        pk: number
      }[]
      expect(
        found.map((column) => [column.name, column.type.toLowerCase(), column.notnull === 1]),
      ).toEqual(columns.map((column) => [column.name, column.getSQLType(), column.notNull]))
      const key = [
        ...columns.filter(({ primary }) => primary),
        ...primaryKeys.flatMap((one) => one.columns),
      ]
      expect(found.filter(({ pk }) => pk > 0).map((column) => column.name)).toEqual(
        key.map((column) => column.name),
      )
      const made = client.pragma(`index_list(${name})`) as {
        name: string
        unique: number
        origin: string
      }[]
      const wanted = [
        ...indexes.map((one) => one.config.name),
        ...columns.filter(({ isUnique }) => isUnique).map((one) => `${one.uniqueName} unique`),
      ]
      const indexed = made
        .filter(({ origin }) => origin === 'c')
        .map((one) => (one.unique === 1 ? `${one.name} unique` : one.name))
      expect(indexed.toSorted()).toEqual(wanted.toSorted())
    }
    client.close()
  })

  it('keeps acknowledged commits through a power cut and gives space back', async () => {
    const { orm, path, close } = await emptyDatabase()
    const pragma = (name: string) =>
      Object.values(orm.get<Record<string, unknown>>(`PRAGMA ${name}`))[0]
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('auto_vacuum')).toBe(2)
    expect(pragma('busy_timeout')).toBe(5000)
    close()
    // a second opening runs nothing twice
    openDatabase(path).close()
  })

  it('of an older version keeps its runs, as runs of playbooks', async () => {
    const path = join(await temporaryFolder(), 'old.db')
    const client = new Database(path)
    const folder = new URL('../../apps/api/src/db/migrations/', import.meta.url)
    for (const name of ['0000_foundation.sql', '0001_save_ids.sql'])
      client.exec(readFileSync(new URL(name, folder), 'utf8'))
    client.exec(
      'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric);' +
        "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 1795286400000)",
    )
    client.exec(
      `INSERT INTO runs VALUES (1, 'run_old', NULL, 'pb_a', 3, 'body', 'fashion', 9, 4, 1, 'done', 4, 'p', 's', '1', '${at}', NULL, '{}')`,
    )
    client.close()
    const { orm, close } = openDatabase(path)
    const store = createRunStore(orm)
    const [run] = await store.listOf('pb_a')
    expect(run).toMatchObject({ id: 'run_old', revision: 3, status: 'done' })
    expect(run).not.toHaveProperty('drills')
    expect(await store.listOf('pb_a', 'pack')).toEqual([])
    close()
  })

  it('of a newer version is refused, not touched', async () => {
    const { orm, path, close } = await emptyDatabase()
    orm.run("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)")
    close()
    expect(() => openDatabase(path)).toThrow(/written by a newer Sandtable/)
  })
})

describe('the store', () => {
  it('forgets old revisions of a playbook, and keeps the newest', async () => {
    const { orm, close } = await emptyDatabase()
    const store = createPlaybookStore(orm)
    await store.create('pb_a', 'body 1', at)
    await store.create('pb_b', 'other', at)
    for (let base = 1; base <= revisionsKept; base++)
      await store.save('pb_a', base, `body ${base + 1}`, at)
    expect(await store.bodyOf('pb_a', 1)).toBeUndefined()
    expect(await store.bodyOf('pb_a', 2)).toBe('body 2')
    expect(await store.get('pb_a')).toMatchObject({
      revision: revisionsKept + 1,
      body: `body ${revisionsKept + 1}`,
    })
    expect(await store.bodyOf('pb_b', 1)).toBe('other')
    close()
  })

  it('forgets old ended runs of a playbook, but none that is unfinished', async () => {
    const { orm, close } = await emptyDatabase()
    const store = createRunStore(orm)
    const run = (id: string): NewRun => ({
      id,
      idempotencyKey: undefined,
      playbookId: 'pb_a',
      revision: 1,
      playbookBody: 'body',
      shop: 'fashion',
      days: 1,
      replications: 1,
      seed: 1,
      playbookHash: 'p',
      shopHash: 's',
      modelVersion: '1',
      createdAt: at,
    })
    for (let index = 0; index < runsKept + 5; index++) {
      await store.add(run(`run_${index}`))
      if (index !== 1) await store.end(`run_${index}`, { status: 'done', replicationsDone: 1 })
    }
    const ids = (await store.listOf('pb_a')).map(({ id }) => id)
    expect(ids.at(0)).toBe(`run_${runsKept + 4}`)
    expect(ids).not.toContain('run_0')
    expect(ids.at(-1)).toBe('run_1')
    expect(ids).toHaveLength(runsKept + 1)
    close()
  })

  it('changes nothing of a run that has ended', async () => {
    const { orm, close } = await emptyDatabase()
    const store = createRunStore(orm)
    await store.add({
      id: 'run_a',
      idempotencyKey: 'key',
      playbookId: 'pb_a',
      revision: 1,
      playbookBody: 'body',
      shop: 'fashion',
      days: 1,
      replications: 9,
      seed: 1,
      playbookHash: 'p',
      shopHash: 's',
      modelVersion: '1',
      createdAt: at,
    })
    await store.markProgress('run_a', 3)
    await store.end('run_a', { status: 'cancelled', replicationsDone: 4 })
    await store.markProgress('run_a', 5)
    await store.end('run_a', { status: 'done', replicationsDone: 9 })
    expect(await store.interruptAll()).toBe(0)
    expect(await store.get('run_a')).toMatchObject({ status: 'cancelled', replicationsDone: 4 })
    close()
  })
})
