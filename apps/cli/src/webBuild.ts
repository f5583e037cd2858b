/** Builds the web client when it is missing or older than its sources, so that one command starts everything. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError, type Terminal } from './terminal.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const built = join(root, 'apps/web/dist/index.html')
/** What ends up in the client: its own sources, the rules, and the types of the API (which may change its calls). */
const sources = [
  'apps/web/src',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'packages/rules/src',
  'package-lock.json',
]

/** Does nothing when the client is up to date. */
export async function buildWebIfStale({ say, err }: Terminal): Promise<void> {
  if (sources.every((path) => newestChange(join(root, path)) <= newestChange(built))) return
  err(say.building)
  try {
    const { build } = await import('vite')
    await build({
      root: join(root, 'apps/web'),
      configFile: join(root, 'apps/web/vite.config.ts'),
      logLevel: 'error',
    })
  } catch (error) {
    throw new UsageError(say.buildFailed, { cause: error })
  }
}

/** Milliseconds of the newest change in a file or folder; 0 when it does not exist. */
function newestChange(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
