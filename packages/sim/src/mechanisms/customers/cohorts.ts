/**
 * Cohorts of first orders, by day and channel: how many there were, how many have not ordered again, how many came
 * back within 7 and within 30 days. A second order belongs to one of the waiting customers, drawn in proportion.
 */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { cohortDays } from './state.ts'

/** Row of a day in the ring of cohorts; days may be negative. */
export function cohortRow(day: number): number {
  return ((day % cohortDays) + cohortDays) % cohortDays
}

/**
 * Opens the cohort of today: new customers by channel in proportion to the channel's orders, at most as many; the
 * other orders of a channel come from returning customers.
 */
export function noteFirstOrders(model: Model, state: State, luck: Luck, newcomers: number): void {
  const { channelHash } = model.customers
  const channels = channelHash.length
  const own = state.customers
  const row = cohortRow(state.day) * channels
  for (const column of [
    own.cohortNew,
    own.cohortWaiting,
    own.cohortBackIn7d,
    own.cohortBackIn30d,
  ]) {
    column.fill(0, row, row + channels)
  }
  const orders = state.today.demand.channelOrders
  let ordersLeft = 0
  for (const count of orders) ordersLeft += count
  const isTied = ordersLeft >= newcomers
  const key = deriveKey(luck.seed, luck.replication, 'customers.newChannel', state.day)
  let left = newcomers
  for (let c = 0; c < channels; c++) {
    // those who remain must find room in the channels after this one
    const roomAfter = isTied ? ordersLeft - orders[c]! : Infinity
    const most = isTied ? orders[c]! : left
    const chance = ordersLeft > 0 ? orders[c]! / ordersLeft : c === channels - 1 ? 1 : 0
    const drawn = binomialQuantile(drawUniform(key, channelHash[c]!), left, Math.min(1, chance))
    const count = Math.min(most, Math.max(drawn, left - roomAfter))
    left -= count
    ordersLeft -= orders[c]!
    own.cohortNew[row + c] = count
    own.cohortWaiting[row + c] = count
    own.cohortFactor[row + c] = state.world.channelRepeatFactor[c]!
    state.today.customers.newCustomers[c]! += count
    if (isTied) state.today.customers.returningByChannel[c] = orders[c]! - count
  }
}

/** Second orders of promising customers: each belongs to a cohort, in proportion to who waits there. */
export function noteSecondOrders(model: Model, state: State, luck: Luck, orders: number): void {
  const { channelHash } = model.customers
  const channels = channelHash.length
  const own = state.customers
  const key = deriveKey(luck.seed, luck.replication, 'customers.secondOrder', state.day)
  let waiting = 0
  const rowSums = new Float64Array(cohortDays)
  let isPlain = true
  for (let i = 0; i < own.cohortWaiting.length; i++) {
    const factor = own.cohortFactor[i]!
    waiting += own.cohortWaiting[i]! * factor
    rowSums[Math.floor(i / channels)]! += own.cohortWaiting[i]!
    if (factor !== 1) isPlain = false
  }
  for (let k = 0; k < orders && waiting > 0; k++) {
    const u = drawUniform(key, Math.imul(k + 1, 0x9e3779b1))
    const at = isPlain
      ? findByRow(own.cohortWaiting, rowSums, channels, u * waiting)
      : findCohort(own.cohortWaiting, own.cohortFactor, u * waiting)
    if (own.cohortWaiting[at]! <= 0) break
    own.cohortWaiting[at]! -= 1
    rowSums[Math.floor(at / channels)]! -= 1
    waiting -= own.cohortFactor[at]!
    const ageDays = cohortAgeDays(state.day, Math.floor(at / channels))
    if (ageDays <= 7) own.cohortBackIn7d[at]! += 1
    if (ageDays <= 30) own.cohortBackIn30d[at]! += 1
  }
}

function findCohort(counts: Float64Array, factors: Float64Array, target: number): number {
  let passed = 0
  let last = 0
  for (let i = 0; i < counts.length; i++) {
    const weight = counts[i]! * factors[i]!
    if (weight <= 0) continue
    last = i
    passed += weight
    if (passed >= target) return i
  }
  return last
}

/** The same where all factors are 1: sums of whole numbers are exact, so whole rows can be passed at once. */
function findByRow(
  counts: Float64Array,
  rowSums: Float64Array,
  channels: number,
  target: number,
): number {
  let passed = 0
  let row = 0
  while (row < rowSums.length - 1 && passed + rowSums[row]! < target) {
    passed += rowSums[row]!
    row += 1
  }
  const start = row * channels
  for (let i = start; i < start + channels; i++) {
    passed += counts[i]!
    if (counts[i]! > 0 && passed >= target) return i
  }
  return start
}

/** Days since the first orders of the cohort in this row of the ring, seen on `day`. */
function cohortAgeDays(day: number, row: number): number {
  const age = cohortRow(day) - row
  return age >= 0 ? age : age + cohortDays
}

/**
 * Part of first orders of `fromDaysAgo` … `toDaysAgo` days ago (counted on the closed day) that ordered again in
 * time, for each channel and last for all; NaN without first orders.
 */
export function retention(
  state: State,
  channels: number,
  back: Float64Array,
  fromDaysAgo: number,
  toDaysAgo: number,
): Float64Array {
  const ratios = new Float64Array(channels + 1)
  let allNew = 0
  let allBack = 0
  for (let c = 0; c < channels; c++) {
    let first = 0
    let again = 0
    for (let ago = fromDaysAgo; ago <= toDaysAgo; ago++) {
      const at = cohortRow(state.day - ago) * channels + c
      first += state.customers.cohortNew[at]!
      again += back[at]!
    }
    ratios[c] = first === 0 ? NaN : again / first
    allNew += first
    allBack += again
  }
  ratios[channels] = allNew === 0 ? NaN : allBack / allNew
  return ratios
}
