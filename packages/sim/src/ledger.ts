/**
 * Every movement of money and goods is posted here, in whole cents, so that each day
 *   opening cash + cash in − cash out = closing cash
 *   contribution + change of (stock at cost) = change of (cash + reserve + receivables + stock at cost − payables)
 *   opening units + received + restocked + transferred in + out of quarantine − shipped − transferred out
 *     − into quarantine − written off − sent back = closing units
 *   waiting units + sold − shipped − cancelled = waiting units after it
 *
 * Goods become a cost when they arrive (docs/decisions/0004); contribution with stock adds the change of stock.
 */
import type { Model } from './model.ts'
import { ringDays, ringRow } from './rings.ts'
import type { State } from './state.ts'

/** What the shop pays for, goods excepted; an index into `today.money.costCents`. */
export const accounts = {
  /** Couriers. */
  shipping: 0,
  /** Transfers between own warehouses, air freight, freight back to suppliers. */
  freight: 1,
  /** Commission and payment fees, kept back by the platform. */
  fees: 2,
  /** Fixed cost of purchase orders, fees for cancelling them. */
  orderCost: 3,
  /** Storage and capital. */
  holding: 4,
  /** Advertising, fees of hosts and affiliates, referral rewards. */
  adSpend: 5,
  /** Agents, packers, temporary staff, desk hours. */
  wages: 6,
  gifts: 7,
  /** Paid back to buyers, compensation included. */
  refunds: 8,
  fines: 9,
  /** What clearing and disposing of goods brings in, as a negative cost. */
  disposal: 10,
  /** Space rented for a time, set-up fees, certificates. */
  other: 11,
  /** Owed by business accounts and given up as lost; takes no cash. */
  badDebts: 12,
} as const
export type AccountIndex = (typeof accounts)[keyof typeof accounts]
export const costAccounts = Object.keys(accounts) as (keyof typeof accounts)[]

/** No product in particular. */
export const noProduct = -1

/** Pays a cost now; a negative one comes in. It belongs to a product where one is named. Whole cents. */
export function postCost(
  state: State,
  account: AccountIndex,
  cents: number,
  product: number = noProduct,
): void {
  const { money } = state.today
  money.costCents[account]! += cents
  if (product >= 0) {
    money.directCostCents[product]! += cents
    if (account === accounts.orderCost) money.orderCostCents[product]! += cents
  }
  if (cents >= 0) payOut(state, cents)
  else takeIn(state, -cents)
}

/** Pays money back to buyers of a product, compensation included. */
export function postRefund(state: State, product: number, cents: number): void {
  if (product >= 0) state.today.money.refundCents[product]! += cents
  postCost(state, accounts.refunds, cents, product)
}

/** Units leave the shelf at the mean cost of those there; gives that cost. */
function takeOut(state: State, stock: number, units: number): number {
  const { onHandUnits, stockValueCents } = state.shelves
  const there = onHandUnits[stock]!
  const value = stockValueCents[stock]!
  const cents = units === there ? value : Math.floor((value * units) / there + 0.5)
  onHandUnits[stock] = there - units
  stockValueCents[stock] = value - cents
  return cents
}

function putIn(state: State, stock: number, units: number, cents: number): void {
  state.shelves.onHandUnits[stock]! += units
  state.shelves.stockValueCents[stock]! += cents
}

/** Sold units leave the shelf at cost; at most what is on hand. */
export function postShipment(state: State, stock: number, units: number): void {
  if (units === 0) return
  const { shelves } = state.today
  shelves.soldUnits[stock]! += units
  shelves.soldTotalUnits[0]! += units
  shelves.shippedUnits[stock]! += units
  const cents = takeOut(state, stock, units)
  shelves.cogsCents[stock]! += cents
  shelves.cogsTotalCents[0]! += cents
}

/** Units that were paid for before leave the shelf at cost; at most what is on hand. */
export function postLateShipment(state: State, stock: number, units: number): void {
  if (units === 0) return
  const { shelves } = state.today
  shelves.shippedUnits[stock]! += units
  const cents = takeOut(state, stock, units)
  shelves.cogsCents[stock]! += cents
  shelves.cogsTotalCents[0]! += cents
}

