/** Demand meets the shelves: regions, what is not there, waiting, substitutes, presales. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { listingStates } from '../../packages/sim/src/listingStates.ts'
import {
  coverWaiting,
  giveUpWaiting,
} from '../../packages/sim/src/mechanisms/shelves/backorders.ts'
import { fillDemand } from '../../packages/sim/src/mechanisms/shelves/filling.ts'
import { cancelPresale } from '../../packages/sim/src/mechanisms/shelves/presale.ts'
import { serveSubstitutes } from '../../packages/sim/src/mechanisms/shelves/substitution.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { deriveKey, drawUniform } from '../../packages/sim/src/random.ts'
import { binomialQuantile } from '../../packages/sim/src/samplers.ts'
import { createState, type State } from '../../packages/sim/src/state.ts'
import { model, product, twoWarehouses } from './shop.ts'

const luck = { seed: 42, replication: 0 }
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const lost = { 'stockouts.substituteRatio': 0, 'stockouts.waitRatio': 0 }
const waits = { 'stockouts.substituteRatio': 0, 'stockouts.waitRatio': 1 }

/** A shop on a day, with units on hand by stock, each at the product's cost. */
function shelf(shop: Model, onHand: readonly number[], day = 1): State {
  const state = createState(shop)
  state.day = day
  onHand.forEach((units, stock) => putIn(shop, state, stock, units))
  return state
}

function putIn(shop: Model, state: State, stock: number, units: number): void {
  state.shelves.onHandUnits[stock]! += units
  state.shelves.stockValueCents[stock]! += units * shop.unitCostCents[shop.productOfStock[stock]!]!
}

const uniformOf = (purpose: `shelves.${string}`, counter: number, day = 1) =>
  drawUniform(deriveKey(luck.seed, luck.replication, purpose, day), counter)

