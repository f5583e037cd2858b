/** Couriers: parcels leave, travel some days, and arrive on time or late, sound or damaged. */
import { accounts, noProduct, postCost, postRefund } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, type Key } from '../../random.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { lateGroup, remoteGroup, shipGroups, type Shipment } from './backlog.ts'
import { premiumCapacity } from './premium.ts'
import { counterOf, drawPart } from './shares.ts'
import { leverOf } from './levers.ts'

/** Draws of a group of parcels lie this far apart. */
const drawsPerGroup = 128

/** Parcels of today are handed to the couriers, who are paid for them now. */
export function sendParcels(
  model: Model,
  state: State,
  luck: Luck,
  warehouse: number,
  shipment: Shipment,
  premiumShare: number,
  premiumParts: Float64Array,
): void {
  const { settings } = model
  const { today } = state
  const key = deriveKey(luck.seed, luck.replication, 'fulfilment.parcels', state.day)
  const hash = model.fulfilment.warehouseHash[warehouse]!
  let premiumLeft = premiumShare > 0 ? premiumCapacity(model, state, warehouse) : 0
  let premiumOrders = 0
  let localOrders = 0
  /** Parcels, as so many of the standard courier’s; another region’s surcharge is paid with the order. */
  let standards = 0
  const premiumFactor = settings['couriers.premiumCostFactor']
  for (let group = 0; group < shipGroups; group++) {
    const orders = shipment.groupOrders[group]!
    if (orders === 0) continue
    const days = shipment.groupDays[group]!
    const counter = counterOf(hash, 2 * group * drawsPerGroup)
    const premium = Math.min(premiumLeft, drawPart(key, counter, orders, premiumShare))
    premiumLeft -= premium
    premiumOrders += premium
    standards += orders - premium + premium * premiumFactor
    if ((group & remoteGroup) === 0) localOrders += orders
    const daysEach = days / orders
    send(model, state, key, warehouse, group, orders - premium, daysEach, false)
    if (premium > 0) send(model, state, key, warehouse, group, premium, daysEach, true)
  }
  today.fulfilment.shippedOrders[warehouse]! += shipment.orders
  today.fulfilment.localOrders[warehouse]! += localOrders
  today.fulfilment.waitedDays[warehouse]! += shipment.waitedDays
  if (shipment.orders === 0) return
  if (premiumOrders > 0) {
    let total = 0
    for (let segment = 0; segment < premiumParts.length; segment++) total += premiumParts[segment]!
    for (let segment = 0; segment < premiumParts.length; segment++) {
      today.fulfilment.premiumOrders[segment]! += (premiumOrders * premiumParts[segment]!) / total
    }
  }
  const cents =
    standards *
    settings['money.shippingCentsPerOrder'] *
    state.service.warehouseRelationFactor[warehouse]!
  postCost(state, accounts.shipping, Math.floor(cents + 0.5))
  const wrong = drawWrong(model, state, luck, warehouse, shipment.orders)
  today.fulfilment.wrongParcels[warehouse]! += wrong
  if (wrong > 0) postCost(state, accounts.shipping, wrong * settings['fulfilment.wrongParcelCents'])
}

/** Wrong parcels: more by temporary staff, and where goods lie in the wrong zone. */
function drawWrong(
  model: Model,
  state: State,
  luck: Luck,
  warehouse: number,
  parcels: number,
): number {
  const { settings, fulfilment } = model
  const { packingOrders, leverAmount, pickErrorFactor } = state.fulfilment
  const temps = leverAmount[leverOf(warehouse, 'temps')]!
  const packers = packingOrders[warehouse]! + leverAmount[leverOf(warehouse, 'overtime')]! + temps
  const tempsShare = temps > 0 ? temps / packers : 0
  const ratio =
    settings['fulfilment.wrongParcelRatio'] *
    (1 + (settings['fulfilment.tempsErrorFactor'] - 1) * tempsShare) *
    pickErrorFactor[warehouse]!
  const key = deriveKey(luck.seed, luck.replication, 'fulfilment.wrong', state.day)
  return drawPart(key, fulfilment.warehouseHash[warehouse]!, parcels, ratio)
}

