/** Settings of the server: from options of the command line, else from the environment, else defaults. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { describeValue, schemaExpectation } from '@sandtable/rules'
import { defaultWorkers } from './runs/experimentPool.ts'
import { StartError } from './startError.ts'

/** Loopback only: the local guard trusts whoever holds the link, and nobody off this machine may try. */
export const host = '127.0.0.1'

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

const configSchema = z.strictObject({
  /** 0 takes any free port. */
  port: wholeNumber(0, 65_535).default(4600),
  dataFolder: z
    .string()
    .min(1)
    .transform((path) => resolve(path)),
  workers: wholeNumber(1, 256).default(defaultWorkers),
})
/** Where a setting comes from, as a user writes it. */
const sources: Readonly<Record<keyof Config, string>> = {
  port: '--port (SANDTABLE_PORT)',
  dataFolder: '--data (SANDTABLE_DATA)',
  workers: '--workers (SANDTABLE_WORKERS)',
}
export type Config = z.infer<typeof configSchema>

export interface ConfigOptions {
  readonly port?: number | string | undefined
  /** Folder of the database; made when missing. */
  readonly data?: string | undefined
  /** Worker threads for runs. */
  readonly workers?: number | string | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

/** `$XDG_DATA_HOME/sandtable`, else `~/.local/share/sandtable`. */
export function defaultDataFolder(env: Environment = process.env): string {
  const xdg = env['XDG_DATA_HOME']
  // the XDG specification has relative paths ignored
  const base = xdg?.startsWith('/') === true ? xdg : join(homedir(), '.local', 'share')
  return join(base, 'sandtable')
}

/** Reads the settings; throws one `StartError` that names everything wrong. */
export function readConfig(options: ConfigOptions = {}, env: Environment = process.env): Config {
  const given = {
    port: options.port ?? env['SANDTABLE_PORT'],
    dataFolder: options.data ?? env['SANDTABLE_DATA'] ?? defaultDataFolder(env),
    workers: options.workers ?? env['SANDTABLE_WORKERS'],
  }
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => {
    const setting = issue.path[0] as keyof Config
    return {
      source: sources[setting],
      expected: schemaExpectation(issue),
      got: describeValue(given[setting]),
    }
  })
  throw new StartError({
    en: problems
      .map(({ source, expected, got }) => `${source} must be ${expected.en}, got ${got.en}.`)
      .join('\n'),
    zh: problems
      .map(({ source, expected, got }) => `${source} 应为 ${expected.zh}，实际是 ${got.zh}。`)
      .join('\n'),
  })
}
