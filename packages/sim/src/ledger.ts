/**
 * Every movement of money and goods is posted here, in whole cents, so that each day
 *   opening cash + cash in − cash out = closing cash
 *   change in (cash + receivables + stock at cost − payables) = contribution with stock
 *   opening units + received − sold = closing units
 */
import type { Model } from './model.ts'
import { ringDays, type State } from './state.ts'

/** Sold units leave the shelf at cost. */
export function postShipment(model: Model, state: State, stock: number, units: number): void {
  state.onHandUnits[stock]! -= units
  state.today.soldUnits[stock]! += units
  state.today.cogsCents[stock]! += units * model.unitCostCents[model.productOfStock[stock]!]!
}

/** Sales of a product: the platform keeps its fee and owes the rest until the payout; the courier is paid now. */
export function postSales(
  model: Model,
  state: State,
  product: number,
  sale: { readonly gmvCents: number; readonly discountCents: number; readonly orders: number },
): void {
  const { settings } = model
  const { today } = state
  const feesCents = Math.floor(sale.gmvCents * settings['money.feeRatio'] + 0.5)
  const shippingCents = sale.orders * settings['money.shippingCentsPerOrder']
  today.orders[product]! += sale.orders
  today.gmvCents[product]! += sale.gmvCents
  today.discountCents[product]! += sale.discountCents
  today.feesCents[product]! += feesCents
  today.shippingCostCents[product]! += shippingCents
  const owedCents = sale.gmvCents - feesCents
  state.receivablesCents += owedCents
  state.payoutsDueCents[ringRow(state.day + settings['money.payoutDelayDays'])]! += owedCents
  pay(state, shippingCents)
}

/** The platform pays out what is due today. */
export function postPayout(state: State): void {
  const row = ringRow(state.day)
  const cents = state.payoutsDueCents[row]!
  state.payoutsDueCents[row] = 0
  state.receivablesCents -= cents
  state.cashCents += cents
  state.today.cashInCents[0]! += cents
}

/** Goods arrive and are owed for until the supplier's terms are over. */
export function postReceipt(model: Model, state: State, stock: number, units: number): void {
  const supplier = model.supplierOfStock[stock]!
  const cents = units * model.unitCostCents[model.productOfStock[stock]!]!
  state.onHandUnits[stock]! += units
  state.today.receivedUnits[stock]! += units
  state.today.receivedCents[stock]! += cents
  state.payablesCents[supplier]! += cents
  const row = ringRow(state.day + model.termsDays[supplier]!)
  state.paymentsDueCents[row * model.termsDays.length + supplier]! += cents
}

/** Suppliers are paid what is due today. */
export function postSupplierPayments(model: Model, state: State): void {
  const suppliers = model.termsDays.length
  const start = ringRow(state.day) * suppliers
  for (let supplier = 0; supplier < suppliers; supplier++) {
    const cents = state.paymentsDueCents[start + supplier]!
    state.paymentsDueCents[start + supplier] = 0
    state.payablesCents[supplier]! -= cents
    pay(state, cents)
  }
}

/** Storage and capital cost of a stock for the day, paid now. */
export function postHolding(state: State, stock: number, cents: number): void {
  state.today.holdingCostCents[stock]! += cents
  pay(state, cents)
}

/** Fixed cost of a purchase order of a product, paid now; what it buys is owed on receipt. */
export function postOrderCost(
  state: State,
  product: number,
  supplier: number,
  cost: { readonly orderCostCents: number; readonly goodsCents: number },
): void {
  state.today.orderCostCents[product]! += cost.orderCostCents
  state.today.purchaseSpendCents[supplier]! += cost.goodsCents
  pay(state, cost.orderCostCents)
}

/** Wages, paid now. */
export function postWages(state: State, cents: number): void {
  state.today.wagesCents[0]! += cents
  pay(state, cents)
}

/** Advertising, paid now. */
export function postAdSpend(state: State, cents: number): void {
  state.today.adSpendCents[0]! += cents
  pay(state, cents)
}

function pay(state: State, cents: number): void {
  state.cashCents -= cents
  state.today.cashOutCents[0]! += cents
}

function ringRow(day: number): number {
  return day & (ringDays - 1)
}
