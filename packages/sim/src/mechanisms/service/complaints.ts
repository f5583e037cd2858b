/**
 * Complaints: about goods, about their delivery, about the platform. Each is a ticket; each has a party that truly
 * caused it, and is booked on one, in three of ten cases on another, until the cause is traced.
 */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, drawUniform32, type Key } from '../../random.ts'
import { poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { deliveredRow } from '../reviews/deliveries.ts'
import { addArrival, numbered } from './arrivals.ts'
import { claimRows, partyScopes, type PartyScope } from './state.ts'

const causes = { goods: 0, delivery: 1, platform: 2 } as const

/** Complaints about what was delivered today, one Poisson draw a product; the day's delivery trouble falls to products by units. */
export function drawComplaints(model: Model, state: State, luck: Luck): void {
  const { settings, productHash } = model
  const { shippedUnits, shippedDefects, shippedTotal } = state.reviews
  const { complaints } = state.today.service
  openClaimRow(state)
  const start = deliveredRow(model, state)
  const units = shippedTotal[start / productHash.length]!
  if (units === 0) return
  const perDefect = settings['complaints.perDefectiveUnit']
  const perUnitByPlatform = settings['complaints.perUnitByPlatform']
  const troubles = deliveryTroubles(model, state)
  const perUnitByCourier = total(troubles) / units
  const perUnit = perUnitByCourier + perUnitByPlatform
  if (perDefect === 0 && perUnit === 0) return
  const keyOf = (purpose: `service.${string}`) =>
    deriveKey(luck.seed, luck.replication, purpose, state.day)
  const key = keyOf('service.complaints')
  const keys: BookingKeys = {
    cause: keyOf('service.cause'),
    ticketClass: keyOf('service.complaintClass'),
    party: keyOf('service.party'),
    booking: keyOf('service.booking'),
  }
  for (let product = 0; product < productHash.length; product++) {
    const delivered = shippedUnits[start + product]!
    if (delivered === 0) continue
    const byGoods = perDefect * shippedDefects[start + product]!
    const mean = byGoods + delivered * perUnit
    const count = poissonQuantile(drawUniform(key, productHash[product]!), mean)
    if (count === 0) continue
    complaints[product]! += count
    for (let k = 0; k < count; k++) {
      const counter = numbered(productHash[product]!, k)
      const share = drawUniform32(keys.cause, counter) * mean
      const cause =
        share < byGoods
          ? causes.goods
          : share < byGoods + delivered * perUnitByCourier
            ? causes.delivery
            : causes.platform
      book(model, state, keys, { product, counter, cause, troubles })
    }
  }
}

/** Expected complaints about the parcels delivered today, by warehouse. */
function deliveryTroubles(model: Model, state: State): Float64Array {
  const { lateForBuyers, damagedParcels, wrongParcels } = state.today.fulfilment
  const perLate = model.settings['complaints.perLateParcel']
  const perDamaged = model.settings['complaints.perDamagedParcel']
  return lateForBuyers.map(
    (late, w) => perLate * late + perDamaged * (damagedParcels[w]! + wrongParcels[w]!),
  )
}

/** Keys of the draws of a day. */
interface BookingKeys {
  readonly cause: Key
  readonly ticketClass: Key
  readonly party: Key
  readonly booking: Key
}

interface Complaint {
  readonly product: number
  readonly counter: number
  readonly cause: number
  readonly troubles: Float64Array
}

/** One complaint becomes a ticket and is booked on a party. */
function book(model: Model, state: State, keys: BookingKeys, complaint: Complaint): void {
  const { product, counter, cause } = complaint
  const { settings, service } = model
  const classUniform = drawUniform32(keys.ticketClass, counter)
  const { complaintCumulative, scratch } = service
  let ticketClass = 0
  while (
    ticketClass < complaintCumulative.length - 1 &&
    complaintCumulative[ticketClass]! <= classUniform
  ) {
    ticketClass += 1
  }
  addArrival(scratch, ticketClass, counter, product)

  const place = drawUniform32(keys.party, counter)
  const entityOf = (kind: number): number =>
    kind === causes.goods
      ? model.supplierOfProduct[product]!
      : kind === causes.delivery
        ? pick(kind === cause ? complaint.troubles : model.fulfilment.shareRatio, place, 0)
        : pick(state.closed.demand.channelOrders, place, model.demand.channels.marketplace)
  const causeEntity = entityOf(cause)
  const wrong = settings['complaints.wrongBookingRatio']
  const booking = drawUniform32(keys.booking, counter)
  let kind = cause
  let entity = causeEntity
  if (booking < wrong && !isTraced(model, state, cause, causeEntity)) {
    const other = (cause + (booking < wrong / 2 ? 1 : 2)) % 3
    const otherEntity = entityOf(other)
    if (!isTraced(model, state, other, otherEntity)) {
      kind = other
      entity = otherEntity
    }
  }
  const row = state.day & (claimRows - 1)
  const { causedByDay, bookedByDay } = state.service
  const parties = causedByDay.length / claimRows
  causedByDay[row * parties + partyOf(state, partyScopes[cause]!, causeEntity)]! += 1
  bookedByDay[row * parties + partyOf(state, partyScopes[kind]!, entity)]! += 1
  bookedColumn(state, kind)[entity]! += 1
}

function bookedColumn(state: State, kind: number): Float64Array {
  const { supplierComplaints, warehouseComplaints, channelComplaints } = state.today.service
  return kind === causes.goods
    ? supplierComplaints
    : kind === causes.delivery
      ? warehouseComplaints
      : channelComplaints
}

/** True while complaints of this party are booked rightly because somebody has traced them. */
function isTraced(model: Model, state: State, kind: number, entity: number): boolean {
  const days = model.settings['complaints.tracedDays']
  return state.people.tracedDay[partyScopes[kind]!][entity]! + days >= state.day
}

/** Index of a party among all parties. */
export function partyOf(state: State, scope: PartyScope, entity: number): number {
  const suppliers = state.service.supplierRelationFactor.length
  const warehouses = state.service.warehouseRelationFactor.length
  return scope === 'supplier'
    ? entity
    : scope === 'warehouse'
      ? suppliers + entity
      : suppliers + warehouses + entity
}

/** The row of today is cleared for the complaints of today. */
function openClaimRow(state: State): void {
  const { causedByDay, bookedByDay } = state.service
  const parties = causedByDay.length / claimRows
  const start = (state.day & (claimRows - 1)) * parties
  causedByDay.fill(0, start, start + parties)
  bookedByDay.fill(0, start, start + parties)
}

/** Index drawn in proportion to weights; `otherwise` when there are none. */
function pick(weights: Float64Array, uniform: number, otherwise: number): number {
  let left = uniform * total(weights)
  if (left === 0) return Math.max(0, otherwise)
  let last = otherwise
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue
    last = i
    left -= weights[i]!
    if (left < 0) break
  }
  return last
}

function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
