/** A real server on a free port with a data folder of its own, and honest clients for it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { onTestFinished } from 'vitest'
import { startServer, type RunningServer, type StartOptions } from '@sandtable/api'
import type { AppRouter } from '@sandtable/api/router'

export type Client = ReturnType<typeof createClient>

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandtable-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Follows a one-time link as a browser does; gives the `cookie` header of the session. */
export async function signIn(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (response.status !== 303 || cookie === undefined) {
    throw new Error(`the link was answered with ${response.status}`)
  }
  return cookie
}

export function createClient(url: string, cookie: string) {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers: { cookie } })],
  })
}

export interface TestServer extends RunningServer {
  readonly cookie: string
  readonly client: Client
  readonly log: readonly string[]
}

/** Starts a server without examples and signs one client in; it stops with the test. */
export async function startTestServer(options: StartOptions = {}): Promise<TestServer> {
  const log: string[] = []
  const server = await startServer({
    port: 0,
    data: options.data ?? (await temporaryFolder()),
    workers: 2,
    env: {},
    examplesFolder: await temporaryFolder(),
    packsFolder: await temporaryFolder(),
    log: (line) => log.push(line),
    ...options,
  })
  onTestFinished(() => server.stop())
  const cookie = await signIn(server.openLink())
  return { ...server, cookie, client: createClient(server.url, cookie), log }
}

/** The error a call is refused with; fails when it is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<TRPCClientError<AppRouter>> {
  try {
    await call
  } catch (error) {
    if (error instanceof TRPCClientError) return error
    throw error
  }
  throw new Error('the call was not refused')
}
