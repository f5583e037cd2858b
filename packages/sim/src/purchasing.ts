/** Purchase orders: placing them, for commands and the house routine alike, and receiving them. */
import { postOrderCost, postReceipt } from './ledger.ts'
import type { Model } from './model.ts'
import { drawUniform, type Key } from './random.ts'
import { leadTimeQuantile } from './samplers.ts'
import { receiptsKept, type PurchaseOrders, type State } from './state.ts'

/** Units for each of some stocks of one product, ordered together. */
export interface OrderLine {
  readonly stock: number
  readonly units: number
}

/** Units to order once the supplier's minimum is respected; 0 stays 0. */
export function raiseToMoq(model: Model, product: number, units: number): number {
  return units > 0 ? Math.max(units, model.moqUnits[product]!) : 0
}

/**
 * Shares whole units out over stocks by weight, by largest remainder; among equal remainders the stock that
 * comes first by id. Equally when all weights are 0.
 */
export function splitUnits(
  stocks: readonly number[],
  weights: readonly number[],
  units: number,
): OrderLine[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const exact = weights.map((weight) =>
    total > 0 ? (units * weight) / total : units / stocks.length,
  )
  const whole = exact.map(Math.floor)
  let left = units - whole.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of byRemainder) {
    if (left === 0) break
    whole[i]! += 1
    left -= 1
  }
  return stocks.map((stock, i) => ({ stock, units: whole[i]! }))
}

/**
 * True when what the shop owns in money covers the goods: cash and payouts under way, less what is owed
 * for goods received and what is on order.
 */
export function canAfford(model: Model, state: State, product: number, units: number): boolean {
  let freeCents = state.cashCents + state.receivablesCents - state.onOrderCents
  for (const cents of state.payablesCents) freeCents -= cents
  const costCents =
    units * model.unitCostCents[product]! + model.settings['suppliers.orderCostCents']
  return costCents <= freeCents
}

/**
 * Places one purchase order for a product with its supplier. A lead time of 0 is received at once; an
 * order placed after the close takes at least a day (decision 14). All lines of an order travel together,
 * and `leadTimeKey` is that of the day, so that no other order moves the draw.
 */
export function placeOrder(
  model: Model,
  state: State,
  product: number,
  lines: readonly OrderLine[],
  leadTimeKey: Key,
  isAfterClose: boolean,
): void {
  const supplier = model.supplierOfProduct[product]!
  const u = drawUniform(leadTimeKey, model.productHash[product]!)
  const drawnDays = leadTimeQuantile(u, model.leadTimeTables[supplier]!)
  const leadTimeDays = isAfterClose ? Math.max(1, drawnDays) : drawnDays
  let goodsCents = 0
  for (const { stock, units } of lines) {
    if (units <= 0) continue
    goodsCents += units * model.unitCostCents[product]!
    if (leadTimeDays === 0) {
      postReceipt(model, state, stock, units)
      noteReceipt(state, product, supplier, 0)
      continue
    }
    state.onOrderUnits[stock]! += units
    state.onOrderCents += units * model.unitCostCents[product]!
    state.openPurchaseOrders[stock]! += 1
    addLine(state.purchaseOrders, {
      stock,
      units,
      placedDay: state.day,
      dueDay: state.day + leadTimeDays,
      promisedDay: state.day + Math.max(1, Math.floor(model.leadTimeDays[supplier]! + 0.5)),
    })
  }
  const orderCostCents = model.settings['suppliers.orderCostCents']
  postOrderCost(state, product, supplier, { orderCostCents, goodsCents })
}

/** Takes in every line due today or before. */
export function receiveDueOrders(model: Model, state: State): void {
  const orders = state.purchaseOrders
  let kept = 0
  for (let line = 0; line < orders.count; line++) {
    const stock = orders.stock[line]!
    if (orders.dueDay[line]! > state.day) {
      orders.stock[kept] = stock
      orders.units[kept] = orders.units[line]!
      orders.placedDay[kept] = orders.placedDay[line]!
      orders.dueDay[kept] = orders.dueDay[line]!
      orders.promisedDay[kept] = orders.promisedDay[line]!
      kept += 1
      continue
    }
    const units = orders.units[line]!
    state.onOrderUnits[stock]! -= units
    state.openPurchaseOrders[stock]! -= 1
    const product = model.productOfStock[stock]!
    state.onOrderCents -= units * model.unitCostCents[product]!
    postReceipt(model, state, stock, units)
    noteReceipt(state, product, model.supplierOfStock[stock]!, state.day - orders.placedDay[line]!)
    const { receivedLateDays } = state.today
    const lateDays = state.day - orders.promisedDay[line]!
    receivedLateDays[product] = Math.max(receivedLateDays[product]!, lateDays)
  }
  orders.count = kept
}

/** Mean order → receipt over the last 10 receipts of a product; the quoted lead time before 3 receipts. */
export function meanLeadTimeDays(model: Model, state: State, product: number): number {
  return meanOfReceipts(
    state.productReceiptDays,
    state.productReceipts[product]!,
    product,
    model.leadTimeDays[model.supplierOfProduct[product]!]!,
  )
}

/** The same for a supplier. */
export function meanSupplierLeadTimeDays(model: Model, state: State, supplier: number): number {
  return meanOfReceipts(
    state.supplierReceiptDays,
    state.supplierReceipts[supplier]!,
    supplier,
    model.leadTimeDays[supplier]!,
  )
}

function meanOfReceipts(
  days: Float64Array,
  receipts: number,
  entity: number,
  quotedDays: number,
): number {
  if (receipts < 3) return quotedDays
  const kept = Math.min(receipts, receiptsKept)
  let sum = 0
  for (let i = 0; i < kept; i++) sum += days[entity * receiptsKept + i]!
  return sum / kept
}

function noteReceipt(state: State, product: number, supplier: number, days: number): void {
  const productSlot = state.productReceipts[product]! % receiptsKept
  state.productReceiptDays[product * receiptsKept + productSlot] = days
  state.productReceipts[product]! += 1
  const supplierSlot = state.supplierReceipts[supplier]! % receiptsKept
  state.supplierReceiptDays[supplier * receiptsKept + supplierSlot] = days
  state.supplierReceipts[supplier]! += 1
}

interface NewLine extends OrderLine {
  readonly placedDay: number
  readonly dueDay: number
  readonly promisedDay: number
}

function addLine(orders: PurchaseOrders, line: NewLine): void {
  if (orders.count === orders.stock.length) {
    orders.stock = doubled(orders.stock, Int32Array)
    orders.units = doubled(orders.units, Float64Array)
    orders.placedDay = doubled(orders.placedDay, Int32Array)
    orders.dueDay = doubled(orders.dueDay, Int32Array)
    orders.promisedDay = doubled(orders.promisedDay, Int32Array)
  }
  const at = orders.count
  orders.stock[at] = line.stock
  orders.units[at] = line.units
  orders.placedDay[at] = line.placedDay
  orders.dueDay[at] = line.dueDay
  orders.promisedDay[at] = line.promisedDay
  orders.count += 1
}

function doubled<A extends Int32Array | Float64Array>(
  column: A,
  Column: new (length: number) => A,
): A {
  const larger = new Column(Math.max(16, 2 * column.length))
  larger.set(column)
  return larger
}
