/** Orders, packing, couriers: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { hashId } from '../../random.ts'
import { ringDays } from '../../rings.ts'
import { conditionalShares, meanDays, scaledToOne } from './shares.ts'
import { expectedUnits, usualZones } from './zones.ts'

/** Orders of a day are kept apart by two marks: 1 from a core city, 2 large. */
export const orderClasses = 4
export const coreMark = 1
export const largeMark = 2

/** What can be added to a warehouse for a time: three kinds of capacity, and space. */
export const leverKinds = ['overtime', 'temps', 'partner', 'space'] as const
export type LeverKind = (typeof leverKinds)[number]

/** Longest time in transit that the rings hold. */
const longestTransitDays = 90

/** Columns that never change during a run. */
export interface FulfilmentModel {
  // per warehouse
  readonly warehouseHash: Uint32Array
  /** Share of demand that falls to the warehouse's region; sums to 1. */
  readonly shareRatio: Float64Array
  /** Orders that the usual packers pack in a day, at the start. */
  readonly packingOrders: Float64Array
  /** 1 where they follow the orders of recent weeks, 0 where the shop file gives them. */
  readonly isStaffed: Uint8Array
  readonly expectedOrdersPerDay: Float64Array
  readonly pickPlaces: Int32Array
  /** Share of expected picks that come from the reserve when goods lie where they should. */
  readonly usualReserveRatio: Float64Array
  // per stock
  readonly warehouseOfStock: Int32Array
  readonly expectedUnitsPerDay: Float64Array
  /** Zone at the start, an index into `zones`. */
  readonly usualZone: Uint8Array
  // shares of parcels by day, each of those still under way
  readonly localDays: Float64Array
  readonly remoteDays: Float64Array
  readonly lateDays: Float64Array
  // by hour of the day
  readonly orderHours: Float64Array
  readonly staffHours: Float64Array
  /** Mean days from payment to delivery within the own region when nothing waits. */
  readonly usualDeliveryDays: number
}

export function buildFulfilmentModel(base: ModelBase): FulfilmentModel {
  const { shop, settings, entities } = base
  const warehouses = shop.warehouses.length
  const shares = numbersOf(shop, 'warehouses', 'demandShareRatio')
  const shareTotal = shares.reduce((sum, share) => sum + share, 0)
  const shareRatio = shares.map((share) => (shareTotal > 0 ? share / shareTotal : 1 / warehouses))
  let expectedOrders = 0
  for (let product = 0; product < base.visitsPerDay.length; product++) {
    expectedOrders +=
      base.visitsPerDay[product]! *
      settings['demand.visitsFactor'] *
      Math.min(1, base.conversionRatio[product]! * settings['demand.conversionFactor'])
  }
  const given = numbersOf(shop, 'warehouses', 'packingOrdersPerDay')
  const localDays = listOf(settings['couriers.localDayWeights'])
  const remoteDays = listOf(settings['couriers.remoteDayWeights'])
  const lateDays = listOf(settings['couriers.lateDayWeights'])
  const lateRatio = settings['couriers.lateRatio']
  const warehouseOfStock = entities.stock.parents.warehouse!
  const expected = expectedUnits(base)
  const places = Int32Array.from(shop.warehouses, () =>
    Math.ceil(settings['fulfilment.pickZoneRatio'] * shop.products.length),
  )
  const usual = usualZones(expected, warehouseOfStock, places)
  return {
    warehouseHash: Uint32Array.from(shop.warehouses, ({ id }) => hashId(id)),
    shareRatio,
    packingOrders: given.map((orders, i) =>
      orders > 0
        ? orders
        : Math.max(
            1,
            Math.ceil((expectedOrders * shareRatio[i]!) / settings['fulfilment.utilisationRatio']),
          ),
    ),
    isStaffed: Uint8Array.from(given, (orders) =>
      orders === 0 && settings['fulfilment.staffingDays'] > 0 ? 1 : 0,
    ),
    expectedOrdersPerDay: shareRatio.map((share) => share * expectedOrders),
    pickPlaces: places,
    usualReserveRatio: usual.reserveRatio,
    warehouseOfStock,
    expectedUnitsPerDay: expected,
    usualZone: usual.zone,
    localDays: conditionalShares(localDays),
    remoteDays: conditionalShares(remoteDays),
    lateDays: conditionalShares(lateDays),
    orderHours: scaledToOne(settings['fulfilment.orderHourWeights'], 24),
    staffHours: scaledToOne(settings['fulfilment.staffHourWeights'], 24),
    usualDeliveryDays:
      (1 - lateRatio) * meanDays(localDays) + lateRatio * (localDays.length + meanDays(lateDays)),
  }
}

