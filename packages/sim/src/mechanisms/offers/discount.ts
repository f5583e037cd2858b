import { choicePlace, numberValue, type CommandHandler } from '../../commands/handler.ts'
import { priceRange } from './priceEffects.ts'
import { isOnSale } from './rank.ts'
import { audiences } from './state.ts'
import { untilDayOf } from '../../commands/terms.ts'

/**
 * Offers a product at less to one audience for some days; ordered again, it is renewed at the new ratio. 0 takes it
 * back. The charged price stays within the range of the list price.
 */
export const discount: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const { offers } = state
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  const audience = choicePlace(command, 'audience', audiences)
  const asked = numberValue(command, 'ratio')
  const lowestCents = Math.ceil(priceRange.low * model.listPriceCents[product]!)
  const most = Math.max(0, 1 - lowestCents / offers.priceCents[product]!)
  const ratio = Math.min(asked, most)
  const place = audience * offers.priceCents.length + product
  offers.discountRatio[place] = ratio
  offers.discountUntilDay[place] = untilDayOf(context, command)
  offers.isMoving[product] = 1
  view.refresh()
  return ratio === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'clippedToPriceRange' }
}