describe('one warehouse', () => {
  it('takes what is asked from the shelf at cost and counts the orders to ship', () => {
    const shop = model()
    const state = shelf(shop, [10, 10, 10])
    fillDemand(shop, state, luck, 0, 3, 4)
    const { shelves, offers, demand } = state.today
    expect(state.shelves.onHandUnits[0]).toBe(6)
    expect(state.shelves.stockValueCents[0]).toBe(30_000)
    expect([shelves.soldUnits[0], shelves.filledUnits[0], shelves.shippedUnits[0]]).toEqual([
      4, 4, 4,
    ])
    expect([shelves.regionUnits[0], shelves.demandedUnits[0], shelves.blockedUnits[0]]).toEqual([
      4, 4, 0,
    ])
    expect(shelves.cogsCents[0]).toBe(20_000)
    expect([shelves.ordersToShip[0], shelves.localOrders[0]]).toEqual([3, 3])
    expect([offers.gmvCents[0], demand.orders[0]]).toEqual([40_000, 3])
  })

  it('loses all that is not there when nobody waits or looks elsewhere', () => {
    const shop = model({}, lost)
    const state = shelf(shop, [3])
    fillDemand(shop, state, luck, 0, 5, 7)
    const { shelves, demand } = state.today
    expect([shelves.soldUnits[0], shelves.lostUnits[0], shelves.blockedUnits[0]]).toEqual([3, 4, 4])
    expect([demand.orders[0], shelves.ordersToShip[0]]).toEqual([3, 3])
    expect(shelves.lostOrders[0]).toBeCloseTo((5 * 4) / 7, 12)
    expect([shelves.missedUnits[0], state.shelves.waitingUnits[0]]).toEqual([4, 0])
  })

  it('sells nothing and books nothing when all of it is lost', () => {
    const shop = model({}, lost)
    const state = shelf(shop, [0])
    fillDemand(shop, state, luck, 0, 5, 7)
    expect(sum(state.today.offers.gmvCents) + sum(state.today.demand.orders)).toBe(0)
    expect(sum(state.today.money.costCents)).toBe(0)
  })

  it('lets everybody wait, paid at once, and serves them before new demand', () => {
    const shop = model({}, waits)
    const state = shelf(shop, [3])
    fillDemand(shop, state, luck, 0, 5, 7)
    const { today, shelves } = state
    expect([today.shelves.soldUnits[0], today.shelves.filledUnits[0]]).toEqual([7, 3])
    expect([today.shelves.lostUnits[0], today.shelves.waitedUnits[0]]).toEqual([0, 4])
    expect([today.demand.orders[0], today.offers.gmvCents[0]]).toEqual([5, 70_000])
    expect([shelves.backorderUnits[0], shelves.backorderOrders[0]]).toEqual([4, 2])
    expect([shelves.backorderCents[0], shelves.waitingUnits[0]]).toEqual([40_000, 4])
    expect(today.shelves.ordersToShip[0]).toBe(3)

    putIn(shop, state, 0, 2)
    coverWaiting(shop, state)
    expect([shelves.onHandUnits[0], shelves.backorderUnits[0]]).toEqual([0, 2])
    expect([shelves.backorderOrders[0], shelves.backorderCents[0]]).toEqual([1, 20_000])
    expect([today.shelves.shippedUnits[0], today.shelves.ordersToShip[0]]).toEqual([5, 4])
    expect(today.shelves.cogsCents[0]).toBe(25_000)

    putIn(shop, state, 0, 5)
    fillDemand(shop, state, luck, 0, 4, 4)
    // two of the five go to those who waited, three to the four who come now
    expect([shelves.onHandUnits[0], shelves.backorderUnits[0]]).toEqual([0, 1])
    expect(today.shelves.filledUnits[0]).toBe(6)
    expect(today.shelves.soldUnits[0]).toBe(11)
    expect(today.shelves.ordersToShip[0]).toBe(8)
    expect(state.shelves.waitingUnits[0]).toBe(1)
  })

  it('splits what is not there by two binomials of its own uniforms', () => {
    const shop = model()
    const state = shelf(shop, [2])
    fillDemand(shop, state, luck, 0, 60, 60)
    const counter = shop.stockHash[0]!
    const elsewhere = binomialQuantile(uniformOf('shelves.substitute', counter), 58, 0.3)
    const patient = binomialQuantile(uniformOf('shelves.wait', counter), 58 - elsewhere, 0.15 / 0.7)
    const { shelves } = state.today
    expect([shelves.substitutedUnits[0], state.shelves.backorderUnits[0]]).toEqual([
      elsewhere,
      patient,
    ])
    expect(shelves.lostUnits[0]).toBe(58 - elsewhere - patient)
    expect(shelves.poolUnits[0]).toBe(elsewhere)
    expect(elsewhere).toBeGreaterThan(5)
    expect(patient).toBeGreaterThan(1)
  })

  it('takes the shares of the product before those of its category before those of the shop', () => {
    const shop = model(
      {},
      {
        'products.p_1.waitRatio': 1,
        'products.p_1.substituteRatio': 0,
        'categories.c_b.substituteRatio': 1,
      },
    )
    expect(Array.from(shop.shelves.waitRatio)).toEqual([1, 0.15, 0.15])
    expect(Array.from(shop.shelves.substituteRatio)).toEqual([0, 1, 0.3])
    const state = shelf(shop, [])
    fillDemand(shop, state, luck, 0, 9, 9)
    fillDemand(shop, state, luck, 1, 9, 9)
    expect(state.shelves.backorderUnits[0]).toBe(9)
    expect(state.today.shelves.substitutedUnits[1]).toBe(9)
  })

  it('neither ships from nor delivers out of a closed warehouse', () => {
    const shop = model({}, waits)
    const state = shelf(shop, [10])
    state.world.warehouseIsClosed[0] = 1
    fillDemand(shop, state, luck, 0, 4, 4)
    coverWaiting(shop, state)
    expect([state.shelves.onHandUnits[0], state.shelves.backorderUnits[0]]).toEqual([10, 4])
    state.world.warehouseIsClosed[0] = 0
    coverWaiting(shop, state)
    expect([state.shelves.onHandUnits[0], state.shelves.backorderUnits[0]]).toEqual([6, 0])
  })
})

