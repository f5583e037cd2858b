import type { EntityRef } from '@sandtable/rules'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { isOnSale } from './rank.ts'
import { untilDayOf } from '../../commands/terms.ts'

/** Offers a product together with another one at less for some days; ordered again, it is renewed. 0 takes it back. */
export const bundle: CommandHandler = (context, command) => {
  const { state, view } = context
  const { offers } = state
  const [product] = command.entities as [number]
  const partner = (command.values['with'] as EntityRef).entity
  if (partner === product) return { fate: 'rejected', reason: 'sameProduct' }
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  if (!isOnSale(state, partner)) return { fate: 'rejected', reason: 'partnerNotOnSale' }
  const ratio = numberValue(command, 'ratio')
  offers.bundleWith[product] = ratio === 0 ? -1 : partner
  offers.bundleRatio[product] = ratio
  offers.bundleUntilDay[product] = untilDayOf(context, command)
  view.refresh()
  return { fate: 'applied' }
}
