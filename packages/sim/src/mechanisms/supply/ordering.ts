/** Purchase orders: what they cost, whether the shop can pay for them, and placing them. */
import { firstDayOf } from '../../commands/terms.ts'
import { accounts, postCost } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { ringRow } from '../../rings.ts'
import type { State } from '../../state.ts'
import { drawLeadTimeDays, promisedDays } from './leadTime.ts'
import { addLine } from './orderTable.ts'
import { receiveGoods } from './receiving.ts'
import { breakDiscountRatio, goodsCents, unitCostAt } from './sources.ts'

/** Keys of the draws of a day's orders of one kind; every kind has its own, so that none moves another's. */
export interface OrderKeys {
  readonly leadTime: Key
  readonly rounding: Key
  readonly quality: Key
}

export function orderKeys(
  { seed, replication }: Luck,
  day: number,
  kind: 'reorder' | 'express' | 'routine',
): OrderKeys {
  return {
    leadTime: deriveKey(seed, replication, `supply.${kind}LeadTime`, day),
    rounding: deriveKey(seed, replication, `supply.${kind}Rounding`, day),
    quality: deriveKey(seed, replication, `supply.${kind}Quality`, day),
  }
}

/** One purchase order of a product with a supplier. */
export interface Order {
  readonly product: number
  readonly supplier: number
  readonly isExpress: boolean
  /** Given after the close: it takes effect on the next day. */
  readonly isAfterClose: boolean
  /** Absent: the goods lie ready, take the promised time and are of usual quality. */
  readonly keys: OrderKeys | undefined
  /** Names the order among those of the same keys. */
  readonly counter: number
}

/** Units to order once the supplier's minimum is respected; 0 stays 0. */
export function raiseToMoq(model: Model, product: number, units: number): number {
  return units > 0 ? Math.max(units, model.moqUnits[product]!) : 0
}

/** What the shop owns in money less what is owed for goods, on order or received. */
export function freeCents({ money, supply }: State): number {
  let cents = money.cashCents + money.receivablesCents - supply.onOrderCents
  for (let supplier = 0; supplier < money.payablesCents.length; supplier++) {
    cents -= money.payablesCents[supplier]!
  }
  return cents
}

/** Goods of an order, at cost. */
export function orderGoodsCents(
  model: Model,
  state: State,
  product: number,
  supplier: number,
  units: number,
): number {
  const discountRatio = breakDiscountRatio(model, product, supplier, units)
  return goodsCents(units, unitCostAt(model, state, product, supplier), discountRatio)
}

/** What an order costs besides the goods: its fixed cost, and air freight. */
export function orderExtraCents(model: Model, goods: number, isExpress: boolean): number {
  return model.supply.orderCostCents + (isExpress ? airFreightCents(model, goods) : 0)
}

function airFreightCents({ settings }: Model, goods: number): number {
  return Math.floor(goods * settings['purchasing.expressCostRatio'] + 0.5)
}

/** What may still be ordered on a day under the cap; Infinity without one. */
export function roomUnderCapCents(state: State, day: number): number {
  const { supply } = state
  if (day > supply.capUntilDay) return Infinity
  let cents = supply.capCents
  for (let ago = 0; ago < 7; ago++) cents -= spendOfDay(state, day - ago)
  return cents
}

function spendOfDay({ supply }: State, day: number): number {
  const suppliers = supply.knownCostFactor.length
  const start = ringRow(day) * suppliers
  let cents = 0
  for (let supplier = 0; supplier < suppliers; supplier++) {
    cents += supply.spendCents[start + supplier]!
  }
  return cents
}

/** Books an order or, with negative cents, a cancellation as purchases of the day on which it takes effect. */
export function noteSpend(state: State, supplier: number, day: number, cents: number): void {
  const { spendCents, knownCostFactor } = state.supply
  state.today.supply.purchaseSpendCents[supplier]! += cents
  spendCents[ringRow(day) * knownCostFactor.length + supplier]! += cents
}