describe('regions', () => {
  const two = model({ warehouses: twoWarehouses }, lost)
  const north = binomialQuantile(uniformOf('shelves.region', two.stockHash[0]!), 20, 0.75)

  it('splits by the share of demand and fills each from its own warehouse', () => {
    const state = shelf(two, [30, 30])
    fillDemand(two, state, luck, 0, 20, 20)
    const { shelves } = state.today
    expect(Array.from(shelves.regionUnits.subarray(0, 2))).toEqual([north, 20 - north])
    expect(Array.from(shelves.soldUnits.subarray(0, 2))).toEqual([north, 20 - north])
    expect(Array.from(shelves.localOrders)).toEqual([north, 20 - north])
    expect(north).toBeGreaterThan(10)
    expect(north).toBeLessThan(20)
  })

  it('lets another warehouse fill what a region lacks, at the price of a split shipment', () => {
    const state = shelf(two, [north - 3, 30])
    fillDemand(two, state, luck, 0, 20, 20)
    const { shelves, money } = state.today
    expect(Array.from(shelves.soldUnits.subarray(0, 2))).toEqual([north - 3, 23 - north])
    expect(Array.from(shelves.regionUnits.subarray(0, 2))).toEqual([north, 20 - north])
    expect(sum(shelves.blockedUnits) + sum(shelves.lostUnits)).toBe(0)
    expect(Array.from(shelves.ordersToShip)).toEqual([north - 3, 23 - north])
    expect(sum(shelves.localOrders)).toBe(17)
    const own = shelf(two, [30, 30])
    fillDemand(two, own, luck, 0, 20, 20)
    const extra =
      money.costCents[accounts.shipping]! - own.today.money.costCents[accounts.shipping]!
    expect(extra).toBe(3 * 300)
  })

  it('asks the fullest other warehouse first, then the next', () => {
    const label = { en: 'test', zh: '测试' }
    const warehouses = ['w_a', 'w_b', 'w_c'].map((id, i) => ({
      id,
      label,
      demandShareRatio: i === 0 ? 1 : 0,
    }))
    const three = model({ warehouses }, lost)
    const after = (units: number) => {
      const state = shelf(three, [4, 6, 9])
      fillDemand(three, state, luck, 0, units, units)
      return Array.from(state.shelves.onHandUnits.subarray(0, 3))
    }
    expect(after(10)).toEqual([0, 6, 3])
    expect(after(15)).toEqual([0, 4, 0])
    expect(after(30)).toEqual([0, 0, 0])
  })

  it('keeps regions apart where the shop says so', () => {
    const apart = model({ warehouses: twoWarehouses }, { ...lost, 'stock.fillsFromOthers': 0 })
    const state = shelf(apart, [north - 3, 30])
    fillDemand(apart, state, luck, 0, 20, 20)
    expect(Array.from(state.today.shelves.lostUnits.subarray(0, 2))).toEqual([3, 0])
    expect(state.shelves.onHandUnits[1]).toBe(30 - (20 - north))
    const waiting = model({ warehouses: twoWarehouses }, { ...waits, 'stock.fillsFromOthers': 0 })
    const later = shelf(waiting, [0, 30])
    fillDemand(waiting, later, luck, 0, 20, 20)
    coverWaiting(waiting, later)
    expect(later.shelves.backorderUnits[0]).toBe(north)
  })

  it('serves who waits from the other warehouse when the own has nothing', () => {
    const waiting = model({ warehouses: twoWarehouses }, waits)
    const state = shelf(waiting, [0, 0])
    fillDemand(waiting, state, luck, 0, 20, 20)
    expect(Array.from(state.shelves.backorderUnits.subarray(0, 2))).toEqual([north, 20 - north])
    putIn(waiting, state, 1, 18)
    coverWaiting(waiting, state)
    expect(Array.from(state.shelves.backorderUnits.subarray(0, 2))).toEqual([2, 0])
    expect(state.today.shelves.localOrders[1]).toBe(20 - north)
    expect(state.today.shelves.ordersToShip[1]).toBe(18)
  })

  it('passes over a closed warehouse on both ways', () => {
    const state = shelf(two, [30, 30])
    state.world.warehouseIsClosed[0] = 1
    fillDemand(two, state, luck, 0, 20, 20)
    expect(Array.from(state.shelves.onHandUnits.subarray(0, 2))).toEqual([30, 10])
    state.world.warehouseIsClosed[1] = 1
    fillDemand(two, state, luck, 0, 20, 20)
    expect(Array.from(state.shelves.onHandUnits.subarray(0, 2))).toEqual([30, 10])
    expect(sum(state.today.shelves.lostUnits)).toBe(20)
  })

  it('moves demand with the factor of a region', () => {
    const state = shelf(two, [30, 30])
    state.world.regionFactor[0] = 0
    fillDemand(two, state, luck, 0, 20, 20)
    expect(Array.from(state.today.shelves.regionUnits.subarray(0, 2))).toEqual([0, 20])
    state.world.regionFactor.fill(1.3)
    const even = shelf(two, [30, 30])
    fillDemand(two, even, luck, 0, 20, 20)
    expect(even.today.shelves.regionUnits[0]).toBe(north)
  })

  it('has another split for another day, product and luck, and none of them by place in the file', () => {
    const splits = [1, 2, 3, 4, 5, 6].map((day) => {
      const state = shelf(two, [99, 99], day)
      fillDemand(two, state, luck, 0, 40, 40)
      return state.today.shelves.regionUnits[0]
    })
    expect(new Set(splits).size).toBeGreaterThan(2)
    const reversed = model({ warehouses: twoWarehouses.toReversed() }, lost)
    const state = shelf(reversed, [99, 99])
    fillDemand(reversed, state, luck, 0, 20, 20)
    expect(state.today.shelves.regionUnits[0]).toBe(north)
  })
})

