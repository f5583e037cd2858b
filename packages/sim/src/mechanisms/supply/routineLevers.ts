/** What steers the house routine: safety stock, review cycle, a cap on purchases. */
import { untilDayOf } from '../../commands/terms.ts'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { splitUnits } from './ordering.ts'
import { routineDayFrom } from './state.ts'
import { meanSoldUnits } from './windows.ts'

/** Sets the safety stock of a stock; of a product, split over its stocks in proportion to their sales of 28 days. */
export const setSafetyStock: CommandHandler = ({ model, state, view }, command) => {
  const [entity] = command.entities as [number]
  const { safetyStockUnits } = state.supply
  const units = numberValue(command, 'units')
  if (command.scope === 'stock') {
    if (safetyStockUnits[entity] === units) return { fate: 'rejected', reason: 'unchanged' }
    safetyStockUnits[entity] = units
  } else {
    const stocks = model.stocksOfProduct.subarray(
      model.firstStock[entity],
      model.firstStock[entity + 1],
    )
    const shares = new Float64Array(stocks.length)
    splitUnits(
      shares.map((_, i) => meanSoldUnits(state, stocks[i]!)),
      units,
      shares,
    )
    if (shares.every((share, i) => share === safetyStockUnits[stocks[i]!])) {
      return { fate: 'rejected', reason: 'unchanged' }
    }
    shares.forEach((share, i) => (safetyStockUnits[stocks[i]!] = share))
  }
  view.refresh()
  return { fate: 'applied' }
}

/** Sets how often the routine orders a product. */
export const setReviewCycle: CommandHandler = ({ model, state, view }, command) => {
  const [product] = command.entities as [number]
  const { reviewCycleDays, routineDueDay } = state.supply
  const days = numberValue(command, 'days')
  if (reviewCycleDays[product] === days) return { fate: 'rejected', reason: 'unchanged' }
  reviewCycleDays[product] = days
  // a day that is due and waits stays due; the routine of this evening comes after either review
  if (routineDueDay[product]! >= state.day) {
    routineDueDay[product] = routineDayFrom(model.productHash[product]!, days, state.day)
  }
  view.refresh()
  return { fate: 'applied' }
}

/** Caps what is ordered within 7 days, at cost: commands are refused above it, routine orders wait for room. */
export const capPurchases: CommandHandler = ({ state, view, isAfterClose }, command) => {
  state.supply.capCents = numberValue(command, 'weeklyCents')
  state.supply.capUntilDay = untilDayOf({ state, isAfterClose }, command)
  view.refresh()
  return { fate: 'applied' }
}
