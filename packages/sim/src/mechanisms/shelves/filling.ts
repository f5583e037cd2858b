/**
 * Demand meets the shelves.
 *
 *   units asked ─▶ split over regions ─▶ own warehouse ─▶ other open warehouses ─▶ not there on the day:
 *                                                          presale, while it is open and not full ─▶ waits
 *                                                          substitute ─▶ pool of the category (substitution.ts)
 *                                                          wait       ─▶ backorder, filled first when stock arrives
 *                                                          leave      ─▶ lost
 */
import { postShipment } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { chargeOrders } from '../offers/charging.ts'
import { coverProduct, noteWaiting } from './backorders.ts'
import { presaleLeft } from './presale.ts'
import { shipOrders } from './shipOrders.ts'

/**
 * Serves the demand of a product for the day: `units` ≥ `orders` of them. Own regions come before others, and
 * units that were waited for before both. An order of which at least one unit is there or waited for is paid.
 */
export function fillDemand(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  orders: number,
  units: number,
): void {
  if (state.shelves.waitingUnits[product]! > 0) coverProduct(model, state, product)
  const { firstStock, stocksOfProduct } = model
  const first = firstStock[product]!
  const last = firstStock[product + 1]! - 1
  const { asked, shipped } = model.shelves.scratch
  const regionKey = last > first ? regionKeyOf(state, luck) : state.shelves.regionKey
  const missingUnits = askShelves(model, state, regionKey, product, units)
  const { demandedUnits, regionUnits, filledUnits } = state.today.shelves
  for (let i = first; i <= last; i++) {
    const stock = stocksOfProduct[i]!
    const place = i - first
    demandedUnits[stock]! += asked[place]!
    regionUnits[stock]! += asked[place]!
    filledUnits[stock]! += shipped[place]!
    postShipment(state, stock, shipped[place]!)
  }
  const filled = units - missingUnits
  if (missingUnits === 0) {
    shipOrders(model, state, product, orders, units)
    chargeOrders(model, state, product, orders, units)
    return
  }
  const { missedUnits, lostOrders } = state.today.shelves
  const fate = splitMissing(model, state, luck, product, missingUnits)
  missedUnits[product]! += missingUnits
  lostOrders[product]! += (orders * fate.lostUnits) / units
  const waitedUnits = fate.aheadUnits + fate.patientUnits
  const paidUnits = filled + waitedUnits
  if (paidUnits === 0) return
  const filledOrders = Math.min(orders, filled)
  const paidOrders = Math.min(orders, paidUnits)
  if (waitedUnits > 0) noteWaiting(model, state, product, paidOrders - filledOrders)
  if (filled > 0) shipOrders(model, state, product, filledOrders, filled)
  chargeOrders(model, state, product, paidOrders, paidUnits)
}

/** Key of the day's splits over regions. */
function regionKeyOf({ shelves, day }: State, { seed, replication }: Luck): Key {
  if (shelves.regionKeyDay !== day) {
    shelves.regionKeyDay = day
    Object.assign(shelves.regionKey, deriveKey(seed, replication, 'shelves.region', day))
  }
  return shelves.regionKey
}

/** Brings the keys for units that are not there to today. */
function deriveShortageKeys({ shelves, day }: State, { seed, replication }: Luck): void {
  if (shelves.shortageKeyDay === day) return
  shelves.shortageKeyDay = day
  Object.assign(shelves.substituteKey, deriveKey(seed, replication, 'shelves.substitute', day))
  Object.assign(shelves.waitKey, deriveKey(seed, replication, 'shelves.wait', day))
}

/**
 * Splits units over the regions of a product's warehouses (binomial by share × the region's factor, one uniform
 * each but the last) and looks for them on the shelves: first each region's own, then the fullest open other.
 * Leaves in the scratch what each region asked, what it misses, and what each warehouse ships, of that locally;
 * gives the units that are nowhere. Nothing is posted.
 */
