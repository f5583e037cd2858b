/** Opening stock, the cost of holding it, and the close of the day. */
import { sumOfWhole } from '../../columns.ts'
import { accounts, postCost, postHolding } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { Luck } from '../../luck.ts'
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { expectedUnitsPerDay } from '../demand/demand.ts'
import { openCohorts } from './perishing.ts'
import { openQuality } from './quality.ts'
import { shortRingDays } from './state.ts'

/**
 * Fills the shelves before the first day with what the shop file gives, else with the habitual safety stock,
 * cover of expected sales, last season's leftovers, and a random part of a minimum order, as if the last order
 * had come some time ago. Paid for before the books open.
 */
export function openStocks(model: Model, state: State, luck: Luck): void {
  const key = deriveKey(luck.seed, luck.replication, 'stock.opening', 0)
  const coverDays = model.settings['stock.openingCoverDays']
  const { firstStock, stocksOfProduct, demandShareRatio } = model
  for (let product = 0; product < model.productHash.length; product++) {
    // what is not there yet has nothing on the shelf
    const isToCome = model.offers.arrivesDay[product]! > 0
    const given = isToCome ? 0 : model.shelves.initialOnHandUnits[product]!
    const habit = model.safetyStockHabitUnits[model.categoryOfProduct[product]!]!
    let shareBefore = 0
    let unitsBefore = 0
    for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
      const stock = stocksOfProduct[i]!
      const share = demandShareRatio[stock]!
      const u = drawUniform(key, model.stockHash[stock]!)
      state.supply.safetyStockUnits[stock] = Math.floor(habit * share + 0.5)
      shareBefore += share
      const upTo = Math.floor(given * shareBefore + 0.5)
      const units =
        given >= 0
          ? upTo - unitsBefore
          : Math.floor(
              state.supply.safetyStockUnits[stock] +
                share *
                  (model.leftoverUnits[product]! +
                    coverDays * expectedUnitsPerDay(model, product) +
                    u * model.moqUnits[product]!),
            )
      unitsBefore = upTo
      state.shelves.onHandUnits[stock] = units
      state.shelves.stockValueCents[stock] = units * state.supply.unitCostCents[product]!
      state.shelves.unsoldTotals[stock] = -units
      openCohorts(model, state, stock)
    }
  }
  openQuality(model, state)
}

/** Cost of the goods of a stock, wherever they are: on the shelf, in quarantine, on the way here. */
export function goodsCents({ shelves }: State, stock: number): number {
  return (
    shelves.stockValueCents[stock]! +
    shelves.quarantinedCents[stock]! +
    shelves.inTransferCents[stock]!
  )
}

/** True when no goods are in quarantine or in transfer. */
function hasAllOnHand({ shelves }: State): boolean {
  return shelves.quarantinedProducts === 0 && shelves.transfers.count === 0
}

/** Cost of all goods of the shop. */
export function allGoodsCents(state: State): number {
  const { stockValueCents, quarantinedCents, inTransferCents } = state.shelves
  const onHandCents = sumOfWhole(stockValueCents)
  if (hasAllOnHand(state)) return onHandCents
  return onHandCents + sumOfWhole(quarantinedCents) + sumOfWhole(inTransferCents)
}

/** Storage and capital cost of what the shop owns at the end of the day; what waiting and leaving customers cost. */
export function chargeHolding(model: Model, state: State): void {
  const { settings, productOfStock } = model
  const perDayRatio = settings['stock.holdingRatioPerYear'] / 365
  const unitCents = settings['stock.holdingCentsPerUnitDay']
  const waitingCents = settings['stock.backorderCentsPerUnitDay']
  const lostCents = settings['stock.lostSaleCents']
  const { onHandUnits, quarantinedUnits, backorderUnits, stockValueCents } = state.shelves
  const { lostUnits, holdingCostCents } = state.today.shelves
  const isAllOnHand = hasAllOnHand(state)
  for (let stock = 0; stock < onHandUnits.length; stock++) {
    const units = unitCents > 0 ? onHandUnits[stock]! + quarantinedUnits[stock]! : 0
    const goods = isAllOnHand ? stockValueCents[stock]! : goodsCents(state, stock)
    const cents = Math.floor(goods * perDayRatio + units * unitCents + 0.5)
    if (cents > 0) holdingCostCents[stock] = cents
  }
  postHolding(state, productOfStock)
  if (waitingCents === 0 && lostCents === 0) return
  for (let stock = 0; stock < onHandUnits.length; stock++) {
    const shortCents = Math.floor(
      waitingCents * backorderUnits[stock]! + lostCents * lostUnits[stock]! + 0.5,
    )
    if (shortCents > 0) postCost(state, accounts.other, shortCents, productOfStock[stock])
  }
}

/** Adds the closed day to the running totals. */
export function closeTotals(state: State): void {
  const { totals, closed, shelves } = state
  const stocks = shelves.onHandUnits.length
  const products = closed.offers.gmvCents.length
  const fromRow = ringRow(totals.closedDays)
  const fromShort = (totals.closedDays & (shortRingDays - 1)) * stocks
  totals.closedDays += 1
  const toRow = ringRow(totals.closedDays)
  const toShort = (totals.closedDays & (shortRingDays - 1)) * stocks
  const { soldUnits, cogsCents, stockValueCents, gmvCents } = totals
  const { regionTotals, receivedTotal, unsoldTotals, onHandUnits } = shelves
  const { regionUnits, receivedUnits, restockedUnits } = closed.shelves
  const isAllOnHand = hasAllOnHand(state)
  for (let stock = 0; stock < stocks; stock++) {
    const from = fromRow * stocks + stock
    const to = toRow * stocks + stock
    soldUnits[to] = soldUnits[from]! + closed.shelves.soldUnits[stock]!
    cogsCents[to] = cogsCents[from]! + closed.shelves.cogsCents[stock]!
    stockValueCents[to] =
      stockValueCents[from]! +
      (isAllOnHand ? shelves.stockValueCents[stock]! : goodsCents(state, stock))
    regionTotals[toShort + stock] = regionTotals[fromShort + stock]! + regionUnits[stock]!
    receivedTotal[stock]! += receivedUnits[stock]! + restockedUnits[stock]!
    unsoldTotals[toShort + stock] = receivedTotal[stock]! - onHandUnits[stock]!
  }
  for (let product = 0; product < products; product++) {
    gmvCents[toRow * products + product] =
      gmvCents[fromRow * products + product]! + closed.offers.gmvCents[product]!
  }
}
