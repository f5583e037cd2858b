/** Windows of 28 and 90 days that are moved on once a day, so that no figure adds up days when it is read. */
import type { Model } from '../../model.ts'
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { weekdayOfDay } from '../world/calendar.ts'
import { moveDeliveryWindow, noteDefectsFound } from './deliveries.ts'
import { salesRingDays } from './state.ts'

/** Days of sales behind the house forecast and the spread of demand. */
const salesWindowDays = 28
/** Forecast errors are kept in whole steps of 1/4096 unit: their sums are then exact, however often the window moves. */
export const errorSteps = 4096

/** Day of the newest close. */
export function newestClosedDay(model: Model, state: State): number {
  return state.totals.closedDays - model.historyDays
}

/** Takes the newest closed day into the windows: once, at its close. */
export function moveSupplyWindows(model: Model, state: State): void {
  const closedDay = newestClosedDay(model, state)
  moveProductWindows(model, state, closedDay)
  moveDeliveryWindow(state, closedDay)
}

function moveProductWindows(model: Model, state: State, closedDay: number): void {
  const { firstStock, stocksOfProduct } = model
  const { closed, supply } = state
  const { closedDays } = state.totals
  const soldToday = closed.shelves.soldUnits
  const foundByCheck = closed.shelves.checkDefectUnits
  const foundByReturn = closed.returns.defectReturnUnits
  const { soldUnits, soldUnits28d, soldSquares28d, forecastErrors, forecastErrors28d } = supply
  const products = soldUnits28d.length
  const daysBefore = Math.min(salesWindowDays, closedDays - 1)
  const factor =
    daysBefore > 0 ? model.weekdayFactors[weekdayOfDay(model, closedDay)]! / daysBefore : 0
  const newRow = (closedDays & (salesRingDays - 1)) * products
  // rows that no day has filled yet are 0
  const oldRow = ((closedDays - salesWindowDays) & (salesRingDays - 1)) * products
  for (let product = 0; product < products; product++) {
    let sold = 0
    const end = firstStock[product + 1]!
    for (let i = firstStock[product]!; i < end; i++) sold += soldToday[stocksOfProduct[i]!]!
    const gone = soldUnits[oldRow + product]!
    const before = soldUnits28d[product]!
    const error = daysBefore > 0 ? Math.abs(sold - before * factor) : 0
    const steps = Math.floor(error * errorSteps + 0.5)
    soldUnits[newRow + product] = sold
    soldUnits28d[product] = before + sold - gone
    soldSquares28d[product]! += sold * sold - gone * gone
    forecastErrors28d[product]! += steps - forecastErrors[oldRow + product]!
    forecastErrors[newRow + product] = steps
    const found = foundByCheck[product]! + foundByReturn[product]!
    if (found !== 0) noteDefectsFound(state, closedDay, product, found)
  }
}

/** Sum of squares of what each stock sold on each of the last `days` closed days. */
export function soldSquares(state: State, days: number): Float64Array {
  const { soldUnits, closedDays } = state.totals
  const stocks = state.shelves.onHandUnits.length
  const squares = new Float64Array(stocks)
  for (let day = closedDays; day > Math.max(0, closedDays - days); day--) {
    const row = ringRow(day) * stocks
    const before = ringRow(day - 1) * stocks
    for (let stock = 0; stock < stocks; stock++) {
      const units = soldUnits[row + stock]! - soldUnits[before + stock]!
      squares[stock]! += units * units
    }
  }
  return squares
}

/** Units of a stock sold in the last `days` closed days, or in all there are when fewer. */
export function soldUnitsIn(state: State, stock: number, days: number): number {
  const { soldUnits, closedDays } = state.totals
  const stocks = state.shelves.onHandUnits.length
  const oldest = closedDays - Math.min(days, closedDays)
  return (
    soldUnits[ringRow(closedDays) * stocks + stock]! - soldUnits[ringRow(oldest) * stocks + stock]!
  )
}

/** Mean units of a stock sold a day, over 28 days. */
export function meanSoldUnits(state: State, stock: number): number {
  const days = Math.max(1, Math.min(salesWindowDays, state.totals.closedDays))
  return soldUnitsIn(state, stock, salesWindowDays) / days
}