/** Weights of 1, 2 … days; all on the first day when none is above 0. */
function listOf(weights: readonly number[]): readonly number[] {
  const kept = weights.slice(0, longestTransitDays / 2)
  while (kept.length > 0 && kept.at(-1) === 0) kept.pop()
  return kept.length > 0 ? kept : [1]
}

/** Orders held back by a cause: one unit each, oldest first. */
export interface HeldOrders {
  count: number
  stock: Int32Array
  orderedDay: Int32Array
  /** Paid for it, and what it cost. */
  paidCents: Float64Array
  costCents: Float64Array
}

export interface FulfilmentState {
  /** On the share of visitors who buy: the delivery time the shop can promise. */
  conversionFactor: number
  /** Mean value of the orders of the newest day that had any. */
  meanOrderCents: number
  /** 1 when goods were moved between zones since the last count of picks. */
  hasMovedGoods: number
  // per warehouse
  /** Orders that the usual packers pack in a day. */
  readonly packingOrders: Float64Array
  /** Mean orders a day of recent weeks, as staff are planned by them. */
  readonly plannedOrders: Float64Array
  /** Orders paid and not shipped at the close, those held by a cause included. */
  readonly backlogOrders: Float64Array
  /** Of them those that only wait for capacity. */
  readonly queuedOrders: Float64Array
  /** Of the backlog older than 24 hours. */
  readonly stuckOrders: Float64Array
  /** Age of the oldest of them; NaN when there is none. */
  readonly oldestBacklogHours: Float64Array
  /** Mean days from payment to delivery of the parcels of recent days. */
  readonly deliveryDays: Float64Array
  /** What full shelves leave of the speed of picking. */
  readonly crowdedFactor: Float64Array
  /** Speed of picking ÷ usual, and wrong parcels ÷ usual, by where goods lie. */
  readonly pickSpeedFactor: Float64Array
  readonly pickErrorFactor: Float64Array
  /** Index into `shipPolicies`; back to the first after its last day. */
  readonly shipPolicy: Uint8Array
  readonly shipPolicyUntilDay: Int32Array
  readonly coreShareRatio: Float64Array
  /** First day from which an order may still wait. */
  readonly oldestDay: Int32Array
  // parcels of recent days, fading: delivered; of them late for the buyer, damaged or lost; their days; sent wrong
  readonly recentDelivered: Float64Array
  readonly recentLate: Float64Array
  readonly recentDamaged: Float64Array
  readonly recentDays: Float64Array
  readonly recentWrong: Float64Array
  // rings of `ringDays` rows for each warehouse
  /** Waiting orders by day of order: `orderClasses` columns. */
  readonly waitingOrders: Float64Array
  /** Of them for customers of the own region. */
  readonly waitingLocal: Float64Array
  readonly arrivedOrders: Float64Array
  /** Parcels by day of delivery; of them premium, late by the courier, late for the buyer; days since payment, summed. */
  readonly dueParcels: Float64Array
  readonly duePremium: Float64Array
  readonly dueLate: Float64Array
  readonly dueLateForBuyer: Float64Array
  readonly dueDays: Float64Array
  // per warehouse and lever kind
  readonly leverAmount: Float64Array
  readonly leverUntilDay: Int32Array
  readonly nextAmount: Float64Array
  readonly nextFromDay: Int32Array
  readonly nextUntilDay: Int32Array
  readonly paidAmount: Float64Array
  readonly paidFromDay: Int32Array
  readonly paidUntilDay: Int32Array
  /** Of the agreement before that one. */
  readonly owedAmount: Float64Array
  readonly owedUntilDay: Int32Array
  // per segment
  /** 1 when its larger orders travel premium. */
  readonly isPremium: Uint8Array
  readonly premiumMinOrderCents: Float64Array
  readonly premiumUntilDay: Int32Array
  // per stock
  /** Index into `zones`. */
  readonly pickZone: Uint8Array
  readonly held: HeldOrders
}

