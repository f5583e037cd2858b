/** Serves the built web client: assets by name, `index.html` for every address the client routes itself. */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import express, { Router, type RequestHandler } from 'express'
import { nonceOf } from './headers.ts'
import { pages, sendPage } from './pages.ts'

/** `folder` is the output of the client's build. */
export function createWebClient(folder: string): Router {
  const router = Router()
  const sendIndex: RequestHandler = async (_request, response) => {
    const index = await readIndex(folder)
    if (index === undefined) return sendPage(response, 503, pages.notBuilt)
    sendPage(response, 200, index.replaceAll('__CSP_NONCE__', nonceOf(response)))
  }
  // before the files: it must never go out without its nonce
  router.get('/index.html', sendIndex)
  router.use(
    '/assets',
    // the build puts a content hash into every name
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false }),
  )
  router.use(express.static(folder, { index: false, redirect: false }))
  // an address without an ending is a page of the client; a file that is missing is missing
  router.get('/{*path}', (request, response, next) =>
    extname(request.path) === '' ? sendIndex(request, response, next) : next(),
  )
  return router
}

async function readIndex(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
