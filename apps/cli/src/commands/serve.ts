import { spawn } from 'node:child_process'
import { readConfig, startServer } from '@sandtable/api'
import { exitCodes, type Terminal } from '../terminal.ts'
import { buildWebIfStale } from '../webBuild.ts'

export interface ServeOptions {
  readonly port?: string
  readonly data?: string
  readonly open?: boolean
}

/** Starts the server, prints its link, and runs until it is told to stop. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const { say, out, err } = terminal
  // a wrong option is said at once, not after the client is built
  readConfig(options)
  await buildWebIfStale(terminal)
  const server = await startServer({ port: options.port, data: options.data, log: err })
  const link = server.openLink()
  out(say.openThis)
  out(`  ${link}`)
  out(say.anotherLink)
  out(say.stopHint)
  if (options.open === true) openInBrowser(link, () => err(say.cannotOpenBrowser))
  const { promise: told, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  await told
  await server.stop()
  return exitCodes.fine
}

function openInBrowser(link: string, onFailure: () => void): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  const child = spawn(opener, [link], { stdio: 'ignore', detached: true })
  child.on('error', onFailure)
  child.on('exit', (code) => {
    if (code !== 0) onFailure()
  })
  child.unref()
}
