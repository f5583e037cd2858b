/**
 * Which units of today come back, and when. Each unit shipped comes back with probability
 *
 *   q = b + (1 − b)·d·r    b usual returns × factors of the day, d share of defective units, r of those returned
 *
 * independently (thinning): their number is binomial, one uniform for each stock and day; one more for
 * each of them tells its delay and outcome. Units of orders that are stuck do not come back.
 */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'
import { counterOf } from '../fulfilment/shares.ts'
import { holdOrders } from '../fulfilment/stuck.ts'
import { addReturn } from './lists.ts'
import { delayGuideSteps, outcomes } from './state.ts'

export function scheduleUnits(model: Model, state: State, luck: Luck): void {
  const { settings, stockHash, productOfStock } = model
  const { seed, replication } = luck
  const { returnRatio, delayCumulative, delayGuide } = model.returns
  const { shippedUnits, cogsCents } = state.today.shelves
  const { stockDefectRatio } = state.shelves
  const { returnFactor } = state.world
  const { returnFactor: candidateFactor } = state.offers
  const { liveReturnFactor } = state.demand
  const { onTheWayUnits } = state.returns
  const { day } = state
  const defectReason = settings['returns.defectReasonRatio']
  const defectiveReturn = settings['returns.defectiveReturnRatio']
  const restock = settings['returns.restockRatio']
  // one unit stands for a stuck order
  const stuckRatio = settings['fulfilment.stuckRatio'] / meanUnitsPerOrder(settings)
  const stuckKey = deriveKey(seed, replication, 'fulfilment.stuck', day)
  const countKey = deriveKey(seed, replication, 'returns.count', day)
  const delayKey = deriveKey(seed, replication, 'returns.delay', day)
  for (let stock = 0; stock < shippedUnits.length; stock++) {
    const units = shippedUnits[stock]!
    if (units === 0) continue
    const product = productOfStock[stock]!
    const hash = stockHash[stock]!
    const stuck = stuckRatio > 0 ? thin(drawUniform(stuckKey, hash), units, stuckRatio) : 0
    const usual = Math.min(
      1,
      returnRatio[product]! *
        returnFactor[product]! *
        candidateFactor[product]! *
        liveReturnFactor[product]!,
    )
    const defects = (1 - usual) * stockDefectRatio[stock]! * defectiveReturn
    const share = usual + defects
    const returned = share > 0 ? thin(drawUniform(countKey, hash), units - stuck, share) : 0
    if (stuck === 0 && returned === 0) continue
    const paidCents = meanPaidCents(model, state, product)
    const costCents = Math.floor(cogsCents[stock]! / units + 0.5)
    if (stuck > 0) holdOrders(state, stock, stuck, paidCents, costCents)
    const defectShare = (usual * defectReason + defects) / share
    const soundShare = defectShare + (1 - defectShare) * restock
    for (let i = 0; i < returned; i++) {
      const u = drawUniform(delayKey, counterOf(hash, i))
      let place = delayGuide[Math.floor(u * delayGuideSteps)]!
      while (delayCumulative[place]! < u) place += 1
      // where u lies between two shares is itself uniform, and tells the outcome
      const below = place > 0 ? delayCumulative[place - 1]! : 0
      const v = (u - below) / (delayCumulative[place]! - below)
      const outcome =
        v <= defectShare ? outcomes.defect : v <= soundShare ? outcomes.sound : outcomes.worn
      addReturn(state, day + place + 1, stock, paidCents, costCents, outcome)
    }
    onTheWayUnits[product]! += returned
  }
}

/** Binomial count; most often 0, which shows without powers: (1 − p)^n ≥ 1 − n·p. */
function thin(u: number, n: number, p: number): number {
  return u <= 1 - n * p ? 0 : binomialQuantile(u, n, p)
}

/** Mean price paid today for a unit of the product, whole cents; where none was paid for today, the price of today. */
function meanPaidCents(model: Model, state: State, product: number): number {
  const { firstStock, stocksOfProduct } = model
  const { soldUnits } = state.today.shelves
  let units = 0
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    units += soldUnits[stocksOfProduct[i]!]!
  }
  if (units === 0) return Math.floor(state.offers.priceCents[product]! + 0.5)
  return Math.floor(state.today.offers.gmvCents[product]! / units + 0.5)
}
