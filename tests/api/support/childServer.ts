import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createClient, signIn, type Client } from './server.ts'

export interface ChildServer {
  readonly process: ChildProcess
  readonly url: string
  readonly cookie: string
  readonly client: Client
  /** Ends it with a signal; gives the exit code, null when the signal killed it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Starts a server in another process on a data folder and signs a client in. */
export async function startChildServer(dataFolder: string): Promise<ChildServer> {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url))
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    exited.then((code) => {
      throw new Error(`the server ended with ${code}: ${errors}`)
    }),
  ])
  const { url, link } = JSON.parse(line) as { url: string; link: string }
  const cookie = await signIn(link)
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  return { process: child, url, cookie, client: createClient(url, cookie), end }
}
