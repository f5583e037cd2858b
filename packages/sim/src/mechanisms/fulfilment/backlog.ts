/**
 * Orders wait by day of order and are shipped up to capacity:
 *
 *   backlog = max(backlog of yesterday + orders of today − capacity, 0)
 *
 * Today's orders may be shipped today. First come, first served, unless the policy puts a mark first.
 */
import type { Model } from '../../model.ts'
import { deriveKey } from '../../random.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { Luck } from '../../luck.ts'
import type { State } from '../../state.ts'
import { counterOf, drawPart } from './shares.ts'
import { heldOn } from './stuck.ts'
import { coreMark, largeMark, orderClasses } from './state.ts'

export const shipPolicies = ['fifo', 'coreFirst', 'valueFirst'] as const

/** Days after that of the order by whose close it must be shipped: then it is 48 hours old at most. */
export const shipWithinDays = 1

/** What was shipped from one warehouse today, apart by where it goes and whether it is late. */
export interface Shipment {
  orders: number
  waitedDays: number
  /** By `groupOf`: orders, and days they waited, summed. */
  readonly groupOrders: Float64Array
  readonly groupDays: Float64Array
}
export const shipGroups = 4
export const remoteGroup = 1
export const lateGroup = 2

/** Takes in the orders that each warehouse has to ship from today on; which carry a mark is drawn. */
export function takeOrders(model: Model, state: State, luck: Luck): void {
  const { fulfilment: own, today, day } = state
  const { ordersToShip, localOrders } = today.shelves
  const { warehouseHash } = model.fulfilment
  const core = model.settings['fulfilment.coreCityRatio']
  const large = model.settings['fulfilment.largeOrderRatio']
  const key = deriveKey(luck.seed, luck.replication, 'fulfilment.classes', day)
  const row = ringRow(day)
  for (let warehouse = 0; warehouse < ordersToShip.length; warehouse++) {
    makeRoom(state, warehouse)
    const arrived = ordersToShip[warehouse]!
    today.fulfilment.arrivedOrders[warehouse] = arrived
    const cohort = warehouse * ringDays + row
    own.arrivedOrders[cohort] = arrived
    const waiting = Math.max(0, arrived - heldOn(model, state, warehouse, day))
    own.waitingLocal[cohort] = Math.min(waiting, localOrders[warehouse]!)
    const hash = warehouseHash[warehouse]!
    const coreOrders = drawPart(key, counterOf(hash, 0), waiting, core)
    const largeCore = drawPart(key, counterOf(hash, 1), coreOrders, large)
    const largeOther = drawPart(key, counterOf(hash, 2), waiting - coreOrders, large)
    const start = cohort * orderClasses
    own.waitingOrders[start] = waiting - coreOrders - largeOther
    own.waitingOrders[start + coreMark] = coreOrders - largeCore
    own.waitingOrders[start + largeMark] = largeOther
    own.waitingOrders[start + coreMark + largeMark] = largeCore
  }
}

/** The ring holds `ringDays` days: what is older counts as its oldest day. */
function makeRoom(state: State, warehouse: number): void {
  const own = state.fulfilment
  const oldest = own.oldestDay[warehouse]!
  if (state.day - oldest < ringDays) return
  const from = warehouse * ringDays + ringRow(oldest)
  const to = warehouse * ringDays + ringRow(oldest + 1)
  for (let mark = 0; mark < orderClasses; mark++) {
    own.waitingOrders[to * orderClasses + mark]! += own.waitingOrders[from * orderClasses + mark]!
    own.waitingOrders[from * orderClasses + mark] = 0
  }
  own.waitingLocal[to]! += own.waitingLocal[from]!
  own.waitingLocal[from] = 0
  own.oldestDay[warehouse] = oldest + 1
}

/** Ships up to `capacity` orders from a warehouse by its policy. */
export function shipOrders(
  state: State,
  warehouse: number,
  capacity: number,
  shipment: Shipment,
): void {
  shipment.orders = 0
  shipment.waitedDays = 0
  shipment.groupOrders.fill(0)
  shipment.groupDays.fill(0)
  const { shipPolicy, shipPolicyUntilDay, coreShareRatio } = state.fulfilment
  const isInForce = shipPolicyUntilDay[warehouse]! >= state.day
  const policy = isInForce ? shipPolicies[shipPolicy[warehouse]!] : 'fifo'
  let first = 0
  if (policy === 'coreFirst') {
    first = ship(
      state,
      warehouse,
      coreMark,
      Math.floor(capacity * coreShareRatio[warehouse]!),
      shipment,
    )
  } else if (policy === 'valueFirst') {
    first = ship(state, warehouse, largeMark, capacity, shipment)
  }
  ship(state, warehouse, 0, capacity - first, shipment)
  forgetEmptyDays(state, warehouse)
}

