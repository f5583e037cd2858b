/** A server of its own for every test, started as a user starts it, on a fresh data folder. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')

export interface Server {
  readonly dataFolder: string
  /** One-time link, unused. */
  readonly link: string
  readonly port: number
  /** Ends the process without warning. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts `sandtable serve` and waits for its link. Port 0 takes any free one. */
export async function startServer(dataFolder: string, port = 0): Promise<Server> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'apps/cli/bin/sandtable.js'),
      'serve',
      '--port',
      String(port),
      '--data',
      dataFolder,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const link = await linkOf(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    dataFolder,
    link,
    port: Number(new URL(link).port),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

function linkOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const link = /http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/.exec(output)?.[0]
      if (link !== undefined) resolve(link)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)))
  })
}

/** Browser tests get a running server, and a page that has opened its link. Errors in the page fail the test. */
export const test = base.extend<{ server: Server; app: Page }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn what a fixture needs
  server: async ({}, use) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'sandtable-e2e-'))
    const server = await startServer(dataFolder)
    await use(server)
    await server.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  },
  app: async ({ page, server }, use) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      // a violation of the CSP is reported below, with its element
      const isViolation = message.text().includes('Content Security Policy')
      if (message.type() === 'error' && !isViolation) problems.push(message.text())
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const element = event.target instanceof Element ? event.target : undefined
        // Chromium's own editing copies the style of replaced text into the line; the editor renders it anew
        if (event.effectiveDirective === 'style-src-attr' && element?.matches('.cm-line')) return
        console.error(
          `CSP ${event.effectiveDirective} ${event.sourceFile} ${element?.outerHTML ?? ''}`,
        )
      })
    })
    await page.goto(server.link)
    await use(page)
    if (problems.length > 0) throw new Error(`the page reported:\n${problems.join('\n')}`)
  },
})
export { expect } from '@playwright/test'
