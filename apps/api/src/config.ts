/** Settings of the server: from options of the command line, else from the environment, else defaults. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { defaultWorkers } from './runs/experimentPool.ts'
import { StartError } from './startError.ts'

/** Loopback only: the local guard trusts whoever holds the link, and nobody off this machine may try. */
export const host = '127.0.0.1'

const wholeNumber = (name: string, min: number, max: number) =>
  z.coerce
    .number({ error: `${name} must be a whole number` })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: ({ input }) =>
        `${name} must be a whole number from ${min} to ${max}, got ${String(input)}`,
    })

const configSchema = z.strictObject({
  /** 0 takes any free port. */
  port: wholeNumber('port (--port or SANDTABLE_PORT)', 0, 65_535).default(4600),
  dataFolder: z
    .string()
    .min(1, 'the data folder (--data or SANDTABLE_DATA) must not be empty')
    .transform((path) => resolve(path)),
  workers: wholeNumber('workers (--workers or SANDTABLE_WORKERS)', 1, 256).default(defaultWorkers),
})
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
  const result = configSchema.safeParse({
    port: options.port ?? env['SANDTABLE_PORT'],
    dataFolder: options.data ?? env['SANDTABLE_DATA'] ?? defaultDataFolder(env),
    workers: options.workers ?? env['SANDTABLE_WORKERS'],
  })
  if (result.success) return result.data
  const problems = result.error.issues.map(({ message }) => message)
  throw new StartError(`These settings do not work: ${problems.join('; ')}.`)
}