describe('substitutes', () => {
  const weights = [4, 3, 2, 1]
  const products = weights.map((substitutionWeight, i) =>
    product(`p_${i}`, { substitutionWeight, substituteRatio: 1, waitRatio: 0 }),
  )
  const shop = model({ products: [...products, product('p_other', { categoryId: 'c_b' })] })

  it('go to the other products in proportion to their weights, by conditional binomials', () => {
    const state = shelf(shop, [0, 500, 500, 500, 500])
    fillDemand(shop, state, luck, 0, 120, 120)
    expect(state.today.shelves.poolUnits[0]).toBe(120)
    serveSubstitutes(shop, state, luck)
    const u = (i: number) => uniformOf('shelves.substituteChoice', shop.productHash[i]!)
    const first = binomialQuantile(u(1), 120, 3 / 6)
    const second = binomialQuantile(u(2), 120 - first, 2 / 3)
    const { shelves, demand } = state.today
    expect(Array.from(shelves.soldUnits)).toEqual([0, first, second, 120 - first - second, 0])
    expect(Array.from(demand.orders)).toEqual(Array.from(shelves.soldUnits))
    expect(shelves.regionUnits[1]).toBe(first)
    expect(shelves.demandedUnits[1]).toBe(0)
    expect([shelves.substitutedUnits[0], shelves.lostUnits[0]]).toEqual([120, 0])
  })

  it('follow the choice shares ÷ (1 − share of the missing one) of a logit shop in the long run', () => {
    const shares = [0.424949540099444, 0.23321725235938, 0.127992341832705, 0.0575106663706266]
    const recaptured = (1 - 0.424949540099444 - 0.156330199337844) / (1 - 0.424949540099444)
    const logit = model({
      products: shares.map((substitutionWeight, i) =>
        product(`p_${i}`, { substitutionWeight, substituteRatio: recaptured, waitRatio: 0 }),
      ),
    })
    const days = 400
    const sold = [0, 0, 0, 0]
    let lostUnits = 0
    for (let day = 1; day <= days; day++) {
      const state = shelf(logit, [0, 1000, 1000, 1000], day)
      fillDemand(logit, state, luck, 0, 50, 50)
      serveSubstitutes(logit, state, luck)
      state.today.shelves.soldUnits.forEach((units, i) => (sold[i]! += units))
      lostUnits += state.today.shelves.lostUnits[0]!
    }
    const n = 50 * days
    const expected = [0, 0.405559631062134, 0.222575844656898, 0.1000097737172]
    expected.forEach((share, i) => {
      const sd = Math.sqrt(n * share * (1 - share))
      expect(Math.abs(sold[i]! - n * share)).toBeLessThanOrEqual(4 * sd)
    })
    expect(sum(sold) + lostUnits).toBe(n)
    expect(Math.abs(lostUnits / n - (1 - 0.728145249436234))).toBeLessThan(4 * Math.sqrt(0.2 / n))
  })

  it('are weighed by the visits of the day where the shop gives no weights', () => {
    const plain = model({
      products: [0, 1, 2].map((i) => product(`p_${i}`, { substituteRatio: 1 })),
    })
    const state = shelf(plain, [0, 50, 50])
    state.today.demand.visits.set([7, 0, 9])
    fillDemand(plain, state, luck, 0, 20, 20)
    serveSubstitutes(plain, state, luck)
    expect(Array.from(state.today.shelves.soldUnits)).toEqual([0, 0, 20])
  })

  it('pass over what is off sale, empty, in a closed warehouse, or short itself', () => {
    const state = shelf(shop, [0, 50, 0, 2, 500])
    state.offers.listing[1] = listingStates.indexOf('paused')
    fillDemand(shop, state, luck, 0, 10, 10)
    fillDemand(shop, state, luck, 3, 6, 6)
    putIn(shop, state, 3, 50)
    serveSubstitutes(shop, state, luck)
    expect(Array.from(state.today.shelves.soldUnits)).toEqual([0, 0, 0, 2, 0])
    expect(Array.from(state.today.shelves.lostUnits)).toEqual([10, 0, 0, 4, 0])
    const closed = shelf(shop, [0, 50, 50, 50, 50])
    closed.world.warehouseIsClosed[0] = 1
    fillDemand(shop, closed, luck, 0, 10, 10)
    serveSubstitutes(shop, closed, luck)
    expect(closed.today.shelves.lostUnits[0]).toBe(10)
  })

  it('are lost where they were first asked for when the others run out', () => {
    const state = shelf(shop, [0, 3, 0, 0, 0])
    fillDemand(shop, state, luck, 0, 10, 10)
    fillDemand(shop, state, luck, 2, 5, 5)
    serveSubstitutes(shop, state, luck)
    const { shelves } = state.today
    expect([shelves.soldUnits[1], shelves.regionUnits[1]]).toEqual([3, 3])
    expect(Array.from(shelves.substitutedUnits)).toEqual([2, 0, 1, 0, 0])
    expect(Array.from(shelves.lostUnits)).toEqual([8, 0, 4, 0, 0])
    expect(Array.from(shelves.lostOrders)).toEqual([8, 0, 4, 0, 0])
  })
})

