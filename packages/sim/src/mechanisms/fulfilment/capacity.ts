/** How many orders a warehouse can pack in a day, and what that costs. */
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { leverOf, paidToday } from './levers.ts'

/** Storage in use from which picking slows down, and the part of the capacity that is left at worst. */
const crowdedRatio = 0.9
const slowestFactor = 0.6

/**
 * Orders of capacity: (usual packers + overtime + temporary staff) × speed of picking, in whole orders, and
 * the partner's, who packs elsewhere. Nothing while the warehouse is closed.
 */
export function capacityOf(state: State, warehouse: number): number {
  if (state.world.warehouseIsClosed[warehouse] === 1) return 0
  const { packingOrders, leverAmount, pickSpeedFactor, crowdedFactor } = state.fulfilment
  const ownOrders =
    packingOrders[warehouse]! +
    leverAmount[leverOf(warehouse, 'overtime')]! +
    leverAmount[leverOf(warehouse, 'temps')]!
  const speed = pickSpeedFactor[warehouse]! * crowdedFactor[warehouse]!
  // speed 1 keeps whole capacities whole
  return Math.floor(ownOrders * speed + 1e-9) + leverAmount[leverOf(warehouse, 'partner')]!
}

/** Staff are planned anew this often. */
const planEveryDays = 7
/** Days in which a standing backlog is to be worked off. */
const clearingDays = 14

/**
 * At the end of the day: the usual staff follow the orders of recent weeks where the shop file gives no
 * capacity. A fading mean of `staffingDays` and a part of what waits, ÷ the utilisation and the speed of picking,
 * planned once a week for the days to come.
 */
export function planStaff(model: Model, state: State): void {
  const { isStaffed } = model.fulfilment
  const { backlogOrders, crowdedFactor, packingOrders, pickSpeedFactor, plannedOrders } =
    state.fulfilment
  const { arrivedOrders } = state.today.fulfilment
  const days = model.settings['fulfilment.staffingDays']
  for (let warehouse = 0; warehouse < isStaffed.length; warehouse++) {
    if (isStaffed[warehouse] === 0) continue
    plannedOrders[warehouse]! += (arrivedOrders[warehouse]! - plannedOrders[warehouse]!) / days
    if (state.day % planEveryDays !== 0) continue
    const speed = pickSpeedFactor[warehouse]! * crowdedFactor[warehouse]!
    const orders = plannedOrders[warehouse]! + backlogOrders[warehouse]! / clearingDays
    const needed = orders / (model.settings['fulfilment.utilisationRatio'] * speed)
    packingOrders[warehouse] = Math.max(1, Math.ceil(needed - 1e-9))
  }
}

/** Rented space is there, and the storage in use at the last close slows picking. */
export function measureSpace(model: Model, state: State): void {
  const { crowdedFactor, leverAmount } = state.fulfilment
  const { storageUseRatio, rentedSpaceRatio } = state.shelves
  const slowdown = model.settings['fulfilment.crowdedSlowdown']
  for (let warehouse = 0; warehouse < crowdedFactor.length; warehouse++) {
    const rented = leverAmount[leverOf(warehouse, 'space')]!
    // space rented or given up since the last close
    const used = (storageUseRatio[warehouse]! * (1 + rentedSpaceRatio[warehouse]!)) / (1 + rented)
    rentedSpaceRatio[warehouse] = rented
    const excess = used - crowdedRatio
    crowdedFactor[warehouse] =
      excess > 0 ? Math.max(slowestFactor, 1 - (slowdown * excess) / (1 - crowdedRatio)) : 1
  }
}

/** Packers, added capacity and rented space are paid, used or not. */
export function payCapacity(model: Model, state: State): void {
  const { settings } = model
  const { packingOrders } = state.fulfilment
  const usualCents = settings['fulfilment.packerWageCentsPerOrder']
  const extraCents = settings['fulfilment.extraWageCentsPerOrder']
  const overtimeCents = extraCents * settings['fulfilment.overtimeWageFactor']
  const tempsCents = extraCents * settings['fulfilment.tempsWageFactor']
  const partnerCents = extraCents * settings['fulfilment.partnerWageFactor']
  const rentCents = settings['fulfilment.rentCentsPerUnitDay']
  let wages = 0
  let rent = 0
  for (let warehouse = 0; warehouse < packingOrders.length; warehouse++) {
    wages +=
      usualCents * packingOrders[warehouse]! +
      overtimeCents * paidToday(state, leverOf(warehouse, 'overtime')) +
      tempsCents * paidToday(state, leverOf(warehouse, 'temps')) +
      partnerCents * paidToday(state, leverOf(warehouse, 'partner'))
    rent +=
      rentCents *
      model.shelves.storageSpace[warehouse]! *
      paidToday(state, leverOf(warehouse, 'space'))
  }
  if (wages > 0) postCost(state, accounts.wages, Math.floor(wages + 0.5))
  if (rent > 0) postCost(state, accounts.other, Math.floor(rent + 0.5))
}

/**
 * Person-days at work: whoever was added is there all day; of the usual packers the hours that the rest of
 * the orders took.
 */
export function personDaysOf(
  model: Model,
  state: State,
  warehouse: number,
  shippedOrders: number,
): number {
  const { leverAmount, pickSpeedFactor, crowdedFactor } = state.fulfilment
  const speed = pickSpeedFactor[warehouse]! * crowdedFactor[warehouse]!
  const staffed =
    leverAmount[leverOf(warehouse, 'overtime')]! + leverAmount[leverOf(warehouse, 'temps')]!
  const packedAtHome = Math.max(
    0,
    shippedOrders - leverAmount[leverOf(warehouse, 'partner')]! - staffed * speed,
  )
  const orders = staffed + packedAtHome / speed
  return orders / model.settings['fulfilment.ordersPerPersonDay']
}
