/**
 * Quality on the shelves: each stock has a share of defective units, the mean of what was received. Checks and
 * quarantine look at it; returns and reviews read the product's share (`defectShareRatio`).
 */
import { accounts, postCost, postQuarantine, postRelease, postSendBack } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'

/** The opening stock is of usual quality. */
export function openQuality(model: Model, state: State): void {
  const { stockDefectRatio, defectShareRatio } = state.shelves
  for (let stock = 0; stock < stockDefectRatio.length; stock++) {
    const product = model.productOfStock[stock]!
    const supplier = model.supplierOfProduct[product]!
    stockDefectRatio[stock] = Math.min(
      1,
      model.shelves.defectRatio[product]! * model.supply.defectFactor[supplier]!,
    )
    defectShareRatio[product] = stockDefectRatio[stock]!
  }
}

/** Mixes the quality of `units` that have just come in into that of the stock. */
export function mixQuality(
  model: Model,
  state: State,
  stock: number,
  units: number,
  defectRatio: number,
): void {
  const { onHandUnits, stockDefectRatio } = state.shelves
  const part = onHandUnits[stock]! > units ? units / onHandUnits[stock]! : 1
  stockDefectRatio[stock]! += part * (defectRatio - stockDefectRatio[stock]!)
  noteShare(model, state, model.productOfStock[stock]!)
}

/** Mixes in what was received since this was last done today. */
export function mixReceipts(model: Model, state: State): void {
  const { receivedUnits, mixedUnits, mixedDefectUnits, receipts, mixedReceipts } =
    state.today.shelves
  if (receipts[0] === mixedReceipts[0]) return
  mixedReceipts[0] = receipts[0]!
  const { receivedDefectUnits } = state.today.supply
  for (let stock = 0; stock < receivedUnits.length; stock++) {
    const units = receivedUnits[stock]! - mixedUnits[stock]!
    if (units === 0) continue
    const defective = receivedDefectUnits[stock]! - mixedDefectUnits[stock]!
    mixedUnits[stock] = receivedUnits[stock]!
    mixedDefectUnits[stock] = receivedDefectUnits[stock]!
    mixQuality(model, state, stock, units, defective / units)
  }
}

/** Share of a product's units on hand that is defective, as it stands after a receipt; the last known without any. */
export function noteShare(model: Model, state: State, product: number): void {
  const { firstStock, stocksOfProduct } = model
  const { onHandUnits, stockDefectRatio, defectShareRatio } = state.shelves
  let units = 0
  let defective = 0
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    units += onHandUnits[stock]!
    defective += onHandUnits[stock]! * stockDefectRatio[stock]!
  }
  if (units > 0) defectShareRatio[product] = defective / units
}

/** Defective ones among units of a stock; one uniform for each purpose, stock and day. */
export function drawDefects(
  model: Model,
  state: State,
  luck: Luck,
  purpose: 'shelves.check' | 'shelves.quarantine',
  stock: number,
  units: number,
): number {
  const key = deriveKey(luck.seed, luck.replication, purpose, state.day)
  const u = drawUniform(key, model.stockHash[stock]!)
  return binomialQuantile(u, units, state.shelves.stockDefectRatio[stock]!)
}

/** Blocks all units of a stock: the defective ones go back at full refund, the sound ones wait. */
export function blockStock(model: Model, state: State, luck: Luck, stock: number): void {
  const { shelves } = state
  const product = model.productOfStock[stock]!
  const units = shelves.onHandUnits[stock]!
  const defective = drawDefects(model, state, luck, 'shelves.quarantine', stock, units)
  const refundCents = postSendBack(state, stock, defective)
  if (refundCents > 0) postCost(state, accounts.disposal, -refundCents, product)
  postQuarantine(state, stock, units - defective)
  shelves.stockDefectRatio[stock] = 0
}

/** Puts units on sale again whose quarantine is over. */
export function endQuarantines(model: Model, state: State): void {
  const { shelves, day } = state
  if (shelves.quarantinedProducts === 0) return
  const { firstStock, stocksOfProduct } = model
  const { quarantineUntilDay, quarantinedUnits } = shelves
  for (let product = 0; product < quarantineUntilDay.length; product++) {
    if (quarantineUntilDay[product] === noQuarantine || quarantineUntilDay[product]! >= day)
      continue
    quarantineUntilDay[product] = noQuarantine
    shelves.quarantinedProducts -= 1
    for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
      const stock = stocksOfProduct[i]!
      const units = quarantinedUnits[stock]!
      if (units === 0) continue
      postRelease(state, stock)
      mixQuality(model, state, stock, units, 0)
    }
  }
}

/** Last day of the quarantine of a product that has none. */
export const noQuarantine = -2147483648

/** Announces the checks whose result is due today. */
export function announceChecks(state: State): void {
  const { shelves, day, today } = state
  if (shelves.openChecks === 0) return
  const { checkSampleUnits, checkDefectUnits, checkDueDay } = shelves
  for (let product = 0; product < checkSampleUnits.length; product++) {
    if (checkSampleUnits[product] === 0 || checkDueDay[product]! > day) continue
    today.shelves.checkedUnits[product] = checkSampleUnits[product]!
    today.shelves.checkDefectUnits[product] = checkDefectUnits[product]!
    checkSampleUnits[product] = 0
    checkDefectUnits[product] = 0
    shelves.openChecks -= 1
  }
}