export function createFulfilmentState(model: Model): FulfilmentState {
  const { fulfilment } = model
  const warehouses = model.entities.warehouse.ids.length
  const segments = model.entities.segment.ids.length
  const levers = warehouses * leverKinds.length
  const column = () => new Float64Array(warehouses)
  const ring = () => new Float64Array(warehouses * ringDays)
  const days = (length: number) => new Int32Array(length).fill(-1_000_000)
  return {
    conversionFactor: 1,
    meanOrderCents: 0,
    hasMovedGoods: 0,
    packingOrders: fulfilment.packingOrders.slice(),
    plannedOrders: fulfilment.expectedOrdersPerDay.slice(),
    backlogOrders: column(),
    queuedOrders: column(),
    stuckOrders: column(),
    oldestBacklogHours: column().fill(NaN),
    deliveryDays: column().fill(fulfilment.usualDeliveryDays),
    crowdedFactor: ones(warehouses),
    pickSpeedFactor: ones(warehouses),
    pickErrorFactor: ones(warehouses),
    shipPolicy: new Uint8Array(warehouses),
    shipPolicyUntilDay: days(warehouses),
    coreShareRatio: column(),
    oldestDay: new Int32Array(warehouses).fill(1 - model.historyDays),
    recentDelivered: column(),
    recentLate: column(),
    recentDamaged: column(),
    recentDays: column(),
    recentWrong: column(),
    waitingOrders: new Float64Array(warehouses * ringDays * orderClasses),
    waitingLocal: ring(),
    arrivedOrders: ring(),
    dueParcels: ring(),
    duePremium: ring(),
    dueLate: ring(),
    dueLateForBuyer: ring(),
    dueDays: ring(),
    leverAmount: new Float64Array(levers),
    leverUntilDay: days(levers),
    nextAmount: new Float64Array(levers),
    nextFromDay: days(levers),
    nextUntilDay: days(levers),
    paidAmount: new Float64Array(levers),
    paidFromDay: days(levers),
    paidUntilDay: days(levers),
    owedAmount: new Float64Array(levers),
    owedUntilDay: days(levers),
    isPremium: new Uint8Array(segments),
    premiumMinOrderCents: new Float64Array(segments),
    premiumUntilDay: days(segments),
    pickZone: fulfilment.usualZone.slice(),
    held: {
      count: 0,
      stock: new Int32Array(64),
      orderedDay: new Int32Array(64),
      paidCents: new Float64Array(64),
      costCents: new Float64Array(64),
    },
  }
}

/** What happened in one day. Cents are whole. */
export interface FulfilmentFlows {
  // per warehouse
  /** Orders to ship from here that came in. */
  readonly arrivedOrders: Float64Array
  readonly shippedOrders: Float64Array
  /** Of them for customers of the own region. */
  readonly localOrders: Float64Array
  /** Days that the orders shipped today have waited, summed. */
  readonly waitedDays: Float64Array
  readonly cancelledOrders: Float64Array
  /** Orders that had to be shipped by today, and those that were. */
  readonly dueOrders: Float64Array
  readonly onTimeOrders: Float64Array
  readonly acceptedIn2hOrders: Float64Array
  readonly deliveredOrders: Float64Array
  /** Delivered after the courier's promise. */
  readonly lateDeliveries: Float64Array
  /** Delivered late for the buyer: by the courier, or because they were shipped late. */
  readonly lateForBuyers: Float64Array
  /** Hours from payment to delivery, summed over the parcels delivered. */
  readonly deliveryHours: Float64Array
  /** Damaged or lost. */
  readonly damagedParcels: Float64Array
  readonly wrongParcels: Float64Array
  /** Stuck at the close, wrong or damaged. */
  readonly abnormalOrders: Float64Array
  readonly personDays: Float64Array
  /** Minutes that agents spent on stuck orders. */
  readonly followUpMinutes: Float64Array
  readonly followedUpOrders: Float64Array
  // per segment
  /** Orders sent premium, by the segment's share in those that may. */
  readonly premiumOrders: Float64Array
}

export function createFulfilmentFlows(model: Model): FulfilmentFlows {
  const warehouses = model.entities.warehouse.ids.length
  const column = () => new Float64Array(warehouses)
  return {
    arrivedOrders: column(),
    shippedOrders: column(),
    localOrders: column(),
    waitedDays: column(),
    cancelledOrders: column(),
    dueOrders: column(),
    onTimeOrders: column(),
    acceptedIn2hOrders: column(),
    deliveredOrders: column(),
    lateDeliveries: column(),
    lateForBuyers: column(),
    deliveryHours: column(),
    damagedParcels: column(),
    wrongParcels: column(),
    abnormalOrders: column(),
    personDays: column(),
    followUpMinutes: column(),
    followedUpOrders: column(),
    premiumOrders: new Float64Array(model.entities.segment.ids.length),
  }
}
