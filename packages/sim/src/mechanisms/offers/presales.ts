/**
 * What was promised to those who bought ahead. The shelves hold the units that wait; here stand the promises: lots
 * by product and day of sale, oldest first, with what is paid and still owed. Goods serve the oldest lot; a lot past
 * its promise is compensated once and cancelled bit by bit.
 */
import { postRefund, postSales } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { cancelPresale } from '../shelves/presale.ts'
import type { PresaleLots } from './parts.ts'

/** Enters units sold ahead on `soldDay`, of which the customers have paid one part and owe another. */
function addLot(
  state: State,
  product: number,
  units: number,
  soldDay: number,
  paidCents: number,
  owedCents: number,
): void {
  const { presales, presaleLotUnits, presaleSoldUnits, presalePromiseDays } = state.offers
  if (presales.count === presales.product.length) growLots(presales)
  const lot = presales.count++
  presales.product[lot] = product
  presales.units[lot] = units
  presales.paidCents[lot] = paidCents
  presales.owedCents[lot] = owedCents
  presales.dueDay[lot] = soldDay + presalePromiseDays[product]!
  presales.isLate[lot] = 0
  presaleLotUnits[product]! += units
  presaleSoldUnits[product]! += units
}

function growLots(lots: PresaleLots): void {
  const grown = <T extends Float64Array | Int32Array | Uint8Array>(column: T): T => {
    const longer = new (column.constructor as new (length: number) => T)(2 * column.length)
    longer.set(column)
    return longer
  }
  lots.product = grown(lots.product)
  lots.units = grown(lots.units)
  lots.paidCents = grown(lots.paidCents)
  lots.owedCents = grown(lots.owedCents)
  lots.dueDay = grown(lots.dueDay)
  lots.isLate = grown(lots.isLate)
}

/**
 * The units of a charge that were sold ahead just now: enters their lot and gives what their buyers still owe,
 * which is paid when the goods leave.
 */
export function notePresold(state: State, product: number, chargedCents: number): number {
  const { presaleUnits, presaleLotUnits, presaleDepositRatio } = state.offers
  const units = presaleUnits[product]! - presaleLotUnits[product]!
  if (units <= 0) return 0
  const cents = Math.floor(units * chargedCents + 0.5)
  const paidCents = Math.floor(cents * presaleDepositRatio[product]! + 0.5)
  addLot(state, product, units, state.day, paidCents, cents - paidCents)
  return cents - paidCents
}

/** Brings the lots in line with what the shelves have covered: the oldest are delivered, and their buyers pay the rest. */
export function settlePresales(model: Model, state: State): void {
  const { presales, presaleUnits, presaleLotUnits } = state.offers
  for (let lot = 0; lot < presales.count; lot++) {
    const product = presales.product[lot]!
    const covered = presaleLotUnits[product]! - presaleUnits[product]!
    const there = presales.units[lot]!
    if (covered <= 0 || there === 0) continue
    const delivered = Math.min(covered, there)
    const { owedCents, paidCents } = presales
    const dueCents = shareOf(owedCents[lot]!, delivered, there)
    owedCents[lot]! -= dueCents
    paidCents[lot]! -= shareOf(paidCents[lot]!, delivered, there)
    presales.units[lot] = there - delivered
    presaleLotUnits[product]! -= delivered
    if (dueCents > 0) {
      postSales(model, state, product, { gmvCents: dueCents, discountCents: 0, orders: 0 })
    }
  }
  dropEmptyLots(presales)
}

/** Lots past their promise: compensation once, then a share is cancelled every day and paid back. */
export function breakPromises(model: Model, state: State, luck: Luck): void {
  const { presales, presaleLotUnits, priceCents } = state.offers
  if (presales.count === 0) return
  const key = deriveKey(luck.seed, luck.replication, 'offers.presaleCancel', state.day)
  const cancelRatio = model.settings['presale.cancelRatio']
  const compensationRatio = model.settings['presale.compensationRatio']
  const { latePresaleUnits, cancelledPresaleUnits } = state.today.offers
  for (let lot = 0; lot < presales.count; lot++) {
    const units = presales.units[lot]!
    if (presales.dueDay[lot]! >= state.day || units === 0) continue
    const product = presales.product[lot]!
    if (presales.isLate[lot] === 0) {
      presales.isLate[lot] = 1
      latePresaleUnits[product]! += units
      const cents = Math.floor(units * priceCents[product]! * compensationRatio + 0.5)
      if (cents > 0) postRefund(state, product, cents)
    }
    const counter = model.productHash[product]! ^ Math.imul(presales.dueDay[lot]!, 0x9e3779b1)
    const wanted = binomialQuantile(drawUniform(key, counter), units, cancelRatio)
    const cancelled = wanted === 0 ? 0 : cancelPresale(model, state, product, wanted)
    if (cancelled === 0) continue
    const backCents = shareOf(presales.paidCents[lot]!, cancelled, units)
    presales.paidCents[lot]! -= backCents
    presales.owedCents[lot]! -= shareOf(presales.owedCents[lot]!, cancelled, units)
    presales.units[lot] = units - cancelled
    presaleLotUnits[product]! -= cancelled
    cancelledPresaleUnits[product]! += cancelled
    if (backCents > 0) postRefund(state, product, backCents)
  }
  dropEmptyLots(presales)
}

/** The part of an amount that belongs to some of the units, in whole cents; all of it for all of them. */
function shareOf(cents: number, units: number, of: number): number {
  return units === of ? cents : Math.floor((cents * units) / of + 0.5)
}

function dropEmptyLots(lots: PresaleLots): void {
  let kept = 0
  for (let lot = 0; lot < lots.count; lot++) {
    if (lots.units[lot] === 0) continue
    lots.product[kept] = lots.product[lot]!
    lots.units[kept] = lots.units[lot]!
    lots.paidCents[kept] = lots.paidCents[lot]!
    lots.owedCents[kept] = lots.owedCents[lot]!
    lots.dueDay[kept] = lots.dueDay[lot]!
    lots.isLate[kept] = lots.isLate[lot]!
    kept += 1
  }
  lots.count = kept
}
