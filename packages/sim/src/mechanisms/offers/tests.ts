/**
 * A/B tests. Visitors see B with the probability of the split; both arms share the day's luck, so a day's visits and
 * orders are shared out afterwards:
 *
 *   visits of B = binomial(visits, split)     orders of B = binomial(orders, visits of B × effect of B ÷ all)
 */
import { commissionRatio } from '../../ledger.ts'
import { exp, normalQuantile } from '../../math.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import type { Flows, State } from '../../state.ts'

/** Truth of a page under test: log-normal, drawn for the product and the number of its test. */
export function drawPageLift(model: Model, state: State, luck: Luck, product: number): number {
  const { settings } = model
  const key = deriveKey(luck.seed, luck.replication, 'offers.pageLift', 0)
  const test = state.offers.tests.started[product]!
  const counter = model.productHash[product]! ^ Math.imul(test, 0x9e3779b1)
  const z = normalQuantile(drawUniform(key, counter))
  return exp(settings['tests.pageLiftMean'] + settings['tests.pageLiftSd'] * z) - 1
}

/** What the arms of a test have seen. */
export interface ArmTotals {
  visitsA: number
  visitsB: number
  ordersA: number
  ordersB: number
  contributionCentsA: number
  contributionCentsB: number
}

/** A closed day of a product under test, shared out to its arms. */
export function splitDay(model: Model, state: State, flows: Flows, product: number): ArmTotals {
  const { tests } = state.offers
  const visits = flows.demand.visits[product]!
  const orders = flows.demand.orders[product]!
  const split = tests.splitRatio[product]!
  const visitsB = binomialQuantile(tests.visitsUniform[product]!, visits, split)
  const visitsA = visits - visitsB
  const weightA = visitsA * tests.effectA[product]!
  const weightB = visitsB * tests.effectB[product]!
  const share = weightB === 0 ? 0 : weightB / (weightA + weightB)
  const drawn = binomialQuantile(tests.ordersUniform[product]!, orders, share)
  const ordersB = Math.min(visitsB, Math.max(drawn, orders - visitsA))
  const ordersA = orders - ordersB
  return {
    visitsA,
    visitsB,
    ordersA,
    ordersB,
    contributionCentsA:
      ordersA * orderCents(model, state, flows, product, tests.chargedCentsA[product]!),
    contributionCentsB:
      ordersB * orderCents(model, state, flows, product, tests.chargedCentsB[product]!),
  }
}

/** Contribution of an order of the day at a price: units × (price less fee and goods) − shipping. */
function orderCents(
  model: Model,
  state: State,
  flows: Flows,
  product: number,
  priceCents: number,
): number {
  const orders = flows.demand.orders[product]!
  if (orders === 0) return 0
  const { firstStock, stocksOfProduct, settings } = model
  let units = 0
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    units += flows.shelves.soldUnits[stocksOfProduct[i]!]!
  }
  const feeRatio = commissionRatio(model, state)
  const unitCents = priceCents * (1 - feeRatio) - state.supply.unitCostCents[product]!
  return (units / orders) * unitCents - settings['money.shippingCentsPerOrder']
}

/** Totals of a test up to the newest closed day. */
export function armTotals(model: Model, state: State, product: number): ArmTotals {
  const { tests, books } = state.offers
  const totals = {
    visitsA: tests.visitsA[product]!,
    visitsB: tests.visitsB[product]!,
    ordersA: tests.ordersA[product]!,
    ordersB: tests.ordersB[product]!,
    contributionCentsA: tests.contributionCentsA[product]!,
    contributionCentsB: tests.contributionCentsB[product]!,
  }
  const isFresh = books.days !== state.totals.closedDays && tests.startDay[product]! <= state.day
  if (!isFresh) return totals
  const day = splitDay(model, state, state.closed, product)
  for (const name of Object.keys(totals) as (keyof ArmTotals)[]) totals[name] += day[name]
  return totals
}

/** Books yesterday for every test that ran then; to be called before the books of the day. */
export function bookTests(model: Model, state: State): void {
  const { tests, books } = state.offers
  if (tests.running === 0 || books.days === state.totals.closedDays) return
  for (let product = 0; product < tests.lever.length; product++) {
    if (tests.lever[product] === 0 || tests.startDay[product]! >= state.day) continue
    const day = splitDay(model, state, state.closed, product)
    tests.visitsA[product]! += day.visitsA
    tests.visitsB[product]! += day.visitsB
    tests.ordersA[product]! += day.ordersA
    tests.ordersB[product]! += day.ordersB
    tests.contributionCentsA[product]! += day.contributionCentsA
    tests.contributionCentsB[product]! += day.contributionCentsB
  }
}

/** Two-proportion z of orders ÷ visits, B against A, with the pooled share; NaN when nobody or everybody bought. */
export function zScore(ordersA: number, visitsA: number, ordersB: number, visitsB: number): number {
  const pooled = (ordersA + ordersB) / (visitsA + visitsB)
  const variance = pooled * (1 - pooled) * (1 / visitsA + 1 / visitsB)
  return variance > 0 ? (ordersB / visitsB - ordersA / visitsA) / Math.sqrt(variance) : NaN
}
