/** Money: what never changes in a run, what changes from day to day, what happened in a day. */
import { log } from '../../math.ts'
import { costAccounts } from '../../ledger.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { drawUniform, hashId } from '../../random.ts'
import { ringDays } from '../../rings.ts'

/** Days over which costs are averaged for the forecast. */
export const recentDays = 28

/** Columns that never change during a run. */
export interface MoneyModel {
  // per business account
  readonly accountHash: Uint32Array
  readonly ordersPerDay: Float64Array
  readonly orderValueCents: Float64Array
  readonly usualTermsDays: Float64Array
  readonly usualLimitCents: Float64Array
  readonly punctualRatio: Float64Array
  readonly lateMeanDays: Float64Array
  readonly neverPaidRatio: Float64Array
  /** Products that each account buys. */
  readonly assortments: readonly Int32Array[]
  // of the shop
  /** Mean days from an order of goods to its payment, over products at their main suppliers. */
  readonly purchaseToPaymentDays: number
}

export function buildMoneyModel(base: ModelBase): MoneyModel {
  const { shop, entities, supplierOfProduct } = base
  const accountHash = Uint32Array.from(entities.account.ids, hashId)
  let purchaseDays = 0
  for (const supplier of supplierOfProduct) {
    purchaseDays += base.leadTimeDays[supplier]! + base.termsDays[supplier]!
  }
  return {
    accountHash,
    ordersPerDay: numbersOf(shop, 'accounts', 'ordersPerWeek').map((orders) => orders / 7),
    orderValueCents: numbersOf(shop, 'accounts', 'orderValueCents'),
    usualTermsDays: numbersOf(shop, 'accounts', 'termsDays'),
    usualLimitCents: numbersOf(shop, 'accounts', 'creditLimitCents'),
    punctualRatio: numbersOf(shop, 'accounts', 'punctualRatio'),
    lateMeanDays: numbersOf(shop, 'accounts', 'lateMeanDays'),
    neverPaidRatio: numbersOf(shop, 'accounts', 'neverPaidRatio'),
    assortments: Array.from(accountHash, (hash) => assortmentOf(base, hash)),
    purchaseToPaymentDays: purchaseDays / Math.max(1, supplierOfProduct.length),
  }
}

/**
 * The products an account buys: drawn by its own hash in proportion to their visits; another product displaces one
 * at most.
 */
function assortmentOf(
  { settings, productHash, visitsPerDay }: ModelBase,
  accountHash: number,
): Int32Array {
  const key = { first: accountHash | 0, second: 0x51ed270b }
  const ranked = Array.from(productHash, (hash, product) => ({
    product,
    // weighted sampling without replacement (Efraimidis & Spirakis 2006)
    rank:
      visitsPerDay[product]! > 0 ? log(drawUniform(key, hash)) / visitsPerDay[product]! : -Infinity,
  })).toSorted((a, b) => b.rank - a.rank || a.product - b.product)
  const bought = ranked.slice(0, settings['accounts.assortmentProducts'])
  return Int32Array.from(bought, ({ product }) => product).toSorted()
}

/** Invoices of business accounts as columns of one number per invoice, oldest first. Paid ones stay for the credit grade. */
export interface Invoices {
  count: number
  account: Int32Array
  cents: Float64Array
  dueDay: Int32Array
  /** Days after the due day on which it is paid by itself; the largest integer: never. */
  lateDays: Int32Array
  /** Day on which the account has promised to pay; the largest integer when it has not. */
  promisedDay: Int32Array
  /** Day on which it was paid or given up; the largest integer while it is open. */
  closedDay: Int32Array
}

export interface MoneyState {
  cashCents: number
  /** Set aside; not part of the cash. */
  reserveCents: number
  /** Payouts under way and invoices of business accounts. */
  receivablesCents: number
  // per supplier
  readonly payablesCents: Float64Array
  /** Rows of suppliers by day of payment. */
  readonly paymentsDueCents: Float64Array
  // of the shop
  /** Sums of its rows. */
  readonly paymentsDueTotalCents: Float64Array
  /** By day of payout. */
  readonly payoutsDueCents: Float64Array
  // per business account
  readonly accountReceivablesCents: Float64Array
  readonly accountTermsDays: Float64Array
  readonly accountLimitCents: Float64Array
  /** 1 while nothing is sold to it. */
  readonly accountIsStopped: Uint8Array
  /** 1 when it has left for good. */
  readonly accountHasLeft: Uint8Array
  readonly invoices: Invoices
  // the last `recentDays` days, by row of the day
  /** Rows of cost accounts. */
  readonly recentCostCents: Float64Array
  readonly recentAccountSalesCents: Float64Array
  readonly recentGmvCents: Float64Array
  readonly recentCogsCents: Float64Array
  /** Days of them that have been, at most `recentDays`. */
  recentCount: number
}

const invoiceRoom = 16

export function createMoneyState(model: Model): MoneyState {
  const suppliers = model.entities.supplier.ids.length
  const accounts = model.entities.account.ids.length
  return {
    cashCents: model.settings['money.openingCashCents'],
    reserveCents: model.settings['money.openingReserveCents'],
    receivablesCents: 0,
    payablesCents: new Float64Array(suppliers),
    paymentsDueCents: new Float64Array(suppliers * ringDays),
    paymentsDueTotalCents: new Float64Array(ringDays),
    payoutsDueCents: new Float64Array(ringDays),
    accountReceivablesCents: new Float64Array(accounts),
    accountTermsDays: model.money.usualTermsDays.slice(),
    accountLimitCents: model.money.usualLimitCents.slice(),
    accountIsStopped: new Uint8Array(accounts),
    accountHasLeft: new Uint8Array(accounts),
    invoices: {
      count: 0,
      account: new Int32Array(invoiceRoom),
      cents: new Float64Array(invoiceRoom),
      dueDay: new Int32Array(invoiceRoom),
      lateDays: new Int32Array(invoiceRoom),
      promisedDay: new Int32Array(invoiceRoom),
      closedDay: new Int32Array(invoiceRoom),
    },
    recentCostCents: new Float64Array(recentDays * costAccounts.length),
    recentAccountSalesCents: new Float64Array(recentDays),
    recentGmvCents: new Float64Array(recentDays),
    recentCogsCents: new Float64Array(recentDays),
    recentCount: 0,
  }
}

/** What happened in one day. Cents are whole. */
export interface MoneyFlows {
  /** By account of `ledger.ts`. */
  readonly costCents: Float64Array
  // per product
  /** Costs that belong to it, goods excepted. */
  readonly directCostCents: Float64Array
  readonly refundCents: Float64Array
  /** Of the direct costs: fixed cost of purchase orders, fees for cancelling them. */
  readonly orderCostCents: Float64Array
  // per business account
  readonly accountSalesCents: Float64Array
  // of the shop
  /** Everything that came in. */
  readonly cashInCents: Float64Array
  /** Everything paid. */
  readonly cashOutCents: Float64Array
}

export function createMoneyFlows(model: Model): MoneyFlows {
  const products = model.entities.product.ids.length
  return {
    directCostCents: new Float64Array(products),
    refundCents: new Float64Array(products),
    orderCostCents: new Float64Array(products),
    costCents: new Float64Array(costAccounts.length),
    accountSalesCents: new Float64Array(model.entities.account.ids.length),
    cashInCents: new Float64Array(1),
    cashOutCents: new Float64Array(1),
  }
}
