/** The HTTP application: headers → guard → tRPC → web client → 404, 500. */
import { createExpressMiddleware } from '@trpc/server/adapters/express'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { bodyError, incidentId } from './errors.ts'
import { createGuard, type GuardOptions } from './guard.ts'
import { securityHeaders } from './headers.ts'
import { requestLimits } from './limits.ts'
import type { Log } from './log.ts'
import { appRouter } from './router.ts'
import type { Context } from './trpc.ts'
import { createWebClient } from './webClient.ts'

export interface AppOptions extends GuardOptions {
  readonly context: Context
  /** Folder of the built web client. */
  readonly webFolder: string
  readonly log: Log
}

export function createApp({ context, webFolder, log, ...guard }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', false)
  app.set('query parser', 'simple')
  app.use(securityHeaders())
  app.use(createGuard(guard))
  app.use('/trpc', createTrpc(context, log))
  app.use(createWebClient(webFolder))
  app.use(((_request, response) => {
    response.status(404).type('text/plain').send('Not found.\n')
  }) satisfies RequestHandler)
  app.use(createErrorHandler(log))
  return app
}

function createTrpc(context: Context, log: Log): RequestHandler {
  const readText = express.text({
    type: () => true,
    limit: requestLimits.bodyBytes,
    // a small compressed body can unfold into a huge one
    inflate: false,
    defaultCharset: 'utf-8',
  })
  return createExpressMiddleware({
    router: appRouter,
    createContext: () => context,
    maxBatchSize: requestLimits.batch,
    // tRPC then answers in its own form, which the client can read
    middleware: (request, response, next) =>
      readText(request, response, (found?: unknown) =>
        next(found === undefined ? undefined : bodyError(found)),
      ),
    onError: ({ error, path }) => {
      const id = incidentId(error)
      if (id !== undefined)
        log.failure(`${id}: ${path ?? 'a request'} failed`, error.cause ?? error)
    },
  })
}

function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status >= 400 && status < 500) {
      response.status(status).type('text/plain').send('The request could not be read.\n')
      return
    }
    log.failure(`${request.method} ${request.path} failed`, error)
    response
      .status(500)
      .type('text/plain')
      .send('Something broke in the server; its log has the details.\n')
  }
}
