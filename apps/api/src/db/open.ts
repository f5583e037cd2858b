/** Opens the one SQLite file, with every acknowledged commit on disk, and brings its tables up to date. */
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { StartError } from '../startError.ts'

export type Orm = BetterSQLite3Database

export interface OpenDatabase {
  readonly orm: Orm
  /** Folds the write-ahead log into the file, then closes it. */
  readonly close: () => void
}

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
const walLimitBytes = 64 * 1024 * 1024

/** Opens or creates the database at `path`; throws a `StartError` when the file is not ours to use. */
export function openDatabase(path: string): OpenDatabase {
  let client: Database.Database | undefined
  try {
    client = new Database(path)
    applySettings(client)
    refuseNewerFile(client, path)
    const orm = drizzle({ client })
    migrate(orm, { migrationsFolder })
    return { orm, close: closer(client) }
  } catch (error) {
    client?.close()
    if (error instanceof Database.SqliteError) {
      throw new StartError(
        {
          en: `The database ${path} cannot be opened: ${error.message} (${error.code}). Move it away or restore a copy, or choose another folder with --data.`,
          zh: `无法打开数据库 ${path}：${error.message}（${error.code}）。请移走或恢复备份，或用 --data 换一个目录。`,
        },
        { cause: error },
      )
    }
    throw error
  }
}

function applySettings(client: Database.Database): void {
  // first of all: it has no effect once a table exists
  client.pragma('auto_vacuum = INCREMENTAL')
  client.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled with NORMAL for WAL; FULL keeps acknowledged saves through a power cut
  client.pragma('synchronous = FULL')
  client.pragma('busy_timeout = 5000')
  client.pragma('foreign_keys = ON')
  client.pragma('trusted_schema = OFF')
  client.pragma('cell_size_check = ON')
  client.pragma(`journal_size_limit = ${walLimitBytes}`)
}

/** Drizzle runs what is missing; it does not notice that a file has more than it knows. */
function refuseNewerFile(client: Database.Database, path: string): void {
  const table = client
    .prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'")
    .get()
  if (table === undefined) return
  const newest = client
    .prepare<[], number>('SELECT max(created_at) FROM __drizzle_migrations')
    .pluck()
    .get()
  const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0
  if (newest !== undefined && newest > known) {
    throw new StartError({
      en: `The database ${path} was written by a newer Sandtable. Update this one, or choose another folder with --data.`,
      zh: `数据库 ${path} 由更新版本的沙盘写入。请升级，或用 --data 换一个目录。`,
    })
  }
}

function closer(client: Database.Database): () => void {
  return () => {
    // space of deleted runs goes back to the disk
    client.pragma('incremental_vacuum')
    client.pragma('optimize')
    client.pragma('wal_checkpoint(TRUNCATE)')
    client.close()
  }
}
