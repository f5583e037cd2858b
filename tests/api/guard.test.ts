import { request, type IncomingMessage } from 'node:http'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type RunningServer } from '@sandtable/api'
import { readInstance } from '../../apps/api/src/instance.ts'
import { signIn, startTestServer } from './support/server.ts'

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Sends exactly these headers, `host` included. */
function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, setHost: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const list = '/trpc/playbooks.list'
const mutation = '/trpc/playbooks.remove'
const json = { 'content-type': 'application/json' }

describe('the guard', () => {
  let folder: string
  let server: RunningServer
  let cookie: string
  let bearer: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandtable-test-'))
    server = await startServer({
      port: 0,
      data: folder,
      env: {},
      examplesFolder: folder,
      log: () => {},
    })
    cookie = await signIn(server.openLink())
    bearer = `Bearer ${(await readInstance(folder))?.token}`
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  type Case = [
    name: string,
    status: number,
    headers: () => Record<string, string>,
    method?: string,
    path?: string,
  ]
  const own = () => `127.0.0.1:${server.port}`
  const honest = () => ({ host: own(), cookie })
  const cases: Case[] = [
    // honest
    ['the browser that opened the link', 200, honest],
    [
      'the same browser under the name localhost',
      200,
      () => ({ ...honest(), host: `localhost:${server.port}` }),
    ],
    [
      'a same-origin fetch',
      200,
      () => ({ ...honest(), origin: `http://${own()}`, 'sec-fetch-site': 'same-origin' }),
    ],
    ['an address typed by hand', 200, () => ({ ...honest(), 'sec-fetch-site': 'none' })],
    ['a process with the bearer token', 200, () => ({ host: own(), authorization: bearer })],
    ['a health check', 200, () => ({ host: own() }), 'GET', '/healthz'],
    // hostile
    ['nobody', 401, () => ({ host: own() })],
    ['a made-up cookie', 401, () => ({ host: own(), cookie: `sandtable_${server.port}=x` })],
    [
      'a cookie of a server on another port',
      401,
      () => ({ host: own(), cookie: cookie.replace(/_\d+=/, '_1=') }),
    ],
    ['a wrong bearer token', 401, () => ({ host: own(), authorization: `${bearer}x` })],
    ['nobody, for a page', 401, () => ({ host: own(), accept: 'text/html' }), 'GET', '/'],
    ['nobody, for a file', 401, () => ({ host: own() }), 'GET', '/assets/index.js'],
    ['nobody, for a stream', 401, () => ({ host: own() }), 'GET', '/trpc/runs.watch?input=%7B%7D'],
    ['nobody, for a link', 401, () => ({ host: own(), ...json }), 'POST', '/open/link'],
    [
      'a session that asks for another link',
      401,
      () => ({ ...honest(), ...json }),
      'POST',
      '/open/link',
    ],
    [
      'a name that was rebound to 127.0.0.1',
      421,
      () => ({ ...honest(), host: `evil.example:${server.port}` }),
    ],
    ['the host 0.0.0.0', 421, () => ({ ...honest(), host: `0.0.0.0:${server.port}` })],
    ['a host without port', 421, () => ({ ...honest(), host: '127.0.0.1' })],
    ['a rebound health check', 421, () => ({ host: 'evil.example' }), 'GET', '/healthz'],
    [
      'a rebound stream',
      421,
      () => ({ ...honest(), host: 'evil.example' }),
      'GET',
      '/trpc/runs.watch',
    ],
    ['a page of another site', 403, () => ({ ...honest(), origin: 'https://evil.example' })],
    ['a fetch from another site', 403, () => ({ ...honest(), 'sec-fetch-site': 'cross-site' })],
    ['a page of another local port', 403, () => ({ ...honest(), origin: 'http://127.0.0.1:3000' })],
    [
      'a fetch from another local port',
      403,
      () => ({ ...honest(), 'sec-fetch-site': 'same-site' }),
    ],
    [
      'localhost calling 127.0.0.1',
      403,
      () => ({ ...honest(), origin: `http://localhost:${server.port}` }),
    ],
    ['a sandboxed frame', 403, () => ({ ...honest(), origin: 'null' })],
    [
      'a link opened by another site',
      403,
      () => ({ host: own(), 'sec-fetch-site': 'cross-site' }),
      'GET',
      '/open?token=x',
    ],
    [
      'a file wanted by another site',
      403,
      () => ({ ...honest(), 'sec-fetch-site': 'cross-site' }),
      'GET',
      '/assets/index.js',
    ],
    ['a form', 415, () => ({ ...honest(), 'content-type': 'text/plain' }), 'POST', mutation],
    [
      'an upload',
      415,
      () => ({ ...honest(), 'content-type': 'multipart/form-data; boundary=x' }),
      'POST',
      mutation,
    ],
    [
      'bytes',
      415,
      () => ({ ...honest(), 'content-type': 'application/octet-stream' }),
      'POST',
      mutation,
    ],
    ['a body without type', 415, honest, 'POST', mutation],
    [
      'a compressed body',
      415,
      () => ({ ...honest(), ...json, 'content-encoding': 'gzip' }),
      'POST',
      mutation,
    ],
    ['a method nobody uses', 405, honest, 'PUT', list],
    ['a preflight', 403, () => ({ host: own(), origin: 'https://evil.example' }), 'OPTIONS', list],
  ]
  it.for(cases)('answers %s with %i', async ([, status, headers, method = 'GET', path = list]) => {
    const body = method === 'POST' ? '{"id":"x","baseRevision":1}' : undefined
    const answer = await send(server.port, method, path, headers(), body)
    expect(answer.status, answer.body).toBe(status)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('opens one browser per link and tells the second in two languages where to get another', async () => {
    const link = new URL(server.openLink())
    const path = link.pathname + link.search
    const head = await send(server.port, 'HEAD', path, { host: own() })
    expect(head.status).toBe(401)
    const first = await send(server.port, 'GET', path, { host: own() })
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    const set = first.headers['set-cookie']?.[0] ?? ''
    expect(set).toMatch(new RegExp(`^sandtable_${server.port}=[\\w-]{43};`))
    expect(set).toContain('HttpOnly')
    expect(set).toContain('SameSite=Strict')
    expect(set).toContain('Path=/')
    const second = await send(server.port, 'GET', path, { host: own() })
    expect(second.status).toBe(401)
    expect(second.headers).not.toHaveProperty('set-cookie')
    expect(second.body.match(/npx sandtable open/g)).toHaveLength(2)
    expect(second.body).toContain('链接')
  })

  it('tells a browser without a session that it is not signed in, and one with a used link that the link is', async () => {
    const page = (path: string) =>
      send(server.port, 'GET', path, { host: own(), accept: 'text/html' })
    expect((await page('/playbooks/pb_x')).body).toContain('This browser is not signed in')
    const used = await page('/open?token=used')
    expect(used.body).toContain('This link is not valid any more')
    const nonce = /'nonce-([^']+)'/.exec(String(used.headers['content-security-policy']))?.[1]
    expect(used.body).toContain(`<style nonce="${nonce}">`)
  })

  it('refuses in a form the tRPC client reads', async () => {
    const answer = await send(server.port, 'GET', list, { host: own() })
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { code: -32001, data: { code: 'UNAUTHORIZED', httpStatus: 401 } },
    })
  })

  it('sends a strict policy and no sign of the software with every answer', async () => {
    for (const headers of [honest(), { host: 'evil.example' }, { host: own() }]) {
      const { headers: got } = await send(server.port, 'GET', '/', headers)
      const policy = got['content-security-policy']
      expect(String(policy).replace(/'nonce-[\w+/=]+'/, "'nonce-x'")).toBe(
        "default-src 'none';script-src 'self' 'wasm-unsafe-eval';style-src 'self' 'nonce-x';" +
          "img-src 'self' data:;font-src 'self';connect-src 'self';worker-src 'self';" +
          "frame-ancestors 'none';base-uri 'none';form-action 'self'",
      )
      expect(got).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(got).not.toHaveProperty('x-powered-by')
    }
  })
})

describe('sessions', () => {
  it('outlive the server', async () => {
    const first = await startTestServer()
    const { port, dataFolder, cookie } = first
    await first.stop()
    const second = await startTestServer({ port, data: dataFolder })
    expect((await fetch(`${second.url}${list}`, { headers: { cookie } })).status).toBe(200)
  })

  it('are not in the database in a form that opens anything', async () => {
    const { dataFolder, cookie, stop } = await startTestServer()
    await stop()
    const { readFile } = await import('node:fs/promises')
    const bytes = await readFile(join(dataFolder, 'sandtable.db'), 'latin1')
    expect(bytes).toContain('sessions')
    expect(bytes).not.toContain(cookie.split('=')[1])
  })
})
