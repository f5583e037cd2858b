import { initTRPC } from '@trpc/server'
import { formatError } from './errors.ts'
import type { PackLibrary } from './packLibrary.ts'
import type { PlaybookLibrary } from './playbookLibrary.ts'
import type { RunService } from './runs/runService.ts'

/** What every procedure works with. */
export interface Context {
  readonly playbooks: PlaybookLibrary
  readonly packs: PackLibrary
  readonly runs: RunService
}

const t = initTRPC.context<Context>().create({
  errorFormatter: formatError,
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: 2_000 },
    client: { reconnectAfterInactivityMs: 6_000 },
  },
})

export const { router, procedure } = t
