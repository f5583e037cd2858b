/** Where goods lie in a warehouse: a small pick zone for fast movers and the reserve. */
import type { Model, ModelBase } from '../../model.ts'
import { ringDays } from '../../rings.ts'
import type { State } from '../../state.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'
import { eachIncident } from '../world/incidents.ts'

export const zones = ['pick', 'reserve'] as const
export const pickCode = 0
const reserveCode = 1

/** Part of the pick zone that is taken when the books open. */
const takenAtStart = 0.8
/** Days whose sales say how fast goods move, and how often they are counted. */
const countedDays = 28
const countEveryDays = 7

/** Units a day of each stock in the mean over luck, at list prices. */
export function expectedUnits(base: ModelBase): Float64Array {
  const { settings } = base
  const unitsPerOrder = meanUnitsPerOrder(settings)
  return base.demandShareRatio.map((share, stock) => {
    const product = base.productOfStock[stock]!
    const conversion = base.conversionRatio[product]! * settings['demand.conversionFactor']
    const visits = base.visitsPerDay[product]! * settings['demand.visitsFactor']
    return share * visits * Math.min(1, conversion) * unitsPerOrder
  })
}

/** The fastest movers of each warehouse in its pick zone, and the share of picks left to the reserve. */
export function usualZones(
  expected: Float64Array,
  warehouseOfStock: Int32Array,
  places: Int32Array,
): { readonly zone: Uint8Array; readonly reserveRatio: Float64Array } {
  const zone = new Uint8Array(expected.length).fill(reserveCode)
  const taken = new Int32Array(places.length)
  const byPace = Array.from(expected.keys()).toSorted(
    (a, b) => expected[b]! - expected[a]! || a - b,
  )
  for (const stock of byPace) {
    const warehouse = warehouseOfStock[stock]!
    if (taken[warehouse]! >= takenAtStart * places[warehouse]!) continue
    taken[warehouse]! += 1
    zone[stock] = pickCode
  }
  return { zone, reserveRatio: reserveRatios(zone, expected, warehouseOfStock, places.length) }
}

/** Share of picks that come from the reserve, per warehouse; 1 without picks. */
function reserveRatios(
  zone: Uint8Array,
  picks: Float64Array,
  warehouseOfStock: Int32Array,
  warehouses: number,
): Float64Array {
  const all = new Float64Array(warehouses)
  const reserve = new Float64Array(warehouses)
  for (let stock = 0; stock < zone.length; stock++) {
    const warehouse = warehouseOfStock[stock]!
    all[warehouse]! += picks[stock]!
    if (zone[stock] !== pickCode) reserve[warehouse]! += picks[stock]!
  }
  return reserve.map((units, warehouse) => (all[warehouse]! > 0 ? units / all[warehouse]! : 1))
}

/** Places of the pick zone in use. */
export function takenPlaces(model: Model, state: State, warehouse: number): number {
  const { pickZone } = state.fulfilment
  const { warehouseOfStock } = model.fulfilment
  let places = 0
  for (let stock = 0; stock < pickZone.length; stock++) {
    if (warehouseOfStock[stock] === warehouse && pickZone[stock] === pickCode) places += 1
  }
  return places
}

/** Goods that are put in the wrong zone today: fast movers in the reserve, slow ones in the pick zone. */
export function misplaceGoods(model: Model, state: State): void {
  const { incidents, activeCount } = state.world
  if (activeCount === 0) return
  const { usualZone } = model.fulfilment
  eachIncident(state, 'misslot', (row) => {
    if (incidents.startDay[row] !== state.day) return
    const stock = incidents.entity[row]!
    state.fulfilment.pickZone[stock] = usualZone[stock] === pickCode ? reserveCode : pickCode
    state.fulfilment.hasMovedGoods = 1
  })
}

/**
 * Speed and errors of picking by where goods lie, against the sales of 28 days; once a week and after a
 * move. A pick from the reserve takes `reservePickFactor` times as long; the usual mix is 1.
 */
export function countPicks(model: Model, state: State): void {
  const { fulfilment: own, totals } = state
  const isDue = own.hasMovedGoods === 1 || state.day % countEveryDays === 0
  if (!isDue) return
  own.hasMovedGoods = 0
  const { settings, fulfilment } = model
  const slower = settings['fulfilment.reservePickFactor'] - 1
  const errorRise = settings['fulfilment.misslotErrorFactor']
  if (slower === 0 && errorRise === 0) return
  const warehouses = own.pickSpeedFactor.length
  const stocks = own.pickZone.length
  const newest = totals.closedDays
  const oldest = Math.max(0, newest - countedDays)
  const newestStart = (newest & (ringDays - 1)) * stocks
  const oldestStart = (oldest & (ringDays - 1)) * stocks
  const all = new Float64Array(warehouses)
  const reserve = new Float64Array(warehouses)
  for (let stock = 0; stock < stocks; stock++) {
    const units = totals.soldUnits[newestStart + stock]! - totals.soldUnits[oldestStart + stock]!
    if (units === 0) continue
    const warehouse = fulfilment.warehouseOfStock[stock]!
    all[warehouse]! += units
    if (own.pickZone[stock] !== pickCode) reserve[warehouse]! += units
  }
  for (let warehouse = 0; warehouse < warehouses; warehouse++) {
    if (all[warehouse] === 0) continue
    const usual = fulfilment.usualReserveRatio[warehouse]!
    const ratio = reserve[warehouse]! / all[warehouse]!
    own.pickSpeedFactor[warehouse] = (1 + slower * usual) / (1 + slower * ratio)
    own.pickErrorFactor[warehouse] = 1 + errorRise * Math.max(0, ratio - usual)
  }
}
