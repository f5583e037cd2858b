import { packsRouter } from './routes/packs.ts'
import { playbooksRouter } from './routes/playbooks.ts'
import { runsRouter } from './routes/runs.ts'
import { shopRouter } from './routes/shop.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  shop: shopRouter,
  playbooks: playbooksRouter,
  packs: packsRouter,
  runs: runsRouter,
})

/** Imported as a type by the web client. */
export type AppRouter = typeof appRouter
