/** Finds a browser for the browser tests, or installs one where that is possible. Says which and why. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Launch options that work without a display, and in a container where Chromium runs as root. */
export const launchArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of a browser that is on the machine; undefined when there is none. */
export function findBrowser(): { path: string; why: string } | undefined {
  const asked = process.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '') {
    return existsSync(asked) ? { path: asked, why: 'named by CHROMIUM_PATH' } : undefined
  }
  const found = installed.find((path) => existsSync(path))
  if (found !== undefined) return { path: found, why: 'installed on this machine' }
  const own = chromium.executablePath()
  return existsSync(own) ? { path: own, why: 'Playwright’s own' } : undefined
}

/** The browser to test with; installs Debian's chromium as root where none is found. Throws with the next move when there is none. */
export function ensureBrowser(say: (line: string) => void): string {
  const found = findBrowser()
  if (found !== undefined) {
    say(`browser: ${found.path} (${found.why})`)
    return found.path
  }
  const asked = process.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '')
    throw new Error(`CHROMIUM_PATH is ${asked}, which does not exist.`)
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!canInstall) {
    throw new Error(
      'No browser was found. Install Chromium or Chrome, or run “npx playwright install chromium”, or set CHROMIUM_PATH.',
    )
  }
  say(
    'browser: none found; installing the Debian package chromium (this is Debian, and we are root)',
  )
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (status !== 0)
      throw new Error(
        `apt-get ${args.join(' ')} failed; install Chromium by hand, or set CHROMIUM_PATH.`,
      )
  }
  const after = findBrowser()
  if (after === undefined)
    throw new Error(
      'The package chromium was installed but no browser was found; set CHROMIUM_PATH.',
    )
  say(`browser: ${after.path} (just installed)`)
  return after.path
}