/** Parcels of one group go on their way: most arrive within the courier's promise, some after it. */
function send(
  model: Model,
  state: State,
  key: Key,
  warehouse: number,
  group: number,
  parcels: number,
  waitedDaysEach: number,
  isPremium: boolean,
): void {
  if (parcels === 0) return
  const { warehouseHash, localDays, remoteDays, lateDays } = model.fulfilment
  const { courierLateFactor } = state.world
  const days = (group & remoteGroup) === 0 ? localDays : remoteDays
  const isShippedLate = (group & lateGroup) !== 0
  const hash = warehouseHash[warehouse]!
  let draw = (2 * group + (isPremium ? 1 : 0)) * drawsPerGroup + 1
  const lateShare = model.settings['couriers.lateRatio'] * courierLateFactor[warehouse]!
  const late = drawPart(key, counterOf(hash, draw++), parcels, lateShare)
  const faster = isPremium ? 1 : 0
  let left = parcels - late
  for (let i = 0; i < days.length && left > 0; i++) {
    const count = drawPart(key, counterOf(hash, draw++), left, days[i]!)
    left -= count
    expect(
      state,
      warehouse,
      Math.max(1, i + 1 - faster),
      count,
      waitedDaysEach,
      isPremium,
      0,
      isShippedLate,
    )
  }
  left = late
  draw = (2 * group + (isPremium ? 1 : 0)) * drawsPerGroup + drawsPerGroup / 2
  for (let i = 0; i < lateDays.length && left > 0; i++) {
    const count = drawPart(key, counterOf(hash, draw++), left, lateDays[i]!)
    left -= count
    const transit = Math.max(1, days.length + i + 1 - faster)
    expect(state, warehouse, transit, count, waitedDaysEach, isPremium, count, true)
  }
}

/** Notes parcels that will be delivered after `transitDays`. */
function expect(
  state: State,
  warehouse: number,
  transitDays: number,
  parcels: number,
  waitedDaysEach: number,
  isPremium: boolean,
  late: number,
  isLateForBuyer: boolean,
): void {
  if (parcels === 0) return
  const own = state.fulfilment
  const due = warehouse * ringDays + ringRow(state.day + transitDays)
  own.dueParcels[due]! += parcels
  own.dueDays[due]! += parcels * (waitedDaysEach + transitDays)
  own.dueLate[due]! += late
  if (isPremium) own.duePremium[due]! += parcels
  if (isLateForBuyer) own.dueLateForBuyer[due]! += parcels
}

/** Parcels due today reach their buyers; for damaged and lost ones a part of the price is paid back. */
export function deliverParcels(model: Model, state: State, luck: Luck): void {
  const { fulfilment: own, today, world } = state
  const { settings } = model
  const damageRatio = settings['couriers.damageRatio']
  const key = deriveKey(luck.seed, luck.replication, 'fulfilment.damage', state.day)
  const row = ringRow(state.day)
  for (let warehouse = 0; warehouse < own.backlogOrders.length; warehouse++) {
    const due = warehouse * ringDays + row
    const parcels = own.dueParcels[due]!
    if (parcels === 0) continue
    const premium = own.duePremium[due]!
    const hash = model.fulfilment.warehouseHash[warehouse]!
    const ratio = damageRatio * world.courierDamageFactor[warehouse]!
    const damaged =
      drawPart(key, counterOf(hash, 0), parcels - premium, ratio) +
      drawPart(key, counterOf(hash, 1), premium, ratio * settings['couriers.premiumDamageFactor'])
    today.fulfilment.deliveredOrders[warehouse] = parcels
    today.fulfilment.lateDeliveries[warehouse] = own.dueLate[due]!
    today.fulfilment.lateForBuyers[warehouse] = own.dueLateForBuyer[due]!
    today.fulfilment.deliveryHours[warehouse] = 24 * own.dueDays[due]!
    today.fulfilment.damagedParcels[warehouse] = damaged
    own.dueParcels[due] = 0
    own.duePremium[due] = 0
    own.dueLate[due] = 0
    own.dueLateForBuyer[due] = 0
    own.dueDays[due] = 0
    const cents = damaged * own.meanOrderCents * settings['couriers.damageRefundRatio']
    if (cents > 0) postRefund(state, noProduct, Math.floor(cents + 0.5))
  }
}

/** What buyers of recent days have met with: sums that fade by the day, and the mean time they waited. */
export function judgeDelivery(model: Model, state: State): void {
  const { fulfilment: own, today } = state
  const keep = 1 - 1 / model.settings['fulfilment.memoryDays']
  for (let warehouse = 0; warehouse < own.deliveryDays.length; warehouse++) {
    const flows = today.fulfilment
    own.recentDelivered[warehouse] =
      keep * own.recentDelivered[warehouse]! + flows.deliveredOrders[warehouse]!
    own.recentLate[warehouse] = keep * own.recentLate[warehouse]! + flows.lateForBuyers[warehouse]!
    own.recentDamaged[warehouse] =
      keep * own.recentDamaged[warehouse]! + flows.damagedParcels[warehouse]!
    own.recentDays[warehouse] =
      keep * own.recentDays[warehouse]! + flows.deliveryHours[warehouse]! / 24
    own.recentWrong[warehouse] = keep * own.recentWrong[warehouse]! + flows.wrongParcels[warehouse]!
    const delivered = own.recentDelivered[warehouse]!
    if (delivered > 0) own.deliveryDays[warehouse] = own.recentDays[warehouse]! / delivered
  }
}
