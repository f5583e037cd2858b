/**
 * One server per data folder. The lock is held by the operating system and ends with the process, however
 * that dies; `server.json` beside it tells `sandtable open` where the server is and how to ask it.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { host } from './config.ts'
import { StartError } from './startError.ts'

const instanceSchema = z.object({ pid: z.int(), port: z.int(), token: z.string() })
/** A running server: the token lets a process of the same user ask it for a link. */
export type Instance = z.infer<typeof instanceSchema>

const fileOf = (dataFolder: string) => join(dataFolder, 'server.json')

/** Makes the folder, for this user only; says plainly when that is not possible. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
    const probe = join(dataFolder, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isFile = code === 'EEXIST' || code === 'ENOTDIR'
    throw new StartError(
      isFile
        ? {
            en: `${dataFolder} is a file, or lies in one, and cannot hold the data. Choose a folder with --data.`,
            zh: `${dataFolder} 是文件或位于文件之下，不能存放数据。请用 --data 指定目录。`,
          }
        : {
            en: `The data folder ${dataFolder} cannot be written (${code}). Give yourself write permission, or choose another folder with --data.`,
            zh: `数据目录 ${dataFolder} 无法写入（${code}）。请获取写权限，或用 --data 换一个目录。`,
          },
      { cause: error },
    )
  }
}

/** Takes the folder for this process; returns the function that gives it back. */
export async function lockDataFolder(dataFolder: string): Promise<() => void> {
  const lock = new Database(join(dataFolder, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return () => lock.close()
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY'))
      throw error
    const other = await readInstance(dataFolder)
    const where = other === undefined ? '' : ` (process ${other.pid}, http://${host}:${other.port})`
    throw new StartError(
      {
        en: `Another Sandtable server${where} uses the data folder ${dataFolder}. Run “npx sandtable open” for a link to it, or choose another folder with --data.`,
        zh: `另一个沙盘服务${where} 正在使用数据目录 ${dataFolder}。请运行“npx sandtable open”获取它的链接，或用 --data 换一个目录。`,
      },
      { cause: error },
    )
  }
}

/** Tells where this server is; readable by this user only. */
export async function writeInstance(dataFolder: string, instance: Instance): Promise<void> {
  const path = fileOf(dataFolder)
  // a file left by a killed server may have been given other permissions
  await rm(path, { force: true })
  await writeFile(path, JSON.stringify(instance), { mode: 0o600 })
}

export async function removeInstance(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { force: true })
}

/** Undefined when no server wrote it, or not completely. */
export async function readInstance(dataFolder: string): Promise<Instance | undefined> {
  try {
    const found = instanceSchema.safeParse(JSON.parse(await readFile(fileOf(dataFolder), 'utf8')))
    return found.data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
