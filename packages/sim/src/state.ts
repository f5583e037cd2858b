/** The shop as columns that change from day to day. All whole numbers, kept in doubles. */
import { listingStates } from './listingStates.ts'
import type { Model } from './model.ts'

/** Rows of a ring indexed by day: a power of two above the longest window (90) and delay (90). */
export const ringDays = 128
/** Receipts over which lead times are averaged. */
export const receiptsKept = 10

/** What happened in one day. Cents are whole. */
export interface Flows {
  // per stock
  readonly soldUnits: Float64Array
  readonly lostUnits: Float64Array
  readonly receivedUnits: Float64Array
  readonly cogsCents: Float64Array
  readonly receivedCents: Float64Array
  readonly holdingCostCents: Float64Array
  /** 1 when on sale with nothing on hand at the close. */
  readonly outOfStock: Float64Array
  /** 1 when on sale at the close. */
  readonly onSale: Float64Array
  // per product
  readonly visits: Float64Array
  readonly orders: Float64Array
  readonly gmvCents: Float64Array
  readonly discountCents: Float64Array
  readonly feesCents: Float64Array
  readonly shippingCostCents: Float64Array
  readonly orderCostCents: Float64Array
  /** Days past the promised day, of the latest purchase order received; 0 when all were on time. */
  readonly receivedLateDays: Float64Array
  // per supplier
  readonly purchaseSpendCents: Float64Array
  // of the shop
  readonly wagesCents: Float64Array
  readonly adSpendCents: Float64Array
  readonly alerts: Float64Array
  /** Payouts of the platform. */
  readonly cashInCents: Float64Array
  /** Everything paid. */
  readonly cashOutCents: Float64Array
}

/** Open lines of purchase orders, oldest first; `count` of them are in use. */
export interface PurchaseOrders {
  count: number
  stock: Int32Array
  units: Float64Array
  placedDay: Int32Array
  /** Day on which it arrives; the shop only knows `promisedDay`. */
  dueDay: Int32Array
  promisedDay: Int32Array
}

/** Running totals over all closed days: a window is the difference of two rows. */
export interface RunningTotals {
  /** Days closed so far. */
  closedDays: number
  // `ringDays` rows of a column each; row d & 127 holds the totals after d closed days
  readonly soldUnits: Float64Array
  readonly gmvCents: Float64Array
  readonly cogsCents: Float64Array
  readonly stockValueCents: Float64Array
}

export interface State {
  /** Day 1 is the first day of the run; history has days ≤ 0. */
  day: number
  cashCents: number
  /** Payouts under way. */
  receivablesCents: number
  /** Goods ordered and not yet received, at cost. */
  onOrderCents: number
  // per stock
  readonly onHandUnits: Float64Array
  readonly onOrderUnits: Float64Array
  readonly openPurchaseOrders: Float64Array
  readonly safetyStockUnits: Float64Array
  // per product
  readonly priceCents: Float64Array
  /** Last day of a temporary price; the largest integer when the price stays. */
  readonly priceUntilDay: Int32Array
  /** Price that returns after a temporary one. */
  readonly lastingPriceCents: Float64Array
  readonly reviewCycleDays: Int32Array
  /** Index into `listingStates`. */
  readonly listing: Uint8Array
  /** Logarithm of the product's popularity, mean 0. */
  readonly drift: Float64Array
  // per supplier
  readonly payablesCents: Float64Array
  /** Rows of suppliers by day of payment. */
  readonly paymentsDueCents: Float64Array
  /** By day of payout. */
  readonly payoutsDueCents: Float64Array
  readonly purchaseOrders: PurchaseOrders
  /** `receiptsKept` columns of each product and supplier: days from order to receipt. */
  readonly productReceiptDays: Float64Array
  readonly productReceipts: Int32Array
  readonly supplierReceiptDays: Float64Array
  readonly supplierReceipts: Int32Array
  readonly totals: RunningTotals
  /** The day that runs; between a close and the next morning, the day to come. */
  today: Flows
  /** The newest closed day. */
  closed: Flows
}

export const noEnd = 2147483647

