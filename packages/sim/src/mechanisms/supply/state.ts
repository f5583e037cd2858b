/** Suppliers and purchase orders: what never changes in a run, what changes from day to day, what happened in a day. */
import type { Model, ModelBase } from '../../model.ts'
import { receiptsKept, ringDays } from '../../rings.ts'
import { leadTimeLaws, type LeadTimeLaws } from './leadTime.ts'
import { noSupplier, sourcesOfProducts, type Sources } from './sources.ts'

/** A day before every other. */
export const noDay = -2147483648
/** Rows of the rings of sales and forecast errors: a power of two above their 28 days. */
export const salesRingDays = 32

/** First evening, from a day on, of the routine order of a product: products are spread over the cycle by their hash. */
export function routineDayFrom(hash: number, cycleDays: number, day: number): number {
  const past = (day + (hash % cycleDays)) % cycleDays
  return past === 0 ? day : day + (past > 0 ? cycleDays - past : -past)
}

/** Columns that never change during a run. */
export interface SupplyModel extends LeadTimeLaws, Sources {
  // settings that every order reads
  readonly orderCostCents: number
  readonly preparationRatio: number
  /** Volume breaks: order size in minimum orders, and the reduction from there on. */
  readonly breakMultiples: Float64Array
  readonly breakRatios: Float64Array
  // per supplier
  readonly backupPriceFactor: Float64Array
  /** Defects ÷ what is usual for the product. */
  readonly defectFactor: Float64Array
}

export function buildSupplyModel(base: ModelBase): SupplyModel {
  const { settings, shop } = base
  const { suppliers } = shop
  const multiples = settings['purchasing.breakMoqMultiples']
  const ratios = settings['purchasing.breakDiscountRatios']
  const breaks = Math.min(multiples.length, ratios.length)
  return {
    orderCostCents: settings['suppliers.orderCostCents'],
    preparationRatio: settings['suppliers.preparationRatio'],
    breakMultiples: Float64Array.from(multiples.slice(0, breaks)),
    breakRatios: Float64Array.from(ratios.slice(0, breaks)),
    ...leadTimeLaws(base),
    ...sourcesOfProducts(base),
    backupPriceFactor: Float64Array.from(suppliers, (supplier) => supplier.backupPriceFactor),
    defectFactor: Float64Array.from(suppliers, (supplier) => supplier.defectFactor),
  }
}

/** Open lines of purchase orders, in no particular order; `count` of them are in use. */
export interface PurchaseOrders {
  count: number
  stock: Int32Array
  units: Float64Array
  /** Of the whole line. */
  costCents: Float64Array
  supplier: Int32Array
  placedDay: Int32Array
  /** Day on which it arrives; the shop only knows `promisedDay`. */
  dueDay: Int32Array
  promisedDay: Int32Array
  /** Day on which the goods leave the supplier. */
  sentDay: Int32Array
  /** 1 on one line of each order: so orders are counted. */
  isFirstLine: Uint8Array
  /** 1 when it comes by air. */
  isExpress: Uint8Array
  /** Uniform that decides how many of the units are defective. */
  qualityLuck: Float64Array
}

/** What was delivered in the last 90 days and found defective: a queue by day, `count` entries from `first` on, in rings whose length is a power of two. */
export interface DeliveryLog {
  first: number
  count: number
  /** Entries from the front that the sums of 90 days include. */
  summed: number
  day: Int32Array
  product: Int32Array
  supplier: Int32Array
  receivedUnits: Int32Array
  foundUnits: Int32Array
  /** Purchase orders received, and of them by the promised day. */
  orders: Int32Array
  onTimeOrders: Int32Array
}

