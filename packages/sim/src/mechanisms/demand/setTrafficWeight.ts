import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { isOnSale } from '../offers/listing.ts'
import { untilDayOf } from '../../commands/terms.ts'

/** Gives a product another share of the visits of marketplace and search; 1 takes the weight back. */
export const setTrafficWeight: CommandHandler = (context, command) => {
  const { state, view } = context
  const { demand } = state
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  const weight = numberValue(command, 'weight')
  const wasWeighted = demand.trafficWeight[product] !== 1
  if (wasWeighted !== (weight !== 1)) demand.weightedProducts += wasWeighted ? -1 : 1
  demand.trafficWeight[product] = weight
  demand.trafficWeightUntilDay[product] = untilDayOf(context, command)
  view.refresh()
  return { fate: 'applied' }
}
