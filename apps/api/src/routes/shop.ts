import { shopCatalogue } from '../simulation.ts'
import { procedure, router } from '../trpc.ts'

export const shopRouter = router({
  /** Everything about shops, figures and limits that the client shows. */
  catalogue: procedure.query(() => shopCatalogue),
})