/** Units for each stock of a product, from a whole number, by weight, by largest remainder; among equal ones the first. Equally when all weights are 0. */
export function splitUnits(weights: Float64Array, units: number, out: Float64Array): void {
  const stocks = weights.length
  let total = 0
  for (const weight of weights) total += weight
  let left = units
  for (let i = 0; i < stocks; i++) {
    out[i] = Math.floor(total > 0 ? (units * weights[i]!) / total : units / stocks)
    left -= out[i]!
  }
  for (; left > 0; left--) {
    let best = 0
    let bestRemainder = -Infinity
    for (let i = 0; i < stocks; i++) {
      const exact = total > 0 ? (units * weights[i]!) / total : units / stocks
      if (exact - out[i]! <= bestRemainder) continue
      best = i
      bestRemainder = exact - out[i]!
    }
    out[best]! += 1
  }
}

/**
 * Places one purchase order; `units` are for each stock of the product in turn. A lead time of 0 is received at
 * once; an order placed after the close takes at least a day (decision 14). All lines travel together.
 */
export function placeOrder(model: Model, state: State, order: Order, units: Float64Array): void {
  const { product, supplier, isExpress, isAfterClose, keys, counter } = order
  const { supply } = state
  const day = firstDayOf({ state, isAfterClose })
  const promised = promisedDays(model, state, supplier, day, isExpress)
  const drawnDays =
    keys === undefined
      ? promised
      : drawLeadTimeDays(
          model,
          state,
          supplier,
          day,
          isExpress,
          keys.leadTime,
          keys.rounding,
          counter,
        )
  const leadTimeDays = isAfterClose ? Math.max(1, drawnDays) : drawnDays
  const sentDay = state.day + Math.ceil(leadTimeDays * model.supply.preparationRatio)
  let allUnits = 0
  for (const some of units) allUnits += some
  const discountRatio = breakDiscountRatio(model, product, supplier, allUnits)
  const unitCents = unitCostAt(model, state, product, supplier)
  let goods = 0
  let isFirstLine = true
  for (let i = 0; i < units.length; i++) {
    const lineUnits = units[i]!
    if (lineUnits <= 0) continue
    const stock = model.stocksOfProduct[model.firstStock[product]! + i]!
    const costCents = goodsCents(lineUnits, unitCents, discountRatio)
    goods += costCents
    const qualityLuck =
      keys === undefined
        ? usualQuality
        : drawUniform(keys.quality, counter ^ Math.imul(i + 1, 0x85ebca6b))
    const orders = isFirstLine ? 1 : 0
    isFirstLine = false
    if (leadTimeDays === 0) {
      receiveGoods(model, state, stock, supplier, lineUnits, costCents, qualityLuck, orders, 0, 0)
      continue
    }
    supply.onOrderUnits[stock]! += lineUnits
    supply.openPurchaseOrders[stock]! += 1
    supply.openOrdersOfProduct[product]! += orders
    const table = supply.purchaseOrders
    const line = addLine(table)
    table.stock[line] = stock
    table.units[line] = lineUnits
    table.costCents[line] = costCents
    table.supplier[line] = supplier
    table.placedDay[line] = state.day
    table.dueDay[line] = state.day + leadTimeDays
    table.promisedDay[line] = state.day + promised
    table.sentDay[line] = sentDay
    table.isFirstLine[line] = orders
    table.isExpress[line] = isExpress ? 1 : 0
    table.qualityLuck[line] = qualityLuck
  }
  if (leadTimeDays > 0) supply.onOrderCents += goods
  if (supply.committedTo[product] === supplier) supply.committedBoughtUnits[product]! += allUnits
  noteSpend(state, supplier, day, goods)
  postCost(state, accounts.orderCost, model.supply.orderCostCents, product)
  if (isExpress) postCost(state, accounts.freight, airFreightCents(model, goods), product)
}

/** The middle of all qualities. */
const usualQuality = 0.5