/** Units leave unsold: expired, opened, scrapped, donated, liquidated. Gives their cost. */
export function postWriteOff(state: State, stock: number, units: number): number {
  if (units === 0) return 0
  const { shelves } = state.today
  shelves.writtenOffUnits[stock]! += units
  shelves.writtenOffTotalUnits[0]! += units
  shelves.rareMoves[0]! += 1
  return takeOutUnsold(state, stock, units)
}

/** Units go back to their supplier. Gives their cost; what comes back for them is posted apart. */
export function postSendBack(state: State, stock: number, units: number): number {
  if (units === 0) return 0
  state.today.shelves.sentBackUnits[stock]! += units
  state.today.shelves.rareMoves[0]! += 1
  return takeOutUnsold(state, stock, units)
}

function takeOutUnsold(state: State, stock: number, units: number): number {
  const { shelves } = state.today
  const cents = takeOut(state, stock, units)
  shelves.leftUnsoldCents[stock]! += cents
  shelves.leftUnsoldTotalCents[0]! += cents
  return cents
}

/** Units are taken off sale for their quality; they stay the shop's at cost. */
export function postQuarantine(state: State, stock: number, units: number): void {
  if (units === 0) return
  const { shelves } = state
  state.today.shelves.quarantineInUnits[stock]! += units
  state.today.shelves.rareMoves[0]! += 1
  shelves.quarantinedCents[stock]! += takeOut(state, stock, units)
  shelves.quarantinedUnits[stock]! += units
}

/** All units of a stock in quarantine are sold again. */
export function postRelease(state: State, stock: number): void {
  const { shelves } = state
  const units = shelves.quarantinedUnits[stock]!
  state.today.shelves.quarantineOutUnits[stock]! += units
  state.today.shelves.rareMoves[0]! += 1
  putIn(state, stock, units, shelves.quarantinedCents[stock]!)
  shelves.quarantinedUnits[stock] = 0
  shelves.quarantinedCents[stock] = 0
}

/** Units go on the way to another stock; gives their cost, to be put in there by `postTransferIn`. */
export function postTransferOut(state: State, stock: number, units: number): number {
  if (units === 0) return 0
  state.today.shelves.transferOutUnits[stock]! += units
  state.today.shelves.rareMoves[0]! += 1
  return takeOut(state, stock, units)
}

export function postTransferIn(state: State, stock: number, units: number, cents: number): void {
  state.today.shelves.transferInUnits[stock]! += units
  state.today.shelves.rareMoves[0]! += 1
  putIn(state, stock, units, cents)
}

/** Returned units go back on the shelf at a cost. */
export function postRestock(state: State, stock: number, units: number, cents: number): void {
  const { shelves } = state.today
  shelves.restockedUnits[stock]! += units
  shelves.restockedCents[stock]! += cents
  shelves.restockedTotalCents[0]! += cents
  putIn(state, stock, units, cents)
}

/** What the platform keeps of a sale today, 0 to 1. */
export function commissionRatio({ settings }: Model, { world }: State): number {
  return Math.min(1, Math.max(0, settings['money.feeRatio'] + world.commissionExtraRatio))
}

/** Days from a sale of today to its payout; at most what the calendar of payouts holds. */
export function payoutDelayDays({ settings }: Model, { world }: State): number {
  return Math.min(ringDays - 1, settings['money.payoutDelayDays'] + world.payoutExtraDays)
}

/** Sales of a product: the platform keeps its fee and owes the rest until the payout. Couriers are paid when they collect. */
export function postSales(
  model: Model,
  state: State,
  product: number,
  sale: { readonly gmvCents: number; readonly discountCents: number; readonly orders: number },
): void {
  const { today, money } = state
  const feeRatio = commissionRatio(model, state)
  const feesCents = Math.floor(sale.gmvCents * feeRatio + 0.5)
  today.demand.orders[product]! += sale.orders
  today.demand.orderTotal[0]! += sale.orders
  today.offers.gmvCents[product]! += sale.gmvCents
  today.offers.gmvTotalCents[0]! += sale.gmvCents
  today.offers.discountCents[product]! += sale.discountCents
  today.money.costCents[accounts.fees]! += feesCents
  today.money.directCostCents[product]! += feesCents
  const owedCents = sale.gmvCents - feesCents
  money.receivablesCents += owedCents
  const delayDays = payoutDelayDays(model, state)
  money.payoutsDueCents[ringRow(state.day + delayDays)]! += owedCents
}