export interface SupplyState {
  // per stock
  readonly onOrderUnits: Float64Array
  /** Open purchase orders with a line for the stock. */
  readonly openPurchaseOrders: Float64Array
  readonly safetyStockUnits: Float64Array
  // per product
  /** Open purchase orders; one that is split over stocks counts once. */
  readonly openOrdersOfProduct: Float64Array
  readonly reviewCycleDays: Int32Array
  /** Supplier that orders go to now. */
  readonly supplierOfProduct: Int32Array
  /** Main supplier now: that of the shop file until supply is shifted. */
  readonly mainSupplierOfProduct: Int32Array
  /** Cost of a unit ordered now, at the supplier now used. */
  readonly unitCostCents: Float64Array
  /** Next evening of its routine order; one that waits for room under the cap keeps its day. */
  readonly routineDueDay: Int32Array
  /** Last day on which the supplier that took the product over still learns. */
  readonly learningUntilDay: Int32Array
  /** Supplier to which a part of the forecast is committed, or `noSupplier`. */
  readonly committedTo: Int32Array
  /** Committed over the whole horizon, and of them ordered. */
  readonly committedUnits: Float64Array
  readonly committedBoughtUnits: Float64Array
  // per supplier
  /** Last day of longer lead times after a cancellation. */
  readonly slowUntilDay: Int32Array
  /** First and last day on which it knows the forecast. */
  readonly sharedFromDay: Int32Array
  readonly sharedUntilDay: Int32Array
  /** First day and length of the commitment that runs; length 0 when none does. */
  readonly commitFromDay: Int32Array
  readonly commitHorizonDays: Int32Array
  readonly commitRatio: Float64Array
  /** `world.supplierCostFactor` that `unitCostCents` holds. */
  readonly knownCostFactor: Float64Array
  /** Rows of suppliers by day: purchase orders placed, at cost. */
  readonly spendCents: Float64Array
  // of the shop
  /** Goods ordered and not yet received, at cost. */
  onOrderCents: number
  /** Most that may be ordered within 7 days, while `capUntilDay` is not over. */
  capCents: number
  capUntilDay: number
  readonly purchaseOrders: PurchaseOrders
  /** Commands' orders of this day by product, then by stock; twice, the second time those by air. */
  readonly ordersToday: Int32Array
  hasOrdersToday: number
  /** `receiptsKept` columns of each product and supplier: days from order to receipt. */
  readonly productReceiptDays: Float64Array
  readonly productReceipts: Int32Array
  readonly supplierReceiptDays: Float64Array
  readonly supplierReceipts: Int32Array
  // windows, moved on at every close
  /** Units of each product sold by day, rows of products; over 28 days their sum and that of their squares. */
  readonly soldUnits: Int32Array
  readonly soldUnits28d: Float64Array
  readonly soldSquares28d: Float64Array
  /** |units sold − house forecast| by day, rows of products, and its sum over 28 days; in steps of 1/4096 unit. */
  readonly forecastErrors: Int32Array
  readonly forecastErrors28d: Float64Array
  readonly deliveries: DeliveryLog
  readonly productReceived90d: Float64Array
  readonly productFound90d: Float64Array
  readonly supplierReceived90d: Float64Array
  readonly supplierFound90d: Float64Array
  readonly supplierOrders90d: Float64Array
  readonly supplierOnTime90d: Float64Array
  /** Supplier of the newest delivery of each product. */
  readonly deliveredBy: Int32Array
}

