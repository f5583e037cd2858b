/** On sale, off sale, ahead of stock. */
import { choicePlace, numberValue, type CommandHandler } from '../../commands/handler.ts'
import { listingStates } from '../../listingStates.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { firstDayOf } from '../../commands/terms.ts'

const candidateCode = listingStates.indexOf('candidate')
const onSaleCode = listingStates.indexOf('onSale')
const presaleCode = listingStates.indexOf('presale')
const delistedCode = listingStates.indexOf('delisted')
/** Days over which sales are averaged for what may be sold ahead. */
const salesDays = 28

/**
 * Takes a product on or off sale. Back on sale it regains its rank in time; a candidate starts from its little
 * exposure. A product that has not been offered yet stays as it is (`unchanged`).
 */
export const setListing: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const { offers } = state
  const [product] = command.entities as [number]
  const listing = choicePlace(command, 'state', listingStates)
  const before = offers.listing[product]!
  if (listing === before || !hasArrived(model, state, product)) {
    return { fate: 'rejected', reason: 'unchanged' }
  }
  if (
    listing === onSaleCode &&
    state.compliance.certificateEndDay[product]! <= firstDayOf(context)
  ) {
    return { fate: 'rejected', reason: 'certificateExpired' }
  }
  if (before === candidateCode && listing === onSaleCode) startRank(model, state, product)
  offers.listing[product] = listing
  offers.isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}

/** A candidate goes on from its little exposure. */
function startRank(model: Model, state: State, product: number): void {
  state.offers.rank[product] = model.settings['listing.candidateVisitsRatio']
}

function hasArrived(model: Model, state: State, product: number): boolean {
  // 0: there from the start, also of the history
  const arrivesDay = model.offers.arrivesDay[product]!
  return arrivesDay === 0 || arrivesDay <= state.day
}

/**
 * Sells a product ahead of its stock until the presale is closed; ordered again, promise, deposit and limit are
 * replaced and counting starts anew. At most so many days of its sales, or a minimum order where that is more.
 */
export const openPresale: CommandHandler = ({ model, state, view }, command) => {
  const { offers } = state
  const [product] = command.entities as [number]
  if (offers.listing[product] === delistedCode) return { fate: 'rejected', reason: 'delisted' }
  const asked = numberValue(command, 'maxUnits')
  const promiseDays = numberValue(command, 'promiseDays')
  const depositRatio = numberValue(command, 'depositRatio')
  const days = view.windowDays(salesDays)
  const sold = view.rollUp('stock', 'product', view.windowSum('soldUnits', salesDays))![product]!
  const most = Math.max(
    model.moqUnits[product]!,
    days === 0 ? 0 : Math.floor((model.settings['presale.mostDays'] * sold) / days),
  )
  const maxUnits = Math.min(asked, most)
  if (
    offers.listing[product] === presaleCode &&
    offers.presaleMaxUnits[product] === maxUnits &&
    offers.presalePromiseDays[product] === promiseDays &&
    offers.presaleDepositRatio[product] === depositRatio
  ) {
    return { fate: 'rejected', reason: 'unchanged' }
  }
  if (offers.listing[product] === candidateCode) startRank(model, state, product)
  offers.listing[product] = presaleCode
  offers.presaleMaxUnits[product] = maxUnits
  offers.presalePromiseDays[product] = promiseDays
  offers.presaleDepositRatio[product] = depositRatio
  offers.presaleSoldUnits[product] = 0
  offers.isMoving[product] = 1
  view.refresh()
  return maxUnits === asked ? { fate: 'applied' } : { fate: 'adjusted', reason: 'maxUnits' }
}

/** Sells from stock only again; what was sold ahead is still delivered. */
export const closePresale: CommandHandler = ({ state, view }, command) => {
  const { offers } = state
  const [product] = command.entities as [number]
  if (offers.listing[product] !== presaleCode) return { fate: 'rejected', reason: 'notOpen' }
  offers.listing[product] = onSaleCode
  offers.isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}