/** The platform pays out what is due today. */
export function postPayout(state: State): void {
  const { money } = state
  const row = ringRow(state.day)
  const cents = money.payoutsDueCents[row]!
  money.payoutsDueCents[row] = 0
  money.receivablesCents -= cents
  takeIn(state, cents)
}

/** Goods arrive at what the whole line cost and are owed for until the supplier's terms are over. */
export function postReceipt(
  model: Model,
  state: State,
  stock: number,
  supplier: number,
  goods: { readonly units: number; readonly cents: number },
): void {
  const { money, today } = state
  putIn(state, stock, goods.units, goods.cents)
  today.shelves.receivedUnits[stock]! += goods.units
  today.shelves.receipts[0]! += 1
  today.shelves.receivedCents[stock]! += goods.cents
  today.shelves.receivedTotalCents[0]! += goods.cents
  money.payablesCents[supplier]! += goods.cents
  const suppliers = money.payablesCents.length
  const row = ringRow(state.day + model.termsDays[supplier]!)
  money.paymentsDueCents[row * suppliers + supplier]! += goods.cents
  money.paymentsDueTotalCents[row]! += goods.cents
}

/** Suppliers are paid what is due today. */
export function postSupplierPayments(state: State): void {
  const { money } = state
  const suppliers = money.payablesCents.length
  const row = ringRow(state.day)
  money.paymentsDueTotalCents[row] = 0
  const start = row * suppliers
  for (let supplier = 0; supplier < suppliers; supplier++) {
    const cents = money.paymentsDueCents[start + supplier]!
    if (cents === 0) continue
    money.paymentsDueCents[start + supplier] = 0
    money.payablesCents[supplier]! -= cents
    payOut(state, cents)
  }
}

/**
 * Storage and capital cost of every stock for the day, as it stands in the day's `holdingCostCents`: one payment for
 * all, each product bears its own.
 */
export function postHolding(state: State, productOfStock: Int32Array): void {
  const { holdingCostCents } = state.today.shelves
  const { directCostCents } = state.today.money
  let total = 0
  for (let stock = 0; stock < holdingCostCents.length; stock++) {
    const cents = holdingCostCents[stock]!
    directCostCents[productOfStock[stock]!]! += cents
    total += cents
  }
  postCost(state, accounts.holding, total)
}

/** Moves money from the cash to the reserve; a negative amount comes back. Neither income nor cost. */
export function postReserve(state: State, cents: number): void {
  state.money.reserveCents += cents
  if (cents >= 0) payOut(state, cents)
  else takeIn(state, -cents)
}

/**
 * Sales to a business account, without platform and commission; units leave the shelf by `postShipment`. Of the
 * price, `creditCents` is owed, the rest is paid at once.
 */
export function postAccountSale(
  state: State,
  product: number,
  account: number,
  sale: { readonly gmvCents: number; readonly creditCents: number },
): void {
  const { money, today } = state
  today.offers.gmvCents[product]! += sale.gmvCents
  today.offers.gmvTotalCents[0]! += sale.gmvCents
  today.money.accountSalesCents[account]! += sale.gmvCents
  money.receivablesCents += sale.creditCents
  money.accountReceivablesCents[account]! += sale.creditCents
  takeIn(state, sale.gmvCents - sale.creditCents)
}

/** A business account pays what it owes. */
export function postAccountPayment(state: State, account: number, cents: number): void {
  state.money.receivablesCents -= cents
  state.money.accountReceivablesCents[account]! -= cents
  takeIn(state, cents)
}

/** What a business account owes is given up as lost: a cost that takes no cash. */
export function postBadDebt(state: State, account: number, cents: number): void {
  state.money.receivablesCents -= cents
  state.money.accountReceivablesCents[account]! -= cents
  state.today.money.costCents[accounts.badDebts]! += cents
}

function payOut(state: State, cents: number): void {
  state.money.cashCents -= cents
  state.today.money.cashOutCents[0]! += cents
}

/** Money comes in now that was owed before or never was: see the postings above for the usual ones. */
export function takeIn(state: State, cents: number): void {
  state.money.cashCents += cents
  state.today.money.cashInCents[0]! += cents
}