export function createSupplyState(model: Model): SupplyState {
  const products = model.entities.product.ids.length
  const stocks = model.entities.stock.ids.length
  const suppliers = model.entities.supplier.ids.length
  const cycleDays = model.settings['routine.reviewCycleDays']
  return {
    onOrderUnits: new Float64Array(stocks),
    openPurchaseOrders: new Float64Array(stocks),
    safetyStockUnits: new Float64Array(stocks),
    openOrdersOfProduct: new Float64Array(products),
    reviewCycleDays: new Int32Array(products).fill(cycleDays),
    supplierOfProduct: model.supplierOfProduct.slice(),
    mainSupplierOfProduct: model.supplierOfProduct.slice(),
    unitCostCents: model.unitCostCents.slice(),
    routineDueDay: model.productHash.reduce((days, hash, product) => {
      days[product] = routineDayFrom(hash, cycleDays, 1 - model.historyDays)
      return days
    }, new Int32Array(products)),
    learningUntilDay: new Int32Array(products).fill(noDay),
    committedTo: new Int32Array(products).fill(noSupplier),
    committedUnits: new Float64Array(products),
    committedBoughtUnits: new Float64Array(products),
    slowUntilDay: new Int32Array(suppliers).fill(noDay),
    sharedFromDay: new Int32Array(suppliers).fill(noDay),
    sharedUntilDay: new Int32Array(suppliers).fill(noDay),
    commitFromDay: new Int32Array(suppliers),
    commitHorizonDays: new Int32Array(suppliers),
    commitRatio: new Float64Array(suppliers),
    knownCostFactor: new Float64Array(suppliers).fill(1),
    spendCents: new Float64Array(suppliers * ringDays),
    onOrderCents: 0,
    capCents: 0,
    capUntilDay: noDay,
    purchaseOrders: {
      count: 0,
      stock: new Int32Array(2 * stocks),
      units: new Float64Array(2 * stocks),
      costCents: new Float64Array(2 * stocks),
      supplier: new Int32Array(2 * stocks),
      placedDay: new Int32Array(2 * stocks),
      dueDay: new Int32Array(2 * stocks),
      promisedDay: new Int32Array(2 * stocks),
      sentDay: new Int32Array(2 * stocks),
      isFirstLine: new Uint8Array(2 * stocks),
      isExpress: new Uint8Array(2 * stocks),
      qualityLuck: new Float64Array(2 * stocks),
    },
    ordersToday: new Int32Array(2 * (products + stocks)),
    hasOrdersToday: 0,
    productReceiptDays: new Float64Array(products * receiptsKept),
    productReceipts: new Int32Array(products),
    supplierReceiptDays: new Float64Array(suppliers * receiptsKept),
    supplierReceipts: new Int32Array(suppliers),
    soldUnits: new Int32Array(products * salesRingDays),
    soldUnits28d: new Float64Array(products),
    soldSquares28d: new Float64Array(products),
    forecastErrors: new Int32Array(products * salesRingDays),
    forecastErrors28d: new Float64Array(products),
    deliveries: {
      first: 0,
      count: 0,
      summed: 0,
      day: new Int32Array(1024),
      product: new Int32Array(1024),
      supplier: new Int32Array(1024),
      receivedUnits: new Int32Array(1024),
      foundUnits: new Int32Array(1024),
      orders: new Int32Array(1024),
      onTimeOrders: new Int32Array(1024),
    },
    productReceived90d: new Float64Array(products),
    productFound90d: new Float64Array(products),
    supplierReceived90d: new Float64Array(suppliers),
    supplierFound90d: new Float64Array(suppliers),
    supplierOrders90d: new Float64Array(suppliers),
    supplierOnTime90d: new Float64Array(suppliers),
    deliveredBy: model.supplierOfProduct.slice(),
  }
}

/** What happened in one day. Cents are whole. */
export interface SupplyFlows {
  // per stock
  /** Of the units received, those that are defective; nobody knows it yet. */
  readonly receivedDefectUnits: Float64Array
  // per product
  /** Days past the promised day, of the latest purchase order received; 0 when all were on time. */
  readonly receivedLateDays: Float64Array
  // per supplier
  /** Purchase orders placed less those cancelled, at cost. */
  readonly purchaseSpendCents: Float64Array
}

export function createSupplyFlows(model: Model): SupplyFlows {
  const products = model.entities.product.ids.length
  const stocks = model.entities.stock.ids.length
  const suppliers = model.entities.supplier.ids.length
  return {
    receivedDefectUnits: new Float64Array(stocks),
    receivedLateDays: new Float64Array(products),
    purchaseSpendCents: new Float64Array(suppliers),
  }
}
