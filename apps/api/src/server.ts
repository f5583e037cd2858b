/**
 * From options to a running server, and back to nothing left behind.
 *
 *   start: settings ─▶ data folder ─▶ lock ─▶ database ─▶ interrupted runs, examples ─▶ port ─▶ server.json
 *   stop:  no new connections ─▶ runs interrupted, streams end ─▶ connections ─▶ threads ─▶ database ─▶ lock
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { host, readConfig, type ConfigOptions, type Environment } from './config.ts'
import { openDatabase } from './db/open.ts'
import { addExamplePacks, addExamples } from './examples.ts'
import { lockDataFolder, prepareDataFolder, removeInstance, writeInstance } from './instance.ts'
import { createLog } from './log.ts'
import { PackLibrary } from './packLibrary.ts'
import { PlaybookLibrary } from './playbookLibrary.ts'
import { ExperimentPool } from './runs/experimentPool.ts'
import { RunService } from './runs/runService.ts'
import { Sessions } from './sessions.ts'
import { StartError } from './startError.ts'
import { createSqliteStore } from './store/sqliteStore.ts'

const repositoryFile = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const oldestNode = 26
/** Streams get so long to send their last event when the server stops. */
const streamGraceMs = 300

export interface StartOptions extends ConfigOptions {
  readonly env?: Environment | undefined
  /** Folder of the built web client. */
  readonly webFolder?: string | undefined
  /** Folder of playbooks to start with. */
  readonly examplesFolder?: string | undefined
  /** Folder of packs to start with, each a folder of its own. */
  readonly packsFolder?: string | undefined
  /** Receives the lines of the log; standard error by default. */
  readonly log?: ((line: string) => void) | undefined
}

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly dataFolder: string
  /** Makes a link that opens one browser, once. */
  readonly openLink: () => string
  /** Ends streams, runs and connections, writes everything to disk, gives the data folder back. Calling it again does nothing more. */
  readonly stop: () => Promise<void>
}

/** Starts the server on 127.0.0.1; throws a `StartError` with a sentence for the user when it cannot. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  refuseOldNode(process.versions.node)
  const config = readConfig(options, options.env)
  const { dataFolder } = config
  const log = createLog(options.log ?? ((line) => console.error(line)))
  // what has been opened so far, to be closed in reverse order
  const opened: (() => void | Promise<void>)[] = []
  const closeAll = async () => {
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) await close()
  }
  try {
    await prepareDataFolder(dataFolder)
    opened.push(await lockDataFolder(dataFolder))
    const database = openDatabase(join(dataFolder, 'sandtable.db'))
    opened.push(() => database.close())
    const store = createSqliteStore(database.orm)
    const library = new PlaybookLibrary(store.playbooks)
    const pool = new ExperimentPool(config.workers, (error) =>
      log.failure('a worker thread died', error),
    )
    opened.push(() => pool.close())
    const packs = new PackLibrary(store.packs, library)
    const runs = new RunService({ store: store.runs, library, packs, pool, log })
    const sessions = new Sessions(store.sessions)

    const interrupted = await store.runs.interruptAll()
    if (interrupted > 0) log.info(`runs interrupted when the server last ended: ${interrupted}`)
    await sessions.forgetExpired()
    await addExamples(library, options.examplesFolder ?? repositoryFile('examples/playbooks'), log)
    await addExamplePacks(packs, options.packsFolder ?? repositoryFile('examples/packs'), log)

    const server = createServer()
    const port = await listen(server, config.port)
    opened.push(() => closeServer(server, runs))
    const url = `http://${host}:${port}`
    const openLink = () => `${url}/open?token=${sessions.createLinkToken()}`
    server.on(
      'request',
      createApp({
        context: { playbooks: library, packs, runs },
        webFolder: options.webFolder ?? repositoryFile('apps/web/dist'),
        log,
        port,
        sessions,
        openLink,
      }),
    )
    await writeInstance(dataFolder, { pid: process.pid, port, token: sessions.bearerToken })
    opened.push(() => removeInstance(dataFolder))

    let stopping: Promise<void> | undefined
    return { url, port, dataFolder, openLink, stop: () => (stopping ??= closeAll()) }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function refuseOldNode(version: string): void {
  if (Number.parseInt(version, 10) >= oldestNode) return
  throw new StartError({
    en: `Sandtable needs Node ${oldestNode}, this is ${version}. Start it with “npm start” or “npx sandtable serve”, which use the Node that npm installed with it.`,
    zh: `沙盘需要 Node ${oldestNode}，当前是 ${version}。请用“npm start”或“npx sandtable serve”启动，它们使用随 npm 安装的 Node。`,
  })
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  try {
    await promise
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new StartError(
        {
          en: `Port ${port} is in use. If that is Sandtable, run “npx sandtable open”; otherwise choose another port with --port.`,
          zh: `端口 ${port} 已被占用。若是沙盘在使用，请运行“npx sandtable open”；否则用 --port 换一个端口。`,
        },
        { cause: error },
      )
    }
    if (code === 'EACCES') {
      throw new StartError(
        {
          en: `Port ${port} may not be used by this user; choose one above 1023 with --port.`,
          zh: `当前用户不能使用端口 ${port}；请用 --port 选择 1023 以上的端口。`,
        },
        {
          cause: error,
        },
      )
    }
    throw error
  }
  server.off('error', reject)
  // a server that listens on TCP has an address of this type
  return (server.address() as AddressInfo).port
}

async function closeServer(server: Server, runs: RunService): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // every watcher gets the final event of its run, which ends its stream
  await runs.close()
  server.closeIdleConnections()
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, streamGraceMs))])
  server.closeAllConnections()
  await closed
}