describe('who waits', () => {
  it('gives up with the money back, bit by bit', () => {
    const shop = model({}, { ...waits, 'stockouts.giveUpRatioPerDay': 0.5 })
    const state = shelf(shop, [])
    fillDemand(shop, state, luck, 0, 30, 40)
    state.day = 2
    giveUpWaiting(shop, state, luck)
    const gone = binomialQuantile(uniformOf('shelves.giveUp', shop.stockHash[0]!, 2), 40, 0.5)
    const { shelves, money } = state.today
    expect(gone).toBeGreaterThan(5)
    expect(shelves.cancelledUnits[0]).toBe(gone)
    expect(state.shelves.backorderUnits[0]).toBe(40 - gone)
    expect(state.shelves.waitingUnits[0]).toBe(40 - gone)
    expect(money.refundCents[0]).toBe(gone * 10_000)
    const orders = Math.floor((30 * gone) / 40 + 0.5)
    expect(shelves.cancelledOrders[0]).toBe(orders)
    expect(state.shelves.backorderOrders[0]).toBe(30 - orders)
    expect(shelves.lostOrders[0]).toBe(orders)
  })

  it('never gives up at a ratio of 0', () => {
    const shop = model({}, { ...waits, 'stockouts.giveUpRatioPerDay': 0 })
    const state = shelf(shop, [])
    fillDemand(shop, state, luck, 0, 30, 30)
    for (state.day = 2; state.day < 30; state.day++) giveUpWaiting(shop, state, luck)
    expect(state.shelves.backorderUnits[0]).toBe(30)
    expect(sum(state.today.money.refundCents)).toBe(0)
  })
})

