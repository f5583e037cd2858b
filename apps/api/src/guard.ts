/**
 * The local-mode guard, in front of every route: streams and static files too.
 *
 *   Host ─421─▶ Origin, Sec-Fetch-Site ─403─▶ method ─405─▶ content type ─415─▶ session or bearer ─401─▶ route
 *
 * A page of another site, of another port, or behind a name that was rebound to 127.0.0.1 gets nothing.
 */
/* oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands rejections to the error handler */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { pages, sendPage } from './pages.ts'
import { sessionSeconds, type Sessions } from './sessions.ts'

export interface GuardOptions {
  /** The port in use: part of the allowed hosts and of the cookie's name, since cookies ignore ports. */
  readonly port: number
  readonly sessions: Sessions
  /** Makes a fresh one-time link. */
  readonly openLink: () => string
}

const trpcCodes: Readonly<Record<number, readonly [code: string, number: number]>> = {
  401: ['UNAUTHORIZED', -32001],
  403: ['FORBIDDEN', -32003],
  405: ['METHOD_NOT_SUPPORTED', -32005],
  415: ['UNSUPPORTED_MEDIA_TYPE', -32015],
  421: ['FORBIDDEN', -32003],
}

/** Refuses in the form the tRPC client reads; browsers asking for a page get text. */
function refuse(request: Request, response: Response, status: number, sentence: string): void {
  response.status(status).set('cache-control', 'no-store')
  const [code, number] = trpcCodes[status] ?? ['FORBIDDEN', -32003]
  if (request.path.startsWith('/trpc/')) {
    response.json({
      error: { message: sentence, code: number, data: { code, httpStatus: status } },
    })
  } else {
    response.type('text/plain').send(`${sentence}\n`)
  }
}

const signInSentence =
  'Not signed in: run “npx sandtable open” for a link. 尚未登录：请运行 npx sandtable open 获取链接。'

/** Answers `/open` and `/open/link` itself and lets honest requests with a session or the bearer token through. */
export function createGuard({ port, sessions, openLink }: GuardOptions): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const cookieName = `sandtable_${port}`
  router.use(checkOrigin(port))

  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' })
  })

  router.get('/open', async (request, response) => {
    const { token } = request.query
    // HEAD comes here too, and must not use up the link
    const session =
      request.method === 'GET' && typeof token === 'string'
        ? await sessions.redeem(token)
        : undefined
    if (session === undefined) return sendPage(response, 401, pages.usedLink)
    response.cookie(cookieName, session, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: sessionSeconds * 1000,
    })
    response.set('cache-control', 'no-store').redirect(303, '/')
  })

  router.post('/open/link', (request, response) => {
    if (!hasBearer(request, sessions)) return refuse(request, response, 401, signInSentence)
    response.set('cache-control', 'no-store').json({ link: openLink() })
  })

  router.use(async (request, response, next) => {
    const session = cookieOf(request, cookieName)
    if (
      hasBearer(request, sessions) ||
      (session !== undefined && (await sessions.isSession(session)))
    ) {
      return next()
    }
    if (request.accepts(['json', 'html']) === 'html')
      return sendPage(response, 401, pages.noSession)
    refuse(request, response, 401, signInSentence)
  })
  return router
}

function checkOrigin(port: number): RequestHandler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  return (request, response, next) => {
    const { host, origin } = request.headers
    if (host === undefined || !hosts.has(host)) {
      return refuse(request, response, 421, `This server answers to http://127.0.0.1:${port} only.`)
    }
    const site = request.headers['sec-fetch-site']
    const isForeign = origin !== undefined && origin !== `http://${host}`
    if (isForeign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
      return refuse(
        request,
        response,
        403,
        `Requests from other sites are refused; open http://${host} directly.`,
      )
    }
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
      response.set('allow', 'GET, HEAD, POST')
      return refuse(request, response, 405, `The method ${request.method} is not used here.`)
    }
    if (request.method === 'POST' && !isJson(request)) {
      return refuse(request, response, 415, 'Send application/json.')
    }
    next()
  }
}

/** The exact type: a form or plain text can be sent by any page without asking first. */
function isJson(request: Request): boolean {
  return /^application\/json(; ?charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')
}

function hasBearer(request: Request, sessions: Sessions): boolean {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  return token !== undefined && sessions.isBearer(token)
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}