/** An empty shop before its first day: nothing on hand, list prices. */
export function createState(model: Model): State {
  const products = model.productHash.length
  const stocks = model.stockHash.length
  const suppliers = model.termsDays.length
  return {
    day: -model.historyDays,
    cashCents: model.settings['money.openingCashCents'],
    receivablesCents: 0,
    onOrderCents: 0,
    onHandUnits: new Float64Array(stocks),
    onOrderUnits: new Float64Array(stocks),
    openPurchaseOrders: new Float64Array(stocks),
    safetyStockUnits: new Float64Array(stocks),
    priceCents: model.listPriceCents.slice(),
    priceUntilDay: new Int32Array(products).fill(noEnd),
    lastingPriceCents: model.listPriceCents.slice(),
    reviewCycleDays: new Int32Array(products).fill(model.settings['routine.reviewCycleDays']),
    listing: new Uint8Array(products).fill(listingStates.indexOf('onSale')),
    drift: new Float64Array(products),
    payablesCents: new Float64Array(suppliers),
    paymentsDueCents: new Float64Array(suppliers * ringDays),
    payoutsDueCents: new Float64Array(ringDays),
    purchaseOrders: {
      count: 0,
      stock: new Int32Array(2 * stocks),
      units: new Float64Array(2 * stocks),
      placedDay: new Int32Array(2 * stocks),
      dueDay: new Int32Array(2 * stocks),
      promisedDay: new Int32Array(2 * stocks),
    },
    productReceiptDays: new Float64Array(products * receiptsKept),
    productReceipts: new Int32Array(products),
    supplierReceiptDays: new Float64Array(suppliers * receiptsKept),
    supplierReceipts: new Int32Array(suppliers),
    totals: {
      closedDays: 0,
      soldUnits: new Float64Array(stocks * ringDays),
      gmvCents: new Float64Array(products * ringDays),
      cogsCents: new Float64Array(stocks * ringDays),
      stockValueCents: new Float64Array(stocks * ringDays),
    },
    today: createFlows(products, stocks, suppliers),
    closed: createFlows(products, stocks, suppliers),
  }
}

function createFlows(products: number, stocks: number, suppliers: number): Flows {
  return {
    soldUnits: new Float64Array(stocks),
    lostUnits: new Float64Array(stocks),
    receivedUnits: new Float64Array(stocks),
    cogsCents: new Float64Array(stocks),
    receivedCents: new Float64Array(stocks),
    holdingCostCents: new Float64Array(stocks),
    outOfStock: new Float64Array(stocks),
    onSale: new Float64Array(stocks),
    visits: new Float64Array(products),
    orders: new Float64Array(products),
    gmvCents: new Float64Array(products),
    discountCents: new Float64Array(products),
    feesCents: new Float64Array(products),
    shippingCostCents: new Float64Array(products),
    orderCostCents: new Float64Array(products),
    receivedLateDays: new Float64Array(products),
    purchaseSpendCents: new Float64Array(suppliers),
    wagesCents: new Float64Array(1),
    adSpendCents: new Float64Array(1),
    alerts: new Float64Array(1),
    cashInCents: new Float64Array(1),
    cashOutCents: new Float64Array(1),
  }
}

/** Sets every flow of a day to 0. */
export function clearFlows(flows: Flows): void {
  for (const column of Object.values(flows)) column.fill(0)
}

/** An independent copy, such as each arm gets of the shop after its history. */
export function cloneState(model: Model, state: State): State {
  const copy = createState(model)
  copyInto(copy as unknown as Columns, state as unknown as Columns)
  return copy
}

type TypedArray = Float64Array | Int32Array | Uint8Array
interface Columns {
  [name: string]: number | TypedArray | Columns
}

/** Writes into the copy's own members, so that it keeps the fast shape of the literal it was built by. */
function copyInto(target: Columns, source: Columns): void {
  for (const [name, value] of Object.entries(source)) {
    if (typeof value === 'number') target[name] = value
    else if (!ArrayBuffer.isView(value)) copyInto(target[name] as Columns, value)
    else if ((target[name] as TypedArray).length === value.length)
      (target[name] as TypedArray).set(value)
    else target[name] = value.slice()
  }
}