describe('presales', () => {
  const presale = (shop: Model, onHand: number[], maxUnits: number) => {
    const state = shelf(shop, onHand)
    state.offers.listing[0] = listingStates.indexOf('presale')
    state.offers.presaleMaxUnits[0] = maxUnits
    return state
  }

  it('sell what is not there up to the limit; the rest does as always', () => {
    const shop = model({}, lost)
    const state = presale(shop, [2], 5)
    fillDemand(shop, state, luck, 0, 10, 10)
    const { shelves } = state.today
    expect([shelves.filledUnits[0], state.shelves.presaleUnits[0]]).toEqual([2, 5])
    expect([shelves.soldUnits[0], shelves.lostUnits[0]]).toEqual([7, 3])
    expect([state.offers.presaleUnits[0], state.shelves.backorderUnits[0]]).toEqual([5, 0])
    expect([state.shelves.presaleOrders[0], state.shelves.waitingUnits[0]]).toEqual([5, 5])
    fillDemand(shop, state, luck, 0, 4, 4)
    expect([state.shelves.presaleUnits[0], shelves.lostUnits[0]]).toEqual([5, 7])
  })

  it('keep to the limit over all regions together', () => {
    const shop = model({ warehouses: twoWarehouses }, lost)
    const state = presale(shop, [0, 0], 17)
    fillDemand(shop, state, luck, 0, 20, 20)
    expect(state.today.shelves.regionUnits[1]).toBeGreaterThan(2)
    expect(sum(state.shelves.presaleUnits)).toBe(17)
    expect(sum(state.today.shelves.lostUnits)).toBe(3)
  })

  it('are delivered from receipts, after those who wait without a promise', () => {
    const shop = model({}, waits)
    const state = presale(shop, [0], 5)
    fillDemand(shop, state, luck, 0, 8, 8)
    expect([state.shelves.presaleUnits[0], state.shelves.backorderUnits[0]]).toEqual([5, 3])
    putIn(shop, state, 0, 4)
    coverWaiting(shop, state)
    expect([state.shelves.presaleUnits[0], state.shelves.backorderUnits[0]]).toEqual([4, 0])
    expect(state.offers.presaleUnits[0]).toBe(4)
    expect(state.today.shelves.ordersToShip[0]).toBe(4)
  })

  it('can be cancelled as far as they are open', () => {
    const shop = model({ warehouses: twoWarehouses }, lost)
    const state = presale(shop, [0, 0], 20)
    fillDemand(shop, state, luck, 0, 20, 20)
    expect(cancelPresale(shop, state, 0, 18)).toBe(18)
    expect(sum(state.shelves.presaleUnits)).toBe(2)
    expect(sum(state.shelves.presaleOrders)).toBe(2)
    expect(cancelPresale(shop, state, 0, 5)).toBe(2)
    expect([state.shelves.waitingUnits[0], state.offers.presaleUnits[0]]).toEqual([0, 0])
    expect(sum(state.today.shelves.cancelledUnits)).toBe(20)
  })

  it('sell nothing ahead when the product is simply on sale', () => {
    const shop = model({}, lost)
    const state = presale(shop, [0], 5)
    state.offers.listing[0] = listingStates.indexOf('onSale')
    fillDemand(shop, state, luck, 0, 3, 3)
    expect([state.shelves.presaleUnits[0], state.today.shelves.lostUnits[0]]).toEqual([0, 3])
  })
})