/** Ships orders that carry a mark (0: all), oldest first; gives how many. Classes of a day in proportion. */
function ship(
  state: State,
  warehouse: number,
  mark: number,
  capacity: number,
  shipment: Shipment,
): number {
  const { waitingOrders, waitingLocal, oldestDay } = state.fulfilment
  const { day } = state
  let left = capacity
  for (let ordered = oldestDay[warehouse]!; ordered <= day && left > 0; ordered++) {
    const cohort = warehouse * ringDays + ringRow(ordered)
    const start = cohort * orderClasses
    let waiting = 0
    let eligible = 0
    for (let c = 0; c < orderClasses; c++) {
      waiting += waitingOrders[start + c]!
      if ((c & mark) === mark) eligible += waitingOrders[start + c]!
    }
    if (eligible === 0) continue
    const shipped = Math.min(eligible, left)
    let rest = shipped
    for (let c = 0; c < orderClasses; c++) {
      if ((c & mark) !== mark) continue
      const orders = Math.floor((waitingOrders[start + c]! * shipped) / eligible)
      waitingOrders[start + c]! -= orders
      rest -= orders
    }
    for (let c = 0; c < orderClasses && rest > 0; c++) {
      if ((c & mark) !== mark) continue
      const orders = Math.min(rest, waitingOrders[start + c]!)
      waitingOrders[start + c]! -= orders
      rest -= orders
    }
    const local = Math.floor((shipped * waitingLocal[cohort]!) / waiting + 0.5)
    waitingLocal[cohort]! -= local
    const age = day - ordered
    const group = age > shipWithinDays ? lateGroup : 0
    shipment.groupOrders[group]! += local
    shipment.groupDays[group]! += local * age
    shipment.groupOrders[group + remoteGroup]! += shipped - local
    shipment.groupDays[group + remoteGroup]! += (shipped - local) * age
    shipment.orders += shipped
    shipment.waitedDays += shipped * age
    left -= shipped
  }
  return capacity - left
}

/** Orders of one day that wait for capacity. */
export function waitingOf(state: State, warehouse: number, orderedDay: number): number {
  const { waitingOrders } = state.fulfilment
  const start = (warehouse * ringDays + ringRow(orderedDay)) * orderClasses
  let orders = 0
  for (let c = 0; c < orderClasses; c++) orders += waitingOrders[start + c]!
  return orders
}

function forgetEmptyDays(state: State, warehouse: number): void {
  const { oldestDay } = state.fulfilment
  let oldest = oldestDay[warehouse]!
  while (oldest < state.day && waitingOf(state, warehouse, oldest) === 0) oldest++
  oldestDay[warehouse] = oldest
}

/** Counts at the close: what waits, how long, and what should have gone by now. */
export function countBacklog(model: Model, state: State, warehouse: number): void {
  const { fulfilment: own, today, day } = state
  const { held } = own
  const dueDay = day - shipWithinDays
  let backlog = 0
  let stuck = 0
  let late = 0
  let oldest = day + 1
  for (let ordered = own.oldestDay[warehouse]!; ordered <= day; ordered++) {
    const waiting = waitingOf(state, warehouse, ordered)
    if (waiting === 0) continue
    backlog += waiting
    if (ordered < day) stuck += waiting
    if (ordered === dueDay) late += waiting
    oldest = Math.min(oldest, ordered)
  }
  own.queuedOrders[warehouse] = backlog
  for (let i = 0; i < held.count; i++) {
    if (model.fulfilment.warehouseOfStock[held.stock[i]!] !== warehouse) continue
    const ordered = held.orderedDay[i]!
    backlog += 1
    if (ordered < day) stuck += 1
    if (ordered === dueDay) late += 1
    oldest = Math.min(oldest, ordered)
  }
  own.backlogOrders[warehouse] = backlog
  own.stuckOrders[warehouse] = stuck
  own.oldestBacklogHours[warehouse] = oldest > day ? NaN : hoursSince(oldest, day)
  const due = own.arrivedOrders[warehouse * ringDays + ringRow(dueDay)]!
  today.fulfilment.dueOrders[warehouse] = due
  today.fulfilment.onTimeOrders[warehouse] = Math.max(0, due - late)
}

/** Age at the close of a day of what came on another: things come at noon in the mean. */
export function hoursSince(cameDay: number, day: number): number {
  return 24 * (day - cameDay) + 12
}
