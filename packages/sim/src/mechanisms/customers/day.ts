/**
 * The day of the customers, after its orders are known. Of N orders a binomial part comes from earlier customers,
 * shared out to segments by what they wish; the rest are first orders. Then time cools those who did not order.
 */
import { sumOfWhole } from '../../columns.ts'
import { exp } from '../../math.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, hashId, type Key } from '../../random.ts'
import { ringRow } from '../../rings.ts'
import { binomialQuantile, poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { colder, segmentCount, segments, warmer } from './chain.ts'
import { noteFirstOrders, noteSecondOrders } from './cohorts.ts'
import { spendOnCustomers } from './costs.ts'
import { noteReferrals, referralVisits } from './referral.ts'
import { refreshWishes, tierOf, totalWish } from './wishes.ts'

const shopCounter = hashId('shop')
const { active, champion, promising } = segments

/** Orders of the day and time move customers between segments. */
export function moveCustomers(model: Model, state: State, luck: Luck): void {
  const { settings } = model
  const areTied = settings['customers.areTiedToOrders'] === 1
  if (areTied) shareOutOrders(model, state, luck)
  else orderOnTheirOwn(model, state, luck)
  noteReferrals(model, state, luck)
  spendOnCustomers(model, state, luck)
  noteOrders(state)
  noteDisappointment(model, state)
  moveByTime(model, state, luck)
  refreshForTomorrow(model, state)
}

/** The shop's orders of the day, by new and earlier customers. */
function shareOutOrders(model: Model, state: State, luck: Luck): void {
  const orders = state.today.demand.orderTotal[0]!
  const { customers, openingWish, wishFactor } = state.customers
  const share = model.settings['customers.repeatOrderShareRatio']
  const wish = totalWish(model, state)
  const pull = openingWish > 0 ? share * (wish / openingWish) : 0
  const returningShare = pull === 0 ? 0 : pull / (1 - share + pull)
  const key = deriveKey(luck.seed, luck.replication, 'customers.returning', state.day)
  const returning = binomialQuantile(drawUniform(key, shopCounter), orders, returningShare)
  const segmentKey = deriveKey(luck.seed, luck.replication, 'customers.segment', state.day)
  let left = returning
  let wishLeft = wish
  let placed = 0
  for (let s = 0; s < segmentCount && left > 0; s++) {
    const weight = customers[s]! * model.customers.orderRatio[s]! * wishFactor[s]!
    if (weight <= 0) continue
    const u = drawUniform(segmentKey, model.customers.segmentHash[s]!)
    const drawn = binomialQuantile(u, left, Math.min(1, weight / wishLeft))
    left -= drawn
    wishLeft -= weight
    placed += takeOrders(model, state, luck, s, Math.min(drawn, customers[s]!))
  }
  welcome(model, state, luck, orders - placed)
}

/** A customer base on its own, as the laboratory knows it: every customer orders by chance, newcomers are given. */
function orderOnTheirOwn(model: Model, state: State, luck: Luck): void {
  const { customers, wishFactor } = state.customers
  const key = deriveKey(luck.seed, luck.replication, 'customers.segment', state.day)
  const counts = customers.map((count, s) =>
    binomialQuantile(
      drawUniform(key, model.customers.segmentHash[s]!),
      count,
      Math.min(1, model.customers.orderRatio[s]! * wishFactor[s]!),
    ),
  )
  counts.forEach((count, s) => takeOrders(model, state, luck, s, count))
  const newKey = deriveKey(luck.seed, luck.replication, 'customers.new', state.day)
  const newcomers = poissonQuantile(
    drawUniform(newKey, shopCounter),
    model.settings['customers.newPerDay'],
  )
  welcome(model, state, luck, newcomers)
}

/** Books repeat orders of a segment: its customers warm up, or leave for ever. Gives their number. */
function takeOrders(
  model: Model,
  state: State,
  luck: Luck,
  segment: number,
  orders: number,
): number {
  if (orders === 0) return 0
  const { settings, customers: constants } = model
  const own = state.customers
  const flows = state.today.customers
  flows.segmentOrders[segment]! += orders
  flows.returningCustomers[segment]! += orders
  if (segment === promising) noteSecondOrders(model, state, luck, orders)
  const draw = (key: Key, n: number, p: number) =>
    binomialQuantile(drawUniform(key, constants.segmentHash[segment]!), n, p)
  const leaveKey = deriveKey(luck.seed, luck.replication, 'customers.leave', state.day)
  const leaving = draw(leaveKey, orders, settings['customers.leaveAfterOrderRatio'])
  flows.leavers[0]! += leaving
  const staying = orders - leaving
  const { members } = takeOut(own, segment, orders)
  const promoteKey = deriveKey(luck.seed, luck.replication, 'customers.promote', state.day)
  const promoted =
    segment === active ? draw(promoteKey, staying, settings['customers.championRatio']) : 0
  // who has just ordered was last seen today, and has ordered at least twice
  const part = (count: number) => ({
    recencySumDays: 0,
    repeat: count,
    members: (members * count) / orders,
  })
  putIn(own, warmer[segment]!, staying - promoted, part(staying - promoted))
  putIn(own, champion, promoted, part(promoted))
  return orders
}

/** First orders. */
function welcome(model: Model, state: State, luck: Luck, newcomers: number): void {
  state.today.customers.segmentOrders[promising]! += newcomers
  putIn(state.customers, promising, newcomers, { recencySumDays: 0, repeat: 0, members: 0 })
  noteFirstOrders(model, state, luck, newcomers)
}

type Own = State['customers']

/** What some customers of a segment are like, as sums over them. */
interface Traits {
  readonly recencySumDays: number
  readonly repeat: number
  readonly members: number
}

function putIn(own: Own, segment: number, count: number, traits: Traits): void {
  own.customers[segment]! += count
  own.recencySumDays[segment]! += traits.recencySumDays
  own.repeatCustomers[segment]! += traits.repeat
  own.privateMembers[segment]! += traits.members
}

/** Takes customers out of a segment, at most all of them; they are like the others in the mean. */
function takeOut(own: Own, segment: number, count: number): Traits {
  const share = count / own.customers[segment]!
  const traits = {
    recencySumDays: own.recencySumDays[segment]! * share,
    repeat: own.repeatCustomers[segment]! * share,
    members: own.privateMembers[segment]! * share,
  }
  own.customers[segment]! -= count
  own.recencySumDays[segment]! -= traits.recencySumDays
  own.repeatCustomers[segment]! -= traits.repeat
  own.privateMembers[segment]! -= traits.members
  return traits
}

function noteDisappointment(model: Model, state: State): void {
  const { lostTotalUnits, soldTotalUnits } = state.today.shelves
  const lost = lostTotalUnits[0]!
  const demanded = lost + soldTotalUnits[0]!
  if (demanded === 0) return
  const keep = exp(-Math.LN2 / model.settings['customers.stockoutMemoryDays'])
  const own = state.customers
  own.disappointmentRatio = keep * own.disappointmentRatio + (1 - keep) * (lost / demanded)
}

/** Those who did not order grow colder, a day older since their last order. */
function moveByTime(model: Model, state: State, luck: Luck): void {
  const own = state.customers
  const { coolRatio, segmentHash } = model.customers
  const key = deriveKey(luck.seed, luck.replication, 'customers.cool', state.day)
  const cooling = own.customers.map((count, s) =>
    count === 0 ? 0 : binomialQuantile(drawUniform(key, segmentHash[s]!), count, coolRatio[s]!),
  )
  for (let s = 0; s < segmentCount; s++) own.recencySumDays[s]! += own.customers[s]!
  cooling.forEach((count, s) => {
    if (count === 0) return
    const traits = takeOut(own, s, count)
    const to = colder[s]!
    if (to >= 0) putIn(own, to, count, traits)
  })
}

/** Days over which premium parcels are remembered. */
const premiumMemoryDays = 28

/** What customers remember of how their parcels travelled, and the running totals of orders and newcomers. */
function noteOrders(state: State): void {
  const own = state.customers
  const { segmentOrders, newCustomers } = state.today.customers
  const { premiumOrders } = state.today.fulfilment
  for (let s = 0; s < segmentCount; s++) {
    if (segmentOrders[s] === 0) continue
    const share = Math.min(1, premiumOrders[s]! / segmentOrders[s]!)
    own.premiumShare[s]! += (share - own.premiumShare[s]!) / premiumMemoryDays
  }
  addToTotals(own.orderTotals, segmentOrders, state.totals.closedDays)
  addToTotals(own.newTotals, newCustomers, state.totals.closedDays)
}

/** Writes the row of the day that is about to close. */
function addToTotals(totals: Float64Array, values: Float64Array, closedDays: number): void {
  const width = values.length
  const from = ringRow(closedDays) * width
  const to = ringRow(closedDays + 1) * width
  for (let i = 0; i < width; i++) totals[to + i] = totals[from + i]! + values[i]!
}

/** What tomorrow's demand reads. */
function refreshForTomorrow(model: Model, state: State): void {
  const own = state.customers
  for (let s = 0; s < segmentCount; s++) {
    own.recentMessages[s] = (own.recentMessages[s]! * 6) / 7 + own.contactsPerWeek[s]! / 7
  }
  refreshWishes(model, state)
  const share = model.settings['customers.repeatOrderShareRatio']
  if (own.openingWish > 0) {
    own.repeatDemandFactor = 1 - share + share * (totalWish(model, state) / own.openingWish)
  }
  const referral = model.entities.channel.ids.indexOf('referral')
  state.demand.channelExtraVisits[referral] = referralVisits(model, state)
  const { segmentOrders } = state.today.customers
  const orders = sumOfWhole(segmentOrders)
  if (orders === 0) return
  let members = 0
  let vips = 0
  let group = 0
  for (let s = 0; s < segmentCount; s++) {
    const tier = tierOf(state, s)
    if (tier > 0) members += segmentOrders[s]!
    if (tier === 2) vips += segmentOrders[s]!
    const there = own.customers[s]!
    if (there > 0) group += segmentOrders[s]! * Math.min(1, own.privateMembers[s]! / there)
  }
  own.memberShareRatio = members / orders
  own.vipShareRatio = vips / orders
  own.groupShareRatio = group / orders
}