describe('whatever is asked', () => {
  const shop = model({
    warehouses: twoWarehouses,
    products: ['p_1', 'p_2', 'p_3'].map((id) => product(id)),
  })
  const asked = fc.record({
    onHand: fc.array(fc.nat(12), { minLength: 6, maxLength: 6 }),
    units: fc.array(fc.nat(25), { minLength: 3, maxLength: 3 }),
    closed: fc.tuple(fc.boolean(), fc.boolean()),
    maxAhead: fc.nat(6),
    day: fc.integer({ min: 1, max: 1000 }),
  })

  it('every unit is filled, waited for, sold ahead, sold as another product, or lost', () => {
    fc.assert(
      fc.property(asked, ({ onHand, units, closed, maxAhead, day }) => {
        const state = shelf(shop, onHand, day)
        closed.forEach((isClosed, w) => (state.world.warehouseIsClosed[w] = isClosed ? 1 : 0))
        state.offers.listing[1] = listingStates.indexOf('presale')
        state.offers.presaleMaxUnits[1] = maxAhead
        state.today.demand.visits.fill(3)
        units.forEach((count, i) => {
          if (count > 0) fillDemand(shop, state, luck, i, Math.ceil(count / 2), count)
        })
        serveSubstitutes(shop, state, luck)
        const { shelves } = state.today
        const { onHandUnits, backorderUnits, presaleUnits, waitingUnits } = state.shelves
        for (let stock = 0; stock < 6; stock++) {
          expect(shelves.blockedUnits[stock]).toBe(
            shelves.waitedUnits[stock]! +
              shelves.substitutedUnits[stock]! +
              shelves.lostUnits[stock]!,
          )
          expect(shelves.waitedUnits[stock]).toBe(backorderUnits[stock]! + presaleUnits[stock]!)
          expect(onHandUnits[stock]).toBe(onHand[stock]! - shelves.shippedUnits[stock]!)
          expect(onHandUnits[stock]).toBeGreaterThanOrEqual(0)
          expect(shelves.soldUnits[stock]).toBe(
            shelves.shippedUnits[stock]! + shelves.waitedUnits[stock]!,
          )
        }
        expect(sum(shelves.demandedUnits)).toBe(sum(units))
        expect(sum(shelves.shippedUnits)).toBe(
          sum(units) - sum(shelves.blockedUnits) + sum(shelves.substitutedUnits),
        )
        expect(sum(waitingUnits)).toBe(sum(backorderUnits) + sum(presaleUnits))
        expect(sum(presaleUnits)).toBe(sum(state.offers.presaleUnits))
        expect(sum(shelves.ordersToShip) + sum(state.shelves.backorderOrders)).toBe(
          sum(state.today.demand.orders) - sum(state.shelves.presaleOrders),
        )
        expect(sum(shelves.localOrders)).toBeLessThanOrEqual(sum(shelves.ordersToShip))
      }),
      { numRuns: 300 },
    )
  })

  it('more stock on the first day never means fewer sales, under equal luck', () => {
    const lostShop = model({ warehouses: twoWarehouses }, lost)
    const sell = (onHand: readonly number[], demand: readonly number[]) => {
      const state = shelf(lostShop, onHand)
      return demand.map((units, i) => {
        state.day = i + 1
        if (units > 0) fillDemand(lostShop, state, luck, 0, units, units)
        return sum(state.today.shelves.soldUnits)
      })
    }
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(40), fc.nat(40)),
        fc.tuple(fc.nat(20), fc.nat(20)),
        fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }),
        (onHand, more, demand) => {
          const few = sell(onHand, demand)
          const many = sell([onHand[0] + more[0], onHand[1] + more[1]], demand)
          few.forEach((units, i) => expect(many[i]).toBeGreaterThanOrEqual(units))
        },
      ),
      { numRuns: 200 },
    )
  })
})