export function askShelves(
  model: Model,
  state: State,
  regionKey: Key,
  product: number,
  units: number,
): number {
  const { firstStock, stocksOfProduct, demandShareRatio, stockHash } = model
  const { warehouseOfStock, scratch } = model.shelves
  const { asked, local, shipped, missing } = scratch
  const { onHandUnits } = state.shelves
  const { warehouseIsClosed, regionFactor } = state.world
  const first = firstStock[product]!
  const count = firstStock[product + 1]! - first
  let weightLeft = 0
  if (count > 1) {
    for (let place = 0; place < count; place++) {
      const stock = stocksOfProduct[first + place]!
      weightLeft += demandShareRatio[stock]! * regionFactor[warehouseOfStock[stock]!]!
    }
  }
  let unitsLeft = units
  let missingUnits = 0
  for (let place = 0; place < count; place++) {
    const stock = stocksOfProduct[first + place]!
    const warehouse = warehouseOfStock[stock]!
    let regional = unitsLeft
    if (place < count - 1) {
      const weight = demandShareRatio[stock]! * regionFactor[warehouse]!
      regional =
        unitsLeft === 0
          ? 0
          : binomialQuantile(
              drawUniform(regionKey, stockHash[stock]!),
              unitsLeft,
              weight / weightLeft,
            )
      weightLeft -= weight
      unitsLeft -= regional
    }
    const there = warehouseIsClosed[warehouse] === 1 ? 0 : onHandUnits[stock]!
    const own = regional < there ? regional : there
    asked[place] = regional
    local[place] = own
    shipped[place] = own
    missing[place] = regional - own
    missingUnits += regional - own
  }
  if (missingUnits > 0 && count > 1 && model.shelves.fillsFromOthers) {
    missingUnits = askOthers(model, state, first, count, missingUnits)
  }
  return missingUnits
}

/** What regions miss is shipped by the fullest open warehouse of the product, then the next. */
function askOthers(
  model: Model,
  state: State,
  first: number,
  count: number,
  missingUnits: number,
): number {
  const { stocksOfProduct } = model
  const { warehouseOfStock, scratch } = model.shelves
  const { shipped, missing } = scratch
  const { onHandUnits } = state.shelves
  const { warehouseIsClosed } = state.world
  let left = missingUnits
  for (let place = 0; place < count; place++) {
    while (missing[place]! > 0) {
      let giver = -1
      let most = 0
      for (let other = 0; other < count; other++) {
        const stock = stocksOfProduct[first + other]!
        const spare = onHandUnits[stock]! - shipped[other]!
        if (spare > most && warehouseIsClosed[warehouseOfStock[stock]!] === 0) {
          giver = other
          most = spare
        }
      }
      if (giver < 0) return left
      const units = Math.min(missing[place]!, most)
      shipped[giver]! += units
      missing[place]! -= units
      left -= units
    }
  }
  return left
}

/** What becomes of a product's units that are not there, those who look elsewhere apart. */
interface Fate {
  aheadUnits: number
  patientUnits: number
  lostUnits: number
}

/** Decides what customers do whose units are not there; leaves in the scratch who waits where. */
function splitMissing(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  missingUnits: number,
): Fate {
  deriveShortageKeys(state, luck)
  const { firstStock, stocksOfProduct, stockHash, categoryOfProduct } = model
  const { substituteRatio, waitRatio, scratch } = model.shelves
  const { missing, ahead, patient } = scratch
  const { substituteKey, waitKey } = state.shelves
  const { blockedUnits, lostUnits, lostTotalUnits, substitutedUnits, poolUnits } =
    state.today.shelves
  const substitutes = substituteRatio[product]!
  // of those who do not look for something else
  const waits = substitutes < 1 ? waitRatio[product]! / (1 - substitutes) : 0
  let aheadLeft = Math.min(missingUnits, presaleLeft(state, product))
  const first = firstStock[product]!
  const count = firstStock[product + 1]! - first
  const fate: Fate = { aheadUnits: 0, patientUnits: 0, lostUnits: 0 }
  for (let place = 0; place < count; place++) {
    const blocked = missing[place]!
    const presold = Math.min(blocked, aheadLeft)
    ahead[place] = presold
    patient[place] = 0
    if (blocked === 0) continue
    const stock = stocksOfProduct[first + place]!
    const counter = stockHash[stock]!
    const units = blocked - presold
    const elsewhere = binomialQuantile(drawUniform(substituteKey, counter), units, substitutes)
    const waiting = binomialQuantile(drawUniform(waitKey, counter), units - elsewhere, waits)
    const lost = units - elsewhere - waiting
    patient[place] = waiting
    blockedUnits[stock]! += blocked
    substitutedUnits[stock]! += elsewhere
    poolUnits[categoryOfProduct[product]!]! += elsewhere
    lostUnits[stock]! += lost
    lostTotalUnits[0]! += lost
    aheadLeft -= presold
    fate.aheadUnits += presold
    fate.patientUnits += waiting
    fate.lostUnits += lost
  }
  return fate
}
