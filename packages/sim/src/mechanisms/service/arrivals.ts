/** Tickets of a day: how many of each class, what about, and when they arrive. */
import type { Luck } from '../../luck.ts'
import { sumOfWhole } from '../../columns.ts'
import { exponentialQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, drawUniform32, drawWord, type Key } from '../../random.ts'
import { poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { deliveredRow, pickDelivered } from '../reviews/deliveries.ts'
import type { ArrivalScratch, TicketQueue } from './state.ts'

/** Places of a ticket within a packed number: 2^20 tickets a day, times of 2^−32 of a day's opening. */
const packing = 1_048_576
const wordRange = 4_294_967_296
/** Patience of a ticket that has not had to wait. */
const notDrawn = -Infinity

/** Mixes the number of a draw into the counter of its entity. */
export function numbered(counter: number, number: number): number {
  return counter ^ Math.imul(number + 1, 0x9e3779b1)
}

/** Adds a ticket that arrives today; −1: about no product. */
export function addArrival(
  scratch: ArrivalScratch,
  ticketClass: number,
  counter: number,
  product: number,
): void {
  const at = scratch.count++
  if (at === scratch.counter.length) {
    const rows = 2 * at
    scratch.packed = new Float64Array(rows)
    scratch.counter = enlarged(scratch.counter, new Int32Array(rows))
    scratch.product = enlarged(scratch.product, new Int32Array(rows))
    scratch.ticketClass = enlarged(scratch.ticketClass, new Uint8Array(rows))
  }
  scratch.counter[at] = counter
  scratch.product[at] = product
  scratch.ticketClass[at] = ticketClass
}

/**
 * Tickets that are no complaints: Poisson, with a mean for orders, returned units, stuck orders and the bad
 * reviews of the day before. The complaints of the day have been added already.
 */
export function drawTickets(model: Model, state: State, luck: Luck): void {
  const { service } = model
  const { classHash, scratch } = service
  const { today, closed } = state
  const orders = today.demand.orderTotal[0]!
  const returned = sumOfWhole(today.returns.returnedUnits)
  const badReviews = sumOfWhole(closed.reviews.badReviews)
  const stuck = sumOfWhole(state.fulfilment.stuckOrders)
  const openHours = service.closeHour - service.openHour
  const key = deriveKey(luck.seed, luck.replication, 'service.tickets', state.day)
  for (let c = 0; c < classHash.length; c++) {
    const mean =
      openHours * service.ticketsPerHour[c]! +
      orders * service.ticketsPerOrder[c]! +
      returned * service.ticketsPerReturnedUnit[c]! +
      stuck * service.ticketsPerStuckOrder[c]! +
      badReviews * service.ticketsPerBadReview[c]!
    if (mean === 0) continue
    const hash = classHash[c]!
    const tickets = poissonQuantile(drawUniform(key, hash), mean)
    for (let k = 0; k < tickets; k++) addArrival(scratch, c, numbered(hash, k), -1)
  }
}

/** Puts the tickets of the day behind those that wait, in the order of their arrival, with their work and patience. */
export function queueArrivals(model: Model, state: State, luck: Luck): void {
  const { service } = model
  const { scratch, serviceHours, patienceHours, hardTicketRatio, openHour, closeHour } = service
  const { queue } = state.service
  const { openedTickets } = state.today.service
  const { count, packed, counter, product, ticketClass } = scratch
  if (count === 0) return
  const purpose = (name: `service.${string}`) =>
    deriveKey(luck.seed, luck.replication, name, state.day)
  const timeKey = purpose('service.arrival')
  const workKey = purpose('service.work')
  const hardKey = purpose('service.hard')
  const startHour = 24 * state.day + openHour
  const hoursPerWord = (closeHour - openHour) / wordRange

  for (let j = 0; j < count; j++) {
    packed[j] = (drawWord(timeKey, counter[j]!) >>> 0) * packing + j
  }
  packed.subarray(0, count).sort()
  reserveTickets(queue, queue.count + count)
  const delivered = deliveredRow(model, state)
  for (let i = 0; i < count; i++) {
    const word = Math.floor(packed[i]! / packing)
    const j = packed[i]! - word * packing
    const c = ticketClass[j]!
    const draw = counter[j]!
    const arrivedHour = startHour + (word + 0.5) * hoursPerWord
    const isHard = hardTicketRatio[c]! > 0 && drawUniform32(hardKey, draw) < hardTicketRatio[c]!
    const row = queue.count++
    queue.ticketClass[row] = c
    queue.arrivedHour[row] = arrivedHour
    queue.serviceHours[row] = serviceHours[c]! * exponentialQuantile(drawUniform32(workKey, draw))
    queue.patienceHour[row] = patienceHours[c]! > 0 ? notDrawn : Infinity
    queue.isHard[row] = isHard ? 1 : 0
    queue.counter[row] = draw
    queue.product[row] =
      isHard && product[j]! < 0
        ? pickDelivered(state, delivered, drawUniform32(hardKey, ~draw))
        : product[j]!
    openedTickets[c]! += 1
  }
  scratch.count = 0
}

/** When the buyer of a ticket that has to wait gives up; drawn when it is first asked for, on the day it arrived. */
export function patienceOf(model: Model, state: State, key: Key, row: number): number {
  const { queue } = state.service
  if (queue.patienceHour[row] === notDrawn) {
    const hours = model.service.patienceHours[queue.ticketClass[row]!]!
    queue.patienceHour[row] =
      queue.arrivedHour[row]! + hours * exponentialQuantile(drawUniform32(key, queue.counter[row]!))
  }
  return queue.patienceHour[row]!
}

/** Makes room for so many tickets. */
function reserveTickets(queue: TicketQueue, count: number): void {
  if (count <= queue.product.length) return
  const rows = 2 * count
  queue.ticketClass = enlarged(queue.ticketClass, new Uint8Array(rows))
  queue.arrivedHour = enlarged(queue.arrivedHour, new Float64Array(rows))
  queue.serviceHours = enlarged(queue.serviceHours, new Float64Array(rows))
  queue.patienceHour = enlarged(queue.patienceHour, new Float64Array(rows))
  queue.isHard = enlarged(queue.isHard, new Uint8Array(rows))
  queue.product = enlarged(queue.product, new Int32Array(rows))
  queue.counter = enlarged(queue.counter, new Int32Array(rows))
}

/** The larger column with the values of the smaller one. */
export function enlarged<T extends Float64Array | Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
