/** Returns: what never changes in a run, what changes from day to day, what happened in a day. */
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { ringDays } from '../../rings.ts'
import { expectedUnits } from '../fulfilment/zones.ts'

/** Rows of the ring of returned units: a power of two above the window of 30 days. */
export const returnRows = 32
/** Longest delay of a return that the ring of days holds. */
const longestDelayDays = 120

/** Steps of the guide into the law of delays. */
export const delayGuideSteps = 64

/** Columns that never change during a run. */
export interface ReturnsModel {
  // per product
  /** Share of units sold that come back for the usual reasons. */
  readonly returnRatio: Float64Array
  // per warehouse
  /** Units that the usual staff inspect in a day. */
  readonly inspectionUnits: Float64Array
  /** 1 where they follow the packing staff, 0 where the shop file gives them. */
  readonly followsStaff: Uint8Array
  // by days since the sale
  /** Share of returns that come back after at most 1, 2 … days; the last is 1. */
  readonly delayCumulative: Float64Array
  /** First place at which that share reaches i ÷ `delayGuideSteps`, so that a search starts close by. */
  readonly delayGuide: Int32Array
}

export function buildReturnsModel(base: ModelBase): ReturnsModel {
  const { shop, settings, entities, productOfStock, categoryOfProduct } = base
  const byCategory = numbersOf(shop, 'categories', 'returnRatio')
  const returnRatio = numbersOf(shop, 'products', 'returnFactor').map((factor, product) =>
    Math.min(1, factor * byCategory[categoryOfProduct[product]!]!),
  )
  const expected = new Float64Array(shop.warehouses.length)
  const warehouseOfStock = entities.stock.parents.warehouse!
  const unitsPerDay = expectedUnits(base)
  for (let stock = 0; stock < unitsPerDay.length; stock++) {
    expected[warehouseOfStock[stock]!]! +=
      unitsPerDay[stock]! * returnRatio[productOfStock[stock]!]!
  }
  const given = numbersOf(shop, 'warehouses', 'inspectionUnitsPerDay')
  const delayCumulative = cumulativeShares(settings['returns.delayWeights'])
  return {
    returnRatio,
    inspectionUnits: given.map((units, warehouse) =>
      units > 0 ? units : Math.ceil(expected[warehouse]! / settings['returns.utilisationRatio']),
    ),
    followsStaff: Uint8Array.from(given, (units) => (units > 0 ? 0 : 1)),
    delayCumulative,
    delayGuide: Int32Array.from({ length: delayGuideSteps }, (_, step) =>
      delayCumulative.findIndex((share) => share >= step / delayGuideSteps),
    ),
  }
}

/** Running shares of weights; one day when none is above 0. */
function cumulativeShares(weights: readonly number[]): Float64Array {
  const kept = weights.slice(0, longestDelayDays)
  const total = kept.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return Float64Array.of(1)
  let sum = 0
  const shares = Float64Array.from(kept, (weight) => (sum += weight) / total)
  shares[shares.length - 1] = 1
  return shares
}

/** What becomes of a returned unit. */
export const outcomes = { defect: 0, sound: 1, worn: 2 } as const

/**
 * Units that will come back or wait for inspection, each a row in one of many lists: by day while they are on
 * their way, by warehouse, oldest first, while they wait. −1 ends a list; free rows form a list of their own.
 */
export interface ReturnedUnits {
  firstFree: number
  next: Int32Array
  stock: Int32Array
  /** Price paid, and what it cost. */
  paidCents: Float64Array
  costCents: Float64Array
  /** Of `outcomes`. */
  outcome: Uint8Array
  /** Day on which it came back. */
  cameDay: Int32Array
}

export interface ReturnsState {
  // per warehouse
  /** Returned, not yet inspected. */
  readonly pendingUnits: Float64Array
  /** Age of the oldest of them at the close; NaN when there is none. */
  readonly oldestHours: Float64Array
  /** Inspected beside the usual ones, and the last day of it. */
  readonly extraInspectionUnits: Float64Array
  readonly inspectUntilDay: Int32Array
  readonly firstPending: Int32Array
  readonly lastPending: Int32Array
  // rings of `ringDays` rows for each warehouse, by the day they came back
  /** To be inspected. */
  readonly cameUnits: Float64Array
  /** Of them inspected within 72 hours. */
  readonly bookedOnTimeUnits: Float64Array
  // by day
  /** First row of the units that come back on a day of the ring. */
  readonly firstDue: Int32Array
  // per product
  /** Units that will come back. */
  readonly onTheWayUnits: Float64Array
  /** Units that came back in the last 30 days, and `returnRows` rows of a column for each of them. */
  readonly returnedUnits30d: Float64Array
  readonly returnedByDay: Float64Array
  readonly units: ReturnedUnits
}

export function createReturnsState(model: Model): ReturnsState {
  const warehouses = model.entities.warehouse.ids.length
  const products = model.entities.product.ids.length
  return {
    pendingUnits: new Float64Array(warehouses),
    oldestHours: new Float64Array(warehouses).fill(NaN),
    extraInspectionUnits: new Float64Array(warehouses),
    inspectUntilDay: new Int32Array(warehouses).fill(-1_000_000),
    firstPending: new Int32Array(warehouses).fill(-1),
    lastPending: new Int32Array(warehouses).fill(-1),
    cameUnits: new Float64Array(warehouses * ringDays),
    bookedOnTimeUnits: new Float64Array(warehouses * ringDays),
    firstDue: new Int32Array(ringDays).fill(-1),
    onTheWayUnits: new Float64Array(products),
    returnedUnits30d: new Float64Array(products),
    returnedByDay: new Float64Array(products * returnRows),
    units: {
      firstFree: -1,
      next: new Int32Array(0),
      stock: new Int32Array(0),
      paidCents: new Float64Array(0),
      costCents: new Float64Array(0),
      outcome: new Uint8Array(0),
      cameDay: new Int32Array(0),
    },
  }
}

/** What happened in one day. Cents are whole. */
export interface ReturnsFlows {
  // per product
  readonly returnedUnits: Float64Array
  readonly defectReturnUnits: Float64Array
  // per warehouse
  readonly warehouseReturnedUnits: Float64Array
  readonly inspectedUnits: Float64Array
  /** Units whose 72 hours are over today, and of them those inspected in time. */
  readonly dueUnits: Float64Array
  readonly bookedOnTimeUnits: Float64Array
}

export function createReturnsFlows(model: Model): ReturnsFlows {
  const products = model.entities.product.ids.length
  const warehouses = model.entities.warehouse.ids.length
  return {
    returnedUnits: new Float64Array(products),
    defectReturnUnits: new Float64Array(products),
    warehouseReturnedUnits: new Float64Array(warehouses),
    inspectedUnits: new Float64Array(warehouses),
    dueUnits: new Float64Array(warehouses),
    bookedOnTimeUnits: new Float64Array(warehouses),
  }
}
