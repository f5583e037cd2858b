import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { isOnSale } from '../offers/listing.ts'
import { priceRange } from '../offers/pricing.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { postChannelCost } from './channelCost.ts'
import { drawStreamVisits } from './livestreams.ts'
import { longAgo } from './state.ts'

/** Books a livestream of a product for the next demand and pays its host. */
export const runLivestream: CommandHandler = (context, command) => {
  const { model, state, view, luck } = context
  const { demand } = state
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  if (unitsOnHand(context, product) === 0) return { fate: 'rejected', reason: 'noStock' }
  const day = firstDayOf(context)
  if (demand.streamSlotsDay !== day) {
    demand.streamSlotsDay = day
    demand.streamSlotsUsed = 0
  }
  const isBooked = demand.streamDay[product] === day
  if (!isBooked && demand.streamSlotsUsed >= model.settings['livestream.slotsPerDay']) {
    return { fate: 'rejected', reason: 'liveSlots' }
  }
  const priceCents = state.offers.priceCents[product]!
  const asked = numberValue(command, 'ratio')
  const most = Math.max(0, 1 - (priceRange.low * model.listPriceCents[product]!) / priceCents)
  const ratio = Math.min(asked, most)
  const feeCents = Math.floor(numberValue(command, 'feeCents'))
  if (!isBooked) demand.streamSlotsUsed += 1
  if (demand.streamDay[product] === longAgo) demand.streamedProducts += 1
  demand.streamDay[product] = day
  demand.streamDiscountRatio[product] = ratio
  demand.streamVisitsLeft[product]! += drawStreamVisits(model, luck, product, feeCents, day)
  postChannelCost(state, model.demand.channels.live, feeCents, product)
  view.refresh()
  return ratio === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'clippedToPriceRange' }
}

function unitsOnHand({ model, state }: Parameters<CommandHandler>[0], product: number): number {
  let units = 0
  for (let i = model.firstStock[product]!; i < model.firstStock[product + 1]!; i++) {
    units += state.shelves.onHandUnits[model.stocksOfProduct[i]!]!
  }
  return units
}
