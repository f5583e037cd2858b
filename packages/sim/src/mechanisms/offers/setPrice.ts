import { chargeDeskWork } from '../money/money.ts'
import { priceRange } from './priceEffects.ts'
import { isOnSale } from './rank.ts'
import { noEnd } from '../../rings.ts'
import { numberValue, relabellingMinutes, type CommandHandler } from '../../commands/handler.ts'
import { untilDayOf } from '../../commands/terms.ts'

/**
 * Charges another price from the next demand on. With `days` the lasting price returns afterwards; giving
 * it again renews the end and does not stack. Relabelling is paid whenever the price really changes. The
 * price already charged, for as long as it already lasts or shorter than forever, is refused (`unchanged`).
 */
export const setPrice: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  const listPriceCents = model.listPriceCents[product]!
  const askedCents = numberValue(command, 'priceCents')
  const priceCents = Math.min(
    Math.floor(priceRange.high * listPriceCents),
    Math.max(Math.ceil(priceRange.low * listPriceCents), askedCents),
  )
  const untilDay = untilDayOf({ state, isAfterClose }, command)
  const isSamePrice = priceCents === state.offers.priceCents[product]
  const isLasting = state.offers.priceUntilDay[product] === noEnd
  if (isSamePrice && (isLasting || untilDay === state.offers.priceUntilDay[product])) {
    return { fate: 'rejected', reason: 'unchanged' }
  }
  if (!isSamePrice) chargeDeskWork(model, state, relabellingMinutes)
  state.offers.priceCents[product] = priceCents
  state.offers.priceUntilDay[product] = untilDay
  if (untilDay === noEnd) state.offers.lastingPriceCents[product] = priceCents
  state.offers.isMoving[product] = 1
  view.refresh()
  return priceCents === askedCents
    ? { fate: 'applied' }
    : { fate: 'adjusted', reason: 'clippedToPriceRange' }
}
