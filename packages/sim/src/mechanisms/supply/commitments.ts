/**
 * A supplier that knows the forecast is promised a part of it. What is not ordered in time is bought in any case:
 * it is invoiced and delivered.
 */
import { firstDayOf } from '../../commands/terms.ts'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { placeOrder, splitUnits } from './ordering.ts'
import { noSupplier } from './sources.ts'
import { meanSoldUnits } from './windows.ts'

/**
 * Gives a supplier the forecast for some days. The committed part of `horizonDays` of sales, of the products
 * bought there now, is due within the horizon; while the forecast is shared a new horizon follows the old one.
 * Given again, what is due by then is settled first. Refused while the supplier is down (`supplierDown`).
 */
export const shareForecast: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [supplier] = command.entities as [number]
  const { supply } = state
  if (state.world.supplierIsDown[supplier] === 1) {
    return { fate: 'rejected', reason: 'supplierDown' }
  }
  const day = firstDayOf({ state, isAfterClose })
  // given again on the day after its last, it goes on without a break
  if (day > supply.sharedUntilDay[supplier]! + 1) supply.sharedFromDay[supplier] = day
  supply.sharedUntilDay[supplier] = day + numberValue(command, 'days') - 1
  const horizonDays = supply.commitHorizonDays[supplier]!
  if (horizonDays > 0) {
    const elapsed = Math.min(1, (day - supply.commitFromDay[supplier]!) / horizonDays)
    settle(model, state, supplier, elapsed, isAfterClose)
  }
  supply.commitRatio[supplier] = numberValue(command, 'commitRatio')
  commit(model, state, supplier, day, numberValue(command, 'horizonDays'))
  view.refresh()
  return { fate: 'applied' }
}

/** Settles the commitments whose horizon is over; while the forecast is still shared the next one begins. */
export function settleCommitments(model: Model, state: State): void {
  const { commitHorizonDays, commitFromDay, sharedUntilDay } = state.supply
  for (let supplier = 0; supplier < commitHorizonDays.length; supplier++) {
    const horizonDays = commitHorizonDays[supplier]!
    if (horizonDays === 0 || state.day < commitFromDay[supplier]! + horizonDays) continue
    settle(model, state, supplier, 1, false)
    release(state, supplier)
    if (state.day <= sharedUntilDay[supplier]!) {
      commit(model, state, supplier, state.day, horizonDays)
    }
  }
}

/** Commits to the given part of the forecast of every product bought there; what was ordered too early counts on. */
function commit(
  model: Model,
  state: State,
  supplier: number,
  day: number,
  horizonDays: number,
): void {
  const { supply } = state
  const units = supply.commitRatio[supplier]! * horizonDays
  supply.commitFromDay[supplier] = day
  supply.commitHorizonDays[supplier] = horizonDays
  for (let product = 0; product < supply.committedTo.length; product++) {
    const owner = supply.committedTo[product]!
    if (owner === supplier) release1(state, product)
    else if (owner !== noSupplier) continue
    if (supply.supplierOfProduct[product] !== supplier) continue
    let soldPerDay = 0
    for (let i = model.firstStock[product]!; i < model.firstStock[product + 1]!; i++) {
      soldPerDay += meanSoldUnits(state, model.stocksOfProduct[i]!)
    }
    supply.committedTo[product] = supplier
    supply.committedUnits[product] = units * soldPerDay
  }
}

function release1({ supply }: State, product: number): void {
  supply.committedTo[product] = noSupplier
  supply.committedUnits[product] = 0
}

/** Ends the commitments to a supplier. */
function release(state: State, supplier: number): void {
  const { supply } = state
  supply.commitHorizonDays[supplier] = 0
  for (let product = 0; product < supply.committedTo.length; product++) {
    if (supply.committedTo[product] !== supplier) continue
    release1(state, product)
    supply.committedBoughtUnits[product] = 0
  }
}

/** Buys what is missing of the elapsed share of every commitment to a supplier, in whole units. */
function settle(
  model: Model,
  state: State,
  supplier: number,
  elapsedShare: number,
  isAfterClose: boolean,
): void {
  const { supply } = state
  for (let product = 0; product < supply.committedTo.length; product++) {
    if (supply.committedTo[product] !== supplier) continue
    const due = supply.committedUnits[product]! * elapsedShare
    const missing = Math.floor(due - supply.committedBoughtUnits[product]!)
    if (missing > 0) buyMissing(model, state, product, supplier, missing, isAfterClose)
    supply.committedBoughtUnits[product] = Math.max(0, supply.committedBoughtUnits[product]! - due)
  }
}

function buyMissing(
  model: Model,
  state: State,
  product: number,
  supplier: number,
  missing: number,
  isAfterClose: boolean,
): void {
  const first = model.firstStock[product]!
  const sold = new Float64Array(model.firstStock[product + 1]! - first)
  for (let i = 0; i < sold.length; i++) {
    sold[i] = meanSoldUnits(state, model.stocksOfProduct[first + i]!)
  }
  const units = new Float64Array(sold.length)
  splitUnits(sold, missing, units)
  const order = { product, supplier, isExpress: false, isAfterClose, keys: undefined, counter: 0 }
  placeOrder(model, state, order, units)
}
