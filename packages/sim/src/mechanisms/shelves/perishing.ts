/**
 * Goods age and perish. First in, first out: what leaves a stock is the oldest of it.
 *
 * Mean age: the ages of a stock are taken to lie evenly between that of the youngest unit, y, and of the oldest.
 * When a part p of the units leaves, the mean age a falls to a − p·(a − y); units that arrive are averaged in.
 * Units that come back, from customers or quarantine, are as old as those there.
 * Exact for a single batch and for steady sales and receipts (a = units ÷ (2 × daily sales)); two numbers a stock.
 *
 * Perishing is exact: goods received in the last days are what is left last, so whatever exceeds the receipts
 * of that time has expired. Units that come back, from customers or quarantine, do not become fresh by it.
 */
import { accounts, postCost, postWriteOff } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'

/** Row of a day in the ring of receipts. */
function cohortRow(model: Model, stock: number, day: number): number {
  const { cohortDays } = model.shelves
  return stock * cohortDays + (((day % cohortDays) + cohortDays) % cohortDays)
}

/** Notes units of a perishable stock that were received on a day, unless they are too old to tell. */
export function noteCohort(
  model: Model,
  state: State,
  stock: number,
  day: number,
  units: number,
): void {
  const lifeDays = model.shelves.shelfLifeDays[model.productOfStock[stock]!]!
  if (lifeDays === 0 || state.day - day >= lifeDays) return
  state.shelves.cohortUnits[cohortRow(model, stock, day)]! += units
}

/** Makes room in the ring for what is received today. */
export function beginCohorts(model: Model, state: State): void {
  if (model.shelves.cohortDays === 0) return
  const { cohortUnits } = state.shelves
  for (let stock = 0; stock < model.productOfStock.length; stock++) {
    cohortUnits[cohortRow(model, stock, state.day)] = 0
  }
}

/** Spreads the opening stock of a perishable product evenly over its shelf life. */
export function openCohorts(model: Model, state: State, stock: number): void {
  const lifeDays = model.shelves.shelfLifeDays[model.productOfStock[stock]!]!
  const units = state.shelves.onHandUnits[stock]!
  let before = 0
  for (let age = 0; age < lifeDays; age++) {
    const upTo = Math.floor((units * (age + 1)) / lifeDays + 0.5)
    noteCohort(model, state, stock, state.day - age, upTo - before)
    before = upTo
  }
}

/** Ages every stock by a day, writes off what has expired, and measures the space in use. */
export function ageStocks(model: Model, state: State): void {
  const { productOfStock } = model
  const { warehouseOfStock, shelfLifeDays, spaceOfUnit, storageSpace, cohortDays } = model.shelves
  const { onHandUnits, quarantinedUnits, ageDays, youngestDays } = state.shelves
  const { storageUseRatio, rentedSpaceRatio } = state.shelves
  const { receivedUnits, transferInUnits, transferInAgeDays } = state.today.shelves
  const { shippedUnits, transferOutUnits, quarantineInUnits, writtenOffUnits, sentBackUnits } =
    state.today.shelves
  const hasRareMoves = state.today.shelves.rareMoves[0]! > 0
  const hasBlocked = state.shelves.quarantinedProducts > 0
  storageUseRatio.fill(0)
  for (let stock = 0; stock < onHandUnits.length; stock++) {
    const product = productOfStock[stock]!
    const units = onHandUnits[stock]!
    const received = receivedUnits[stock]!
    let moved = 0
    let left = shippedUnits[stock]!
    if (hasRareMoves) {
      moved = transferInUnits[stock]!
      left +=
        transferOutUnits[stock]! +
        quarantineInUnits[stock]! +
        writtenOffUnits[stock]! +
        sentBackUnits[stock]!
    }
    const held = units + left
    const blocked = hasBlocked ? quarantinedUnits[stock]! : 0
    if (held > 0 || blocked > 0) {
      let age = ageDays[stock]! + 1
      let youngest = youngestDays[stock]! + 1
      if (moved > 0) {
        const ageMoved = transferInAgeDays[stock]! / moved
        const isAllMoved = held - received - moved <= 0
        age = (age * (held - received - moved) + transferInAgeDays[stock]!) / (held - received)
        youngest = isAllMoved ? ageMoved : Math.min(youngest, ageMoved)
      }
      if (received > 0) {
        age *= (held - received) / held
        youngest = 0
      }
      if (units === 0 && blocked === 0) age = youngest = 0
      else if (units > 0 && left > 0) age -= (left / held) * (age - youngest)
      ageDays[stock] = age
      youngestDays[stock] = youngest
    }
    if (cohortDays > 0 && shelfLifeDays[product]! > 0) {
      noteCohort(model, state, stock, state.day, received)
      expire(model, state, stock, product)
    }
    storageUseRatio[warehouseOfStock[stock]!]! +=
      (onHandUnits[stock]! + blocked) * spaceOfUnit[product]!
  }
  for (let warehouse = 0; warehouse < storageUseRatio.length; warehouse++) {
    const space = storageSpace[warehouse]! * (1 + rentedSpaceRatio[warehouse]!)
    storageUseRatio[warehouse] = space > 0 ? storageUseRatio[warehouse]! / space : NaN
  }
}

/** Writes off what cannot be sold tomorrow any more; it brings in its salvage value. */
function expire(model: Model, state: State, stock: number, product: number): void {
  const { onHandUnits, cohortUnits, ageDays, youngestDays } = state.shelves
  const units = onHandUnits[stock]!
  if (units === 0) return
  let freshUnits = 0
  for (let age = 0; age < model.shelves.shelfLifeDays[product]! - 1; age++) {
    freshUnits += cohortUnits[cohortRow(model, stock, state.day - age)]!
  }
  const expiredUnits = units - freshUnits
  if (expiredUnits <= 0) return
  postWriteOff(state, stock, expiredUnits)
  const salvageCents = expiredUnits * model.shelves.salvageCents[product]!
  if (salvageCents > 0) postCost(state, accounts.disposal, -salvageCents, product)
  if (freshUnits === 0) ageDays[stock] = youngestDays[stock] = 0
  else ageDays[stock]! -= (expiredUnits / units) * (ageDays[stock]! - youngestDays[stock]!)
}
